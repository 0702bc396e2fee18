@testable import App
import Domain
import Storage
import Web

/// A network: a programme with four countries as members, somebody who acts for each of three of them, and one who has left.
public struct NetworkWorld: Sendable {
    public let world: World
    public var site: TestSite { world.site }
    public var programme: Programme.ID { world.programme }
    /// Focal points of Croatia, Latvia and Austria, which are members; Slovenia is one without anybody.
    public let croatia: TestAccount
    public let latvia: TestAccount
    public let austria: TestAccount
    /// Focal point of Belgium, which was a member and has left.
    public let belgium: TestAccount

    public static let members: [(code: String, name: String, until: String?)] = [
        ("HR", "Croatia", nil), ("LV", "Latvia", nil), ("AT", "Austria", nil), ("SI", "Slovenia", nil),
        ("BE", "Belgium", "2022-01-01"),
    ]

    public init(_ site: TestSite, stage: WorkshopStage? = nil) async throws {
        let world = try await site.world(seats: 3, stage: stage)
        self.world = world
        let environment = site.environment
        (croatia, latvia, austria, belgium) = try await site.database.write { tx in
            let maker = WorldMaker(environment: environment)
            for member in Self.members {
                try MemberStore(tx).insert(
                    MemberRecord(
                        id: environment.id(), programme: world.programme, ref: .country(member.code), name: member.name,
                        role: .member, since: "2018", until: member.until, note: "", document: ""), by: nil, now: 0, tx)
            }
            return (
                try maker.addFocalPoint(tx, "Hana Harbour", "hana@example.org", of: "HR"),
                try maker.addFocalPoint(tx, "Liga Lake", "liga@example.org", of: "LV"),
                try maker.addFocalPoint(tx, "Anton Alp", "anton@example.org", of: "AT"),
                try maker.addFocalPoint(tx, "Bea Brook", "bea@example.org", of: "BE")
            )
        }
    }

    public func browser(_ account: TestAccount) async -> Browser { await world.browser(account) }
    public func visit(_ account: TestAccount) async throws -> Visit { try await world.visit(account) }
}

extension WorldMaker {
    /// An account that is linked to a person with a mandate for a country, in every programme.
    public func addFocalPoint(_ tx: Transaction, _ name: String, _ email: String, of country: String) throws
        -> TestAccount
    {
        try addHolder(tx, name, email, role: "focal-point", holder: ("country", country))
    }

    /// A city of Croatia, a member of the programme, and the account of its contact.
    public func addCity(_ tx: Transaction, _ name: String, in programme: Programme.ID) throws -> (City.ID, TestAccount)
    {
        let city = environment.id(City.ID.self)
        try tx.execute(
            """
            INSERT INTO city (id, name, local_name, country, locode, time_zone, created_at)
            VALUES (\(city), \(name), \(name), 'HR', NULL, 'Europe/Zagreb', 0)
            """)
        try MemberStore(tx).insert(
            MemberRecord(
                id: environment.id(), programme: programme, ref: .city(city), name: name, role: .founding,
                since: "2018",
                until: nil, note: "", document: ""), by: nil, now: 0, tx)
        let contact = try addHolder(
            tx, "Petra of \(name)", "petra@example.org", role: "city-contact", holder: ("city", city.description))
        return (city, contact)
    }

    private func addHolder(
        _ tx: Transaction, _ name: String, _ email: String, role: String, holder: (kind: String, ref: String)
    ) throws -> TestAccount {
        let country = holder.kind == "country" ? holder.ref : "HR"
        let account = try addAccount(tx, name, email)
        let person = environment.id(Person.ID.self)
        try tx.execute(
            """
            INSERT INTO person (id, name_key, sort_key, search, given_name, family_name, email, country, languages, expertise,
                created_at, changed_at)
            VALUES (\(person), '', '', '', '', \(name), \(email), \(country), '[]', '[]', 0, 0)
            """)
        try tx.execute("UPDATE account SET person_id = \(person) WHERE id = \(account.id)")
        try tx.execute(
            """
            INSERT INTO mandate (id, role, holder_kind, holder, programme_id, person_id, since, until, review_by, state,
                appointed_by, document, note, created_at, changed_at)
            VALUES (\(environment.id(Mandate.ID.self)), \(role), \(holder.kind), \(holder.ref), NULL, \(person), '2018-01-01', NULL,
                NULL, 'active', NULL, '', '', 0, 0)
            """)
        return account
    }
}
