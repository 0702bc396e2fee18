import Domain
import Storage
import Web

/// What of plans is counted, without their words: for lists, which tell of many plans at once.
struct PlanFigures: Sendable {
    /// Of each plan, what whoever looks may read of it.
    let lines: [ProgrammePlan.ID: [PlanLine]]

    func progress(_ today: String) -> [ProgrammePlan.ID: PlanProgress] {
        let day = CalendarDate(today) ?? CalendarDate(daysSince1970: 0)
        return lines.mapValues { PlanProgress($0, today: day) }
    }
}

/// An action of a plan as far as it is counted.
private struct PlanFigureRow {
    let id: PlanItem.ID
    let plan: ProgrammePlan.ID
    let action: Action.ID
    let state: ActionState
    let isHeldBack: Bool
    private let line: PlanLine

    init(_ row: Row) throws {
        id = try row.get("id")
        plan = try row.get("plan_id")
        action = try row.get("action_id")
        state = ActionState(rawValue: try row.get("state")) ?? .proposed
        isHeldBack = try row.get("held_back")
        var fields = PlanItemFields()
        (fields.cost, fields.currency) = (try row.get("cost"), try row.get("currency"))
        let (secured, weight): (Bool, Int?) = (try row.get("secured"), try row.get("weight"))
        line = PlanLine(
            try row.get("number"), .proposed, weight: weight ?? 1,
            due: CalendarDate(try row.get("due_on", as: String.self)),
            cost: fields.money.map { PlanCost($0, isSecured: secured) })
    }

    func line(_ standing: ActionStanding, _ steps: [PlanMilestone]) -> PlanLine {
        var line = line
        (line.state, line.milestones) = (standing.planned, steps)
        return line
    }
}

/// The SQL of what is counted of plans: three statements, whatever they hold.
struct PlanFiguresStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    func figures(of plans: [PlanRecord], _ voice: PlanVoice) throws -> PlanFigures {
        let readable = plans.filter { voice.reads($0) }
        guard !readable.isEmpty else { return PlanFigures(lines: [:]) }
        let (ids, whole) = (readable.map(\.id), Set(readable.filter { voice.readsWhole($0) }.map(\.id)))
        let rows = try reading.all(
            """
            SELECT i.id, i.plan_id, i.action_id, i.number, i.weight, i.cost, i.currency, i.secured, i.held_back, a.state, a.due_on
            FROM plan_item i JOIN action a ON a.id = i.action_id WHERE i.plan_id IN \(in: ids) ORDER BY i.plan_id, i.place, i.id
            """
        ).map(PlanFigureRow.init)
        let closed = try closed(rows, readable, voice)
        let steps = try steps(of: ids)
        let done = try reading.all(
            """
            SELECT a.* FROM plan_item i JOIN action a ON a.id = i.action_id
            WHERE i.plan_id IN \(in: ids) AND a.state = \(ActionState.done)
            """
        ).map(ActionRecord.init)
        let proofs = try ActionProofs(done, reading)
        let shown = Dictionary(
            done.map { ($0.id, proofs.standing($0, for: voice.actions)) }, uniquingKeysWith: { first, _ in first })
        var lines: [ProgrammePlan.ID: [PlanLine]] = [:]
        for row in rows where (!row.isHeldBack || whole.contains(row.plan)) && !closed.contains(row.action) {
            let standing = shown[row.action] ?? ActionStanding(rawValue: row.state.rawValue) ?? .proposed
            lines[row.plan, default: []].append(row.line(standing, steps[row.id] ?? []))
        }
        return PlanFigures(lines: lines)
    }

    /// Actions that do not go as far as their plans; of those whom they write all are read.
    private func closed(_ rows: [PlanFigureRow], _ plans: [PlanRecord], _ voice: PlanVoice) throws -> Set<Action.ID> {
        let asked = Dictionary(plans.filter { !voice.edits($0) }.map { ($0.id, $0) }) { first, _ in first }
        guard !voice.isServer, !asked.isEmpty else { return [] }
        // What the whole community reads needs no second look of one of it.
        let wide: SQL = voice.standing.isOf ? "AND NOT (a.is_shared = \(true) AND a.marking IN ('CLEAR', 'GREEN'))" : ""
        let homes = Dictionary(rows.map { ($0.action, $0.plan) }) { first, _ in first }
        let actions = try reading.all(
            """
            SELECT a.* FROM plan_item i JOIN action a ON a.id = i.action_id
            WHERE i.plan_id IN \(in: asked.keys.sorted()) \(wide)
            """
        ).map(ActionRecord.init)
        return Set(
            actions.filter { action in
                homes[action.id].flatMap { asked[$0] }.map { !voice.reads(action, of: $0) } ?? false
            }.map(\.id))
    }

    private func steps(of plans: [ProgrammePlan.ID]) throws -> [PlanItem.ID: [PlanMilestone]] {
        var steps: [PlanItem.ID: [PlanMilestone]] = [:]
        for row in try reading.all(
            """
            SELECT s.item_id, s.due_on, s.done_on, s.waived FROM plan_item i JOIN plan_step s ON s.item_id = i.id
            WHERE i.plan_id IN \(in: plans)
            """)
        {
            let waived: String = try row.get("waived")
            steps[try row.get("item_id"), default: []].append(
                PlanMilestone(
                    "", due: CalendarDate(try row.get("due_on", as: String.self)),
                    doneOn: CalendarDate(try row.get("done_on", as: String.self)), isWaived: !waived.isEmpty))
        }
        return steps
    }
}
