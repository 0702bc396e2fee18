import Domain
import Storage
import Web

/// Permission → rule → store → journal, each in one transaction. Organisers write and ask; who runs the room reads what comes.
enum ConsultationOperations {
    static let mostOfEvent = 50
    static let mostAddressees = 2_000

    // MARK: The consultation

    /// With the usual questions on scope and objectives, in four languages, to be changed.
    /// - Parameter key: what a device calls the sending: the same again is answered with the first result.
    static func create(
        _ visit: Visit, _ event: Event.ID, _ input: ConsultationInput, questions: Questionnaire? = nil,
        key: String? = nil
    ) async throws -> Consultation.ID {
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            let work = Work(tx, visit)
            let there = try ConsultationStore(tx).consultations(of: event)
            let id: Consultation.ID = SendingKey.id(key, by: "\(work.actor ?? "")\n\(event)", work.environment)
            if there.contains(where: { $0.id == id }) { return id }
            guard there.count < mostOfEvent else {
                throw Refusal.tooMany(L("There are \(mostOfEvent) consultations, which is as many as it takes."))
            }
            let told = try input.checked(EventClock(zone: try EventStore(tx).event(event).timeZone))
            try ConsultationStore.insert(
                id, event, .init(title: told.title, intro: told.intro, languages: told.languages, due: told.due),
                questions ?? UsualQuestions.scope(in: told.languages), now: work.now, tx)
            try work.record(.event(event), "consultation:\(id)", "consultation.creation")
            return id
        }
    }

    static func change(_ visit: Visit, _ event: Event.ID, _ id: Consultation.ID, _ input: ConsultationInput)
        async throws
    {
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            _ = try ConsultationStore(tx).consultation(event, id)
            let told = try input.checked(EventClock(zone: try EventStore(tx).event(event).timeZone))
            try ConsultationStore.update(
                id, .init(title: told.title, intro: told.intro, languages: told.languages, due: told.due),
                now: visit.now, tx)
            try Work(tx, visit).record(.event(event), "consultation:\(id)", "consultation.change")
        }
    }

    /// - Parameter body: makes the new questions of those that are there.
    static func changeQuestions(
        _ visit: Visit, _ event: Event.ID, _ id: Consultation.ID,
        _ body: @escaping @Sendable (ConsultationRecord) throws -> Questionnaire
    ) async throws {
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            let record = try ConsultationStore(tx).consultation(event, id)
            let questions = try body(record)
            guard questions != record.questionnaire else { return }
            // What was answered must stay readable: words and order may change, a question with answers may not go.
            let answers = try ConsultationStore(tx).answers(of: id).values
            let kept = Dictionary(questions.questions.map { ($0.code, $0.kind) }) { first, _ in first }
            for question in record.questionnaire.questions where kept[question.code] != question.kind {
                guard !answers.contains(where: { $0.answers[question.code] != nil }) else {
                    throw Refusal.questionIsAnswered
                }
            }
            try ConsultationStore.setQuestions(id, questions, now: visit.now, tx)
            try Work(tx, visit).record(.event(event), "consultation:\(id)", "consultation.questions")
        }
    }

    /// Opens it and writes to all who were not written to yet; again, for those who were added since.
    /// - Returns: how many mails wait now.
    @discardableResult
    static func open(_ visit: Visit, _ event: Event.ID, _ id: Consultation.ID) async throws -> Int {
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            let record = try ConsultationStore(tx).consultation(event, id)
            guard !record.questionnaire.questions.isEmpty else { throw Refusal.noQuestions }
            guard record.dueAt.map({ $0 > visit.now }) ?? true else { throw Refusal.consultationIsDue }
            let addressees = try ConsultationStore(tx).addressees(of: id)
            guard !addressees.isEmpty else { throw Refusal.nobodyIsAsked }
            let work = Work(tx, visit)
            if record.state != .open {
                try ConsultationStore.setState(id, .open, now: work.now, tx)
                try work.record(.event(event), "consultation:\(id)", "consultation.opening")
            }
            guard visit.settings.mail != nil else { return 0 }
            let frame = try ConsultationMail(work, record, visit.settings, visit.services.key)
            let written = try addressees.filter { $0.sentAt == nil }.count { try frame.ask($0) }
            if written > 0 {
                try work.record(.event(event), "consultation:\(id)", "consultation.sending", ["count": .whole(written)])
            }
            return written
        }
    }

    static func close(_ visit: Visit, _ event: Event.ID, _ id: Consultation.ID) async throws {
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            guard try ConsultationStore(tx).consultation(event, id).state == .open else { return }
            try ConsultationStore.setState(id, .closed, now: visit.now, tx)
            try Work(tx, visit).record(.event(event), "consultation:\(id)", "consultation.closing")
        }
    }

    /// Reminds once those who have not answered; by hand, or three days before the last moment by the clock.
    static func remindIn(_ work: Work, _ record: ConsultationRecord, _ settings: Settings, _ key: [UInt8]) throws -> Int
    {
        let store = ConsultationStore(work.tx)
        let answers = try store.answers(of: record.id)
        let silent = try store.addressees(of: record.id).filter {
            $0.sentAt != nil && $0.remindedAt == nil && answers[$0.id]?.isDraft ?? true
        }
        guard !silent.isEmpty else { return 0 }
        let mail = try ConsultationMail(work, record, settings, key)
        let written = try silent.count { try mail.remind($0) }
        if written > 0 {
            try work.record(
                .event(record.event), "consultation:\(record.id)", "consultation.reminder", ["count": .whole(written)])
        }
        return written
    }

    static func remind(_ visit: Visit, _ event: Event.ID, _ id: Consultation.ID) async throws -> Int {
        guard visit.settings.mail != nil else { throw Refusal.noMail }
        return try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            let record = try ConsultationStore(tx).consultation(event, id)
            guard record.isOpen(at: visit.now) else { throw Refusal.consultationClosed }
            return try remindIn(Work(tx, visit), record, visit.settings, visit.services.key)
        }
    }

    private static let reminded: Int64 = 3 * EpochTime.day

    static func watch(_ services: Services) async {
        await services.again(every: .seconds(300), failing: "Reminders of consultations could not be written") {
            try await forgetDue(services)
            if services.settings.mail != nil { try await remindDue(services) }
        }
    }

    /// Names go with those of the event.
    static func forgetDue(_ services: Services) async throws {
        let now = services.environment.now()
        guard try await services.database.read({ try ConsultationStore($0).hasNamesToForget() }) else { return }
        _ = try await services.database.write { try ConsultationStore.forget(now, $0) }
    }

    static func remindDue(_ services: Services) async throws {
        let now = services.environment.now()
        let due = try await services.database.read { try ConsultationStore($0).open(dueIn: now...(now + reminded)) }
        guard !due.isEmpty else { return }
        let (settings, key, environment) = (services.settings, services.key, services.environment)
        try await services.database.write { tx in
            for record in due { _ = try remindIn(Work(tx, environment), record, settings, key) }
        }
    }

    /// What comes of it, written by several: what two write at once is brought together.
    /// - Parameter base: the text that the writer began with.
    static func summarise(_ visit: Visit, _ event: Event.ID, _ id: Consultation.ID, base: String, text: String)
        async throws
    {
        var check = FieldCheck()
        let mine = check.lines("summary", text, limit: summaryLimit)
        let begun = FieldCheck.lines(String(base.prefix(2 * summaryLimit)))
        try check.finish()
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            let record = try ConsultationStore(tx).consultation(event, id)
            let merged = TextMerge.merge(base: begun, mine: mine, theirs: record.summary)
            guard TextLimit(summaryLimit).holds(merged) else {
                throw Refusal.invalid(["summary": L("At most \(summaryLimit) characters fit here.")])
            }
            guard merged != record.summary else { return }
            try ConsultationStore.setSummary(id, merged, now: visit.now, tx)
            try Work(tx, visit).record(.event(event), "consultation:\(id)", "consultation.summary")
        }
    }

    static let summaryLimit = 8_000
}

/// The questions that are there when a consultation is made: on the scope of the event and on who should come.
enum UsualQuestions {
    static func scope(in languages: [String]) -> Questionnaire {
        func words(_ message: Message) -> LocalWords {
            var texts: [String: String] = [:]
            for language in Language.allCases where languages.contains(language.rawValue) {
                texts[language.rawValue] = message.string(in: language)
            }
            return LocalWords(texts)
        }
        return Questionnaire([
            Question(
                "q1", .lines, words(L("What should this event achieve for your country or institution?")),
                isRequired: true),
            Question("q2", .lines, words(L("Which questions should be in its scope, and which not?"))),
            Question("q3", .scale, words(L("How urgent is the subject for you?"))),
            Question("q4", .yesNo, words(L("Do you have experience, a case or material that others could use?"))),
            Question(
                "q5", .lines, words(L("What is it, and who could present it?")), relevance: .init("q4", ["yes"])),
            Question("q6", .lines, words(L("Who should come: which functions and institutions?"))),
        ])
    }
}
