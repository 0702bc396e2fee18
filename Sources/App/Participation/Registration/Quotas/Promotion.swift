import Domain
import Storage
import Web

/// Moving up: whoever waits and fits, in the order, once something has become free.
enum Promotion {
    /// After every change that may free something. Locks the event's row first.
    static func run(_ event: Event.ID, _ work: Work, _ tx: Transaction) throws {
        try RegistrationDesk(event, work).moveUp()
    }
}

extension RegistrationDesk {
    /// Seats or asks each who waits and fits, in one pass (``Allocation``); nobody is moved. After the last day of offers nobody moves up
    /// by themselves, and before a batch is confirmed nobody waits yet.
    /// - Parameter left: who has only just come, and holds nothing yet.
    func moveUp(but left: [Registration.ID] = []) throws {
        guard rule.seatsAtOnce, !rule.isPastOffers(at: now) else { return }
        for id in try whoFits(but: left) {
            let record = try registration(id)
            if let hold = try hold(record) {
                try self.hold(record, hold)
            } else if rule.offerHours == 0 {
                try seat(record, "registration.promotion")
            } else {
                try offer(record)
            }
        }
    }

    /// Those who wait and fit as things stand, in their order.
    func whoFits(but left: [Registration.ID] = []) throws -> [Registration.ID] {
        try Seating.whoFits(in: event, rule, but: left, now: now, tx)
    }

    /// An organiser gives the free seats to who waits, when nobody moves up by themselves any more; nobody is asked first.
    /// - Returns: how many have a seat now.
    func seatWhoFits() throws -> Int {
        let fitting = try whoFits()
        for id in fitting { try seat(try registration(id), "registration.promotion", ["by": "organiser"]) }
        if !fitting.isEmpty { try freed() }
        return fitting.count
    }

    /// Why somebody for whom there is room does not sit before an organiser has said so.
    enum Hold { case approval, budget }

    /// The same for who moves up and for who has only just come.
    /// - Parameter isDecided: an organiser seats them, and no rule does.
    func hold(_ record: RegistrationRecord, isDecided: Bool = false) throws -> Hold? {
        if needsApproval(record) { return .approval }
        return try !isDecided && SeatCosts.holds(record, in: event, tx) ? .budget : nil
    }

    /// They wait for the organiser's word.
    @discardableResult
    func hold(_ record: RegistrationRecord, _ hold: Hold) throws -> RegistrationRecord {
        var held = record
        (held.state, held.stateSince, held.approvedAt) = (.pending, now, nil)
        try RegistrationStore.update(held, now: now, tx)
        var facts: [String: JSONValue] = ["state": .text(held.state.rawValue), "before": .text(record.state.rawValue)]
        if hold == .budget { facts["why"] = "budget" }
        try self.record("registration.change", held, facts)
        return held
    }

    // MARK: Offers

    /// A seat that somebody may take within some hours, at the latest by the last day of offers. It holds the seat until then.
    @discardableResult
    func offer(_ record: RegistrationRecord) throws -> RegistrationRecord {
        var offered = record
        // To the minute: a deadline is a time that people can read.
        let begins = now.floored(by: EpochTime.minute) * EpochTime.minute
        let hours = EpochTime.adding(begins, milliseconds: Int64(rule.offerHours) * EpochTime.hour)
        let until = min(hours, rule.offerLast?.at ?? hours)
        (offered.offeredUntil, offered.stateSince) = (until, now)
        try RegistrationStore.update(offered, now: now, tx)
        try self.record("registration.offer", offered, ["until": .whole(until)])
        return offered
    }

    /// - Throws: ``Refusal/noOffer``, ``Refusal/offerLapsed``.
    @discardableResult
    func acceptOffer(_ record: RegistrationRecord, reason: String = "", by right: RegistrationRight) throws
        -> RegistrationRecord
    {
        guard record.state != .complete else { return record }
        try requireOffer(record)
        var taken = record
        taken.confirmedAt = record.confirmedAt ?? (right == .own ? now : nil)
        return try seat(taken, "registration.acceptance", ["by": .text(right.word)], reason: reason)
    }

    /// The person does not come; the seat goes to who is next.
    @discardableResult
    func declineOffer(_ record: RegistrationRecord, reason: String = "", by right: RegistrationRight) throws
        -> RegistrationRecord
    {
        try requireOffer(record)
        return try end(
            record, .withdrawn, reason, "registration.withdrawal", ["by": .text(right.word), "offer": "declined"])
    }

    private func requireOffer(_ record: RegistrationRecord) throws {
        guard record.isActive else { throw Refusal.registrationEnded }
        guard let until = record.offeredUntil, record.state == .waitlisted else { throw Refusal.noOffer }
        guard now > EpochTime.adding(until, milliseconds: RoundRecord.grace) else { return }
        // Its time stands still while the event has no date.
        guard try EventStore(tx).event(event).standing == .postponed else { throw Refusal.offerLapsed }
    }

    /// Nobody answered: to the end of its class, and the second time out of the list.
    func lapse(_ record: RegistrationRecord) throws {
        var lapsed = record
        (lapsed.offeredUntil, lapsed.movedBackAt, lapsed.stateSince) = (nil, now, now)
        lapsed.passed += 1
        try RegistrationStore.update(lapsed, now: now, tx)
        try self.record("registration.lapse", lapsed, ["passed": .whole(lapsed.passed)])
        if lapsed.passed >= 2 {
            try end(lapsed, .withdrawn, "", "registration.withdrawal", ["by": "server", "offer": "lapsed"])
        }
        try freed()
    }
}

/// Offers run out, and guarantees end, by the clock.
enum OfferClock {
    static func watch(_ services: Services) async {
        await services.again(every: .seconds(1), afterFault: .seconds(5), failing: "Offers could not be looked after") {
            try await turn(services.database, services.environment)
        }
    }

    /// One look. Each event in a transaction of its own, so that one that fails keeps none of the others.
    static func turn(_ database: Database, _ environment: Environment) async throws {
        let now = environment.now()
        var fault: (any Error)?
        for event in try await database.read({ try QuotaStore($0).due(at: now) }) {
            do {
                try await database.write { tx in try turn(event, Work(tx, environment)) }
            } catch {
                fault = fault ?? error
            }
        }
        if let fault { throw fault }
    }

    private static func turn(_ event: Event.ID, _ work: Work) throws {
        try RegistrationStore.lock(event, work.tx)
        let hasEnded = try QuotaStore.endGuarantees(of: event, at: work.now, work.tx)
        guard try RegistrationStore(work.tx).rule(of: event) != nil else { return }
        let desk = try RegistrationDesk(event, work)
        for id in try QuotaStore(work.tx).lapsed(in: event, at: work.now) { try desk.lapse(try desk.registration(id)) }
        if hasEnded { try desk.freed() }
    }
}
