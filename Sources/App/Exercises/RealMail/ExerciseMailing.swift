import Domain
import Storage
import Web

/// Papers of the channel e-mail go to players who asked for that as real mail, too. Written soon after their release; whether each may go is
/// asked once more at the moment of its sending (``going(_:_:now:_:)``), so that a pause, a halt, ENDEX, or one who wants no more stops what waits.
enum ExerciseMailing {
    /// Of one exercise.
    static let mostAMinute = 30
    /// How long a mail waits until it is asked again whether it may go, milliseconds.
    private static let wait: Int64 = 5_000

    // MARK: Who gets it

    /// Whom mail of an exercise may reach: a player who asked for it, at the address of their invitation, in a domain of the server's list.
    struct Reader: Sendable, Hashable {
        let participant: Participant.ID
        let cell: ExerciseCell.ID
        let name: String
        let address: String
        let language: Language
        let since: Int64

        var mail: MailAddress { MailAddress(name: name, address: address) }
    }

    static func isAllowed(_ address: String, _ settings: Settings) -> Bool {
        guard let domain = address.split(separator: "@").last else { return false }
        return settings.exerciseMailDomains.contains(domain.lowercased())
    }

    static func readers(of event: Event.ID, _ settings: Settings, _ reading: any Reading) throws -> [Reader] {
        let choices = try ExerciseMailStore(reading).choices(of: event)
        guard !choices.isEmpty else { return [] }
        let known = Dictionary(
            try ReminderStore(reading).readers(of: event).map { ($0.participant, $0) },
            uniquingKeysWith: { one, _ in one })
        let stopped = try ExerciseOutbox.stopped(Set(known.values.map(\.address)), reading)
        return try PlayStore(reading).seats(of: event).compactMap { seat in
            guard seat.role == .player, let cell = seat.cell, let since = choices[seat.participant],
                let reader = known[seat.participant], isAllowed(reader.address, settings),
                !stopped.contains(reader.address)
            else { return nil }
            return Reader(
                participant: seat.participant, cell: cell, name: reader.name, address: reader.address,
                language: reader.language, since: since)
        }
    }

    // MARK: Writing

    struct Letter: Sendable {
        let text: ExerciseText
        let kind: String
        let key: String
        let to: MailAddress
    }

    static func watch(_ services: Services) async {
        guard services.settings.mail != nil, !services.settings.exerciseMailDomains.isEmpty else { return }
        await services.again(every: .seconds(2), failing: "Mail of exercises could not be written") {
            try await run(services)
        }
    }

    static func run(_ services: Services) async throws {
        let settings = services.settings
        for event in try await services.database.read({ try ExerciseMailStore($0).on() }) {
            let letters = try await services.database.read { try due(event, settings, $0) }
            guard !letters.isEmpty else { continue }
            try await services.database.write { tx in
                let work = Work(tx, services.environment)
                for one in letters {
                    try ExerciseOutbox.writeIn(work, one.text, kind: one.kind, key: one.key, to: one.to, of: event)
                }
            }
        }
    }

    /// What is to be written now: to each reader the rules first, then what was released since they asked for it.
    static func due(_ event: Event.ID, _ settings: Settings, _ reading: any Reading) throws -> [Letter] {
        guard let since = try ExerciseMailStore(reading).onSince(event),
            let exercise = try PlayStore(reading).exercise(of: event), !exercise.state.isOver,
            exercise.state != .cancelled
        else { return [] }
        let readers = try readers(of: event, settings, reading)
        guard !readers.isEmpty else { return [] }
        let words = ExerciseMailWords(
            event: event, exercise: exercise, msel: try PlanStore(reading).msel(exercise.msel),
            baseURL: settings.baseURL)
        let written = try ExerciseMailStore(reading).keys(of: event)
        let told = try ExerciseMailStore(reading).rules(of: event)
        let rules = readers.filter { !told.contains(rulesPerson($0)) }.map {
            Letter(
                text: words.rules($0.language), kind: ExerciseOutbox.rules, key: rulesKey(event, $0),
                to: $0.mail)
        }
        let papers = try PlayStore(reading).papers(of: event).filter { $0.channel == .email && $0.wall >= since }
        let mails = papers.flatMap { paper in
            readers.filter { $0.cell == paper.cell && $0.since <= paper.wall }.map { reader in
                Letter(
                    text: words.paper(paper), kind: ExerciseOutbox.kind, key: paperKey(paper.id, reader.participant),
                    to: reader.mail)
            }
        }
        return (rules + mails).filter { !written.contains($0.key) }
    }

