import Domain
import Storage

/// Holds the journal of a programme against its tables: told from the beginning, each thing must stand where the table has it. So it is
/// after a copy to another database, and after a restore.
struct SinceCheck {
    /// `action:ID state done, journal agreed`; empty where they agree.
    let differences: [String]

    init(_ programme: Programme.ID, _ reading: any Reading) throws {
        let base = SinceBase.all(upTo: try Journal.lastSequence(reading))
        let changes = try SinceTold.changes(in: programme, base, reading)
        var differences: [String] = []
        func hold(_ subject: String, _ what: String, _ table: String, _ journal: String?) {
            if let journal, journal != table { differences.append("\(subject) \(what) \(table), journal \(journal)") }
        }
        for action in try ActionStore(reading).actions(of: [programme]) {
            let said = changes[SinceSubject("action", action.id.description)] ?? []
            hold("action:\(action.id)", "state", action.state.rawValue, Self.state(said, "proposed"))
            hold("action:\(action.id)", "due", action.dueOn, Self.due(said))
        }
        for idea in try IdeaStore(reading).ideas(of: [programme]) {
            let said = changes[SinceSubject("idea", idea.id.description)] ?? []
            let behind = idea.endorsements.filter { $0.stance != .notNow }.map(\.country).sorted()
            hold("idea:\(idea.id)", "endorsed", behind.joined(separator: " "), Self.endorsed(said))
        }
        for plan in try PlanRecordStore(reading).plans(of: programme) {
            let said = changes[SinceSubject("plan", plan.id.description)] ?? []
            hold("plan:\(plan.id)", "state", plan.stage.rawValue, Self.state(said, PlanStage.draft.rawValue))
        }
        let now = SinceAnswers.submitted(
            try SinceStore(reading).entries(of: programme, SinceAnswers.kinds, after: 0, upTo: base.upTo))
        let store = NeedsStore(reading)
        for one in try store.assessments(of: store.cycles(of: programme).map(\.id)) {
            let subject = "needs-assessment:\(one.id)"
            hold(
                subject, "submitted", one.state == .submitted ? "yes" : "no", now.contains(subject) ? "yes" : "no")
        }
        self.differences = differences
    }

    /// Nothing where the journal does not know how it came.
    private static func state(_ said: [SinceChange], _ first: String) -> String? {
        guard said.contains(where: { $0.what == .came }) else { return nil }
        return said.compactMap { if case .state(_, let to) = $0.what { to } else { nil } }.last ?? first
    }

    private static func due(_ said: [SinceChange]) -> String? {
        said.compactMap { if case .due(_, let to) = $0.what { to?.description ?? "" } else { nil } }.last
    }

    private static func endorsed(_ said: [SinceChange]) -> String? {
        guard !said.isEmpty else { return nil }
        var countries: Set<String> = []
        for change in said {
            switch change.what {
            case .endorsed(let country): countries.insert(country)
            case .endorsementTaken(let country): countries.remove(country)
            default: break
            }
        }
        return countries.sorted().joined(separator: " ")
    }
}
