import Foundation
import Storage
import StorageTestSupport
import Testing

/// Copies, backups and what is restored from them: the same rows on either engine.
@Suite struct BackupTests {
    /// With a circle of references, one to a row of the same table, booleans, bytes and empty values.
    private let migrations: [Migration] = [
        Migration(
            "groups",
            [
                """
                CREATE TABLE meeting (
                    id TEXT PRIMARY KEY NOT NULL, title TEXT NOT NULL, is_open BOOLEAN NOT NULL, digest BLOB, score DOUBLE PRECISION)
                """,
                """
                CREATE TABLE plan (
                    id TEXT PRIMARY KEY NOT NULL, meeting_id TEXT NOT NULL REFERENCES meeting (id),
                    replaces TEXT REFERENCES plan (id), position BIGINT)
                """,
                "ALTER TABLE meeting ADD COLUMN plan_id TEXT REFERENCES plan (id)",
                """
                CREATE TABLE place (
                    plan_id TEXT NOT NULL REFERENCES plan (id), position BIGINT NOT NULL, PRIMARY KEY (plan_id, position))
                """,
            ])
    ]

    private func fill(_ location: DatabaseLocation) async throws {
        let database = try await Database.open(location, migrations: migrations)
        try await database.write { tx in
            for number in 1...3 {
                let bytes: [UInt8] = [0, 255, UInt8(number)]
                try tx.execute(
                    """
                    INSERT INTO meeting (id, title, is_open, digest, score)
                    VALUES (\("m\(number)"), \("“Žagreb” \(number)"), \(number == 2), \(bytes), \(Double(number) / 2))
                    """)
                // The later plan is the one that the earlier one replaces, so that no order of ids is right.
                try tx.execute(
                    "INSERT INTO plan (id, meeting_id, replaces, position) VALUES (\("z\(number)"), \("m\(number)"), NULL, NULL)"
                )
                try tx.execute(
                    """
                    INSERT INTO plan (id, meeting_id, replaces, position)
                    VALUES (\("a\(number)"), \("m\(number)"), \("z\(number)"), \(number))
                    """)
                try tx.execute("UPDATE meeting SET plan_id = \("a\(number)") WHERE id = \("m\(number)")")
            }
            for position in 0..<1200 {
                try tx.execute("INSERT INTO place (plan_id, position) VALUES ('a1', \(position))")
            }
            try tx.append(Fixture.entry("m1"))
            try tx.append(Fixture.entry("m2"))
        }
        await database.close()
    }

    /// Everything in one text.
    private func content(_ location: DatabaseLocation) async throws -> String {
        let database = try await Database.open(location, migrations: migrations)
        let text = try await database.read { reading in
            var lines: [String] = []
            for row in try reading.all("SELECT * FROM meeting ORDER BY id") {
                lines.append(
                    "\(try row.get("id", as: String.self)) \(try row.get("title", as: String.self)) "
                        + "\(try row.get("is_open", as: Bool.self)) \(try row.get("digest", as: [UInt8].self)) "
                        + "\(try row.get("score", as: Double.self)) \(try row.get("plan_id", as: String?.self) ?? "-")")
            }
            for row in try reading.all("SELECT * FROM plan ORDER BY id") {
                lines.append(
                    "\(try row.get("id", as: String.self)) \(try row.get("replaces", as: String?.self) ?? "-") "
                        + "\(try row.get("position", as: Int?.self) ?? -1)")
            }
            lines.append("places \(try reading.value("SELECT COUNT(*) FROM place", as: Int.self) ?? 0)")
            for row in try reading.all("SELECT hash FROM journal ORDER BY sequence") {
                lines.append("\(try row.get("hash", as: [UInt8].self))")
            }
            return lines.joined(separator: "\n")
        }
        #expect(try await Journal.verify(database).isSound)
        await database.close()
        return text
    }

