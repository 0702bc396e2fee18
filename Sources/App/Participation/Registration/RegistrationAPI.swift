import Domain
import Storage
import Web

/// Registrations and their rule as JSON, on the same operations as their pages. Invitations and nominations: ``InvitationAPI``.
enum RegistrationAPI {
    /// Times as the clock of the event's place shows them, `2027-03-04T10:00`.
    struct RuleBody: Codable, Sendable {
        let opens: String?
        /// What comes until then is equal in time.
        let nominationsClose: String?
        let closes: String?
        /// From then on what a person changes is a request.
        let freeze: String?
        /// Nobody moves up by themselves after it; seven days before the event unless told.
        let offerLast: String?
        let channels: [RegistrationChannel]?
        let approval: RegistrationRule.Approval?
        let mode: RegistrationRule.Mode?
        let order: RegistrationRule.Order?
        let work: RegistrationRule.Work?
        /// 0: who fits is seated without being asked.
        let offerHours: Whole<Numbers.OfferHours>?
        /// Whether who waits for approval holds a seat.
        let holdPending: Bool?
        let countedRoles: [Role]?
        let listShownTo: RegistrationRule.ListAudience?
        let placesShown: Bool?
        /// What somebody is asked who registers by themselves, besides name and e-mail.
        let asked: [RegistrationRule.AskedField]?
        /// Of the organiser's questions, BCP 47; none: all of the interface.
        let languages: [String]?
        /// The last day of what is told of needs and travel; 30 days after the event unless told.
        let needsErasedOn: String?

        var fields: RegistrationRuleFields {
            var fields = RegistrationRuleFields()
            (fields.opens, fields.closes, fields.freeze) = (opens ?? "", closes ?? "", freeze ?? "")
            (fields.nominationsClose, fields.offerLast) = (nominationsClose ?? "", offerLast ?? "")
            if let channels { fields.channels = Set(channels) }
            if let approval { fields.approval = approval }
            if let mode { fields.mode = mode }
            if let order { fields.order = order }
            if let work { fields.work = work }
            if let offerHours { fields.offerHours = offerHours.value }
            if let holdPending { fields.holdPending = holdPending }
            if let countedRoles { fields.countedRoles = Set(countedRoles) }
            if let listShownTo { fields.listShownTo = listShownTo }
            if let placesShown { fields.placesShown = placesShown }
            if let asked { fields.asked = Set(asked) }
            if let languages { fields.languages = languages }
            if let needsErasedOn { fields.needsErasedOn = needsErasedOn }
            return fields
        }
    }

    struct RuleAnswer: Codable, Sendable {
        let rule: RuleBody
        /// Of the lot, once it is drawn: the order between countries is SHA-256 of it, a colon and the country's code, in hex.
        let seed: String?
        /// Epoch milliseconds; absent until seats were allocated.
        let allocatedAt: Int?

        init(_ rule: RegistrationRule) {
            let fields = RegistrationRuleFields(rule)
            self.rule = RuleBody(
                opens: fields.opens, nominationsClose: fields.nominationsClose, closes: fields.closes,
                freeze: fields.freeze, offerLast: fields.offerLast,
                channels: fields.channels.sorted { $0.rawValue < $1.rawValue }, approval: fields.approval,
                mode: fields.mode, order: fields.order, work: fields.work, offerHours: Whole(fields.offerHours),
                holdPending: fields.holdPending, countedRoles: fields.countedRoles.sorted { $0.rawValue < $1.rawValue },
                listShownTo: fields.listShownTo, placesShown: fields.placesShown,
                asked: fields.asked.sorted { $0.rawValue < $1.rawValue }, languages: fields.languages,
                needsErasedOn: fields.needsErasedOn)
            seed = rule.seed
            allocatedAt = rule.allocatedAt.map { Int($0) }
        }
    }

    /// Somebody who is entered or put in another's place.
    struct RegistrationInput: Codable, Sendable {
        let givenName: String?
        let familyName: String
        let email: String?
        let organisation: String?
        let sector: String?
        let country: String?
        let funding: RegistrationFunding?
        let mode: AttendanceMode?

        var fields: NominationFields {
            var fields = NominationFields()
            (fields.givenName, fields.familyName, fields.email) = (givenName ?? "", familyName, email)
            (fields.organisation, fields.sector, fields.country) = (organisation ?? "", sector, country)
            if let funding { fields.funding = funding.rawValue }
            if let mode { fields.mode = mode.rawValue }
            return fields
        }
    }

