import Domain
import Storage
import Web

/// # Registering by oneself
///
/// `/e/CODE/registration`: the form, and for who is signed in what became of it; `…/withdrawal` for who cannot come. A guest gets a link by
/// mail and says with it that the address is theirs.
enum OwnRegistrationRoutes {
    static let all: [Route] = [
        .get(RegistrationPaths.own, .anyone) { visit, code in try await page(visit, code, nil) },
        .post(RegistrationPaths.own, .anyone, register),
        .post(RegistrationPaths.ownWithdrawal, .account) { visit, code in
            try await OwnRegistration.withdraw(visit, code: code)
            return .redirect(to: RegistrationPaths.own(code))
        },
    ]

    private static func page(_ visit: Visit, _ code: String, _ state: FormState?, sentTo: String? = nil) async throws
        -> Answer
    {
        try await visit.read { reading in
            let (event, rule, isOpen) = try OwnRegistration.look(visit, code: code, reading)
            let own = try OwnRegistration.own(visit, in: event.id, reading)
            let list = try RegistrationPublicList(visit, event, rule, reading)
            let links = try isOpen ? features.flatMap { try $0.links(of: event, reading) } : []
            return OwnRegistrationPage(
                visit: visit, event: event, rule: rule, isOpen: isOpen, own: own, list: list,
                names: try DirectoryNames(reading), state: state ?? start(visit),
                questions: try RegistrationQuestionsSection(event.id, rule, of: nil, state ?? FormState(), reading),
                links: links, sentTo: sentTo
            ).answer
        }
    }

    private static let features = Features.all { $0 as? any OwnRegistrationLinkFeature.Type }

    /// An account's name, as far as it can be told apart.
    private static func start(_ visit: Visit) -> FormState {
        let words = (visit.visitor.account?.name ?? "").split(separator: " ").map { String($0) }
        guard let family = words.last else { return FormState() }
        return FormState(
            stored: [("given-name", words.dropLast().joined(separator: " ")), ("family-name", family)])
    }

    private static func register(_ visit: Visit, _ code: String) async throws -> Answer {
        let form = try visit.inbound.form()
        do {
            let rule = try await visit.read { try OwnRegistration.open(visit, code: code, $0).1 }
            try await OwnRegistration.register(
                visit, code: code, OwnRegistrationPage.fields(form, rule), GivenAnswers(form))
            guard visit.visitor.account == nil else { return .redirect(to: RegistrationPaths.own(code)) }
            return try await page(visit, code, nil, sentTo: FieldCheck.line(form.text("email")))
        } catch {
            return try await page(visit, code, try .refused(form, error))
        }
    }
}
