import Domain
import Web

/// One item of the thread, as somebody may see it.
struct ThreadItem: Sendable, Hashable {
    let kind: ThreadKind
    let id: String
    /// Nil of what a programme plans.
    let event: Event.ID?
    /// In its author's words; empty where the words are made from the rest: adoptions.
    let title: String
    /// BCP 47; nil if the text has no language of its own.
    var language: String?
    /// Of a topic its position, of a round its number.
    var number: Int?
    var country: String?
    var sector: String?
    /// Only where the event shows names.
    var author: String?
    var isMerged = false
    var isWithdrawn = false
    /// Of an aspect.
    var isBlocking = false
    /// Of an adoption.
    var decision: ThreadDecision?
    /// The head of the delegation decided, in the country's name.
    var isByHead = false
    var progress: ThreadProgress?
    /// Of a breakout group's aspect or sheet: the group's name.
    var group: String?
    var isPriority = false
    /// Of a round: the room has seen the result.
    var isRevealed = false
    /// Of an action, as whoever looks may know it.
    var standing: ThreadAction?
    /// Of a lesson.
    var isLearned = false
    /// Of what a programme plans: whose it is.
    var programme: Programme.ID?
}

/// How an address and the API name an item: `issue:ID`, or the bare id.
struct ThreadReference: Sendable, Hashable, LosslessStringConvertible {
    let kind: ThreadKind?
    let id: String

    init?(_ description: String) {
        let parts = description.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let id = parts.last, Identifier<ThreadItem>(id) != nil || ThreadIndicator(id) != nil else { return nil }
        if parts.count == 2 {
            guard let kind = ThreadKind(rawValue: parts[0]) else { return nil }
            self.kind = kind
        } else {
            kind = nil
        }
        self.id = id
    }

    init(_ item: ThreadItem) {
        kind = item.kind
        id = item.id
    }

    /// Ids are unique over all kinds, so links do without the kind.
    var description: String { id }
}

extension ThreadReference: PathParameter {}

/// How an indicator is named: by its framework's id and its code.
struct ThreadIndicator: Sendable, Hashable, CustomStringConvertible {
    let framework: String
    let code: String

    private static let longest = 40

    init(framework: String, code: String) {
        self.framework = framework
        self.code = code
    }

    init?(_ text: String) {
        let parts = text.split(separator: ".", maxSplits: 1).map(String.init)
        guard parts.count == 2, Identifier<ThreadIndicator>(parts[0]) != nil, parts[1].utf8.count <= Self.longest,
            parts[1].utf8.allSatisfy({ $0 > 32 && $0 < 127 && $0 != UInt8(ascii: "/") })
        else { return nil }
        (framework, code) = (parts[0], parts[1])
    }

    var description: String { "\(framework).\(code)" }
}

extension ThreadKind: ChoiceType {}
