import Domain
import Storage
import Web

/// Gives the seats of an event that waits until nominations have closed: first to look at, then once and for all. What is confirmed is
/// changed by nothing; later everybody moves up by ``Promotion``.
enum AllocationOperations {
    /// Looks at what an allocation would give. An earlier preview is put away.
    static func preview(_ visit: Visit, _ event: Event.ID) async throws -> AllocationRun.ID {
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            return try previewIn(Work(tx, visit), event)
        }
    }

    static func previewIn(_ work: Work, _ event: Event.ID) throws -> AllocationRun.ID {
        let desk = try RegistrationDesk(event, work)
        try requireOpen(desk.rule)
        let plan = try SeatPlan(event, desk.rule, work.tx)
        let id: AllocationRun.ID = work.environment.id()
        try QuotaStore.discardPreviews(of: event, now: work.now, work.tx)
        let outcome = outcome(plan, at: work.now)
        try QuotaStore.insert(
            id, in: event, outcome, inputs: digest(plan), by: work.actor, now: work.now, work.tx)
        try work.record(
            .event(event), "allocation:\(id)", "allocation.preview",
            ["seated": .whole(outcome.seats.count), "waiting": .whole(outcome.waiting.count)])
        return id
    }

    private static func requireOpen(_ rule: RegistrationRule) throws {
        guard rule.allocatedAt == nil else { throw Refusal.alreadyAllocated }
        guard !rule.seatsAtOnce else { throw Refusal.seatsAsTheyCome }
    }

    private static func outcome(_ plan: SeatPlan, at now: Int64) -> AllocationOutcome {
        let report = plan.report(at: now)
        let (files, allocation) = (plan.files, report.allocation)
        var hint: AllocationOutcome.Hint?
        if report.maximum.seats > allocation.seated.count {
            hint = Allocation.givingWay(
                plan.requests, quotas: plan.seatQuotas, staying: plan.staying, at: now, most: report.maximum.seats
            ).map { AllocationOutcome.Hint(number: $0.id, seated: $0.seated) }
        }
        return AllocationOutcome(
            at: now, requests: files.requests, quotas: files.quotas, seated: files.seated, result: report.json,
            seats: allocation.seated,
            waiting: allocation.waiting.map { waiting in
                AllocationOutcome.Waiting(
                    number: waiting.id,
                    full: waiting.blocked.map { AllocationOutcome.Full(quota: $0.quota, value: $0.value) })
            }, staying: plan.staying.count, hint: hint)
    }

    private static func digest(_ plan: SeatPlan) -> String {
        let files = plan.files
        let text = [files.requests, files.quotas, files.seated].joined(separator: "\u{0}")
        return Secret.hex(Crypto.sha256(Array(text.utf8)))
    }

    /// Gives the seats as the preview shows them, and lets everybody know: mails are made from the journal.
    /// - Parameter reason: why it is done while nominations are open; needed only then.
    /// - Throws: ``Refusal/allocationChanged`` where anything has changed since; at the field `reason` where it is needed.
    static func confirm(_ visit: Visit, _ event: Event.ID, _ id: AllocationRun.ID, reason: String = "") async throws {
        let reason = Cleaned(reason) { $0 = $1.line("reason", $0, limit: 500) }
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            try confirmIn(Work(tx, visit), event, id, reason: try reason.checked())
        }
    }

    static func confirmIn(_ work: Work, _ event: Event.ID, _ id: AllocationRun.ID, reason: String = "") throws {
        let before = try RegistrationDesk(event, work)
        let run = try QuotaStore(work.tx).allocation(id, in: event)
        guard run.state == .previewed else { throw Refusal.allocationDecided }
        try requireOpen(before.rule)
        let isEarly = before.rule.nominationsClose.map { $0.at > work.now } ?? false
        guard !isEarly || !reason.isEmpty else {
            throw Refusal.invalid([
                "reason": L("Nominations are still open: write why the seats are given before they close.")
            ])
        }
        let plan = try SeatPlan(event, before.rule, work.tx)
        let allocation = plan.allocation(at: work.now)
        guard digest(plan) == run.inputs, allocation.seated == run.outcome.seats else {
            throw Refusal.allocationChanged
        }
        try RegistrationStore.setAllocated(event, now: work.now, work.tx)
        let desk = try RegistrationDesk(event, work)
        let facts: [String: JSONValue] = ["allocation": .text(id.description)]
        for number in allocation.seated.dropFirst(plan.staying.count) {
            if let record = plan.records[number] { try desk.seat(record, "registration.approval", facts) }
        }
        for waiting in allocation.waiting {
            if let record = plan.records[waiting.id] { try desk.wait(record, facts) }
        }
        // Who was not approved in time stands behind them: in their order they hold what is left, and wait where nothing is (I1).
        try desk.place(try desk.store.active(in: event).filter { $0.state == .pending })
        try QuotaStore.confirm(id, now: work.now, work.tx)
        try work.record(
            .event(event), "allocation:\(id)", "allocation.confirmation",
            [
                "seated": .whole(allocation.seated.count), "waiting": .whole(allocation.waiting.count),
                "early": .flag(isEarly), "reason": .text(isEarly ? reason : ""),
            ])
    }

    static func discard(_ visit: Visit, _ event: Event.ID, _ id: AllocationRun.ID) async throws {
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            guard try QuotaStore(tx).allocation(id, in: event).state == .previewed else {
                throw Refusal.allocationDecided
            }
            try QuotaStore.discardPreviews(of: event, now: visit.now, tx)
            try Work(tx, visit).record(.event(event), "allocation:\(id)", "allocation.discard")
        }
    }
}
