import Domain
import Storage
import Web

/// What became of the actions of plans, from the journal: as ``SinceFold`` folds it for a meeting.
struct PlanJournalStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// State changes of an action, each with from and to.
    private static let states: Set<String> = [
        "action.agreement", "action.beginning", "action.completion", "action.dropping",
    ]
    static let kinds: [String] =
        states.sorted() + [
            "action.asking-again", "action.blocking", "action.change", "action.unblocking", "plan.item",
        ]

    /// Everything after an entry, in its order; who reads it is asked of each action afterwards.
    func changes(in programme: Programme.ID, after sequence: Int64) throws -> [SinceChange] {
        try reading.all(
            """
            SELECT sequence, subject, kind, facts FROM journal
            WHERE scope = \(Scope.programme(programme).description) AND sequence > \(sequence) AND kind IN \(in: Self.kinds)
            ORDER BY sequence
            """
        ).compactMap(Self.change)
    }

    private struct Told: Decodable {
        struct Move: Decodable {
            let from: String
            let to: String
        }

        let state: Move?
        let due: Move?
        let action: String?
    }

    private static func change(_ row: Row) throws -> SinceChange? {
        let (sequence, kind): (Int64, String) = (try row.get("sequence"), try row.get("kind"))
        let told: Told = try JSONCoding.value(try row.get("facts"))
        let named = try row.get("subject", as: String.self).split(separator: ":", maxSplits: 1).map { String($0) }
        guard let id = kind == "plan.item" ? told.action : named.last else { return nil }
        let what: SinceChange.What? =
            switch kind {
            case "plan.item": .came
            case "action.blocking": .blocked
            case "action.unblocking": .unblocked
            case "action.asking-again": .state(from: ActionState.agreed.rawValue, to: ActionState.proposed.rawValue)
            case "action.change":
                told.due.map { .due(from: CalendarDate($0.from), to: CalendarDate($0.to)) }
            default: told.state.map { .state(from: $0.from, to: $0.to) }
            }
        return what.map { SinceChange(sequence, SinceSubject("action", id), $0) }
    }
}
