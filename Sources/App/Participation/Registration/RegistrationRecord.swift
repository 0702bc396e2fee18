import Domain
import Storage
import Web

/// In whose name somebody nominates, or is asked.
struct Behalf: Sendable, Hashable {
    enum Kind: String, Sendable, CaseIterable, Codable, SQLBindable, SQLDecodable {
        case country, city, organisation
        case workingGroup = "working-group"
        case person
    }

    let kind: Kind
    /// A country's code, else an id; of cities and groups that were asked before they were chosen from a list, a name.
    let code: String

    static func country(_ code: String) -> Behalf { Behalf(kind: .country, code: code) }
    /// Who comes by themselves.
    static func person(_ id: String) -> Behalf { Behalf(kind: .person, code: id) }

    var country: String? { kind == .country ? code : nil }
}

extension Behalf: PathParameter {
    /// `country:KZ`
    init?(_ text: String) {
        guard let mark = text.firstIndex(of: ":"), let kind = Kind(rawValue: String(text[..<mark])) else { return nil }
        self.init(kind: kind, code: String(text[text.index(after: mark)...]))
    }

    var description: String { "\(kind.rawValue):\(code)" }
}

extension Behalf {
    /// Why nobody nominates in this name: it stands in no directory.
    func fault(countries: Set<String>, _ reading: any Reading) throws -> Message? {
        switch kind {
        case .country: return countries.contains(code) ? nil : L("There is no country with this code.")
        case .organisation:
            let name = try Organisation.ID(code).flatMap { try PersonStore(reading).organisationName($0) }
            return name == nil ? L("There is no such organisation.") : nil
        case .city:
            if let id = City.ID(code) { return try CityStore(reading).has(id) ? nil : L("There is no such city.") }
            return FieldCheck.line(code).isEmpty || code.count > 100 ? L("This field is required.") : nil
        case .workingGroup:
            if let id = WorkingGroup.ID(code) {
                return try WorkingGroupStore(reading).groups([id]).isEmpty ? L("There is no such working group.") : nil
            }
            return FieldCheck.line(code).isEmpty || code.count > 100 ? L("This field is required.") : nil
        case .person: return L("Choose one from the list.")
        }
    }
}

/// By what right somebody acts on a registration or a nomination: the operations that take it ask no more whether they may, since whoever calls
/// them has looked.
enum RegistrationRight: Sendable, Hashable {
    /// Runs the event: may do it also late, closed and frozen.
    case organiser
    /// Speaks for somebody under a mandate.
    case mandate(Mandate.ID)
    /// Whose it is.
    case own
    /// The program: a clock, an import of an organiser's file.
    case server

    var mandate: Mandate.ID? { if case .mandate(let id) = self { id } else { nil } }
    var isBoundByDates: Bool { self != .organiser && self != .server }

    /// In the journal's facts.
    var word: String {
        switch self {
        case .organiser: "organiser"
        case .mandate: "mandate"
        case .own: "own"
        case .server: "server"
        }
    }
}

/// Somebody who is to come to an event, as stored; before that, who wants a seat. The seat in the room is a ``ParticipantRecord``.
struct RegistrationRecord: Sendable, Hashable {
    enum State: String, Sendable, CaseIterable, Codable, SQLBindable, SQLDecodable {
        case pending, complete, waitlisted, rejected, withdrawn

        /// Neither rejected nor withdrawn.
        var isActive: Bool { self != .rejected && self != .withdrawn }
    }

    enum Wish: String, Sendable, CaseIterable, Codable {
        case withdrawal
        case inPerson = "in-person"
        case online

        var mode: AttendanceMode? {
            switch self {
            case .withdrawal: nil
            case .inPerson: .inPerson
            case .online: .online
            }
        }
    }

    let id: Registration.ID
    let event: Event.ID
    /// In its event, from 1.
    let number: Int
    var person: Person.ID?
    var account: Account.ID?
    var channel: RegistrationChannel
    var nomination: Nomination.ID?
    var givenName: String
    var familyName: String
    /// In lower case.
    var email: String?
    var country: String?
    var region: App.Region.ID?
    var sector: String?
    var organisation: String
    var city: String
    var workingGroup: String
    var mode: AttendanceMode
    var funding: RegistrationFunding
    var role: Role
    var language: Language?
    var state: State
    /// 0 protected, 1 on time, 2 late.
    var `class`: Int
    var rank: Int
    /// Hex; empty until the lot is drawn.
    var lot: String
    var submittedAt: Int64
    var stateSince: Int64
    /// Of an offer that waits for an answer.
    var offeredUntil: Int64?
    /// Offers that lapsed.
    var passed: Int
    /// Since when it stands at the end of its class.
    var movedBackAt: Int64?
    var approvedAt: Int64?
    /// Since when it waits for the organiser's word, who took the seat back: it does not move up by itself.
    var heldBackAt: Int64?
    /// By the person.
    var confirmedAt: Int64?
    var listConsent: Bool
    var reason: String
    /// What the person asks for, after the freeze or where there is no room; nothing where nothing is open.
    var wish: Wish?
    var wishAt: Int64?
    var tokenGeneration: Int
    var participant: Participant.ID?
    var createdAt: Int64

