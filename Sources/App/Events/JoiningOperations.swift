import Domain
import Storage
import Web

/// What somebody tells of themselves at the door.
struct Arrival: Sendable {
    var name: String
    var organisation: String
    var country: String?
    var sector: String?
    var language: Language?
    /// Of their invitation, if they say so.
    var email: String?
    /// Whether the invitation that waits for this name is theirs; nothing before they were asked.
    var isInvited: Bool?

    /// - Throws: ``Refusal`` with errors at the fields.
    func checked(_ names: DirectoryNames) throws -> Arrival {
        var check = FieldCheck()
        var clean = self
        clean.name = check.line("name", name, limit: 100, isRequired: true)
        clean.organisation = check.line("organisation", organisation, limit: 150)
        clean.email = email.flatMap { check.email("email", String($0.prefix(254))) }
        if names.country(country) == nil { check.fail("country", L("Choose your country.")) }
        if names.sector(sector) == nil { check.fail("sector", L("Choose your sector.")) }
        try check.finish()
        return clean
    }
}

/// A seat that a browser has taken: the secret goes into a cookie, only its digest is stored.
struct NewSeat: Sendable {
    private let token: String
    private let agent: String
    private let former: String?
    private let isSecure: Bool

    init(_ visit: Visit) {
        token = Secret.token(random: visit.environment.random)
        agent = String(FieldCheck.line(visit.inbound.headers[.userAgent] ?? "").prefix(120))
        former = visit.cookie(Sessions.seatCookie).map(Secret.digest)
        isSecure = visit.settings.isSecure
    }

    func insert(_ work: Work, _ participant: Participant.ID) throws {
        let writing = AccountWriting(work.tx)
        if let former { try writing.deleteSession(former) }
        try writing.insertSession(
            Secret.digest(token), account: nil, participant: participant, agent: agent, now: work.now,
            lifetime: Sessions.seatLifetime)
    }

    var cookie: Cookie { Sessions.cookie(Sessions.seatCookie, token, isSecure: isSecure) }
}

/// Coming into an event's room: by personal link, or by code and approval.
enum JoiningOperations {
    /// At most so many may wait at a door, so that nobody can fill the facilitator's list.
    static let mostWaiting = 300

    /// Whose link this is, for a page that only looks.
    static func linked(_ visit: Visit, link token: String) async throws -> LinkedSeat {
        let digest = Secret.digest(token)
        return try await visit.triedLink {
            guard let found = try await visit.read({ try JoiningStore($0).seat(link: digest) }) else {
                throw Refusal.linkEnded
            }
            return found
        }
    }

    /// Opens the room to whoever holds a personal link.
    /// - Returns: the seat, and the event's code.
    static func enter(_ visit: Visit, link token: String) async throws -> (NewSeat, code: String) {
        let (seat, digest) = (NewSeat(visit), Secret.digest(token))
        let (found, code) = try await visit.triedLink {
            try await visit.database.write { tx in
                guard let found = try JoiningStore(tx).seat(link: digest) else { throw Refusal.linkEnded }
                let work = Work(tx, visit.environment, actor: "participant:\(found.id)")
                let known = try EventStore(tx).participant(found.id)
                if known.unverifiedAt != nil, known.person != nil {
                    // Somebody came with the address of the invitation alone; the link is the better proof.
                    try AccountWriting(tx).deleteSessions(of: found.id)
                    try SpeakerStore.verify(found.id, tx)
                    try work.record(.event(found.event), "participant:\(found.id)", "participant.verification")
                }
                try seat.insert(work, found.id)
                if found.state != .present {
                    try Presence.arrive(found.id, now: work.now, tx)
                    try work.record(
                        .event(found.event), "participant:\(found.id)", "participant.arrival", ["by": "link"])
                }
                return (found.id, found.code)
            }
        }
        visit.tellOperator("Seat taken", "link", about: "participant:\(found)")
        return (seat, code)
    }

