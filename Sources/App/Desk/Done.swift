import Web

/// What was just done: a word on the address of the page that a form leads to, and what that page says of it.
struct Done: Sendable {
    let name: String
    let words: Message
    /// Of what tells people, on a server that sends no mail.
    let withoutMail: Message?

    init(_ name: String, _ words: Message, withoutMail: Message? = nil) {
        self.name = name
        self.words = words
        self.withoutMail = withoutMail
    }

    static let created = Done("created", L("Created."))
    static let saved = Done("saved", L("Saved."))
    static let added = Done("added", L("Added."))
    static let removed = Done("removed", L("Removed."))
    static let restored = Done("restored", L("Restored."))
    static let retired = Done("retired", L("Retired: it is no longer offered, and stays where it was used."))
    static let moved = Done("moved", L("The order was changed."))
    static let renewed = Done("renewed", L("A new one was made. The old one no longer works."))

    /// What every feature says, and what each says of its own.
    static let all: [Done] =
        [created, saved, added, removed, restored, retired, moved, renewed]
        + Features.all { $0 as? any NoticeFeature.Type }.flatMap { $0.notices }

    static let byName = Dictionary(all.map { ($0.name, $0) }) { first, _ in first }

    /// The address with this word on it.
    func at(_ path: String) -> String { "\(path)\(path.contains("?") ? "&" : "?")done=\(name)" }
}

/// A feature whose forms say something of their own when they are done.
protocol NoticeFeature: Feature {
    static var notices: [Done] { get }
}
