import Domain
import Storage
import Web

/// From whose entry of the directory an invitation was made, and where it leads once it is accepted: the name of its token.
struct InvitationOrigin: Sendable, Hashable {
    let person: Person.ID
    /// A path of this server.
    var back = "/"

    init(_ person: Person.ID, back: String = "/") { (self.person, self.back) = (person, back) }

    init?(_ text: String) {
        let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
        guard let person = parts.first.flatMap({ Person.ID($0) }) else { return nil }
        self.person = person
        if parts.count == 2 { back = OwnPath.checked(parts[1]) ?? "/" }
    }

    var text: String { back == "/" ? person.description : "\(person) \(back)" }
}

extension AccountOperations {
    /// Whether somebody can sign in with an account: they chose a password, or come by a provider.
    static func canSignIn(_ account: AccountRecord, _ reading: any Reading) throws -> Bool {
        guard !account.isDisabled else { return false }
        return try account.passwordHash != nil || !OpenIDStore(reading).identities(of: account.id).isEmpty
    }

    /// A link at which somebody of the directory chooses a password, to be mailed to their address: their account is made where none has it.
    /// Links of before go on working, since mails are opened in any order; all end when one of them is accepted,
    /// and those to an address that the person has no more end at once.
    /// - Returns: the link's path; nothing where the address cannot be used, or its account is closed or somebody else's.
    static func invitePersonIn(
        _ work: Work, _ origin: InvitationOrigin, email: String, name: String, until: Int64
    ) throws -> String? {
        var check = FieldCheck()
        let email = AccountFields.email(email, &check)
        let name = AccountFields.name(String(name.prefix(100)), &check)
        guard check.errors.isEmpty else { return nil }
        let known = try AccountStore(work.tx).account(email: email)
        guard !(known?.isDisabled ?? false), known?.person == nil || known?.person == origin.person else { return nil }
        let id =
            try known?.id ?? insert(work, email: email, name: name, hash: nil, isAdministrator: false)
        try AccountWriting(work.tx).revokeInvitations(from: origin.person, except: id, now: work.now)
        let token = Secret.token(random: work.environment.random)
        try AccountWriting(work.tx).insertToken(
            work.environment.id(), account: id, name: origin.text, digest: Secret.digest(token), kind: .invitation,
            now: work.now, expires: until)
        try work.record(.accounts, "account:\(id)", "invitation.creation")
        return AccountPaths.invitation(token)
    }
}
