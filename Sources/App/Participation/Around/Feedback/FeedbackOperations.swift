import Domain
import Storage
import Web

/// What people say of an event afterwards: questions of the organisers, one answer of each person without a name, and what comes of them.
enum FeedbackOperations {
    /// Below so many answers nothing is shown.
    static let least = GroupedFigures.least

    /// Of the event, or the one that it begins with.
    static func record(of event: EventRecord, _ reading: any Reading) throws -> FeedbackRecord {
        if let known = try FeedbackStore(reading).feedback(of: event.id) { return known }
        let programme = try ProgrammeStore(reading).programme(event.programme)
        let own = event.language ?? programme.language ?? .english
        let languages = [own.rawValue] + Language.allCases.map(\.rawValue).filter { $0 != own.rawValue }
        return FeedbackRecord(event: event.id, questionnaire: UsualFeedback.questions, languages: languages)
    }

    /// - Parameter change: what becomes of the questions that are there; given back as they are, it only keeps them.
    static func changeQuestions(
        _ visit: Visit, _ event: Event.ID, _ change: @escaping @Sendable (FeedbackRecord) throws -> Questionnaire
    ) async throws {
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            let record = try record(of: try EventStore(tx).event(event), tx)
            guard try FeedbackStore(tx).count(of: event) == 0 else { throw Refusal.feedbackIsAsked }
            let work = Work(tx, visit)
            let changed = FeedbackRecord(
                event: event, questionnaire: try change(record), languages: record.languages)
            try FeedbackStore.keep(changed, now: work.now, tx)
            try work.record(.event(event), "event:\(event)", "feedback.questions")
        }
    }

    static func open(_ visit: Visit, _ event: Event.ID) async throws {
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            let known = try EventStore(tx).event(event)
            let record = try record(of: known, tx)
            guard record.state != .open else { return }
            guard !record.questionnaire.questions.isEmpty else { throw Refusal.noQuestions }
            guard CalendarDate.today(visit.now, timeZone: known.timeZone) >= known.startsOn else {
                throw Refusal.feedbackIsEarly
            }
            guard try record.state == .draft || FeedbackStore(tx).count(of: event) < least else {
                throw Refusal.feedbackIsTold
            }
            let work = Work(tx, visit)
            try FeedbackStore.keep(record, now: work.now, tx)
            try FeedbackStore.set(.open, of: event, now: work.now, tx)
            try work.record(.event(event), "event:\(event)", "feedback.opening")
        }
    }

    static func close(_ visit: Visit, _ event: Event.ID) async throws {
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            guard try FeedbackStore(tx).feedback(of: event)?.state == .open else { return }
            let work = Work(tx, visit)
            try FeedbackStore.set(.closed, of: event, now: work.now, tx)
            try work.record(.event(event), "event:\(event)", "feedback.closing")
        }
    }

    struct Asked: Sendable {
        let event: EventRecord
        let record: FeedbackRecord
        let seat: Participant.ID
        let hasAnswered: Bool
    }

    /// What a person is asked on their own page.
    static func asked(_ visit: Visit, code: String, _ reading: any Reading) throws -> Asked {
        guard let event = try EventStore(reading).event(code: code) else { throw Refusal.notFound }
        let places = try visit.membership(in: event.id, reading).places.filter { $0.isApproved }
        guard let place = places.first(where: { !$0.isOfAccount }) ?? places.first else {
            throw Refusal.noSeat(visit.visitor)
        }
        return Asked(
            event: event, record: try record(of: event, reading), seat: place.seat,
            hasAnswered: try FeedbackStore(reading).hasAnswered(place.seat, in: event.id))
    }

    /// One answer of a person. The journal is told that one came, and not whose.
    static func answer(_ visit: Visit, code: String, _ given: Questionnaire.Answers) async throws {
        let key = Secret.hex(visit.environment.random(16))
        let before = try await visit.read { try asked(visit, code: code, $0).record }
        let checked = Result { try FeedbackAnswer(given, before.questionnaire) }
        try await visit.database.write { tx in
            let asked = try asked(visit, code: code, tx)
            guard asked.record.state == .open else { throw Refusal.feedbackIsClosed }
            guard !asked.hasAnswered else { throw Refusal.feedbackIsGiven }
            guard asked.record.questionnaire == before.questionnaire else { throw Refusal.questionsHaveChanged }
            try FeedbackStore.add(
                try checked.get().answers, by: asked.seat, in: asked.event.id, key: key, tx)
            try Work(tx, visit.environment, actor: nil).record(
                .event(asked.event.id), "event:\(asked.event.id)", "feedback.answer")
        }
    }
}

