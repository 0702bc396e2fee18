import Domain
import Storage
import Web

/// # Mails about registrations
///
/// They write themselves (``Post``). `GET /events/E/mail/words` shows what each says, in each language, and takes what the organisers add: where
/// answers go, and a paragraph of their own.
enum PostRoutes {
    static let all: [Route] = [
        .get(Paths.postSettings, .organise) { visit, event in
            let stored = try await visit.read { try PostStore($0).setting(of: event) }
            return try await page(visit, event, FormState(stored: PostSettingPage.stored(stored)))
        },
        .post(Paths.postSettings, .organise) { visit, event in
            let values = try visit.inbound.form()
            var setting = PostSetting()
            setting.replyTo = values.text("reply-to")
            for language in Language.allCases {
                setting.words[language.rawValue] = values["words-\(language.rawValue)"] ?? ""
            }
            do {
                try await PostOperations.keep(visit, event, setting)
                return .redirect(to: Done.saved.at(Paths.postSettings(event)))
            } catch {
                return try await page(visit, event, .refused(values, error))
            }
        },
    ]

    private static func page(_ visit: Visit, _ event: Event.ID, _ state: FormState) async throws -> Answer {
        try await visit.read { PostSettingPage(frame: try EventFrame(visit, event, $0), state: state).answer }
    }
}
