import Domain
import Testing

struct TextMergeTests {
    private func merged(_ base: String, _ mine: String, _ theirs: String) -> String {
        TextMerge.merge(base: base, mine: mine, theirs: theirs)
    }

    // MARK: Readable results

    @Test
    func `changes at different places both stand`() {
        #expect(merged("one two three", "one 2 three", "one two 3") == "one 2 3")
        #expect(merged("a b", "a b and c", "before a b") == "before a b and c")
    }

    @Test
    func `two first texts of an empty card stand on lines of their own, what was there first`() {
        #expect(merged("", "Beta comes second.", "Alpha came first.") == "Alpha came first.\nBeta comes second.")
    }

    @Test
    func `two sentences at the end of a paragraph follow one another`() {
        #expect(merged("Intro.", "Intro. Mine.", "Intro. Theirs.") == "Intro. Theirs. Mine.")
    }

    @Test
    func `a word that both replaced keeps both replacements`() {
        #expect(merged("the red car", "the blue car", "the green car") == "the green blue car")
    }

    @Test
    func `the same change on both sides counts once`() {
        #expect(merged("a b c", "a x c d", "a x c") == "a x c d")
        #expect(merged("", "Alpha", "Alpha") == "Alpha")
    }

    @Test
    func `what begins with the other's text goes on from it`() {
        #expect(merged("", "Alpha and more", "Alpha") == "Alpha and more")
        #expect(merged("", "Alpha", "Alpha and more") == "Alpha and more")
    }

    @Test
    func `a deletion against a change keeps the change`() {
        #expect(merged("keep this old sentence here", "keep here", "keep this new sentence here").contains("new"))
        #expect(merged("all of it", "", "all of it and more").contains("and more"))
        #expect(merged("all of it", "all of this", "") == "all of this")
    }

    @Test
    func `what either side deleted goes, where nobody changed it`() {
        #expect(merged("a b c d e", "a b d e", "a b c d") == "a b d")
    }

    @Test
    func `two people who go on typing do not multiply what they wrote`() {
        // Ana has sent "Al" and types on; Boris began below her meanwhile.
        #expect(merged("Al", "Alpha", "Al\nBe") == "Alpha\nBe")
        #expect(merged("Be", "Beta", "Alpha\nBe") == "Alpha\nBeta")
    }

    @Test
    func `scripts without spaces, pictograms and accents are kept whole`() {
        #expect(merged("情報共有", "情報を共有", "情報共有する") == "情報を共有する")
        #expect(merged("👩‍🚒🔥", "👩‍🚒🔥🚑", "👮🏽‍♀️👩‍🚒🔥") == "👮🏽‍♀️👩‍🚒🔥🚑")
        #expect(merged("", "😀😀", "") == "😀😀")
        #expect(merged("žuto", "žuto i crno", "žuto") == "žuto i crno")
    }

    @Test
    func `words that meet are not glued together`() {
        let result = merged("a, b", "x, b", "a, b y")
        #expect(result == "x, b y")
        #expect(merged("one - two", "one two", "one - 2").split(separator: " ").contains("2"))
    }

    // MARK: Laws, on many made-up texts

    private static let words = ["who", "leads", "before", "contact", "lists", "radio", "duty", "shared", "plan", "now"]

    private func text(_ dice: inout SeededGenerator) -> [String] {
        (0..<Int.random(in: 0...14, using: &dice)).flatMap { _ in
            [
                Self.words.randomElement(using: &dice) ?? "",
                [" ", " ", " ", "\n", ", "].randomElement(using: &dice) ?? "",
            ]
        }
    }

    /// What somebody makes of a text: new words that nobody else uses, and deletions.
    private func edited(_ base: [String], by name: String, _ dice: inout SeededGenerator) -> (
        text: String, words: Set<String>
    ) {
        var pieces = base
        var added: Set<String> = []
        for number in 0..<Int.random(in: 0...5, using: &dice) {
            let place = Int.random(in: 0...pieces.count, using: &dice)
            switch Int.random(in: 0...3, using: &dice) {
            case 0 where place < pieces.count: pieces.remove(at: place)
            case 1 where place < pieces.count:
                let upper = Int.random(in: place...min(pieces.count, place + 6), using: &dice)
                pieces.removeSubrange(place..<upper)
            default:
                let word = "\(name)\(number)"
                added.insert(word)
                pieces.insert(" \(word) ", at: place)
            }
        }
        let text = pieces.joined()
        return (text, added.filter { Self.found($0, in: text) })
    }

    private static func found(_ word: String, in text: String) -> Bool {
        text.split { !$0.isLetter && !$0.isNumber }.contains(Substring(word))
    }

    @Test(arguments: 1...40)
    func `no word that either side wrote is lost`(seed: Int) {
        var dice = SeededGenerator(UInt64(seed))
        for _ in 0..<60 {
            let pieces = text(&dice)
            let base = pieces.joined()
            let (mine, theirs) = (edited(pieces, by: "m", &dice), edited(pieces, by: "t", &dice))
            let result = merged(base, mine.text, theirs.text)
            for word in mine.words.union(theirs.words) {
                #expect(Self.found(word, in: result), "“\(base)” “\(mine.text)” “\(theirs.text)” → “\(result)”")
            }
            #expect(merged(base, mine.text, base) == mine.text)
            #expect(merged(base, base, theirs.text) == theirs.text)
            #expect(merged(base, mine.text, mine.text) == mine.text)
        }
    }

    @Test(arguments: 1...20)
    func `the segments of a comparison give both texts again`(seed: Int) {
        var dice = SeededGenerator(UInt64(seed) + 100)
        for _ in 0..<60 {
            let pieces = text(&dice)
            let (old, new) = (pieces.joined(), edited(pieces, by: "n", &dice).text)
            let segments = TextDifference.segments(from: old, to: new)
            #expect(segments.filter { $0.kind != .added }.map(\.text).joined() == old)
            #expect(segments.filter { $0.kind != .removed }.map(\.text).joined() == new)
        }
    }

    // MARK: Bound

    @Test
    func `past the bound of the search nothing is lost either`() {
        let base = (0..<6_000).map { "w\($0 % 97)" }.joined(separator: " ")
        let mine = (0..<6_000).map { "m\($0 % 89)" }.joined(separator: " ")
        let theirs = (0..<6_000).map { "t\($0 % 83)" }.joined(separator: " ") + " end"
        let result = merged(base, mine, theirs)
        for word in ["m0", "m88", "t0", "t82", "end"] { #expect(Self.found(word, in: result)) }
    }

    @Test
    func `a long text with small changes is merged exactly`() {
        let lines = (0..<1_500).map { "Line \($0) says who does what." }
        var (mine, theirs) = (lines, lines)
        mine[10] = "Line 10 says something else."
        theirs[1_400] += " And when."
        var expected = mine
        expected[1_400] = theirs[1_400]
        let result = merged(
            lines.joined(separator: "\n"), mine.joined(separator: "\n"), theirs.joined(separator: "\n"))
        #expect(result == expected.joined(separator: "\n"))
    }
}
