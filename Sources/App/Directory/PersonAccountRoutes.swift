import Domain
import Storage
import Web

/// # Who sees a person, and which account is theirs
///
/// ``mayRead`` is the rule. The person's own choice is made on the page of their account, once an administrator has linked the two, or
/// the person has accepted an invitation made from their entry; administrators make it on the person's page.
enum PersonAccountRoutes {
    static let all: [Route] = [
        .post(Paths.personVisibility, .administer) { visit, person in
            do {
                try await PersonAccountOperations.choose(visit, person, chosen(visit))
                return .redirect(to: Done.saved.at(Paths.person(person)))
            } catch {
                return try await again(visit, person, error)
            }
        },
        .post(Paths.personAccount, .administer) { visit, person in
            do {
                let form = try visit.inbound.form()
                try await PersonAccountOperations.link(visit, person, email: form.text("email"))
                return .redirect(to: Done.saved.at(Paths.person(person)))
            } catch {
                return try await again(visit, person, error)
            }
        },
        .post(Paths.personAccountEnding, .administer) { visit, person in
            try await PersonAccountOperations.unlink(visit, person)
            return .redirect(to: Done.saved.at(Paths.person(person)))
        },
        .post(Paths.personInvitation, .administer) { visit, person in
            do {
                let token = try await PersonAccountOperations.invite(visit, person)
                return try await DirectoryRoutes.personPage(
                    visit, person, invitation: AccountPaths.invitation(token), status: .created)
            } catch {
                return try await again(visit, person, error)
            }
        },
        .post(Paths.ownVisibility, .account) { visit in
            try await PersonAccountOperations.chooseMine(visit, try chosen(visit))
            return .redirect(to: AccountPaths.account() + "#visibility")
        },
        .post(Paths.ownEmail, .account) { visit in
            try await PersonAccountOperations.changeMyEmail(visit, try visit.inbound.form().text("email"))
            return .redirect(to: AccountPaths.account() + "#directory-email")
        },
    ]

    private static func chosen(_ visit: Visit) throws -> VisibleTo {
        try PersonAccountOperations.choice(try visit.inbound.form().text("visible-to"))
    }

    private static func again(_ visit: Visit, _ person: Person.ID, _ error: any Error) async throws -> Answer {
        let state = try FormState.refused(try visit.inbound.form(), error)
        return try await DirectoryRoutes.personPage(visit, person, state: state, status: .unprocessableContent)
    }
}

/// The same as JSON.
enum PersonAccountAPI {
    struct VisibilityInput: Codable, Sendable {
        /// `nobody`, `focal-point`, `organisers` or `programme`.
        let visibleTo: String
    }

    struct VisibilityBody: Codable, Sendable {
        let visibleTo: String
    }

    struct EmailInput: Codable, Sendable {
        /// By which the directory knows the person; not the one of the account.
        let email: String
    }

    struct EmailBody: Codable, Sendable {
        let email: String
    }

    struct AccountInput: Codable, Sendable {
        /// Of the account.
        let email: String
    }

    struct AccountBody: Codable, Sendable {
        /// Of the account that is linked; nil if there is none.
        let email: String?
    }

    static let routes: [APIRoute] = [
        .send(
            .put, Paths.apiPersonVisibility, .account, "Directory",
            "Says who may see a person: by administrators, and by the person whose account is linked."
        ) { (visit, input: VisibilityInput, person) in
            let choice = try PersonAccountOperations.choice(input.visibleTo)
            try await PersonAccountOperations.choose(visit, person, choice)
            return VisibilityBody(visibleTo: choice.rawValue)
        },
        .send(
            .put, Paths.apiPersonEmail, .account, "Directory",
            "Changes the e-mail of the person whose account is linked: by themselves."
        ) { (visit, input: EmailInput, person) in
            EmailBody(email: try await PersonAccountOperations.changeMyEmail(visit, input.email, of: person))
        },
        .send(.put, Paths.apiPersonAccount, .administer, "Directory", "Links an account to a person.") {
            (visit, input: AccountInput, person) in
            try await PersonAccountOperations.link(visit, person, email: input.email)
            return AccountBody(email: try await visit.read { try AccountStore($0).account(of: person)?.email })
        },
        .act(.delete, Paths.apiPersonAccount, .administer, "Directory", "Ends the link of a person with an account.") {
            visit, person in
            try await PersonAccountOperations.unlink(visit, person)
            return AccountBody(email: nil)
        },
    ]
}
