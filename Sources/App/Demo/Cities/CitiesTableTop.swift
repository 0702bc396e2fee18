import Domain
import Storage
import Web

/// The joint virtual table-top after the seminar: eight cities play, two hundred people look on and say what they would decide. It stands in
/// its second move.
struct CitiesTableTop {
    static let observers = 200
    /// Of those who look on, so many have said what they would decide.
    static let answered = 186
    /// Minutes of the exercise's clock at which it stands.
    private static let middle: Int64 = 36
    private static let functions = [
        (code: "civil-protection", name: "Civil protection"), (code: "security", name: "Security"),
        (code: "health", name: "Health"),
    ]

    let stage: DemoStage
    let director: Account.ID
    let event: Event.ID

    private struct Made: Sendable {
        let msel: Msel.ID
        var cells: [String: ExerciseCell.ID] = [:]
        var tasks: [String: CriticalTask.ID] = [:]
        var injects: [Int: Inject.ID] = [:]
        var points: [Int: DecisionPoint.ID] = [:]
        /// Who speaks for a cell, by its city.
        var speakers: [String: Participant.ID] = [:]
        var watching: [Participant.ID] = []
    }

    private var cities: [DemoCity] {
        CitiesTableTopWords.decisions.compactMap { one in CitiesPeople.cities.first { $0.locode == one.city } }
    }

    /// - Returns: roles and paths.
    func play() async throws -> [(role: String, path: String)] {
        stage.clock.go(to: stage.present - (Self.middle + 20) * EpochTime.minute)
        let environment = stage.services.environment
        let actor = "account:\(director)"
        let made = try await stage.services.database.write { tx in
            try plan(Work(tx, environment, actor: actor))
        }
        try await run(made)
        try await watch(made)
        return try await ExerciseStoryLinks(stage: stage, director: director, event: event).make(
            cell: made.cells[CitiesPeople.london])
    }

    // MARK: Planning

    private func plan(_ work: Work) throws -> Made {
        var start = ExerciseStart()
        start.functions = Self.functions
        var made = Made(msel: try ExercisePlanOperations.beginIn(work, event, start))
        try settings(work)
        try frame(&made, work)
        try aim(&made, work)
        try write(&made, work)
        try seat(&made, work)
        try ExercisePlanning.makeReadyIn(work, event)
        return made
    }

    private func settings(_ work: Work) throws {
        let record = try EventStore(work.tx).event(event)
        var fields = ExerciseSettingsFields()
        (fields.title, fields.overview) = (CitiesTableTopWords.title, CitiesTableTopWords.overview)
        fields.zone = record.timeZone
        fields.storyStart = "\(record.startsOn)T20:00"
        fields.languages = "en fr"
        fields.startex = EventClock(zone: record.timeZone).text(startex)
        (fields.rules, fields.emergencyPhone) = (CitiesTableTopWords.rules, CitiesTableTopWords.phone)
        fields.comparison = Comparison.named.rawValue
        try ExercisePlanOperations.settingsIn(work, event, fields.cleaned(record))
    }

    private var startex: Int64 { stage.present - Self.middle * EpochTime.minute }

    private func frame(_ made: inout Made, _ work: Work) throws {
        for (number, city) in cities.enumerated() {
            var fields = CellFields()
            (fields.code, fields.name, fields.country) = (String(city.locode.suffix(3)), city.name, city.country)
            (fields.zone, fields.language) = (city.timeZone, city.language == "fr" ? "fr" : "en")
            // Two show nothing of theirs: what they decide is counted only.
            fields.publication = (number < 6 ? Comparison.named : .private).rawValue
            made.cells[city.locode] = try ExercisePlanOperations.cellIn(work, made.msel, fields)
        }
        for move in CitiesTableTopWords.moves {
            var fields = MoveFields()
            (fields.title, fields.briefing, fields.rate) = (move.title, move.briefing, "1")
            (fields.starts, fields.lasts) = ("0:\(move.starts == 0 ? "00" : "\(move.starts)")", "0:30")
            _ = try ExercisePlanOperations.moveIn(work, made.msel, fields)
        }
    }

    private func aim(_ made: inout Made, _ work: Work) throws {
        var objectives: [String: ExerciseObjective.ID] = [:]
        for (index, (code, text)) in CitiesTableTopWords.objectives.enumerated() {
            var fields = ExerciseObjectiveFields()
            (fields.text, fields.priority) = (text, index + 1)
            objectives[code] = try ExercisePlanOperations.objectiveIn(work, made.msel, fields)
        }
        for task in CitiesTableTopWords.tasks {
            guard let objective = objectives[task.objective] else { continue }
            var fields = TaskFields()
            (fields.text, fields.threshold) = (task.text, task.threshold)
            made.tasks[task.code] = try ExercisePlanOperations.taskIn(work, made.msel, objective, fields)
        }
    }

    private func write(_ made: inout Made, _ work: Work) throws {
        let desk = try InjectDesk(event, work.tx)
        for one in CitiesTableTopWords.injects {
            let move = CitiesTableTopWords.moves.lastIndex { $0.starts <= one.at } ?? 0
            var draft = InjectDraft(
                String(one.number), one.english.subject,
                at: "M\(move + 1)+\(one.at - CitiesTableTopWords.moves[move].starts)",
                ExerciseChannel(rawValue: one.channel) ?? .document, to: [.all],
                tasks: one.tasks.compactMap { made.tasks[$0] }, type: .standard)
            draft.fields.release = ReleaseWay.hand.rawValue
            made.injects[one.number] = try InjectOperations.createIn(work, desk, draft)
        }
        for point in CitiesTableTopWords.points { try decide(point, desk, &made, work) }
        for one in CitiesTableTopWords.injects {
            guard let id = made.injects[one.number] else { continue }
            for (language, text) in [("en", one.english), ("fr", one.french)] {
                try InjectOperations.textIn(
                    work, desk, try PlanStore(work.tx).inject(id, of: made.msel), language,
                    InjectTextFields(subject: text.subject, body: text.body), state: .checked)
            }
            try InjectOperations.approveIn(work, desk, try PlanStore(work.tx).inject(id, of: made.msel))
        }
    }

