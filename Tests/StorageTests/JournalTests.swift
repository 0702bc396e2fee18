import Storage
import StorageTestSupport
import Testing

@Suite struct JournalTests {
    private static func fill(_ db: Database, _ count: Int) async throws {
        try await db.write { tx in
            for number in 1...count { try tx.append(Fixture.entry("issue-\(number)")) }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `entries are counted in the order of their commits`(engine: TestEngine) async throws {
        try await engine.withDatabase([]) { db in
            try await Self.fill(db, 75)
            try await Self.fill(db, 2)
            let records = try await db.read { try Journal.records($0, after: 70) }
            #expect(records.map(\.sequence) == Array(71...77))
            #expect(records.last?.entry == Fixture.entry("issue-2"))
            #expect(try await db.read { try Journal.lastSequence($0) } == 77)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `entries are read by scope and by subject`(engine: TestEngine) async throws {
        try await engine.withDatabase([]) { db in
            try await db.write { tx in
                for scope in ["event-1", "event-2", "event-1"] {
                    try tx.append(JournalEntry(time: 1, actor: nil, scope: scope, subject: "s-" + scope, kind: "k"))
                }
            }
            #expect(try await db.read { try Journal.records($0, scope: "event-1") }.map(\.sequence) == [1, 3])
            #expect(try await db.read { try Journal.records($0, subject: "s-event-2") }.map(\.sequence) == [2])
            #expect(try await db.read { try Journal.newest($0, before: 3) }.map(\.sequence) == [2, 1])
            #expect(try await db.read { try Journal.newest($0, scope: "event-1", limit: 1) }.map(\.sequence) == [3])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an entry cannot be changed or removed`(engine: TestEngine) async throws {
        try await engine.withDatabase([]) { db in
            try await Self.fill(db, 3)
            for statement in ["UPDATE journal SET actor = 'mallory'", "DELETE FROM journal"] as [SQL] {
                let error = await storageError { try await db.write { try $0.execute(statement) } }
                #expect(error?.caseName == "statement")
                #expect(error?.description.contains("append-only") == true)
            }
            #expect(try await Journal.verify(db).checked == 3)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a sound journal is verified page by page`(engine: TestEngine) async throws {
        try await engine.withDatabase([]) { db in
            try await Self.fill(db, 25)
            let result = try await Journal.verify(db, pageSize: 10)
            #expect(result.isSound)
            #expect(result.checked == 25)
            #expect(try await db.read { try Journal.record($0, sequence: 25)?.hash } == result.lastHash)
        }
    }

    @Test func `both engines make the same chain`() async throws {
        let hashes = try await withThrowingTaskGroup(of: [UInt8].self) { group in
            for engine in TestEngine.allCases {
                group.addTask {
                    try await engine.withDatabase([]) { db in
                        try await Self.fill(db, 9)
                        return try await Journal.verify(db).lastHash
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(hashes).count == 1)
    }

    @Test(arguments: TestEngine.allCases, ["actor = NULL", "facts = '{\"n\":2}'", "time = time + 1", "scope = 'x'"])
    func `a changed entry is found`(engine: TestEngine, change: String) async throws {
        try await engine.withDatabase([]) { db in
            try await Self.fill(db, 5)
            try await tamper(db, SQL(verbatim: "UPDATE journal SET \(change) WHERE sequence = 3"))
            let result = try await Journal.verify(db, pageSize: 2)
            #expect(result.checked == 2)
            #expect(result.firstBreak?.sequence == 3)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a removed entry is found`(engine: TestEngine) async throws {
        try await engine.withDatabase([]) { db in
            try await Self.fill(db, 5)
            try await tamper(db, "DELETE FROM journal WHERE sequence = 2")
            let result = try await Journal.verify(db)
            #expect(result.firstBreak?.sequence == 2)
            #expect(result.firstBreak?.reason == "The entry is missing; the next one is 3.")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a listener is told of committed entries in order and of no others`(engine: TestEngine) async throws {
        try await engine.withDatabase([]) { db in
            let feed = db.journalFeed()
            for number in 1...20 {
                _ = await storageError {
                    try await db.write { tx in
                        try tx.append(Fixture.entry("issue-\(number)"))
                        if number % 4 == 0 { throw StorageError.closed }
                    }
                }
            }
            let notices = await collect(15, from: feed)
            #expect(notices.map(\.sequence) == Array(1...15))
            #expect(notices.map(\.subject) == (1...20).filter { $0 % 4 != 0 }.map { "issue-\($0)" })
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the feed ends when the database is closed`(engine: TestEngine) async throws {
        try await engine.withLocation { location in
            let db = try await Database.open(location, migrations: [])
            let feed = db.journalFeed()
            await db.close()
            for await _ in feed { Issue.record("Nothing was committed.") }
            for await _ in db.journalFeed() { Issue.record("Nothing was committed.") }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an entry with NUL is refused to its own caller`(engine: TestEngine) async throws {
        try await engine.withDatabase([]) { db in
            let error = await storageError { try await db.write { try $0.append(Fixture.entry("a\u{0}")) } }
            #expect(error?.caseName == "invalidValue")
        }
    }

    /// Changes the journal as somebody could who has the database itself.
    private func tamper(_ db: Database, _ statement: SQL) async throws {
        try await db.write { tx in
            switch tx.engine {
            case .sqlite:
                try tx.execute("DROP TRIGGER journal_is_not_changed")
                try tx.execute("DROP TRIGGER journal_is_not_deleted")
            case .postgres:
                try tx.execute("ALTER TABLE journal DISABLE TRIGGER journal_is_not_changed")
            }
            try tx.execute(statement)
        }
    }
}

/// The first `count` notices; fewer if they do not come within 10 seconds.
func collect(_ count: Int, from feed: AsyncStream<[JournalNotice]>) async -> [JournalNotice] {
    let reading = Task {
        var notices: [JournalNotice] = []
        for await batch in feed {
            notices += batch
            if notices.count >= count { break }
        }
        return notices
    }
    let limit = Task {
        try await Task.sleep(for: .seconds(10))
        reading.cancel()
    }
    defer { limit.cancel() }
    return await reading.value
}
