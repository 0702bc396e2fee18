import Domain
import Storage
import Web

/// What a round is prepared with: the one value behind the form and the API.
struct RoundDraft: Sendable {
    /// Follows from the issues.
    fileprivate(set) var topic: Topic.ID?
    /// The question to the room.
    var title: String
    var settings: RoundSettings
    /// In the order of the ballot.
    var issues: [Issue.ID]

    /// A question that a room reads at one glance; longer ones do not fit the screen.
    static let longestTitle = 140
    static let mostIssues = 200

    init(title: String, settings: RoundSettings, issues: [Issue.ID]) {
        self.title = title
        self.settings = settings
        self.issues = issues
    }
}

/// Permission → rule → store → journal, in one transaction each. Every operation is harmless when it comes twice.
enum RoundOperations {
    static func create(_ visit: Visit, in event: Event.ID, _ draft: RoundDraft) async throws -> Round.ID {
        let (id, now) = (visit.environment.id(Round.ID.self), visit.now)
        let cleaned = cleaned(draft)
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            try EventPartStore(tx).requireWorkshop(in: event)
            let (draft, issues) = try checked(cleaned, in: event, tx)
            let round = RoundRecord(
                id: id, event: event, topic: draft.topic, number: try RoundStore(tx).nextNumber(in: event),
                title: draft.title,
                settings: draft.settings, state: .draft, openedAt: nil, closesAt: nil, closedAt: nil, revealedAt: nil,
                present: nil)
            try RoundStore.insert(round, createdAt: now, tx)
            try RoundStore.putItems(issues, into: id, tx)
            try visit.record(
                tx, scope: .event(event), subject: round.subject, kind: "round.preparation",
                facts: [
                    "number": .whole(round.number), "method": .text(draft.settings.method.rawValue),
                    "issues": .whole(issues.count),
                ])
        }
        return id
    }

    static func change(_ visit: Visit, _ id: Round.ID, in event: Event.ID, _ draft: RoundDraft) async throws {
        let cleaned = cleaned(draft)
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            let round = try RoundStore(tx).round(id, in: event)
            guard round.state == .draft else { throw Refusal.roundFixed }
            let (draft, issues) = try checked(cleaned, in: event, tx)
            try RoundStore.change(id, title: draft.title, topic: draft.topic, settings: draft.settings, tx)
            try RoundStore.putItems(issues, into: id, tx)
            try visit.record(
                tx, scope: .event(event), subject: round.subject, kind: "round.change",
                facts: ["method": .text(draft.settings.method.rawValue), "issues": .whole(issues.count)])
        }
    }

    /// Removes a round that has never been open.
    static func discard(_ visit: Visit, _ id: Round.ID, in event: Event.ID) async throws {
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            let round = try RoundStore(tx).round(id, in: event)
            guard round.state == .draft else { throw Refusal.roundFixed }
            try RoundStore.discard(round, tx)
            try visit.record(tx, scope: .event(event), subject: round.subject, kind: "round.withdrawal")
        }
    }

    static func open(_ visit: Visit, _ id: Round.ID, in event: Event.ID) async throws {
        let now = visit.now
        try await RoundClosing.closeDue(visit.database, at: now, visit.services.wiping)
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            let store = RoundStore(tx)
            let round = try store.round(id, in: event)
            guard round.state != .open else { return }
            guard round.state == .draft else { throw Refusal.roundFixed }
            if let other = try store.openRound(of: event) { throw Refusal.roundAlreadyOpen(other.number) }
            try takeWords(of: round, tx)
            let closesAt =
                try round.settings.duration.map { EpochTime.adding(now, seconds: $0) } ?? end(of: event, at: now, tx)
            try RoundStore.open(round, key: visit.environment.random(32), now: now, closesAt: closesAt, tx)
            try RoundFollowers.follow(event, Work(tx, visit))
            try visit.record(
                tx, scope: .event(event), subject: round.subject, kind: "round.opening",
                facts: [
                    "number": .whole(round.number), "seconds": round.settings.duration.map { .whole($0) } ?? .null,
                ])
        }
    }

    /// A round without minutes of its own that belongs to a step open until a moment closes then.
    private static func end(of event: Event.ID, at now: Int64, _ reading: any Reading) throws -> Int64? {
        guard let step = try StepStore(reading).present(of: event), step.stage == .vote, let end = step.closesAt,
            end > now
        else { return nil }
        return end
    }

    /// Gives more time to an open round that has an end.
    static func extend(_ visit: Visit, _ id: Round.ID, in event: Event.ID, seconds: Int) async throws {
        guard (1...RoundSettings.longestDuration).contains(seconds) else {
            throw Refusal.invalid(["seconds": L("Enter 1 second to a month.")])
        }
        let now = visit.now
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            let round = try RoundStore(tx).round(id, in: event)
            guard round.acceptsBallots(at: now) else { throw Refusal.roundNotOpen }
            guard let closesAt = round.closesAt else { throw Refusal.roundWithoutEnd }
            try RoundStore.extend(id, to: EpochTime.adding(max(closesAt, now), seconds: seconds), tx)
            try visit.record(
                tx, scope: .event(event), subject: round.subject, kind: "round.extension",
                facts: ["seconds": .whole(seconds)])
        }
    }

    /// Closes at once. Paper ballots that nobody confirmed are dropped; the console says so before.
    static func close(_ visit: Visit, _ id: Round.ID, in event: Event.ID) async throws {
        let now = visit.now
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            let round = try RoundStore(tx).round(id, in: event)
            guard round.state == .open else {
                if round.state == .draft { throw Refusal.roundNotOpen }
                return
            }
            try RoundClosing.close(round, at: now, actor: visit.visitor.journalName, tx)
        }
        await RoundClosing.wipe(visit.database, visit.services.wiping)
    }

    /// Shows the result of a closed round to everybody.
    static func reveal(_ visit: Visit, _ id: Round.ID, in event: Event.ID) async throws {
        let now = visit.now
        try await RoundClosing.closeDue(visit.database, at: now, visit.services.wiping)
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            let round = try RoundStore(tx).round(id, in: event)
            guard round.state != .revealed else { return }
            guard round.state == .closed else { throw Refusal.roundNotClosed }
            if let other = try RoundStore(tx).openRound(of: event) { throw Refusal.roundAlreadyOpen(other.number) }
            try RoundStore.reveal(id, at: now, showsBallots: try !RoundStore(tx).sharesIssues(round), tx)
            try RoundStore.show(round, tx)
            try RoundFollowers.follow(event, Work(tx, visit))
            try visit.record(tx, scope: .event(event), subject: round.subject, kind: "round.revelation")
        }
    }

    private static func cleaned(_ draft: RoundDraft) -> Cleaned<RoundDraft> {
        Cleaned(draft) { draft, check in
            draft.title = UsualQuestion.kept(draft.title.withoutControlCharacters.trimmed)
            if draft.title.isEmpty { check.fail("title", L("Write the question that the room will read.")) }
            if !TextLimit(RoundDraft.longestTitle).holds(draft.title) {
                check.fail(
                    "title",
                    L("At most \(RoundDraft.longestTitle) characters, so that it can be read from the last row."))
            }
        }
    }

    /// Holds a draft against the rules; gives it back with its issues.
    private static func checked(
        _ cleaned: Cleaned<RoundDraft>, in event: Event.ID, _ reading: any Reading
    ) throws -> (RoundDraft, [Votable]) {
        var draft = cleaned.fields
        var errors: [String: Message] = [:]
        let votable = Dictionary(uniqueKeysWithValues: try Votables.all(of: event, reading).map { ($0.id, $0) })
        var seen: Set<Issue.ID> = []
        let issues = draft.issues.filter { seen.insert($0).inserted }.compactMap { votable[$0] }
        if issues.count != seen.count {
            errors["issue"] = L("Some of these issues have since been withdrawn or merged. Look at the list again.")
        }
        if issues.count > RoundDraft.mostIssues {
            errors["issue"] = L("At most \(RoundDraft.mostIssues) issues in one round.")
        }
        // A round belongs to a topic where all its issues do.
        let topics = Set(issues.map(\.topic))
        draft.topic = topics.count == 1 ? topics.first : nil
        for problem in draft.settings.problems(issues: issues.count) {
            errors[problem.field] = errors[problem.field] ?? problem.words
        }
        // Settings of other methods are kept as they come; only the chosen one is held against its rules.
        if draft.settings.method == .ranking, issues.count > draft.settings.maximumRanked {
            errors["issue"] = L(
                "A ranking holds at most \(draft.settings.maximumRanked) issues; \(issues.count) are chosen.")
        }
        _ = try cleaned.checked { _, check in for (field, words) in errors { check.fail(field, words) } }
        return (draft, issues)
    }

    /// Takes the present wording of the issues into the round.
    private static func takeWords(of round: RoundRecord, _ tx: Transaction) throws {
        let votable = Dictionary(uniqueKeysWithValues: try Votables.all(of: round.event, tx).map { ($0.id, $0) })
        let items = try RoundStore(tx).items(of: round.id)
        let issues = items.compactMap { votable[$0.issue] }
        guard issues.count == items.count else { throw Refusal.roundIssuesChanged }
        try RoundStore.putItems(issues, into: round.id, tx)
    }
}

extension String {
    /// Line breaks and tabs become spaces, other control characters go.
    var withoutControlCharacters: String {
        String(
            String.UnicodeScalarView(
                unicodeScalars.compactMap { scalar -> Unicode.Scalar? in
                    switch scalar.properties.generalCategory {
                    case .control: scalar == "\n" || scalar == "\r" || scalar == "\t" ? " " : nil
                    default: scalar
                    }
                }))
    }
}