    @Test(arguments: TestEngine.allCases, TestEngine.allCases)
    func `a copy holds the same rows on either engine`(source: TestEngine, target: TestEngine) async throws {
        try await source.withLocation { from in
            try await fill(from)
            try await target.withLocation { to in
                let counts = try await DatabaseCopy.run(from: from, to: to, migrations: migrations)
                #expect(counts.first { $0.table == "place" }?.rows == 1200)
                #expect(try await content(to) == content(from))
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a copy into a database that holds something is refused, and changes nothing`(engine: TestEngine) async throws
    {
        try await TestEngine.sqlite.withLocation { from in
            try await fill(from)
            try await engine.withLocation { to in
                let database = try await Database.open(to, migrations: migrations)
                try await database.write {
                    try $0.execute("INSERT INTO meeting (id, title, is_open) VALUES ('x', 'Here', TRUE)")
                }
                await database.close()
                let error = await storageError {
                    _ = try await DatabaseCopy.run(from: from, to: to, migrations: migrations)
                }
                #expect(error == .occupied("meeting"))
                let after = try await Database.open(to, migrations: migrations)
                #expect(try await after.count("meeting") == 1)
                #expect(try await after.count("plan") == 0)
                await after.close()
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what is backed up while others write is restored as it was at one moment`(engine: TestEngine) async throws {
        try await engine.withLocation { location in
            try await fill(location)
            let database = try await Database.open(location, migrations: migrations)
            let writing = Task {
                var number = 0
                while !Task.isCancelled {
                    // Enough writes to fall into the backup, few enough to leave the machine to other tests.
                    try await Task.sleep(for: .milliseconds(5))
                    number += 1
                    let id = "w\(number)"
                    // Two rows that belong together: a backup with one of them would not be of one moment.
                    try await database.write { tx in
                        try tx.execute("INSERT INTO meeting (id, title, is_open) VALUES (\(id), 'Written', FALSE)")
                        try tx.execute("INSERT INTO plan (id, meeting_id) VALUES (\(id), \(id))")
                        try tx.append(Fixture.entry(id))
                    }
                }
            }
            try await TestEngine.sqlite.withLocation { place in
                guard case .sqlite(let file) = place else { return }
                try await DatabaseBackup.make(of: location, to: file, migrations: migrations)
                writing.cancel()
                _ = try? await writing.value
                await database.close()
                try await TestEngine.sqlite.withLocation { restored in
                    guard case .sqlite(let path) = restored else { return }
                    try await DatabaseBackup.restore(file, toFile: path)
                    let copy = try await Database.open(restored, migrations: migrations)
                    let meetings = try await copy.count("meeting")
                    #expect(try await copy.count("plan") == meetings + 3)
                    #expect(try await copy.count("journal") == meetings - 3 + 2)
                    #expect(try await Journal.verify(copy).isSound)
                    await copy.close()
                }
            }
        }
    }

    @Test func `a backup that was cut off is refused, and nothing is put in its place`() async throws {
        try await TestEngine.sqlite.withLocation { location in
            try await fill(location)
            guard case .sqlite(let path) = location else { return }
            let file = path + ".backup"
            try await DatabaseBackup.make(of: location, to: file, migrations: migrations)
            let whole = try Data(contentsOf: URL(fileURLWithPath: file))
            for half in [
                whole.prefix(whole.count / 2), Data("not a database at all, but long enough to be read".utf8), Data(),
            ] {
                try half.write(to: URL(fileURLWithPath: file))
                let error = await storageError { try await DatabaseBackup.restore(file, toFile: path + ".new") }
                #expect(error?.caseName == "corrupt", "\(String(describing: error))")
                #expect(!FileManager.default.fileExists(atPath: path + ".new"))
                #expect(!FileManager.default.fileExists(atPath: path + ".new.part"))
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a backup takes the place of an earlier one that was opened meanwhile`(engine: TestEngine) async throws {
        try await engine.withLocation { location in
            try await fill(location)
            try await TestEngine.sqlite.withLocation { place in
                guard case .sqlite(let file) = place else { return }
                try await DatabaseBackup.make(of: location, to: file, migrations: migrations)
                // Somebody looks into it, which leaves a log beside it.
                let looking = try await Database.open(place, migrations: migrations)
                _ = try await looking.count("meeting")
                let second = try await DatabaseBackup.make(of: location, to: file, migrations: migrations)
                await looking.close()
                #expect(second.isSound && second.checked == 2)
                try DatabaseBackup.check(file)
                let (backed, original) = (try await content(place), try await content(location))
                #expect(backed == original)
            }
        }
    }

    @Test func `a backup that fails leaves the former one as it was`() async throws {
        try await TestEngine.sqlite.withLocation { location in
            guard case .sqlite(let path) = location else { return }
            let file = path + ".backup"
            try "the former backup".write(toFile: file, atomically: true, encoding: .utf8)
            let error = await storageError {
                try await DatabaseBackup.make(of: location, to: file, migrations: migrations)
            }
            #expect(error?.caseName == "unavailable")
            #expect(try String(contentsOfFile: file, encoding: .utf8) == "the former backup")
            #expect(!FileManager.default.fileExists(atPath: file + ".part"))
        }
    }

    @Test func `restoring never overwrites`() async throws {
        try await TestEngine.sqlite.withLocation { location in
            try await fill(location)
            guard case .sqlite(let path) = location else { return }
            try await DatabaseBackup.make(of: location, to: path + ".backup", migrations: migrations)
            let error = await storageError { try await DatabaseBackup.restore(path + ".backup", toFile: path) }
            #expect(error == .occupied(path))
        }
    }
}
