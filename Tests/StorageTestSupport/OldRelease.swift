import Foundation
@testable import Storage

/// What a server of an earlier release left behind, in `Tests/Upgrades/NAME`; `bin/upgrade-fixture` made it.
public struct OldRelease: Sendable, CustomStringConvertible {
    public let name: String
    public var description: String { name }

    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(
        path: "../Upgrades")

    public static let all: [OldRelease] = {
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
        return (names ?? []).filter { !$0.hasPrefix(".") }.sorted().map { OldRelease(name: $0) }
    }()

    /// A backup, which is also what lay in the data folder.
    public func backup() throws -> Data { try unpacked("backup.sqlite.xz") }

    /// The whole workshop as a file.
    public func workshop() throws -> Data { try unpacked("workshop.json.xz") }

    private func unpacked(_ file: String) throws -> Data {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["xz", "-dc", Self.folder.appending(path: "\(name)/\(file)").path]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CocoaError(.fileReadCorruptFile) }
        return data
    }

    /// Puts its database somewhere, on either engine with the tables that it had.
    /// - Parameter migrations: all there are today.
    /// - Returns: how many of them it had.
    public func place(at location: DatabaseLocation, _ migrations: [Migration]) async throws -> Int {
        switch location {
        case .sqlite(let path):
            try backup().write(to: URL(fileURLWithPath: path))
            return try await Self.steps(location)
        case .postgres:
            let path = FileManager.default.temporaryDirectory.appending(path: "roundtable-old-\(UUID().uuidString)")
                .path
            defer { try? FileManager.default.removeItem(atPath: path) }
            try backup().write(to: URL(fileURLWithPath: path))
            let steps = try await Self.steps(.sqlite(path: path))
            _ = try await DatabaseCopy.run(
                from: .sqlite(path: path), to: location, migrations: Array(migrations.prefix(steps)))
            return steps
        }
    }

    /// How many steps of the schema a database has taken.
    public static func steps(_ location: DatabaseLocation) async throws -> Int {
        try await Database.asItIs(location) { database in
            try await database.read { reading in
                try reading.all("SELECT id FROM schema_migration")
                    .count { !(try $0.get("id", as: String.self)).hasPrefix(StorageSchema.prefix) }
            }
        }
    }

    /// How many rows each table of these migrations has, as it is.
    public static func rows(_ location: DatabaseLocation, _ migrations: [Migration]) async throws -> [String: Int] {
        let names = try TableCatalogue(migrations).tables.map(\.name)
        return try await Database.asItIs(location) { database in
            try await database.read { reading in
                var rows: [String: Int] = [:]
                for name in names {
                    rows[name] = try reading.value(SQL(verbatim: "SELECT COUNT(*) FROM \"\(name)\""), as: Int.self)
                }
                return rows
            }
        }
    }
}
