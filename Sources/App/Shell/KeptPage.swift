import HTTPTypes
import Markup
import Synchronization
import Web

/// A page as it is kept for a visitor (``Visit/remember(_:body:)``): the same bytes each time, packed once.
final class KeptPage: Sendable {
    private let bytes: [UInt8]
    /// Made for the first browser that takes it.
    private let packed = Mutex([UInt8]?.none)

    init(_ page: HTML) { bytes = Array(page.text.utf8) }

    func answer(_ visit: Visit) -> Answer {
        guard visit.inbound.takesGzip else { return .html(bytes).setting(.vary, "Accept-Encoding") }
        let small = packed.withLock { known in
            known = known ?? Gzip.compress(bytes, level: 4)
            return known
        }
        let answer = small.map { Answer.html($0).setting(.contentEncoding, "gzip") } ?? .html(bytes)
        return answer.setting(.vary, "Accept-Encoding")
    }
}
