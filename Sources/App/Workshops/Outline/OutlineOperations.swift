import Domain
import Storage
import Web

/// A statement as somebody proposes it.
struct StatementProposal: Sendable {
    var part: String
    var text: String
    /// BCP 47.
    var language = "en"
    /// What the sender calls this sending; the same one is answered with the first result.
    var key: String?

    static let textLimit = 400

    /// - Throws: ``Refusal`` 422 with an error at each wrong field.
    func checked() throws -> (part: OutlinePart, text: String, language: String, key: String?) {
        var errors: [String: Message] = [:]
        let clean = WrittenText.cleaned(text, keepingLines: false)
        if clean.isEmpty {
            errors["text"] = L("Write the statement in one or two sentences.")
        } else if !TextLimit(Self.textLimit).holds(clean) {
            errors["text"] = WrittenText.excess(clean, Self.textLimit)
        } else if !clean.contains(where: \.isLetter) {
            errors["text"] = L("Use words: symbols and emoji alone cannot be discussed.")
        }
        let part = OutlinePart(rawValue: part)
        if part == nil { errors["part"] = L("Choose the part that it belongs to.") }
        if case .failure(let error) = WrittenText.language(language) { errors["language"] = error.message }
        guard let part, errors.isEmpty else { throw Refusal.invalid(errors) }
        let key = key.flatMap { $0.isEmpty ? nil : String(WrittenText.cleaned($0, keepingLines: false).prefix(64)) }
        return (part, clean, language, key)
    }
}

/// One answer of the rating form.
struct StatementAnswer: Sendable {
    let statement: OutlineStatement.ID
    /// 1...9; nothing for "cannot judge".
    let rating: Int?
    /// The revision of the words that the person saw.
    let revision: Int
}

/// What the room does with the outline.
enum OutlineOperations {
    static let mostStatements = 200

    /// Participants propose while the outline is on the table; who writes the guide at any time.
    static func propose(_ visit: Visit, _ event: Event.ID, _ proposal: StatementProposal) async throws
        -> OutlineStatementRecord
    {
        let checked = Result { try proposal.checked() }
        return try await visit.database.write { tx in
            try visit.require(.attend, in: event, tx)
            let roles = try visit.membership(in: event, tx).roles
            let writes = Policy.allows(.writeGuide, visitor: visit.visitor, roles: roles)
            if !writes {
                guard roles.contains(where: { $0.contributes }) else { throw Refusal.observersLookOn }
                _ = try visit.seat(in: event)
                guard try EventStore(tx).event(event).stage == .outline else { throw Refusal.outlineClosed }
                try StepStore(tx).requireTime(in: event)
            }
            let words = try checked.get()
            let store = OutlineStore(tx)
            try SendingStore.note(
                proposal.key, "statement:\(event)", [proposal.part, proposal.text, proposal.language], Work(tx, visit))
            if let key = words.key,
                let first = try store.statement(of: event, author: visit.visitor.journalName, key: key)
            {
                return first
            }
            guard try store.statements(of: event).count < mostStatements else { throw Refusal.outlineFull }
            let seat = visit.visitor.seat?.event == event && visit.visitor.account == nil ? visit.visitor.seat?.id : nil
            let id = try proposeIn(
                Work(tx, visit), event, words.part, text: words.text, language: words.language, participant: seat,
                key: words.key)
            return try store.statement(id, in: event)
        }
    }

    /// The inner half, for the demo, designs and tests.
    @discardableResult
    static func proposeIn(
        _ work: Work, _ event: Event.ID, _ part: OutlinePart, text: String, language: String = "en",
        participant: Participant.ID? = nil, key: String? = nil
    ) throws -> OutlineStatement.ID {
        let card = try CardOperations.createIn(work, event, .outline, text: text, language: language)
        let id: OutlineStatement.ID = work.environment.id()
        try OutlineStore.insert(
            .init(id: id, event: event, part: part, card: card, participant: participant, author: work.actor, key: key),
            now: work.now, work.tx)
        try work.record(.event(event), "statement:\(id)", "statement.proposal", ["part": .text(part.rawValue)])
        return id
    }

    /// Stores a person's answers, all or none where one is no rating. An answer to an earlier wording is kept as such, and asked for again.
    static func rate(_ visit: Visit, _ event: Event.ID, _ answers: [StatementAnswer]) async throws {
        try await visit.database.write { tx in
            try visit.require(.attend, in: event, tx)
            let seat = try visit.seat(in: event)
            guard try EventStore(tx).participant(seat.id).role.contributes else { throw Refusal.observersDoNotVote }
            guard try EventStore(tx).event(event).stage == .outline else { throw Refusal.outlineClosed }
            try StepStore(tx).requireTime(in: event)
            try rateIn(Work(tx, visit), event, seat.id, answers)
        }
    }

