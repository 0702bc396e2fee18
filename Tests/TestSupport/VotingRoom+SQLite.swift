@testable import App
import StorageTestSupport

/// For rules that do not depend on the engine: one room is enough.
public enum TestEngineRoom {
    public static func sqlite(
        people: Int = 15, titles: [String] = VotingRoom.titles, _ body: (VotingRoom) async throws -> Void
    ) async throws {
        try await TestEngine.sqlite.withDatabase(Migrations.all) { database in
            try await body(try await VotingRoom.make(database, people: people, titles: titles))
        }
    }
}
