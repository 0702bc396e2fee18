import Domain
import Storage
import Web

/// Half an hour, two weeks after Nordgate: whether a first notice now goes with one signature. What the evaluator sees of it proves the
/// action that Nordgate led to, and so what the lesson says is learned.
struct NordgateRetest {
    static let title = "Demo exercise: the first notice, tested again"
    /// What it tests.
    static let action = "The duty desk sends a first notice with one signature"
    private static let zone = "Europe/Zagreb"
    private static let length: Int64 = 30

    private struct Inject {
        let number: Int
        /// Minutes of the exercise's clock.
        let at: Int64
        let channel: ExerciseChannel
        /// Nothing for all.
        var cell: String?
        let english: (subject: String, body: String)
        let french: (subject: String, body: String)
    }

    private static let injects = [
        Inject(
            number: 1, at: 0, channel: .briefing,
            english: ("A night on duty", "It is two in the morning. You are alone on duty in your capital."),
            french: ("Une nuit de garde", "Il est deux heures du matin. Vous êtes seul de garde dans votre capitale.")),
        Inject(
            number: 2, at: 4, channel: .document, cell: "A",
            english: (
                "A confirmed report",
                "The hall of the station is shut: people have sore eyes. The cause is not known. Nobody is in danger."
            ),
            french: (
                "Un signalement confirmé",
                "Le hall de la gare est fermé : des gens ont les yeux irrités. La cause est inconnue. Personne n’est en danger."
            )),
        Inject(
            number: 3, at: 13, channel: .document, cell: "B",
            english: (
                "The evening train",
                "Six passengers of the evening train report at your hospital. This is confirmed. They go home in the morning."
            ),
            french: (
                "Le train du soir",
                "Six passagers du train du soir se présentent à l’hôpital. C’est confirmé. Ils rentrent demain matin."
            )),
    ]

    let stage: DemoStage
    let director: Account.ID
    let programme: Programme.ID

    private struct Made: Sendable {
        let event: Event.ID
        let msel: Msel.ID
        var cells: [String: ExerciseCell.ID] = [:]
        var task: CriticalTask.ID?
        var objective: ExerciseObjective.ID?
        var injects: [Int: App.Inject.ID] = [:]
        /// By cell, who plays; and who looks.
        var players: [String: Participant.ID] = [:]
        var evaluator: Participant.ID?
    }

    func hold() async throws {
        try await act()
        stage.clock.go(to: stage.present)
        let environment = stage.services.environment
        let actor = "account:\(director)"
        let made = try await stage.services.database.write { tx in
            try plan(Work(tx, environment, actor: actor))
        }
        try await play(made)
        try await rate(made)
        try await review(made)
    }

    /// Its owner says that it is done; whether it helped is for the retest to show.
    private func act() async throws {
        let visit = try await stage.visit(director)
        let action = try await stage.services.database.read { [programme] reading in
            try ActionStore(reading).actions(of: [programme]).first { $0.title == Self.action }?.id
        }
        guard let action else { return }
        _ = try await ActionOperations.move(visit, action, .begin, "")
        stage.clock.tick(seconds: 3_600)
        _ = try await ActionOperations.move(visit, action, .finish, "The rule is changed, and told to every shift.")
    }

    // MARK: Planning

    private func plan(_ work: Work) throws -> Made {
        let event = try EventOperations.createIn(
            work, in: programme,
            EventFields(
                title: Self.title, startsOn: stage.day(0), endsOn: stage.day(0), timeZone: Self.zone,
                place: "Online", marking: "GREEN", door: .approval, kind: "exercise"
            ).cleaned)
        var start = ExerciseStart()
        start.functions = [(code: "security", name: "Security")]
        var made = Made(event: event, msel: try ExercisePlanOperations.beginIn(work, event, start))
        try settings(event, work)
        try frame(&made, work)
        try aim(&made, work)
        try write(&made, work)
        try seat(&made, work)
        try ExercisePlanning.makeReadyIn(work, event)
        return made
    }

    private func settings(_ event: Event.ID, _ work: Work) throws {
        let record = try EventStore(work.tx).event(event)
        var fields = ExerciseSettingsFields()
        (fields.title, fields.zone) = (Self.title, Self.zone)
        fields.overview = "One night, two countries: a first notice, with one signature. All of it is invented."
        fields.storyStart = EventClock(zone: Self.zone).text(Nordgate.storyStart + 14 * EpochTime.day)
        fields.languages = "en fr"
        fields.startex = EventClock(zone: record.timeZone).text(stage.present)
        (fields.rules, fields.emergencyPhone) = (NordgateWords.rules, NordgateWords.phone)
        fields.comparison = Comparison.named.rawValue
        try ExercisePlanOperations.settingsIn(work, event, fields.cleaned(record))
    }

