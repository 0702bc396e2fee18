import Domain
import HTTPTypes
import Markup
import Storage
import Web

/// The door: into the room by code, or to sign in. And help.
enum HomeRoutes {
    static let all: [Route] = [
        .get(Paths.home, .anyone) { visit in
            // Where there is a page of what waits for an account, that is its first page.
            if let account = visit.visitor.account, let first = Rail.first(for: account) {
                return .redirect(to: first.path)
            }
            return try await page(visit)
        },
        .get(JoiningPaths.code, .anyone) { _ in .redirect(to: "/") },
        .post(JoiningPaths.code, .anyone) { visit in
            let code = try visit.inbound.form().text("code")
            if let event = try await JoiningOperations.event(visit, code: code) {
                return .redirect(to: JoiningPages.address(event))
            }
            return try await page(visit, code: FormState(stored: [("code", code)]), isUnknown: true)
        },
        .get(Paths.help, .anyone) { visit in HelpPage(visit: visit).answer },
        .get(Help.screen, .anyone) { visit, key in
            guard let entry = Help.named(key) else { throw Refusal.notFound }
            return HelpScreenPage(visit: visit, entry: entry).answer
        },
        .get(Help.guide, .anyone) { visit, name in
            guard let guide = HelpGuide(rawValue: name) else { throw Refusal.notFound }
            return HelpGuidePage(visit: visit, guide: guide).answer
        },
    ]

    /// - Parameter isUnknown: the code that was typed leads nowhere.
    static func page(_ visit: Visit, code: FormState = FormState(), isUnknown: Bool = false) async throws -> Answer {
        let visitor = visit.visitor
        let showsDemo = visit.settings.showsDemoLinks
        let content = try await visit.read { reading in
            let store = HomeStore(reading)
            return HomePage.Content(
                seat: try visitor.seat.map { try EventStore(reading).event($0.event) },
                demo: showsDemo ? try store.demoLinks() : [:], isNew: try visitor.account == nil && !store.hasAccount())
        }
        var form = code
        if isUnknown { form.errors["code"] = L("No event has this code. Compare it with the screen in the room.") }
        let page = HomePage(visit: visit, content: content, form: form)
        return page.answer(status: isUnknown ? .unprocessableContent : .ok)
    }
}
