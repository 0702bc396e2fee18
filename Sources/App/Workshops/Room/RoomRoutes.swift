import Domain
import HTTPTypes
import Storage
import Web

/// The plenary's three screens, and what moves them.
///
/// - A participant stands at `/e/CODE`: one address that shows the present activity and changes by itself (ParticipantPage).
/// - The facilitator runs the room from `/events/E/console` (ConsoleSections, MergeSection).
/// - The projector at `/events/E/projector/TOKEN` shows what the room sees (ProjectorSection); the token is the permission.
/// - Each has a `/live` beneath it that streams what changes (LiveRendering).
/// - `POST /events/E/stage` opens a stage or another topic: going back waits two seconds. `POST …/stage/reversal` undoes it (RoomMove).
enum RoomRoutes {
    static let all: [Route] = [
        .get(Paths.room, .anyone, participant),
        .get(Paths.roomLive, .anyone, participantLive),
        .get(Paths.console, .facilitate, console),
        .get(Paths.consoleLive, .facilitate) { visit, event in
            let person = visit.visitor.journalName ?? visit.inbound.id
            return await listen(visit, .console, event, person: person)
        },
        .get(Paths.projectorOfRoom, .facilitate) { visit, event in
            let record = try await visit.read { try EventStore($0).event(event) }
            return .redirect(to: ProjectorLink.address(of: record, key: visit.services.key))
        },
        .get(ProjectorLink.path, .anyone, projector),
        .get(Paths.projectorLive, .anyone) { visit, event, token in
            try await checkProjector(visit, event, token)
            return await listen(visit, .projector, event, person: visit.inbound.id)
        },
        .post(Paths.stage, .facilitate) { visit, event in
            let form = try visit.inbound.form()
            guard let stage = WorkshopStage(rawValue: form.text("stage")) else { throw Refusal.malformedForm }
            try await RoomMoves.ask(
                visit, event, stage: stage, topic: try form.id("topic"), step: try form.id("step"))
            return try await consoleAnswer(visit, event)
        },
        .post(Paths.stageReversal, .facilitate) { visit, event in
            guard let move: RoomMove.ID = try visit.inbound.form().id("move") else { throw Refusal.malformedForm }
            try await RoomMoves.undo(visit, event, move)
            return try await consoleAnswer(visit, event)
        },
        .post(Paths.admission, .facilitate) { visit, event, participant in
            let claimed = Participant.ID(try visit.inbound.form().text("seat"))
            try await JoiningOperations.approve(visit, event, participant, on: claimed)
            return try await consoleAnswer(visit, event)
        },
        .post(Paths.admissionOfAll, .facilitate) { visit, event in
            try await JoiningOperations.approveAll(visit, event)
            return try await consoleAnswer(visit, event)
        },
        .post(Paths.refusal, .facilitate) { visit, event, participant in
            try await JoiningOperations.decline(visit, event, participant)
            return try await consoleAnswer(visit, event)
        },
        .post(Paths.roomSettings, .facilitate) { visit, event in
            let form = try visit.inbound.form()
            try await RoomOperations.changeSettings(
                visit, event, namesShown: form.isOn("names"), issuesVisible: form.isOn("visible"),
                door: form.isOn("door") ? .approval : .closed)
            return try await consoleAnswer(visit, event)
        },
    ]

    // MARK: Participant

    /// Where a visitor stands in an event.
    private enum Standing: Sendable {
        case stranger(EventRecord), waiting(EventRecord)
        /// Works on a page of another part: a table, a sheet.
        case elsewhere(String)
        case here(KeptPage, state: String)
    }

    private static func participant(_ visit: Visit, _ code: String) async throws -> Answer {
        let stays = visit.inbound.query.has(RoomWorkplaces.stay)
        let form = (visit.inbound.wantsFragment ? "part" : "whole") + (stays ? " stays" : "")
        switch try await visit.remember("participant", code, form, body: { try standing(visit, code, $0) }) {
        case .stranger(let event): return try await JoiningPages.welcome(event: event, visit: visit)
        case .waiting(let event): return try await JoiningPages.waiting(event: event, visit: visit)
        case .elsewhere(let workplace): return .redirect(to: workplace)
        case .here(let page, let state): return page.answer(visit).setting(.pageState, state)
        }
    }

    private static func standing(_ visit: Visit, _ code: String, _ reading: any Reading) throws -> Standing {
        guard let event = try EventStore(reading).event(code: code) else { throw Refusal.notFound }
        guard let seat = visit.visitor.seat, seat.event == event.id else { return .stranger(event) }
        guard seat.isApproved else { return .waiting(event) }
        let workplace = try event.stage.flatMap(StageScreens.of)?.workplace(event, seat: seat, reading)
        let stays = visit.inbound.query.has(RoomWorkplaces.stay)
        if let workplace = try workplace ?? (stays ? nil : RoomWorkplaces.address(of: event, seat: seat, reading)) {
            return .elsewhere(workplace)
        }
        let page = try ParticipantPage(try Room(event.id, reading), seat: seat, visit: visit, reading)
        return .here(KeptPage(visit.inbound.wantsFragment ? page.fragment : page.document), state: page.state)
    }

