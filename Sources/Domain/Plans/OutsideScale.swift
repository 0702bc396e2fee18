/// How a table of somebody else writes levels: as they are, or in per cent of the highest, as states' own yearly reports do.
public enum OutsideScale: String, Sendable, Hashable, CaseIterable, Codable {
    /// 1 to 5
    case levels
    /// 20, 40, 60, 80, 100
    case percent

    public enum Reading: Sendable, Hashable {
        /// Nothing is told.
        case none
        case level(Int)
        /// No level: 87 per cent is a mean of several.
        case wrong
    }

    public func read(_ text: String) -> Reading {
        var text = text.filter { !$0.isWhitespace }.lowercased()
        if ["", "-", "–", "n/a", "na", "n.a.", "nr", "null"].contains(text) { return .none }
        if text.hasSuffix("%") { text.removeLast() }
        // 60.0 and 60,00 are 60.
        if let point = text.firstIndex(where: { $0 == "." || $0 == "," }) {
            let rest = text[text.index(after: point)...]
            guard !rest.isEmpty, rest.count <= 6, rest.allSatisfy({ $0 == "0" }) else { return .wrong }
            text = String(text[..<point])
        }
        guard text.utf8.count <= 3, text.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(text) else {
            return .wrong
        }
        switch self {
        case .levels: return (1...5).contains(number) ? .level(number) : .wrong
        case .percent: return (20...100).contains(number) && number % 20 == 0 ? .level(number / 20) : .wrong
        }
    }
}
