import Domain
import Storage
import Web

/// Makes the story of an initiative step by step, in the order in which it would have come to the same point. Its clock begins sixty days ago.
struct InfrastructureMaker: Sendable {
    private static let zone = "Asia/Almaty"
    private static let organiser = (name: "Olga Obraztsova", email: "organiser@example.org")

    private let stage: DemoStage
    private var services: Services { stage.services }
    private var clock: DemoClock { stage.clock }
    private var present: Int64 { stage.present }

    private let point: InfrastructureWorld.Point

    /// - Parameter part: of a larger story, in which its addresses are the same.
    /// - Parameter ago: by so much its present lies back in that.
    init(
        _ services: Services, until point: InfrastructureWorld.Point = .nominations, part: DemoPart? = nil,
        ago: Int64 = 0
    ) {
        self.point = point
        // What lies behind the exercise takes its time: its day was a while ago.
        let back: Int64 =
            switch point {
            case .nominations, .planned, .running: 0
            case .ended, .reviewed: 8 * EpochTime.hour
            }
        stage = DemoStage(services, begins: 60, zone: Self.zone, back: back + ago, part: part)
    }

    /// What the links lead to.
    private struct Story: Sendable {
        let organiser: Account.ID
        let focalPoint: Account.ID
        let today: Event.ID
        let coming: Event.ID
        /// Whoever is offered a seat.
        let person: RegistrationRecord?
        let desk: String
        let seat: Participant.ID?
        /// Of the exercise, once it is planned.
        let exercise: NordgateMade?
    }

    /// What there is before the workshop is held from which everything else follows.
    private struct Begun: Sendable {
        let organiser: Account.ID
        let focalPoint: Account.ID
        let programme: Programme.ID
        let mandates: [String: Mandate.ID]
        let past: Event.ID
        let today: Event.ID
        let coming: Event.ID
        let port: Event.ID
        let grid: Event.ID
        let exercise: Event.ID
    }

    /// - Returns: roles and paths.
    func make() async throws -> [(role: String, path: String)] {
        let begun = try await services.database.write { tx in
            try stage.requireEmpty(tx)
            return try begin(tx)
        }
        guard point != .nominations else {
            let story = try await services.database.write { tx in
                try windUp(begun, tx)
                return try tell(begun, nil, tx)
            }
            return try await links(story)
        }
        let workshop = InfrastructureWorkshop(stage: stage, organiser: begun.organiser, event: begun.past)
        let sources = try await workshop.hold()
        try await services.database.write { tx in try windUp(begun, tx) }
        return try await point == .reviewed ? retested(begun, sources) : exercised(begun, sources)
    }

    private func exercised(_ begun: Begun, _ sources: NordgatePlanning.Sources) async throws -> [(
        role: String, path: String
    )] {
        let story = try await services.database.write { tx in try tell(begun, sources, tx) }
        guard let made = story.exercise else { return try await links(story) }
        let nordgate = NordgateStory(stage: stage, director: begun.organiser, made: made, point: point)
        try await nordgate.tell()
        return try await links(story) + nordgate.links()
    }

    private func retested(_ begun: Begun, _ sources: NordgatePlanning.Sources) async throws -> [(
        role: String, path: String
    )] {
        // It lies some days back: a second exercise has tested since what the first one led to.
        let made = try await services.database.write { tx in
            try plan(begun.exercise, sources, Work(tx, services.environment, actor: "account:\(begun.organiser)"))
        }
        let nordgate = NordgateStory(stage: stage, director: begun.organiser, made: made, point: point)
        try await nordgate.tell()
        let story = try await services.database.write { tx in try tell(begun, nil, tx) }
        try await NordgateRetest(stage: stage, director: begun.organiser, programme: begun.programme).hold()
        return try await links(story) + nordgate.links()
    }

    // MARK: What happens

