import Domain
import Storage
import Web

/// What goes on paper before and in play: the situation manual, evaluation guides, cards of injects, handbooks, the list of injects.
/// Each carries the mark; what tells of unreleased injects is for whoever runs the exercise.
enum ExercisePrintKind: String, CaseIterable, Sendable {
    case sitman, eeg, msel, handbook
    case filled = "eeg-filled"
    case injects
    case controllers
    case aar
    case decisionSheet = "decision-sheet"
    case requestSheet = "request-sheet"
    case long = "msel-long"
    case simcell

    var title: Message {
        switch self {
        case .sitman: L("Situation manual")
        case .eeg: L("Evaluation guide")
        case .filled: L("Evaluation guide, filled in")
        case .injects: L("Cards of injects")
        case .msel: L("List of injects")
        case .handbook: L("Handbook for players")
        case .controllers: L("Handbook for controllers and evaluators")
        case .aar: L("After-action report")
        case .decisionSheet: L("Paper form for a decision")
        case .requestSheet: L("Paper form for a request")
        case .long: L("List of injects, in full")
        case .simcell: L("Call list of the simulation cell")
        }
    }

    /// Without anything of unreleased injects.
    var isForPlayers: Bool { [.sitman, .handbook, .decisionSheet, .requestSheet].contains(self) }
}

struct PrintDocuments: Sendable {
    let event: EventRecord
    let programme: String
    let exercise: ExerciseRecord
    let plan: ExercisePlan
    let sight: EvaluationSight
    private let observations: [ExerciseObservationRecord]
    private let seats: [SeatRecord]

    init(_ id: Event.ID, _ reading: any Reading) throws {
        event = try EventStore(reading).event(id)
        programme = try ProgrammeStore(reading).programme(event.programme).title
        exercise = try PlayStore(reading).required(id)
        plan = try ExercisePlan(exercise.msel, reading)
        sight = try EvaluationSight(id, plan, reading)
        observations = try EvaluationStore(reading).observations(of: id).filter { $0.sharedAt != nil }
        seats = try PlayStore(reading).seats(of: id)
    }

    func document(_ kind: ExercisePrintKind) -> Document {
        let marking = TLP.stricter(event.marking, plan.msel.marking)
        var document = Document(
            title: event.title, kind: kind.title.string(), marking: marking, language: Language.current.rawValue)
        document.facts = [
            .init(L("Programme"), programme), .init(L("When"), DateText.span(event.startsOn, event.endsOn)),
            .init(L("Place"), event.place.isEmpty ? "–" : event.place), .init(L("Scenario"), plan.msel.title),
        ]
        document.note = [.meaning(of: marking)]
        document.startsChaptersOnPages = kind == .injects || kind == .eeg || kind == .filled
        switch kind {
        case .sitman:
            document.blocks = overview + roles + participants + rules + assumptions + timetable + modules + acronyms
        case .handbook: document.blocks = rules + roles + timetable + emergency
        case .controllers: document.blocks = rules + emergency + roles + list + scale
        case .eeg: document.blocks = guide(isFilled: false)
        case .filled: document.blocks = guide(isFilled: true)
        case .injects: document.blocks = cards
        case .msel: document.blocks = list
        case .aar: document.blocks = []
        case .decisionSheet: document.blocks = PrintSheets(plan).decision
        case .requestSheet: document.blocks = PrintSheets(plan).request
        case .long: document.blocks = PrintLists(plan: plan, seats: seats).long
        case .simcell: document.blocks = PrintLists(plan: plan, seats: seats).calls
        }
        return ExercisePrint.marked(document)
    }

    private func paragraphs(_ text: String) -> [Document.Block] {
        text.split(whereSeparator: \.isNewline).map { .paragraph([.text(String($0))]) }
    }

    // MARK: What players may read

    private var overview: [Document.Block] {
        [.heading(1, id: "overview", L("Overview"))] + paragraphs(plan.msel.overview)
            + [
                .heading(1, id: "objectives", L("Objectives")),
                .list(plan.objectives.map { [.text("\($0.code) \($0.text)")] }),
            ]
    }

