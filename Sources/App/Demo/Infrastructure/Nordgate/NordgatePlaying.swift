import Domain
import Storage
import Web

/// What was made in play, by the keys of the script.
private struct NordgateKnown {
    var requests: [String: [String: ExerciseRequest.ID]] = [:]
    var picture: [String: (id: PictureItem.ID, fields: PictureFields)] = [:]
    var statements: [String: PublicStatement.ID] = [:]
}

/// Plays Nordgate by the operations that the acts of a director, controllers and players go through, at their times.
struct NordgatePlaying {
    /// Minutes of the exercise's clock at which the story of a running exercise stands: in the middle of move 2.
    static let middle: Int64 = 62
    /// How long it takes from STARTEX to ENDEX, with its breaks.
    static let length = (Nordgate.endex + Nordgate.breaks.reduce(0) { $0 + $1.length }) * EpochTime.minute

    let stage: DemoStage
    let director: Account.ID
    let made: NordgateMade
    let startex: Int64

    /// Who acts for a function of a cell.
    private struct Place: Hashable {
        let cell: String
        let function: String
    }

    /// - Parameter end: minutes of the exercise's clock; nothing plays it to ENDEX.
    func play(to end: Int64?) async throws {
        let places = try await places()
        stage.clock.go(to: startex)
        try await act(.start)
        var known = NordgateKnown()
        for step in Self.steps where step.minute <= end ?? Nordgate.endex {
            stage.clock.go(to: wall(step.minute, afterBreak: step.isAfterBreak))
            switch step.what {
            case .pause: try await act(.pause)
            case .resume: try await act(.resume)
            case .open(let number): try await open(number)
            case .release(let number): try await release(number)
            case .probe(let minute): try await probe(minute, .open)
            case .unasked(let minute): try await probe(minute, .close)
            case .picture(let minute): try await answer(minute, places)
            case .entry(let entry):
                guard let seat = places[Place(cell: entry.cell, function: entry.function)] else { continue }
                try await take(entry, seat, &known)
            }
        }
        guard end == nil else { return }
        stage.clock.go(to: wall(Nordgate.endex, afterBreak: true))
        try await act(.end)
    }

    // MARK: The order of things

    private struct Step: Sendable {
        enum What: Sendable {
            case pause, resume
            case open(Int)
            case release(Int)
            /// Opened, answered, closed: of the probe planned at a minute.
            case probe(Int64)
            case picture(Int64)
            case unasked(Int64)
            case entry(NordgateScript.Entry)
        }

        let minute: Int64
        /// Among those of a minute.
        let order: Int
        let what: What

        /// A break comes after everything that is planned at its minute, and the next move after the break.
        var isAfterBreak: Bool { order >= 4 }
    }

    private static let steps: [Step] = {
        var steps = Nordgate.injects.map { Step(minute: $0.at, order: 1, what: .release($0.number)) }
        for minute in Nordgate.probes {
            steps.append(Step(minute: minute, order: 2, what: .probe(minute)))
            steps.append(Step(minute: minute + 2, order: 2, what: .picture(minute)))
            steps.append(Step(minute: minute + 4, order: 2, what: .unasked(minute)))
        }
        steps += NordgateScript.all.map { Step(minute: $0.minute, order: 2, what: .entry($0)) }
        for pause in Nordgate.breaks {
            steps.append(Step(minute: pause.at, order: 3, what: .pause))
            steps.append(Step(minute: pause.at, order: 4, what: .resume))
        }
        for move in Nordgate.moves where move.start > 0 {
            let isAfter = Nordgate.breaks.contains { $0.at == move.start }
            steps.append(Step(minute: move.start, order: isAfter ? 5 : 0, what: .open(move.number)))
        }
        return steps.sorted { ($0.minute, $0.order) < ($1.minute, $1.order) }
    }()

    /// When a minute of the exercise's clock is reached.
    private func wall(_ minute: Int64, afterBreak: Bool) -> Int64 {
        let breaks = Nordgate.breaks.filter { afterBreak ? $0.at <= minute : $0.at < minute }
        return startex + (minute + breaks.reduce(0) { $0 + $1.length }) * EpochTime.minute
    }

