import Testing

@testable import Domain

struct FrameworkTableTests {
    private func read(_ text: String, over known: FrameworkContent? = nil) throws -> FrameworkContent {
        try FrameworkTable.read(Array(text.utf8), language: "en", over: known)
    }

    private let table = """
        pillar,capacity,code,indicator,kind,level-1,level-5
        Lists,Contacts,A1,Do you have a list?,,none,kept
        Lists,Contacts,A2,How many?,number,,
        """

    @Test func `a table becomes pillars, capacities and indicators, and goes out again`() throws {
        let content = try read(table)
        #expect(content.pillars == ["Lists"])
        #expect(content.counted.map(\.code) == ["A1"])
        #expect(try read(FrameworkTable.write(content, language: "en")) == content)
    }

    @Test func `what the table does not tell stays`() throws {
        var known = try read(table)
        known.indicators[0].question.words.texts["fr"] = "Avez-vous une liste ?"
        known.indicators[1].constraint = ". < 10"
        let changed = try read(table.replacing("Do you have", with: "Have you"), over: known)
        #expect(
            changed.indicators[0].question.words.texts == ["en": "Have you a list?", "fr": "Avez-vous une liste ?"])
        #expect(changed.indicators[1].constraint == ". < 10")
    }

    @Test(
        arguments: [
            ("", 1, nil), ("pillar,capacity,code\n", 1, "indicator"),
            ("pillar,capacity,code,indicator,colour\n", 1, nil),
            ("pillar,capacity,code,indicator\nP,C,A,One\nP,C,A,Two", 3, "code"),
            ("pillar,capacity,code,indicator\n,C,A,One", 2, "pillar"),
            ("pillar,capacity,code,indicator\nP,C,a b,One", 2, "code"),
            ("pillar,capacity,code,indicator,kind\nP,C,A,One,many", 2, "kind"),
            ("pillar,capacity,code,indicator,weight\nP,C,A,One,6", 2, "weight"),
            ("pillar,capacity,code,indicator\nP,C,A", 2, nil), ("pillar,capacity,code,indicator\n", 2, nil),
        ] as [(String, Int, String?)])
    func `what is no framework is refused with line and column`(text: String, line: Int, column: String?) {
        #expect(throws: FrameworkTable.Problem(line: line, column: column)) { try read(text) }
    }
}