    private func begin(_ tx: Transaction) throws -> Begun {
        let (organiser, focalPoint) = (
            try stage.account(Self.organiser.name, Self.organiser.email, tx),
            try stage.account("Aigerim Mysalova", "kz-0@example.org", tx)
        )
        let work = Work(tx, services.environment, actor: "account:\(organiser)")
        let programme = try ProgrammeOperations.createIn(
            work,
            ProgrammeFields(
                title: "Demo initiative on protecting infrastructure",
                summary: "An invented initiative of real countries. Everybody in it, and all they say, is made up."
            ).cleaned, organiser: organiser)
        try stage.enter(
            organiser,
            as: PersonFields(
                givenName: "Olga", familyName: "Obraztsova", email: Self.organiser.email, country: "KZ",
                sector: InfrastructurePeople.sectors[0], organisation: "Demo secretariat of the initiative (invented)",
                languages: ["ru", "en"]), knownTo: programme, work)
        let mandates = try appoint(programme, focalPoint, work)
        let story = events(programme, mandates, work)
        let past = try story.workshop(
            "Demo workshop: power cables under the sea", day: -20, topics: InfrastructureWorkshop.topics)
        let today = try story.workshop("Demo workshop: ports and airports", day: 0, topics: Self.topics)
        let coming = try story.workshop("Demo workshop: hospitals and water", day: 24)
        let port = try story.visit(
            "Demo study visit: a port in South-Eastern Europe", day: -9, closes: -16, place: "Bar",
            zone: "Europe/Podgorica")
        let grid = try story.visit(
            "Demo study visit: a control room in Central Asia", day: 59, closes: 9, isRolling: true)
        let exercise =
            point == .nominations
            ? try story.exercise(NordgateStory.title, day: 80)
            : try story.exercise(NordgateStory.title, day: NordgateStory.day(point), closes: -22)
        try story.consult(for: past)
        try story.nominate(for: past, from: -57)
        try story.allocate(past, at: -46)
        try story.agenda(of: past)
        try story.nominate(for: today, from: -37)
        try story.allocate(today, at: -26)
        try story.nominate(for: port, from: -25, countries: 6)
        try story.agenda(of: today)
        if point != .nominations {
            try story.name(for: exercise, from: -24)
            try story.allocate(exercise, at: -21)
        }
        try story.account(for: past)
        return Begun(
            organiser: organiser, focalPoint: focalPoint, programme: programme, mandates: mandates, past: past,
            today: today, coming: coming, port: port, grid: grid, exercise: exercise)
    }

    private func events(_ programme: Programme.ID, _ mandates: [String: Mandate.ID], _ work: Work)
        -> InfrastructureEvents
    {
        InfrastructureEvents(
            work: work, programme: programme, mandates: mandates, day: stage.day, zone: Self.zone,
            at: { clock.go(to: $0) }, present: present, settings: services.settings, key: services.key)
    }

    private func windUp(_ begun: Begun, _ tx: Transaction) throws {
        let story = events(
            begun.programme, begun.mandates, Work(tx, services.environment, actor: "account:\(begun.organiser)"))
        try story.wind(up: begun.past)
        try story.allocate(begun.port, at: -15)
    }

    /// - Parameter sources: what the exercise rests on that is planned now; nothing where none is.
    private func tell(_ begun: Begun, _ sources: NordgatePlanning.Sources?, _ tx: Transaction) throws -> Story {
        let work = Work(tx, services.environment, actor: "account:\(begun.organiser)")
        let story = events(begun.programme, begun.mandates, work)
        let (today, port) = (begun.today, begun.port)
        let person = try story.hold(begun.coming)
        try story.plan(budgetOf: begun.coming)
        try story.nominate(for: begun.grid, from: -3, countries: 6)
        let visits = InfrastructureVisits(work: work, day: stage.day)
        try visits.past(port, from: -9)
        try visits.coming(begun.grid, from: 59)
        try InfrastructureStations(work: work).plan(begun.grid, on: stage.day(61))
        if point == .nominations { try story.name(for: begun.exercise, from: -2) }
        let nordgate = try sources.map { try plan(begun.exercise, $0, work) }
        let seats = try EventStore(tx).participants(of: today).filter { $0.role.contributes && $0.state != .removed }
        for seat in seats.prefix(seats.count / 2) { try Presence.arrive(seat.id, now: work.now, tx) }
        clock.go(to: present - 3 * EpochTime.hour)
        try story.ask(today, of: seats.map(\.id))
        let desk = try DeskPassOperations.createIn(
            work, today, day: try EventStore(tx).event(today).startsOn, label: "Entrance")
        return Story(
            organiser: begun.organiser, focalPoint: begun.focalPoint, today: today, coming: begun.coming,
            person: person, desk: desk.token, seat: seats.last?.id, exercise: nordgate)
    }

