import Domain
import HTTPTypes
import Markup
import Storage
import Web

/// How people come into the room, without an account.
///
/// - By personal link (`/i/…`, by mail or on a closed slip): a page that sends itself, then in at once. Only a digest of it is stored.
/// - By the code of a name card (`/k/…`): to the event's door, like everybody.
/// - By the event's short code (`/e/CODE`): a short form, then the facilitator lets them in; `JoiningPages.waiting` goes on by itself.
///
/// The page in the room itself, `/e/CODE` for who has a seat, and the console's list of who waits belong to Workshops/Room.
enum JoiningRoutes {
    static let all: [Route] = [
        .get(JoiningPaths.link, .anyone) { visit, token in
            let seat = try await JoiningOperations.linked(visit, link: token)
            // Here already: coming back to the link leads to the room.
            if visit.visitor.seat?.id == seat.id { return .redirect(to: room(seat.code, visit)) }
            // A device at the door checks in whose link it is, and does not take their seat.
            if let desk = try await visit.read({ try CardScans.place(of: seat.id, in: seat.event, visit, $0) }) {
                return .redirect(to: desk)
            }
            return LinkPage(
                visit: visit, title: L("Come in"), name: seat.name, event: seat.title,
                action: JoiningPaths.link(token) + (place(visit).map(JoiningPaths.onward) ?? ""), button: L("Come in")
            ).answer
        },
        .post(JoiningPaths.link, .anyone) { visit, token in
            let (seat, code) = try await JoiningOperations.enter(visit, link: token)
            return .redirect(to: room(code, visit)).setting(seat.cookie)
        },
        .get(JoiningPaths.card, .anyone) { visit, code in
            .redirect(to: try await JoiningOperations.card(visit, code: code))
        },
        .post(JoiningPaths.arrivals, .anyone, arrive),
        .get(JoiningPaths.waitingLive, .anyone, waitingLive),
        .post(JoiningPaths.departure, .anyone) { visit in
            if let question = UnsentNotes.question(visit, action: JoiningPaths.departure()) { return question }
            try await JoiningOperations.leave(visit)
            return visit.clearingStorage(
                .redirect(to: "/").setting(
                    Sessions.noCookie(Sessions.seatCookie, isSecure: visit.settings.isSecure)))
        },
        .post(JoiningPaths.personalLink, .organise) { visit, event, participant in
            let token = try await JoiningOperations.issueLink(visit, event, participant)
            let (frame, person) = try await visit.read { reading in
                (try EventFrame(visit, event, reading), try EventStore(reading).participant(participant))
            }
            return PersonalLinkPage(frame: frame, person: person, token: token).answer
        },
        .post(JoiningPaths.linkRenewal, .organise) { visit, event, participant in
            let token = try await JoiningOperations.renewLink(visit, event, participant)
            let (frame, person) = try await visit.read { reading in
                (try EventFrame(visit, event, reading), try EventStore(reading).participant(participant))
            }
            return PersonalLinkPage(frame: frame, person: person, token: token, isNew: true).answer
        },
        .post(JoiningPaths.linkRevocation, .organise) { visit, event, participant in
            try await JoiningOperations.revokeLink(visit, event, participant)
            return .redirect(to: JoiningPaths.nameCards(event))
        },
        .get(JoiningPaths.nameCards, .organise) { visit, event in
            let (frame, people, names) = try await nameCards(visit, event)
            return NameCardsPage(frame: frame, people: people, names: names).answer
        },
        .post(JoiningPaths.nameCards, .organise, printCards),
        .post(JoiningPaths.linkSlips, .organise, printSlips),
    ]

    /// Where behind the door the link leads: one word of small letters, so that it leads nowhere else.
    private static func place(_ visit: Visit) -> String? {
        let place = visit.inbound.query.text("to")
        let isWord = (1...20).contains(place.utf8.count) && place.utf8.allSatisfy { (97...122).contains($0) }
        return isWord ? place : nil
    }

