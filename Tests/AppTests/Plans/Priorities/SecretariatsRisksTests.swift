import Domain
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// What the story of the secretariats tells of a region's risks, priorities and gatherings.
struct SecretariatsRisksTests {
    @Test(arguments: TestEngine.allCases)
    func `ten countries answer so that all five outcomes come about, and a risk is agreed on in dissent`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(seats: 1)
            let (environment, programme) = (site.environment, world.programme)
            let (region, head, points) = try await site.database.write { tx in
                let maker = WorldMaker(environment: environment)
                let region = environment.id(App.Region.ID.self)
                try tx.execute("INSERT INTO region (id, code, name) VALUES (\(region), 'TEN', 'Ten countries')")
                let codes = try PersonStore(tx).countryCodes().sorted().prefix(10)
                var points: [(country: String, account: Account.ID)] = []
                for code in codes {
                    try tx.execute("DELETE FROM region_country WHERE country = \(code)")
                    try RegionStore(tx).insert(
                        RegionMembership(
                            region: region, country: code, since: "2018-01-01", until: nil, remark: nil, isHome: true),
                        tx)
                    try MemberStore(tx).insert(
                        MemberRecord(
                            id: environment.id(), programme: programme, ref: .country(code), name: code, role: .member,
                            since: "2018", until: nil, note: "", document: ""), by: nil, now: 0, tx)
                    let email = "\(code.lowercased())@example.org"
                    points.append((code, try maker.addFocalPoint(tx, "Point \(code)", email, of: code).id))
                }
                let head = try RegionWorld.addHead(tx, maker, environment, of: region, in: programme)
                return (region, head.id, points)
            }
            #expect(points.count == 10)
            let stage = DemoStage(site.services, begins: 0)
            let story = SecretariatsRisks(stage: stage, programme: programme, region: region, head: head)
            let sectors = [
                "health", "health", "health", "health", "health", "security", "security", "civil-protection",
            ]
            let judges = zip(points, sectors).map { SecretariatsRisks.Judge(account: $0.account, sector: $1) }
            let risks = try await story.tellRisks(judges)
            let poll = try await story.tellPriorities(at: world.event, focalPoints: points)
            let next = try await story.tellGatherings(risks: risks, exercise: world.event)
            let today = CalendarDate.today(environment.now())
            let (outcomes, panel, states, gathering) = try await site.database.read { reading in
                let store = ValidityPollStore(reading)
                let result = try ValidityResult(
                    store.poll(poll, of: programme), store.answers(of: poll), on: today)
                let all = try RiskStore(reading).risks(of: [programme])
                let first = try #require(all.first)
                return (
                    result.items.map(\.outcome), try RiskReading(first, actor: nil, reading).panel, all.map(\.state),
                    try GatheringStore(reading).gathering(next, of: programme)
                )
            }
            #expect(
                outcomes == [
                    .confirmed, .toReword, .toDrop, .discuss, .tooFew, .confirmed, .confirmed, .toReword, .toDrop,
                    .confirmed,
                ])
            #expect(panel?.isDissent == true && panel?.sectors.map(\.likelihood?.value) == [3, 2, 4])
            #expect(states == [.treated, .assessed, .assessed, .draft])
            #expect(gathering.links.count == 3)
        }
    }
}
