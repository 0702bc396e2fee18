import Domain
import Storage
import Web

/// A plan of which everything is as it may be: only such a one is written.
struct ExerciseFileChecked: Sendable {
    let plan: ExerciseFile.Plan
    var attachments: ExerciseFileAttachments.Taken = [:]

    fileprivate init(plan: ExerciseFile.Plan) { self.plan = plan }
}

/// Holds a plan that came as a file against everything that a plan may say, and gathers what is wrong by its path.
struct ExerciseFileChecks {
    static let mostErrors = 50
    static let mostOfOther = 300
    static let mostSources = 50

    private(set) var plan: ExerciseFile.Plan
    var check = FieldCheck()

    /// - Parameter countries: codes that the directory knows.
    /// - Throws: ``Refusal/invalid(_:)`` with the paths of what is wrong, the first fifty of them.
    static func checked(_ plan: ExerciseFile.Plan, countries: Set<String>) throws -> ExerciseFileChecked {
        var checks = ExerciseFileChecks(plan: plan)
        try checks.count()
        checks.frame()
        try checks.cells(countries)
        try checks.times()
        try checks.goals()
        for index in checks.plan.injects.indices { try checks.inject(index) }
        try checks.stations()
        // What follows places goes where all of them are there.
        try checks.finish()
        checks.circles()
        try checks.finish()
        return ExerciseFileChecked(plan: checks.plan)
    }

    private func finish() throws {
        let errors = check.errors
        guard errors.count > Self.mostErrors else { return try check.finish() }
        let first = errors.sorted { $0.key < $1.key }.prefix(Self.mostErrors)
        throw Refusal.invalid(Dictionary(first.map { ($0.key, $0.value) }) { one, _ in one })
    }

    private init(plan: ExerciseFile.Plan) { self.plan = plan }

    // MARK: Kinds of checks

    mutating func fail(_ path: String, _ words: Message) { check.fail(path, words) }

    /// What a form of the house would say of it.
    mutating func take<Fields: Sendable>(_ path: String, _ cleaned: Cleaned<Fields>) throws -> Fields {
        do {
            return try cleaned.checked()
        } catch let refusal as Refusal {
            for (name, words) in refusal.fields { fail("\(path).\(name)", words) }
            return cleaned.fields
        }
    }

    mutating func place(_ path: String, _ place: Int?, of count: Int) {
        guard let place, !(1...max(1, count)).contains(place) || count == 0 else { return }
        fail(path, L("There is no number \(place) in its list."))
    }

    /// What stands at a place, counted from 1; nothing where there is none.
    func one<Element>(_ place: Int?, of list: [Element]) -> Element? {
        guard let place, place > 0, place <= list.count else { return nil }
        return list[place - 1]
    }

    mutating func span(_ path: String, _ span: Int64?, from least: Int64 = 0) {
        guard let span, !(least...InjectTime.longest).contains(span) else { return }
        fail(path, L("An exercise lasts at most 1,000 hours."))
    }

    mutating func moment(_ path: String, _ moment: Int64?) {
        guard let moment, !EpochTime.known.contains(moment) else { return }
        fail(path, L("There is no such day or time."))
    }

    private mutating func most(_ path: String, _ count: Int, _ most: Int) {
        if count > most { fail(path, L("At most \(most) are read.")) }
    }

    private mutating func numbers(_ path: String, _ numbers: [Int]) {
        var seen: Set<Int> = []
        for (index, number) in numbers.enumerated() where !(1...9_999).contains(number) || !seen.insert(number).inserted
        {
            fail("\(path)[\(index)].number", L("Each has a number of its own from 1 to 9,999."))
        }
    }

    // MARK: The plan as a whole

