import Storage
import Web

extension VisitFacts: EventWayFeature {
    /// Before a study visit: who receives it, where it goes, and who was told to the host.
    static func steps(to event: EventRecord, _ reading: any Reading) throws -> [EventWaySection.Step] {
        guard event.has(partCode) else { return [] }
        let store = VisitStore(reading)
        let visit = try store.visit(of: event.id)
        var steps = [
            EventWaySection.Step(
                label: L("Say who receives the visit, and what they ask"), path: VisitPaths.settings(event.id),
                isDone: !visit.fields.host.isEmpty),
            EventWaySection.Step(
                label: L("Set the stops"), path: VisitPaths.visit(event.id),
                isDone: try !store.stops(of: event.id).isEmpty),
        ]
        if !visit.asks.isEmpty {
            steps.append(
                EventWaySection.Step(
                    label: L("Give the host the access list"), path: VisitPaths.access(event.id),
                    isDone: try !AccessStore(reading).sendings(of: event.id).isEmpty))
        }
        return steps
    }
}
