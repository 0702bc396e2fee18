import Domain
import Storage
import Web

/// Those who hold a mandate today and cannot sign in: an administrator mails each a link of their own, at which they choose a password.
struct MandateInvitations: Sendable {
    struct Holder: Sendable {
        let person: PersonRecord
        let holders: [MandateHolder]
    }

    let reachable: [Holder]
    /// Without an address in the directory.
    let unreachable: [Holder]

    static let days: Int64 = 90

    init(at now: Int64, _ reading: any Reading) throws {
        let day = CalendarDate.today(now)
        let held = try MandateStore(reading).mandates(seenIn: nil).filter { $0.holds(on: day) && $0.state == .active }
        let byPerson = Dictionary(grouping: held.filter { $0.person != nil }) { $0.person }
        let people = try PersonStore(reading).people(byPerson.keys.compactMap { $0 })
        let accounts = AccountStore(reading)
        let without = try people.filter { person in
            guard let account = try accounts.account(of: person.id) else { return true }
            return try !account.isDisabled && !AccountOperations.canSignIn(account, reading)
        }
        let all = Folded.ordered(without) { "\($0.fields.familyName) \($0.fields.givenName)" }.map { person in
            Holder(person: person, holders: (byPerson[person.id] ?? []).map(\.holder))
        }
        reachable = all.filter { $0.person.fields.email != nil }
        unreachable = all.filter { $0.person.fields.email == nil }
    }

    /// Writes the mails; on a server without mail the links are handed back, to be shown once.
    /// - Returns: whom it reaches, each with the path of the link.
    static func send(_ visit: Visit) async throws -> [(name: String, path: String)] {
        try await visit.database.write { tx in
            try Policy.require(.administer, visitor: visit.visitor, roles: [])
            let work = Work(tx, visit)
            return try MandateInvitations(at: work.now, tx).reachable.compactMap { one in
                let (fields, now) = (one.person.fields, work.now)
                guard let email = fields.email,
                    let path = try AccountOperations.invitePersonIn(
                        work, InvitationOrigin(one.person.id), email: email, name: fields.fullName,
                        until: now + days * EpochTime.day)
                else { return nil }
                if visit.settings.mail != nil {
                    let language = fields.languages.lazy.compactMap(Language.init(rawValue:)).first ?? .english
                    try Outbox.writeIn(
                        work,
                        draft(fields.fullName, email, language, path, visit.settings, until: now + days * EpochTime.day)
                    )
                }
                return (fields.fullName, path)
            }
        }
    }

    private static func draft(
        _ name: String, _ email: String, _ language: Language, _ path: String, _ settings: Settings, until: Int64
    ) -> MailDraft {
        let day = DateText.day(CalendarDate.today(until), in: language)
        let parts: [Message] = [
            L("Hello \(name),"),
            L("You speak for your country or region on this server, where its events are prepared."),
            L(
                "Choose a password at this address; then you see what waits for you. It is yours alone, works until \(day), and has to be kept to yourself:"
            ),
        ]
        let text = parts.map { $0.string(in: language) }.joined(separator: "\n\n") + "\n" + settings.baseURL + path
        return MailDraft(
            event: nil, kind: MailDraft.account, key: "mandate-invitation:\(Secret.digest(path))",
            to: MailAddress(name: name, address: email), language: language.rawValue,
            subject: L("Your account for your mandate").string(in: language), text: text, mailClass: .service)
    }
}
