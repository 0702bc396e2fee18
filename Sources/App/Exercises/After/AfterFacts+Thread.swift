import Domain
import Storage
import Web

/// Actions stand in the thread under what an exercise tested: an issue of a workshop ends in what became of it.
extension AfterFacts: ThreadFeature {
    static let threadKinds: [ThreadKind] = [.action]

    static func tellThread(_ asked: ThreadAsked, _ reading: any Reading, _ material: inout ThreadMaterial) throws {
        let followed = try AfterStore(reading).followed(in: asked.events)
        guard !followed.isEmpty else { return }
        let (events, ids) = (Set(asked.events), Set(followed.map(\.action)).sorted())
        let voice = try asked.visitor.map { try ActionVoice($0, now: 0, reading) }
        let seen = try ActionStore(reading).actions(ids).filter { action in
            // For everybody in a room and nobody in particular: what the whole programme reads.
            voice?.reads(action) ?? (action.isShared && ["GREEN", "CLEAR"].contains(action.marking))
        }
        let proofs = try ActionProofs(seen, reading)
        for action in seen {
            let own = followed.filter { $0.action == action.id }
            guard
                let home = own.first(where: { events.contains($0.event) })?.event
                    ?? own.compactMap(\.sourceEvent).first(where: events.contains)
            else { continue }
            let title =
                "\(action.title) · \((voice.map { proofs.standing(action, for: $0) } ?? Self.told(action)).label.string())"
            material.actions.append(
                ThreadItem(
                    kind: .action, id: action.id.description, event: home, title: title, language: action.language))
            for one in own {
                if let source = one.source {
                    material.actionSources.append(.init(upper: source, lower: action.id.description))
                }
            }
        }
    }

    /// To nobody in particular: as it is stored.
    private static func told(_ action: ActionRecord) -> ActionStanding {
        ActionStanding(rawValue: action.state.rawValue) ?? .proposed
    }

    static func threadHome(of id: String) -> SQL { AfterStore.threadHome(of: id) }

    static func threadPage(of item: ThreadItem) -> String? { Action.ID(item.id).map { Paths.action($0) } }
}
