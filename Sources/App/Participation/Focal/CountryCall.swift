import Domain
import Storage
import Web

/// An event to which a country, a city, an organisation or a working group was asked, as who names people for it sees it: their own, and of the
/// others nothing.
struct CountryCall: Sendable {
    /// Somebody whom they named.
    struct Nominee: Sendable {
        let nomination: NominationRecord
        /// Nothing for a draft.
        let registration: RegistrationRecord?
        /// Where the person waits for a seat: what has no room, and how many are ahead.
        let waiting: SeatStanding.Waiting?

        var id: Nomination.ID { nomination.id }
        var hasSeat: Bool { registration?.state == .complete }
        var isWaiting: Bool { registration?.isWaiting ?? false }
    }

    let behalf: Behalf
    let event: EventRecord
    let mandate: ActiveMandate
    /// Nothing where nobody has set the registration up.
    let rule: RegistrationRule?
    let invitation: InvitationRecord?
    /// Drafts and submitted ones, in their order.
    let people: [Nominee]
    /// Those who were replaced or withdrawn.
    let past: [Nominee]
    /// How the seats stand; nothing where it was not asked.
    let standing: SeatStanding?
    /// How many of the country may sit, where a quota says it.
    let limit: Int?
    /// Where questions go, where the organiser has said it.
    let contact: String?

    /// - Parameter isBrief: without how the seats stand, and why somebody waits.
    /// - Throws: ``Refusal/notFound`` for an event that does not concern the country, or is of a programme in which the visitor does not
    ///   speak for it.
    init(
        _ behalf: Behalf, _ id: Event.ID, _ visitor: Visitor, now: Int64, isBrief: Bool = false,
        _ reading: any Reading
    ) throws {
        let event = try EventStore(reading).event(id)
        guard let mandate = visitor.mandate(for: behalf, in: event.programme) else { throw Refusal.notFound }
        let nominations = try NominationStore(reading).nominations(of: id, behalf: behalf)
        let asked = try InvitationStore(reading).invitation(to: behalf, in: id)
        guard asked?.sentAt != nil || !nominations.isEmpty else { throw Refusal.notFound }
        let rule = try RegistrationStore(reading).rule(of: id)
        var standing: SeatStanding?
        if let rule, !isBrief { standing = try SeatStanding(event, rule, hidesOthers: true, now: now, reading) }
        let waiting = standing?.waiting ?? [:]
        let registered = try RegistrationStore(reading).registrations(namedBy: behalf, in: id)
        let nominees = nominations.map { nomination in
            let registration = registered[nomination.id]
            return Nominee(
                nomination: nomination, registration: registration,
                waiting: registration.flatMap { waiting[$0.id] })
        }
        self.standing = standing
        limit = try isBrief ? nil : behalf.country.flatMap { try CountryLimit.seats(of: $0, in: id, reading) }
        contact = try isBrief ? nil : PostStore(reading).setting(of: id).replyTo
        (self.behalf, self.event, self.mandate, self.rule) = (behalf, event, mandate, rule)
        invitation = asked
        people = nominees.filter(\.nomination.isOpen)
        past = nominees.filter { !$0.nomination.isOpen }
    }

    /// All that concern one of them, those that are due first; what is over comes last.
    static func all(
        _ behalf: Behalf, _ visitor: Visitor, now: Int64, isBrief: Bool = false, _ reading: any Reading
    ) throws -> [CountryCall] {
        let events = try EventStore(reading).events(FocalStore(reading).events(of: behalf))
        return try events.filter { visitor.mandate(for: behalf, in: $0.programme) != nil }
            .map { try CountryCall(behalf, $0.id, visitor, now: now, isBrief: isBrief, reading) }
            .sorted {
                ($0.due ?? .max, $0.event.startsOn, $0.event.title) < (
                    $1.due ?? .max, $1.event.startsOn, $1.event.title
                )
            }
    }

    // MARK: What follows from it

    var country: String? { behalf.country }
    /// As its addresses name it.
    var segment: String { behalf.segment }

