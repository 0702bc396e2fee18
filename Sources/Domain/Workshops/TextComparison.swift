/// What has changed between two texts, word by word, so that a person can read it.
///
/// Lines are compared first, and the words only inside of lines that differ (both by the shortest edit script: E. W. Myers, An
/// O(ND) Difference Algorithm and Its Variations, Algorithmica 1, 1986). The work is bounded by a budget: where it is used up,
/// the rest is told as removed and added as a whole, which is true and only less fine.
public struct TextComparison: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable { case same, removed, added }

    public struct Piece: Sendable, Hashable {
        public let kind: Kind
        public let text: String

        public init(_ kind: Kind, _ text: String) {
            self.kind = kind
            self.text = text
        }
    }

    /// In reading order; neighbours differ in kind, and what was removed stands before what came in its place.
    public let pieces: [Piece]

    public init(_ old: String, _ new: String) {
        var budget = Budget()
        self.init(old, new, budget: &budget)
    }

    /// - Parameter budget: shared by many comparisons, so that a whole guide costs no more than one long text.
    public init(_ old: String, _ new: String, budget: inout Budget) {
        guard old != new else {
            pieces = old.isEmpty ? [] : [Piece(.same, old)]
            return
        }
        let (oldLines, newLines) = (Self.lines(old), Self.lines(new))
        var builder = PieceBuilder()
        for block in EditScript.blocks(oldLines, newLines, budget: &budget) {
            switch block {
            case .same(let range): builder.add(.same, oldLines[range].joined())
            case .changed(let from, let to):
                Self.words(oldLines[from].joined(), newLines[to].joined(), &builder, &budget)
            }
        }
        pieces = builder.pieces
    }

    public var isChanged: Bool { pieces.contains { $0.kind != .same } }

    /// Words that came and words that went.
    public var counts: (added: Int, removed: Int) {
        pieces.reduce(into: (added: 0, removed: 0)) { result, piece in
            let words = piece.text.split { !$0.isLetter && !$0.isNumber }.count
            if piece.kind == .added { result.added += words }
            if piece.kind == .removed { result.removed += words }
        }
    }

    /// The text before, and the text after.
    public var old: String { pieces.filter { $0.kind != .added }.map(\.text).joined() }
    public var new: String { pieces.filter { $0.kind != .removed }.map(\.text).joined() }

    /// Each line with its line break, so that joining them gives the text again.
    private static func lines(_ text: String) -> [String] {
        var lines: [String] = []
        var line = ""
        for character in text {
            line.append(character)
            if character.isNewline {
                lines.append(line)
                line = ""
            }
        }
        if !line.isEmpty { lines.append(line) }
        return lines
    }

    private static func words(_ old: String, _ new: String, _ builder: inout PieceBuilder, _ budget: inout Budget) {
        let (from, to) = (tokens(old), tokens(new))
        for block in EditScript.blocks(from, to, budget: &budget) {
            switch block {
            case .same(let range): builder.add(.same, from[range].joined())
            case .changed(let removed, let added):
                builder.add(.removed, from[removed].joined())
                builder.add(.added, to[added].joined())
            }
        }
    }

    /// Words, runs of spaces, and every other character by itself; joining them gives the text again.
    static func tokens(_ text: String) -> [String] {
        var tokens: [String] = []
        var current = ""
        var kind = 0
        for character in text {
            let next = character.isLetter || character.isNumber ? 1 : character == " " ? 2 : 0
            if !current.isEmpty, next != kind || next == 0 {
                tokens.append(current)
                current = ""
            }
            kind = next
            current.append(character)
        }
        if !current.isEmpty { tokens.append(current) }
        return tokens
    }

    /// How much work may still be done: steps of the search, about one for each word that is looked at.
    public struct Budget: Sendable {
        public var steps: Int

        public init(steps: Int = 4_000_000) { self.steps = steps }
    }
}

/// Gathers pieces: neighbours of one kind become one, and a space that stayed between two changes is counted as changed, since
/// "the old words" reads better than "the", "old", "words" in turn.
private struct PieceBuilder {
    private var removed = ""
    private var added = ""
    private var done: [TextComparison.Piece] = []
    /// Blank, and only kept back until it is known whether another change follows.
    private var blank = ""

    mutating func add(_ kind: TextComparison.Kind, _ text: String) {
        guard !text.isEmpty else { return }
        let hasChange = !removed.isEmpty || !added.isEmpty
        switch kind {
        case .same where hasChange && blank.isEmpty && text.allSatisfy({ $0 == " " }): blank = text
        case .same:
            let before = blank
            flush()
            append(.same, before + text)
        case .removed, .added:
            removed += blank
            added += blank
            blank = ""
            if kind == .removed { removed += text } else { added += text }
        }
    }

    var pieces: [TextComparison.Piece] {
        var copy = self
        let rest = copy.blank
        copy.flush()
        copy.append(.same, rest)
        return copy.done
    }

    private mutating func flush() {
        append(.removed, removed)
        append(.added, added)
        (removed, added, blank) = ("", "", "")
    }

    private mutating func append(_ kind: TextComparison.Kind, _ text: String) {
        guard !text.isEmpty else { return }
        if let last = done.last, last.kind == kind {
            done[done.count - 1] = .init(kind, last.text + text)
        } else {
            done.append(.init(kind, text))
        }
    }
}