    // MARK: Who runs it

    private func act(_ act: ExerciseOperations.Act) async throws {
        try await ExerciseOperations.act(try await stage.visit(director), made.event, act)
    }

    private func open(_ number: Int) async throws {
        guard let move = made.moves[number] else { return }
        try await MoveOperations.open(try await stage.visit(director), made.event, move, left: .keep)
    }

    /// A call reaches each cell by itself.
    private func release(_ number: Int) async throws {
        guard let id = made.injects[number], let inject = Nordgate.injects.first(where: { $0.number == number }) else {
            return
        }
        let visit = try await stage.visit(director)
        guard ExerciseChannel(rawValue: inject.channel)?.isSpoken ?? false else {
            try await ReleaseOperations.release(visit, made.event, id)
            return
        }
        for code in inject.to {
            guard let cell = made.cells[code] else { continue }
            try await ReleaseOperations.note(visit, made.event, id, in: cell, .reached)
        }
    }

    private func probe(_ minute: Int64, _ act: ProbeOperations.Act) async throws {
        guard let probe = made.probes[minute] else { return }
        try await ProbeOperations.act(try await stage.visit(director), made.event, probe, act)
    }

    // MARK: Who plays

    /// Who speaks for a cell says what it sees.
    private func answer(_ minute: Int64, _ places: [Place: Visitor.Seat]) async throws {
        guard let id = made.probes[minute] else { return }
        let probe = try await stage.services.database.read { [made] in try ProbeStore($0).probe(id, of: made.event) }
        for cell in Nordgate.cells {
            guard let seat = places[Place(cell: cell.code, function: "security")] else { continue }
            let told = NordgateProbes.answers(of: cell.code, at: minute)
            let answers = zip(probe.questions, told).filter { !$0.1.isEmpty }.map { ($0.0.id, $0.1) }
            guard !answers.isEmpty else { continue }
            let visit = stage.visit(seat: seat, language: Language(rawValue: cell.language) ?? .english)
            try await ProbeOperations.answer(
                visit, made.event, id, Dictionary(answers) { first, _ in first })
        }
    }

    private func places() async throws -> [Place: Visitor.Seat] {
        let event = made.event
        let (seats, people) = try await stage.services.database.read { reading in
            (try PlayStore(reading).seats(of: event), try EventStore(reading).participants(of: event))
        }
        let cells = Dictionary(made.cells.map { ($0.value, $0.key) }) { first, _ in first }
        let functions = Dictionary(made.functions.map { ($0.value, $0.key) }) { first, _ in first }
        var places: [Place: Visitor.Seat] = [:]
        for seat in seats where seat.role == .player {
            guard let cell = seat.cell.flatMap({ cells[$0] }), let function = seat.function.flatMap({ functions[$0] }),
                let person = people.first(where: { $0.id == seat.participant })
            else { continue }
            places[Place(cell: cell, function: function)] = Visitor.Seat(
                id: person.id, event: event, name: person.name, country: person.country, sector: person.sector,
                language: nil, role: person.role, isApproved: true, isPresent: true)
        }
        return places
    }

