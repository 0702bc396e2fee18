@testable import App
import Domain
import Foundation
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

struct RegistrationFileTests {
    private func upload(_ rows: [String], isTrial: Bool = false) -> TableUpload {
        let text = "rank,given-name,family-name,email,organisation,sector,country,region,languages,funding,mode,note\n"
        return TableUpload(Array((text + rows.joined(separator: "\n")).utf8), name: "nominations.csv", isTrial: isTrial)
    }

    @Test(arguments: TestEngine.allCases)
    func
        `nominations come out of a file in each country's order, and whoever is registered is left out with the reason`(
            engine: TestEngine
        ) async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await RegistrationWorld(site)
            try await world.nominate("HR", "Known", email: "known@example.org")
            let rows = [
                "2,Ana,Second,second@example.org,Demo Institute,health,HR,,en,funded,in-person,",
                "1,Ivo,First,first@example.org,,security,HR,,\"en, ru\",own,in-person,needs a visa",
                "1,,Known,known@example.org,,,HR,,,funded,in-person,", "1,,Nowhere,,,,,,,funded,in-person,",
                "2,,Twice,first@example.org,,,BE,,,funded,in-person,", "1,Bea,Belge,,,health,BE,,fr,funded,in-person,",
            ]
            let visit = try await world.world.visit(world.world.organiser)
            let trial = try await NominationFiles.take(visit, world.event, upload(rows, isTrial: true))
            #expect(trial.added == 3 && trial.leftOut.map(\.row) == [4, 5, 6])
            #expect(try await site.count("SELECT COUNT(*) FROM nomination") == 1)
            #expect(try await NominationFiles.take(visit, world.event, upload(rows)) == trial)
            let event = world.event
            let out = try await site.database.read { try NominationFiles.rows(of: event, $0) }
            #expect(
                out.map { "\($0[6]) \($0[0]) \($0[2])" } == ["BE 1 Belge", "HR 1 Known", "HR 2 First", "HR 3 Second"])
            #expect(out[2][9] == "own" && out[2][11] == "needs a visa")
            let listed = try await site.database.read {
                try RegistrationFile.rows(of: event, now: 1_701_248_400_000, $0)
            }
            #expect(listed.count == 4 && listed.allSatisfy { $0.count == RegistrationFile.header.count })
            #expect(listed[0][1] == "complete" && listed[0][12] == "2023-11-29T10:00:00+01:00")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a wrong cell is named, and nothing of the file is taken`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await RegistrationWorld(site)
            let browser = await world.world.browser(world.world.organiser)
            _ = browser
            let visit = try await world.world.visit(world.world.organiser)
            let rows = ["1,Ana,One,,,health,HR,,,funded,in-person,", "1,Ana,Two,,,no-such,BE,,,funded,in-person,"]
            await #expect(throws: Refusal.self) { try await NominationFiles.take(visit, world.event, upload(rows)) }
            #expect(try await site.count("SELECT COUNT(*) FROM registration") == 0)
        }
    }

    @Test(.enabled(if: TestEngine.allCases.contains(.sqlite)))
    func `a long file is taken in parts, and long lists show their first until all are asked for`() async throws {
        try await TestSite.with(.sqlite) { site in
            let world = try await RegistrationWorld(site)
            let visit = try await world.world.visit(world.world.organiser)
            let last = NominationTaking.part + 1
            let rows = (1...last).map { number in
                "\(number),Person,Number \(number),p\(number)@example.org,,health,HR,,,funded,in-person,"
            }
            // The same address stands in two parts.
            let twice = rows + ["1000,Person,Twice,p1@example.org,,health,HR,,,funded,in-person,"]
            let counts = try await NominationFiles.take(visit, world.event, upload(twice))
            #expect(counts.added == last && counts.leftOut.map(\.row) == [last + 2])
            #expect(try await site.count("SELECT COUNT(*) FROM registration WHERE rank = number") == last)
            let browser = await world.world.browser(world.world.organiser)
            for path in [
                RegistrationPaths.list(world.event), RegistrationPaths.nominations(world.event, .country("HR")),
            ] {
                let (short, whole) = (try await browser.get(path), try await browser.get("\(path)?all=1"))
                #expect(short.contains("of \(last)") && whole.contains("Number \(last)"))
                #expect(whole.bytes.count > short.bytes.count)
            }
        }
    }

    @Test(.enabled(if: TestEngine.allCases.contains(.sqlite)))
    func `a part that is refused leaves what was taken before, and says so of the rest`() async throws {
        try await TestSite.with(.sqlite) { site in
            let world = try await RegistrationWorld(site)
            let rows = (1...700).map { "\($0),Person,Number \($0),,,health,HR,,,funded,in-person," }
            let options = try await site.database.read { try NominationFiles.options($0) }
            let file = try FieldImport<NominationRow>(upload(rows), options: options, most: 1_000)
            var parts = 0
            let counts = try await NominationTaking.whole(
                NominationTaking(file, behalf: .country("HR"), isTrial: false)
            ) { taking in
                parts += 1
                guard parts == 1 else { throw Refusal.registrationClosed }
                return try await world.desk { try taking.next($0, by: .organiser) }
            }
            #expect(counts.added == 500 && counts.leftOut.count == 200 && counts.leftOut.first?.row == 502)
            #expect(try await site.count("SELECT COUNT(*) FROM registration") == 500)
        }
    }

    /// Without a limit of time, which a busy machine would break: two thousand are taken, each with a number and a seat of their own.
    @Test(.enabled(if: TestEngine.allCases.contains(.sqlite)))
    func `two thousand nominations are taken in one go`() async throws {
        try await TestSite.with(.sqlite) { site in
            let world = try await RegistrationWorld(site)
            let visit = try await world.world.visit(world.world.organiser)
            let rows = (1...2_000).map { number in
                let country = ["HR", "BE", "AT", "LV"][number % 4]
                return
                    "\(number / 4 % 1000 + 1),Person,Number \(number),p\(number)@example.org,,health,\(country),,,funded,in-person,"
            }
            let began = ContinuousClock.now
            let counts = try await NominationFiles.take(visit, world.event, upload(rows))
            print("2,000 nominations: \(ContinuousClock.now - began)")
            #expect(counts.added == 2_000)
            #expect(
                try await site.count("SELECT COUNT(DISTINCT number) FROM registration WHERE state = 'complete'")
                    == 2_000)
            #expect(
                try await site.count(
                    "SELECT COUNT(*) FROM participant WHERE state = 'invited' AND role = 'participant'") >= 2_000)
        }
    }
}

