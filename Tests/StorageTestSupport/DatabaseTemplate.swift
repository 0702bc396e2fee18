import Foundation
@testable import Storage

/// A migrated, closed database that tests copy instead of migrating each its own; it goes with the process.
struct DatabaseTemplate: Sendable {
    /// The file on SQLite, the database's name on PostgreSQL.
    let place: String

    /// The template for these migrations, made by the first test that asks for it.
    /// - Returns: nothing where there is nothing to migrate.
    static func shared(_ engine: TestEngine, _ migrations: [Migration]) async throws -> DatabaseTemplate? {
        guard !migrations.isEmpty else { return nil }
        return try await Templates.shared.template(engine, migrations).value
    }

    fileprivate static func make(_ engine: TestEngine, _ migrations: [Migration]) async throws -> DatabaseTemplate {
        switch engine {
        case .sqlite:
            let place = "\(TemplateFolder.path)/\(UUID().uuidString).sqlite"
            // Closing empties the WAL: the file is whole by itself.
            try await Database.open(.sqlite(path: place), migrations: migrations).close()
            return DatabaseTemplate(place: place)
        case .postgres:
            let cluster = try await PostgresCluster.shared()
            let place = "template_\(UUID().uuidString.lowercased().filter { $0 != "-" })"
            try await cluster.sql("CREATE DATABASE \(place)")
            try await Database.open(.postgres(url: cluster.url(database: place)), migrations: migrations).close()
            try await PostgresMaintenance.run(PostgresPool.keeping, at: cluster.url(database: place))
            return DatabaseTemplate(place: place)
        }
    }
}

private actor Templates {
    static let shared = Templates()

    /// Tests have migrations of their own under the same ids, so the statements tell apart too.
    private struct Key: Hashable {
        let engine: TestEngine
        let migrations: String
    }

    private var made: [Key: Task<DatabaseTemplate, any Error>] = [:]

    func template(_ engine: TestEngine, _ migrations: [Migration]) -> Task<DatabaseTemplate, any Error> {
        let texts = migrations.map { "\($0.id) \($0.statements(for: engine == .sqlite ? .sqlite : .postgres))" }
        let key = Key(engine: engine, migrations: texts.joined(separator: "\n"))
        if let known = made[key] { return known }
        let task = Task { try await DatabaseTemplate.make(engine, migrations) }
        made[key] = task
        return task
    }
}

/// Where SQLite's templates lie; removed when the process ends.
private enum TemplateFolder {
    static let path: String = {
        let path = "\(TestFolder.path)/roundtable-templates-\(getpid())"
        try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        atexit { try? FileManager.default.removeItem(atPath: TemplateFolder.path) }
        return path
    }()
}