    /// The event behind a code as people type it: case, spaces and hyphens do not matter, and O is read as 0, I and L as 1.
    static func event(_ visit: Visit, code: String) async throws -> EventRecord? {
        let (limit, address) = (visit.services.limits.join, visit.inbound.address)
        try limit.require(address, now: visit.now)
        let typed = String(code.prefix(40)).uppercased().filter { $0.isLetter || $0.isNumber }
        let read = String(typed.map { ["O": "0", "I": "1", "L": "1"][$0] ?? $0 })
        guard !typed.isEmpty, typed.utf8.count <= 12 else { return nil }
        let event = try await visit.read { reading in
            try EventStore(reading).event(code: typed) ?? EventStore(reading).event(code: read)
        }
        // Only a code that leads nowhere is a try: a whole room may stand behind one address.
        if event == nil { limit.count(address, now: visit.now) }
        return event
    }

    /// What became of somebody who came by the code.
    enum Outcome: Sendable {
        case seat(NewSeat)
        /// An invitation fits what they typed: they are asked first whether it is theirs.
        case asked(Arrival, byEmail: Bool)
    }

    /// Asks to be let in. Who fits an invited person that has not come is asked whether that is them, and then takes that seat: at once
    /// with the e-mail address of the invitation, else when the facilitator lets them in on it.
    static func arrive(_ visit: Visit, code: String, _ arrival: Arrival) async throws -> Outcome {
        try visit.services.limits.join.check(visit.inbound.address, now: visit.now)
        let language = visit.language
        let (event, clean, fitting) = try await visit.read { reading in
            guard let event = try EventStore(reading).event(code: code) else { throw Refusal.notFound }
            guard event.door == .approval else { throw Refusal.doorClosed }
            let clean = try arrival.checked(DirectoryNames(reading, language: language))
            let fitting =
                clean.isInvited == false ? nil : try OpenInvitation.fitting(clean, in: event.id, reading)
            return (event, clean, fitting)
        }
        guard let fitting else { return .seat(try await knock(visit, event.id, clean, claimed: nil)) }
        guard clean.isInvited == true else { return .asked(clean, byEmail: fitting.byEmail) }
        // More than a participant's rights are not had for an address that others may know.
        guard let email = clean.email, [.participant, .observer].contains(fitting.invitation.role) else {
            return .seat(try await knock(visit, event.id, clean, claimed: fitting.invitation.seat))
        }
        try visit.services.limits.invitation.check(fitting.invitation.seat.description, now: visit.now)
        guard fitting.invitation.address == email else {
            throw Refusal.invalid([
                "email": L(
                    "The invitation went to another address. Leave this empty, and the facilitator lets you in.")
            ])
        }
        return .seat(try await accept(visit, event.id, fitting.invitation.seat))
    }

    /// Waits at the door.
    private static func knock(_ visit: Visit, _ event: Event.ID, _ arrival: Arrival, claimed: Participant.ID?)
        async throws -> NewSeat
    {
        let seat = NewSeat(visit)
        return try await visit.database.write { tx in
            guard try EventStore(tx).event(event).door == .approval else { throw Refusal.doorClosed }
            let store = JoiningStore(tx)
            guard try store.waiting(for: event).count < mostWaiting else { throw Refusal.doorFull }
            let id = visit.environment.id(Participant.ID.self)
            let work = Work(tx, visit.environment, actor: "participant:\(id)")
            try store.insert(id, in: event, arrival, claimed: claimed, now: work.now, tx)
            try seat.insert(work, id)
            try work.record(.event(event), "participant:\(id)", "participant.arrival", ["by": "code"])
            return seat
        }
    }

