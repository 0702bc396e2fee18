import Storage
import StorageTestSupport
import Testing

@Suite struct SQLTests {
    enum Stage: String, SQLBindable, SQLDecodable { case collect, vote }

    @Test(arguments: TestEngine.allCases)
    func `every kind of value comes back as it went in`(engine: TestEngine) async throws {
        try await engine.withDatabase(Fixture.migrations) { db in
            try await db.write { tx in
                try Fixture.topic("t", in: tx)
                let bytes: [UInt8] = [0, 1, 127, 128, 255]
                try tx.execute(
                    """
                    INSERT INTO issue (id, topic, title, weight, score, is_open, digest)
                    VALUES ('i', 't', \("Émile’s «вопрос» 🫖 ' \" \\ ; --"), \(Int64.max), \(0.1), \(false), \(bytes))
                    """)
            }
            let row = try #require(try await db.read { try $0.first("SELECT * FROM issue") })
            #expect(try row.get("title") == "Émile’s «вопрос» 🫖 ' \" \\ ; --")
            #expect(try row.get("weight") == Int64.max)
            #expect(try row.get("score") == 0.1)
            #expect(try row.get("is_open") == false)
            #expect(try row.get("digest") == [0, 1, 127, 128, 255] as [UInt8])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `empty text and empty bytes are not null`(engine: TestEngine) async throws {
        try await engine.withDatabase(Fixture.migrations) { db in
            try await db.write { tx in
                try Fixture.topic("", in: tx)
                try tx.execute("INSERT INTO issue (id, topic, title, digest) VALUES ('i', \(""), '', \([UInt8]()))")
            }
            let row = try #require(try await db.read { try $0.first("SELECT topic, digest FROM issue") })
            #expect(try row.get("topic", as: String?.self) == "")
            #expect(try row.get("digest", as: [UInt8]?.self) == [])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an injection attempt is only text`(engine: TestEngine) async throws {
        try await engine.withDatabase(Fixture.migrations) { db in
            let attempt = "x'); DROP TABLE issue; --"
            try await db.write { try Fixture.topic(attempt, in: $0) }
            #expect(try await db.read { try $0.value("SELECT id FROM topic") } == attempt)
            #expect(try await db.count("issue") == 0)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `question marks and dollars in text are no placeholders`(engine: TestEngine) async throws {
        try await engine.withDatabase([]) { db in
            let row = try #require(try await db.read { try $0.first("SELECT '? $1' AS a, \("b ? $2") AS b") })
            #expect(try row.get("a") == "? $1")
            #expect(try row.get("b") == "b ? $2")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a list matches its members and an empty one nothing`(engine: TestEngine) async throws {
        try await engine.withDatabase(Fixture.migrations) { db in
            try await db.write { tx in
                for id in ["a", "b", "c"] { try Fixture.topic(id, in: tx) }
            }
            let some = try await db.read {
                try $0.all("SELECT id FROM topic WHERE id IN \(in: ["a", "c"]) ORDER BY id")
            }
            #expect(try some.map { try $0.get("id", as: String.self) } == ["a", "c"])
            let none = try await db.read { try $0.all("SELECT id FROM topic WHERE id IN \(in: [String]())") }
            #expect(none.isEmpty)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `pieces are spliced with their values in order`(engine: TestEngine) async throws {
        try await engine.withDatabase(Fixture.migrations) { db in
            try await db.write { tx in
                let rows: [SQL] = ["(\("a"), \("A"))", "(\("b"), \("B"))"]
                try tx.execute("INSERT INTO topic (id, title) VALUES \(rows.joined())")
            }
            let filter: SQL = "AND title = \("B")"
            let statement: SQL = "SELECT id FROM topic WHERE id IN \(in: ["a", "b"]) \(filter)" + " LIMIT \(1)"
            #expect(try await db.read { try $0.value(statement) } == "b")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an absent value can be compared, stored and counted with`(engine: TestEngine) async throws {
        try await engine.withDatabase(Fixture.migrations) { db in
            let absent: Int? = nil
            let (nobody, someone): (String?, String?) = (nil, "a")
            try await db.write { tx in
                try Fixture.topic("a", in: tx)
                try tx.execute("INSERT INTO issue (id, topic, title, weight) VALUES ('i', 'a', 't', \(absent))")
            }
            let filtered: SQL = "SELECT COUNT(*) FROM topic WHERE (\(nobody) IS NULL OR id = \(nobody))"
            #expect(try await db.read { try $0.value(filtered) } == 1)
            #expect(try await db.read { try $0.value("SELECT COALESCE(\(nobody), \(someone))") } == "a")
            let sum: SQL = "SELECT COALESCE(weight, \(2)) + \(1) AS sum FROM issue WHERE \(absent) IS NULL"
            #expect(try await db.read { try $0.value(sum) } == 3)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `sums are whole, averages are not, conditions are booleans`(engine: TestEngine) async throws {
        try await engine.withDatabase(Fixture.migrations) { db in
            try await db.write { tx in
                try Fixture.topic("a", in: tx)
                for (id, weight) in [("x", 1), ("y", 2), ("z", 4)] {
                    try tx.execute(
                        "INSERT INTO issue (id, topic, title, weight) VALUES (\(id), 'a', \(id), \(weight))"
                    )
                }
            }
            let row = try #require(
                try await db.read {
                    try $0.first("SELECT SUM(weight) AS sum, AVG(weight) AS mean, SUM(weight) > \(6) AS big FROM issue")
                })
            #expect(try row.get("sum") == 7)
            #expect(abs(try row.get("mean", as: Double.self) - 7.0 / 3) < 1e-12)
            #expect(try row.get("big") == true)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an enumeration is stored by its raw value`(engine: TestEngine) async throws {
        try await engine.withDatabase([]) { db in
            let row = try #require(
                try await db.read { try $0.first("SELECT \(Stage.vote) AS stage, 'lunch' AS other") })
            #expect(try row.get("stage") == Stage.vote)
            #expect(throws: StorageError.self) { try row.get("other", as: Stage.self) }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `text with NUL is refused and not cut`(engine: TestEngine) async throws {
        try await engine.withDatabase(Fixture.migrations) { db in
            let error = await storageError { try await db.write { try Fixture.topic("a\u{0}b", in: $0) } }
            #expect(error == .invalidValue("Text cannot be stored because it contains a NUL character (U+0000)."))
            let stored = try await db.count("topic")
            #expect(stored == 0)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `text sorts by its characters' numbers and LIKE tells cases apart`(engine: TestEngine) async throws {
        try await engine.withDatabase(Fixture.migrations) { db in
            try await db.write { tx in
                for id in ["b", "A", "a", "é", "B", "z"] { try Fixture.topic(id, in: tx) }
            }
            let rows = try await db.read { try $0.all("SELECT id FROM topic ORDER BY id") }
            #expect(try rows.map { try $0.get("id", as: String.self) } == ["A", "B", "a", "b", "z", "é"])
            #expect(try await db.read { try $0.value("SELECT COUNT(*) FROM topic WHERE id LIKE \("A%")") } == 1)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a wrong column or type is named in the error`(engine: TestEngine) async throws {
        try await engine.withDatabase([]) { db in
            let row = try #require(try await db.read { try $0.first("SELECT \("x") AS title, 1 AS twin, 2 AS twin") })
            #expect(throws: StorageError.decoding("Column “title” should be Int, but holds text.")) {
                try row.get("title", as: Int.self)
            }
            #expect(throws: StorageError.decoding("The result has no column “name”; it has title, twin, twin.")) {
                try row.get("name", as: String.self)
            }
            #expect(throws: StorageError.self) { try row.get("twin", as: Int.self) }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `RETURNING gives rows`(engine: TestEngine) async throws {
        try await engine.withDatabase(Fixture.migrations) { db in
            let first = try await db.write { tx in
                try tx.first("INSERT INTO topic (id, title) VALUES ('a', 'A'), ('b', 'B') RETURNING id")?.get(
                    "id", as: String.self)
            }
            #expect(first == "a")
            #expect(try await db.count("topic") == 2)
        }
    }
}
