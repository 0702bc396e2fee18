import Domain
import Testing
import Web

@testable import App

/// What is found in words, and how it is shown.
struct SearchWordsTests {
    private static let kind = SearchKind("thing", order: 1, "Things")

    private static func entry(_ title: String, _ text: String = "") -> SearchEntry {
        var entry = SearchEntry(kind, "1", SearchText(title), in: .server, path: nil)
        entry.texts = [SearchText(text)]
        return entry
    }

    private static func rank(_ query: String, _ title: String, _ text: String = "") -> Int? {
        SearchQuery(query).rank(SearchTold(entry(title, text)))
    }

    private static func marked(_ query: String, _ text: String, most: Int = 200, isMarkdown: Bool = false) -> [String] {
        SearchMarks(SearchText(text, isMarkdown: isMarkdown), SearchQuery(query), most: most).parts.filter(\.isFound)
            .map(\.text)
    }

    @Test(arguments: [
        ("Łódź", "lodz"), ("Đurđević", "durdevic"), ("Søren Ærø", "soren aero"), ("Iğdır", "igdir"),
        ("Straße", "STRASSE"),
        ("أحمد", "احمد"), ("إدارة", "اداره"), ("مُحَمَّد", "محمد"), ("Ёлка", "елка"), ("Ｗｉｄｅ", "wide"),
        ("Z\u{301}agreb", "zagreb"),
        ("été", "ETE"), ("ﷺ", "ﷺ"), ("第一", "第一"), ("٢٠٢٦", "2026"),
    ])
    func `whatever people write for a letter, it is found both ways`(one: String, other: String) {
        #expect(Self.rank(other, one) != nil)
        #expect(Self.rank(one, other) != nil)
        #expect(!Self.marked(other, one).isEmpty)
    }

    @Test(arguments: ["Łódź", "Žižek", "ŒUVRE", "Ñandú", "Çelik", "Ørsted", "ŵ", "Ελλάς", "Ёж", "إسلام", "ﻼ", "Ａ"])
    func `a letter is folded as in the directory`(text: String) {
        #expect(SearchFold.bytes(text) == Array(Folded.text(text).utf8))
    }

    @Test
    func `all words must be there, in any order, and nothing is found by none`() {
        #expect(Self.rank("lists contact", "Contact lists are old") != nil)
        #expect(Self.rank("lists contact missing", "Contact lists are old") == nil)
        #expect(Self.rank("lists missing", "Contact lists", "Many are missing") != nil)
        for nothing in ["", "   ", "“…” — !", "\u{200E}\u{202B}"] {
            #expect(SearchQuery(nothing).isEmpty, "\(nothing)")
        }
    }

    @Test
    func `a title comes before a text, and the beginning of a word before its inside`() throws {
        let ranks = [
            Self.rank("radio", "Radio is shared"), Self.rank("radio", "A radio is shared"),
            Self.rank("radio", "Miniradios"),
            Self.rank("radio", "Sharing", "radio first"), Self.rank("radio", "Sharing", "of radios"),
            Self.rank("radio", "Sharing", "of miniradios"),
        ].compactMap { $0 }
        #expect(ranks.count == 6 && ranks == ranks.sorted(by: >) && Set(ranks).count == 6)
    }

    @Test
    func `a list is narrowed by the same words as everything`() {
        let text = "Łódź: contact lists, été 2026"
        for words in ["lodz", "LISTS lódź", "ete", "2026 contact", "", "— !"] {
            #expect(SearchQuery(words).isIn(text), "\(words)")
        }
        #expect(!SearchQuery("lists missing").isIn(text) && !SearchQuery("a").isIn(""))
    }

    @Test
    func `what was found is marked whole, and once`() {
        #expect(Self.marked("strasse", "Die Straße") == ["Straße"])
        #expect(Self.marked("a", "æther") == ["æ"])
        #expect(Self.marked("re", "pre\u{301}pare\u{301} re") == ["re\u{301}", "re\u{301}", "re"])
        #expect(Self.marked("aba ab", "ababa") == ["abab"])
        #expect(Self.marked("قائمه", "القائمةُ الوطنية").count == 1)
        #expect(Self.marked("x", "").isEmpty)
    }

    @Test
    func `a long text shows what was found, and says that it goes on`() {
        let words = Array(repeating: "needle-free hay stands here", count: 400)
        let text = (words[..<200] + ["the pin lies here"] + words[200...]).joined(separator: " ")
        let marks = SearchMarks(SearchText(text), SearchQuery("pin"), most: 200)
        #expect(marks.isCutBefore && marks.isCutAfter && marks.parts.contains { $0.isFound && $0.text == "pin" })
        let shown = marks.parts.map(\.text).joined()
        #expect(shown.count <= 200 && text.contains(shown))
        let first = SearchMarks(SearchText(text), SearchQuery("needle"), most: 200)
        #expect(!first.isCutBefore && first.isCutAfter)
        // One word without end.
        let endless = SearchMarks(SearchText(String(repeating: "ab", count: 5_000)), SearchQuery("ab"), most: 100)
        #expect(endless.parts.map(\.text).joined().count <= 101)
    }

    @Test
    func `Markdown is shown without its marks`() {
        let marks = SearchMarks(
            SearchText("## Stock\n\n* **antidotes** [@12] of the `reserve`", isMarkdown: true),
            SearchQuery("antidotes"),
            most: 100)
        let shown = marks.parts.map(\.text).joined()
        #expect(shown.contains("antidotes") && !shown.contains("*") && !shown.contains("[@") && !shown.contains("#"))
    }

    /// Whatever is typed costs no more than its first words.
    @Test
    func `a query is cut to its first characters and words`() {
        #expect(SearchQuery(String(repeating: "a ", count: 5_000)).words == [[97]])
        let many = (0..<100).map { "w\($0)" }.joined(separator: " ")
        #expect(SearchQuery(many).words.count == 8)
        #expect(SearchQuery(String(repeating: "é", count: 100_000)).text.count == SearchQuery.limit)
    }
}