    private static func room(_ code: String, _ visit: Visit) -> String {
        place(visit).map { "/e/\(code)/\($0)" } ?? "/e/\(code)"
    }

    private static func arrive(_ visit: Visit, code: String) async throws -> Answer {
        let form = try visit.inbound.form()
        let arrival = Arrival(
            name: form.text("name"), organisation: form.text("organisation"), country: form["country"],
            sector: form["sector"],
            language: form["language"].flatMap(Language.init(rawValue:)), email: form.text("email").nilIfEmpty,
            isInvited: ["yes": true, "no": false][form.text("invited")])
        do {
            switch try await JoiningOperations.arrive(visit, code: code, arrival) {
            case .seat(let seat): return .redirect(to: "/e/\(code)").setting(seat.cookie)
            case .asked(_, let byEmail):
                return try await JoiningPages.question(code: code, visit: visit, form: form, byEmail: byEmail)
            }
        } catch let refusal as Refusal where !refusal.fields.isEmpty && form.has("invited") {
            return try await JoiningPages.question(
                code: code, visit: visit, form: form, byEmail: false, errors: refusal.fields)
        } catch let refusal as Refusal where !refusal.fields.isEmpty {
            guard let event = try await visit.read({ try EventStore($0).event(code: code) }) else {
                throw Refusal.notFound
            }
            return try await JoiningPages.welcome(
                event: event, visit: visit, form: FormState(form, errors: refusal.fields))
        }
    }

    private static func waitingLive(_ visit: Visit, code: String) async throws -> Answer {
        guard let event = try await visit.read({ try EventStore($0).event(code: code) }),
            let seat = visit.visitor.seat,
            seat.event == event.id
        else { throw Refusal.noSeat(visit.visitor) }
        return Answer(body: .events(JoiningLive.stream(for: seat, visit)))
    }

    private static func nameCards(
        _ visit: Visit, _ event: Event.ID
    ) async throws -> (EventFrame, [ParticipantRecord], DirectoryNames) {
        let language = visit.language
        return try await visit.read { reading in
            let people = try EventStore(reading).participants(of: event).filter { $0.state != .waiting }
            return (try EventFrame(visit, event, reading), people, try DirectoryNames(reading, language: language))
        }
    }

    private static func printCards(_ visit: Visit, event: Event.ID) async throws -> Answer {
        let form = try visit.inbound.form()
        let cards = try await JoiningOperations.nameCards(visit, event, form["for"] == "all" ? nil : chosen(form))
        return try await sheet(.cards, cards.map { ($0.person, $0.code) }, visit, event)
    }

    private static func printSlips(_ visit: Visit, event: Event.ID) async throws -> Answer {
        let form = try visit.inbound.form()
        let issued =
            form["for"] == "missing"
            ? try await JoiningOperations.issueLinksForAll(visit, event)
            : try await JoiningOperations.issueLinks(visit, event, chosen(form))
        return try await sheet(.slips, issued.map { ($0.person, $0.token) }, visit, event)
    }

    /// What is to be printed; the list again where nobody was chosen.
    private static func sheet(
        _ kind: CuttingSheet.Kind, _ pieces: [CuttingSheet.Piece], _ visit: Visit, _ event: Event.ID
    ) async throws -> Answer {
        let (frame, people, names) = try await nameCards(visit, event)
        guard !pieces.isEmpty else {
            return NameCardsPage(frame: frame, people: people, names: names, isNobodyChosen: true).answer
        }
        var sheet = CuttingSheet(kind: kind, frame: frame, pieces: pieces, names: names)
        (sheet.numbers, sheet.lines) = try await visit.read { reading in
            (try CardNumberStore(reading).numbers(of: event), try NameCardLines.all(of: event, reading))
        }
        return sheet.answer
    }

    private static func chosen(_ form: FormValues) -> Set<Participant.ID> {
        Set(form.all("participant").compactMap { Participant.ID($0) })
    }
}
