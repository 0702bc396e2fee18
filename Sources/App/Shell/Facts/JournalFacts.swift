import Web

/// A feature that writes to the journal: the kinds of its entries, and what they are called. A test fails for a kind without words.
protocol JournalFeature: Feature {
    static var journal: [JournalKind] { get }
}

/// A feature after some of whose entries somebody may have lost the right to look on: their open pages ask again.
protocol RightsFeature: Feature {
    /// Kinds of entries.
    static var takingRights: Set<String> { get }
}

/// A kind of entry of the journal.
struct JournalKind: Sendable {
    /// The noun and what happened to it: `issue.contribution`.
    let kind: String
    /// What happened, for who reads what has changed.
    let words: Message
    /// Whom the page of a programme tells how often it has happened since the last meeting; nobody, where it is part of daily work or says
    /// something of single people.
    let news: News?

    enum News: Sendable {
        /// All who have a part in the event or the programme.
        case everybody
        case organisers
    }

    init(_ kind: String, _ words: Message, news: News? = nil) {
        self.kind = kind
        self.words = words
        self.news = news
    }

    /// Kinds of which somebody is told, with their words.
    static func news(forOrganisers: Bool) -> [String: Message] {
        let told = all.filter { $0.news == .everybody || forOrganisers && $0.news == .organisers }
        return Dictionary(told.map { ($0.kind, $0.words) }) { first, _ in first }
    }

    static let all: [JournalKind] = Features.all { $0 as? any JournalFeature.Type }.flatMap { $0.journal }

    /// Kinds of entries after which somebody may have lost the right to look on.
    static let takingRights: Set<String> = Features.all { $0 as? any RightsFeature.Type }.reduce(into: []) {
        $0.formUnion($1.takingRights)
    }
}
