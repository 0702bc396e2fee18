/// Whether countries stand behind an idea.
///
/// Support is derived, never typed: whoever takes an endorsement back takes the support along, and the idea is shared again.
/// A condition ("support if") is shown beside the count and is not part of it: what it asks for may never come.
public struct IdeaSupport: Sendable, Hashable {
    /// What a country says of an idea.
    public enum Stance: String, Sendable, Hashable, CaseIterable, Codable {
        case support
        case supportIf = "support_if"
        case notNow = "not_now"
    }

    /// What is asked; both are settings of a programme.
    public struct Rule: Sendable, Hashable {
        /// So many countries support it.
        public let needed: Int
        /// No country that the idea names says "not now".
        public let namedMayStop: Bool

        public static let mostNeeded = 50
        public static let standard = Rule()

        public init(needed: Int = 3, namedMayStop: Bool = true) {
            self.needed = min(max(1, needed), Self.mostNeeded)
            self.namedMayStop = namedMayStop
        }
    }

    /// ISO codes, ascending.
    public let supporting: [String]
    public let conditional: [String]
    public let notNow: [String]
    /// Named countries that say "not now".
    public let stopping: [String]
    /// Named countries that have said nothing.
    public let silent: [String]
    public let rule: Rule

    /// - Parameters:
    ///   - stances: of each country one.
    ///   - named: the countries for which the idea is.
    public init(_ stances: [String: Stance], named: Set<String>, rule: Rule = .standard) {
        func those(_ stance: Stance) -> [String] { stances.filter { $0.value == stance }.keys.sorted() }
        supporting = those(.support)
        conditional = those(.supportIf)
        notNow = those(.notNow)
        stopping = notNow.filter(named.contains)
        silent = named.filter { stances[$0] == nil }.sorted()
        self.rule = rule
    }

    public var isSupported: Bool { missing == 0 && !isStopped }
    /// So many more countries would have to support it.
    public var missing: Int { max(0, rule.needed - supporting.count) }
    public var isStopped: Bool { rule.namedMayStop && !stopping.isEmpty }
}
