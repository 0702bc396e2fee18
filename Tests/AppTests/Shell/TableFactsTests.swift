import Domain
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// What the features tell of their tables, against the tables that are there.
struct TableFactsTests {
    /// What the migrations keep of themselves.
    private static let ofMigrations: Set<String> = ["schema_migration"]

    @Test(arguments: TestEngine.allCases)
    func `every table is told by one feature`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let notes = try await site.database.read { try SchemaNotes($0) }
            let told = TableFacts.all.map(\.name)
            #expect(notes.tables.subtracting(Self.ofMigrations).symmetricDifference(told).sorted() == [])
            #expect(Set(told).count == told.count, "A table is told twice.")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what is told of a table names columns that it has`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let notes = try await site.database.read { try SchemaNotes($0) }
            let columns = Dictionary(grouping: notes.columns, by: \.table).mapValues { Set($0.map(\.name)) }
            for table in TableFacts.all {
                var named = Set(table.texts).union(table.lookalikes)
                if let rows = table.person {
                    named.formUnion(rows.keys.map(\.column) + rows.columns)
                    if let column = rows.sortedBy { named.insert(column) }
                }
                if case .blanked(let blanks) = table.erasure { named.formUnion(blanks.keys) }
                for fact in table.seats { named.formUnion([fact.column] + fact.key) }
                for rest in table.rests {
                    named.insert(rest.column)
                    if rest.isLiveOnly { named.insert("withdrawn_at") }
                    if let country = rest.country { named.insert(country) }
                    #expect(columns[rest.thing] != nil, "\(table.name) stands on \(rest.thing), which is no table.")
                }
                #expect(named.subtracting(columns[table.name] ?? []).sorted() == [], "\(table.name)")
            }
            for (name, _) in TableFacts.columnRules {
                let parts = name.split(separator: ".").map(String.init)
                let column = EventTable.named(parts[0])?.columns.first { $0.name == parts[1] }
                #expect(column != nil && column?.rule == nil, "\(name)")
            }
        }
    }

    @Test
    func `what is deleted or blanked with a person says whose it is`() {
        for table in TableFacts.all {
            switch table.erasure {
            case .kept, .emptied: continue
            case .deleted, .blanked: #expect(table.person != nil || table.namesOfEvent != nil, "\(table.name)")
            }
        }
    }

    @Test
    func `a person's copy and the event's file have one place for each table`() {
        let copy = TableFacts.ofPersons.map(\.rows.place)
        #expect(Set(copy).count == copy.count)
        let file = EventTable.all.map(\.place)
        #expect(Set(file).count == file.count)
    }

    /// Tables come in the order in which they always came.
    @Test
    func `a person's copy begins with the account and ends with the journal and what imports remember`() {
        let names = TableFacts.ofPersons.map(\.name)
        #expect(names.first == "account" && names.suffix(2) == ["journal", "import_memory"])
    }
}
