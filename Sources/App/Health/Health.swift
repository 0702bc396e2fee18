import Storage
import Web

/// What commands on the machine ask of a database that they do not bring up to date.
public enum Health {
    public struct Facts: Sendable {
        /// As `/healthz` says it; nil if no server has used the database yet.
        public let instance: String?
        public let hasAdministrator: Bool
        public let lastBackup: Int64?
    }

    public static func facts(of location: DatabaseLocation) async throws -> Facts {
        try await DatabaseInspection.read(location) { reading in
            let store = HealthStore(reading)
            return Facts(
                instance: try store.instance(), hasAdministrator: try store.hasAdministrator(),
                lastBackup: try store.lastBackup())
        }
    }

    public static func noteBackup(of location: DatabaseLocation, at now: Int64) async throws {
        try await DatabaseInspection.note(location) { try HealthStore.noteBackup(at: now, $0) }
    }
}