    /// The cells, whom they play and where they sit; no names.
    private var roles: [Document.Block] {
        let rows = plan.cells.map { [$0.code, $0.name, $0.plays, $0.zone, $0.kind.label.string()] }
        var blocks: [Document.Block] = [.heading(1, id: "roles", L("Who plays whom"))]
        if !rows.isEmpty {
            blocks.append(
                .table(
                    ReportTable.make(
                        L("Cells"), [L("Code"), L("Cell"), L("Plays"), L("Time zone"), L("Kind")], rows,
                        weights: [0.6, 2, 2, 1.4, 1.2])))
        }
        if !plan.functions.isEmpty { blocks.append(.list(plan.functions.map { [.text("\($0.code) \($0.name)")] })) }
        return blocks
    }

    private var rules: [Document.Block] {
        [
            .heading(1, id: "rules", L("How it is played")),
            .list([
                [Document.Inline](L("Everything carries the mark EXERCISE. Nothing leaves the exercise without it.")),
                [Document.Inline](L("Decide with what you know. Nobody is examined: plans and procedures are.")),
                [Document.Inline](
                    L("Ask other cells and simulated bodies through Roundtable, never by a real telephone or address.")),
                [Document.Inline](
                    L("Only consequences for the public are played: no quantities, no methods, no weaknesses of sites.")
                ),
            ]),
        ] + paragraphs(exercise.rules)
    }

    /// What is taken as given, and what is only so because it is played.
    private var assumptions: [Document.Block] {
        [
            .heading(1, id: "assumptions", L("What is assumed")),
            .list([
                [Document.Inline](L("The story could happen, and what it tells is taken as it is told.")),
                [Document.Inline](L("Time may jump, and a story of days is played in hours.")),
                [Document.Inline](L("Whoever is not at the table is played by the simulation cell.")),
                [Document.Inline](L("Places, people and bodies of the story are invented.")),
            ]),
        ]
    }

    /// Who sits at the tables: organisations of each cell, and nobody by name.
    private var participants: [Document.Block] {
        let rows = plan.players.map { cell -> [String] in
            let own = seats.filter { $0.cell == cell.id && $0.role == .player }
            return [
                cell.name, "\(own.count)",
                Set(own.map(\.organisation)).subtracting([""]).sorted().joined(separator: "; "),
            ]
        }
        guard rows.contains(where: { $0[1] != "0" }) else { return [] }
        return [
            .heading(1, id: "participants", L("Participants")),
            .table(
                ReportTable.make(
                    L("Participants"), [L("Cell"), L("Players"), L("Organisations")], rows, weights: [2, 0.8, 4])),
        ]
    }

    /// Of an inject that has gone out in this move: what cells were asked.
    private func questions(_ move: MoveRecord) -> [Document.Block] {
        let out = Set(plan.injects.filter { $0.move == move.id && $0.status.isOut }.map(\.id))
        let asked = plan.points.filter { out.contains($0.inject) && move.closedElapsed != nil }.map { point in
            let words = point.question.text(in: Language.current.rawValue, else: plan.msel.languages)
            return [Document.Inline.foreign([.text(words.text)], language: words.language)]
        }
        return asked.isEmpty ? [] : [.paragraph([.strong([Document.Inline](L("Questions")))]), .list(asked)]
    }

    private var emergency: [Document.Block] {
        [
            .heading(1, id: "emergency", L("Real emergency")),
            .paragraph(L("Say “real-world emergency”, and press Real emergency on any page: everything stops.")),
        ] + (exercise.emergencyPhone.isEmpty ? [] : [.paragraph([.text(exercise.emergencyPhone)])])
    }

    /// The moves by their numbers and lengths: their titles would tell the story.
    private var timetable: [Document.Block] {
        let rows = plan.moves.map { move in
            [
                L("Move \(move.number)").string(), "E \(ElapsedText.short(move.plannedStart))",
                ElapsedText.short(move.plannedLength),
            ]
        }
        guard !rows.isEmpty else { return [] }
        return [
            .heading(1, id: "timetable", L("Timetable")),
            .table(ReportTable.make(L("Moves"), [L("Move"), L("From"), L("Length")], rows)),
        ]
    }

    /// Moves that were opened, with what was said at their beginning: what is still to come stays unsaid.
    private var modules: [Document.Block] {
        let opened = plan.moves.filter { $0.openedElapsed != nil }
        guard !opened.isEmpty else { return [] }
        return [.heading(1, id: "modules", L("Modules"))]
            + opened.flatMap { move in
                [.heading(2, id: "move-\(move.number)", L("Move \(move.number): \(move.title)"))]
                    + paragraphs(move.briefing) + questions(move)
            }
    }

