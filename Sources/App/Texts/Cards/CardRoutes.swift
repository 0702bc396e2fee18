import Domain
import Foundation
import HTTPTypes
import Web

/// Cards: texts that several devices write at once.
///
/// - `POST /events/E/cards/C/text` writes: fields `base` (what the device began with), `text`, `key`. The client module (cards.js) gets the
///   merged text as JSON; without it the page that the form stood on comes again.
/// - `GET /events/E/cards/C` shows a card with its history; `POST …/restoration` brings an earlier text back.
///
/// Who may write is in CardAccess; how two texts are brought together in Domain's TextMerge.
enum CardRoutes {
    /// Two texts of 40,000 characters as a form sends them: six bytes for a Cyrillic letter, twelve for a pictogram.
    static let limit = 1024 * 1024

    static let all: [Route] = [
        .post(Paths.cardText, .attend, limit: limit, write),
        .get(Paths.card, .attend) { visit, event, card in
            .html(try await visit.read { try CardPage(event, card, visit: visit, $0).document })
        },
        .post(Paths.cardRestoration, .attend) { visit, event, card in
            let form = try visit.inbound.form()
            guard let revision = form.wish("revision", in: Numbers.Revision.range) else { throw Refusal.malformedForm }
            try await CardOperations.restore(visit, event, card, revision: revision)
            return .redirect(to: Paths.card(event, card))
        },
    ]

    private static func write(_ visit: Visit, _ event: Event.ID, _ card: Card.ID) async throws -> Answer {
        let form = try visit.inbound.form()
        guard let text = form["text"], let base = form["base"] else { throw Refusal.malformedForm }
        let writing = CardWriting(base: base, text: text, key: form["key"])
        do {
            let record = try await CardOperations.write(visit, event, card, writing)
            guard visit.inbound.wantsFragment else { return .redirect(to: back(visit) ?? Paths.card(event, card)) }
            return try .json(CardAPI.CardBody(record))
        } catch let refusal as Refusal
            where ["card-too-long", "text-beyond-limit"].contains(refusal.code) && !visit.inbound.wantsFragment
        {
            // Without the client module the browser holds the only copy of what was typed.
            let html = try await visit.read { reading in
                var page = try CardPage(event, card, visit: visit, reading)
                page.typed = (writing.base, writing.text, refusal.title)
                return page.document
            }
            return .html(html, status: refusal.status)
        }
    }

    /// The page of ours that the form stood on.
    private static func back(_ visit: Visit) -> String? {
        guard let referer = visit.inbound.headers[.referer], let url = URLComponents(string: referer),
            url.path.hasPrefix("/events/"), !url.path.contains("//")
        else { return nil }
        return url.percentEncodedPath + (url.percentEncodedQuery.map { "?\($0)" } ?? "")
    }
}

extension HTTPField.Name {
    /// RFC 9110, 10.1.3.
    static let referer: HTTPField.Name = .init("Referer") ?? .accept
}
