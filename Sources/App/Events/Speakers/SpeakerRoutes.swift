import Domain
import HTTPTypes
import Storage
import Web

/// # Who speaks for whom
///
/// - `GET /events/E/speakers` lists delegations with their heads, sectors with those who sign, and who came in by the code alone; each can be
///   changed there, and on the page of a seat.
/// - `POST /events/E/people/P/headship` names the head of a delegation (`…/end` takes it back), `…/signing` who signs the guide for a sector,
///   `…/verification` says that somebody who came in by the code is known, `…/naming` that they agree to be named in reports.
/// - `POST /events/E/naming` is the participant's own word on the last.
enum SpeakerRoutes {
    static let all: [Route] = [
        .get(Paths.speakers, .facilitate) { visit, event in
            try await visit.read { try SpeakersPage(try EventFrame(visit, event, $0), $0).answer }
        },
        act(Paths.headship, .facilitate, SpeakerOperations.nameHead),
        act(Paths.headshipEnd, .facilitate, SpeakerOperations.removeHead),
        act(Paths.signing, .organise, SpeakerOperations.nameSigner),
        act(Paths.signingEnd, .organise, SpeakerOperations.removeSigner),
        // Also for the head of the delegation: the operation looks.
        act(Paths.verification, .attend, SpeakerOperations.verify),
        act(Paths.namingOf, .organise) { visit, event, id in
            try await SpeakerOperations.enterNaming(visit, event, id, try visit.inbound.form().isOn("agrees"))
        },
        .post(Paths.naming, .attend) { visit, event in
            try await SpeakerOperations.agreeToNaming(visit, event, try visit.inbound.form().isOn("agrees"))
            let code = try await visit.read { try EventStore($0).event(event).code }
            return .redirect(to: Paths.room(code))
        },
    ]

    private typealias Act = @Sendable (Visit, Event.ID, Participant.ID) async throws -> Void

    /// Something done to one seat; then back to the list, or to the seat's page where the form stood there.
    private static func act(
        _ path: PathPattern<Event.ID, Participant.ID>, _ permission: Permission, _ body: @escaping Act
    ) -> Route {
        .post(path, permission) { visit, event, id in
            try await body(visit, event, id)
            let back = try visit.inbound.form().text("back")
            if back.hasPrefix("sheet:"), let sheet = Identifier<EnvisionSheet>(String(back.dropFirst(6))) {
                return .redirect(to: "/events/\(event)/sheets/\(sheet)")
            }
            return .redirect(to: back == "seat" ? Paths.participant(event, id) : Paths.speakers(event))
        }
    }
}

/// The same for programs.
enum SpeakerAPI {
    struct HeadBody: Codable, Sendable {
        let country: String
        let participant: Participant.ID
        let name: String
        /// False where they were removed, changed country, or are not known: then nobody decides for the country.
        let maySpeak: Bool
        /// Epoch milliseconds.
        let namedAt: Int
    }

    struct SignerBody: Codable, Sendable {
        let sector: String
        let participant: Participant.ID
        let name: String
        let maySpeak: Bool
        let namedAt: Int
    }

    struct SpeakersBody: Codable, Sendable {
        let heads: [HeadBody]
        let signers: [SignerBody]
        /// Participants who came in by the code alone: they speak for nobody until whoever runs the room knows them.
        let unverified: [Participant.ID]
    }

    struct NamingInput: Codable, Sendable {
        /// Whether the participant agrees to be named in reports.
        let agrees: Bool
    }

    static let routes: [APIRoute] = [
        .get(
            Paths.apiSpeakers, .attend, "Participants",
            "Who speaks for whom: heads of delegations, and who signs the guide for a sector."
        ) { visit, event in try await body(visit, event) },
        act(
            .put, Paths.apiHeadship, .facilitate,
            "Names the head of the delegation of the participant's country: who decides for it.",
            SpeakerOperations.nameHead),
        act(
            .delete, Paths.apiHeadship, .facilitate, "The delegation has no head.", SpeakerOperations.removeHead),
        act(
            .put, Paths.apiSigning, .organise, "Names somebody who signs the guide for their sector.",
            SpeakerOperations.nameSigner),
        act(
            .delete, Paths.apiSigning, .organise, "They do not sign for their sector any more.",
            SpeakerOperations.removeSigner),
        act(
            .put, Paths.apiVerification, .attend,
            "Says that somebody who came in by the code is who they say.", SpeakerOperations.verify),
        .send(
            .put, Paths.apiNaming, .organise, "Participants", "Whether the participant agrees to be named in reports."
        ) { (visit, input: NamingInput, event, id) in
            try await SpeakerOperations.enterNaming(visit, event, id, input.agrees)
            return EventAPI.ParticipantBody(try await visit.read { try EventOperations.seat(id, of: event, $0) })
        },
    ]

    /// Something done to one seat; answered with who speaks for whom now.
    private static func act(
        _ method: HTTPRequest.Method, _ path: PathPattern<Event.ID, Participant.ID>, _ permission: Permission,
        _ summary: String,
        _ body: @escaping @Sendable (Visit, Event.ID, Participant.ID) async throws -> Void
    ) -> APIRoute {
        .act(method, path, permission, "Participants", summary) { visit, event, id in
            try await body(visit, event, id)
            return try await Self.body(visit, event)
        }
    }

    private static func body(_ visit: Visit, _ event: Event.ID) async throws -> SpeakersBody {
        try await visit.read { reading in
            let store = SpeakerStore(reading)
            // Everybody in the room knows who decides in whose name; who is not known yet is for those who run it.
            let runs = try visit.membership(in: event, reading).runsTheRoom
            let people = runs ? try EventStore(reading).participants(of: event) : []
            return SpeakersBody(
                heads: try store.heads(of: event).map {
                    HeadBody(
                        country: $0.country, participant: $0.participant, name: $0.name, maySpeak: $0.maySpeak,
                        namedAt: Int($0.namedAt))
                },
                signers: try store.signers(of: event).map {
                    SignerBody(
                        sector: $0.sector, participant: $0.participant, name: $0.name, maySpeak: $0.maySpeak,
                        namedAt: Int($0.namedAt))
                }, unverified: people.filter { $0.unverifiedAt != nil && $0.state != .waiting }.map(\.id))
        }
    }
}
