/// Brings together what two people made of one text, so that neither loses what they wrote.
///
/// Three-way merging after diff3 (S. Khanna, K. Kunal, B. C. Pierce: A Formal Investigation of Diff3, FSTTCS 2007), by words, white
/// space and line ends instead of lines:
/// - A change of one side is taken. The same change on both sides counts once.
/// - Where both changed the same place, both wordings stay: theirs first, then mine, on a line of its own where the place was a whole line.
/// - Where one side only took away what the other changed, the change stays.
///
/// Pure, and bounded: see ``TextDifference`` for the cost. Past that bound less is recognised as unchanged, so that more is kept twice;
/// nothing is lost.
public enum TextMerge {
    /// - Parameters:
    ///   - base: what both sides began with.
    ///   - mine: what was made of it by the one who sends.
    ///   - theirs: what is there now.
    public static func merge(base: String, mine: String, theirs: String) -> String {
        if mine == base { return theirs }
        if theirs == base || mine == theirs { return mine }
        var lexicon = TextTokens.Lexicon()
        let texts = [base, mine, theirs].map { lexicon.tokens(of: $0) }
        var merger = Merger(
            lexicon: lexicon, base: texts[0], mine: Side(base: texts[0], text: texts[1], lexicon),
            theirs: Side(base: texts[0], text: texts[2], lexicon))
        return merger.run()
    }
}

/// One side of a merge: its changes to the base, in order.
private struct Side {
    let text: [Int]
    let hunks: [TextDifference.Hunk]
    /// The first change that has not been merged yet.
    var next = 0

    init(base: [Int], text: [Int], _ lexicon: TextTokens.Lexicon) {
        self.text = text
        hunks = TextDifference.hunks(from: base, to: text, lexicon)
    }

    var hunk: TextDifference.Hunk? { hunks.indices.contains(next) ? hunks[next] : nil }

    /// What this side made of a stretch of the base, by the changes of it that were taken up.
    func version(of stretch: Range<Int>, base: [Int], by taken: ArraySlice<TextDifference.Hunk>) -> [Int] {
        var output: [Int] = []
        var place = stretch.lowerBound
        for hunk in taken {
            output += base[place..<hunk.old.lowerBound]
            output += text[hunk.new]
            place = hunk.old.upperBound
        }
        return output + base[place..<stretch.upperBound]
    }
}

private struct Merger {
    var lexicon: TextTokens.Lexicon
    let base: [Int]
    var mine: Side
    var theirs: Side
    private var output: [Int] = []
    /// How far the base has been copied.
    private var place = 0

    init(lexicon: TextTokens.Lexicon, base: [Int], mine: Side, theirs: Side) {
        self.lexicon = lexicon
        self.base = base
        self.mine = mine
        self.theirs = theirs
    }

    mutating func run() -> String {
        while let stretch = nextStretch() {
            let (stretch, ours, others) = gather(stretch)
            append(base[place..<stretch.lowerBound])
            place = stretch.upperBound
            let my = mine.version(of: stretch, base: base, by: ours)
            let their = theirs.version(of: stretch, base: base, by: others)
            if others.isEmpty {
                append(my[...])
            } else if ours.isEmpty {
                append(their[...])
            } else {
                resolve(stretch, mine: my, theirs: their)
            }
        }
        append(base[place...])
        return lexicon.text(of: output)
    }

    /// The base range of the change that comes first; an insertion before a change that begins at the same place.
    private func nextStretch() -> Range<Int>? {
        let ranges = [theirs.hunk?.old, mine.hunk?.old].compactMap(\.self)
        return ranges.min { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
    }

    /// All changes of both sides that overlap the stretch, which grows with them.
    private mutating func gather(
        _ first: Range<Int>
    ) -> (stretch: Range<Int>, mine: ArraySlice<TextDifference.Hunk>, theirs: ArraySlice<TextDifference.Hunk>) {
        var stretch = first
        let starts = (mine.next, theirs.next)
        func belongs(_ hunk: TextDifference.Hunk?) -> Bool {
            guard let old = hunk?.old else { return false }
            return old == stretch || (old.lowerBound < stretch.upperBound && old.upperBound > stretch.lowerBound)
        }
        while true {
            if belongs(mine.hunk), let old = mine.hunk?.old {
                stretch = min(stretch.lowerBound, old.lowerBound)..<max(stretch.upperBound, old.upperBound)
                mine.next += 1
            } else if belongs(theirs.hunk), let old = theirs.hunk?.old {
                stretch = min(stretch.lowerBound, old.lowerBound)..<max(stretch.upperBound, old.upperBound)
                theirs.next += 1
            } else {
                return (stretch, mine.hunks[starts.0..<mine.next], theirs.hunks[starts.1..<theirs.next])
            }
        }
    }

    /// Both sides changed the same place.
    private mutating func resolve(_ stretch: Range<Int>, mine: [Int], theirs: [Int]) {
        let was = base[stretch]
        switch (isPart(mine, of: was), isPart(theirs, of: was)) {
        case (true, true): append(common(mine, theirs)[...])
        case (true, false): append(theirs[...])
        case (false, true): append(mine[...])
        case (false, false):
            if mine.starts(with: theirs) { return append(mine[...]) }
            if theirs.starts(with: mine) { return append(theirs[...]) }
            let isWholeLine =
                (output.last.map { lexicon.kinds[$0] == .lineEnd } ?? true)
                && (stretch.upperBound == base.count || lexicon.kinds[base[stretch.upperBound]] == .lineEnd)
            append(theirs[...])
            separate(from: mine, byLine: isWholeLine)
            append(mine[...])
        }
    }

    private mutating func separate(from next: [Int], byLine: Bool) {
        let edges = [output.last, next.first].compactMap(\.self).map { lexicon.kinds[$0] }
        if edges.contains(.lineEnd) { return }
        if byLine {
            output.append(lexicon.id(of: "\n", .lineEnd))
        } else if !edges.contains(.space) {
            output.append(lexicon.id(of: " ", .space))
        }
    }

    /// Words of different origin that meet are kept apart, or they would become one.
    private mutating func append(_ tokens: ArraySlice<Int>) {
        if let last = output.last, let first = tokens.first, lexicon.kinds[last] == .word, lexicon.kinds[first] == .word
        {
            output.append(lexicon.id(of: " ", .space))
        }
        output += tokens
    }

    /// Whether a text is what it was with something taken away.
    private func isPart(_ text: [Int], of whole: ArraySlice<Int>) -> Bool {
        var rest = whole[...]
        for token in text {
            guard let found = rest.firstIndex(of: token) else { return false }
            rest = rest[(found + 1)...]
        }
        return true
    }

    /// What both left, where each took something else away.
    private func common(_ one: [Int], _ other: [Int]) -> [Int] {
        var output: [Int] = []
        var place = 0
        for hunk in TextDifference.hunks(from: one, to: other, lexicon) {
            output += one[place..<hunk.old.lowerBound]
            place = hunk.old.upperBound
        }
        return output + one[place...]
    }
}
