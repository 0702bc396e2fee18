import Domain
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// Every door by which experts are met, against the rule: nobody is met behind one whom ``mayRead`` denies, also not in a count.
struct ExpertDoorTests {
    @Test(arguments: TestEngine.allCases)
    func `who may not see somebody meets them at no door`(engine: TestEngine) async throws {
        try await TestSite.with(engine, apiLimit: 0) { site in
            let world = try await site.world(seats: 0)
            let maker = WorldMaker(environment: site.environment)
            var random = Mutator(seed: 15)
            func pick<T>(_ values: [T]) -> T { values[Int(random.next() % UInt64(values.count))] }
            let told = (0..<40).map { _ in
                (
                    visible: pick(VisibleTo.allCases), consents: pick([true, true, false]),
                    country: pick(["KZ", "UZ"]),
                    sits: pick([0, 0, 1, 2])
                )
            }
            let ids = try await site.database.write { [environment = site.environment] tx in
                let work = Work(tx, environment)
                let other = try maker.addProgramme(tx, "Other", organiser: world.administrator.id)
                let events = [
                    try maker.addEvent(tx, world.programme, code: "AAAA"), try maker.addEvent(tx, other, code: "BBBB"),
                ]
                try maker.addAccountSeat(tx, events[1], world.stranger, .participant)
                let focal = try DirectoryOperations.createPersonIn(
                    work, PersonFields(givenName: "Anara", familyName: "Primerova", country: "KZ"))
                _ = try AccountWriting(tx).link(world.facilitator.id, to: focal)
                try MandateOperations.appointIn(
                    work,
                    MandateFields(role: .focalPoint, holder: "country:KZ", person: focal, since: "2023-01-01").cleaned)
                return try told.enumerated().map { index, one in
                    let id = try DirectoryOperations.createPersonIn(
                        work, PersonFields(givenName: "", familyName: Self.name(index), country: one.country))
                    var fields = ProfileFields(areas: [.init(area: "water-safety", level: "lead")])
                    fields.visibleTo = one.visible
                    fields.consents = one.consents && one.visible != .nobody
                    try ProfileOperations.changeIn(work, id, fields.cleaned)
                    if one.sits > 0 { _ = try EventOperations.addPersonIn(work, events[one.sits - 1], id) }
                    return id
                }
            }
            var sizes: [Int] = []
            for account in [world.administrator, world.organiser, world.facilitator, world.stranger] {
                let visit = try await world.visit(account)
                let (seen, expected) = try await site.database.read { reading in
                    let people = try PersonStore(reading).people(ids)
                    let sights = try SightStore(reading, visit).sights(of: people)
                    let profiles = try ProfileStore(reading).profiles(of: ids)
                    let seen = Set(ids.indices.filter { sights[ids[$0]]?.isNamed ?? false })
                    return (
                        seen,
                        seen.filter { profiles[ids[$0]]?.consentAt != nil && told[$0].visible != .nobody }
                    )
                }
                sizes.append(expected.count)
                let (browser, api) = (await world.browser(account), try await world.api(account))
                let list = try await api.send(.get, "/api/v1/experts?area=water-safety")
                #expect(
                    Set(list.items.compactMap { $0["name"] as? String }) == Set(expected.map(Self.name)),
                    "\(account.name)")
                #expect(list["count"] as? Int == expected.count)
                let page = try await browser.get("/experts?area=water-safety")
                let finding = try await site.database.read { try SearchFinding(SearchQuery("water"), visit, $0) }
                let found = finding.entries().filter { $0.kind.name == "expert" }.map(\.title.words)
                #expect(Set(found) == Set(expected.map(Self.name)), "\(account.name)")
                let map = try await api.send(.get, "/api/v1/expert-coverage")
                let counted = map.items.reduce(0) { $0 + ($1["experts"] as? Int ?? 0) }
                #expect(counted == expected.count, "\(account.name)")
                for index in ids.indices {
                    #expect(page.contains(Self.name(index)) == expected.contains(index), "\(account.name), \(index)")
                    let status = seen.contains(index) ? 200 : 404
                    #expect(try await browser.get("/experts/people/\(ids[index])").status == status)
                    #expect(try await browser.get("/experts/people/\(ids[index])/card").status == status)
                }
            }
            #expect(Set(sizes).count >= 3, "the viewers see different people, or nothing is tried: \(sizes)")
        }
    }

    /// In letters, so that none is the beginning of another.
    private static func name(_ index: Int) -> String {
        let letters = Array("abcdefghij")
        return "Zq\(letters[index / 10])\(letters[index % 10])mu"
    }
}