    /// Whoever asks anew gets them anew only where they never arrived.
    private static func rulesPerson(_ reader: Reader) -> ExerciseMailStore.Told {
        ExerciseMailStore.Told(participant: reader.participant.description, address: reader.address)
    }

    private static func rulesKey(_ event: Event.ID, _ reader: Reader) -> String {
        "exercise-rules:\(event):\(reader.since):\(reader.participant)"
    }

    private static func paperKey(_ paper: Paper.ID, _ person: Participant.ID) -> String {
        "exercise:\(paper):\(person)"
    }

    // MARK: Going

    static func going(_ mail: OutgoingMailRecord, _ settings: Settings, now: Int64, _ reading: any Reading) throws
        -> MailGoing
    {
        guard let event = mail.event, let exercise = try PlayStore(reading).exercise(of: event) else {
            return .never("no exercise")
        }
        guard !exercise.state.isOver, exercise.state != .cancelled else { return .never("the exercise has ended") }
        guard try ExerciseMailStore(reading).onSince(event) != nil else { return .never("turned off") }
        let person = mail.key.split(separator: ":").last.flatMap { Participant.ID(String($0)) }
        let reader = try readers(of: event, settings, reading).first { $0.participant == person }
        guard let reader, reader.address == mail.address else { return .never("not asked for") }
        let isRules = mail.kind == ExerciseOutbox.rules
        guard exercise.state == .running || isRules && exercise.state != .halted else {
            return .later(until: now + wait, isForAll: true)
        }
        if !isRules {
            let store = ExerciseMailStore(reading)
            if try !store.rules(of: event, isSent: true).contains(rulesPerson(reader)) {
                guard try store.rules(of: event).contains(rulesPerson(reader)) else {
                    return .never("the rules did not arrive")
                }
                return .later(until: now + wait, isForAll: false)
            }
        }
        let recent = try MailStore(reading).going(
            ExerciseOutbox.kinds, of: event, since: now - 60_000, now: now, but: mail.id)
        return recent < mostAMinute ? .now : .later(until: now + wait, isForAll: true)
    }
}

/// What such mail says.
struct ExerciseMailWords {
    let event: Event.ID
    let exercise: ExerciseRecord
    let msel: MselRecord
    let baseURL: String

    func paper(_ paper: ExercisePaper) -> ExerciseText {
        let language = Language(rawValue: paper.language) ?? .english
        let head = paper.sender.isEmpty ? [] : [L("From: \(paper.sender)").string(in: language)]
        let correction =
            paper.corrects == nil ? [] : [L("This corrects what came before.").string(in: language)]
        let link = baseURL + ExercisePaths.paper(event, paper.id)
        let parts = head + correction + [paper.body, L("Read it and answer on its page: \(link)").string(in: language)]
        return ExerciseText(
            subject: paper.subject, body: parts.joined(separator: "\n\n"), language: language)
    }

    func rules(_ language: Language) -> ExerciseText {
        let link = baseURL + ExercisePaths.play(event)
        let told: [Message] = [
            L("You asked for mail of the exercise “\(msel.title)”. It comes until the exercise ends."),
            L("All of it is played: each mail begins and ends as this one does. Pass none on."),
            L("Answer on the page of the exercise, not by mail: \(link)"),
            L("For something real, press “Real emergency” there."),
        ]
        let rules = exercise.rules.isEmpty ? [] : [exercise.rules]
        return ExerciseText(
            subject: L("Rules for mail of the exercise").string(in: language),
            body: (told.map { $0.string(in: language) } + rules).joined(separator: "\n\n"), language: language)
    }
}
