import Domain
import Storage
import Web

/// Whose account a person of the directory has, and whom the person lets see them.
enum PersonAccountOperations {
    /// The account with this address becomes the person's. - Throws: at the field `email`.
    static func link(_ visit: Visit, _ person: Person.ID, email: String) async throws {
        var check = FieldCheck()
        let email = AccountFields.email(email, &check)
        try check.finish()
        try await visit.database.write { tx in
            try Policy.require(.administer, visitor: visit.visitor, roles: [])
            _ = try PersonStore(tx).person(person)
            guard let account = try AccountStore(tx).account(email: email) else {
                throw Refusal.invalid(["email": L("No account has this e-mail.")])
            }
            guard try AccountWriting(tx).link(account.id, to: person) else {
                throw Refusal.invalid([
                    "email": L("The account, or the person, is linked already. End that link first.")
                ])
            }
            try Work(tx, visit).record(
                .directory, "person:\(person)", "account-link.creation", ["account": .text(account.id.description)])
        }
    }

    static func unlink(_ visit: Visit, _ person: Person.ID) async throws {
        try await visit.database.write { tx in
            try Policy.require(.administer, visitor: visit.visitor, roles: [])
            _ = try PersonStore(tx).person(person)
            guard try AccountWriting(tx).unlink([person]) > 0 else { return }
            try Work(tx, visit).record(.directory, "person:\(person)", "account-link.ending")
        }
    }

    /// Makes an account for the person; it is theirs when they accept. - Returns: the link's token, shown once.
    static func invite(_ visit: Visit, _ person: Person.ID) async throws -> String {
        let fields = try await visit.read { reading in
            try Policy.require(.administer, visitor: visit.visitor, roles: [])
            return try PersonStore(reading).person(person).fields
        }
        guard let email = fields.email else {
            throw Refusal.invalid(["email": L("The person has no e-mail yet.")])
        }
        return try await AccountOperations.invite(
            visit, email: email, name: String(fields.fullName.prefix(100)), isAdministrator: false, person: person
        ).token
    }

    /// An administrator chooses for anybody, and everybody for themselves; others are not told that there is such a person.
    static func choose(_ visit: Visit, _ person: Person.ID, _ choice: VisibleTo) async throws {
        try await visit.database.write { tx in
            let isOwn = try own(visit.visitor, tx) == person
            guard isOwn || visit.visitor.account?.isAdministrator ?? false else { throw Refusal.notFound }
            try chooseIn(Work(tx, visit), person, choice)
        }
    }

    /// - Throws: ``Refusal/notFound`` where the account is linked to nobody.
    static func chooseMine(_ visit: Visit, _ choice: VisibleTo) async throws {
        try await visit.database.write { tx in
            guard let person = try own(visit.visitor, tx) else { throw Refusal.notFound }
            try chooseIn(Work(tx, visit), person, choice)
        }
    }

    static func chooseIn(_ work: Work, _ person: Person.ID, _ choice: VisibleTo) throws {
        let store = PersonStore(work.tx)
        guard try store.person(person).visibleTo != choice else { return }
        try store.set(choice, of: person, work.tx)
        try work.record(
            .directory, "person:\(person)", "visibility.change", ["visible-to": .text(choice.rawValue)])
    }

    /// No programme learns it by this: mail goes to an address that is not shown.
    /// - Parameter person: as the address names them, where it does.
    /// - Returns: the address as it is kept.
    /// - Throws: ``Refusal/notFound`` where the account is linked to nobody, or to somebody else; otherwise at the field `email`.
    @discardableResult static func changeMyEmail(
        _ visit: Visit, _ email: String, of person: Person.ID? = nil
    ) async throws -> String {
        var check = FieldCheck()
        let email = AccountFields.email(email, &check)
        try check.finish()
        try await visit.database.write { tx in
            guard let own = try own(visit.visitor, tx), person == nil || person == own else { throw Refusal.notFound }
            // Nobody tries out here whose addresses the directory has.
            let tries = visit.services.limits.invitation
            try tries.require("own-email:\(own)", now: visit.now)
            if let other = try PersonStore(tx).person(email: email), other.id != own {
                tries.count("own-email:\(own)", now: visit.now)
                throw Refusal.invalid(["email": L("This address cannot be used; ask an administrator.")])
            }
            try DirectoryOperations.changeEmailIn(Work(tx, visit), own, email, SightStore(tx, visit))
        }
        return email
    }

    private static func own(_ visitor: Visitor, _ reading: any Reading) throws -> Person.ID? {
        try visitor.account.flatMap { try AccountStore(reading).account($0.id).person }
    }

    static func choice(_ text: String) throws -> VisibleTo {
        guard let choice = VisibleTo(rawValue: text) else {
            throw Refusal.invalid(["visible-to": L("Choose one from the list.")])
        }
        return choice
    }
}
