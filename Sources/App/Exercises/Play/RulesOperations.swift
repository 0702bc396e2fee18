import Domain
import Storage
import Web

/// Rules of an exercise: what happened is gathered from whoever knows it, and makes injects due.
enum RulesOperations {
    /// Of what happened in papers: opened by all who play in the cell, and seen by any of them.
    private static let seen = "inject-seen"

    /// Makes due what the rules say now. Asked again after each change; it changes nothing twice.
    /// - Returns: the next elapsed time at which time alone could make something due.
    @discardableResult
    static func judge(_ play: PlayWork) throws -> Int64? {
        let injects = play.plan.injects.filter {
            $0.anchor == .rule && ($0.status == .approved || $0.status == .released)
        }
        guard play.exercise.state.isPlayed, !injects.isEmpty else { return nil }
        let view = try ReleaseView(play.exercise, play.plan, play.moment, play.tx)
        let signals = try gather(play, view)
        let known = Set(try ReleaseStore(play.tx).dues(of: play.exercise.msel).map { "\($0.inject) \($0.cell)" })
        var next: [Int64] = []
        for inject in injects {
            guard let rule = play.plan.rule(of: inject.id) else { continue }
            let judged = judge(rule, inject, signals, view)
            next += [judged.next].compactMap { $0 } + judged.due.map(\.elapsed).filter { $0 > play.elapsed }
            for due in judged.due where !known.contains("\(inject.id) \(due.cell)") {
                guard let cell = ExerciseCell.ID(due.cell),
                    try ReleaseStore.makeDue(inject.id, for: cell, at: due.elapsed, now: play.now, play.tx)
                else { continue }
                try play.record("inject:\(inject.id)", "inject.due", ["cell": .text(due.cell)])
            }
        }
        return next.min()
    }

    /// What a rule says of all that happened: also of a finished run.
    /// - Parameter asIfNobodyHasIt: to try the rule, whoever got the inject by whatever hand.
    static func judge(
        _ rule: RuleRecord, _ inject: InjectRecord, _ signals: [RuleJudge.Signal], _ view: ReleaseView,
        asIfNobodyHasIt: Bool = false
    ) -> RuleJudge {
        RuleJudge(
            read(rule, view.plan), signals: signals,
            recipients: view.plan.recipients(of: inject).map(\.id.description),
            watched: watched(rule, view.plan).map(\.id.description),
            released: asIfNobodyHasIt ? [] : Set((view.having[inject.id] ?? []).map(\.description)),
            now: view.moment.elapsed)
    }

    // MARK: What happened

    static func gather(_ play: PlayWork, _ view: ReleaseView) throws -> [RuleJudge.Signal] {
        try gather(play.event, view, play.tx)
    }

    static func gather(_ event: Event.ID, _ view: ReleaseView, _ reading: any Reading) throws -> [RuleJudge.Signal] {
        var signals = view.plan.moves.compactMap { move in
            move.openedElapsed.map {
                RuleJudge.Signal(RuleEvent.moveOpened.rawValue, move.id.description, cell: nil, at: $0)
            }
        }
        for paper in view.papers where paper.corrects == nil {
            signals.append(
                RuleJudge.Signal(
                    RuleEvent.injectReleased.rawValue, paper.inject.description, cell: paper.cell.description,
                    at: paper.elapsed))
        }
        signals += try openings(event, view, reading)
        for feature in Features.all({ $0 as? any RuleSignalFeature.Type }) {
            signals += try feature.signals(of: event, view.plan, reading).map {
                RuleJudge.Signal(
                    $0.event.rawValue, $0.subject, value: $0.value, cell: $0.cell.description, at: $0.elapsed)
            }
        }
        return signals
    }

    private static func openings(_ event: Event.ID, _ view: ReleaseView, _ reading: any Reading) throws
        -> [RuleJudge.Signal]
    {
        let store = PlayStore(reading)
        let players = Dictionary(
            grouping: try store.seats(of: event).filter { $0.role == .player && $0.cell != nil }, by: \.cell)
        let openings = Dictionary(grouping: try store.openings(of: event), by: \.paper)
        var signals: [RuleJudge.Signal] = []
        for paper in view.papers where paper.corrects == nil {
            guard let opened = openings[paper.id], let first = opened.map(\.elapsed).min() else { continue }
            let (inject, cell) = (paper.inject.description, paper.cell.description)
            signals.append(RuleJudge.Signal(seen, inject, cell: cell, at: first))
            let seats = Set((players[paper.cell] ?? []).map(\.participant))
            let own = opened.filter { seats.contains($0.participant) }
            if !seats.isEmpty, Set(own.map(\.participant)) == seats, let last = own.map(\.elapsed).max() {
                signals.append(RuleJudge.Signal(RuleEvent.injectOpened.rawValue, inject, cell: cell, at: last))
            }
        }
        return signals
    }

