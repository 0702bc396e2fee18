/// What in the texts of an inject could be taken for real, or reach somebody who is not in the exercise (S4): each finding has to be
/// cleared by a person before the inject is approved; a variable that nobody fills cannot be cleared.
public enum InjectSafety {
    public enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
        /// An e-mail address outside the reserved domains (RFC 2606, RFC 6761).
        case address
        /// A web address outside them.
        case link
        /// A telephone number from no fictitious range.
        case phone
        /// "This is not a drill", in any of the four languages.
        case drill
        /// A real body of the directory as sender, without "(simulated)".
        case sender
        /// In braces, and not in ``InjectVariable``.
        case variable

        /// Whether a person may say that it is meant so.
        public var mayBeCleared: Bool { self != .variable }
    }

    public struct Finding: Sendable, Hashable {
        public let kind: Kind
        /// As it stands in the text, folded; at most 100 characters.
        public let text: String

        public init(_ kind: Kind, _ text: String) {
            self.kind = kind
            self.text = String(text.prefix(100))
        }
    }

    /// - Parameters:
    ///   - texts: subjects and bodies in all languages.
    ///   - sender: the actor, empty for none.
    ///   - agencies: names of the directory.
    /// - Returns: each finding once, in the order in which they stand.
    public static func findings(in texts: [String], sender: String = "", agencies: Set<String> = []) -> [Finding] {
        var found: [Finding] = []
        var seen: Set<Finding> = []
        func add(_ finding: Finding) { if seen.insert(finding).inserted { found.append(finding) } }
        for text in texts {
            variables(in: text).forEach(add)
            let letters = InjectLetters.scalars(text)
            addresses(in: letters).forEach(add)
            phones(in: letters).forEach(add)
            drills(in: letters).forEach(add)
        }
        if let finding = self.sender(sender, agencies) { add(finding) }
        return found
    }

    private static func sender(_ name: String, _ agencies: Set<String>) -> Finding? {
        let plain = InjectLetters.folded(name)
        guard !plain.isEmpty, !simulated.contains(where: plain.contains),
            agencies.contains(where: { InjectLetters.folded($0) == plain })
        else { return nil }
        return Finding(.sender, plain)
    }

    private static let simulated = ["(simulated)", "(simule)", "(условно)", "(имитация)", "(محاكاة)"]

    // MARK: Variables

    private static func variables(in text: String) -> [Finding] {
        var found: [Finding] = []
        var open: [Unicode.Scalar]?
        for scalar in text.unicodeScalars {
            switch scalar {
            case "{": open = []
            case "}":
                guard let name = open else { continue }
                open = nil
                let word = String(String.UnicodeScalarView(name))
                if InjectVariable(rawValue: word) == nil { found.append(Finding(.variable, "{\(word)}")) }
            default:
                if let name = open { open = name.count < 60 ? name + [scalar] : nil }
            }
        }
        return found
    }

    // MARK: Addresses

    /// Domains that belong to nobody, for ever.
    private static let reservedEndings: Set<String> = ["example", "invalid", "test", "localhost"]
    private static let reservedDomains: Set<String> = ["example.com", "example.org", "example.net"]

    public static func isReserved(domain: String) -> Bool {
        let labels = domain.lowercased().split(separator: ".").map(String.init)
        guard let last = labels.last else { return false }
        return reservedEndings.contains(last) || reservedDomains.contains(labels.suffix(2).joined(separator: "."))
    }

    /// Endings by which a word with dots is taken for a domain, without anything before it.
    private static let endings: Set<String> = [
        "com", "org", "net", "int", "eu", "gov", "mil", "edu", "info", "biz", "io", "app", "dev", "online", "news",
        "ru", "fr", "de", "uk", "us", "hr", "rs", "ba", "me", "mk", "al", "si", "ge", "am", "az", "md", "ua", "by",
        "uz", "kz", "kg", "tj", "tm", "jo", "lb", "iq", "ps", "eg", "sa", "ae", "qa", "tr", "it", "es", "be", "nl",
        "at", "ch", "pl", "cz", "sk", "hu", "ro", "bg", "gr", "рф", "укр", "عرب",
    ]

    private static func addresses(in letters: [Unicode.Scalar]) -> [Finding] {
        var found: [Finding] = []
        for word in letters.split(whereSeparator: isBreak) {
            let text = trimmed(word)
            if let at = text.firstIndex(of: "@"), at != text.startIndex {
                let domain = String(text[text.index(after: at)...].prefix { $0 != "/" && $0 != "?" })
                if domain.contains("."), !isReserved(domain: domain) { found.append(Finding(.address, text)) }
            } else if let host = host(text), !isReserved(domain: host) {
                found.append(Finding(.link, text))
            }
        }
        return found
    }

    private static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case " ", "<", ">", "\"", "(", ")", "[", "]", "«", "»", "“", "”", ",", ";", "|", "،", "؛": true
        default: false
        }
    }

    private static func trimmed(_ word: ArraySlice<Unicode.Scalar>) -> String {
        var word = word
        while let last = word.last, ".:!?'*_".unicodeScalars.contains(last) { word.removeLast() }
        while let first = word.first, "'*_".unicodeScalars.contains(first) { word.removeFirst() }
        return String(String.UnicodeScalarView(word))
    }

    /// The host of what looks like a web address; nil where a word is none.
    private static func host(_ text: String) -> String? {
        if let scheme = text.firstRange(of: "://") {
            let rest = text[scheme.upperBound...].prefix { !"/?#:".contains($0) }
            return rest.isEmpty ? nil : String(rest)
        }
        let rest = text.prefix { !"/?#:".contains($0) }
        let labels = rest.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count > 1, labels.allSatisfy({ !$0.isEmpty }), let last = labels.last else { return nil }
        guard labels[0] == "www" || endings.contains(String(last)), labels[labels.count - 2].count > 1 else {
            return nil
        }
        return String(rest)
    }

    // MARK: This is not a drill

    private static let drills: [[Unicode.Scalar]] = [
        "not a drill", "no drill", "not an exercise", "not exercise", "no exercise", "isn't a drill",
        "isn't an exercise", "pas un exercice", "pas d'un exercice", "не учение", "не учения", "не учебная",
        "не учебное", "не тренировка", "ليس تمرين", "ليست تمرين", "ليس تدريب", "ليست تدريب", "ليس مناورة",
        "ليست مناورة",
    ].map { InjectLetters.scalars($0) }

    private static func drills(in letters: [Unicode.Scalar]) -> [Finding] {
        drills.filter { letters.firstRange(of: $0) != nil }.map {
            Finding(.drill, String(String.UnicodeScalarView($0)))
        }
    }
}

/// What is filled in for each cell at release: written in braces, `{story_time}`.
public enum InjectVariable: String, Sendable, Hashable, CaseIterable {
    case storyTime = "story_time"
    case storyDate = "story_date"
    case storyDay = "story_day"
    case cell, plays, country, deadline

    /// The longest name with some room: what is no variable is looked at once, however many braces a text has.
    private static let longest = 20

    /// The text with its variables filled; what has no value stays as it stands.
    public static func fill(_ text: String, _ values: [InjectVariable: String]) -> String {
        fill(text) { values[$0] }
    }

    public static func fill(_ text: String, _ value: (InjectVariable) -> String?) -> String {
        var output = ""
        var rest = text[...]
        while let open = rest.utf8.firstIndex(of: UInt8(ascii: "{")) {
            output += rest[..<open]
            let inner = rest.index(after: open)
            guard let close = rest[inner...].prefix(longest).firstIndex(of: "}"),
                let value = InjectVariable(rawValue: String(rest[inner..<close])).flatMap(value)
            else {
                output += "{"
                rest = rest[inner...]
                continue
            }
            output += value
            rest = rest[rest.index(after: close)...]
        }
        return output + rest
    }
}
