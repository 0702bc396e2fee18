import Domain
import Storage
import Web

/// What a participant writes.
struct Contribution: Sendable {
    var topic: Topic.ID?
    var title: String
    var explanation: String
    /// BCP 47.
    var language: String
    /// What the sender calls this sending; the same one is answered with the first result.
    var key: String?
    /// Whether other words under the same key correct the first: the phone's outbox keeps the key of a sentence whose answer was
    /// lost while its author goes on correcting it. A program that uses a key twice is told so.
    var corrects = false

    init(topic: Topic.ID?, title: String, explanation: String = "", language: String = "en", key: String? = nil) {
        self.topic = topic
        self.title = title
        self.explanation = explanation
        self.language = language
        self.key = key
    }

    /// The words as they will be stored.
    /// - Throws: ``Refusal`` 422 with an error at each wrong field.
    func checked() throws -> Contribution {
        var result = self
        var errors: [String: Message] = [:]
        func take(
            _ field: String, _ value: Result<String, WrittenText.FieldError>,
            into path: WritableKeyPath<Contribution, String>
        ) {
            switch value {
            case .success(let text): result[keyPath: path] = text
            case .failure(let error): errors[field] = error.message
            }
        }
        take("title", IssueText.title(title), into: \.title)
        take("explanation", IssueText.explanation(explanation), into: \.explanation)
        take("language", WrittenText.language(language), into: \.language)
        result.key = key.flatMap { $0.isEmpty ? nil : String(WrittenText.cleaned($0, keepingLines: false).prefix(64)) }
        guard errors.isEmpty else { throw Refusal.invalid(errors) }
        return result
    }
}

/// Collect: what participants do with their own issues.
enum IssueOperations {
    /// Issues that one seat may write in an event, withdrawn ones too.
    static let mostOfPerson = 200

    /// Stores an issue under the topic on the table. It carries country and sector of its author's seat.
    /// - Throws: ``Refusal``: not the author's place, collecting is closed, or fields that need another look.
    static func contribute(_ visit: Visit, _ event: Event.ID, _ contribution: Contribution) async throws -> IssueRecord
    {
        // Outside the transaction, which others wait for; thrown inside, after what concerns who writes here.
        let checked = Result { try contribution.checked() }
        return try await visit.database.write { tx in
            let author = try author(visit, event, tx)
            let store = IssueStore(tx)
            let words = try checked.get()
            if let key = words.key, let first = try store.contribution(of: author.id, key: key) {
                return try corrected(first, words, visit, tx)
            }
            let topic = try openTopic(words.topic, in: event, tx)
            guard try store.written(by: author.id) < mostOfPerson else { throw Refusal.tooManyIssues }
            let issue = IssueStore.NewIssue(
                id: visit.environment.id(), event: event, topic: topic, kind: .contributed, language: words.language,
                title: words.title, explanation: words.explanation, participant: author.id, country: author.country,
                sector: author.sector, key: words.key)
            try IssueStore.insert(issue, now: visit.now, tx)
            try visit.record(
                tx, scope: .event(event), subject: "issue:\(issue.id)", kind: "issue.contribution",
                facts: ["topic": .text(topic.description)])
            return try store.issue(issue.id)
        }
    }

    /// The same sending once more. Where its answer was lost and the words were corrected meanwhile, the later words count, unless
    /// the issue was changed in another way since: then nothing is overwritten.
    private static func corrected(_ first: IssueRecord, _ words: Contribution, _ visit: Visit, _ tx: Transaction) throws
        -> IssueRecord
    {
        let isSame =
            first.title == words.title && first.explanation == words.explanation && first.language == words.language
        guard !isSame else { return first }
        guard words.corrects else { throw Refusal.keyIsUsed }
        guard first.mergedInto == nil, first.withdrawnAt == nil else { return first }
        guard first.changedAt == first.createdAt else { throw Refusal.keyIsUsed }
        let topic = try openTopic(words.topic ?? first.topic, in: first.event, tx)
        // It counts as written so from the beginning: it may be corrected once more before an answer arrives.
        try IssueStore.setWords(
            first.id, topic: topic, title: words.title, explanation: words.explanation, language: words.language,
            now: first.changedAt, tx)
        try visit.record(tx, scope: .event(first.event), subject: "issue:\(first.id)", kind: "issue.revision")
        return try IssueStore(tx).issue(first.id)
    }

