import Domain
import Storage
import Web

/// What became of actions, in plans or not.
enum SinceActionFacts: SinceFeature {
    static let sinceOrder = 10
    static var sinceNoun: (kind: String, label: Message) { ("action", L("Action")) }

    static let sinceKinds: [String] = [
        "action.agreement", "action.asking-again", "action.beginning", "action.blocking", "action.change",
        "action.completion", "action.dropping", "action.proposal", "action.unblocking",
    ]

    static func sinceChange(_ entry: SinceEntry) -> SinceChange.What? {
        switch entry.kind {
        case "action.proposal": .came
        case "action.blocking": .blocked
        case "action.unblocking": .unblocked
        case "action.asking-again": .state(from: ActionState.agreed.rawValue, to: ActionState.proposed.rawValue)
        case "action.change":
            entry.move("due").map { .due(from: CalendarDate($0.from), to: CalendarDate($0.to)) }
        default: entry.state
        }
    }

    static func sinceThings(_ ids: Set<String>, _ reader: SinceReader, _ reading: any Reading) throws -> [SinceThing] {
        try ActionStore(reading).actions(ids.sorted().compactMap { Action.ID($0) }).filter {
            $0.programme == reader.programme && reader.actions.reads($0)
        }.map { thing($0, reader.standing.homes) }
    }

    static func thing(_ action: ActionRecord, _ homes: [String: App.Region.ID]) -> SinceThing {
        let country = action.owner?.member?.country
        let region = action.owner?.member.flatMap { $0.kind == .region ? App.Region.ID($0.ref) : nil }
        return SinceThing(
            subject: SinceSubject(sinceNoun.kind, action.id.description), title: action.title,
            language: action.fields.language, marking: action.marking, isShared: action.isShared,
            path: Paths.action(action.id),
            regions: Set([region ?? country.flatMap { homes[$0] }].compactMap { $0 }), country: country)
    }

    static func sinceState(_ state: String) -> Message { ActionStanding(rawValue: state)?.label ?? .verbatim(state) }
}
