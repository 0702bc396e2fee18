import Domain
import Storage
import Web

/// Plans leave as files, and come as files: all of one or nothing.
enum ExerciseFileOperations {
    /// - Throws: ``Refusal/notFound`` for whoever does not run the exercise.
    @discardableResult
    static func requireExcon(_ visit: Visit, _ event: Event.ID, _ reading: any Reading) throws -> ExerciseStanding {
        let standing = try ExerciseStanding(visit, event, reading)
        try standing.require(standing.isExcon)
        return standing
    }

    // MARK: Out

    static func export(_ visit: Visit, _ event: Event.ID, withRun: Bool, _ reading: any Reading) throws -> ExerciseFile
    {
        try requireExcon(visit, event, reading)
        let exercise = try PlayStore(reading).required(event)
        let programme = try PlanStore(reading).msel(exercise.msel).programme
        let export = try ExerciseFileExport(
            exercise.msel, of: event, words: words(visit, programme, reading), reading)
        return try export.file(run: withRun ? exercise : nil, reading)
    }

    static func scenario(_ visit: Visit, _ programme: Programme.ID, _ id: Msel.ID, _ reading: any Reading) throws
        -> ExerciseFile
    {
        try Policy.require(.organiseProgramme, in: programme, visitor: visit.visitor, reading)
        let msel = try ExerciseCopyOperations.scenario(id, of: programme, reading)
        return try ExerciseFileExport(msel.id, words: words(visit, programme, reading), reading).file(reading)
    }

    /// At the terminal, where nobody asks as a person: of what objectives rest on only the kinds.
    static func export(_ event: Event.ID, withRun: Bool, _ reading: any Reading) throws -> ExerciseFile {
        let exercise = try PlayStore(reading).required(event)
        return try ExerciseFileExport(exercise.msel, of: event, words: [:], reading).file(
            run: withRun ? exercise : nil, reading)
    }

    private static func words(_ visit: Visit, _ programme: Programme.ID, _ reading: any Reading) throws
        -> [String: String]
    {
        let offers = try ObjectiveOffers(visit, programme, reading).all
        // One line, as it is read again.
        return Dictionary(
            offers.map { offer in
                let words = offer.title.prefix(500).split(whereSeparator: \.isWhitespace).joined(separator: " ")
                return ("\(offer.kind) \(offer.id)", words)
            }
        ) { first, _ in first }
    }

    // MARK: In

    /// Into an exercise in planning in which nothing is planned yet.
    static func take(_ visit: Visit, into event: Event.ID, _ bytes: [UInt8]) async throws {
        try await visit.read { try requireDirector(visit, event, $0) }
        let plan = try await read(visit, bytes)
        try await visit.database.write { tx in
            try requireDirector(visit, event, tx)
            try takeIn(Work(tx, visit), event, plan, visit.settings.files)
        }
    }

    private static func requireDirector(_ visit: Visit, _ event: Event.ID, _ reading: any Reading) throws {
        let standing = try ExerciseStanding(visit, event, reading)
        try standing.require(standing.isDirector)
        _ = try PlayStore(reading).required(event)
    }

    static func takeIn(
        _ work: Work, _ event: Event.ID, _ checked: ExerciseFileChecked, _ settings: FileSettings = FileSettings()
    ) throws {
        let exercise = try PlayStore(work.tx).required(event)
        guard exercise.state == .draft else { throw Refusal.exerciseBegun }
        guard try ExerciseCopyOperations.isEmpty(exercise.msel, event, work.tx) else { throw Refusal.filePlanIsThere }
        guard try checked.plan.stations == nil || !StationStore(work.tx).hasStations(event) else {
            throw Refusal.filePlanIsThere
        }
        try ExercisePlanStore.removeFunctions(of: exercise.msel, work.tx)
        try ExerciseFileWriter(checked, into: exercise.msel, of: event, settings, work).write()
        try work.record(
            .event(event), "event:\(event)", "exercise.file-import", ["injects": .whole(checked.plan.injects.count)])
    }

    /// As a new scenario of a programme.
    static func take(_ visit: Visit, into programme: Programme.ID, _ bytes: [UInt8]) async throws -> Msel.ID {
        let plan = try await read(visit, bytes)
        return try await visit.database.write { tx in
            try Policy.require(.organiseProgramme, in: programme, visitor: visit.visitor, tx)
            return try scenarioIn(Work(tx, visit), programme, plan)
        }
    }

    static func scenarioIn(_ work: Work, _ programme: Programme.ID, _ checked: ExerciseFileChecked) throws -> Msel.ID {
        let plan = checked.plan
        guard try PlanStore(work.tx).scenarios(of: programme).count < ExerciseCopyOperations.mostScenarios else {
            throw Refusal.tooMany(
                L("A programme has at most \(ExerciseCopyOperations.mostScenarios) scenarios."))
        }
        let id: Msel.ID = work.environment.id()
        try ExercisePlanStore.insert(
            .init(
                id: id, programme: programme, kind: .scenario, title: plan.title, overview: plan.overview,
                zone: plan.zone, storyStart: plan.storyStart, languages: plan.languages,
                marking: plan.marking), work)
        try ExerciseFileWriter(checked, into: id, of: nil, FileSettings(), work).write()
        try work.record(.programme(programme), "scenario:\(id)", "scenario.creation")
        return id
    }

    /// Reading takes a processor: aside, as few at once as other files.
    private static func read(_ visit: Visit, _ bytes: [UInt8]) async throws -> ExerciseFileChecked {
        let countries = try await visit.read { try PersonStore($0).countryCodes() }
        let settings = visit.settings.files
        let checked = try await visit.services.limits.imports.pass(busy: .importsBusy) {
            try await Stopping.aside {
                var checked = try ExerciseFileChecks.checked(ExerciseFile.plan(bytes), countries: countries)
                checked.attachments = try ExerciseFileAttachments.checked(checked.plan, settings)
                return checked
            }
        }
        for one in checked.attachments.values.joined() {
            try await FileScanner(settings, visit.services.logger).look(at: one.file)
        }
        return checked
    }
}
