import Domain
import Storage
import Web

/// Who shall read a record, as a form or a body of the API says it.
struct AudienceChoice: Sendable, Hashable {
    /// A TLP 2.0 label without "TLP:".
    var marking: String
    var audience: RecordAudience = .programme
    /// What was named and is neither a member nor an account.
    private(set) var unknown: [String] = []

    init(marking: String, audience: RecordAudience = .programme) {
        self.marking = marking
        self.audience = audience
    }

    /// As ``AudienceField`` sends it.
    init(_ values: FormValues, marking standard: String) {
        let chosen = values.text("marking")
        marking = chosen.isEmpty ? standard : chosen
        switch values.text("audience") {
        case "members": audience = .members(Set(values.all("member").compactMap { MemberRef($0) }))
        case "accounts": audience = .accounts(Set(values.all("reader").compactMap { Account.ID($0) }))
        default: audience = .programme
        }
    }

    /// - Parameter named: `country:KZ`, `account:ID` …; none for everybody of the programme.
    init(marking: String, named: [String]) {
        self.init(marking: marking)
        let accounts = named.filter { $0.hasPrefix("account:") }
        let members = named.filter { !$0.hasPrefix("account:") }
        if !accounts.isEmpty {
            audience = .accounts(Set(accounts.compactMap { Account.ID(String($0.dropFirst(8))) }))
            unknown = members
        } else if !members.isEmpty {
            audience = .members(Set(members.compactMap { MemberRef($0) }))
            unknown = members.filter { MemberRef($0) == nil }
        }
    }

    /// As a body of the API names them.
    var named: [String] {
        switch audience {
        case .programme: []
        case .members(let members): members.map(\.description).sorted()
        case .accounts(let accounts): accounts.map { "account:\($0)" }.sorted()
        }
    }

    /// More than this many nobody chooses one by one.
    private static let mostNamed = 500

    /// Held against those alone whom it names.
    /// - Parameter markings: those that may be chosen here.
    func check(
        _ markings: [String], of programme: Programme.ID, _ reading: any Reading, now: Int64, _ check: inout FieldCheck
    ) throws {
        if !markings.contains(marking) { check.fail("marking", L("Choose one of the markings.")) }
        if !unknown.isEmpty { check.fail("audience", L("Name members or persons of the programme.")) }
        switch audience {
        case .programme:
            if marking == Marking.red.rawValue {
                check.fail("audience", L("TLP:RED is for named persons: choose them."))
            }
        case .members(let members):
            if marking == Marking.red.rawValue {
                check.fail("audience", L("TLP:RED is for named persons: choose them."))
            } else if members.isEmpty {
                check.fail("audience", L("Choose at least one member."))
            } else {
                let today = try MemberStore(reading).members(of: programme, on: CalendarDate.today(now))
                if !members.isSubset(of: Set(today.map(\.ref))) {
                    check.fail("audience", L("Name members or persons of the programme."))
                }
            }
        case .accounts(let accounts):
            if accounts.isEmpty {
                check.fail("audience", L("Choose at least one person."))
            } else if accounts.count > Self.mostNamed {
                check.fail("audience", L("Name at most \(Self.mostNamed) persons, or members."))
            } else {
                let readers = try ReaderStore(reading).readers(of: programme, only: accounts, now: now)
                if !accounts.isSubset(of: Set(readers.map(\.account.id))) {
                    check.fail("audience", L("Name members or persons of the programme."))
                }
            }
        }
        if marking == Marking.clear.rawValue, !audience.isProgramme {
            check.fail("audience", L("What is TLP:CLEAR anybody may read: choose another marking, or everybody."))
        }
    }

    /// What a form begins with.
    var stored: [(String, String)] {
        switch audience {
        case .programme: [("marking", marking), ("audience", "programme")]
        case .members(let members):
            [("marking", marking), ("audience", "members")] + members.sorted().map { ("member", $0.description) }
        case .accounts(let accounts):
            [("marking", marking), ("audience", "accounts")]
                + accounts.map(\.description).sorted().map { ("reader", $0) }
        }
    }
}
