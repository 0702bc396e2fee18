import Domain
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// Two members of a network, Slovenia and Latvia, with who speaks for them; Spain, a member that writes nothing; and those of the
/// common world: an organiser, a facilitator of one event, a stranger. It is 29 November 2023.
struct PublicationWorld: Sendable {
    let world: World
    let sara: TestAccount
    let lars: TestAccount
    let elena: TestAccount

    var site: TestSite { world.site }
    var programme: Programme.ID { world.programme }

    static let slovenia = MemberRef.country("SI")
    static let latvia = MemberRef.country("LV")
    static let spain = MemberRef.country("ES")

    init(_ site: TestSite) async throws {
        let world = try await site.world(seats: 1, stage: .collect)
        self.world = world
        let maker = WorldMaker(environment: site.environment)
        let people = [("Sara", "SI"), ("Lars", "LV"), ("Elena", "ES")]
        let accounts = try await site.database.write { [environment = site.environment] tx in
            let work = Work(tx, environment)
            return try people.map { name, country in
                let account = try maker.addAccount(tx, "\(name) Speaks", "\(name.lowercased())@example.org")
                _ = try MemberOperations.joinIn(
                    work, world.programme,
                    MemberFields(member: "country:\(country)", role: .member, since: "2018", note: "told late").cleaned)
                try Self.appoint(account.id, name, country, work)
                return account
            }
        }
        (sara, lars, elena) = (accounts[0], accounts[1], accounts[2])
    }

    /// Somebody else who speaks for a member, from a day on.
    func speaker(_ name: String, _ country: String, since: String) async throws -> TestAccount {
        let maker = WorldMaker(environment: site.environment)
        return try await site.database.write { [environment = site.environment] tx in
            let account = try maker.addAccount(tx, "\(name) Speaks", "\(name.lowercased())@example.org")
            try Self.appoint(account.id, name, country, since: since, Work(tx, environment))
            return account
        }
    }

    private static func appoint(
        _ account: Account.ID, _ name: String, _ country: String, since: String = "2023-01-01", _ work: Work
    ) throws {
        let person = try DirectoryOperations.createPersonIn(
            work, PersonFields(givenName: name, familyName: "Speaks", country: country))
        #expect(try AccountWriting(work.tx).link(account, to: person))
        try MandateOperations.appointIn(
            work,
            MandateFields(role: .focalPoint, holder: "country:\(country)", person: person, since: since).cleaned)
    }

    func visit(_ account: TestAccount) async throws -> Visit { try await world.visit(account) }

    /// Planned by Slovenia, of Slovenia and Latvia.
    func plan(
        _ marking: Marking = .green, audience: RecordAudience = .programme, title: String = "Water in two countries"
    ) async throws -> Publication.ID {
        var plan = PublicationPlan()
        (plan.title, plan.marking, plan.audience) = (title, marking.rawValue, audience)
        plan.leads = [
            PublicationLead(member: Self.slovenia, account: marking == .red ? sara.id : nil),
            PublicationLead(member: Self.latvia, account: marking == .red ? lars.id : nil),
        ]
        return try await PublicationOperations.plan(try await visit(sara), in: programme, plan)
    }

    /// With a text, and a version in review.
    func review(_ id: Publication.ID, saying text: String = "The springs of Ljubljana are guarded by two services.")
        async throws -> GuideVersion.ID
    {
        let visit = try await visit(sara)
        let event = try await PublicationRoom.open(visit, id)
        try await write(event, text)
        try await PublicationReleasing.openReview(visit, id, note: "")
        return try #require(try await reviewed(id))
    }

    func write(_ event: Event.ID, _ text: String) async throws {
        let tree = try #require(try await site.database.read { try GuideStore($0).tree(of: event) })
        let section = try #require(tree.places.first { $0.number == "1" }?.id)
        try await SectionOperations.setText(try await visit(sara), event, section, language: "en", text)
    }

    func reviewed(_ id: Publication.ID) async throws -> GuideVersion.ID? {
        try await site.database.read { reading in
            let record = try PublicationStore(reading).publication(id)
            let guide = try PublicationReleasing.text(of: record, reading)
            return try GuideReviewStore(reading).reviewed(guide)?.id
        }
    }

    /// By both leads.
    func release(_ id: Publication.ID, _ version: GuideVersion.ID) async throws {
        try await PublicationReleasing.release(try await visit(sara), id, for: Self.slovenia, version)
        try await PublicationReleasing.release(try await visit(lars), id, for: Self.latvia, version)
    }

    func record(_ id: Publication.ID) async throws -> PublicationRecord {
        try await site.database.read { try PublicationStore($0).publication(id) }
    }
}
