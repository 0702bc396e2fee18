import Domain
import Testing
import Web

@testable import App

/// Who reads a record: each reader, each marking, each audience.
struct ReadableTests {
    enum Who: String, CaseIterable {
        case guest, outsider, attendee, member, namedMember, originator, organiser, parentOrganiser, author,
            formerAuthor,
            namedAccount, administrator
    }

    private static let programme: Programme.ID = id(1)
    private static let author: Account.ID = id(1)
    private static let named: Account.ID = id(2)
    private static let other: Account.ID = id(3)

    private static func id<Subject>(_ number: Int64) -> Identifier<Subject> {
        Identifier(milliseconds: number, random: [])
    }

    /// Of each audience, who reads at GREEN, AMBER, AMBER+STRICT and RED: `y` or `-`.
    private static let table: [(who: Who, programme: String, members: String, accounts: String)] = [
        (.guest, "----", "----", "----"), (.outsider, "----", "----", "----"), (.attendee, "y---", "----", "----"),
        (.member, "yy--", "----", "----"), (.namedMember, "yy--", "yyy-", "----"),
        (.originator, "yyy-", "yyy-", "----"), (.organiser, "yyy-", "yyy-", "yyy-"),
        (.parentOrganiser, "yyy-", "yyy-", "yyy-"), (.author, "yyyy", "yyyy", "yyyy"),
        (.formerAuthor, "----", "----", "----"), (.namedAccount, "----", "----", "yyyy"),
        (.administrator, "----", "----", "----"),
    ]

    private static func sees(_ who: Who, _ audience: RecordAudience) -> String {
        var roster = NetworkRoster()
        var account: Account.ID? = other
        switch who {
        case .guest: account = nil
        case .outsider, .administrator: roster.organises = [id(2)]
        case .attendee: roster.attends = [programme]
        case .member: roster.belongs = [programme: [.country("LV")]]
        case .namedMember: roster.belongs = [programme: [.country("KZ")]]
        case .originator: roster.belongs = [programme: [.country("HR")]]
        case .organiser: roster.organises = [programme]
        // As the roster is read: who organises a programme organises those below it.
        case .parentOrganiser: roster.organises = [id(9), programme]
        case .author: (account, roster.belongs) = (author, [programme: [.country("HR")]])
        case .formerAuthor: account = author
        case .namedAccount: account = named
        }
        let session = account.map {
            Visitor.AccountSession(
                id: $0, name: "A", email: "a@example.org", language: nil, isAdministrator: who == .administrator,
                organisesProgrammes: false)
        }
        let visitor = Visitor(account: session, seat: nil)
        return ["GREEN", "AMBER", "AMBER+STRICT", "RED"].map { marking in
            let record = Readable(
                marking: marking, programme: programme, audience: audience, originators: [.country("HR")], owner: author
            )
            return mayRead(record, visitor, roster, now: 0).isAllowed ? "y" : "-"
        }.joined()
    }

    @Test func `the table says who reads what`() {
        #expect(Self.table.map(\.who) == Who.allCases)
        for row in Self.table {
            #expect(Self.sees(row.who, .programme) == row.programme, "\(row.who), for the programme")
            #expect(Self.sees(row.who, .members([.country("KZ")])) == row.members, "\(row.who), for a member")
            #expect(Self.sees(row.who, .accounts([Self.named])) == row.accounts, "\(row.who), for a person")
        }
    }

    @Test func `what is CLEAR anybody reads, and what has a marking that nobody knows its author alone`() {
        let clear = Readable(marking: "CLEAR", programme: Self.programme)
        #expect(mayRead(clear, .guest, NetworkRoster(), now: 0) == .allow)
        var roster = NetworkRoster()
        roster.organises = [Self.programme]
        for marking in ["", "green", "WHITE", "TLP:CLEAR"] {
            let record = Readable(marking: marking, programme: Self.programme)
            #expect(!mayRead(record, .guest, roster, now: 0).isAllowed, "\(marking)")
        }
    }

    @Test func `evidence of workshops is read at AMBER by who has a part in an event of the programme`() {
        var roster = NetworkRoster()
        roster.attends = [Self.programme]
        var record = Readable(marking: "AMBER", programme: Self.programme)
        #expect(!mayRead(record, .guest, roster, now: 0).isAllowed)
        record.isAtEvents = true
        #expect(mayRead(record, .guest, roster, now: 0).isAllowed)
        record.marking = "AMBER+STRICT"
        #expect(!mayRead(record, .guest, roster, now: 0).isAllowed)
        record.marking = "AMBER"
        record.audience = .members([.country("KZ")])
        #expect(!mayRead(record, .guest, roster, now: 0).isAllowed)
    }

    @Test func `a record without a programme is its author's and whom it names`() {
        let account = Visitor.AccountSession(
            id: Self.author, name: "A", email: "a@example.org", language: nil, isAdministrator: false,
            organisesProgrammes: false)
        let author = Visitor(account: account, seat: nil)
        var record = Readable(marking: "GREEN", owner: Self.author)
        #expect(mayRead(record, author, NetworkRoster(), now: 0).isAllowed)
        record.owner = Self.other
        #expect(!mayRead(record, author, NetworkRoster(), now: 0).isAllowed)
        record.audience = .accounts([Self.author])
        #expect(mayRead(record, author, NetworkRoster(), now: 0).isAllowed)
    }
}