    /// Injects of which nothing more is awaited: all who get them have them, and all who were asked have decided.
    static func answered(_ signals: [RuleJudge.Signal], _ view: ReleaseView) -> [InjectRecord] {
        let chosen = Set(
            signals.filter { $0.event == RuleEvent.optionChosen.rawValue && $0.elapsed <= view.moment.elapsed }
                .map { "\($0.subject) \($0.cell ?? "")" })
        return view.plan.injects.filter { inject in
            guard inject.status == .released, let point = view.plan.point(of: inject.id), view.open(inject).isEmpty
            else { return false }
            return view.plan.recipients(of: inject).allSatisfy {
                $0.kind == .simcell || chosen.contains("\(point.id) \($0.id)")
            }
        }
    }

    // MARK: What a rule says

    static func read(_ rule: RuleRecord, _ plan: ExercisePlan) -> RuleJudge.Rule {
        let scope: RuleJudge.Scope =
            switch rule.scope {
            case .eachCell: .eachCell
            case .all: .all
            case .someOf: .some(rule.count ?? 1)
            }
        return RuleJudge.Rule(
            scope, matchesAll: rule.match == .all, delay: max(0, rule.delay), rule.conditions.map { read($0, plan) })
    }

    private static func read(_ condition: RuleRecord.Condition, _ plan: ExercisePlan) -> RuleJudge.Condition {
        let (event, after) = (condition.event.rawValue, condition.after ?? 0)
        let released = { (inject: String) in RuleJudge.Pattern(RuleEvent.injectReleased.rawValue, inject) }
        // A decision is named by its point, or by the inject that asks for it.
        let point =
            DecisionPoint.ID(condition.subject).flatMap(plan.point)
            ?? Inject.ID(condition.subject).flatMap(plan.point(of:))
        let asked = point?.id.description ?? condition.subject
        switch condition.event {
        case .decisionMissing:
            let chosen = RuleJudge.Pattern(RuleEvent.optionChosen.rawValue, asked)
            return .missing(
                chosen, since: released(point?.inject.description ?? ""), after: condition.after ?? point?.deadline ?? 0
            )
        case .requestMissing:
            let sent = RuleJudge.Pattern(RuleEvent.requestSent.rawValue, "", value: condition.value)
            return .missing(
                sent, since: condition.subject.isEmpty ? nil : released(condition.subject), after: after)
        case .injectUnopened:
            return .missing(
                RuleJudge.Pattern(seen, condition.subject), since: released(condition.subject), after: after)
        case .requestSent, .requestAcknowledged, .requestAnswered, .requestDeclined, .requestOverdue:
            // The subject is the inject after which it counts.
            return .happened(
                RuleJudge.Pattern(event, "", value: condition.value),
                since: condition.subject.isEmpty ? nil : released(condition.subject))
        case .optionChosen: return .happened(RuleJudge.Pattern(event, asked, value: condition.value))
        case .pictureConfirmed, .pictureDisproved:
            return .happened(RuleJudge.Pattern(event, "", value: condition.value))
        case .injectReleased, .injectOpened, .moveOpened:
            return .happened(RuleJudge.Pattern(event, condition.subject))
        }
    }

    /// Of whom "all" and "k of n" speak: those who got what the rule looks at, else all who play.
    private static func watched(_ rule: RuleRecord, _ plan: ExercisePlan) -> [CellRecord] {
        for condition in rule.conditions {
            let inject =
                DecisionPoint.ID(condition.subject).flatMap(plan.point).flatMap { plan.inject($0.inject) }
                ?? Inject.ID(condition.subject).flatMap(plan.inject)
            if let inject {
                let cells = plan.recipients(of: inject).filter { $0.kind == .players }
                if !cells.isEmpty { return cells }
            }
        }
        return plan.players
    }
}
