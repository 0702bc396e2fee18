/// A cell's text in pieces: `041730ZMAY10` is a number, a word and a number.
enum MselToken: Hashable {
    case number(String)
    case word(String)
    case sign(Character)
    case space
}

/// Pieces that are read from left to right; whoever takes what does not fit puts the place back.
struct MselTokens {
    private(set) var all: [MselToken] = []
    var place = 0

    /// - Parameter text: folded.
    init(_ text: String) {
        var rest = Substring(text)
        while let first = rest.first {
            if first.isASCII, first.isNumber {
                let digits = rest.prefix { $0.isASCII && $0.isNumber }
                all.append(.number(String(digits)))
                rest = rest.dropFirst(digits.count)
            } else if first.isLetter {
                let letters = rest.prefix { $0.isLetter }
                all.append(.word(String(letters)))
                rest = rest.dropFirst(letters.count)
            } else {
                all.append(first == " " ? .space : .sign(first))
                rest = rest.dropFirst()
            }
        }
    }

    var isAtEnd: Bool { all[min(place, all.count)...].allSatisfy { $0 == .space } }
    var next: MselToken? { all.indices.contains(place) ? all[place] : nil }
    var isAtSpace: Bool { next == .space }

    mutating func skipSpaces() { while next == .space { place += 1 } }

    mutating func take(_ sign: Character) -> Bool {
        guard next == .sign(sign) else { return false }
        place += 1
        return true
    }

    /// One of several signs.
    mutating func sign(of signs: String) -> Character? {
        guard case .sign(let sign) = next, signs.contains(sign) else { return nil }
        place += 1
        return sign
    }

    mutating func digits(_ lengths: ClosedRange<Int>) -> String? {
        guard case .number(let digits) = next, lengths.contains(digits.utf8.count) else { return nil }
        place += 1
        return digits
    }

    /// A whole number of so many digits.
    mutating func number(_ lengths: ClosedRange<Int>) -> Int? {
        let before = place
        guard let digits = digits(lengths), let number = Int(digits) else {
            place = before
            return nil
        }
        return number
    }

    mutating func word(_ words: Set<String>) -> String? {
        guard case .word(let word) = next, words.contains(word) else { return nil }
        place += 1
        return word
    }

    mutating func anyWord() -> String? {
        guard case .word(let word) = next else { return nil }
        place += 1
        return word
    }

    /// What `read` takes; the place stays where it takes nothing.
    mutating func attempt<Value>(_ read: (inout MselTokens) -> Value?) -> Value? {
        let before = place
        if let value = read(&self) { return value }
        place = before
        return nil
    }
}