    func name(_ names: MandateNames) -> Message { behalf.holder.map(names.name) ?? .verbatim(behalf.code) }

    /// Until when nominations are equal in time; else until when they are taken at all.
    var due: Int64? { rule?.nominationsClose?.at ?? invitation?.answerBy?.at ?? rule?.closes?.at }

    var drafts: [Nominee] { people.filter { $0.nomination.state == .draft } }
    var seated: Int { people.filter(\.hasSeat).count }
    var waiting: Int { people.filter(\.isWaiting).count }

    /// As many are named as may sit.
    var isFull: Bool { limit.map { people.count >= $0 } ?? false }

    func isOver(on day: String) -> Bool { event.endsOn < day }

    /// Whether they may still name people.
    func isOpen(at now: Int64) -> Bool {
        guard let rule, mandate.mayAct, invitation?.sentAt != nil else { return false }
        return rule.channels.contains(.nomination) && rule.isOpen(at: now)
    }

    /// Quotas of which a country may know.
    var strips: CallStrips? {
        let own = people.flatMap { one in
            [one.registration?.organisation, one.registration?.city, one.registration?.workingGroup].compactMap { $0 }
        }
        return standing.flatMap { standing in country.map { CallStrips(standing, of: $0, own: Set(own)) } }
    }

    func isFrozen(at now: Int64) -> Bool { rule?.isFrozen(at: now, in: event) ?? false }

    /// Somebody waits before one of their own who has a seat: changing the order would not help, but another sector or person may.
    var isPassedOver: Nominee? {
        guard let last = people.lastIndex(where: \.hasSeat) else { return nil }
        return people[..<last].first(where: \.isWaiting)
    }

    /// What waits for the focal point here.
    func tasks(at now: Int64) -> [CountryTask] {
        guard isOpen(at: now) else { return [] }
        let path = Paths.call(segment, event.id)
        var tasks: [CountryTask] = []
        if people.isEmpty, invitation?.state != .declined {
            tasks.append(
                CountryTask(
                    id: "nominate-\(event.id)-\(segment)", what: L("Nominate people, or say that nobody comes"),
                    place: event.title, path: path, due: due, zone: event.timeZone, marking: event.marking))
        }
        if !drafts.isEmpty {
            let count = drafts.count
            tasks.append(
                CountryTask(
                    id: "drafts-\(event.id)-\(segment)",
                    what: L(
                        count, one: "Send the nomination that is a draft",
                        other: "Send the \(count) nominations that are drafts"),
                    place: event.title, path: path, due: due, zone: event.timeZone, marking: event.marking))
        }
        return tasks
    }
}

/// Something that waits for whoever names people for a country, or for somebody else.
struct CountryTask: Sendable {
    let id: String
    let what: Message
    let place: String
    let path: String
    var due: Int64?
    var zone: String?
    /// Of the event.
    var marking: String?

    func today(why: Message) -> TodayTask {
        TodayTask(
            id: id, kind: "seats", what: what, place: place, why: why, path: path, due: due, zone: zone,
            marking: marking)
    }

    static let reviewDays = 30

    /// A mandate that somebody should confirm soon.
    struct Review: Sendable {
        let mandate: MandateRecord
        let isOverdue: Bool
    }

    static func reviews(_ holder: MandateHolder, _ visitor: Visitor, now: Int64, _ reading: any Reading) throws
        -> [Review]
    {
        let today = CalendarDate.today(now)
        let soon = CalendarDate.today(EpochTime.bounded(now + Int64(reviewDays) * EpochTime.day))
        let held = visitor.mandates.filter {
            $0.holder == holder && $0.mayAct && ($0.role.nominates || $0.role.headsRegion)
        }
        return try held.map { try MandateStore(reading).mandate($0.id) }.compactMap { mandate in
            guard let by = mandate.reviewBy, by <= soon else { return nil }
            return Review(mandate: mandate, isOverdue: by <= today)
        }
    }
}