/// An answer, cleaned and held against the questions.
struct FeedbackAnswer: Sendable {
    let answers: Questionnaire.Answers

    /// - Throws: ``Refusal/invalid(_:)`` with all that is wrong, by the names of the form's fields.
    init(_ given: Questionnaire.Answers, _ questionnaire: Questionnaire) throws {
        let read = QuestionnaireSection.read(given, questionnaire)
        var check = FieldCheck()
        for (question, words) in read.errors { check.fail(QuestionnaireSection.name(question), words) }
        try check.finish()
        answers = read.answers
    }
}

/// What may be told of the answers: nothing while they still come, and nothing of fewer than five.
struct FeedbackResults: Sendable {
    struct Counted: Sendable {
        let question: Question
        /// By choice, in the order of the choices.
        let counts: [(choice: String, count: Int)]
        let answered: Int
        /// Of a scale, in tenths.
        let average: Int?
    }

    struct Told: Sendable {
        let question: Question
        let texts: [String]
    }

    enum Item: Sendable { case counted(Counted), told(Told) }

    let answered: Int
    let items: [Item]

    /// - Returns: nothing where nothing may be told.
    init?(_ record: FeedbackRecord, _ reading: any Reading) throws {
        guard record.state == .closed else { return nil }
        let answers = try FeedbackStore(reading).answers(of: record.event)
        guard answers.count >= FeedbackOperations.least else { return nil }
        answered = answers.count
        items = record.questionnaire.questions.map { question in
            let given = answers.filter { !($0[question.code] ?? []).isEmpty }
            guard question.kind.isCounted else {
                // By the text, so that the order of two questions does not bring answers of one person together.
                let texts = given.map { one in
                    QuestionnaireSection.text(question, one[question.code] ?? [], record.languages)
                }
                return .told(Told(question: question, texts: texts.sorted()))
            }
            let counts: [(choice: String, count: Int)] = question.choices.map { choice in
                (choice: choice, count: given.count { $0[question.code]?.contains(choice) ?? false })
            }
            var average: Int?
            if question.kind == .scale, !given.isEmpty {
                let sum = counts.reduce(0) { $0 + (WholeText.read($1.choice, in: Question.scale) ?? 0) * $1.count }
                average = (sum * 20 + given.count) / (2 * given.count)
            }
            return .counted(Counted(question: question, counts: counts, answered: given.count, average: average))
        }
    }
}

/// The questions that are there when feedback is first looked at.
enum UsualFeedback {
    static var questions: Questionnaire {
        func words(_ message: Message) -> LocalWords {
            LocalWords(
                Dictionary(uniqueKeysWithValues: Language.allCases.map { ($0.rawValue, message.string(in: $0)) }))
        }
        return Questionnaire([
            Question("q1", .scale, words(L("How useful was the event for your work?")), isRequired: true),
            Question("q2", .scale, words(L("Did it achieve what it was for?"))),
            Question("q3", .scale, words(L("How good were preparation and organisation?"))),
            Question("q4", .yesNo, words(L("Will you use something of it in the next six months?"))),
            Question(
                "q5", .lines, words(L("What will you use, and what do you need for it?")),
                relevance: .init("q4", ["yes"])),
            Question("q6", .lines, words(L("What should be better next time?"))),
        ])
    }
}
