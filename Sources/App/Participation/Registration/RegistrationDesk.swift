import Domain
import Storage
import Web

/// The inner half of all that is done with an event's registrations: inside one transaction, with the event's row locked first, so that two
/// people never take the last seat. What is called here checks the rule, but not who may: whoever makes a desk has asked.
///
///     let desk = try RegistrationDesk(event, Work(tx, visit))
///     try desk.withdraw(record, reason: "", by: .organiser)
struct RegistrationDesk {
    let event: Event.ID
    let rule: RegistrationRule
    let work: Work
    /// Codes that the directory knows; read once for all that is done here.
    let countries: Set<String>
    let sectors: Set<String>

    /// - Throws: ``Refusal/noRegistration`` where nobody has set it up.
    init(_ event: Event.ID, _ work: Work) throws {
        try RegistrationStore.lock(event, work.tx)
        self.event = event
        self.work = work
        rule = try RegistrationStore(work.tx).requireRule(of: event)
        countries = try PersonStore(work.tx).countryCodes()
        sectors = try PersonStore(work.tx).sectorCodes(retired: true)
    }

    var tx: Transaction { work.tx }
    var now: Int64 { work.now }
    var store: RegistrationStore { RegistrationStore(tx) }

    func registration(_ id: Registration.ID) throws -> RegistrationRecord { try store.registration(id, in: event) }

    // MARK: Coming

    /// How somebody comes.
    struct Coming: Sendable {
        /// As which a new one is kept; nothing for one of its own.
        var id: Registration.ID?
        var channel = RegistrationChannel.open
        var nomination: Nomination.ID?
        var person: Person.ID?
        var account: Account.ID?
        var rank = 1
        /// Whose lot decides; nothing: their own.
        var holder: Behalf?
        /// They are only asked: who is entered by hand has answered.
        var isAsked = false
    }

    /// Takes somebody in: at once where the event seats as it goes along, else until the allocation.
    /// Who was rejected or withdrew comes back, at the end of their class.
    /// - Parameter placing: false where many come at once, who are placed together.
    /// - Throws: ``Refusal/alreadyRegistered``, ``Refusal/registrationClosed(_:)``.
    @discardableResult
    func register(
        _ fields: Cleaned<RegistrationFields>, _ coming: Coming, by right: RegistrationRight, placing: Bool = true
    ) throws -> RegistrationRecord {
        let fields = try fields.checked(self)
        try requireOpen(for: right, coming.channel)
        let known = try withoutStrangers(
            store.registrations(of: coming.person, coming.account, email: fields.email, in: event), as: fields, coming)
        let own = try goingOn(known, as: fields, coming, by: right)
        guard !known.contains(where: { $0.isActive && $0.id != own?.id }) else { throw Refusal.alreadyRegistered }
        let drawn = try drawLot()
        var record: RegistrationRecord
        if let own {
            record = own
            record.tell(fields)
            (record.movedBackAt, record.heldBackAt, record.passed) = (own.isActive ? nil : now, nil, 0)
        } else {
            record = RegistrationRecord(
                coming.id ?? work.environment.id(), in: event, number: try store.nextNumber(in: event), fields, now: now
            )
            // Who withdraws and types the address anew draws no other lot by it.
            if coming.channel == .open, !known.isEmpty { record.movedBackAt = now }
        }
        (record.channel, record.nomination, record.rank) = (coming.channel, coming.nomination, coming.rank)
        (record.person, record.account) = (coming.person ?? record.person, coming.account ?? record.account)
        record.class = rule.isLate(at: now) && coming.channel == .nomination ? 2 : 1
        record.lot = drawn.lot(of: coming.holder?.code ?? record.id.description)
        (record.state, record.stateSince, record.submittedAt, record.reason) = (.pending, now, now, "")
        record.approvedAt = right == .organiser ? now : nil
        let hasAnswered =
            right == .own ? coming.account != nil : right == .organiser && coming.channel == .invitation
        record.confirmedAt = hasAnswered && !coming.isAsked ? now : nil
        record = try keep(record, over: own)
        try self.record(
            own?.isActive == false ? "registration.return" : "registration.submission", record,
            [
                "channel": .text(record.channel.rawValue), "number": .whole(record.number), "by": .text(right.word),
                "mandate": JSONValue(right.mandate?.description),
                "nomination": JSONValue(record.nomination?.description),
            ])
        return placing ? try place(record, isDecided: !right.isBoundByDates) : record
    }

