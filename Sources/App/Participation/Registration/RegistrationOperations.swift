import Domain
import Storage
import Web

/// What an organiser does with the registrations of an event. Others (a focal point, a person) come by their own rooms, which look whether they
/// may and then use ``RegistrationDesk``.
enum RegistrationOperations {
    // MARK: The rule

    /// Sets the registration up, or changes it. The lot, once drawn, stays.
    static func keepRule(_ visit: Visit, _ event: Event.ID, _ fields: RegistrationRuleFields) async throws {
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            try keepRuleIn(Work(tx, visit), event, fields)
        }
    }

    static func keepRuleIn(_ work: Work, _ event: Event.ID, _ fields: RegistrationRuleFields) throws {
        try RegistrationStore.lock(event, work.tx)
        let known = try RegistrationStore(work.tx).rule(of: event)
        let rule = try fields.rule(over: known, try EventStore(work.tx).event(event))
        guard rule != known else { return }
        try RegistrationStore.keep(rule, of: event, now: work.now, work.tx)
        try work.record(
            .event(event), "event:\(event)", "registration-rule.change", known == nil ? ["first": true] : [:])
        guard let known else { return }
        let desk = try RegistrationDesk(event, work)
        // What was decided later may decide now: the batch was given up for a list that goes along. Who holds a seat keeps it.
        let pending = try desk.store.active(in: event).filter { $0.state == .pending }
        for record in pending where record.holdsSeat(known) { try desk.place(record, isHolding: true) }
        // Whom nothing but the budget keeps waiting still waits for a person.
        let isOfBudget = known.seatsAtOnce && known.approval == .nobody && rule.approval == .nobody
        if !isOfBudget { try desk.place(pending.filter { !$0.holdsSeat(known) }) }
        try desk.freed()
    }

    /// Gives the free seats to who waits and fits, once nobody moves up by themselves any more. - Returns: how many.
    @discardableResult
    static func seatWhoFits(_ visit: Visit, _ event: Event.ID) async throws -> Int {
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            return try RegistrationDesk(event, Work(tx, visit)).seatWhoFits()
        }
    }

    // MARK: One registration

    typealias Act = @Sendable (RegistrationDesk, RegistrationRecord) throws -> Void

    /// Something done to one registration by an organiser.
    static func change(_ visit: Visit, _ event: Event.ID, _ id: Registration.ID, _ act: @escaping Act) async throws {
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            let desk = try RegistrationDesk(event, Work(tx, visit))
            try act(desk, try desk.registration(id))
        }
    }

    static func approve(_ visit: Visit, _ event: Event.ID, _ id: Registration.ID) async throws {
        try await change(visit, event, id) { desk, record in try desk.approve(record) }
    }

    /// Everybody who waits for an organiser's word and for nothing else, in the order of the list. - Returns: how many.
    @discardableResult
    static func approveAll(_ visit: Visit, _ event: Event.ID) async throws -> Int {
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            let desk = try RegistrationDesk(event, Work(tx, visit))
            let waiting = try desk.store.active(in: event).filter {
                $0.state == .pending && $0.approvedAt == nil && !$0.awaitsPerson
            }.sorted { RegistrationOrder($0, desk.rule) < RegistrationOrder($1, desk.rule) }
            for record in waiting { try desk.approve(record) }
            return waiting.count
        }
    }

    static func reject(_ visit: Visit, _ event: Event.ID, _ id: Registration.ID, reason: String) async throws {
        let reason = Self.reason(reason, isRequired: false)
        try await change(visit, event, id) { desk, record in try desk.reject(record, reason: try reason.checked()) }
    }

    static func withdraw(_ visit: Visit, _ event: Event.ID, _ id: Registration.ID, reason: String) async throws {
        let reason = Self.reason(reason, isRequired: false)
        try await change(visit, event, id) { desk, record in
            try desk.withdraw(record, reason: try reason.checked(), by: .organiser)
        }
    }

    static func comeBack(_ visit: Visit, _ event: Event.ID, _ id: Registration.ID) async throws {
        try await change(visit, event, id) { desk, record in try desk.comeBack(record, by: .organiser) }
    }

    static func unseat(_ visit: Visit, _ event: Event.ID, _ id: Registration.ID, reason: String) async throws {
        let reason = Self.reason(reason, isRequired: true)
        try await change(visit, event, id) { desk, record in try desk.unseat(record, reason: try reason.checked()) }
    }

    /// Answers an offer for somebody who told the organiser: by telephone, at the door.
    static func answerOffer(
        _ visit: Visit, _ event: Event.ID, _ id: Registration.ID, isAccepted: Bool, reason: String
    ) async throws {
        let reason = Self.reason(reason, isRequired: true)
        try await change(visit, event, id) { desk, record in
            let reason = try reason.checked()
            _ =
                try isAccepted
                ? desk.acceptOffer(record, reason: reason, by: .organiser)
                : desk.declineOffer(record, reason: reason, by: .organiser)
        }
    }

    static func protect(_ visit: Visit, _ event: Event.ID, _ id: Registration.ID, reason: String) async throws {
        let reason = Self.reason(reason, isRequired: true)
        try await change(visit, event, id) { desk, record in try desk.protect(record, reason: try reason.checked()) }
    }

    static func changeMode(_ visit: Visit, _ event: Event.ID, _ id: Registration.ID, to mode: AttendanceMode)
        async throws
    {
        try await change(visit, event, id) { desk, record in
            let full = try desk.changeMode(record, to: mode, by: .organiser)
            if !full.isEmpty { throw Refusal.noRoomForChange(full) }
        }
    }

    /// Grants what somebody asked for after the freeze, or leaves it.
    static func answerWish(_ visit: Visit, _ event: Event.ID, _ id: Registration.ID, isGranted: Bool) async throws {
        try await change(visit, event, id) { desk, record in try desk.answerWish(record, isGranted: isGranted) }
    }

    static func tell(_ visit: Visit, _ event: Event.ID, _ id: Registration.ID, _ fields: RegistrationFields)
        async throws
    {
        let fields = fields.cleaned
        try await change(visit, event, id) { desk, record in _ = try desk.tell(record, fields, by: .organiser) }
    }

    /// Somebody else comes in a place; whoever was nominated is replaced in the nominator's list too.
    /// - Returns: the registration of who comes.
    @discardableResult
    static func putInPlace(
        _ visit: Visit, _ event: Event.ID, _ id: Registration.ID, _ fields: NominationFields, waitsIfFull: Bool
    ) async throws -> Registration.ID {
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            let desk = try RegistrationDesk(event, Work(tx, visit))
            let record = try desk.registration(id)
            guard let nomination = record.nomination else {
                let cleaned = fields.registration(region: record.region).cleaned
                return try desk.substitute(record, with: cleaned, waitsIfFull: waitsIfFull, by: .organiser).id
            }
            let new = try desk.replace(nomination, with: fields, waitsIfFull: waitsIfFull, by: .organiser)
            return try desk.store.registration(of: new)?.id ?? id
        }
    }

    /// Enters somebody by hand.
    /// - Parameter key: what a device calls the sending: the same again is answered with the first result, as long as that stands.
    static func enter(_ visit: Visit, _ event: Event.ID, _ fields: RegistrationFields, key: String? = nil) async throws
        -> Registration.ID
    {
        let fields = fields.cleaned
        return try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            let desk = try RegistrationDesk(event, Work(tx, visit))
            var id: Registration.ID = SendingKey.id(key, by: "\(desk.work.actor ?? "")\n\(event)", visit.environment)
            if let known = try desk.store.known(id) {
                if known.isActive { return id }
                id = visit.environment.id()
            }
            return try desk.register(fields, .init(id: id, channel: .invitation), by: .organiser).id
        }
    }

    static func reason(_ typed: String, isRequired: Bool) -> Cleaned<String> {
        Cleaned(typed) { reason, check in
            reason = check.line("reason", reason, limit: 500, isRequired: isRequired)
        }
    }
}

extension RegistrationDesk {
    func answerWish(_ record: RegistrationRecord, isGranted: Bool) throws {
        guard let wish = record.wish else { return }
        guard isGranted else {
            var left = record
            (left.wish, left.wishAt) = (nil, nil)
            try RegistrationStore.update(left, now: now, tx)
            return try self.record("registration.change", left, ["wish": .null, "before": .text(wish.rawValue)])
        }
        guard let mode = wish.mode else { return _ = try withdraw(record, reason: "", by: .organiser) }
        let full = try changeMode(record, to: mode, by: .organiser)
        if !full.isEmpty { throw Refusal.noRoomForChange(full) }
    }
}