    private func decide(_ point: CitiesTableTopWords.Point, _ desk: InjectDesk, _ made: inout Made, _ work: Work) throws
    {
        guard let id = made.injects[point.inject] else { return }
        let options = zip(["a", "b", "c"], zip(point.english.options, point.french.options)).map { code, texts in
            InjectPointDraft.Option(code, LocalTexts(["en": texts.0, "fr": texts.1]))
        }
        try InjectOperations.pointIn(
            work, desk, try PlanStore(work.tx).inject(id, of: made.msel),
            InjectPointDraft(
                LocalTexts(["en": point.english.question, "fr": point.french.question]),
                deadline: 12 * EpochTime.minute, options))
        made.points[point.inject] = try PlanStore(work.tx).points(of: made.msel).first { $0.inject == id }?.id
    }

    // MARK: People

    private func seat(_ made: inout Made, _ work: Work) throws {
        let functions = try PlanStore(work.tx).functions(of: made.msel).map(\.id)
        var number = 0
        func person(_ city: DemoCity, _ role: Role, guest: Bool = false) throws -> Participant.ID {
            number += 1
            let given =
                guest ? "Guest \(number)" : CitiesPeople.experts[number % CitiesPeople.experts.count]
            return try EventOperations.addParticipantIn(
                work, event,
                ParticipantFields(
                    name: guest ? "\(given) of \(city.name)" : "\(given) Example-\(city.name) \(number)",
                    organisation: "City of \(city.name)", country: city.country,
                    sector: CitiesPeople.sectors[number % CitiesPeople.sectors.count], role: role, state: .present))
        }
        for city in cities {
            for (index, function) in functions.prefix(3).enumerated() {
                let id = try person(city, .participant)
                if index == 0 { made.speakers[city.locode] = id }
                try ExercisePlanOperations.seatIn(
                    work, event,
                    SeatInput(
                        id, .player, cell: made.cells[city.locode], function: function, isSpokesperson: index == 0))
            }
        }
        guard let home = CitiesPeople.cities.first(where: { $0.locode == "IEDUB" }) else { return }
        try ExercisePlanOperations.seatIn(work, event, SeatInput(try person(home, .observer), .controller))
        for half in [Array(cities.prefix(4)), Array(cities.dropFirst(4))] {
            let id = try ExercisePlanOperations.seatIn(
                work, event, SeatInput(try person(home, .participant), .evaluator))
            for city in half {
                guard let cell = made.cells[city.locode] else { continue }
                for task in made.tasks.values.sorted() {
                    try ExercisePlanOperations.assignIn(work, event, id, task, cell)
                }
            }
        }
        for index in 0..<stage.number(Self.observers, part: 20) {
            made.watching.append(
                try person(CitiesPeople.cities[index % CitiesPeople.cities.count], .observer, guest: true))
        }
        if let last = made.watching.last {
            try ExercisePlanOperations.seatIn(work, event, SeatInput(last, .observer))
        }
    }

    // MARK: What happens

    private func run(_ made: Made) async throws {
        func at(_ minute: Int64) async throws -> Visit {
            stage.clock.go(to: startex + minute * EpochTime.minute)
            return try await stage.visit(director)
        }
        try await ExerciseOperations.act(try await at(0), event, .start)
        var isSecond = false
        for one in CitiesTableTopWords.injects where one.at <= Self.middle {
            if one.at >= CitiesTableTopWords.moves[1].starts, !isSecond {
                isSecond = true
                let visit = try await at(CitiesTableTopWords.moves[1].starts)
                let move = try await stage.services.database.read { [made] reading in
                    try PlanStore(reading).moves(of: made.msel).first { $0.number == 2 }?.id
                }
                if let move { try await MoveOperations.open(visit, event, move, left: .keep) }
            }
            let visit = try await at(one.at)
            if let id = made.injects[one.number] { try await ReleaseOperations.release(visit, event, id) }
            if one.number == 3 { try await decide(made) }
        }
        stage.clock.go(to: stage.present)
    }

    private func decide(_ made: Made) async throws {
        guard let point = made.points[3] else { return }
        for one in CitiesTableTopWords.decisions {
            guard let person = made.speakers[one.city] else { continue }
            stage.clock.tick(seconds: 50)
            let record = try await stage.services.database.read { try EventStore($0).participant(person) }
            let visit = stage.visit(
                seat: Visitor.Seat(
                    id: record.id, event: event, name: record.name, country: record.country, sector: record.sector,
                    language: nil, role: record.role, isApproved: true, isPresent: true), language: .english)
            var fields = DecisionFields()
            (fields.option, fields.confidence, fields.rationale) = (one.option, one.sure, one.why)
            _ = try await CellDecisionOperations.decide(visit, event, point, .init(fields))
        }
    }

    /// Most of those who look on say what they would decide; nobody sees it before the round is over.
    private func watch(_ made: Made) async throws {
        guard let point = made.points[3] else { return }
        let (environment, event) = (stage.services.environment, event)
        try await stage.services.database.write { tx in
            for (number, person) in made.watching.prefix(stage.number(Self.answered, part: 18)).enumerated() {
                let option = number % 5 < 3 ? "b" : number % 5 == 3 ? "a" : "c"
                try ObserverRoundOperations.castIn(
                    Work(tx, environment, actor: "participant:\(person)"), event, point, option, by: person)
            }
        }
    }
}
