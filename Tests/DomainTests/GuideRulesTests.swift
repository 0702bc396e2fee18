import Domain
import Testing

struct GuideRulesTests {
    private static func tree() -> SectionTree<Int> {
        SectionTree([
            (id: 1, parent: nil), (id: 2, parent: 1), (id: 3, parent: 1), (id: 4, parent: 3), (id: 5, parent: nil),
        ])
    }

    private static func lines(_ tree: SectionTree<Int>) -> [String] { tree.places().map { "\($0.number):\($0.id)" } }

    @Test
    func `sections are numbered as they stand`() {
        #expect(Self.lines(Self.tree()) == ["1:1", "1.1:2", "1.2:3", "1.2.1:4", "2:5"])
        #expect(Self.tree().places(unnumbered: [1]).map(\.number) == ["", "", "", "", "1"])
    }

    @Test
    func `a section goes up, down, deeper and higher`() throws {
        var tree = Self.tree()
        try tree.moveUp(5)
        #expect(Self.lines(tree) == ["1:5", "2:1", "2.1:2", "2.2:3", "2.2.1:4"])
        try tree.indent(1)
        #expect(Self.lines(tree) == ["1:5", "1.1:1", "1.1.1:2", "1.1.2:3", "1.1.2.1:4"])
        try tree.outdent(3)
        #expect(Self.lines(tree) == ["1:5", "1.1:1", "1.1.1:2", "1.2:3", "1.2.1:4"])
        try tree.moveDown(3)
        #expect(Self.lines(tree) == ["1:5", "1.1:1", "1.1.1:2", "1.2:3", "1.2.1:4"])
    }

    @Test
    func `a section goes before or after another, wherever that stands`() throws {
        var tree = Self.tree()
        try tree.move(5, beside: 2, after: false)
        #expect(Self.lines(tree) == ["1:1", "1.1:5", "1.2:2", "1.3:3", "1.3.1:4"])
        try tree.move(5, beside: 3, after: true)
        #expect(Self.lines(tree) == ["1:1", "1.1:2", "1.2:3", "1.2.1:4", "1.3:5"])
        try tree.move(2, beside: 3, after: true)
        #expect(Self.lines(tree) == ["1:1", "1.1:3", "1.1.1:4", "1.2:2", "1.3:5"])
        try tree.move(4, beside: 1, after: true)
        #expect(Self.lines(tree) == ["1:1", "1.1:3", "1.2:2", "1.3:5", "2:4"])
        let before = Self.lines(tree)
        try tree.move(3, beside: 3, after: true)
        #expect(throws: SectionTree<Int>.Failure.underItself) { try tree.move(1, beside: 3, after: false) }
        #expect(throws: SectionTree<Int>.Failure.unknown) { try tree.move(1, beside: 9, after: false) }
        #expect(Self.lines(tree) == before)
    }

    @Test
    func `a section under itself, under its own part or too deep is refused and nothing moves`() {
        var tree = Self.tree()
        let before = Self.lines(tree)
        #expect(throws: SectionTree<Int>.Failure.underItself) { try tree.move(1, under: 1) }
        #expect(throws: SectionTree<Int>.Failure.underItself) { try tree.move(1, under: 4) }
        #expect(throws: SectionTree<Int>.Failure.tooDeep) {
            try tree.move(3, under: 2); try tree.move(5, under: 4); try tree.move(1, under: 5)
        }
        #expect(throws: SectionTree<Int>.Failure.unknown) { try tree.move(9, under: nil) }
        #expect(before.count == 5)
    }

    @Test
    func `a section whose parent is gone stands at the top`() {
        #expect(Self.lines(SectionTree([(id: 2, parent: 9), (id: 3, parent: 2)])) == ["1:2", "1.1:3"])
    }

    @Test
    func `markers are found as typed, and anything else is text`() {
        #expect(CitationMarkers.numbers(in: "a [@12] b[@3][@12] [@] [@x] [@1234567890] [@5") == [12, 3])
        #expect(CitationMarkers.replacing(in: "é [@1], [@9]") { $0 == 1 ? "[1]" : nil } == "é [1], [@9]")
        #expect(CitationMarkers.numbers(in: "[[@7]] [@٣]") == [7])
        #expect(CitationMarkers.numbers(in: "[@3; @12] [@3,4] [@5 ;@6] [@7;] [@8; x] [@9") == [3, 12, 4, 5, 6])
        #expect(CitationMarkers.replacing(in: "a [@1; @9] [@8, 9]") { $0 == 1 ? "[1]" : nil } == "a [1] [@9] [@8, 9]")
    }

    @Test
    func `readers count evidence in the order of appearance, the same item with the same number`() {
        let numbers = CitationNumbers(["x [@8] [@2]", "[@2] [@99] [@5]"], known: [2, 5, 8])
        #expect(numbers.order == [8, 2, 5])
        #expect([numbers[8], numbers[2], numbers[5], numbers[99]] == [1, 2, 3, nil])
    }

    @Test
    func `a guide refuses what is marked closer, by name`() {
        let evidence: [(title: String, marking: Marking)] = [
            ("open", .clear), ("community", .green), ("clients", .amber), ("organisation", .amberStrict),
            ("persons", .red),
        ]
        #expect(
            GuideMarking.obstacles(guide: .green, evidence: evidence).map(\.title) == [
                "clients", "organisation", "persons",
            ])
        #expect(GuideMarking.obstacles(guide: .clear, evidence: evidence).count == 4)
        #expect(GuideMarking.obstacles(guide: .red, evidence: evidence).isEmpty)
    }
}
