import Domain
import Web

/// Cuts a whole name into given and family name.
enum PersonName {
    /// "Zorić, Ana" and "ZORIĆ Ana" say which is which; "Ana Zorić" does not.
    static func isOpen(_ name: String) -> Bool {
        !name.contains { ListMarks.commas.contains($0) } && capitals(words(name)) == nil && words(name).count > 1
    }

    static func parts(_ name: String, _ order: ImportAnswers.NameOrder) -> (given: String, family: String) {
        if let comma = name.firstIndex(where: { ListMarks.commas.contains($0) }) {
            return (name[name.index(after: comma)...].trimmed, name[..<comma].trimmed)
        }
        let words = words(name)
        guard words.count > 1 else { return ("", name) }
        if let capitals = capitals(words) {
            let family = words.enumerated().filter { capitals.contains($0.offset) }.map(\.element)
            let given = words.enumerated().filter { !capitals.contains($0.offset) }.map(\.element)
            return (given.joined(separator: " "), family.joined(separator: " "))
        }
        switch order {
        case .givenFirst:
            // "van", "de", "bin" belong to the family name.
            var start = words.count - 1
            while start > 1, words[start - 1].first?.isLowercase == true { start -= 1 }
            return (words[..<start].joined(separator: " "), words[start...].joined(separator: " "))
        case .familyFirst:
            var end = 1
            while end < words.count - 1, words[end - 1].first?.isLowercase == true { end += 1 }
            return (words[end...].joined(separator: " "), words[..<end].joined(separator: " "))
        }
    }

    private static func words(_ name: String) -> [String] { name.split(separator: " ").map(String.init) }

    /// The words in capitals at one end of the name, where the others are not.
    private static func capitals(_ words: [String]) -> Range<Int>? {
        let isCapital = words.map { word in
            word.count { $0.isLetter } > 1 && !word.contains { $0.isLowercase } && word.contains { $0.isUppercase }
        }
        guard isCapital.contains(true), isCapital.contains(false) else { return nil }
        let first = isCapital.firstIndex(of: true) ?? 0
        let last = isCapital.lastIndex(of: true) ?? 0
        guard first == 0 || last == words.count - 1, isCapital[first...last].allSatisfy({ $0 }) else { return nil }
        return first..<last + 1
    }
}
