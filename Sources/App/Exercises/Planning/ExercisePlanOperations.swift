import Domain
import Foundation
import Storage
import Web

/// What an exercise is made of. Functions with a `Work` check the rules but not the permission: the demo and importers build with them.
enum ExercisePlanOperations {
    static let mostCells = 99
    static let mostMoves = 50
    static let mostObjectives = 30
    static let mostTasks = 150
    static let mostActors = 300
    static let mostFunctions = 20

    /// A plan that is changed, and where that is written down.
    struct Target {
        let msel: MselRecord
        /// Nothing of a scenario.
        let exercise: ExerciseRecord?

        init(_ id: Msel.ID, _ reading: any Reading) throws {
            msel = try PlanStore(reading).msel(id)
            exercise = try PlayStore(reading).exercise(playing: id)
        }

        var scope: Scope {
            exercise.map { Scope.part($0.event, CardPlace("excon", nil)) } ?? .programme(msel.programme)
        }

        func record(_ work: Work, _ subject: String, _ kind: String, _ facts: [String: JSONValue] = [:]) throws {
            try work.record(scope, subject, kind, facts)
        }

        /// - Throws: where the exercise is over or cancelled.
        func requireOpen() throws {
            guard let state = exercise?.state else { return }
            guard !state.isOver, state != .cancelled else { throw Refusal.exerciseIsOver }
        }

        /// - Throws: where it has begun.
        func requirePlanning() throws {
            try requireOpen()
            guard exercise?.state.isPlanned != false else { throw Refusal.exerciseBegun }
        }
    }

    // MARK: Beginning

    /// An event's exercise in draft, with the functions that are given, or one for each sector. One that is there stays.
    @discardableResult
    static func beginIn(_ work: Work, _ event: Event.ID, _ start: ExerciseStart = ExerciseStart()) throws -> Msel.ID {
        if let there = try PlayStore(work.tx).exercise(of: event) { return there.msel }
        let record = try EventStore(work.tx).event(event)
        let zone = start.zone.isEmpty ? record.timeZone : start.zone
        let morning = EventClock(zone: record.timeZone).milliseconds("\(record.startsOn)T09:00") ?? work.now
        let id: Msel.ID = work.environment.id()
        let language = record.language ?? .english
        try ExercisePlanStore.insert(
            .init(
                id: id, programme: record.programme, kind: .exercise,
                title: start.title.isEmpty ? record.title : start.title,
                overview: start.overview, zone: zone, storyStart: start.storyStart ?? morning,
                languages: start.languages.isEmpty ? [language.rawValue] : start.languages,
                marking: start.marking.isEmpty ? record.marking : start.marking), work)
        var start = start
        start.startex = start.startex ?? morning
        try ExercisePlanStore.insertExercise(event, id, start, work)
        for one in try start.functions ?? sectors(work.tx) {
            try functionIn(work, id, code: one.code, name: one.name)
        }
        try work.record(.event(event), "event:\(event)", "exercise.beginning")
        return id
    }

    private static func sectors(_ reading: any Reading) throws -> [(code: String, name: String)] {
        try DirectoryNames(reading).sectors.prefix(mostFunctions).map { (code: $0.code, name: $0.label.string()) }
    }

    static func settingsIn(_ work: Work, _ event: Event.ID, _ cleaned: Cleaned<ExerciseSettingsFields>) throws {
        let exercise = try PlayStore(work.tx).required(event)
        let target = try Target(exercise.msel, work.tx)
        try target.requireOpen()
        let fields = try cleaned.checked { fields, check in
            if fields.languageCodes.isEmpty { check.fail("languages", L("Choose one language at least.")) }
            try checkRehearsal(fields.rehearses, target, event, &check, work)
        }
        let zone = try EventStore(work.tx).event(event).timeZone
        guard let story = LocalMoment.milliseconds(fields.storyStart, zone: fields.zone) else {
            throw Refusal.invalid(["story-start": L("Say when the story begins.")])
        }
        try ExercisePlanStore.update(exercise.msel, fields, storyStart: story, work)
        try ExercisePlanStore.update(
            event, fields, startex: LocalMoment.milliseconds(fields.startex, zone: zone), work)
        try target.record(work, "event:\(event)", "exercise.plan-settings")
    }

    /// Of another exercise of the programme, and said before STARTEX: what a rehearsal shows never enters results.
    private static func checkRehearsal(
        _ told: String, _ target: Target, _ event: Event.ID, _ check: inout FieldCheck, _ work: Work
    ) throws {
        guard told != target.exercise?.rehearses?.description ?? "" else { return }
        let others = try ExerciseSourceStore(work.tx).exercises(of: target.msel.programme, but: event)
        let isKnown = told.isEmpty || others.contains { $0.id.description == told }
        guard isKnown, target.exercise?.state.isPlanned == true else {
            return check.fail("rehearses", L("Choose another exercise of the programme, before STARTEX."))
        }
    }

