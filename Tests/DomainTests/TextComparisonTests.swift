import Domain
import Testing

struct TextComparisonTests {
    private func told(_ old: String, _ new: String) -> String {
        TextComparison(old, new).pieces.map { piece in
            switch piece.kind {
            case .same: piece.text
            case .removed: "[-\(piece.text)-]"
            case .added: "{+\(piece.text)+}"
            }
        }.joined()
    }

    @Test func `one word in the place of another is told as such`() {
        #expect(told("A shared contact list.", "A tested contact list.") == "A [-shared-]{+tested+} contact list.")
    }

    @Test func `a phrase is replaced as a whole, not word by word around its spaces`() {
        #expect(told("Keep the old words here.", "Keep some new terms here.") == "Keep [-the old words-]{+some new terms+} here.")
    }

    @Test func `equal texts have no change, and empty ones no pieces`() {
        #expect(TextComparison("Same", "Same").pieces == [.init(.same, "Same")])
        #expect(TextComparison("", "").pieces.isEmpty)
        #expect(told("", "New") == "{+New+}" && told("Old", "") == "[-Old-]")
        #expect(!TextComparison("Same", "Same").isChanged)
    }

    @Test func `a paragraph that came in between leaves its neighbours alone`() {
        #expect(told("First.\n\nThird.\n", "First.\n\nSecond.\n\nThird.\n") == "First.\n\n{+Second.\n\n+}Third.\n")
    }

    @Test(arguments: [
        ("a b c d e f", "a c d x f g"), ("один два три", "один три четыре"), ("e\u{301}té", "été 2"), ("\r\n\r\n", "\n"),
        ("    ", " a "), ("abc", "xyz"), ("x\ny\nz", "z\ny\nx"),
    ])
    func `both texts can be put together again from the pieces`(old: String, new: String) {
        let comparison = TextComparison(old, new)
        #expect(comparison.old == old && comparison.new == new)
    }

    @Test func `random edits keep both texts`() {
        var state: UInt64 = 7
        func next(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
        let words = ["plan", "list ", "\n", "contact", ", ", " ", "drill", "roster."]
        for _ in 0..<300 {
            let old = (0..<next(30)).map { _ in words[next(words.count)] }.joined()
            let new = (0..<next(30)).map { _ in words[next(words.count)] }.joined()
            let comparison = TextComparison(old, new)
            #expect(comparison.old == old && comparison.new == new)
        }
    }

    @Test func `without a budget a change is told as a whole, and nothing is lost`() {
        var budget = TextComparison.Budget(steps: 3)
        let comparison = TextComparison("one two three four five six", "one 2 three 4 five six", budget: &budget)
        #expect(comparison.old == "one two three four five six" && comparison.new == "one 2 three 4 five six")
        #expect(comparison.pieces.count == 4)
    }

    @Test func `long texts that have nothing in common cost no more than the budget`() {
        let old = (0..<8_000).map { "a\($0)" }.joined(separator: " ")
        let new = (0..<8_000).map { "b\($0)" }.joined(separator: " ")
        var budget = TextComparison.Budget(steps: 400_000)
        let comparison = TextComparison(old, new, budget: &budget)
        #expect(comparison.old == old && comparison.new == new)
    }

    @Test func `words are counted`() {
        let counts = TextComparison("one two", "one three four").counts
        #expect(counts.added == 2 && counts.removed == 1)
    }
}

struct SectionComparisonTests {
    private func section(_ id: String, _ text: String = "", under parent: String? = nil) -> SectionComparison.Section {
        .init(id: id, parent: parent, title: id.uppercased(), text: text)
    }

    private func compare(_ old: [SectionComparison.Section], _ new: [SectionComparison.Section]) -> [SectionComparison.Change] {
        var budget = TextComparison.Budget()
        return SectionComparison(old, new, budget: &budget).changes
    }

    @Test func `what came and what went stands where it stood`() {
        let changes = compare([section("a"), section("b"), section("c")], [section("a"), section("x"), section("c")])
        #expect(changes.map(\.id) == ["a", "b", "x", "c"])
        #expect(changes.map(\.fate) == [.kept, .removed, .added, .kept])
        #expect(changes.filter(\.isMoved).isEmpty)
    }

    @Test func `of a new order only the section that moved is named`() {
        let changes = compare([section("a"), section("b"), section("c"), section("d")], [section("b"), section("c"), section("d"), section("a")])
        #expect(changes.filter(\.isMoved).map(\.id) == ["a"])
    }

    @Test func `a section under another one has moved, with its text compared`() {
        let changes = compare([section("a"), section("b", "Old words")], [section("a"), section("b", "New words", under: "a")])
        #expect(changes.map(\.isMoved) == [false, true])
        #expect(changes[1].text.pieces.map(\.kind) == [.removed, .added, .same])
        #expect(!changes[0].isChanged && changes[1].isChanged)
    }

    @Test func `the first sections may go`() {
        #expect(compare([section("a"), section("b")], [section("b")]).map(\.id) == ["a", "b"])
        #expect(compare([section("a"), section("b")], []).map(\.fate) == [.removed, .removed])
    }
}

struct QuoteSearchTests {
    @Test func `a quote is found with other spaces and without marks of emphasis`() {
        let text = "Keep a **tested**\ncontact list.\n\nThen drill."
        #expect(QuoteSearch.replacing("tested contact  list", with: "short list", in: text) == "Keep a short list.\n\nThen drill.")
        #expect(QuoteSearch.replacing("contact list", with: "roster", in: text) == "Keep a **tested**\nroster.\n\nThen drill.")
        #expect(QuoteSearch.replacing("tested", with: "checked", in: text) == "Keep a **checked**\ncontact list.\n\nThen drill.")
    }

    @Test func `what is not there, or there twice, is not replaced`() {
        #expect(QuoteSearch.find("roster", in: "A list") == .missing)
        #expect(QuoteSearch.find("list", in: "A list and a list") == .ambiguous)
        #expect(QuoteSearch.find("  ", in: "A list") == .missing)
        #expect(QuoteSearch.find("**", in: "A list") == .missing)
        #expect(QuoteSearch.find("a long quote", in: "a") == .missing)
    }
}
