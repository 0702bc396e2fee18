import Domain
import Storage
import Web

/// Where each thing of a plan stands in its list, counted from 1.
struct ExerciseFilePlaces: Sendable {
    let cells: [ExerciseCell.ID: Int]
    let functions: [ExerciseFunction.ID: Int]
    let moves: [ExerciseMove.ID: Int]
    let actors: [Actor.ID: Int]
    let storylines: [Storyline.ID: Int]
    let objectives: [ExerciseObjective.ID: Int]
    let tasks: [CriticalTask.ID: Int]
    let injects: [Inject.ID: Int]

    static func places<ID: Hashable>(_ ids: [ID]) -> [ID: Int] {
        Dictionary(ids.enumerated().map { ($1, $0 + 1) }) { first, _ in first }
    }
}

/// Makes the file of a plan.
struct ExerciseFileExport {
    private let plan: ExercisePlan
    private let actors: [ActorRecord]
    private let injects: [InjectRecord]
    private let origins: [ExerciseObjective.ID: [ExerciseFile.Origin]]
    private let stations: [StationRecord]
    private let timetable: StationTimetable
    private let attachments: [Inject.ID: [ExerciseFile.Attachment]]
    let places: ExerciseFilePlaces

    /// - Parameters:
    ///   - event: whose stations go along; nothing for a scenario.
    ///   - words: of what objectives rest on, by `kind id`, as far as whoever asks may see it.
    init(_ msel: Msel.ID, of event: Event.ID? = nil, words: [String: String], _ reading: any Reading) throws {
        let plan = try ExercisePlan(msel, reading)
        self.plan = plan
        actors = plan.actors.sorted {
            ($0.name, $0.kind.rawValue, $0.address) < ($1.name, $1.kind.rawValue, $1.address)
        }
        injects = plan.injects.filter { $0.status != .obsolete }
        var origins = try ExerciseFileStore(reading).origins(of: msel)
        for source in try PlanStore(reading).sources(of: msel) {
            let told = words["\(source.kind) \(source.source)"] ?? ""
            origins[source.objective, default: []].append(.init(kind: source.kind, words: told))
        }
        self.origins = origins
        stations = try event.map { try StationStore(reading).stations(of: $0) } ?? []
        timetable = try event.map { try StationStore(reading).timetable(of: $0) } ?? StationTimetable([])
        attachments = try ExerciseFileAttachments.read(of: msel, injects.map(\.id), reading)
        places = ExerciseFilePlaces(
            cells: ExerciseFilePlaces.places(plan.cells.map(\.id)),
            functions: ExerciseFilePlaces.places(plan.functions.map(\.id)),
            moves: ExerciseFilePlaces.places(plan.moves.map(\.id)),
            actors: ExerciseFilePlaces.places(actors.map(\.id)),
            storylines: ExerciseFilePlaces.places(plan.storylines.map(\.id)),
            objectives: ExerciseFilePlaces.places(plan.objectives.map(\.id)),
            tasks: ExerciseFilePlaces.places(plan.tasks.map(\.id)),
            injects: ExerciseFilePlaces.places(injects.map(\.id)))
    }

    /// With what was played. - Parameter run: of the exercise that plays the plan.
    func file(run exercise: ExerciseRecord? = nil, _ reading: any Reading) throws -> ExerciseFile {
        ExerciseFile(written, run: try exercise.map { try ExerciseFileRun($0, places, plan, reading) })
    }

    private var written: ExerciseFile.Plan {
        let msel = plan.msel
        let borders = plan.borders.compactMap { pair -> [Int]? in
            guard let one = places.cells[pair.0], let other = places.cells[pair.1] else { return nil }
            return [min(one, other), max(one, other)]
        }
        return ExerciseFile.Plan(
            title: msel.title, overview: msel.overview, zone: msel.zone, storyStart: msel.storyStart,
            languages: msel.languages, marking: msel.marking, extraColumns: msel.extraColumns,
            functions: plan.functions.map { .init(code: $0.code, name: $0.name) }, cells: plan.cells.map(cell),
            borders: borders.sorted { ($0[0], $0[1]) < ($1[0], $1[1]) }, moves: plan.moves.map(move),
            breaks: plan.breaks.map { .init(title: $0.title, at: $0.elapsed, length: $0.length) }.sorted {
                ($0.at, $0.title, $0.length) < ($1.at, $1.title, $1.length)
            },
            actors: actors.map { .init(name: $0.name, kind: $0.kind, address: $0.address) },
            storylines: plan.storylines.map(\.title), objectives: plan.objectives.map(objective),
            tasks: plan.tasks.map(task), injects: injects.map(inject),
            stations: stations.isEmpty ? nil : stations.map(station),
            rotations: timetable.rotations.isEmpty ? nil : timetable.rotations.map(rotation))
    }

    private func station(_ one: StationRecord) -> ExerciseFile.Station {
        .init(
            name: one.fields.name, place: one.fields.place, text: one.fields.text,
            tasks: one.tasks.compactMap { places.tasks[$0] }.sorted())
    }