    init(_ row: Row) throws {
        id = try row.get("id")
        event = try row.get("event_id")
        number = try row.get("number")
        person = try row.get("person_id")
        account = try row.get("account_id")
        channel = try row.get("channel")
        nomination = try row.get("nomination_id")
        givenName = try row.get("given_name")
        familyName = try row.get("family_name")
        email = try row.get("email")
        country = try row.get("country")
        region = try row.get("region_id")
        sector = try row.get("sector")
        organisation = try row.get("organisation")
        city = try row.get("city")
        workingGroup = try row.get("working_group")
        mode = try row.get("mode")
        funding = try row.get("funding")
        role = try row.get("role")
        language = try row.get("language")
        state = try row.get("state")
        `class` = try row.get("class")
        rank = try row.get("rank")
        lot = try row.get("lot")
        submittedAt = try row.get("submitted_at")
        stateSince = try row.get("state_since")
        offeredUntil = try row.get("offered_until")
        passed = try row.get("passed")
        movedBackAt = try row.get("moved_back_at")
        approvedAt = try row.get("approved_at")
        heldBackAt = try row.get("held_back_at")
        confirmedAt = try row.get("confirmed_at")
        listConsent = try row.get("list_consent")
        reason = try row.get("reason")
        wish = Wish(rawValue: try row.get("wish"))
        wishAt = try row.get("wish_at")
        tokenGeneration = try row.get("token_generation")
        participant = try row.get("participant_id")
        createdAt = try row.get("created_at")
    }

    /// A new one, which nothing has decided about yet.
    init(_ id: Registration.ID, in event: Event.ID, number: Int, _ fields: RegistrationFields, now: Int64) {
        self.id = id
        self.event = event
        self.number = number
        channel = .open
        (givenName, familyName, email) = (fields.givenName, fields.familyName, fields.email)
        (country, sector, organisation, city) = (fields.country, fields.sector, fields.organisation, fields.city)
        (region, workingGroup, mode, funding) = (fields.region, fields.workingGroup, fields.mode, fields.funding)
        (role, language, listConsent) = (fields.role, fields.language, fields.listConsent)
        (state, `class`, rank, lot, passed) = (.pending, 1, 1, "", 0)
        (submittedAt, stateSince, createdAt) = (now, now, now)
        (reason, tokenGeneration) = ("", 1)
    }

    var name: String { givenName.isEmpty ? familyName : "\(givenName) \(familyName)" }
    var isLate: Bool { `class` >= 2 }
    var isActive: Bool { state.isActive }
    /// An offer, which holds a seat until it is answered or lapses.
    var isOffered: Bool { state == .waitlisted && offeredUntil != nil }
    /// Whether it waits for a seat: to move up, or where the seat was taken back, for an organiser's word.
    var isWaiting: Bool { state == .waitlisted && offeredUntil == nil }

    /// Whether it counts in quotas at all.
    func isCounted(_ rule: RegistrationRule) -> Bool { rule.countedRoles.contains(role) }

    /// Whether it takes a seat of each of its quotas: it is seated, offered one, or waits for approval where that holds one.
    func holdsSeat(_ rule: RegistrationRule) -> Bool {
        state == .complete || isOffered || state == .pending && holdsPending(rule)
    }

    /// Whether it waits for nothing but the organiser's word, in an event that keeps a seat for it.
    private func holdsPending(_ rule: RegistrationRule) -> Bool {
        rule.holdPending && rule.seatsAtOnce && rule.approval == .organiser && !awaitsPerson
    }

    /// Somebody typed an address on the open form, and nobody has shown that it is theirs; or somebody was invited and has not answered.
    var awaitsPerson: Bool {
        confirmedAt == nil && (channel == .invitation || channel == .open && account == nil)
    }
}

/// What is told of somebody who registers, or is registered.
struct RegistrationFields: Sendable, Hashable {
    var givenName = ""
    var familyName = ""
    var email: String?
    var country: String?
    var region: App.Region.ID?
    var sector: String?
    var organisation = ""
    var city = ""
    var workingGroup = ""
    var mode = AttendanceMode.inPerson
    var funding = RegistrationFunding.funded
    var role = Role.participant
    var language: Language?
    /// May stand on the list that the rule shows.
    var listConsent = false

    var cleaned: Cleaned<RegistrationFields> {
        Cleaned(self) { fields, check in
            fields.givenName = check.line("given-name", fields.givenName, limit: 100)
            fields.familyName = check.line("family-name", fields.familyName, limit: 100, isRequired: true)
            fields.email = check.email("email", fields.email ?? "")
            fields.country = fields.country.flatMap { $0.isEmpty ? nil : $0.uppercased() }
            fields.sector = fields.sector.flatMap { $0.isEmpty ? nil : $0 }
            fields.organisation = check.line("organisation", fields.organisation, limit: 200)
            fields.city = check.line("city", fields.city, limit: 100)
            fields.workingGroup = check.line("working-group", fields.workingGroup, limit: 100)
        }
    }
}

extension Cleaned<RegistrationFields> {
    func checked(_ desk: RegistrationDesk) throws -> RegistrationFields {
        let rule = desk.rule
        return try checked { fields, check in
            check.country(fields.country, of: desk.countries)
            check.sector(fields.sector, of: desk.sectors)
            if !rule.offers(fields.mode) { check.fail("mode", L("The event is not held in this way.")) }
            if fields.role.runsTheRoom {
                check.fail("role", L("Who runs the room is invited by e-mail, under People."))
            }
        }
    }
}

extension RegistrationRule {
    func offers(_ mode: AttendanceMode) -> Bool {
        switch self.mode {
        case .hybrid: true
        case .inPerson: mode == .inPerson
        case .online: mode == .online
        }
    }

    /// What is chosen where nobody says it.
    var usualMode: AttendanceMode { mode == .online ? .online : .inPerson }
}