    /// - Throws: where the dates, or the ways to come, are against it.
    func requireOpen(for right: RegistrationRight, _ channel: RegistrationChannel) throws {
        guard right.isBoundByDates else { return }
        guard rule.channels.contains(channel) else { throw Refusal.channelClosed }
        if let opens = rule.opens, opens.at > now { throw Refusal.registrationNotOpen }
        if rule.isClosed(at: now) { throw Refusal.registrationClosed }
    }

    /// What becomes of somebody for whom nothing has been decided.
    /// - Parameters:
    ///   - isHolding: whether they hold a seat already, which nobody takes from them.
    ///   - isDecided: an organiser seats them.
    @discardableResult
    func place(_ record: RegistrationRecord, isHolding: Bool = false, isDecided: Bool = false) throws
        -> RegistrationRecord
    {
        guard record.state == .pending, !record.awaitsPerson else { return record }
        guard rule.seatsAtOnce || !record.isCounted(rule) else { return record }
        if needsApproval(record) && !rule.holdPending { return record }
        if record.isCounted(rule), !isHolding, try !hasRoom(for: record) { return try wait(record) }
        switch try hold(record, isDecided: isDecided) {
        case .approval: return record
        case .budget: return try hold(record, .budget)
        case nil: return try seat(record, "registration.approval")
        }
    }

    func needsApproval(_ record: RegistrationRecord) -> Bool {
        rule.approval == .organiser && record.approvedAt == nil
    }

    /// Whether there is a seat for somebody who has only just come. Who waits comes first: they move up, or where nobody moves by themselves
    /// any more, the new one waits as they do, until an organiser gives the seats.
    private func hasRoom(for record: RegistrationRecord) throws -> Bool {
        guard try full(for: record).isEmpty else { return false }
        guard try !whoFits(but: [record.id]).isEmpty else { return true }
        guard !rule.isPastOffers(at: now) else { return false }
        try moveUp(but: [record.id])
        return try full(for: record).isEmpty
    }

    /// The same for many at once who hold nothing yet, in the order of the list: what is full is counted along.
    func place(_ records: [RegistrationRecord], isDecided: Bool = false) throws {
        let coming = records.filter {
            $0.state == .pending && !$0.awaitsPerson && (rule.seatsAtOnce || !$0.isCounted(rule))
        }
        guard !coming.isEmpty else { return }
        let new = coming.map(\.id)
        try moveUp(but: new)
        let isWaitedFor = try rule.isPastOffers(at: now) && !whoFits(but: new).isEmpty
        let ids = Set(new)
        var ledger = try SeatPlan(event, rule, tx).ledger(at: now) { $0.holdsSeat(rule) && !ids.contains($0.id) }
        let regions = try QuotaStore(tx).regionCodes()
        // Who breaks no ceiling all together breaks none alone.
        let isDecided = try isDecided || !SeatCosts.of(coming, in: event, tx).contains(where: \.isOver)
        for record in coming.sorted(by: { RegistrationOrder($0, rule) < RegistrationOrder($1, rule) }) {
            let needsApproval = needsApproval(record)
            if needsApproval && !rule.holdPending { continue }
            let request = SeatRequest(record, rule, regions: regions)
            if record.isCounted(rule), isWaitedFor || !ledger.whatIsFull(for: request).isEmpty {
                try wait(record)
                continue
            }
            guard let hold = try hold(record, isDecided: isDecided) else {
                if record.isCounted(rule) { ledger.take(request) }
                try seat(record, "registration.approval")
                continue
            }
            let held = hold == .approval ? record : try self.hold(record, hold)
            if record.isCounted(rule), held.holdsSeat(rule) { ledger.take(request) }
        }
    }