    struct RegistrationBody: Codable, Sendable {
        let id: Registration.ID
        let number: Int
        let givenName: String
        let familyName: String
        let email: String?
        let organisation: String
        let sector: String?
        let country: String?
        let region: Region.ID?
        let funding: RegistrationFunding
        let mode: AttendanceMode
        let channel: RegistrationChannel
        let nomination: Nomination.ID?
        /// The seat in the room.
        let participant: Participant.ID?
        let state: RegistrationRecord.State
        /// 0 protected, 1 on time, 2 late.
        let `class`: Int
        let rank: Int
        /// What decides between equal ranks, compared by its bytes.
        let tie: String
        /// Epoch milliseconds.
        let submittedAt: Int
        let stateSince: Int
        let offeredUntil: Int?
        let confirmedAt: Int?
        /// Since when it waits for an organiser's word, who took the seat back.
        let heldBackAt: Int?
        let reason: String
        /// What the person asks for that is not granted yet.
        let wish: RegistrationRecord.Wish?
        /// The quotas that are full, of who waits.
        let full: [String]
        /// 1 + those ahead who wait for the same full quota; of who waits.
        let place: Int?

        init(_ record: RegistrationRecord, _ rule: RegistrationRule, _ waiting: SeatStanding.Waiting?) {
            (id, number) = (record.id, record.number)
            (givenName, familyName, email) = (record.givenName, record.familyName, record.email)
            (organisation, sector, country) = (record.organisation, record.sector, record.country)
            (region, funding, mode) = (record.region, record.funding, record.mode)
            (channel, nomination) = (record.channel, record.nomination)
            participant = record.state == .complete ? record.participant : nil
            (state, `class`, rank, tie) = (record.state, record.class, record.rank, rule.tie(record))
            (submittedAt, stateSince) = (Int(record.submittedAt), Int(record.stateSince))
            offeredUntil = record.offeredUntil.map { Int($0) }
            confirmedAt = record.confirmedAt.map { Int($0) }
            heldBackAt = record.heldBackAt.map { Int($0) }
            (reason, wish) = (record.reason, record.wish)
            full = waiting?.full.map { $0.string() } ?? []
            place = waiting?.place
        }
    }

    struct ReasonInput: Codable, Sendable { let reason: String? }
    struct OfferInput: Codable, Sendable {
        let isAccepted: Bool
        /// How the person told it.
        let reason: String
    }

    struct PromotionBody: Codable, Sendable {
        /// How many have a seat now who waited.
        let seated: Int
    }

    struct ModeInput: Codable, Sendable { let mode: AttendanceMode }
    struct WishInput: Codable, Sendable { let isGranted: Bool }

    struct SubstituteInput: Codable, Sendable {
        let person: RegistrationInput
        /// Where a quota is full for who comes: whether they wait in the other's place, and the seat goes to who is next.
        let waitsIfFull: Bool?
    }