    private func frame(_ made: inout Made, _ work: Work) throws {
        for cell in Nordgate.cells.prefix(2) {
            var fields = CellFields()
            (fields.code, fields.name, fields.plays) = (cell.code, cell.name, cell.part)
            (fields.zone, fields.language) = (cell.zone, cell.language)
            fields.country = NordgatePeople.delegations[cell.code]
            fields.publication = Comparison.named.rawValue
            made.cells[cell.code] = try ExercisePlanOperations.cellIn(work, made.msel, fields)
        }
        if let one = made.cells["A"], let other = made.cells["B"] {
            try ExercisePlanOperations.borderIn(work, made.msel, one, other)
        }
        var move = MoveFields()
        (move.title, move.starts, move.lasts, move.rate) = ("The night", "0:00", "0:\(Self.length)", "1")
        _ = try ExercisePlanOperations.moveIn(work, made.msel, move)
    }

    /// The one objective cites what Nordgate led to.
    private func aim(_ made: inout Made, _ work: Work) throws {
        let done = try ActionStore(work.tx).actions(of: [programme]).first { $0.title == Self.action }
        var goal = ExerciseObjectiveFields()
        (goal.text, goal.priority) = ("A first notice goes with one signature", 1)
        let objective = try ExercisePlanOperations.objectiveIn(
            work, made.msel, goal,
            sources: done.map { [.init(kind: "action", id: $0.id.description, event: nil)] } ?? [])
        made.objective = objective
        var task = TaskFields()
        task.text = "First notice to neighbours after the first confirmed report"
        (task.threshold, task.measure) = (20, "first-notice")
        task.standard = Self.action
        made.task = try ExercisePlanOperations.taskIn(work, made.msel, objective, task)
    }

    private func write(_ made: inout Made, _ work: Work) throws {
        let desk = try InjectDesk(made.event, work.tx)
        for one in Self.injects {
            let to: [InjectRecord.Recipient] = one.cell.flatMap { made.cells[$0] }.map { [.cell($0)] } ?? [.all]
            let tests = one.cell == nil ? [] : [made.task].compactMap(\.self)
            var draft = InjectDraft(
                String(one.number), one.english.subject, at: "M1+\(one.at)", one.channel, to: to, tasks: tests,
                type: .standard)
            draft.fields.release = ReleaseWay.hand.rawValue
            draft.fields.expected = one.cell == nil ? "" : "The neighbour is told at once, with one signature."
            let id = try InjectOperations.createIn(work, desk, draft)
            made.injects[one.number] = id
            for (language, text) in [("en", one.english), ("fr", one.french)] {
                try InjectOperations.textIn(
                    work, desk, try PlanStore(work.tx).inject(id, of: made.msel), language,
                    InjectTextFields(subject: text.subject, body: text.body), state: .checked)
            }
            try InjectOperations.approveIn(work, desk, try PlanStore(work.tx).inject(id, of: made.msel))
        }
    }

    private func seat(_ made: inout Made, _ work: Work) throws {
        let function = try PlanStore(work.tx).functions(of: made.msel).first?.id
        for (code, cell) in made.cells.sorted(by: { $0.key < $1.key }) {
            guard let country = NordgatePeople.delegations[code], let person = try person(country, 2, made, work) else {
                continue
            }
            made.players[code] = person
            try ExercisePlanOperations.seatIn(
                work, made.event, SeatInput(person, .player, cell: cell, function: function, isSpokesperson: true))
        }
        guard let evaluator = try person("KG", 1, made, work), let task = made.task else { return }
        made.evaluator = evaluator
        let seat = try ExercisePlanOperations.seatIn(work, made.event, SeatInput(evaluator, .evaluator))
        for cell in made.cells.values.sorted() {
            try ExercisePlanOperations.assignIn(work, made.event, seat, task, cell)
        }
    }

    private func person(_ code: String, _ number: Int, _ made: Made, _ work: Work) throws -> Participant.ID? {
        guard let country = InfrastructurePeople.countries.first(where: { $0.code == code }) else { return nil }
        let (given, family, _) = country.person(number)
        let sector = InfrastructurePeople.sectors[number % InfrastructurePeople.sectors.count]
        return try EventOperations.addParticipantIn(
            work, made.event,
            ParticipantFields(
                name: "\(given) \(family)", organisation: InfrastructurePeople.organisation(code, sector),
                country: code, sector: sector, role: .participant, state: .present))
    }

