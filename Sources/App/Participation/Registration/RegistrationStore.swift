import Domain
import Storage
import Web

/// The SQL of registrations and of the rule that an event has for them.
struct RegistrationStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    // MARK: The rule

    /// Nothing for an event whose registration nobody has set up.
    func rule(of event: Event.ID) throws -> RegistrationRule? {
        try reading.first("SELECT * FROM registration_rule WHERE event_id = \(event)").map(RegistrationRule.init)
    }

    /// - Throws: ``Refusal/noRegistration``.
    func requireRule(of event: Event.ID) throws -> RegistrationRule {
        guard let rule = try rule(of: event) else { throw Refusal.noRegistration }
        return rule
    }

    /// Events with a rule.
    func events() throws -> [Event.ID] {
        try reading.all("SELECT event_id FROM registration_rule ORDER BY event_id").map { try $0.get("event_id") }
    }

    // MARK: Registrations

    /// All of an event, also those that have ended, by their numbers.
    func registrations(of event: Event.ID) throws -> [RegistrationRecord] {
        try reading.all("SELECT * FROM registration WHERE event_id = \(event) ORDER BY number").map(
            RegistrationRecord.init)
    }

    /// Those that are neither rejected nor withdrawn, by their numbers.
    func active(in event: Event.ID) throws -> [RegistrationRecord] {
        try reading.all(
            """
            SELECT * FROM registration WHERE event_id = \(event) AND state IN ('pending', 'complete', 'waitlisted') ORDER BY number
            """
        ).map(RegistrationRecord.init)
    }

    /// Who has a seat and asks for one in the room or from afar, who asked first first.
    func wishingForMode(in event: Event.ID) throws -> [RegistrationRecord] {
        try reading.all(
            """
            SELECT * FROM registration WHERE event_id = \(event) AND state = 'complete' AND wish IN ('in-person', 'online')
            ORDER BY COALESCE(wish_at, 0), number
            """
        ).map(RegistrationRecord.init)
    }

    /// - Throws: ``Refusal/notFound``, also for one of another event.
    func registration(_ id: Registration.ID, in event: Event.ID) throws -> RegistrationRecord {
        guard
            let row = try reading.first("SELECT * FROM registration WHERE id = \(id) AND event_id = \(event)")
        else { throw Refusal.notFound }
        return try RegistrationRecord(row)
    }

    func known(_ id: Registration.ID) throws -> RegistrationRecord? {
        try reading.first("SELECT * FROM registration WHERE id = \(id)").map(RegistrationRecord.init)
    }

    func registration(of nomination: Nomination.ID) throws -> RegistrationRecord? {
        try reading.first("SELECT * FROM registration WHERE nomination_id = \(nomination)").map(RegistrationRecord.init)
    }

    /// Of all whom one country, city or organisation has named.
    func registrations(namedBy behalf: Behalf, in event: Event.ID) throws -> [Nomination.ID: RegistrationRecord] {
        let rows = try reading.all(
            """
            SELECT r.* FROM nomination n JOIN registration r ON r.nomination_id = n.id
            WHERE n.event_id = \(event) AND n.behalf_kind = \(behalf.kind) AND n.behalf = \(behalf.code)
            """)
        return Dictionary(
            try rows.map(RegistrationRecord.init).compactMap { record in record.nomination.map { ($0, record) } }
        ) { first, _ in first }
    }

    func registration(token digest: String) throws -> RegistrationRecord? {
        try reading.first("SELECT * FROM registration WHERE token_digest = \(digest)").map(RegistrationRecord.init)
    }

    /// Of everybody who is behind an account: by the account itself, or by its person.
    func registrations(of account: Account.ID, person: Person.ID?) throws -> [RegistrationRecord] {
        try reading.all(
            "SELECT * FROM registration WHERE account_id = \(account) OR person_id = \(person) ORDER BY event_id, number"
        ).map(RegistrationRecord.init)
    }

    /// Those of one person in an event, whatever became of them: active ones first, then the newest.
    func registrations(
        of person: Person.ID?, _ account: Account.ID?, email: String?, in event: Event.ID
    ) throws -> [RegistrationRecord] {
        guard person != nil || account != nil || email != nil else { return [] }
        // By each index for itself: with OR between them every registration of the event is looked at, for each row of a file.
        return try reading.all(
            """
            SELECT * FROM registration
            WHERE id IN (SELECT id FROM registration WHERE person_id = \(person) AND event_id = \(event)
                UNION SELECT id FROM registration WHERE account_id = \(account) AND event_id = \(event)
                UNION SELECT id FROM registration WHERE event_id = \(event) AND email = \(email))
            ORDER BY CASE WHEN state IN ('rejected', 'withdrawn') THEN 1 ELSE 0 END, number DESC
            """
        ).map(RegistrationRecord.init)
    }

    func nextNumber(in event: Event.ID) throws -> Int {
        try reading.value(
            "SELECT COALESCE(MAX(number), 0) + 1 AS n FROM registration WHERE event_id = \(event)", as: Int.self) ?? 1
    }

    // MARK: Writing

    /// Nobody else changes who has a seat until the transaction ends: the first statement of whatever does.
    static func lock(_ event: Event.ID, _ tx: Transaction) throws {
        guard try tx.first("UPDATE event SET changed_at = changed_at WHERE id = \(event) RETURNING id") != nil else {
            throw Refusal.notFound
        }
    }

    static func keep(_ rule: RegistrationRule, of event: Event.ID, now: Int64, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM registration_rule WHERE event_id = \(event)")
        try tx.execute(
            """
            INSERT INTO registration_rule (event_id, opens_local, opens_at, nominations_close_local, nominations_close_at, closes_local,
                closes_at, freeze_local, freeze_at, offer_last_local, offer_last_at, channels, approval, mode, order_by, work, offer_hours,
                hold_pending, counted_roles, list_shown_to, places_shown, languages, asked, needs_erased_on, seed, seed_at, allocated_at,
                changed_at)
            VALUES (\(event), \(rule.opens?.local), \(rule.opens?.at), \(rule.nominationsClose?.local), \(rule.nominationsClose?.at),
                \(rule.closes?.local), \(rule.closes?.at), \(rule.freeze?.local), \(rule.freeze?.at), \(rule.offerLast?.local),
                \(rule.offerLast?.at), \(try list(rule.channels.map(\.rawValue))), \(rule.approval), \(rule.mode), \(rule.order),
                \(rule.work), \(rule.offerHours), \(rule.holdPending), \(try list(rule.countedRoles.map(\.rawValue))), \(rule.listShownTo),
                \(rule.placesShown), \(try JSONCoding.text(rule.languages)), \(try JSONCoding.text(rule.asked)), \(rule.needsErasedOn),
                \(rule.seed), \(rule.seedAt), \(rule.allocatedAt), \(now))
            """)
    }

    private static func list(_ values: [String]) throws -> String { try JSONCoding.text(values.sorted()) }

    static func setAllocated(_ event: Event.ID, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            "UPDATE registration_rule SET allocated_at = \(now) WHERE event_id = \(event) AND allocated_at IS NULL")
    }

    /// - Parameter token: digest of the link with which somebody without an account answers.
    static func insert(_ record: RegistrationRecord, token: String?, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO registration (id, event_id, number, person_id, account_id, channel, nomination_id, given_name, family_name, email,
                country, region_id, sector, organisation, city, working_group, mode, funding, role, language, state, class, rank, lot,
                submitted_at, state_since, offered_until, passed, moved_back_at, approved_at, held_back_at, confirmed_at, list_consent, reason,
                wish, wish_at, token_digest, token_generation, participant_id, created_at, changed_at)
            VALUES (\(record.id), \(record.event), \(record.number), \(record.person), \(record.account), \(record.channel),
                \(record.nomination), \(record.givenName), \(record.familyName), \(record.email), \(record.country), \(record.region),
                \(record.sector), \(record.organisation), \(record.city), \(record.workingGroup), \(record.mode), \(record.funding),
                \(record.role), \(record.language), \(record.state), \(record.class), \(record.rank), \(record.lot), \(record.submittedAt),
                \(record.stateSince), \(record.offeredUntil), \(record.passed), \(record.movedBackAt), \(record.approvedAt),
                \(record.heldBackAt), \(record.confirmedAt), \(record.listConsent), \(record.reason), \(record.wish?.rawValue ?? ""), \(record.wishAt), \(token), \(record.tokenGeneration), \(record.participant),
                \(record.createdAt), \(now))
            """)
    }

    /// Everything but its number and its link.
    static func update(_ record: RegistrationRecord, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE registration SET person_id = \(record.person), account_id = \(record.account), channel = \(record.channel),
                nomination_id = \(record.nomination), given_name = \(record.givenName), family_name = \(record.familyName),
                email = \(record.email), country = \(record.country), region_id = \(record.region), sector = \(record.sector),
                organisation = \(record.organisation), city = \(record.city), working_group = \(record.workingGroup), mode = \(record.mode),
                funding = \(record.funding), role = \(record.role), language = \(record.language), state = \(record.state),
                class = \(record.class), rank = \(record.rank), lot = \(record.lot), submitted_at = \(record.submittedAt),
                state_since = \(record.stateSince), offered_until = \(record.offeredUntil), passed = \(record.passed),
                moved_back_at = \(record.movedBackAt), approved_at = \(record.approvedAt), held_back_at = \(record.heldBackAt),
                confirmed_at = \(record.confirmedAt),
                list_consent = \(record.listConsent), reason = \(record.reason),
                wish = \(record.wish?.rawValue ?? ""), wish_at = \(record.wishAt), participant_id = \(record.participant),
                changed_at = \(now)
            WHERE id = \(record.id)
            """)
    }

    /// A seat belongs to one registration.
    static func releaseSeat(_ seat: Participant.ID, but id: Registration.ID, _ tx: Transaction) throws {
        try tx.execute(
            "UPDATE registration SET participant_id = NULL WHERE participant_id = \(seat) AND id <> \(id)")
    }

    static func setLot(_ lot: String, of id: Registration.ID, _ tx: Transaction) throws {
        try tx.execute("UPDATE registration SET lot = \(lot) WHERE id = \(id)")
    }

    static func setToken(_ digest: String?, generation: Int, of id: Registration.ID, _ tx: Transaction) throws {
        try tx.execute(
            "UPDATE registration SET token_digest = \(digest), token_generation = \(generation) WHERE id = \(id)")
    }
}
