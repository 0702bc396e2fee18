import Domain
import Storage
import Web

/// A planner's file into an exercise and back: read, ask, preview, then confirm. Until then the plan knows nothing of the file.
enum MselFileOperations {
    private static func account(_ visit: Visit) throws -> Account.ID {
        guard let account = visit.visitor.account else { throw Refusal.signInNeeded }
        return account.id
    }

    /// - Throws: ``Refusal/notFound`` for whoever does not plan the exercise, and where it is over.
    static func require(_ visit: Visit, _ event: Event.ID, _ reading: any Reading) throws {
        let standing = try ExerciseStanding(visit, event, reading)
        try standing.require(standing.mayPlan)
    }

    private static func requirePlanned(_ visit: Visit, _ event: Event.ID, _ reading: any Reading) throws {
        try require(visit, event, reading)
        try InjectDesk(event, reading).requireOpen()
    }

    // MARK: Preview

    /// - Throws: at the field `file`, where it cannot be read or is of another exercise.
    static func preview(
        _ visit: Visit, _ event: Event.ID, _ file: TableUpload, _ answers: MselAnswers = MselAnswers()
    ) async throws -> MselDraft.ID {
        _ = try await intake(visit, event, file.bytes, name: file.name, answers)
        let id = visit.environment.id(MselDraft.ID.self)
        let name = String(FieldCheck.line(file.name.prefix(400)).prefix(200))
        try await visit.database.write { tx in
            try requirePlanned(visit, event, tx)
            try MselFileStore.insert(
                id, event, try account(visit), name: name, file: file.bytes, answers, now: visit.now, tx)
        }
        return id
    }

    static func stored(_ visit: Visit, _ event: Event.ID, _ id: MselDraft.ID, _ reading: any Reading) throws
        -> MselDraftRecord
    {
        try require(visit, event, reading)
        return try MselFileStore(reading).draft(id, of: account(visit), in: event, now: visit.now)
    }

    /// The draft with what it would do now.
    static func shown(_ visit: Visit, _ event: Event.ID, _ id: MselDraft.ID) async throws
        -> (draft: MselDraftRecord, intake: MselIntake)
    {
        let (draft, file) = try await visit.read { reading in
            (try stored(visit, event, id, reading), try MselFileStore(reading).file(of: id))
        }
        return (draft, try await intake(visit, event, file, name: draft.fileName, draft.answers))
    }

    /// Added to what was answered before. - Throws: at columns of one sheet that were given the same field.
    static func answer(_ visit: Visit, _ event: Event.ID, _ id: MselDraft.ID, _ told: MselAnswers) async throws {
        let (draft, file) = try await visit.read { reading in
            (try stored(visit, event, id, reading), try MselFileStore(reading).file(of: id))
        }
        if draft.confirmedAt == nil {
            _ = try await intake(visit, event, file, name: draft.fileName, draft.answers.merged(told))
        }
        try await visit.database.write { tx in
            let standing = try stored(visit, event, id, tx)
            try MselFileStore.answer(id, standing.answers.merged(told), tx)
        }
    }

    static func withdraw(_ visit: Visit, _ event: Event.ID, _ id: MselDraft.ID) async throws {
        try await visit.database.write { tx in
            _ = try stored(visit, event, id, tx)
            try MselFileStore.delete(id, tx)
        }
    }

    /// Reading takes a processor: aside, two files at once on a server.
    static func intake(
        _ visit: Visit, _ event: Event.ID, _ bytes: [UInt8], name: String, _ answers: MselAnswers
    ) async throws -> MselIntake {
        let ground = try await visit.read { reading in
            try require(visit, event, reading)
            return try MselIntake.Ground(event, reading)
        }
        let file = try await read(visit, bytes, name: name, ground, answers)
        return try await visit.read { try made(file, ground, answers, $0) }
    }

    private static func read(
        _ visit: Visit, _ bytes: [UInt8], name: String, _ ground: MselIntake.Ground, _ answers: MselAnswers
    ) async throws -> MselReading {
        let options = ground.options(answers)
        return try await visit.services.limits.imports.pass(busy: .importsBusy) {
            try await Stopping.aside { try MselFileReader.read(bytes, name: name, options: options) }
        }
    }

    private static func made(
        _ file: MselReading, _ ground: MselIntake.Ground, _ answers: MselAnswers, _ reading: any Reading
    ) throws -> MselIntake {
        try answers.requireOneColumn(file.sheets)
        let foreign = try MselFileStore(reading).foreign(MselIntake.ids(file), to: ground.plan.msel.id)
        return try MselIntake(file, ground, answers, foreign: foreign)
    }

    // MARK: Confirmation

    /// All that is ready, in one transaction, compared with what is here then; or nothing. A second time it does nothing.
    static func confirm(_ visit: Visit, _ event: Event.ID, _ id: MselDraft.ID) async throws -> MselIntake.Counts {
        let (draft, bytes, ground) = try await visit.read { reading in
            (
                try stored(visit, event, id, reading), try MselFileStore(reading).file(of: id),
                try MselIntake.Ground(event, reading)
            )
        }
        guard draft.confirmedAt == nil else { return draft.counts }
        let file = try await read(visit, bytes, name: draft.fileName, ground, draft.answers)
        return try await visit.database.write { tx in
            let standing = try stored(visit, event, id, tx)
            guard standing.confirmedAt == nil else { return standing.counts }
            try requirePlanned(visit, event, tx)
            let intake = try made(file, MselIntake.Ground(event, tx), draft.answers, tx)
            let work = Work(tx, visit)
            try write(intake, work, visit.language)
            try MselFileStore.confirm(id, intake.counts, now: visit.now, tx)
            return intake.counts
        }
    }

    /// Without a draft, for programs and tests.
    static func write(_ intake: MselIntake, _ work: Work, _ language: Language = .english) throws {
        guard intake.hasWork else { return }
        try Language.$current.withValue(language) {
            var writer = try MselFileWriter(intake, work)
            try writer.write()
        }
        let counts = intake.counts
        try work.record(
            .part(intake.event, ExercisePlaces.excon), "msel:\(intake.plan.msel.id)",
            "msel.import",
            [
                "added": .whole(counts.added), "changed": .whole(counts.changed), "deleted": .whole(counts.deleted),
                "left-out": .whole(counts.leftOut),
            ])
    }
}