    private var acronyms: [Document.Block] {
        [
            .heading(1, id: "acronyms", L("Short words")),
            .list([
                [Document.Inline](L("STARTEX, ENDEX: the exercise begins, the exercise ends.")),
                [Document.Inline](L("EXCON: whoever runs the exercise.")),
                [Document.Inline](L("SimCell: whoever plays all bodies that are not at the table.")),
                [Document.Inline](L("E 1:20: an hour and twenty minutes after STARTEX, without pauses.")),
            ]),
        ]
    }

    // MARK: For whoever runs it

    private func time(_ inject: InjectRecord) -> String {
        plan.dueElapsed(inject).map { "E \(ElapsedText.short($0))" } ?? inject.anchor.label.string()
    }

    private var list: [Document.Block] {
        let rows = plan.injects.filter { $0.status != .obsolete }.map { inject in
            [
                "#\(inject.label)", time(inject), inject.channel.label.string(),
                plan.recipients(of: inject).map(\.code).joined(separator: " "), inject.title,
                inject.tasks.compactMap { plan.task($0)?.code }.joined(separator: " "),
            ]
        }
        return [.heading(1, id: "injects", L("List of injects"))]
            + (rows.isEmpty
                ? []
                : [
                    .table(
                        ReportTable.make(
                            L("Injects as planned"),
                            [L("No."), L("Time"), L("Channel"), L("To"), L("Title"), L("Tasks")],
                            rows, weights: [1, 1, 1.4, 1.6, 4, 1.2]))
                ])
    }

    /// One a page, in every language that it has.
    private var cards: [Document.Block] {
        plan.injects.filter { $0.status != .obsolete }.flatMap { inject -> [Document.Block] in
            var blocks: [Document.Block] = [
                .heading(1, id: "inject-\(inject.id)", .verbatim("#\(inject.label) \(inject.title)")),
                .paragraph(
                    .verbatim(
                        [
                            time(inject), inject.channel.label.string(), plan.actor(inject.actor)?.name ?? "",
                            plan.recipients(of: inject).map(\.name).joined(separator: ", "),
                        ].filter { !$0.isEmpty }.joined(separator: " · "))),
            ]
            for text in inject.texts {
                blocks.append(
                    .foreign(
                        [.paragraph([.strong([.text(text.subject)])])] + paragraphs(text.body), language: text.language)
                )
            }
            if !inject.expected.isEmpty {
                blocks += [.paragraph([.strong([Document.Inline](L("Expected")))])] + paragraphs(inject.expected)
            }
            return blocks
        }
    }

    private var scale: [Document.Block] {
        [
            .heading(1, id: "scale", L("How tasks are rated")),
            .list(TaskRating.allCases.map { [.text("\($0.letter) · \($0.anchor.string())")] }),
        ]
    }

    // MARK: Evaluation guides

    /// For each objective its tasks, with room to write; or with what was seen and agreed on.
    private func guide(isFilled: Bool) -> [Document.Block] {
        plan.objectives.flatMap { objective -> [Document.Block] in
            let tasks = plan.tasks.filter { $0.objective == objective.id }
            var blocks: [Document.Block] = [
                .heading(1, id: "objective-\(objective.number)", .verbatim("\(objective.code) \(objective.text)"))
            ]
            if !objective.capability.isEmpty { blocks.append(.paragraph(L("Capability: \(objective.capability)"))) }
            for task in tasks {
                blocks.append(.heading(2, id: "task-\(task.number)", .verbatim("\(task.code) \(task.text)")))
                if !task.target.isEmpty { blocks.append(.paragraph(L("Target: \(task.target)"))) }
                if !task.standard.isEmpty { blocks.append(.paragraph(L("Source: \(task.standard)"))) }
                blocks.append(.table(isFilled ? filled(task) : blank(task)))
                if isFilled { blocks += notes(task) }
            }
            return blocks
        } + scale
    }

    /// One line for each who rates the cell in it.
    private func blank(_ task: TaskRecord) -> Document.Table {
        let rows = plan.players.flatMap { cell -> [[String]] in
            let names = evaluators(RatedUnit(task: task.id, cell: cell.id)).map(\.name)
            return (names.isEmpty ? ["\u{A0}"] : names).map { [cell.name, $0, " ", "P  S  M  U  N"] }
        }
        return ReportTable.make(
            L("Notes and rating"), [L("Cell"), L("Evaluator"), L("Notes and explanation"), L("Rating")], rows,
            weights: [1.4, 1.4, 4, 1.4])
    }

