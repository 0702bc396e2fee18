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

    init(_ kind: String, _ words: Message) {
        self.kind = kind
        self.words = words
    }

    static let all: [JournalKind] = Features.all { $0 as? any JournalFeature.Type }.flatMap { $0.journal }

    /// Kinds of entries after which somebody may have lost the right to look on.
    static let takingRights: Set<String> = Features.all { $0 as? any RightsFeature.Type }.reduce(into: []) {
        $0.formUnion($1.takingRights)
    }
}
