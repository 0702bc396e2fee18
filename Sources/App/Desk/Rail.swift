import Web

/// A way that account holders always have: in the rail at the side of desk pages, in the bar at the bottom on phones, and by a key.
struct RailEntry: Sendable {
    /// From the top: Today 10, Programmes 20, Calendar 30, Library 40, People 50, Search 60.
    let order: Int
    /// The letter that leads there after `g`.
    let key: String
    /// Of the sprite `icons.svg`.
    let icon: String
    let label: @Sendable () -> Message
    let path: String
    /// Beginnings of further addresses that lie behind it.
    var behind: [String] = []
    /// Whom it is shown to.
    var isFor: @Sendable (Visitor.AccountSession) -> Bool = { _ in true }
    /// What it is called for some of them, where that is not the same for all.
    var labelFor: (@Sendable (Visitor.AccountSession) -> Message)?

    func label(for account: Visitor.AccountSession) -> Message { labelFor?(account) ?? label() }

    func covers(_ address: Substring) -> Bool {
        ([path] + behind).contains { address == $0 || address.hasPrefix($0.hasSuffix("/") ? $0 : $0 + "/") }
    }
}

/// A feature that the rail leads to.
protocol RailFeature: Feature {
    static var rail: [RailEntry] { get }
}

/// The rail: see `docs/decisions/0033-navigation.md`.
enum Rail {
    static let entries: [RailEntry] =
        Features.all { $0 as? any RailFeature.Type }.flatMap { $0.rail }.sorted { $0.order < $1.order }

    /// What `/` opens, and what never goes behind the last place of the bar: it is looked for most when one is on the way.
    static let searchKey = "s"
    /// Today.
    private static let firstKey = "t"

    /// What is shown first to who signs in: Today; nothing where no feature tells of it.
    static func first(for account: Visitor.AccountSession) -> RailEntry? {
        entries.first { $0.key == firstKey && $0.isFor(account) && !account.lacksSecondFactor }
    }
}
