import Domain
import Storage
import Web

/// The note for the public: only of an event that is CLEAR, and only as long as it is.
enum OutcomeOperations {
    static let limit = 4_000

    static func write(_ visit: Visit, _ event: Event.ID, _ texts: [Language: String]) async throws {
        var check = FieldCheck()
        let clean = texts.sorted { $0.key.rawValue < $1.key.rawValue }.map {
            ($0.key, check.lines("outcome-\($0.key.rawValue)", $0.value, limit: limit))
        }
        let checked = check
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            try checked.finish()
            for (language, text) in clean { try OutcomeStore.write(event, language, text, now: visit.now, tx) }
            try Work(tx, visit).record(.event(event), "event:\(event)", "public-note.change")
        }
    }

    static func release(_ visit: Visit, _ event: Event.ID, namesPeople: Bool) async throws {
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            guard try EventStore(tx).event(event).marking == "CLEAR" else { throw Refusal.notForThePublic }
            guard try OutcomeStore(tx).texts(of: event).values.contains(where: { !$0.isEmpty }) else {
                throw Refusal.noteIsEmpty
            }
            let figures = try ReleasedFigures(of: event, tx)
            try OutcomeStore.release(event, namesPeople: namesPeople, figures, now: visit.now, tx)
            try Work(tx, visit).record(.event(event), "event:\(event)", "public-note.release")
        }
    }

    static func withdraw(_ visit: Visit, _ event: Event.ID) async throws {
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            guard try OutcomeStore.withdraw(event, tx) else { return }
            try Work(tx, visit).record(.event(event), "event:\(event)", "public-note.withdrawal")
        }
    }

    /// What reports to the funder tell of people from now on, under the next number.
    /// - Parameter last: the number that is there; pressed twice, it counts once.
    static func count(_ visit: Visit, _ event: Event.ID, after last: Int) async throws {
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            guard try (OutcomeStore(tx).funderRelease(of: event)?.number ?? 0) == last else { return }
            try countIn(Work(tx, visit), event, as: last + 1)
        }
    }

    private static func countIn(_ work: Work, _ event: Event.ID, as number: Int) throws {
        let figures = try FunderFigures(of: event, work.tx)
        guard try OutcomeStore.keep(figures, as: number, of: event, now: work.now, work.tx) else { return }
        try work.record(.event(event), "event:\(event)", "funder-report.release")
    }

    struct Note: Sendable {
        let outcome: EventOutcome
        let text: (text: String, language: String)
        let namesPeople: Bool
    }

    /// What anybody may read.
    /// - Throws: ``Refusal/notFound`` where nothing was released, or the event is closer than CLEAR by now.
    static func note(_ event: Event.ID, in language: Language, _ reading: any Reading) throws -> Note {
        guard let release = try OutcomeStore(reading).release(of: event) else { throw Refusal.notFound }
        var outcome = try OutcomeStore(reading).outcome(of: event)
        guard outcome.event.marking == "CLEAR" else { throw Refusal.notFound }
        if let figures = try OutcomeStore(reading).figures(of: event) {
            outcome = try outcome.asReleased(figures, reading)
        }
        let words = LocalWords(try OutcomeStore(reading).texts(of: event))
        return Note(
            outcome: outcome, text: words.text(in: language.rawValue, else: ["en"]) ?? ("", language.rawValue),
            namesPeople: release.namesPeople)
    }
}