    // MARK: What happens

    private func play(_ made: Made) async throws {
        let start = stage.present + EpochTime.minute
        func at(_ minute: Int64) async throws -> Visit {
            stage.clock.go(to: start + minute * EpochTime.minute)
            return try await stage.visit(director)
        }
        try await ExerciseOperations.act(try await at(0), made.event, .start)
        for one in Self.injects {
            let visit = try await at(one.at)
            if let id = made.injects[one.number] { try await ReleaseOperations.release(visit, made.event, id) }
            switch one.cell {
            case "A":
                try await tell(
                    made, from: "A", to: "B", start + 9 * EpochTime.minute,
                    "Confirmed: the hall at Nordgate is shut. The cause is not known; more in an hour.")
            case "B":
                try await tell(
                    made, from: "B", to: "A", start + 19 * EpochTime.minute,
                    "Confirmé : six passagers du train du soir à l’hôpital. Suite dans une heure.")
            default: break
            }
        }
        try await ExerciseOperations.act(try await at(Self.length), made.event, .end)
    }

    private func tell(_ made: Made, from code: String, to other: String, _ moment: Int64, _ text: String) async throws {
        guard let visit = try await visit(made.players[code], made), let cell = made.cells[other] else { return }
        stage.clock.go(to: moment)
        var fields = RequestFields()
        (fields.type, fields.text, fields.allowed) = (RequestType.notification.rawValue, text, 20)
        let sent = try await CellRequestOperations.send(visit, made.event, .init(fields, to: [.cell(cell)], about: nil))
        guard let answering = try await self.visit(made.players[other], made), let id = sent.first else { return }
        stage.clock.go(to: moment + 2 * EpochTime.minute)
        try await CellRequestOperations.acknowledge(answering, made.event, id)
    }

    /// As a request of somebody who takes part would be.
    private func visit(_ person: Participant.ID?, _ made: Made) async throws -> Visit? {
        guard let person else { return nil }
        let record = try await stage.services.database.read { try EventStore($0).participant(person) }
        return stage.visit(
            seat: Visitor.Seat(
                id: record.id, event: made.event, name: record.name, country: record.country, sector: record.sector,
                language: nil, role: record.role, isApproved: true, isPresent: true), language: .english)
    }

    private func rate(_ made: Made) async throws {
        guard let visit = try await visit(made.evaluator, made), let task = made.task, let cell = made.cells["A"],
            let other = made.cells["B"]
        else { return }
        stage.clock.tick(seconds: 300)
        let inject = made.injects[2]
        let paper = try await stage.services.database.read { reading in
            try PlayStore(reading).papers(of: cell).first { $0.inject == inject }?.id
        }
        var note = ObservationDraft(
            text: "Five minutes after the report the notice was out, with one signature.", kind: .strength, cell: cell,
            task: task)
        note.paper = paper
        _ = try await EvaluationOperations.observe(visit, made.event, note)
        try await EvaluationOperations.rate(
            visit, made.event, RatedUnit(task: task, cell: cell), RatingDraft(value: .performed))
        let slower = "It was told, and only then what was known."
        try await EvaluationOperations.rate(
            visit, made.event, RatedUnit(task: task, cell: other), RatingDraft(value: .some, reason: slower))
        try await EvaluationOperations.submit(visit, made.event)
        stage.clock.tick(seconds: 300)
        let lead = try await stage.visit(director)
        try await EvaluationOperations.agree(
            lead, made.event, RatedUnit(task: task, cell: cell), .performed, reason: "")
        try await EvaluationOperations.agree(
            lead, made.event, RatedUnit(task: task, cell: other), .some, reason: slower)
    }

    private func review(_ made: Made) async throws {
        stage.clock.tick(seconds: 600)
        let visit = try await stage.visit(director)
        let seen = try await stage.services.database.read { try EvaluationStore($0).observations(of: made.event) }
        var fields = FindingFields()
        fields.kind = FindingKind.strength.rawValue
        fields.title = "Neighbours were told five minutes after the report"
        fields.text = "In both capitals one officer sent the first notice alone, at night."
        fields.reference = Self.action
        var place = FindingPlace()
        (place.objective, place.isShared) = (made.objective, true)
        place.observations = Set(seen.map(\.id))
        _ = try await AfterOperations.find(visit, made.event, fields, place)
        try await AfterReportOperations.agree(visit, made.event)
    }
}