    /// Takes the seat of an invitation, by its e-mail address.
    private static func accept(_ visit: Visit, _ event: Event.ID, _ invited: Participant.ID) async throws -> NewSeat {
        let seat = NewSeat(visit)
        try await visit.database.write { tx in
            guard try EventStore(tx).event(event).door == .approval else { throw Refusal.doorClosed }
            guard try EventStore(tx).participant(invited).state == .invited else { throw Refusal.invitationTaken }
            let work = Work(tx, visit.environment, actor: "participant:\(invited)")
            try seat.insert(work, invited)
            try Presence.arrive(invited, now: work.now, tx)
            try JoiningStore(tx).setUnverified(invited, now: work.now, tx)
            try work.record(.event(event), "participant:\(invited)", "participant.arrival", ["by": "e-mail"])
        }
        visit.tellOperator("Seat taken", "e-mail", about: "participant:\(invited)")
        return seat
    }

    /// Lets somebody in who waits at the door.
    /// - Parameter claimed: on the seat of the invited person that they say they are; nothing for a seat of their own.
    static func approve(
        _ visit: Visit, _ event: Event.ID, _ participant: Participant.ID, on claimed: Participant.ID? = nil
    ) async throws {
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            let waiting = try seat(participant, of: event, tx)
            guard waiting.state == .waiting else { return }
            guard let claimed else { return try approveIn(Work(tx, visit), event, participant) }
            guard waiting.claimedSeat == claimed else { throw Refusal.notFound }
            try approveIn(Work(tx, visit), event, participant, on: claimed)
        }
    }

    /// Who waits takes the seat that they were invited to. A seat that somebody took meanwhile is never handed out this way.
    private static func approveIn(
        _ work: Work, _ event: Event.ID, _ waiting: Participant.ID, on claimed: Participant.ID
    ) throws {
        let store = JoiningStore(work.tx)
        guard try EventStore(work.tx).participant(claimed).state == .invited else { throw Refusal.invitationTaken }
        try store.move(waiting, to: claimed, work.tx)
        try Presence.arrive(claimed, now: work.now, work.tx)
        try work.record(
            .event(event), "participant:\(waiting)", "participant.approval", ["into": .text(claimed.description)])
    }

    /// Lets everybody in who waits now, but those who say that they are somebody invited: each of them is looked at. - Returns: how many.
    @discardableResult
    static func approveAll(_ visit: Visit, _ event: Event.ID) async throws -> Int {
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            let waiting = try JoiningStore(tx).waiting(for: event).filter { $0.claimedSeat == nil }
            for person in waiting { try approveIn(Work(tx, visit), event, person.id) }
            return waiting.count
        }
    }

    private static func approveIn(_ work: Work, _ event: Event.ID, _ participant: Participant.ID) throws {
        try Presence.arrive(participant, now: work.now, work.tx)
        try work.record(.event(event), "participant:\(participant)", "participant.approval")
    }

    /// Does not let somebody in who waits at the door.
    static func decline(_ visit: Visit, _ event: Event.ID, _ participant: Participant.ID) async throws {
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            guard try seat(participant, of: event, tx).state == .waiting else { return }
            try JoiningStore(tx).setRemoved(participant, tx)
            try Work(tx, visit).record(.event(event), "participant:\(participant)", "participant.refusal")
        }
    }

    /// Gives the seat of this browser up; the personal link still works.
    static func leave(_ visit: Visit) async throws {
        guard let digest = visit.cookie(Sessions.seatCookie).map(Secret.digest) else { return }
        try await visit.database.write { try AccountWriting($0).deleteSession(digest) }
        visit.tellOperator("Seat given up", "departure")
    }

    static func seat(_ id: Participant.ID, of event: Event.ID, _ reading: any Reading) throws
        -> ParticipantRecord
    {
        guard try JoiningStore(reading).event(of: id) == event else { throw Refusal.notFound }
        let seat = try EventStore(reading).participant(id)
        guard seat.state != .removed else { throw Refusal.notFound }
        return seat
    }
}

extension Visit {
    /// Opens a link or the code of a card: counted as a try only where it leads nowhere, since a whole room may stand behind one address.
    func triedLink<Value: Sendable>(_ body: () async throws -> Value) async throws -> Value {
        try await services.limits.links.tried(
            inbound.address, now: now, failingAs: [.linkEnded, .notFound], body)
    }
}
