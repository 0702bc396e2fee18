import Domain
import Foundation
import Storage
import Web

/// The demo workshop, put into an empty database: five topics, 45 invented experts of 13 delegations with what they have
/// contributed, and the links of the three screens. Tests and the browser journeys use the same world.
public enum DemoWorld {
    /// How far the workshop has come.
    public enum Point: String, CaseIterable, Sendable {
        /// Collecting is open on all topics.
        case collect
        /// Topics 2 and 3 are merged, and a multivote round on topic 3 is ready to be opened.
        case vote
        /// Two rounds are counted and revealed: the next stage is the groups.
        case result
        /// The whole workshop has been held, and its guide is written.
        case guide

        func reaches(_ other: Point) -> Bool {
            (Self.allCases.firstIndex(of: self) ?? 0) >= (Self.allCases.firstIndex(of: other) ?? 0)
        }
    }

    /// The addresses of the three screens, which are as good as a password.
    public struct Links: Sendable, Hashable {
        public let facilitator: String
        public let projector: String
        public let participant: String
    }

    /// Why the demo was not made.
    public struct NotEmpty: Error, CustomStringConvertible {
        public var description: String {
            "This database already holds an account or an event, so nothing was added: the demo needs an empty one."
        }
    }

    /// Makes the world by the operations that people's own acts go through.
    /// - Parameter services: on the database to fill.
    /// - Returns: whole addresses, beginning with the base URL of the settings.
    /// - Throws: ``NotEmpty``, where nothing is changed.
    public static func fill(_ services: Services, until point: Point) async throws -> Links {
        let base = services.settings.baseURL
        let paths = try await DemoMaker(services, until: point).make(until: point)
        return Links(
            facilitator: base + paths.facilitator, projector: base + paths.projector,
            participant: base + paths.participant)
    }

    /// Whether this database was filled by ``fill(_:until:)``.
    public static func isDemo(_ database: Database) async throws -> Bool { try await links(database) != nil }

    /// The paths of the three screens, for the first page of a demo that only this machine can reach.
    static func links(_ database: Database) async throws -> Links? {
        try await database.read { reading in
            let settings = try DemoStore.settings(reading)
            guard let facilitator = settings["demo-facilitator"], let projector = settings["demo-projector"],
                let participant = settings["demo-participant"]
            else { return nil }
            return Links(facilitator: facilitator, projector: projector, participant: participant)
        }
    }
}