    /// Nothing further is looked at where lists are too long.
    private mutating func count() throws {
        most("plan.languages", plan.languages.count, 20)
        most("plan.extraColumns", plan.extraColumns.count, 200)
        most("plan.functions", plan.functions.count, ExercisePlanOperations.mostFunctions)
        most("plan.cells", plan.cells.count, ExercisePlanOperations.mostCells)
        most("plan.borders", plan.borders.count, 5_000)
        most("plan.moves", plan.moves.count, ExercisePlanOperations.mostMoves)
        most("plan.breaks", plan.breaks.count, Self.mostOfOther)
        most("plan.actors", plan.actors.count, ExercisePlanOperations.mostActors)
        most("plan.storylines", plan.storylines.count, Self.mostOfOther)
        most("plan.objectives", plan.objectives.count, ExercisePlanOperations.mostObjectives)
        most("plan.tasks", plan.tasks.count, ExercisePlanOperations.mostTasks)
        most("plan.injects", plan.injects.count, InjectOperations.mostInjects)
        most("plan.stations", plan.stations?.count ?? 0, StationOperations.mostStations)
        most("plan.rotations", plan.rotations?.count ?? 0, StationOperations.mostRotations)
        try check.finish()
    }

    private mutating func frame() {
        plan.title = check.line("plan.title", plan.title, limit: 200, isRequired: true)
        plan.overview = check.lines("plan.overview", plan.overview, limit: 4_000)
        if !TimeZones.all.contains(plan.zone) {
            fail("plan.zone", L("Choose a time zone from the list, such as Europe/Zagreb."))
        }
        moment("plan.storyStart", plan.storyStart)
        let isKnown = plan.languages.allSatisfy { Languages.isKnown($0) && $0.utf8.count <= 12 }
        if plan.languages.isEmpty || !isKnown || Set(plan.languages).count < plan.languages.count {
            fail("plan.languages", L("Choose one of the languages."))
        }
        if !TLP.all.contains(plan.marking) { fail("plan.marking", L("Choose one of the markings.")) }
        for (index, column) in plan.extraColumns.enumerated() {
            plan.extraColumns[index] = check.line("plan.extraColumns[\(index)]", column, limit: 200, isRequired: true)
        }
        for (index, title) in plan.storylines.enumerated() {
            plan.storylines[index] = check.line("plan.storylines[\(index)]", title, limit: 200, isRequired: true)
        }
    }

    private mutating func cells(_ countries: Set<String>) throws {
        var codes: Set<String> = []
        for (index, one) in plan.functions.enumerated() {
            var fields = FunctionFields()
            (fields.code, fields.name) = (one.code, one.name)
            fields = try take("plan.functions[\(index)]", fields.cleaned)
            plan.functions[index] = .init(code: fields.code, name: fields.name)
            if fields.code.isEmpty || !codes.insert(fields.code).inserted {
                fail("plan.functions[\(index)].code", L("Each has a code of its own."))
            }
        }
        codes = []
        for (index, one) in plan.cells.enumerated() {
            let path = "plan.cells[\(index)]"
            var fields = CellFields()
            (fields.code, fields.name, fields.kind, fields.country) = (
                one.code, one.name, one.kind.rawValue, one.country
            )
            (fields.plays, fields.zone, fields.language) = (one.plays, one.zone, one.language)
            fields = try take(path, fields.cleaned)
            (plan.cells[index].code, plan.cells[index].name) = (fields.code, fields.name)
            plan.cells[index].plays = fields.plays
            check.country(one.country, of: countries, at: "\(path).country")
            if one.zone.isEmpty { plan.cells[index].zone = plan.zone }
            if fields.code.isEmpty || !codes.insert(Folded.text(fields.code)).inserted {
                fail("\(path).code", L("Each has a code of its own."))
            }
        }
        var pairs: Set<[Int]> = []
        for (index, pair) in plan.borders.enumerated() {
            let path = "plan.borders[\(index)]"
            guard pair.count == 2, pair[0] < pair[1], pairs.insert(pair).inserted else {
                fail(path, L("A pair of different numbers, the smaller one first, each pair once."))
                continue
            }
            for one in pair { place(path, one, of: plan.cells.count) }
        }
    }