    // MARK: Cells

    @discardableResult
    static func cellIn(_ work: Work, _ msel: Msel.ID, _ fields: CellFields) throws -> ExerciseCell.ID {
        let target = try Target(msel, work.tx)
        try target.requireOpen()
        let there = try PlanStore(work.tx).cells(of: msel)
        guard there.count < mostCells else { throw Refusal.tooMany(L("A plan has at most \(mostCells) cells.")) }
        let told = try checked(fields, there, target, but: nil, work)
        let id: ExerciseCell.ID = work.environment.id()
        let number = (there.map(\.number).max() ?? 0) + 1
        try ExercisePlanStore.insert(id, in: msel, number: number, told, work.tx)
        try target.record(work, "cell:\(id)", "cell.creation")
        return id
    }

    static func changeCellIn(_ work: Work, _ msel: Msel.ID, _ id: ExerciseCell.ID, _ fields: CellFields) throws {
        let target = try Target(msel, work.tx)
        try target.requireOpen()
        let there = try PlanStore(work.tx).cells(of: msel)
        guard there.contains(where: { $0.id == id }) else { throw Refusal.notFound }
        try ExercisePlanStore.update(id, try checked(fields, there, target, but: id, work), work.tx)
        try target.record(work, "cell:\(id)", "cell.change")
    }

    private static func checked(
        _ fields: CellFields, _ there: [CellRecord], _ target: Target, but id: ExerciseCell.ID?, _ work: Work
    ) throws -> CellFields {
        var fields = fields
        let others = there.filter { $0.id != id }
        if fields.zone.isEmpty { fields.zone = target.msel.zone }
        if fields.code.trimmed.isEmpty { fields.code = CellLetters.free(Set(others.map(\.code))) }
        let countries = try PersonStore(work.tx).countryCodes()
        return try fields.cleaned.checked { fields, check in
            check.country(fields.country, of: countries)
            if others.contains(where: { Folded.text($0.code) == Folded.text(fields.code) }) {
                check.fail("code", L("Another cell has this letter."))
            }
        }
    }

    /// Not one that was given papers, or in which people sit.
    static func removeCellIn(_ work: Work, _ msel: Msel.ID, _ id: ExerciseCell.ID) throws {
        let target = try Target(msel, work.tx)
        guard try PlanStore(work.tx).cells(of: msel).contains(where: { $0.id == id }) else { throw Refusal.notFound }
        guard try PlayStore(work.tx).papers(of: id).isEmpty else { throw Refusal.cellHasPapers }
        try target.requirePlanning()
        if let event = target.exercise?.event {
            guard try !PlayStore(work.tx).seats(of: event).contains(where: { $0.cell == id }) else {
                throw Refusal.cellHasSeats
            }
        }
        try ExercisePlanStore.remove(id, of: msel, work.tx)
        try target.record(work, "cell:\(id)", "cell.removal")
    }

    static func borderIn(
        _ work: Work, _ msel: Msel.ID, _ one: ExerciseCell.ID, _ other: ExerciseCell.ID, isThere: Bool = true
    ) throws {
        let target = try Target(msel, work.tx)
        try target.requireOpen()
        let there = Set(try PlanStore(work.tx).cells(of: msel).map(\.id))
        guard there.contains(one), there.contains(other) else { throw Refusal.notFound }
        guard one != other else { return }
        try ExercisePlanStore.border(one, other, isThere: isThere, work.tx)
        try target.record(
            work, "cell:\(one)", "cell.border", ["other": .text(other.description), "on": .flag(isThere)])
    }

    /// The cells that touch a cell are these, and no others.
    static func bordersIn(_ work: Work, _ msel: Msel.ID, of cell: ExerciseCell.ID, _ neighbours: Set<ExerciseCell.ID>)
        throws
    {
        let there = try PlanStore(work.tx).borders(of: msel).compactMap {
            $0.0 == cell ? $0.1 : $0.1 == cell ? $0.0 : nil
        }
        let (before, after) = (Set(there), neighbours.subtracting([cell]))
        for other in after.subtracting(before).sorted() { try borderIn(work, msel, cell, other) }
        for other in before.subtracting(after).sorted() { try borderIn(work, msel, cell, other, isThere: false) }
    }

    // MARK: Functions, actors, storylines

    @discardableResult
    static func functionIn(_ work: Work, _ msel: Msel.ID, code: String, name: String) throws -> ExerciseFunction.ID {
        let target = try Target(msel, work.tx)
        try target.requireOpen()
        let there = try PlanStore(work.tx).functions(of: msel)
        var fields = FunctionFields()
        (fields.name, fields.code) = (name, code.trimmed.isEmpty ? slug(name) : code)
        let told = try fields.cleaned.checked()
        if let same = there.first(where: { $0.code == told.code }) { return same.id }
        guard there.count < mostFunctions else {
            throw Refusal.tooMany(L("A plan has at most \(mostFunctions) functions."))
        }
        let id: ExerciseFunction.ID = work.environment.id()
        try ExercisePlanStore.insert(id, in: msel, position: there.count + 1, told, work.tx)
        try target.record(work, "function:\(id)", "exercise.function")
        return id
    }

