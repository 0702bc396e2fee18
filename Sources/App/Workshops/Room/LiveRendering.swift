import Domain
import Logging
import Storage
import Web

/// What is streamed to whom. Rendered once per audience and change; the console's forms need a token of the person who presses
/// them, so the client fills it in (see `data-token` in the interface kit).
actor LiveRendering {
    private let database: Database
    private let environment: Environment
    private let settings: Settings
    private let key: [UInt8]
    private weak var live: LiveHub?

    init(database: Database, environment: Environment, settings: Settings, key: [UInt8]) {
        self.database = database
        self.environment = environment
        self.settings = settings
        self.key = key
    }

    func connect(_ live: LiveHub) { self.live = live }

    /// Nil if the event is gone, or cannot be read at the moment: listeners keep what they have.
    func view(of audience: Audience, _ logger: Logger) async -> LiveView? {
        if audience.scope.contains("/") { return await part(audience, logger) }
        if audience.name == ProgrammeLive.audience { return await state(audience, logger) }
        guard let screen = RoomScreen(rawValue: audience.name), audience.scope.hasPrefix("event:"),
            let event = Event.ID(String(audience.scope.dropFirst(6)))
        else { return nil }
        let connected = await live?.participants(of: audience.scope) ?? 0
        let now = environment.now()
        let settings = settings
        do {
            return try await database.render(in: audience.language) { reading in
                try Self.view(screen, try Room(event, reading), settings, connected: connected, now: now, reading)
            }
        } catch {
            logger.error("live \(audience.name): \(error)")
            return nil
        }
    }

    /// Nothing but that something has changed: the page fetches itself.
    private func state(_ audience: Audience, _ logger: Logger) async -> LiveView? {
        do {
            return try await database.read { reading in
                LiveView(state: try ScopeStateStore(reading).state(of: audience.scope), regions: [])
            }
        } catch {
            logger.error("live \(audience.scope): \(error)")
            return nil
        }
    }

    /// The live pages of one part of an event: a table, a sheet, the guide.
    private func part(_ audience: Audience, _ logger: Logger) async -> LiveView? {
        let halves = audience.scope.split(separator: "/", maxSplits: 1).map(String.init)
        guard halves.count == 2, halves[0].hasPrefix("event:"), let event = Event.ID(String(halves[0].dropFirst(6))),
            let place = CardPlace(halves[1])
        else { return nil }
        let people = await live?.people(audience.scope) ?? []
        let now = environment.now()
        do {
            return try await database.render(in: audience.language) { reading in
                try LiveParts.view(
                    .init(place: place, event: event, name: audience.name, people: people, now: now), reading)
            }
        } catch {
            logger.error("live \(audience.scope): \(error)")
            return nil
        }
    }

    private static func view(
        _ screen: RoomScreen, _ room: Room, _ settings: Settings, connected: Int, now: Int64, _ reading: any Reading
    ) throws -> LiveView {
        switch screen {
        case .participant:
            return LiveView(
                state: try ParticipantPage.state(room, reading),
                regions: try ParticipantPage.regions(room, now: now, reading))
        case .console:
            let sections = try ConsoleSections(
                room, settings: settings, connected: connected, now: now, reading)
            return LiveView(state: "console", regions: sections.regions)
        case .projector:
            let section = try ProjectorSection(
                room, try RoomFigures(room, reading), settings: settings, now: now, reading)
            return LiveView(
                state: try RoomWalls.state(of: room.event, reading), regions: [LiveRegion("room", section.html())])
        }
    }
}

extension LiveHub {
    /// How many participants have a page of an event open: its own address, or that of a table or another part.
    func participants(of scope: String) -> Int {
        connected(scope, audience: RoomScreen.participant.rawValue, alsoInParts: "participant:")
    }
}

/// The kinds of live pages of a room; each is an audience of ``LiveHub``.
enum RoomScreen: String, Sendable {
    case participant, console, projector

    func audience(of event: Event.ID, _ language: Language) -> Audience {
        Audience(scope: Scope.event(event).description, name: rawValue, language: language)
    }
}
