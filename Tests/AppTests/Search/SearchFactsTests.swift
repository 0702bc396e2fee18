import Domain
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// What the features tell to be found, against the tables that are there.
struct SearchFactsTests {
    /// Columns whose text is no words: keys, choices of the program, dates, codes, secrets.
    private static func isWords(_ column: String) -> Bool {
        let endings = ["_id", "_key", "_code", "_digest", "_by", "_as", "_on", "_until", "_local", "_hash"]
        let names: Set<String> = [
            "id", "key", "code", "hash", "digest", "state", "kind", "language", "country", "sector", "marking", "stage",
            "method", "email", "local_zone", "time_zone", "direction", "publication", "element", "horizon", "door",
            "link",
            "decision", "role", "since", "until", "merged_into",
        ]
        return !names.contains(column) && !endings.contains(where: column.hasSuffix)
    }

    @Test(.enabled(if: TestEngine.allCases.contains(.sqlite)))
    func `every table with words says whether they are found`() async throws {
        try await TestSite.with(.sqlite) { site in
            let columns = try await site.database.read { reading in
                try reading.all(
                    """
                    SELECT m.name AS owner, c.name AS col FROM sqlite_master m, pragma_table_info(m.name) c
                    WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND c.type = 'TEXT' ORDER BY 1, 2
                    """
                ).map { (table: try $0.get("owner", as: String.self), column: try $0.get("col", as: String.self)) }
            }
            #expect(columns.count > 200)
            let byTable = Dictionary(grouping: columns, by: \.table).mapValues { Set($0.map(\.column)) }
            for facts in TableFacts.all {
                let words = byTable[facts.name, default: []].filter(Self.isWords)
                #expect(
                    facts.search != nil || words.isEmpty, "\(facts.name): \(words.sorted()) are found, or left: say it")
                if case .found(let found) = facts.search {
                    #expect(Set(found).subtracting(byTable[facts.name, default: []]).isEmpty, "\(facts.name)")
                }
            }
        }
    }

    @Test
    func `a kind of thing is told by one feature`() {
        let kinds = SearchFeatures.kinds
        #expect(Set(kinds.map(\.name)).count == kinds.count && Set(kinds.map(\.order)).count == kinds.count)
        #expect(kinds.count > 15)
    }

    /// A word of its own in each column that is told, so that each is looked for where it really stands.
    @Test(arguments: TestEngine.allCases)
    func `what is told to be found is found`(engine: TestEngine) async throws {
        try await TestSite.with(engine, apiLimit: 0) { site in
            let access = try await AccessWorld(site)
            let world = access.world
            var planted: [(word: String, place: String)] = []
            for facts in TableFacts.all {
                guard case .found(let columns) = facts.search else { continue }
                for column in columns {
                    let word = "zy\(Self.letters(planted.count))mu"
                    planted.append((word, "\(facts.name).\(column)"))
                    // Of these no two are the same.
                    let own: [String: SQL] = [
                        "sector.name": "|| ' ' || code", "country.iso3": "|| ' ' || code",
                        "region.code": "|| ' ' || id",
                    ]
                    let value = column == "expertise" ? "[\"\(word)\"]" : word
                    let more = own["\(facts.name).\(column)"] ?? ""
                    try await site.database.write { tx in
                        try tx.execute(
                            "UPDATE \(SQL(verbatim: facts.name)) SET \(SQL(verbatim: column)) = \(value) \(more)")
                    }
                }
            }
            var found: Set<String> = []
            for account in [world.organiser, world.administrator] {
                let visit = try await world.visit(account)
                for (word, place) in planted {
                    let finding = try await site.database.read { try SearchFinding(SearchQuery(word), visit, $0) }
                    if finding.count > 0 { found.insert(place) }
                }
            }
            #expect(Set(planted.map(\.place)).subtracting(found).sorted() == [])
        }
    }

    private static func letters(_ number: Int) -> String {
        let letters = Array("abcdefghij")
        return String([letters[number / 10 % 10], letters[number % 10]])
    }

    /// What is kept for who sees very many is made anew with each commit, and is nobody's who does not see them.
    @Test(arguments: TestEngine.allCases)
    func `who sees hundreds of people finds them as they are now`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let two = try await TwoProgrammes(site)
            let ids = (0..<520).map { _ in site.services.environment.id(Person.ID.self) }
            try await site.database.write { tx in
                for (number, id) in ids.enumerated() {
                    try tx.execute(
                        """
                        INSERT INTO person (id, name_key, sort_key, search, given_name, family_name, languages, expertise, created_at, changed_at)
                        VALUES (\(id), 'x', 'x', 'x', \("Crowd\(number)"), 'Sample', '[]', '["sirens"]', 1, 1)
                        """)
                }
            }
            func found(_ words: String, by account: TestAccount) async throws -> Int {
                let visit = try await two.world.visit(account)
                return try await site.database.read { try SearchFinding(SearchQuery(words), visit, $0).count }
            }
            let (organiser, stranger) = (two.world.organiser, two.world.stranger)
            #expect(try await found("sirens", by: organiser) == 520)
            #expect(try await found("crowd519", by: organiser) == 1)
            #expect(try await found("sirens", by: stranger) == 0)
            try await site.database.write { tx in
                try tx.execute("UPDATE person SET given_name = 'Other' WHERE id = \(ids[519])")
                try tx.execute("UPDATE person SET visible_to = 'nobody' WHERE id = \(ids[0])")
            }
            #expect(try await found("crowd519", by: organiser) == 0)
            #expect(try await found("other sirens", by: organiser) == 1)
            #expect(try await found("sirens", by: organiser) == 519)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `whoever sees a person finds them, and nobody else`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let two = try await TwoProgrammes(site)
            let world = two.world
            var visits = [try await world.visit(world.member), try await world.visit(world.observer)]
            for account in [world.organiser, two.other, world.facilitator, world.stranger, world.administrator] {
                visits.append(try await world.visit(account))
            }
            var counts: [Int] = []
            for visit in visits {
                try await site.database.read { reading in
                    let store = try SightStore(reading, visit)
                    let listed = try store.people(PersonFilter(), limit: 100)
                    let searched = try store.peopleSeen()
                    #expect(Set(listed.map(\.id)) == Set(searched))
                    // What is searched of them is what is seen of them.
                    #expect(try store.sights(of: listed).values.allSatisfy(\.hasProfile))
                }
                let finding = try await site.database.read { try SearchFinding(SearchQuery("vera"), visit, $0) }
                counts.append(finding.entries().count { $0.kind.name == "person" })
                // A page shows the beginning of the whole order.
                for most in 1...4 {
                    #expect(finding.best(most) == Array(finding.entries().prefix(most)))
                    for (kind, count) in finding.kinds {
                        let all = finding.entries(of: kind)
                        #expect(all.count == count && finding.count(of: kind) == count)
                        #expect(finding.best(most, of: kind) == Array(all.prefix(most)))
                    }
                }
                // Not by an address, which many do not see.
                let byAddress = try await site.database.read {
                    try SearchFinding(SearchQuery("example net"), visit, $0)
                }
                #expect(byAddress.entries().isEmpty)
            }
            #expect(counts[2] == 7 && counts[6] == 9 && counts[5] == 0)
        }
    }
}
