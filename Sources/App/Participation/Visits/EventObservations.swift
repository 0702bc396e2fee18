import Storage
import Web

/// A feature whose events have observations of another kind, which stand at the same address.
protocol EventObservationFeature: Feature {
    /// Nothing where the event has none of this kind.
    static func observations(_ visit: Visit, _ event: Event.ID) async throws -> Answer?
    static var observationSchema: JSONSchema { get }
}

enum EventObservations {
    static let features: [any EventObservationFeature.Type] = Features.all { $0 as? any EventObservationFeature.Type }

    /// Of an event that is a visit with stops its own stand here, whatever else it is.
    static func answer(_ visit: Visit, _ event: Event.ID) async throws -> Answer? {
        guard try await visit.read({ try VisitStore($0).stops(of: event) }).isEmpty else { return nil }
        for feature in features {
            if let answer = try await feature.observations(visit, event) { return answer }
        }
        return nil
    }
}
