import Domain
import Web

/// One person, one seat: two seats of one person are joined, and parted again.
///
/// Likely doubles and what was joined stand on the event's *People* (``SeatDoublesSection``); which columns move is told in
/// ``SeatColumn``, how, in ``SeatJoiningStore``.
enum SeatJoiningRoutes {
    static let all: [Route] = [
        .post(Paths.seatJoinings, .facilitate) { visit, event in
            let form = try visit.inbound.form()
            guard let kept = Participant.ID(form.text("kept")), let joined = Participant.ID(form.text("joined"))
            else { throw Refusal.invalid(["joined": L("Choose two different seats.")]) }
            _ = try await SeatJoiningOperations.join(visit, event, kept: kept, joined: joined)
            return .redirect(to: Done.joined.at(Paths.eventPeople(event)))
        },
        .post(Paths.seatDistinctions, .facilitate) { visit, event in
            let form = try visit.inbound.form()
            guard let first = Participant.ID(form.text("first")), let second = Participant.ID(form.text("second"))
            else { throw Refusal.invalid(["second": L("Choose two different seats.")]) }
            try await SeatJoiningOperations.keepApart(visit, event, first, second)
            return .redirect(to: Done.toldApart.at(Paths.eventPeople(event)))
        },
        .post(Paths.seatJoiningReversal, .facilitate) { visit, event, joining in
            try await SeatJoiningOperations.part(visit, event, joining)
            return .redirect(to: Done.parted.at(Paths.eventPeople(event)))
        },
    ]
}

/// The same as JSON.
enum SeatJoiningAPI {
    struct DoubleBody: Codable, Sendable {
        let first: Participant.ID
        let second: Participant.ID
        let reason: SeatDouble.Reason
    }

    /// Two seats that are two people's.
    struct DistinctionBody: Codable, Sendable {
        let first: Participant.ID
        let second: Participant.ID
    }

    struct JoiningInput: Codable, Sendable {
        let kept: Participant.ID
        let joined: Participant.ID
    }

    struct JoiningBody: Codable, Sendable {
        let id: SeatJoining.ID
        let kept: Participant.ID
        let joined: Participant.ID
        /// Epoch milliseconds.
        let joinedAt: Int
        let undoneAt: Int?

        init(_ joining: SeatJoiningRecord) {
            id = joining.id
            kept = joining.kept
            joined = joining.joined
            joinedAt = Int(joining.joinedAt)
            undoneAt = joining.undoneAt.map(Int.init)
        }
    }

    static let routes: [APIRoute] = [
        .get(
            Paths.apiDoubles, .facilitate, "Participants", "Seats that may be of one person.", query: Cursor.parameters
        ) { visit, event in
            let found = try await visit.read { try SeatDoubles.find(in: event, $0) }
            return try Cursor(visit).page(
                of: found.map { DoubleBody(first: $0.first.id, second: $0.second.id, reason: $0.reason) }
            ) { "\($0.first) \($0.second)" }
        },
        .send(
            .post, Paths.apiSeatDistinctions, .facilitate, "Participants",
            "Says that two seats are two people's: they are shown as doubles no more, until they are joined all the same.",
            success: .created
        ) { (visit, input: DistinctionBody, event) in
            try await SeatJoiningOperations.keepApart(visit, event, input.first, input.second)
            return input
        },
        .get(
            Paths.apiSeatJoinings, .facilitate, "Participants", "Seats that were joined, the last first.",
            query: Cursor.parameters
        ) { visit, event in
            let found = try await visit.read { try JoiningStore($0).joinings(of: event) }
            return try Cursor(visit).page(of: found.map(JoiningBody.init)) { $0.id.description }
        },
        .send(
            .post, Paths.apiSeatJoinings, .facilitate, "Participants",
            "Joins two seats of one person: what the joined one has becomes the kept one's, and one vote is left in an open round.",
            success: .created
        ) {
            (visit, input: JoiningInput, event) in
            let id = try await SeatJoiningOperations.join(visit, event, kept: input.kept, joined: input.joined)
            return try await body(visit, event, id)
        },
        .act(.delete, Paths.apiSeatJoining, .facilitate, "Participants", "Parts two seats that were joined.") {
            visit, event, id in
            try await SeatJoiningOperations.part(visit, event, id)
            return try await body(visit, event, id)
        },
    ]

    private static func body(_ visit: Visit, _ event: Event.ID, _ id: SeatJoining.ID) async throws -> JoiningBody {
        let found = try await visit.read { try JoiningStore($0).joinings(of: event).first { $0.id == id } }
        guard let found else { throw Refusal.notFound }
        return JoiningBody(found)
    }
}

extension SeatDouble.Reason: ChoiceType {}
