import Markup
import Web

extension Visit {
    /// The hidden field that every form of a page carries.
    var formToken: HTML {
        "<input type=\"hidden\" name=\"\(CSRF.field)\" value=\"\(token)\">"
    }

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
struct KeptPage: Sendable {
    /// No visitor can write these: they are drawn when the program starts.
    fileprivate static let tokenMark = "token-\(Secret.hex(Sodium.random(16)))"
    fileprivate static let keyMark = "fresh-\(Secret.hex(Sodium.random(16)))"

    /// The bytes around the marks, one more than there are marks.
    private var pieces: [[UInt8]] = []
    /// Which mark follows each piece but the last.
    private var areTokens: [Bool] = []

    /// - Parameter make: makes the page for the visit that it is given.
    init(_ visit: Visit, make: (Visit) throws -> HTML) rethrows {
        var open = visit
        open.leavesTokensOpen = true
        let bytes = Array(try make(open).text.utf8)
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
    }

    func answer(_ visit: Visit) -> Answer {
        var bytes = pieces[0]
        bytes.reserveCapacity(pieces.reduce(0) { $0 + $1.count } + areTokens.count * 64)
        // Masked anew in each answer; within one its forms may share it.
        let token = visit.token
        for (isToken, piece) in zip(areTokens, pieces.dropFirst()) {
            bytes += (isToken ? token : visit.freshKey).utf8
            bytes += piece
        }
        return .html(bytes)
    }
}