    static func rateIn(_ work: Work, _ event: Event.ID, _ participant: Participant.ID, _ answers: [StatementAnswer])
        throws
    {
        let known = Dictionary(
            uniqueKeysWithValues: try OutlineStore(work.tx).statements(of: event).map { ($0.id, $0) })
        var errors: [String: Message] = [:]
        for answer in answers {
            let field = "rating-\(answer.statement)"
            guard let statement = known[answer.statement] else { throw Refusal.notFound }
            guard (1...statement.revision).contains(answer.revision) else { throw Refusal.malformedForm }
            if let rating = answer.rating, !(1...9).contains(rating) {
                errors[field] = L("A rating is a number from 1 to 9, or “Cannot judge”.")
            }
        }
        guard errors.isEmpty else { throw Refusal.invalid(errors) }
        // A statement that was decided while the form was open does not hold up the others.
        let counted = answers.filter { known[$0.statement]?.state == .proposed }
        guard !counted.isEmpty || answers.isEmpty else { throw Refusal.statementDecided }
        for answer in counted {
            try OutlineStore.rate(
                answer.statement, participant, answer.rating, revision: answer.revision, now: work.now, work.tx)
        }
        guard let first = counted.first else { return }
        // Never what was said.
        try work.record(
            .part(event, .outline), "statement:\(first.statement)", "statement.rating",
            ["statements": JSONValue(counted.map(\.statement))])
    }

    // MARK: Who runs the room

    /// Agreed, dropped, or back on the table. Doing it again changes nothing.
    static func decide(
        _ visit: Visit, _ event: Event.ID, _ id: OutlineStatement.ID, _ state: StatementState, revision: Int? = nil
    ) async throws {
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            let statement = try OutlineStore(tx).statement(id, in: event)
            // The room agrees to words that it has seen.
            if state == .agreed, let revision, revision != statement.revision { throw Refusal.wordingChanged }
            try decideIn(Work(tx, visit), event, id, state)
        }
    }

    static func agreeIn(_ work: Work, _ event: Event.ID, _ id: OutlineStatement.ID) throws {
        try decideIn(work, event, id, .agreed)
    }

    static func dropIn(_ work: Work, _ event: Event.ID, _ id: OutlineStatement.ID) throws {
        try decideIn(work, event, id, .dropped)
    }

    private static func decideIn(
        _ work: Work, _ event: Event.ID, _ id: OutlineStatement.ID, _ state: StatementState
    ) throws {
        let statement = try OutlineStore(work.tx).statement(id, in: event)
        let revision = state == .proposed ? nil : statement.revision
        guard statement.state != state || statement.decidedRevision != revision else { return }
        try OutlineStore.setState(
            id, state, revision: revision, at: state == .proposed ? nil : work.now, work.tx)
        let kind =
            switch state {
            case .agreed: "statement.agreement"
            case .dropped: "statement.dropping"
            case .proposed: "statement.return"
            }
        try work.record(.event(event), "statement:\(id)", kind, ["revision": .whole(statement.revision)])
    }

    /// One place up (-1) or down (1) among those of its part that stand.
    static func move(_ visit: Visit, _ event: Event.ID, _ id: OutlineStatement.ID, by step: Int) async throws {
        try await visit.database.write { tx in
            try visit.require(.writeGuide, in: event, tx)
            guard step == 1 || step == -1 else { throw Refusal.malformedForm }
            let store = OutlineStore(tx)
            let statement = try store.statement(id, in: event)
            var row = try store.statements(of: event).filter { $0.part == statement.part && $0.state != .dropped }
            guard let place = row.firstIndex(where: { $0.id == id }), row.indices.contains(place + step) else { return }
            row.swapAt(place, place + step)
            for (index, record) in row.enumerated() { try OutlineStore.setPosition(record.id, index + 1, tx) }
            try visit.record(tx, scope: .event(event), subject: "statement:\(id)", kind: "statement.position")
        }
    }

    /// What the projector shows.
    static func show(_ visit: Visit, _ event: Event.ID, _ part: OutlinePart) async throws {
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            guard try OutlineStore(tx).shownPart(of: event) != part else { return }
            try OutlineStore.setShownPart(event, part, tx)
            try visit.record(
                tx, scope: .event(event), subject: "event:\(event)", kind: "outline.part",
                facts: ["part": .text(part.rawValue)])
        }
    }
}