    private func rotation(_ one: StationTimetable.Rotation) -> ExerciseFile.Rotation {
        let known = ExerciseFilePlaces.places(stations.map(\.id.description))
        let visits = one.visits.compactMap { group, station -> [Int]? in
            guard let cell = ExerciseCell.ID(group).flatMap({ places.cells[$0] }), let at = known[station] else {
                return nil
            }
            return [cell, at]
        }
        return .init(startsAt: one.start, length: one.length, visits: visits.sorted { $0[0] < $1[0] })
    }

    private func cell(_ one: CellRecord) -> ExerciseFile.Cell {
        .init(
            code: one.code, name: one.name, country: one.country, plays: one.plays, zone: one.zone,
            language: one.language, kind: one.kind)
    }

    private func move(_ one: MoveRecord) -> ExerciseFile.Move {
        .init(
            number: one.number, title: one.title, start: one.plannedStart, length: one.plannedLength,
            storyAt: one.storyAt, rate: RateTyped.text(one.rate), briefing: one.briefing)
    }

    private func objective(_ one: ExerciseObjectiveRecord) -> ExerciseFile.Objective {
        .init(
            number: one.number, text: one.text, capability: one.capability, priority: one.priority,
            wanted: one.wanted,
            sources: Set(origins[one.id] ?? []).sorted { ($0.kind, $0.words) < ($1.kind, $1.words) })
    }

    private func task(_ one: TaskRecord) -> ExerciseFile.Task {
        .init(
            number: one.number, objective: places.objectives[one.objective] ?? 0, text: one.text, target: one.target,
            standard: one.standard, thresholdMinutes: one.threshold.flatMap { Int(exactly: $0 / 60_000) },
            measure: one.measure)
    }

    // MARK: Injects

    private func inject(_ one: InjectRecord) -> ExerciseFile.Event {
        .init(
            label: one.label, title: one.title, type: one.type, channel: one.channel,
            storyline: one.storyline.flatMap { places.storylines[$0] }, incident: one.incident,
            actor: one.actor.flatMap { places.actors[$0] }, move: one.move.flatMap { places.moves[$0] },
            anchor: one.anchor, offset: one.offset, wallAt: one.wallAt, release: one.release, expected: one.expected,
            note: one.note, showsObservers: one.showsObservers, recipients: recipients(one),
            texts: one.texts.filter { !$0.body.isEmpty }.map {
                .init(
                    language: $0.language, subject: $0.subject, body: $0.body, state: $0.state,
                    isBehind: $0.revision < one.revision)
            }, tasks: one.tasks.compactMap { places.tasks[$0] }.sorted(), extra: one.extra,
            decision: plan.point(of: one.id).map(point), rule: plan.rule(of: one.id).flatMap(rule),
            attachments: attachments[one.id])
    }

    private func recipients(_ one: InjectRecord) -> [ExerciseFile.Recipient] {
        one.recipients.compactMap { recipient -> ExerciseFile.Recipient? in
            switch recipient.kind {
            case .all, .simcell: .init(kind: recipient.kind)
            case .cell:
                ExerciseCell.ID(recipient.target).flatMap { places.cells[$0] }.map { .init(kind: .cell, place: $0) }
            case .function:
                ExerciseFunction.ID(recipient.target).flatMap { places.functions[$0] }.map {
                    .init(kind: .function, place: $0)
                }
            }
        }.sorted { ($0.kind.rawValue, $0.place ?? 0) < ($1.kind.rawValue, $1.place ?? 0) }
    }

    private func point(_ one: PointRecord) -> ExerciseFile.Point {
        .init(
            number: one.number, question: one.question, deadline: one.deadline, consent: one.consent,
            allowsOther: one.allowsOther, options: one.options.map { .init(code: $0.code, text: $0.text) },
            incompatible: one.incompatible.map { [min($0.0, $0.1), max($0.0, $0.1)] }.sorted {
                ($0[0], $0[1]) < ($1[0], $1[1])
            })
    }

    /// Without what looks at something that is no more in the plan.
    private func rule(_ one: RuleRecord) -> ExerciseFile.Rule? {
        let conditions = one.conditions.compactMap(condition)
        guard !conditions.isEmpty else { return nil }
        return .init(
            scope: one.scope, count: one.count, match: one.match, delay: one.delay, effect: one.effect,
            conditions: conditions)
    }

    private func condition(_ one: InjectRule.Condition) -> ExerciseFile.Condition? {
        var told = ExerciseFile.Condition(event: one.event, value: one.value, after: one.after)
        switch one.event.subjectKind {
        case .word: told.word = one.subject
        case .move:
            guard let move = ExerciseMove.ID(one.subject).flatMap({ places.moves[$0] }) else { return nil }
            told.move = move
        case .point:
            guard let point = DecisionPoint.ID(one.subject).flatMap({ plan.point($0) }),
                let inject = places.injects[point.inject]
            else { return nil }
            told.inject = inject
        case .inject, .request:
            if one.subject.isEmpty { return told }
            guard let inject = Inject.ID(one.subject).flatMap({ places.injects[$0] }) else { return nil }
            told.inject = inject
        }
        return told
    }
}

extension InjectRule { typealias Condition = RuleRecord.Condition }