    private func take(
        _ entry: NordgateScript.Entry, _ seat: Visitor.Seat, _ known: inout NordgateKnown
    ) async throws {
        let language = Nordgate.cells.first { $0.code == entry.cell }.flatMap { Language(rawValue: $0.language) }
        let visit = stage.visit(seat: seat, language: language ?? .english)
        switch entry.act {
        case .decide(let number, let option, let why, let sure):
            guard let point = made.points[number] else { return }
            var fields = DecisionFields()
            (fields.option, fields.confidence) = (option, sure)
            if option.isEmpty { fields.other = why } else { fields.rationale = why }
            let consulted = Set(made.functions.values.map { Consulted.function($0) })
            _ = try await CellDecisionOperations.decide(
                visit, made.event, point, .init(fields, consulted: consulted))
        case .consent(let number): try await consent(visit, entry.cell, number)
        case .ask(let key, let to, let type, let text, let minutes, let about):
            var fields = RequestFields()
            (fields.type, fields.text, fields.allowed) = (type.rawValue, text, minutes)
            let paper = try await paper(about, entry.cell)
            // To several it is one call; the requests come in the order of the cells.
            let asked = to.sorted().compactMap { code in made.cells[code].map { (code: code, cell: $0) } }
            let sent = try await CellRequestOperations.send(
                visit, made.event, .init(fields, to: Set(asked.map { .cell($0.cell) }), about: paper))
            for (one, id) in zip(asked, sent) { known.requests[key, default: [:]][one.code] = id }
        case .acknowledge(let key):
            guard let id = known.requests[key]?[entry.cell] else { return }
            try await CellRequestOperations.acknowledge(visit, made.event, id)
        case .answer(let key, let outcome, let text):
            guard let id = known.requests[key]?[entry.cell] else { return }
            var fields = RequestAnswerFields()
            (fields.outcome, fields.text) = (outcome.rawValue, text)
            try await CellRequestOperations.answer(visit, made.event, id, fields)
        case .close(let key, let served):
            guard let id = known.requests[key]?.values.first else { return }
            try await CellRequestOperations.close(visit, made.event, id, wasServed: served)
        case .see, .correct, .log, .report, .draft, .agree, .speak: try await tell(entry, visit, &known)
        }
    }

    /// What a cell knows, keeps, and says to its public.
    private func tell(_ entry: NordgateScript.Entry, _ visit: Visit, _ known: inout NordgateKnown) async throws {
        switch entry.act {
        case .see(let key, let topic, let standing, let text, let forAll, let about):
            var sending = CellPictureOperations.Sending()
            (sending.fields.topic, sending.fields.standing) = (topic.rawValue, standing.rawValue)
            sending.fields.text = text
            sending.fields.shown = (forAll ? PictureAudience.all : .cell).rawValue
            sending.paper = try await paper(about, entry.cell)
            let id = try await CellPictureOperations.add(visit, made.event, sending)
            known.picture[key] = (id, sending.fields)
        case .correct(let key, let standing):
            guard let (id, fields) = known.picture[key] else { return }
            var sending = CellPictureOperations.Sending()
            sending.fields = fields
            sending.fields.standing = standing.rawValue
            try await CellPictureOperations.change(visit, made.event, id, sending)
        case .log(let kind, let text):
            var fields = LogFields()
            (fields.kind, fields.text) = (kind.rawValue, text)
            _ = try await CellTalkOperations.write(visit, made.event, fields)
        case .report(let summary, let needs):
            var fields = SituationReportFields()
            (fields.summary, fields.needs) = (summary, needs)
            _ = try await CellTalkOperations.report(visit, made.event, fields)
        case .draft(let key, let text, let asking):
            var fields = StatementFields()
            fields.text = text
            let cells = Set(asking.compactMap { made.cells[$0] })
            known.statements[key] = try await CellTalkOperations.draft(visit, made.event, fields, asking: cells)
        case .agree(let key):
            guard let id = known.statements[key] else { return }
            try await CellTalkOperations.consent(visit, made.event, id, agrees: true, "")
        case .speak(let key):
            guard let id = known.statements[key] else { return }
            try await CellTalkOperations.release(visit, made.event, id)
        case .decide, .consent, .ask, .acknowledge, .answer, .close: return
        }
    }

    private func consent(_ visit: Visit, _ code: String, _ number: Int) async throws {
        guard let point = made.points[number], let cell = made.cells[code] else { return }
        let last = try await stage.services.database.read { reading in
            try CellDecisionStore(reading).all(of: cell, on: point).max { $0.version < $1.version }?.id
        }
        guard let last else { return }
        try await CellDecisionOperations.consent(visit, made.event, last)
    }

    private func paper(_ number: Int?, _ code: String) async throws -> Paper.ID? {
        guard let inject = number.flatMap({ made.injects[$0] }), let cell = made.cells[code] else { return nil }
        return try await stage.services.database.read { reading in
            try PlayStore(reading).papers(of: cell).first { $0.inject == inject }?.id
        }
    }
}