    /// The quotas that have no room for it.
    func full(for record: RegistrationRecord, leaving: Registration.ID? = nil) throws -> [Message] {
        try Seating.full(for: record, leaving: leaving, in: event, rule, now: now, tx)
    }

    /// Draws the lot where it is not drawn yet: when the first call goes out, or the first person comes. - Returns: the rule with it.
    @discardableResult
    func drawLot() throws -> RegistrationRule {
        guard rule.seed == nil else { return rule }
        var drawn = try store.requireRule(of: event)
        guard drawn.seed == nil else { return drawn }
        // Too long to be tried out: who finds the word from one lot knows what stands behind every code of the check files.
        (drawn.seed, drawn.seedAt) = (Secret.code(26, random: work.environment.random), now)
        try RegistrationStore.keep(drawn, of: event, now: now, tx)
        try work.record(
            .event(event), "event:\(event)", "registration-rule.change", ["lot": .text(drawn.seed ?? "")])
        return drawn
    }

    // MARK: What is decided

    /// The person says that they come, or that the address is theirs.
    @discardableResult
    func confirm(_ record: RegistrationRecord) throws -> RegistrationRecord {
        guard record.isActive else { throw Refusal.registrationEnded }
        guard record.confirmedAt == nil else { return record }
        var record = record
        record.confirmedAt = now
        try RegistrationStore.update(record, now: now, tx)
        try self.record("registration.confirmation", record)
        try answerInvitation(of: record, .accepted)
        return try place(record)
    }

    /// An organiser says that somebody may come, or may move up again after their seat was taken back; a seat follows where there is one.
    @discardableResult
    func approve(_ record: RegistrationRecord) throws -> RegistrationRecord {
        guard record.isActive else { throw Refusal.registrationEnded }
        guard record.approvedAt == nil || record.awaitsPerson || record.heldBackAt != nil else { return record }
        var approved = record
        approved.approvedAt = now
        // An organiser who approves somebody knows them.
        if record.awaitsPerson { approved.confirmedAt = now }
        if record.heldBackAt != nil { (approved.heldBackAt, approved.reason) = (nil, "") }
        try RegistrationStore.update(approved, now: now, tx)
        if record.state == .waitlisted || !rule.seatsAtOnce {
            try self.record("registration.approval", approved, ["state": .text(approved.state.rawValue)])
        }
        guard record.state == .pending else {
            try freed()
            return try registration(record.id)
        }
        return try place(approved, isHolding: record.holdsSeat(rule), isDecided: true)
    }

    /// - Parameter reason: told to the person, and to who nominated them.
    @discardableResult
    func reject(_ record: RegistrationRecord, reason: String) throws -> RegistrationRecord {
        guard record.state == .pending || record.state == .waitlisted else { throw Refusal.registrationNotOpenToThis }
        return try end(record, .rejected, reason, "registration.rejection", ["by": "organiser"])
    }

    /// Somebody does not come after all. After the freeze a person asks for it, and an organiser grants it.
    @discardableResult
    func withdraw(_ record: RegistrationRecord, reason: String, by right: RegistrationRight) throws
        -> RegistrationRecord
    {
        guard record.isActive else { return record }
        if right.isBoundByDates, try isFrozen() { return try wish(.withdrawal, of: record) }
        return try end(
            record, .withdrawn, reason, "registration.withdrawal",
            ["by": .text(right.word), "mandate": JSONValue(right.mandate?.description)])
    }

