import Domain
import Storage
import Web

/// An account for which something is made, with or without a request of its own: Today, the calendar, the daily digest. It sees what the
/// account sees, and nothing of the seat that a browser may have besides.
struct AccountReader: Sendable {
    let account: Visitor.AccountSession
    let now: Int64
    /// Where the account has a part.
    let memberships: [Event.ID: Membership]

    var id: Account.ID { account.id }
    var visitor: Visitor { Visitor(account: account, seat: nil) }
    /// The clock of whoever reads.
    var clock: MomentWords { MomentWords(account.timeZone) }
    /// `2026-11-30`, where the reader is.
    var today: String { clock.wallClock(now).date }

    init(_ account: Visitor.AccountSession, now: Int64, _ reading: any Reading) throws {
        self.account = account
        self.now = now
        memberships = try MembershipStore(reading).memberships(of: Visitor(account: account, seat: nil))
    }

    /// Of who asks.
    /// - Throws: ``Refusal/signInNeeded`` for who has no account.
    init(_ visit: Visit, _ reading: any Reading) throws {
        guard let account = visit.visitor.account else { throw Refusal.signInNeeded }
        try self.init(account, now: visit.now, reading)
    }

    init(_ record: AccountRecord, now: Int64, _ reading: any Reading) throws {
        let organises = try MembershipStore(reading).organises(record.id)
        var account = Visitor.AccountSession(
            id: record.id, name: record.name, email: record.email, language: record.language,
            isAdministrator: record.isAdministrator, organisesProgrammes: organises)
        account.timeZone = record.timeZone
        account.mandates = try ActiveMandateStore(reading).mandates(of: record.person, now: now)
        try self.init(account, now: now, reading)
    }

    func allows(_ permission: Permission, in event: Event.ID) -> Bool {
        memberships[event]?.allows(permission) ?? false
    }

    func allows(_ permission: Permission, in programme: Programme.ID, _ reading: any Reading) throws -> Bool {
        Policy.allows(permission, visitor: visitor, roles: try Policy.roles(of: visitor, in: programme, reading))
    }
}
