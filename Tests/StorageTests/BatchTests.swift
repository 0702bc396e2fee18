import Storage
import StorageTestSupport
import Synchronization
import Testing

/// Writes that wait at the same time share a transaction: what they share, and what stays each one's own.
@Suite struct BatchTests {
    /// Runs the bodies in one batch, in this order.
    /// - Returns: what each threw.
    private func batch(_ db: Database, _ bodies: [@Sendable (Transaction) throws -> Void]) async throws -> [(
        any Error
    )?] {
        try await db.inOneBatch(
            bodies.map { body in
                {
                    do {
                        try await db.write(body)
                        return nil
                    } catch {
                        return error
                    }
                }
            })
    }

    /// What bodies saw, in their order.
    private final class Notes: Sendable {
        private let notes = Mutex<[String]>([])
        var all: [String] { notes.withLock { $0 } }
        func add(_ note: String) { notes.withLock { $0.append(note) } }
    }

    private static func titles(_ tx: Transaction) throws -> String {
        try tx.remember("titles", from: ["topic"]) {
            try tx.all("SELECT id FROM topic ORDER BY id").map { try $0.get("id", as: String.self) }.joined()
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what a body has read is read once for the batch, and anew after its table was written to`(engine: TestEngine)
        async throws
    {
        try await engine.withDatabase(Fixture.migrations) { db in
            let (made, seen) = (Notes(), Notes())
            let look: @Sendable (Transaction) throws -> Void = { tx in
                seen.add(
                    try tx.remember("titles", from: ["topic"]) {
                        made.add("")
                        return try tx.all("SELECT id FROM topic").map { try $0.get("id", as: String.self) }.joined()
                    })
            }
            let errors = try await batch(
                db,
                [
                    look, look, { try Fixture.topic("a", in: $0) }, look,
                    { try $0.execute("INSERT INTO issue (id, topic, title) VALUES ('i', 'a', 'I')") }, look,
                    { try $0.execute("UPDATE topic SET id = 'b' WHERE id = 'c'") }, look,
                    { try $0.execute("DELETE FROM issue") }, look,
                ])
            #expect(errors.allSatisfy { $0 == nil })
            #expect(seen.all == ["", "", "a", "a", "a", "a"])
            #expect(made.all.count == 4, "once, and after each writing to the table, and after the deletion")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an optional value is made, too`(engine: TestEngine) async throws {
        try await engine.withDatabase([]) { db in
            let value = try await db.write { tx in try tx.remember("a", from: []) { Optional("there") } }
            #expect(value == "there")
            let read = try await db.read { try $0.remember("a") { Optional("there") } }
            #expect(read == "there")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what was read from an undone body is forgotten with it`(engine: TestEngine) async throws {
        try await engine.withDatabase(Fixture.migrations) { db in
            let seen = Notes()
            let errors = try await batch(
                db,
                [
                    { tx in
                        try Fixture.topic("a", in: tx)
                        seen.add(try Self.titles(tx))
                        throw Refusal(reason: "undone")
                    },
                    { seen.add("after \(try Self.titles($0))") },
                ])
            #expect(errors[0] as? Refusal == Refusal(reason: "undone") && errors[1] == nil)
            // Without savepoints first, then with them.
            #expect(seen.all == ["a", "a", "after "])
            #expect(try await db.count("topic") == 0)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a refusal before anything is written costs the others nothing`(engine: TestEngine) async throws {
        try await engine.withDatabase(Fixture.migrations) { db in
            let runs = Notes()
            let errors = try await batch(
                db,
                [
                    { tx in
                        runs.add("a")
                        try Fixture.topic("a", in: tx)
                    },
                    { tx in
                        _ = try tx.all("SELECT id FROM topic")
                        throw Refusal(reason: "no")
                    },
                    { try Fixture.topic("b", in: $0) },
                ])
            #expect(errors[1] as? Refusal == Refusal(reason: "no"))
            #expect(runs.all == ["a"])
            #expect(try await db.count("topic") == 2)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a statement that is refused later is still its own body's error`(engine: TestEngine) async throws {
        try await engine.withDatabase(Fixture.migrations) { db in
            // On PostgreSQL the refused statement goes out with the one of the body behind it.
            let errors = try await batch(
                db,
                [
                    { try Fixture.topic("a", in: $0) },
                    { try Fixture.topic("a", in: $0) },
                    { tx in
                        _ = try tx.all("SELECT id FROM topic")
                        try Fixture.topic("b", in: tx)
                    },
                ])
            #expect(errors[0] == nil && errors[2] == nil)
            #expect(errors[1] as? StorageError == .unique("topic.id"))
            #expect(try await db.count("topic") == 2)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what a failing body had not sent yet is not sent any more`(engine: TestEngine) async throws {
        try await engine.withDatabase(Fixture.migrations) { db in
            let errors = try await batch(
                db,
                [
                    { try Fixture.topic("a", in: $0) },
                    { tx in
                        try Fixture.topic("a", in: tx)
                        throw Refusal(reason: "no")
                    },
                    { try Fixture.topic("b", in: $0) },
                ])
            #expect(errors[0] == nil && errors[1] != nil && errors[2] == nil)
            #expect(try await db.count("topic") == 2)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `more statements than are sent at once keep their order`(engine: TestEngine) async throws {
        try await engine.withDatabase([Migration("c", ["CREATE TABLE counter (n BIGINT NOT NULL)"])]) { db in
            try await db.write { tx in
                try tx.execute("INSERT INTO counter (n) VALUES (0)")
                for number in 0..<200 { try tx.execute("UPDATE counter SET n = \(number + 1) WHERE n = \(number)") }
            }
            #expect(try await db.read { try $0.value("SELECT n FROM counter", as: Int.self) } == 200)
        }
    }
}
