import Domain
import Storage
import Web

/// Actions that an exercise can retest: what is open or done, as whoever plans may read it.
extension AfterFacts: ObjectiveSourceFeature {
    static func offers(of programme: Programme.ID, _ visit: Visit, _ reading: any Reading) throws -> [ObjectiveOffer] {
        let voice = try ActionVoice(visit, reading)
        return try ActionStore(reading).actions(of: [programme]).filter { $0.state != .dropped && voice.reads($0) }
            .map { action in
                ObjectiveOffer(
                    kind: "action", id: action.id.description, event: nil, title: action.title,
                    language: action.language, label: L("Action"), path: Paths.action(action.id))
            }
    }
}

/// Lessons that a real event confirms, and exercises that became cases, rest on cases of the library.
extension AfterFacts: CitingFeature {
    static func citations(of id: Case.ID, _ reading: any Reading) throws -> [CaseCitation] {
        try AfterStore(reading).citations(of: id)
    }

    static func cited(in events: [Event.ID]) -> SQL { AfterStore.cited(in: events) }
}

/// Among what an event has brought: its report, once it is agreed on.
extension AfterFacts: EventResultFeature {
    static func results(of frame: EventFrame, _ reading: any Reading) throws -> [EventResult] {
        guard let exercise = try PlayStore(reading).exercise(of: frame.event.id),
            exercise.state == .reviewed || exercise.state == .closed
        else { return [] }
        return [EventResult(order: 80, title: L("After-action report"), path: AfterPaths.report(frame.event.id))]
    }
}
