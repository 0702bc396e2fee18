import Foundation
@testable import Storage

/// The engines that tests run on: all, or those that `ROUNDTABLE_TEST_ENGINES` names (`sqlite,postgres`).
///
///     @Test(arguments: TestEngine.allCases)
///     func `an issue is found again`(engine: TestEngine) async throws {
///         try await engine.withDatabase(AppMigrations.all) { database in … }
///     }
public enum TestEngine: String, Sendable, CaseIterable {
    case sqlite, postgres

    public static let allCases: [TestEngine] = {
        guard let names = ProcessInfo.processInfo.environment["ROUNDTABLE_TEST_ENGINES"], !names.isEmpty else {
            return [.sqlite, .postgres]
        }
        return names.split(separator: ",").map { name in
            guard let engine = TestEngine(rawValue: name.trimmingCharacters(in: .whitespaces)) else {
                fatalError("ROUNDTABLE_TEST_ENGINES knows sqlite and postgres, not “\(name)”.")
            }
            return engine
        }
    }()

    @TaskLocal private static var hasPlace = false

    /// A place for a database that nobody else uses. What is in it is removed after the body, or with the process.
    @discardableResult
    public func withLocation<Value>(
        _ body: (DatabaseLocation) async throws -> Value
    ) async throws -> Value {
        try await withLocation(template: nil, body)
    }

    private func withLocation<Value>(
        template: DatabaseTemplate?, _ body: (DatabaseLocation) async throws -> Value
    ) async throws -> Value {
        // Who has a place takes no second one: tests that wait for each other's would wait for ever.
        if Self.hasPlace { return try await withPlace(template, body) }
        await Places.shared.take()
        do {
            let value = try await Self.$hasPlace.withValue(true) { try await withPlace(template, body) }
            await Places.shared.giveBack()
            return value
        } catch {
            await Places.shared.giveBack()
            throw error
        }
    }

    private func withPlace<Value>(
        _ template: DatabaseTemplate?, _ body: (DatabaseLocation) async throws -> Value
    ) async throws -> Value {
        switch self {
        case .sqlite:
            let folder = URL(filePath: TestFolder.path).appending(path: "roundtable-test-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            let file = folder.appending(path: "test.sqlite")
            if let template { try FileManager.default.copyItem(atPath: template.place, toPath: file.path) }
            return try await body(.sqlite(path: file.path))
        case .postgres:
            let cluster = try await PostgresCluster.shared()
            // Without a template it is as PostgreSQL's own.
            let (pool, pattern) = (PostgresPool.shared, template?.place ?? "template1")
            let name = try await pool.take(pattern, cluster)
            do {
                let value = try await body(.postgres(url: cluster.url(database: name)))
                try await pool.giveBack(name, of: pattern, cluster)
                return value
            } catch {
                try await pool.giveBack(name, of: pattern, cluster)
                throw error
            }
        }
    }

    /// A fresh, migrated database, closed and removed after the body: the copy of one that this process has migrated once.
    @discardableResult
    public func withDatabase<Value>(
        _ migrations: [Migration], _ body: (Database) async throws -> Value
    ) async throws -> Value {
        let template = try await DatabaseTemplate.shared(self, migrations)
        return try await withLocation(template: template) { location in
            let database = try await Database.open(location, migrations: migrations)
            do {
                let value = try await body(database)
                await database.close()
                return value
            } catch {
                await database.close()
                throw error
            }
        }
    }
}

/// Runs the body once for each engine, on a fresh database.
public func forEachEngine(
    _ migrations: [Migration] = [], _ body: (Database) async throws -> Void
) async throws {
    for engine in TestEngine.allCases { try await engine.withDatabase(migrations, body) }
}

/// How many databases tests use at the same time: Swift Testing starts all tests at once, and a PostgreSQL server has an end of
/// connections (each database takes about six).
private actor Places {
    static let shared = Places()
    private var free = 12
    private var waiting: [CheckedContinuation<Void, Never>] = []

    func take() async {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    func giveBack() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}
