import Domain
import Storage
import Web

/// The exchange in plenary: what is on the table, endorsements and questions.
enum ExchangeOperations {
    static let questionLimit = 500
    /// Of one person: the room hears others too.
    static let mostOpenQuestions = 10

    // MARK: Gallery

    /// Puts a sheet, the matrix or the shared blockers before the room.
    /// - Parameter sheet: nothing keeps the one shown last.
    static func show(_ visit: Visit, _ event: Event.ID, _ view: ExchangeView, sheet: EnvisionSheet.ID?) async throws {
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            try showIn(Work(tx, visit), event, view, sheet: sheet)
        }
    }

    static func showIn(_ work: Work, _ event: Event.ID, _ view: ExchangeView, sheet: EnvisionSheet.ID?) throws {
        let before = try ExchangeStore(work.tx).shown(in: event)
        if let sheet { _ = try SheetAccess.seen(sheet, in: event, by: .room, work.tx) }
        let chosen = sheet ?? before.sheet
        guard before.view != view || before.sheet != chosen else { return }
        try ExchangeStore.show(view, chosen, in: event, work.tx)
        try work.record(
            .event(event), "event:\(event)", "exchange.view",
            ["sheet": JSONValue(chosen?.description), "view": .text(view.rawValue)])
    }

    /// Goes on to the next sheet of the gallery (or back); stops at the ends.
    static func step(_ visit: Visit, _ event: Event.ID, by step: Int) async throws {
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            let gallery = SheetAccess.gallery(
                try SheetStore(tx).sheets(of: event), for: .room, try DirectoryNames(tx)
            ).map(\.sheet.id)
            guard !gallery.isEmpty else { return }
            let shown = try ExchangeStore(tx).shown(in: event).sheet
            let place = shown.flatMap { gallery.firstIndex(of: $0) }
            let next = place.map { min(max($0 + step, 0), gallery.count - 1) } ?? 0
            try showIn(Work(tx, visit), event, .gallery, sheet: gallery[next])
        }
    }

    // MARK: Endorsements

    /// Gives an endorsement or takes it back; the same again changes nothing.
    static func endorse(_ visit: Visit, _ event: Event.ID, _ id: Intervention.ID, _ isOn: Bool) async throws {
        try await visit.database.write { tx in
            let seat = try voice(visit, event, tx)
            let viewer = try SheetViewer(visit, in: event, tx)
            let (sheet, _) = try published(id, event, viewer, tx)
            guard !SheetAccess.isMember(of: sheet, viewer) else { throw Refusal.ownEndorsement }
            // It may be their own country's sheet, which an anonymous one must not tell.
            guard sheet.country == nil || viewer.isKnown(from: seat.country) else { throw Refusal.notKnownYet }
            try endorseIn(Work(tx, visit), id, in: event, by: seat.id, isOn)
        }
    }

    static func endorseIn(
        _ work: Work, _ id: Intervention.ID, in event: Event.ID, by participant: Participant.ID, _ isOn: Bool = true
    ) throws {
        guard try ExchangeStore.setEndorsed(id, by: participant, isOn, now: work.now, work.tx) else { return }
        let kind = isOn ? "intervention.endorsement" : "intervention.endorsement-withdrawal"
        try work.record(.event(event), "intervention:\(id)", kind)
    }

    // MARK: Questions

    struct Question: Sendable {
        var sheet: EnvisionSheet.ID
        var intervention: Intervention.ID?
        var text: String
        /// BCP 47.
        var language = "en"
        /// What the sender calls this sending; the same one is answered with the first result.
        var key: String?

        var cleaned: Cleaned<Question> {
            Cleaned(self) { question, check in
                question.text = check.lines("text", text, limit: questionLimit, isRequired: true)
                if !question.text.isEmpty && !question.text.contains(where: \.isLetter) {
                    check.fail("text", L("Use words: symbols and emoji alone cannot be discussed."))
                }
                if case .failure(let error) = WrittenText.language(language) { check.fail("language", error.message) }
            }
        }

        /// All that it says.
        fileprivate var words: [String?] { [sheet.description, intervention?.description, text, language] }
    }

    static func ask(_ visit: Visit, _ event: Event.ID, _ question: Question) async throws -> QuestionRecord {
        let cleaned = question.cleaned
        return try await visit.database.write { tx in
            let seat = try voice(visit, event, tx)
            let viewer = try SheetViewer(visit, in: event, tx)
            let (sheet, _) = try SheetAccess.seen(question.sheet, in: event, by: viewer, tx)
            guard sheet.publication != .private else { throw Refusal.notShown }
            let work = Work(tx, visit)
            try SendingStore.note(question.key, "question:\(event)", question.words, work)
            let id = try askIn(work, event, cleaned, key: question.key, by: seat.id)
            return try ExchangeStore(tx).question(id, in: event)
        }
    }

    static func askIn(_ work: Work, _ event: Event.ID, _ question: Question, by participant: Participant.ID) throws
        -> ExchangeQuestion.ID
    {
        try askIn(work, event, question.cleaned, key: question.key, by: participant)
    }

    private static func askIn(
        _ work: Work, _ event: Event.ID, _ question: Cleaned<Question>, key: String?, by participant: Participant.ID
    ) throws -> ExchangeQuestion.ID {
        let key = SendingKey.of(key, by: work.actor)
        if let key, let first = try ExchangeStore(work.tx).question(of: participant, key: key) { return first.id }
        let question = try question.checked { question, check in
            guard let intervention = question.intervention else { return }
            let found = try InterventionStore(work.tx).intervention(intervention, in: event)
            if found.sheet != question.sheet {
                check.fail("intervention", L("This intervention is on another sheet."))
            }
        }
        guard try ExchangeStore(work.tx).openQuestions(of: participant) < mostOpenQuestions else {
            throw Refusal.tooManyQuestions(mostOpenQuestions)
        }
        let new = ExchangeStore.NewQuestion(
            id: work.environment.id(), event: event, sheet: question.sheet, intervention: question.intervention,
            participant: participant, text: question.text, language: question.language, key: key)
        try ExchangeStore.insert(new, now: work.now, work.tx)
        try work.record(.event(event), "question:\(new.id)", "question.addition")
        return new.id
    }

    /// The facilitator marks a question as answered, or opens it again.
    static func setAnswered(_ visit: Visit, _ event: Event.ID, _ id: ExchangeQuestion.ID, _ isOn: Bool) async throws {
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            guard (try ExchangeStore(tx).question(id, in: event).answeredAt != nil) != isOn else { return }
            try ExchangeStore.setAnswered(id, at: isOn ? visit.now : nil, tx)
            try visit.record(
                tx, scope: .event(event), subject: "question:\(id)",
                kind: isOn ? "question.answer" : "question.reopening")
        }
    }

    /// The facilitator takes a question from the room's pages, or brings it back. Who asked still sees it.
    static func setHidden(_ visit: Visit, _ event: Event.ID, _ id: ExchangeQuestion.ID, _ isOn: Bool) async throws {
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            guard (try ExchangeStore(tx).question(id, in: event).hiddenAt != nil) != isOn else { return }
            try ExchangeStore.setHidden(id, at: isOn ? visit.now : nil, tx)
            try visit.record(
                tx, scope: .event(event), subject: "question:\(id)", kind: isOn ? "question.hiding" : "question.showing"
            )
        }
    }

    // MARK: Rules

    /// A participant who contributes, while the exchange is open or later.
    /// - Parameter late: for what is told after the event too: the time of a step does not count.
    static func voice(_ visit: Visit, _ event: Event.ID, _ tx: Transaction, late: Bool = false) throws
        -> ParticipantRecord
    {
        let seat = try visit.seat(in: event)
        try visit.require(.attend, in: event, tx)
        let person = try EventStore(tx).participant(seat.id)
        guard person.role.contributes else { throw Refusal.observersLookOn }
        guard try EventStore(tx).event(event).stage.map({ $0 >= .envision }) ?? false else {
            throw Refusal.exchangeClosed
        }
        if !late { try StepStore(tx).requireTime(in: event) }
        return person
    }

    /// An intervention that the room can see and that stands.
    static func published(_ id: Intervention.ID, _ event: Event.ID, _ viewer: SheetViewer, _ reading: any Reading)
        throws
        -> (SheetRecord, InterventionRecord)
    {
        let intervention = try InterventionStore(reading).intervention(id, in: event)
        let (sheet, _) = try SheetAccess.seen(intervention.sheet, in: event, by: viewer, reading)
        guard sheet.publication != .private, intervention.withdrawnAt == nil else { throw Refusal.notFound }
        return (sheet, intervention)
    }
}
