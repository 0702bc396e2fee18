import Domain
import Storage
import Web

/// What somebody with a seat finds on their own page: the agenda as it was released, the materials that they may read, and how their journey, their
/// costs and their certificate stand.
struct MyEventReading: Sendable {
    /// As somebody in the event; the link says who it is, as an account does.
    let membership: Membership
    let release: AgendaReleaseRecord?
    let materials: [MaterialRecord]
    let journey: JourneyRecord?
    let claims: [ClaimRecord]
    let certificate: CertificateRecord?
    /// They are asked what they say of the event, and have not answered.
    let isAskedForFeedback: Bool
    /// There is a link to a meeting, of the event or of a part of its agenda.
    let isOnline: Bool

    /// Nothing for who has no seat.
    init?(_ registration: RegistrationRecord, of event: EventRecord, now: Int64, _ reading: any Reading) throws {
        guard let membership = try Self.membership(registration, reading) else { return nil }
        self.membership = membership
        release = try AgendaStore(reading).last(of: event.id)
        materials = try MaterialStore(reading).materials(of: [event.id]).filter {
            MaterialReading.sees($0, of: event.marking, membership, now: now)
        }
        journey = try JourneyStore(reading).journey(registration.id)
        claims = try MoneyStore(reading).claims(of: registration.id)
        certificate = try CertificateStore(reading).certificates(of: event.id).last {
            $0.participant == registration.participant && $0.revokedAt == nil
        }
        let (feedback, seat) = (FeedbackStore(reading), membership.seats.first)
        isAskedForFeedback =
            try feedback.feedback(of: event.id)?.state == .open
            && !(seat.map { try feedback.hasAnswered($0, in: event.id) } ?? true)
        isOnline = try OnlineDoor(event, reading).parts.contains { !$0.link.isEmpty }
    }

    /// Has been there.
    var hasCome: Bool { certificate != nil || membership.places.contains(where: \.hasCome) }

    static func membership(_ registration: RegistrationRecord, _ reading: any Reading) throws -> Membership? {
        guard registration.state == .complete, let id = registration.participant else { return nil }
        let seat = try EventStore(reading).participant(id)
        guard seat.state != .removed else { return nil }
        return Membership(
            .guest, in: registration.event,
            places: [
                Membership.Place(
                    seat: seat.id, role: seat.role, country: seat.country, sector: seat.sector,
                    isApproved: seat.state != .waiting, hasCome: seat.state == .present,
                    isKnown: seat.unverifiedAt == nil, isOfAccount: true)
            ])
    }
}

/// Where one's own page leads inside of the event.
enum RoomPlace: String, Sendable {
    case room, online, feedback

    /// Behind the door.
    func path(of event: EventRecord) -> String {
        switch self {
        case .room: Paths.room(event.code)
        case .online: OnlinePaths.room(event.code)
        case .feedback: FeedbackPaths.own(event.code)
        }
    }
}

extension MyEventOperations {
    /// From one's own page into the room: by the link of the seat, which is made where there is none; with an account by signing in.
    static func wayIn(_ visit: Visit, _ key: Key, to place: RoomPlace) async throws -> String {
        try await count(visit, key)
        return try await visit.database.write { tx in
            let own = try registration(key, visit.visitor, tx)
            let event = try EventStore(tx).event(own.event)
            guard let seat = try MyEventReading.membership(own, tx)?.seats.first else { throw Refusal.noSeatYet }
            if visit.visitor.seat?.id == seat { return place.path(of: event) }
            if try EventStore(tx).participant(seat).account != nil {
                return
                    "/sign-in?back=\(PercentCoding.encode(place == .room ? Paths.event(event.id) : place.path(of: event)))"
            }
            // Whoever holds this link, such as who handed it over, must not see by it how somebody votes.
            guard try !JoiningStore(tx).hasOpenBallot(seat) else { throw Refusal.votesElsewhere }
            let work = Work(tx, visit.environment, actor: nil)
            let token = try JoiningOperations.issueLinkIn(work, event.id, seat)
            return JoiningPaths.link(token) + (place == .room ? "" : JoiningPaths.onward(place.rawValue))
        }
    }

    /// The file of a material, to who may have it: by the same rule as in the event.
    static func material(_ visit: Visit, _ key: Key, _ id: Material.ID) async throws -> Answer {
        try await count(visit, key)
        let (event, membership) = try await visit.read { reading in
            let own = try registration(key, visit.visitor, reading)
            guard let membership = try MyEventReading.membership(own, reading) else { throw Refusal.notFound }
            return (own.event, membership)
        }
        return try await MaterialOperations.fetch(visit, event, id, as: membership)
    }

    static func certificate(_ visit: Visit, _ key: Key) async throws -> Answer {
        try await count(visit, key)
        let document = try await visit.read { reading in
            let own = try registration(key, visit.visitor, reading)
            let event = try EventStore(reading).event(own.event)
            guard
                let certificate = try MyEventReading(own, of: event, now: visit.now, reading)?.certificate
            else { throw Refusal.notFound }
            return try CertificatePaper.document(certificate, baseURL: visit.settings.baseURL, reading)
        }
        return .download(try await document.file(.pdf), type: Document.Format.pdf.mediaType, name: "certificate.pdf")
    }

    /// The agenda as it was released last, to who has a seat.
    static func agenda(_ visit: Visit, _ key: Key, _ own: OwnJourney) async throws -> Answer {
        try await count(visit, key)
        return try await visit.read { reading in
            let record = try registration(key, visit.visitor, reading)
            let event = try EventStore(reading).event(record.event)
            let mine = try MyEventReading(record, of: event, now: visit.now, reading)
            return OwnAgendaPage(
                visit: visit, own: own, event: event, mine: mine, names: try AgendaStore(reading).names(of: event.id),
                chosen: try AgendaStore(reading).chosen(by: mine?.membership.seats ?? [])
            ).answer
        }
    }
}
