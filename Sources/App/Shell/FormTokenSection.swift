import HTTPTypes
import Markup
import Synchronization
import Web

extension Visit {
    /// The hidden field that every form of a page carries.
    var formToken: HTML { CSRF.field(token) }

    /// What that field holds; another text each time.
    var token: String { leavesTokensOpen ? KeptPage.tokenMark : services.csrf.token(for: formCookie) }

    /// By which a form that arrives twice is known: made anew with each page.
    var freshKey: String { leavesTokensOpen ? KeptPage.keyMark : Secret.token(random: environment.random) }
}

/// The hidden field of a form in a region that is the same bytes for everybody: the client fills it in (see `data-token`).
enum FormToken {
    static let empty: HTML = "<input type=\"hidden\" name=\"_form\">"
}

/// A page as it is kept for a visitor (``Visit/remember(_:body:)``): all but what must be new in each answer.
final class KeptPage: Sendable {
    /// No visitor can write these: they are drawn when the program starts.
    fileprivate static let tokenMark = "token-\(Secret.hex(Sodium.random(16)))"
    fileprivate static let keyMark = "fresh-\(Secret.hex(Sodium.random(16)))"

    /// The bytes around the marks, one more than there are marks.
    private let pieces: [[UInt8]]
    /// Which mark follows each piece but the last.
    private let areTokens: [Bool]
    /// Made for the first browser that takes it.
    private let compressed = Mutex(GzipTemplate?.none)

    /// - Parameter make: makes the page for the visit that it is given.
    init(_ visit: Visit, make: (Visit) throws -> HTML) rethrows {
        var open = visit
        open.leavesTokensOpen = true
        let bytes = Array(try CSRF.$page.withValue(Self.tokenMark) { try make(open).text }.utf8)
        var pieces: [[UInt8]] = []
        var areTokens: [Bool] = []
        let marks = [(Array(Self.tokenMark.utf8), true), (Array(Self.keyMark.utf8), false)]
        var (begin, place) = (0, 0)
        while place < bytes.count {
            let found = marks.first { bytes[place] == $0.0[0] && bytes[place...].starts(with: $0.0) }
            guard let (mark, isToken) = found else {
                place += 1
                continue
            }
            pieces.append(Array(bytes[begin..<place]))
            areTokens.append(isToken)
            place += mark.count
            begin = place
        }
        pieces.append(Array(bytes[begin...]))
        self.pieces = pieces
        self.areTokens = areTokens
    }

    func answer(_ visit: Visit) -> Answer {
        // Masked anew in each answer; within one its forms may share it.
        let token = Array(visit.token.utf8)
        let fillings = areTokens.map { $0 ? token : Array(visit.freshKey.utf8) }
        let answer = visit.inbound.takesGzip ? packed(fillings) : nil
        return (answer ?? .html(plain(fillings))).setting(.vary, "Accept-Encoding")
    }

    private func packed(_ fillings: [[UInt8]]) -> Answer? {
        let template = compressed.withLock { known in
            known = known ?? GzipTemplate(pieces, gaps: fillings.map(\.count))
            return known
        }
        return template?.filled(fillings).map { Answer.html($0).setting(.contentEncoding, "gzip") }
    }

    private func plain(_ fillings: [[UInt8]]) -> [UInt8] {
        var bytes = pieces[0]
        bytes.reserveCapacity(pieces.reduce(0) { $0 + $1.count } + fillings.reduce(0) { $0 + $1.count })
        for (filling, piece) in zip(fillings, pieces.dropFirst()) {
            bytes += filling
            bytes += piece
        }
        return bytes
    }
}