    /// The whole plan, with everybody in their seats; its objectives rest on what a workshop wants changed.
    private func plan(_ event: Event.ID, _ sources: NordgatePlanning.Sources, _ work: Work) throws -> NordgateMade {
        let startex = NordgateStory.startex(point, stage)
        let made = try NordgatePlanning(work: work, event: event, sources: sources).plan(startex: startex)
        try NordgatePeople(work: work, made: made).seat()
        try ExercisePlanning.makeReadyIn(work, event)
        return made
    }

    private static let topics = [
        TopicFields("What fails first", question: "Which of your services stops when power or a cable fails?"),
        TopicFields("Who calls whom", question: "Who is told first, and by whom?"),
    ]

    /// A focal point of each country; that of the first has an account.
    private func appoint(_ programme: Programme.ID, _ account: Account.ID, _ work: Work) throws -> [String: Mandate.ID]
    {
        var mandates: [String: Mandate.ID] = [:]
        for (index, country) in InfrastructurePeople.countries.enumerated() {
            let (given, family, email) = country.person(0)
            let sector = InfrastructurePeople.sectors[index % 3]
            let person = try DirectoryOperations.createPersonIn(
                work,
                PersonFields(
                    givenName: given, familyName: family, email: email, country: country.code, sector: sector,
                    organisation: InfrastructurePeople.organisation(country.code, sector), languages: [country.language]
                ),
                knownTo: [programme])
            var fields = MandateFields()
            (fields.role, fields.holder, fields.programme) = (.focalPoint, "country:\(country.code)", programme)
            (fields.person, fields.since) = (person, stage.day(-300 - index))
            mandates[country.code] = try MandateOperations.appointIn(work, fields.cleaned)
            if index == 0 { _ = try AccountWriting(work.tx).link(account, to: person) }
        }
        return mandates
    }

    // MARK: Links

    private func links(_ story: Story) async throws -> [(role: String, path: String)] {
        let facilitator = try await stage.signIn(story.organiser, Paths.console(story.today))
        let visit = try await stage.visit(story.organiser)
        try await StageOperations.open(visit, story.today, stage: .collect, topic: nil)
        let organiser = try await stage.signIn(story.organiser, RegistrationPaths.list(story.coming))
        let focalPoint = try await stage.signIn(story.focalPoint, Paths.mine())
        return try await services.database.write { [services] tx in
            let event = try EventStore(tx).event(story.today)
            let projector = ProjectorLink.address(of: event, key: services.key)
            let work = Work(tx, services.environment)
            let participant = try story.seat.map {
                JoiningPaths.link(try JoiningOperations.issueLinkIn(work, story.today, $0))
            }
            let person = story.person.map {
                Paths.personal(RegistrationLink.token($0.id, generation: $0.tokenGeneration, key: services.key))
            }
            let store = DemoStore(tx)
            try store.set("demo", story.today.description)
            try store.set("demo-facilitator", facilitator)
            try store.set("demo-projector", projector)
            try store.set("demo-participant", participant ?? "")
            var links: [(role: String, path: String)] = [("organiser", organiser), ("focal-point", focalPoint)]
            if let person { links.append(("person", person)) }
            links += [("desk", DoorPaths.passLink(story.desk)), ("facilitator", facilitator), ("projector", projector)]
            if let participant { links.append(("participant", participant)) }
            return links
        }
    }
}
