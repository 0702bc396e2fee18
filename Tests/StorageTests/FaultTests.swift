import Foundation
import Storage
import StorageTestSupport
import Testing

/// What `bin/torture` found, in small.
@Suite struct FaultTests {
    @Test(.enabled(if: TestEngine.allCases.contains(.postgres)))
    func `a node that waited in vain for the write lock writes again`() async throws {
        try await TestEngine.postgres.withLocation { location in
            let one = try await Database.open(location, migrations: Fixture.migrations)
            let two = try await Database.open(location, migrations: Fixture.migrations)
            // Longer than the lock is waited for, and not silent: PostgreSQL itself is at work.
            async let long: Void = one.write { _ = try $0.all("SELECT pg_sleep(10)") }
            try await Task.sleep(for: .milliseconds(500))
            let error = await storageError { try await two.write { try Fixture.topic("a", in: $0) } }
            #expect(error?.description.contains("write lock") == true)
            try await long
            try await two.write { try Fixture.topic("b", in: $0) }
            #expect(try await two.count("topic") == 1)
            await one.close()
            await two.close()
        }
    }

    @Test(.enabled(if: TestEngine.allCases.contains(.postgres)))
    func `a node that falls silent in a write loses the lock and writes again`() async throws {
        try await TestEngine.postgres.withLocation { location in
            let one = try await Database.open(location, migrations: Fixture.migrations)
            let two = try await Database.open(location, migrations: Fixture.migrations)
            // The silent one speaks again when the other has written: it never did where the lock was not lost.
            let othersWord = DispatchSemaphore(value: 0)
            async let silent: Void = one.write { tx in
                try Fixture.topic("a", in: tx)
                // Only the first time: it runs again where the other was faster.
                if try tx.value("SELECT COUNT(*) FROM topic", as: Int.self) == 1 {
                    _ = othersWord.wait(timeout: .now() + 300)
                }
                _ = try tx.all("SELECT 1 AS one")
            }
            try await Task.sleep(for: .milliseconds(500))
            try await two.write { try Fixture.topic("b", in: $0) }
            othersWord.signal()
            try await silent
            #expect(try await two.count("topic") == 2)
            await one.close()
            await two.close()
        }
    }

    @Test func `after closing the SQLite file alone holds everything`() async throws {
        try await TestEngine.sqlite.withLocation { location in
            guard case .sqlite(let path) = location else { return }
            let db = try await Database.open(location, migrations: Fixture.migrations)
            for number in 0..<20 { try await db.write { try Fixture.topic("\(number)", in: $0) } }
            #expect(try await db.damage() == nil)
            await db.close()
            let copy = path + ".copy"
            try FileManager.default.copyItem(atPath: path, toPath: copy)
            let again = try await Database.open(.sqlite(path: copy), migrations: Fixture.migrations)
            #expect(try await again.count("topic") == 20)
            await again.close()
        }
    }

    /// As where two programs start together: SQLite makes the file first, and fills it a moment later.
    @Test func `an SQLite file that another program is just beginning is waited for`() async throws {
        try await TestEngine.sqlite.withLocation { location in
            guard case .sqlite(let path) = location else { return }
            let made = DatabaseLocation.sqlite(path: path + ".made")
            await (try Database.open(made, migrations: Fixture.migrations)).close()
            FileManager.default.createFile(atPath: path, contents: nil)
            // A thread, as another program is one: Swift's own are busy with other tests.
            Thread.detachNewThread {
                Thread.sleep(forTimeInterval: 0.2)
                do {
                    try Data(contentsOf: URL(fileURLWithPath: path + ".made")).write(to: URL(fileURLWithPath: path))
                } catch { Issue.record(error) }
            }
            let database = try await Database.open(location, migrations: Fixture.migrations)
            #expect(try await database.count("topic") == 0)
            await database.close()
        }
    }

    @Test func `an empty SQLite file is not silently begun anew`() async throws {
        try await TestEngine.sqlite.withLocation { location in
            guard case .sqlite(let path) = location else { return }
            #expect(FileManager.default.createFile(atPath: path, contents: nil))
            let error = await storageError { _ = try await Database.open(location, migrations: Fixture.migrations) }
            #expect(error?.description.contains("is empty") == true)
        }
    }
}
