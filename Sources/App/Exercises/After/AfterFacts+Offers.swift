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
