@testable import App
import Domain
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

/// People of the directory whom nothing needs any more go, where the organisation wants it.
struct DirectoryRetentionTests {
    private static let year: Int64 = 31_557_600_000

    /// Three entries nobody has touched for four years: one in no event, one with a seat, one with an account.
    private func oldPeople(_ site: TestSite, _ world: World) async throws -> (
        free: String, seated: String, account: String
    ) {
        let (now, environment) = (site.clock.now, site.environment)
        return try await site.database.write { tx in
            func person(_ name: String, _ email: String?) throws -> String {
                let id = environment.id(Identifier<Person>.self).description
                let old = now - 4 * Self.year
                try tx.execute(
                    """
                    INSERT INTO person (id, name_key, sort_key, search, given_name, family_name, email, languages, expertise, created_at,
                        changed_at)
                    VALUES (\(id), \(name), \(name), \(name), 'Ina', \(name), \(email), '[]', '[]', \(old), \(old))
                    """)
                return id
            }
            let seated = try person("Seated", nil)
            try tx.execute("UPDATE participant SET person_id = \(seated) WHERE id = \(world.member.id)")
            return (try person("Free", "free@example.org"), seated, try person("Account", world.organiser.email))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who is in nothing goes after the time that was set, is counted before, and is journalled`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let administrator = await world.browser(world.administrator)
            // Without a rule first: the site's own watch may look at any moment.
            try await administrator.post("/directory/retention", ["years": "0"])
            let old = try await oldPeople(site, world)
            let others = try await site.count("SELECT COUNT(*) FROM person") - 3
            #expect(
                try await administrator.get("/directory/retention").contains("3 years: 1 person would be removed now"))
            try await DirectoryRetention.run(site.database, site.environment)
            #expect(try await site.count("SELECT COUNT(*) FROM person") == others + 3)

            #expect(try await administrator.post("/directory/retention", ["years": "3"]).status == 303)
            try await DirectoryRetention.run(site.database, site.environment)
            #expect(try await site.count("SELECT COUNT(*) FROM person WHERE id = \(old.free)") == 0)
            #expect(try await site.count("SELECT COUNT(*) FROM person") == others + 2)
            let kinds = try await site.journal("directory")
            #expect(kinds.count { $0 == "person.retention" } == 1)
            #expect(kinds.contains("directory.retention"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the time begins when the last event took the name away`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let old = try await oldPeople(site, world)
            try await site.database.write { tx in
                try DirectoryRetentionStore.set(years: 3, tx)
                try tx.execute("UPDATE event SET names_until = '2020-01-01' WHERE id = \(world.event)")
            }
            try await Retention.run(site.database, site.environment)
            try await DirectoryRetention.run(site.database, site.environment)
            #expect(try await site.count("SELECT COUNT(*) FROM person WHERE id = \(old.seated)") == 1)
            site.clock.advance(days: 3 * 366)
            try await DirectoryRetention.run(site.database, site.environment)
            #expect(try await site.count("SELECT COUNT(*) FROM person WHERE id = \(old.seated)") == 0)
        }
    }

    @Test func `a new installation begins with three years, and only the choices are taken`() async throws {
        try await TestSite.with(.sqlite) { site in
            let world = try await site.world()
            #expect(
                try await site.database.read { try DirectoryRetentionStore($0).years() }
                    == DirectoryRetention.usualYears)
            let administrator = await world.browser(world.administrator)
            for wrong in ["4", "-1", "x", "9223372036854775807"] {
                #expect(
                    try await administrator.post("/directory/retention", ["years": wrong]).status == 422, "\(wrong)")
            }
        }
    }

    /// A table that refers to people keeps them: whoever adds one adds it to the rule, too.
    @Test func `all that refers to a person is asked before they go`() throws {
        let schema = try Migrations.all.schemaText(for: .sqlite)
        let tables = schema.components(separatedBy: "CREATE TABLE ").dropFirst()
            .filter { $0.prefix { $0 != ";" }.contains("REFERENCES person (") }.map { $0.prefix { $0 != " " } }
        // Who knows an address keeps nobody: that goes with the person.
        #expect(
            tables == [
                "participant", "known_address", "mandate", "nomination", "registration", "person_area", "profile",
                "expert_candidate",
            ])
    }

    @Test(arguments: TestEngine.allCases)
    func `an expert stays while their profile is fresh, and goes with all of it afterwards`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let administrator = await world.browser(world.administrator)
            // Without a rule first: the site's own watch may look at any moment.
            try await administrator.post("/directory/retention", ["years": "0"])
            let old = try await oldPeople(site, world)
            let person = try #require(Person.ID(old.free))
            let now = site.clock.now
            try await site.database.write { tx in
                var profile = ProfileRecord()
                (profile.consentAt, profile.reviewedAt) = (now - 4 * Self.year, now - Self.year)
                profile.areas = [AreaSeed.id(of: "water-safety"): .lead]
                try ProfileStore(tx).set(profile, of: person, tx)
            }
            #expect(try await administrator.post("/directory/retention", ["years": "3"]).status == 303)
            try await DirectoryRetention.run(site.database, site.environment)
            #expect(try await site.count("SELECT COUNT(*) FROM person WHERE id = \(person)") == 1)
            try await site.database.write { tx in
                try tx.execute("UPDATE profile SET reviewed_at = \(now - 4 * Self.year)")
            }
            try await DirectoryRetention.run(site.database, site.environment)
            #expect(try await site.count("SELECT COUNT(*) FROM person WHERE id = \(person)") == 0)
            #expect(try await site.count("SELECT COUNT(*) FROM profile") == 0)
            #expect(try await site.count("SELECT COUNT(*) FROM person_area") == 0)
        }
    }
}