    /// Who was rejected or withdrew stands at the end of their class.
    @discardableResult
    func comeBack(_ record: RegistrationRecord, by right: RegistrationRight) throws -> RegistrationRecord {
        guard !record.isActive else { return record }
        try requireOpen(for: right, record.channel)
        let known = try store.registrations(of: record.person, record.account, email: record.email, in: event)
        guard !known.contains(where: { $0.isActive && $0.id != record.id }) else { throw Refusal.alreadyRegistered }
        var back = record
        (back.state, back.stateSince, back.movedBackAt, back.reason) = (.pending, now, now, "")
        (back.heldBackAt, back.passed) = (nil, 0)
        if right == .organiser { back.approvedAt = now }
        if let nomination = back.nomination {
            let behalf = try NominationStore(tx).nomination(nomination, in: event).behalf
            back.rank = try NominationStore(tx).lastRank(in: event, behalf: behalf) + 1
            try NominationStore.set(.submitted, of: nomination, now: now, tx)
            try NominationStore.set(rank: back.rank, of: nomination, now: now, tx)
        }
        try RegistrationStore.update(back, now: now, tx)
        try self.record("registration.return", back, ["by": .text(right.word)])
        return try place(back, isDecided: !right.isBoundByDates)
    }

    /// Takes a seat back, as only an organiser may, with a reason: the person waits at the end of their class, and moves up when an organiser
    /// has said so (``approve(_:)``).
    @discardableResult
    func unseat(_ record: RegistrationRecord, reason: String) throws -> RegistrationRecord {
        guard record.state == .complete else { throw Refusal.registrationNotOpenToThis }
        var waiting = record
        (waiting.state, waiting.stateSince, waiting.movedBackAt, waiting.reason) = (.waitlisted, now, now, reason)
        // What a person decided, no promotion undoes.
        waiting.heldBackAt = now
        try leaveSeat(record)
        try RegistrationStore.update(waiting, now: now, tx)
        try self.record("registration.unseating", waiting)
        try freed()
        return waiting
    }

    /// Puts somebody before all others, and on a seat even where a quota is full: an organiser's word, with a reason.
    @discardableResult
    func protect(_ record: RegistrationRecord, reason: String) throws -> RegistrationRecord {
        guard record.isActive else { throw Refusal.registrationEnded }
        var first = record
        (first.class, first.reason, first.movedBackAt) = (0, reason, nil)
        if first.approvedAt == nil { first.approvedAt = now }
        try RegistrationStore.update(first, now: now, tx)
        try self.record("registration.change", first, ["class": .whole(0), "before": .whole(record.class)])
        guard rule.seatsAtOnce, first.state != .complete else { return first }
        return try seat(first, "registration.approval", ["override": true], reason: reason)
    }

    // MARK: Steps that the others are made of

    func record(_ kind: String, _ record: RegistrationRecord, _ facts: [String: JSONValue] = [:]) throws {
        try work.record(.event(event), "registration:\(record.id)", kind, facts)
    }

    /// The person asks for something that is not granted by itself.
    func wish(_ wish: RegistrationRecord.Wish, of record: RegistrationRecord) throws -> RegistrationRecord {
        var wishing = record
        (wishing.wish, wishing.wishAt) = (wish, now)
        try RegistrationStore.update(wishing, now: now, tx)
        try self.record("registration.change", wishing, ["wish": .text(wish.rawValue)])
        return wishing
    }

    @discardableResult
    func end(
        _ record: RegistrationRecord, _ state: RegistrationRecord.State, _ reason: String, _ kind: String,
        _ facts: [String: JSONValue]
    ) throws -> RegistrationRecord {
        var ended = record
        (ended.state, ended.stateSince, ended.reason, ended.offeredUntil) = (state, now, reason, nil)
        (ended.wish, ended.wishAt) = (nil, nil)
        try leaveSeat(record)
        try RegistrationStore.update(ended, now: now, tx)
        if state == .withdrawn { try answerInvitation(of: record, .declined) }
        if state == .withdrawn, let nomination = record.nomination {
            try NominationStore.set(.withdrawn, of: nomination, now: now, tx)
        }
        var facts = facts
        facts["before"] = .text(record.isOffered ? "offered" : record.state.rawValue)
        try self.record(kind, ended, facts)
        if record.holdsSeat(rule) { try freed() }
        return ended
    }

    /// Something has become free.
    func freed() throws {
        try moveUp()
        // Who goes to the room leaves a place online, and the other way.
        while try grantModes() { try moveUp() }
    }
}