    private mutating func times() throws {
        numbers("plan.moves", plan.moves.map(\.number))
        for (index, one) in plan.moves.enumerated() {
            let path = "plan.moves[\(index)]"
            plan.moves[index].title = check.line("\(path).title", one.title, limit: 200, isRequired: true)
            plan.moves[index].briefing = check.lines("\(path).briefing", one.briefing, limit: 4_000)
            span("\(path).start", one.start)
            span("\(path).length", one.length)
            moment("\(path).storyAt", one.storyAt)
            if RateTyped.read(one.rate) == nil { fail("\(path).rate", L("Write a pace such as 4, 1/2 or 0.")) }
        }
        if plan.moves.map(\.number) != plan.moves.map(\.number).sorted() {
            fail("plan.moves", L("They stand in the order of their numbers."))
        }
        for (index, one) in plan.breaks.enumerated() {
            let path = "plan.breaks[\(index)]"
            plan.breaks[index].title = check.line("\(path).title", one.title, limit: 100, isRequired: true)
            span("\(path).at", one.at)
            span("\(path).length", one.length)
        }
        for (index, one) in plan.actors.enumerated() {
            var fields = ActorFields()
            (fields.name, fields.kind, fields.address) = (one.name, one.kind.rawValue, one.address)
            fields = try take("plan.actors[\(index)]", fields.cleaned)
            (plan.actors[index].name, plan.actors[index].address) = (fields.name, fields.address)
        }
    }

    private mutating func goals() throws {
        numbers("plan.objectives", plan.objectives.map(\.number))
        for (index, one) in plan.objectives.enumerated() {
            let path = "plan.objectives[\(index)]"
            var fields = ExerciseObjectiveFields()
            (fields.text, fields.capability, fields.priority, fields.wanted) =
                (one.text, one.capability, one.priority, one.wanted)
            fields = try take(path, fields.cleaned)
            (plan.objectives[index].text, plan.objectives[index].capability) = (fields.text, fields.capability)
            most("\(path).sources", one.sources.count, Self.mostSources)
            plan.objectives[index].sources = one.sources.prefix(Self.mostSources).enumerated().map { place, source in
                let path = "\(path).sources[\(place)]"
                return .init(
                    kind: check.line("\(path).kind", source.kind, limit: 40, isRequired: true),
                    words: check.line("\(path).words", source.words, limit: 600))
            }
        }
        numbers("plan.tasks", plan.tasks.map(\.number))
        for (index, one) in plan.tasks.enumerated() {
            let path = "plan.tasks[\(index)]"
            var fields = TaskFields()
            (fields.text, fields.target, fields.standard) = (one.text, one.target, one.standard)
            (fields.threshold, fields.measure) = (one.thresholdMinutes, one.measure)
            fields = try take(path, fields.cleaned)
            (plan.tasks[index].text, plan.tasks[index].target) = (fields.text, fields.target)
            plan.tasks[index].standard = fields.standard
            place("\(path).objective", one.objective, of: plan.objectives.count)
        }
    }

    private mutating func stations() throws {
        for (index, one) in (plan.stations ?? []).enumerated() {
            let path = "plan.stations[\(index)]"
            var fields = StationFields()
            (fields.name, fields.place, fields.text) = (one.name, one.place, one.text)
            fields = try take(path, fields.cleaned)
            plan.stations?[index] = .init(
                name: fields.name, place: fields.place, text: fields.text, tasks: Set(one.tasks).sorted())
            for task in one.tasks.prefix(plan.tasks.count + 1) { place("\(path).tasks", task, of: plan.tasks.count) }
        }
        var end = Int64.min
        for (index, one) in (plan.rotations ?? []).enumerated() {
            let path = "plan.rotations[\(index)]"
            moment("\(path).startsAt", one.startsAt)
            if !StationOperations.lengths.contains(one.length) {
                fail("\(path).length", L("Give minutes, from one to a day."))
            }
            if one.startsAt < end {
                fail("\(path).startsAt", L("Rotation \(index + 1) begins before the one above has ended."))
            }
            end = EpochTime.sum(one.startsAt, one.length)
            let pairs = one.visits.prefix(plan.cells.count + 1).filter { $0.count == 2 }
            let isEachOnce =
                Set(pairs.map { $0[0] }).count == one.visits.count && Set(pairs.map { $0[1] }).count == one.visits.count
            guard isEachOnce else {
                fail("\(path).visits", L("Each stands there once."))
                continue
            }
            for pair in pairs {
                place("\(path).visits", pair[0], of: plan.cells.count)
                place("\(path).visits", pair[1], of: plan.stations?.count ?? 0)
            }
        }
    }

    mutating func set(_ index: Int, _ inject: ExerciseFile.Event) { plan.injects[index] = inject }
}