    static let routes: [APIRoute] = [
        .get(RegistrationPaths.apiRule, .organise, "Registration", "By what rule the event takes people.") {
            visit, event in
            RuleAnswer(try await visit.read { try RegistrationStore($0).requireRule(of: event) })
        },
        .send(
            .put, RegistrationPaths.apiRule, .organise, "Registration", "Sets registration up, or changes its rule."
        ) { (visit, input: RuleBody, event) in
            try await RegistrationOperations.keepRule(visit, event, input.fields)
            return RuleAnswer(try await visit.read { try RegistrationStore($0).requireRule(of: event) })
        },
        .get(
            RegistrationPaths.apiList, .facilitate, "Registration",
            "Everybody who registered or was named, with the reason where somebody waits.", query: Cursor.parameters
        ) { visit, event in
            let all = try await visit.read { try bodies(of: event, now: visit.now, $0) }
            return try Cursor(visit).page(of: all) { $0.id.description }
        },
        .send(
            .post, RegistrationPaths.apiList, .organise, "Registration", "Enters somebody who was invited in person.",
            success: .created
        ) { (visit, input: RegistrationInput, event) in
            let fields = input.fields.registration(region: nil)
            return try await body(visit, event, try await RegistrationOperations.enter(visit, event, fields))
        },
        .get(RegistrationPaths.apiPerson, .facilitate, "Registration", "One registration.") { visit, event, id in
            try await body(visit, event, id)
        },
        .act(.post, RegistrationPaths.apiApproval, .organise, "Registration", "Accepts somebody.") { visit, event, id in
            try await RegistrationOperations.approve(visit, event, id)
            return try await body(visit, event, id)
        },
        .act(
            .post, RegistrationPaths.apiReturn, .organise, "Registration",
            "Takes somebody in again who was not accepted or withdrew, at the end of the list."
        ) { visit, event, id in
            try await RegistrationOperations.comeBack(visit, event, id)
            return try await body(visit, event, id)
        },
        reasoned(RegistrationPaths.apiRejection, "Does not accept somebody.", RegistrationOperations.reject),
        reasoned(
            RegistrationPaths.apiWithdrawal, "Enters a withdrawal: a free seat goes to who is next and fits.",
            RegistrationOperations.withdraw),
        reasoned(
            RegistrationPaths.apiUnseating,
            "Takes a seat back, with a reason; the person waits at the end of the list.",
            RegistrationOperations.unseat),
        reasoned(
            RegistrationPaths.apiProtection,
            "Puts somebody before all others, with a reason, also where a quota is full.",
            RegistrationOperations.protect),
        .act(
            .post, RegistrationPaths.apiPromotions, .organise, "Registration",
            "Gives the free seats to who waits and fits, once nobody moves up by themselves any more."
        ) { visit, event in
            PromotionBody(seated: try await RegistrationOperations.seatWhoFits(visit, event))
        },
        .send(
            .post, RegistrationPaths.apiOffer, .organise, "Registration",
            "Answers an offer for somebody who told the organiser, with a reason."
        ) { (visit, input: OfferInput, event, id) in
            try await RegistrationOperations.answerOffer(
                visit, event, id, isAccepted: input.isAccepted, reason: input.reason)
            return try await body(visit, event, id)
        },
        .send(
            .post, RegistrationPaths.apiMode, .organise, "Registration", "Changes whether somebody comes or is online."
        ) { (visit, input: ModeInput, event, id) in
            try await RegistrationOperations.changeMode(visit, event, id, to: input.mode)
            return try await body(visit, event, id)
        },
        .send(
            .post, RegistrationPaths.apiWish, .organise, "Registration",
            "Answers what somebody asked for after the freeze."
        ) { (visit, input: WishInput, event, id) in
            try await RegistrationOperations.answerWish(visit, event, id, isGranted: input.isGranted)
            return try await body(visit, event, id)
        },
        .send(
            .post, RegistrationPaths.apiSubstitution, .organise, "Registration",
            "Puts somebody else in the place: the seat, the rank and the lot, in one step."
        ) { (visit, input: SubstituteInput, event, id) in
            let new = try await RegistrationOperations.putInPlace(
                visit, event, id, input.person.fields, waitsIfFull: input.waitsIfFull ?? false)
            return try await body(visit, event, new)
        },
    ]

    private static func reasoned(
        _ path: PathPattern<Event.ID, Registration.ID>, _ summary: String,
        _ act: @escaping @Sendable (Visit, Event.ID, Registration.ID, String) async throws -> Void
    ) -> APIRoute {
        .send(.post, path, .organise, "Registration", summary) { (visit, input: ReasonInput, event, id) in
            try await act(visit, event, id, input.reason ?? "")
            return try await body(visit, event, id)
        }
    }

    static func body(_ visit: Visit, _ event: Event.ID, _ id: Registration.ID) async throws -> RegistrationBody {
        try await visit.read { reading in
            let rule = try RegistrationStore(reading).requireRule(of: event)
            let record = try RegistrationStore(reading).registration(id, in: event)
            let waiting = try SeatStanding.waiting(in: event, rule, now: visit.now, reading)
            return RegistrationBody(record, rule, waiting[id])
        }
    }

    private static func bodies(of event: Event.ID, now: Int64, _ reading: any Reading) throws -> [RegistrationBody] {
        guard let rule = try RegistrationStore(reading).rule(of: event) else { return [] }
        let waiting = try SeatStanding.waiting(in: event, rule, now: now, reading)
        return try RegistrationStore(reading).registrations(of: event).map {
            RegistrationBody($0, rule, waiting[$0.id])
        }
    }
}

extension Numbers {
    enum OfferHours: NumberLimits { static let range = 0...720 }
}

// Enumerations of the bodies above, so that their values stand in the description.
extension RegistrationChannel: ChoiceType {}
extension AttendanceMode: ChoiceType {}
extension RegistrationFunding: ChoiceType {}
extension RegistrationRule.Approval: ChoiceType {}
extension RegistrationRule.Mode: ChoiceType {}
extension RegistrationRule.Order: ChoiceType {}
extension RegistrationRule.Work: ChoiceType {}
extension RegistrationRule.ListAudience: ChoiceType {}
extension RegistrationRule.AskedField: ChoiceType {}
extension RegistrationRecord.State: ChoiceType {}
extension RegistrationRecord.Wish: ChoiceType {}