    static func removeFunctionIn(_ work: Work, _ msel: Msel.ID, _ id: ExerciseFunction.ID) throws {
        let target = try Target(msel, work.tx)
        try target.requireOpen()
        guard try PlanStore(work.tx).functions(of: msel).contains(where: { $0.id == id }) else {
            throw Refusal.notFound
        }
        guard try !ExercisePlanStore.isUsed(id, work.tx) else { throw Refusal.planPartIsUsed }
        try ExercisePlanStore.removeFunction(id, work.tx)
        try target.record(work, "function:\(id)", "exercise.function", ["removed": .flag(true)])
    }

    /// As a code: `Physical protection` is `physical-protection`.
    static func slug(_ name: String) -> String {
        let words = Folded.text(name).split { !$0.isLetter && !$0.isNumber }
        return String(words.joined(separator: "-").prefix(40))
    }

    @discardableResult
    static func actorIn(_ work: Work, _ msel: Msel.ID, _ fields: ActorFields) throws -> Actor.ID {
        let target = try Target(msel, work.tx)
        try target.requireOpen()
        let told = try fields.cleaned.checked()
        let there = try PlanStore(work.tx).actors(of: msel)
        if let same = there.first(where: { Folded.text($0.name) == Folded.text(told.name) }) { return same.id }
        guard there.count < mostActors else { throw Refusal.tooMany(L("A plan has at most \(mostActors) actors.")) }
        let id: Actor.ID = work.environment.id()
        try ExercisePlanStore.insert(id, in: msel, told, work.tx)
        try target.record(work, "actor:\(id)", "exercise.actor")
        return id
    }

    static func changeActorIn(_ work: Work, _ msel: Msel.ID, _ id: Actor.ID, _ fields: ActorFields) throws {
        let target = try Target(msel, work.tx)
        try target.requireOpen()
        guard try PlanStore(work.tx).actors(of: msel).contains(where: { $0.id == id }) else { throw Refusal.notFound }
        try ExercisePlanStore.update(id, try fields.cleaned.checked(), work.tx)
        try target.record(work, "actor:\(id)", "exercise.actor")
    }

    static func removeActorIn(_ work: Work, _ msel: Msel.ID, _ id: Actor.ID) throws {
        let target = try Target(msel, work.tx)
        try target.requireOpen()
        guard try PlanStore(work.tx).actors(of: msel).contains(where: { $0.id == id }) else { throw Refusal.notFound }
        guard try !ExercisePlanStore.isUsed(id, work.tx) else { throw Refusal.planPartIsUsed }
        try ExercisePlanStore.remove(id, work.tx)
        try target.record(work, "actor:\(id)", "exercise.actor", ["removed": .flag(true)])
    }

    @discardableResult
    static func storylineIn(_ work: Work, _ msel: Msel.ID, _ title: String) throws -> Storyline.ID {
        let target = try Target(msel, work.tx)
        try target.requireOpen()
        var fields = StorylineFields()
        fields.title = title
        let told = try fields.cleaned.checked()
        let there = try PlanStore(work.tx).storylines(of: msel)
        if let same = there.first(where: { Folded.text($0.title) == Folded.text(told.title) }) { return same.id }
        guard there.count < mostMoves else { throw Refusal.tooMany(L("A plan has at most \(mostMoves) storylines.")) }
        let id: Storyline.ID = work.environment.id()
        let position = (there.map(\.position).max() ?? 0) + 1
        try ExercisePlanStore.insert(id, in: msel, position: position, told.title, work.tx)
        try target.record(work, "storyline:\(id)", "exercise.storyline")
        return id
    }

    static func removeStorylineIn(_ work: Work, _ msel: Msel.ID, _ id: Storyline.ID) throws {
        let target = try Target(msel, work.tx)
        try target.requireOpen()
        guard try PlanStore(work.tx).storylines(of: msel).contains(where: { $0.id == id }) else {
            throw Refusal.notFound
        }
        guard try !ExercisePlanStore.isUsed(id, work.tx) else { throw Refusal.planPartIsUsed }
        try ExercisePlanStore.remove(id, work.tx)
        try target.record(work, "storyline:\(id)", "exercise.storyline", ["removed": .flag(true)])
    }
}

/// Letters of cells: A … Z, AA …
enum CellLetters {
    static func letter(_ index: Int) -> String {
        guard index >= 26 else { return String(UnicodeScalar(UInt8(65 + max(0, index)))) }
        return letter(index / 26 - 1) + letter(index % 26)
    }

    static func free(_ used: Set<String>) -> String {
        (0..<1_000).lazy.map(letter).first { !used.contains($0) } ?? "?"
    }
}
