import Domain
import Storage
import Web

/// The spellings that imports remember for the next file (`import_memory`). Where a column was taken for another, a spelling may be
/// somebody's name or address.
struct RememberedSpellingStore {
    /// Whose spellings are looked for.
    struct Names: Sendable {
        /// Each of them as folded words that all stand in a spelling, in any order.
        private(set) var words: [[String]] = []
        private(set) var addresses: [String] = []

        /// - Parameter names: whole names, or family names alone.
        init(_ names: [String], addresses: [String] = []) {
            for name in names { add(Self.words(Folded.text(name))) }
            self.addresses = addresses.map { Folded.text($0) }
        }

        private mutating func add(_ name: [String]) {
            // One or two letters alone are no name.
            if name.contains(where: { $0.count > 2 }) { words.append(name) }
        }

        func isIn(_ spelling: String) -> Bool {
            let said = Set(Self.words(spelling))
            return words.contains { $0.allSatisfy(said.contains) } || addresses.contains { spelling.contains($0) }
        }

        private static func words(_ folded: String) -> [String] {
            folded.split { !$0.isLetter && !$0.isNumber }.map(String.init)
        }
    }

    /// What was answered for one heading.
    struct Memory: Sendable {
        let scope: String
        let kind: String
        let fingerprint: String
        var answers: ImportAnswers
    }

    private let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// The spellings that hold one of the names: with the answer of which they are part.
    func found(_ names: Names) throws -> [(memory: Memory, spellings: [String])] {
        let rows = try reading.all(
            "SELECT scope, kind, fingerprint, answers FROM import_memory ORDER BY scope, fingerprint")
        return try rows.compactMap { row in
            let memory = Memory(
                scope: try row.get("scope"), kind: try row.get("kind"), fingerprint: try row.get("fingerprint"),
                answers: try JSONCoding.value(try row.get("answers", as: String.self)))
            let spellings = memory.answers.values.values.flatMap(\.keys).filter(names.isIn)
            return spellings.isEmpty ? nil : (memory, Set(spellings).sorted())
        }
    }

    /// Forgets these spellings; what else was answered stays for the next file.
    static func forget(_ names: Names, _ tx: Transaction) throws {
        for (memory, spellings) in try RememberedSpellingStore(tx).found(names) {
            var answers = memory.answers
            for field in answers.values.keys {
                for spelling in spellings { answers.values[field]?[spelling] = nil }
            }
            try tx.execute(
                """
                UPDATE import_memory SET answers = \(try JSONCoding.text(answers)) WHERE scope = \(memory.scope)
                    AND kind = \(memory.kind) AND fingerprint = \(memory.fingerprint)
                """)
        }
    }
}