struct OwnRegistrationTests {
    private func world(_ site: TestSite, marking: String = "CLEAR") async throws -> RegistrationWorld {
        let world = try await RegistrationWorld(site) { $0.listShownTo = .public }
        let event = world.event
        try await site.database.write { try $0.execute("UPDATE event SET marking = \(marking) WHERE id = \(event)") }
        return world
    }

    @Test(arguments: TestEngine.allCases)
    func `a guest registers at a public event, and has a seat once the address is theirs`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await world(site)
            let (guest, path) = (site.browser(), "/e/\(world.world.code)/registration")
            #expect(try await guest.get(path).contains("Register"))
            #expect(try await guest.post(path, ["family-name": "Primjer"]).status == 422)
            let form: KeyValuePairs<String, String> = [
                "family-name": "Primjer", "email": "Ana@Example.org", "country": "HR", "list-consent": "1",
            ]
            #expect(try await guest.post(path, form).contains("hand you your link"))
            // The same again says the same: nobody learns here who is registered.
            #expect(try await guest.post(path, form).contains("hand you your link"))
            #expect(try await site.count("SELECT COUNT(*) FROM registration") == 1)
            let event = world.event
            let record = try #require(
                try await site.database.read { try RegistrationStore($0).registrations(of: event).first })
            #expect(record.state == .pending && record.awaitsPerson && record.email == "ana@example.org")
            #expect(try await !guest.get(path).contains("Who comes"))
            try await world.desk { try $0.confirm($0.registration(record.id)) }
            let seated = try await world.record(record.id)
            #expect(seated.state == .complete && seated.participant != nil && seated.person == nil)
            #expect(try await guest.get(path).contains("Who comes"))
            #expect(try await site.count("SELECT COUNT(*) FROM person WHERE email = 'ana@example.org'") == 0)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an event that is not public is registered for by accounts of its programme only`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await world(site, marking: "GREEN")
            let path = "/e/\(world.world.code)/registration"
            #expect(try await site.browser().get(path).status == 404)
            #expect(try await world.world.browser(world.world.stranger).get(path).status == 404)
            let member = await world.world.browser(world.world.facilitator)
            #expect(try await member.post(path, ["family-name": "Lead", "given-name": "Fatima"]).status == 303)
            #expect(try await member.get(path).contains("Has a seat"))
            #expect(try await member.post("\(path)/withdrawal").status == 303)
            #expect(try await site.count("SELECT COUNT(*) FROM registration WHERE state = 'withdrawn'") == 1)
            // Who runs the room keeps the seat that they had.
            #expect(try await site.count("SELECT COUNT(*) FROM participant WHERE state = 'removed'") == 0)
        }
    }
}
