import Domain
import Storage
import TestSupport
import Testing
import Web

@testable import App

/// A network whose five countries are at home in one region, which has a head; each has a focal point.
struct RegionWorld: Sendable {
    let network: NetworkWorld
    let region: App.Region.ID
    let head: TestAccount
    /// Of Slovenia and Spain; those of Croatia, Latvia and Austria are the network's.
    let slovenia: TestAccount
    let spain: TestAccount

    var site: TestSite { network.site }
    var programme: Programme.ID { network.programme }
    var countries: [(code: String, account: TestAccount)] {
        [
            ("AT", network.austria), ("ES", spain), ("HR", network.croatia), ("LV", network.latvia),
            ("SI", slovenia),
        ]
    }

    init(_ site: TestSite) async throws {
        let network = try await NetworkWorld(site)
        self.network = network
        let environment = site.environment
        let programme = network.programme
        (region, head, slovenia, spain) = try await site.database.write { tx in
            let maker = WorldMaker(environment: environment)
            let region = environment.id(App.Region.ID.self)
            try tx.execute("INSERT INTO region (id, code, name) VALUES (\(region), 'LAKES', 'The Lakes')")
            for code in ["AT", "ES", "HR", "LV", "SI"] {
                try tx.execute("DELETE FROM region_country WHERE country = \(code)")
                try RegionStore(tx).insert(
                    RegionMembership(
                        region: region, country: code, since: "2018-01-01", until: nil, remark: nil, isHome: true), tx)
            }
            try MemberStore(tx).insert(
                MemberRecord(
                    id: environment.id(), programme: programme, ref: .country("ES"), name: "Spain", role: .member,
                    since: "2018", until: nil, note: "", document: ""), by: nil, now: 0, tx)
            let head = try Self.addHead(tx, maker, environment, of: region, in: programme)
            return (
                region, head, try maker.addFocalPoint(tx, "Sara Stone", "sara@example.org", of: "SI"),
                try maker.addFocalPoint(tx, "Elena Este", "elena@example.org", of: "ES")
            )
        }
    }

    static func addHead(
        _ tx: Transaction, _ maker: WorldMaker, _ environment: Environment, of region: App.Region.ID,
        in programme: Programme.ID
    ) throws -> TestAccount {
        let account = try maker.addAccount(tx, "Hugo Head", "hugo@example.org")
        let person = environment.id(Person.ID.self)
        try tx.execute(
            """
            INSERT INTO person (id, name_key, sort_key, search, given_name, family_name, email, country, languages, expertise,
                created_at, changed_at)
            VALUES (\(person), '', '', '', 'Hugo', 'Head', 'hugo@example.org', 'HR', '[]', '[]', 0, 0)
            """)
        try tx.execute("UPDATE account SET person_id = \(person) WHERE id = \(account.id)")
        try tx.execute(
            """
            INSERT INTO mandate (id, role, holder_kind, holder, programme_id, person_id, since, until, review_by, state,
                appointed_by, document, note, created_at, changed_at)
            VALUES (\(environment.id(Mandate.ID.self)), 'head', 'region', \(region.description), \(programme), \(person), '2018-01-01',
                NULL, NULL, 'active', NULL, '', '', 0, 0)
            """)
        return account
    }

    func visit(_ account: TestAccount) async throws -> Visit { try await network.visit(account) }
    func browser(_ account: TestAccount) async -> Browser { await network.browser(account) }
}