    /// The participant's page as it stands now; as regions where the client asks for them.
    /// - Parameter change: puts back what was typed into a form, with its errors.
    static func participantAnswer(
        _ visit: Visit, _ event: Event.ID, _ seat: Visitor.Seat, status: HTTPResponse.Status = .ok,
        change: @escaping @Sendable (inout ParticipantPage, any Reading) throws -> Void = { _, _ in }
    ) async throws -> Answer {
        let (html, state) = try await visit.read { reading in
            var page = try ParticipantPage(try Room(event, reading), seat: seat, visit: visit, reading)
            try change(&page, reading)
            return (visit.inbound.wantsFragment ? page.fragment : page.document, page.state)
        }
        return Answer.html(html, status: status).setting(.pageState, state)
    }

    private static func participantLive(_ visit: Visit, _ code: String) async throws -> Answer {
        let event = try await event(visit, code)
        guard let seat = visit.visitor.seat, seat.event == event.id else { throw Refusal.noSeat(visit.visitor) }
        guard seat.isApproved else { throw Refusal.notApproved }
        return await listen(visit, .participant, event.id, person: "participant:\(seat.id)")
    }

    private static func event(_ visit: Visit, _ code: String) async throws -> EventRecord {
        guard let event = try await visit.read({ try EventStore($0).event(code: code) }) else {
            throw Refusal.notFound
        }
        return event
    }

    // MARK: Console

    private static func console(_ visit: Visit, _ event: Event.ID) async throws -> Answer {
        try await consolePage(visit, event)
    }

    /// What a form of the console leads to: its regions, or the page again.
    static func consoleAnswer(_ visit: Visit, _ event: Event.ID) async throws -> Answer {
        guard visit.inbound.wantsFragment else { return .redirect(to: Paths.console(event)) }
        return try await consolePage(visit, event)
    }

    private static func consolePage(_ visit: Visit, _ event: Event.ID) async throws -> Answer {
        let scope = Scope.event(event).description
        let connected = await visit.services.live.participants(of: scope)
        let html = try await visit.read { reading in
            let room = try Room(event, reading)
            let sections = try ConsoleSections(
                room, settings: visit.settings, connected: connected,
                now: visit.now,
                reading)
            let page = ConsolePage(sections: sections, frame: try EventFrame(visit, room.event, reading))
            return visit.inbound.wantsFragment ? page.fragment : page.document
        }
        return .html(html)
    }

    // MARK: Projector

    private static func projector(_ visit: Visit, _ event: Event.ID, _ token: String) async throws -> Answer {
        try await checkProjector(visit, event, token)
        let elsewhere = try await visit.read {
            try RoomWalls.address(of: try EventStore($0).event(event), token: token, $0)
        }
        if let elsewhere { return .redirect(to: elsewhere) }
        let html = try await visit.read { reading in
            let room = try Room(event, reading)
            let section = try ProjectorSection(
                room, try RoomFigures(room, reading), settings: visit.settings, now: visit.now, reading)
            return ProjectorPage(
                section: section, live: Paths.projectorLive(event, token),
                state: try RoomWalls.state(of: room.event, reading)
            ).document
        }
        return .html(html)
    }

    /// Whoever holds no valid token is not told whether the event exists.
    private static func checkProjector(_ visit: Visit, _ event: Event.ID, _ token: String) async throws {
        let record = try await visit.read { try EventStore($0).event(event) }
        guard
            ProjectorLink.accepts(token, event: event, generation: record.projectorGeneration, key: visit.services.key)
        else {
            throw Refusal.notFound
        }
    }

    private static func listen(_ visit: Visit, _ screen: RoomScreen, _ event: Event.ID, person: String) async -> Answer
    {
        Answer(
            body: .events(await visit.services.live.listen(screen.audience(of: event, visit.language), person: person)))
    }
}

extension HTTPField.Name {
    /// Names the state that a participant's page was made for (`docs/interface-kit.md`, Live pages).
    static let pageState: HTTPField.Name = .init("X-State") ?? .accept
}

extension FormValues {
    /// An id in a field; nil if it is empty.
    /// - Throws: ``Refusal/malformedForm`` where it is no id.
    func id<Subject>(_ name: String, as type: Identifier<Subject>.Type = Identifier<Subject>.self) throws -> Identifier<
        Subject
    >? {
        let text = text(name)
        guard !text.isEmpty else { return nil }
        guard let id = Identifier<Subject>(text) else { throw Refusal.malformedForm }
        return id
    }

    /// All ids under a name, in their order.
    func ids<Subject>(_ name: String, as type: Identifier<Subject>.Type = Identifier<Subject>.self) throws
        -> [Identifier<Subject>]
    {
        try all(name).filter { !$0.isEmpty }.map { text in
            guard let id = Identifier<Subject>(text) else { throw Refusal.malformedForm }
            return id
        }
    }
}