    private func evaluators(_ unit: RatedUnit) -> [SeatRecord] {
        sight.evaluators.filter { sight.units(of: $0.id).contains(unit) }
    }

    private func filled(_ task: TaskRecord) -> Document.Table {
        let rows = plan.players.map { cell -> [String] in
            let unit = RatedUnit(task: task.id, cell: cell.id)
            let open = sight.isOpen(unit)
            let ratings = open ? sight.ratings(of: unit).map { $0.value.letter }.joined(separator: " ") : ""
            return [
                cell.name, evaluators(unit).map(\.name).joined(separator: ", "), ratings, sight.result(unit)?.letter ?? "", sight.consensus[unit]?.reason ?? "",
            ]
        }
        return ReportTable.make(
            L("Ratings"), [L("Cell"), L("Evaluator"), L("Ratings"), L("Final rating"), L("Why")], rows,
            weights: [1.4, 1.6, 1.2, 1, 3.4])
    }

    private func notes(_ task: TaskRecord) -> [Document.Block] {
        let own = observations.filter { $0.task == task.id }
        guard !own.isEmpty else { return [] }
        return [
            .list(
                own.map { one in
                    let cell = one.cell.flatMap { plan.cell($0)?.code } ?? ""
                    return [
                        .foreign(
                            [.text("E \(ElapsedText.short(one.elapsed)) \(cell): \(one.text)")], language: one.language)
                    ]
                })
        ]
    }
}

/// Makes a file of an exercise, by its name: `sitman.pdf`.
enum PrintFiles {
    /// - Throws: ``Refusal/notFound`` for a name that is none, and for what somebody may not read.
    static func make(_ visit: Visit, _ event: Event.ID, _ name: String) async throws -> Answer {
        let parts = name.split(separator: ".").map(String.init)
        guard parts.count == 2, let kind = ExercisePrintKind(rawValue: parts[0]),
            let format = Document.Format(rawValue: parts[1])
        else { throw Refusal.notFound }
        let asked = ExerciseCell.ID(visit.inbound.query.text("cell"))
        let document = try await visit.read { reading in
            try Self.document(kind, visit, event, copyFor: asked, reading)
        }
        return try await answer(visit, document, format, name: name)
    }

    /// A document of an exercise as a file, marked in its name.
    static func answer(_ visit: Visit, _ document: Document, _ format: Document.Format, name: String) async throws
        -> Answer
    {
        let bytes: [UInt8]
        if format.programs.isEmpty {
            bytes = try await document.file(format)
        } else {
            try visit.services.limits.exports.check(visit.visitor.journalName ?? "", now: visit.now)
            bytes = try await visit.services.limits.conversions.pass(busy: .conversionsBusy) {
                try await document.file(format)
            }
        }
        return .download(bytes, type: format.mediaType, name: ExerciseText.fileName(name))
    }

    private static func document(
        _ kind: ExercisePrintKind, _ visit: Visit, _ event: Event.ID, copyFor asked: ExerciseCell.ID?,
        _ reading: any Reading
    ) throws -> Document {
        let exercise = try PlayStore(reading).required(event)
        let standing = try ExerciseStanding(visit, event, reading)
        if kind == .aar {
            let isTold = exercise.state == .reviewed || exercise.state == .closed
            let isWriter = standing.isExcon || standing.mayEvaluate
            try standing.require(isTold || isWriter && exercise.state.isOver)
            if let asked, standing.isExcon,
                try PlanStore(reading).cells(of: exercise.msel).allSatisfy({ $0.id != asked })
            {
                throw Refusal.notFound
            }
            return try ExerciseReport(event, own: standing.isExcon ? asked ?? standing.cell : standing.cell, reading)
                .document
        }
        // A guide with ratings is for whoever runs it, since it names all cells.
        let isOpen = kind.isForPlayers && (exercise.state != .draft && exercise.state != .cancelled)
        let isEvaluators = kind == .eeg && standing.mayEvaluate
        try standing.require(standing.isExcon || isOpen || isEvaluators)
        return try PrintDocuments(event, reading).document(kind)
    }
}
