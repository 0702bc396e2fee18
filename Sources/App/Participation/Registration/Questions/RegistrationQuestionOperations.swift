import Domain
import Storage
import Web

/// What an organiser asks of those who register besides the fields of the form, and what they answer.
enum RegistrationQuestionOperations {
    /// - Parameter body: makes the new questions of those that are there.
    static func change(
        _ visit: Visit, _ event: Event.ID,
        _ body: @escaping @Sendable (Questionnaire, RegistrationRule) throws -> Questionnaire
    ) async throws {
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            try RegistrationStore.lock(event, tx)
            let rule = try RegistrationStore(tx).requireRule(of: event)
            let store = RegistrationQuestionStore(tx)
            let known = try store.questionnaire(of: event)
            let changed = try body(known, rule)
            guard changed != known else { return }
            try requireReadable(known, changed, try Array(store.answers(in: event).values))
            try RegistrationQuestionStore.keep(changed, of: event, now: visit.now, tx)
            try Work(tx, visit).record(
                .event(event), "event:\(event)", "registration-rule.change",
                ["questions": .whole(changed.questions.count)])
        }
    }

    /// What was answered must stay readable: words and order may change, a question with answers may not go.
    private static func requireReadable(
        _ known: Questionnaire, _ changed: Questionnaire, _ answers: [Questionnaire.Answers]
    ) throws {
        let kept = Dictionary(changed.questions.map { ($0.code, $0.kind) }) { first, _ in first }
        for question in known.questions where kept[question.code] != question.kind {
            guard !answers.contains(where: { $0[question.code] != nil }) else { throw Refusal.questionIsAnswered }
        }
    }

    /// An organiser enters what somebody told them.
    static func enter(_ visit: Visit, _ event: Event.ID, _ id: Registration.ID, _ given: GivenAnswers) async throws {
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            let desk = try RegistrationDesk(event, Work(tx, visit))
            try desk.answer(try desk.registration(id), given)
        }
    }
}

/// What a form or a program brings as answers; checked against the questions as they are when they are stored.
struct GivenAnswers: Sendable {
    let values: Questionnaire.Answers

    init(_ values: Questionnaire.Answers) { self.values = values }

    /// Each field of the form that is an answer's.
    init(_ form: FormValues) {
        let begin = QuestionnaireSection.name("")
        var values: Questionnaire.Answers = [:]
        for name in Set(form.fields.map(\.name)) where name.hasPrefix(begin) {
            values[String(name.dropFirst(begin.count))] = form.all(name).prefix(Question.mostOptions + 1).map { $0 }
        }
        self.values = values
    }

    /// - Throws: ``Refusal/invalid(_:)`` by the names of the form's fields.
    func checked(_ questionnaire: Questionnaire) throws -> Questionnaire.Answers {
        let (answers, errors) = QuestionnaireSection.read(values, questionnaire)
        var check = FieldCheck()
        for (code, words) in errors { check.fail(QuestionnaireSection.name(code), words) }
        try check.finish()
        return answers
    }
}

extension RegistrationDesk {
    /// Keeps what somebody answers to the organiser's questions; answers to what is not asked of them go.
    func answer(_ record: RegistrationRecord, _ given: GivenAnswers) throws {
        guard record.isActive else { throw Refusal.registrationEnded }
        let store = RegistrationQuestionStore(tx)
        let answers = try given.checked(store.questionnaire(of: event))
        guard try answers != store.answers(of: record.id) else { return }
        try RegistrationQuestionStore.keep(answers, of: record.id, now: now, tx)
        // Not what: the journal is never erased.
        try self.record("registration.change", record, ["fields": .list([.text("answers")])])
    }
}

/// The file `answers`: who answered what, a column for each question.
enum RegistrationAnswerFile {
    static func table(of event: Event.ID, _ reading: any Reading) throws -> (header: [String], rows: [[String]]) {
        let rule = try RegistrationStore(reading).requireRule(of: event)
        let questions = try RegistrationQuestionStore(reading).questionnaire(of: event).questions
        let answers = try RegistrationQuestionStore(reading).answers(in: event)
        let header = ["number", "state", "given-name", "family-name", "country", "organisation"]
        let asked = questions.map {
            $0.words.text(in: Language.current.rawValue, else: rule.formLanguages)?.text ?? $0.code
        }
        let rows = try RegistrationStore(reading).registrations(of: event).map { record in
            let own = answers[record.id] ?? [:]
            let told: [String] = [
                String(record.number), record.isOffered ? "offered" : record.state.rawValue, record.givenName,
                record.familyName, record.country ?? "", record.organisation,
            ]
            return told + questions.map { QuestionnaireSection.text($0, own[$0.code] ?? [], rule.formLanguages) }
        }
        return (header + asked, rows)
    }
}