    /// Replaces the author's own words.
    static func edit(_ visit: Visit, _ event: Event.ID, _ id: Issue.ID, _ contribution: Contribution) async throws
        -> IssueRecord
    {
        let checked = Result { try contribution.checked() }
        return try await visit.database.write { tx in
            let issue = try own(id, visit, event, tx)
            let words = try checked.get()
            guard issue.withdrawnAt == nil else { throw Refusal.issueWithdrawn }
            let topic = try openTopic(words.topic ?? issue.topic, in: event, tx)
            try IssueStore.setWords(
                id, topic: topic, title: words.title, explanation: words.explanation, language: words.language,
                now: visit.now, tx)
            try visit.record(tx, scope: .event(event), subject: "issue:\(id)", kind: "issue.revision")
            return try IssueStore(tx).issue(id)
        }
    }

    /// Takes an own issue off the table; ``restore(_:_:_:)`` brings it back.
    static func withdraw(_ visit: Visit, _ event: Event.ID, _ id: Issue.ID) async throws {
        try await setWithdrawn(visit, event, id, true)
    }

    static func restore(_ visit: Visit, _ event: Event.ID, _ id: Issue.ID) async throws {
        try await setWithdrawn(visit, event, id, false)
    }

    /// Doing it again changes nothing, so that a form that is sent twice is harmless.
    private static func setWithdrawn(_ visit: Visit, _ event: Event.ID, _ id: Issue.ID, _ isWithdrawn: Bool)
        async throws
    {
        try await visit.database.write { tx in
            let issue = try own(id, visit, event, tx)
            _ = try openTopic(issue.topic, in: event, tx)
            guard (issue.withdrawnAt != nil) != isWithdrawn else { return }
            try IssueStore.setWithdrawn(id, at: isWithdrawn ? visit.now : nil, now: visit.now, tx)
            let kind = isWithdrawn ? "issue.withdrawal" : "issue.restoration"
            try visit.record(tx, scope: .event(event), subject: "issue:\(id)", kind: kind)
        }
    }

    private static func author(_ visit: Visit, _ event: Event.ID, _ tx: Transaction) throws -> ParticipantRecord {
        let seat = try visit.seat(in: event)
        try visit.require(.attend, in: event, tx)
        let author = try EventStore(tx).participant(seat.id)
        guard author.role.contributes else { throw Refusal.observersLookOn }
        return author
    }

    private static func own(_ id: Issue.ID, _ visit: Visit, _ event: Event.ID, _ tx: Transaction) throws -> IssueRecord
    {
        let author = try author(visit, event, tx)
        let issue = try IssueStore(tx).issue(id)
        guard issue.event == event else { throw Refusal.notFound }
        guard issue.participant == author.id else {
            // Who sees it is told that it is not theirs; who does not, that nothing is there.
            let record = try EventStore(tx).event(event)
            let isOpen = record.issuesVisible || (record.stage ?? .collect) > .collect
            throw isOpen && issue.withdrawnAt == nil ? Refusal.forbidden : Refusal.notFound
        }
        guard issue.mergedInto == nil else { throw Refusal.issueJoined }
        return issue
    }

    /// The topic that an issue may be written under now.
    private static func openTopic(_ wished: Topic.ID?, in event: Event.ID, _ tx: Transaction) throws -> Topic.ID {
        let store = EventStore(tx)
        let record = try store.event(event)
        guard record.stage == .collect else { throw Refusal.collectClosed }
        try StepStore(tx).requireTime(in: event)
        guard let topic = wished ?? record.topic else {
            throw Refusal.invalid(["topic": L("Choose the topic that it belongs to.")])
        }
        guard try store.topics(of: event).contains(where: { $0.id == topic }) else { throw Refusal.notFound }
        guard record.topic == nil || record.topic == topic else { throw Refusal.topicClosed }
        return topic
    }
}
