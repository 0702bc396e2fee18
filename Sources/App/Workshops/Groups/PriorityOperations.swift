import Domain
import Storage
import Web

/// One issue that becomes a priority.
struct PriorityChoice: Sendable, Hashable {
    let issue: Issue.ID
    /// Nothing by hand.
    var round: Round.ID?
    var reason: PriorityRecord.Reason = .hand

    init(_ issue: Issue.ID, round: Round.ID? = nil, reason: PriorityRecord.Reason = .hand) {
        self.issue = issue
        self.round = round
        self.reason = reason
    }

    init(_ record: PriorityRecord) { self.init(record.issue, round: record.round, reason: record.reason) }
}

/// What the groups work on: chosen from revealed results or by hand; several topics and rounds may each give priorities.
enum PriorityOperations {
    static let most = 60

    /// These are the priorities from now on, in this order. One that is there already keeps the reason for which it was chosen.
    static func choose(_ visit: Visit, _ event: Event.ID, _ choices: [PriorityChoice]) async throws {
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            try chooseIn(Work(tx, visit), event, choices)
        }
    }

    /// Adds to what is chosen already, at the end.
    static func add(_ visit: Visit, _ event: Event.ID, _ choices: [PriorityChoice]) async throws {
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            try addIn(Work(tx, visit), event, choices)
        }
    }

    static func addIn(_ work: Work, _ event: Event.ID, _ choices: [PriorityChoice]) throws {
        let present = try PriorityStore(work.tx).priorities(of: event).map(PriorityChoice.init)
        try chooseIn(work, event, present + choices)
    }

    /// Takes the choice of a revealed round: by equal shares, or those with most support.
    static func take(
        _ visit: Visit, _ event: Event.ID, from round: Round.ID, by reason: PriorityRecord.Reason
    ) async throws {
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            try takeIn(Work(tx, visit), event, from: round, by: reason)
        }
    }

    static func takeIn(_ work: Work, _ event: Event.ID, from round: Round.ID, by reason: PriorityRecord.Reason) throws {
        let record = try RoundStore(work.tx).round(round, in: event)
        guard record.state == .revealed else { throw Refusal.resultSealed }
        guard let result = try ResultCache.shared.result(of: record, work.tx), result.isShown else {
            throw Refusal.tooFewBallots
        }
        try addIn(work, event, result.choices(by: reason).map { PriorityChoice($0, round: round, reason: reason) })
    }

    static func remove(_ visit: Visit, _ event: Event.ID, _ issue: Issue.ID) async throws {
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            let present = try PriorityStore(tx).priorities(of: event)
            try chooseIn(Work(tx, visit), event, present.filter { $0.issue != issue }.map(PriorityChoice.init))
        }
    }

    /// - Parameter places: negative is up.
    static func move(_ visit: Visit, _ event: Event.ID, _ issue: Issue.ID, by places: Int) async throws {
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            var order = try PriorityStore(tx).priorities(of: event).map(PriorityChoice.init)
            guard let index = order.firstIndex(where: { $0.issue == issue }) else { throw Refusal.notFound }
            let choice = order.remove(at: index)
            order.insert(choice, at: min(max(index + places, 0), order.count))
            try chooseIn(Work(tx, visit), event, order)
        }
    }

    static func chooseIn(_ work: Work, _ event: Event.ID, _ choices: [PriorityChoice]) throws {
        let store = PriorityStore(work.tx)
        let before = try store.priorities(of: event)
        var seen: Set<Issue.ID> = []
        let choices = choices.filter { seen.insert($0.issue).inserted }
        guard choices.count <= most else { throw Refusal.invalid(["issue": L("At most \(most) priorities.")]) }
        let added = choices.map(\.issue).filter { id in !before.contains { $0.issue == id } }
        let issues = try IssueStore(work.tx).issues(added)
        guard issues.count == added.count, issues.allSatisfy({ $0.event == event }) else { throw Refusal.notFound }
        guard issues.allSatisfy({ $0.withdrawnAt == nil && $0.mergedInto == nil }) else { throw Refusal.issuesChanged }
        let removed = before.filter { !seen.contains($0.issue) }
        for priority in removed {
            let groups = try store.groups(with: priority.issue, in: event)
            guard groups.isEmpty else { throw Refusal.priorityInGroups(priority.title, groups) }
            guard try !store.isWorkedOn(priority.issue) else { throw Refusal.priorityWorkedOn(priority.title) }
            try PriorityStore.delete(priority.issue, work.tx)
        }
        guard !removed.isEmpty || before.map(\.issue) != choices.map(\.issue) else { return }
        for (index, choice) in choices.enumerated() {
            try PriorityStore.insert(choice, in: event, position: index + 1, now: work.now, work.tx)
        }
        try work.record(
            .event(event), "event:\(event)", "priorities.choice",
            [
                "issues": JSONValue(choices.map(\.issue)), "added": JSONValue(added),
                "removed": JSONValue(removed.map(\.issue)),
            ])
    }
}

extension RoundResult {
    /// The issues that a way of choosing takes, in its order; ties as equal shares breaks them. For a ranking, and by hand: the first k.
    func choices(by reason: PriorityRecord.Reason) -> [Issue.ID] {
        let places: [Int]
        if let shares = main.shares {
            places =
                reason == .shares ? shares.chosen : shares.plain.sure + shares.plain.tied.prefix(shares.plain.seatsLeft)
        } else {
            places = Array(main.order.prefix(round.settings.seats))
        }
        return places.map { items[$0].issue }
    }
}
