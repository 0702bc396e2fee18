import Foundation
import Storage
import StorageTestSupport
import Testing

/// What takes long tells how far it is, and ends cleanly where somebody stops it: at every place at which it can be stopped.
@Suite struct LongWorkTests {
    private static func fill(_ location: DatabaseLocation) async throws {
        let database = try await Database.open(location, migrations: Fixture.migrations)
        try await database.write { tx in
            for number in 0..<1_200 { try Fixture.topic("t\(number)", in: tx) }
            for number in 0..<3 { try tx.append(Fixture.entry("t\(number)")) }
        }
        await database.close()
    }

    /// Stops the body at its first piece, then at its second, and so on until it is through.
    /// - Returns: how many times it was stopped.
    private static func stopping(_ body: (LongWork) async throws -> Void, _ after: () async throws -> Void) async throws
        -> Int
    {
        for pieces in 0..<100 {
            let work = LongWork()
            work.stop(after: pieces)
            let error = await storageError { try await body(work) }
            if error == nil { return pieces }
            #expect(error == .stopped && work.isStopped, "\(pieces): \(String(describing: error))")
            try await after()
        }
        Issue.record("It never came to its end.")
        return 0
    }

    @Test(arguments: TestEngine.allCases)
    func `a backup that is stopped leaves the former one as it was, and nothing beside it`(engine: TestEngine)
        async throws
    {
        try await engine.withLocation { location in
            try await Self.fill(location)
            try await TestEngine.sqlite.withLocation { place in
                guard case .sqlite(let path) = place else { return }
                let file = path + ".backup"
                try "the former backup".write(toFile: file, atomically: true, encoding: .utf8)
                let stops = try await Self.stopping { work in
                    try await DatabaseBackup.make(of: location, to: file, migrations: Fixture.migrations, watch: work)
                } _: {
                    let kept = try String(contentsOfFile: file, encoding: .utf8)
                    #expect(kept == "the former backup")
                    for ending in ["", "-wal", "-journal"] {
                        #expect(!FileManager.default.fileExists(atPath: file + ".part" + ending))
                    }
                }
                #expect(stops >= 3)
                try DatabaseBackup.check(file)
            }
        }
    }

    @Test func `restoring that is stopped puts nothing in place`() async throws {
        try await TestEngine.sqlite.withLocation { location in
            guard case .sqlite(let path) = location else { return }
            try await Self.fill(location)
            let stops = try await Self.stopping { work in
                try await DatabaseBackup.restore(path, toFile: path + ".new", watch: work)
            } _: {
                for name in [".new", ".new.part"] { #expect(!FileManager.default.fileExists(atPath: path + name)) }
            }
            #expect(stops >= 2)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a copy that is stopped leaves the other database empty`(engine: TestEngine) async throws {
        try await TestEngine.sqlite.withLocation { from in
            try await Self.fill(from)
            try await engine.withLocation { to in
                let stops = try await Self.stopping { work in
                    _ = try await DatabaseCopy.run(from: from, to: to, migrations: Fixture.migrations, watch: work)
                    let stage = try #require(work.stage)
                    #expect(stage.done == stage.total && stage.done > 1_200)
                } _: {
                    let database = try await Database.open(to, migrations: Fixture.migrations)
                    let topics = try await database.count("topic")
                    #expect(topics == 0)
                    await database.close()
                }
                #expect(stops >= 3)
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what a stopped upgrade did stays, and the next does the rest`(engine: TestEngine) async throws {
        let migrations = Fixture.migrations + [Migration("more", ["ALTER TABLE topic ADD COLUMN note TEXT"])]
        try await engine.withLocation { location in
            let work = LongWork()
            work.stop(after: 1)
            let error = await storageError {
                _ = try await Database.open(location, migrations: migrations, watch: work)
            }
            #expect(error == .stopped)
            let database = try await Database.open(location, migrations: migrations)
            #expect(database.schemaChange?.from == "topics" && database.schemaChange?.to == "more")
            await database.close()
        }
    }

    @Test func `a stop reaches who does one long thing, also where it came before`() throws {
        let work = LongWork()
        try work.begin("Something", of: 10)
        try work.advance(by: 4)
        #expect(work.stage?.done == 4 && work.stage?.total == 10)
        let heard = Heard()
        work.whenStopped { heard.note() }
        work.stop()
        #expect(heard.count == 1)
        work.whenStopped { heard.note() }
        #expect(heard.count == 2)
        #expect(throws: StorageError.stopped) { try work.advance() }
    }

    private final class Heard: @unchecked Sendable {
        private let lock = NSLock()
        private var times = 0
        var count: Int { lock.withLock { times } }
        func note() { lock.withLock { times += 1 } }
    }
}
