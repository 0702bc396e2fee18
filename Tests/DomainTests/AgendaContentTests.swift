import Domain
import Testing

/// R11: what a release changes, whom it tells, and what clashes.
struct AgendaContentTests {
    private typealias Block = AgendaContent.Block

    private static let hour: Int64 = 3_600_000

    private static func person(_ id: String, _ part: AgendaContent.Part = .speaker) -> AgendaContent.Person {
        AgendaContent.Person(participant: id, name: "", part: part)
    }

    private static func block(
        _ id: String, _ start: Double, _ end: Double, _ kind: AgendaContent.Kind = .parallel, place: String = "",
        title: String = "", people: [AgendaContent.Person] = []
    ) -> Block {
        Block(
            id: id, session: "s-\(id)", title: title.isEmpty ? id : title, kind: kind,
            startsAt: Int64(start * Double(hour)), endsAt: Int64(end * Double(hour)), place: place, people: people)
    }

    private static let first = AgendaContent(blocks: [
        block("B1", 9, 10, people: [person("p1")]), block("B2", 10, 11, place: "Hall 1", people: [person("p2")]),
        block("B3", 11, 12, people: [person("p3")]), block("B5", 14, 15, people: [person("p5")]),
    ]).numbered(after: nil, at: 1)

    private static let second = AgendaContent(blocks: [
        block("B1", 9.5, 10, people: [person("p1")]), block("B2", 10, 11, place: "Hall 2", people: [person("p2")]),
        block("B4", 12, 13, .plenary, people: [person("p4")]),
        block("B5", 14, 15, title: "Other words", people: [person("p5")]),
    ])

    @Test
    func `a second release raises what is moved or placed elsewhere, cancels what is gone, and leaves words alone`() {
        let next = Self.second.numbered(after: Self.first, at: 2)
        #expect(next.blocks.map(\.id) == ["B1", "B2", "B4", "B5"])
        #expect(next.blocks.map(\.sequence) == [1, 1, 0, 0])
        #expect(next.cancelled.map { [$0.block.id, "\($0.block.sequence)", "\($0.at)"] } == [["B3", "1", "2"]])
    }

    @Test
    func `it tells the speakers of what is new, moved, elsewhere or gone, and nobody of other words`() {
        let difference = AgendaDifference(from: Self.first, to: Self.second)
        #expect(difference.ids(.moved) == ["B1"] && difference.ids(.placed) == ["B2"])
        #expect(difference.ids(.cancelled) == ["B3"] && difference.ids(.added) == ["B4"])
        #expect(difference.ids(.reworded) == ["B5"])
        #expect(difference.speakers == ["p1", "p2", "p3", "p4"])
        #expect(!difference.concernsAll && difference.toldBlocks == ["B1", "B2", "B3"])
    }

    @Test
    func `everybody is told of a first agenda, and where a plenary is moved, elsewhere or gone`() {
        #expect(AgendaDifference(from: nil, to: Self.first).concernsAll)
        let plenary = AgendaContent(blocks: [Self.block("A", 9, 10, .plenary), Self.block("B", 10, 11)])
        func told(_ blocks: [Block]) -> Bool {
            AgendaDifference(from: plenary, to: AgendaContent(blocks: blocks)).concernsAll
        }
        let other = Self.block("B", 10, 11)
        #expect(told([Self.block("A", 9, 10.5, .plenary), other]) && told([other]))
        #expect(told([Self.block("A", 9, 10, .plenary, place: "Hall 2"), other]))
        #expect(!told([Self.block("A", 9, 10, .plenary), Self.block("B", 11, 12)]))
        #expect(!told([Self.block("A", 9, 10, .plenary, title: "Words"), other]))
    }

    @Test
    func `somebody who comes into a block or out of it is told, though nothing else is changed`() {
        let before = AgendaContent(blocks: [Self.block("A", 9, 10, people: [Self.person("p1"), Self.person("p2")])])
        let after = AgendaContent(blocks: [Self.block("A", 9, 10, people: [Self.person("p2"), Self.person("p3")])])
        #expect(AgendaDifference(from: before, to: after).speakers == ["p1", "p3"])
        #expect(after.numbered(after: before, at: 1).blocks[0].sequence == 0)
    }

    @Test
    func `nothing changed is no difference, whatever the numbers are`() {
        let next = Self.second.numbered(after: Self.first, at: 2)
        #expect(AgendaDifference(from: next, to: Self.second).isEmpty)
        #expect(Self.second.numbered(after: next, at: 3) == next)
    }

    @Test
    func `what was cancelled and comes back goes on with its number`() {
        let gone = AgendaContent(blocks: []).numbered(after: Self.first, at: 2)
        let back = Self.first.numbered(after: gone, at: 3)
        #expect(gone.cancelled.count == 4 && gone.cancelled.allSatisfy { $0.block.sequence == 1 })
        #expect(back.cancelled.isEmpty && back.blocks.allSatisfy { $0.sequence == 2 })
    }

    @Test
    func `no number falls over two hundred random edits, and each change of time or place raises it`() {
        var random = SystemRandomNumberGenerator()
        var (told, draft): (AgendaContent?, [Block]) = (nil, [])
        var numbers: [String: Int] = [:]
        for round in 0..<200 {
            let index = draft.isEmpty ? nil : Int.random(in: draft.indices, using: &random)
            switch (Int.random(in: 0..<5, using: &random), index) {
            case (0, _), (_, nil): draft.append(Self.block("n\(round)", 9, 10))
            case (1, let index?): draft.remove(at: index)
            case (2, let index?): draft[index].startsAt -= Self.hour
            case (3, let index?): draft[index].place += "x"
            case (_, let index?): draft[index].title += "x"
            }
            let next = AgendaContent(blocks: draft).numbered(after: told, at: Int64(round))
            let difference = AgendaDifference(from: told, to: next)
            for block in next.blocks + next.cancelled.map(\.block) {
                let isHard = difference.changes.contains { $0.block?.id == block.id && $0.isHard && $0.before != nil }
                #expect(block.sequence == (numbers[block.id] ?? 0) + (isHard ? 1 : 0))
                numbers[block.id] = block.sequence
            }
            told = next
        }
    }

    @Test
    func `one person and one place cannot be in two blocks at once, but can go from one to the next`() {
        let (anvar, dilnoza) = (Self.person("p1"), Self.person("p2", .chair))
        let blocks = [
            Self.block("A", 10, 11, place: "Hall 1", people: [anvar]),
            Self.block("B", 11, 12, place: "Hall 1", people: [anvar]),
            Self.block("C", 11.5, 13, place: " hall  1", people: [dilnoza]),
            Self.block("D", 11.75, 12, people: [Self.person("p1", .chair), dilnoza]),
        ]
        let clashes = AgendaClash.all(in: blocks)
        #expect(clashes.map { "\($0.first)\($0.second)" } == ["BC", "BD", "CD"])
        #expect(clashes.map(\.cause) == [.place("Hall 1"), .person(anvar), .person(dilnoza)])
        let unnamed = AgendaContent.Person(participant: nil, name: "Eva Primer", part: .speaker)
        let same = AgendaContent.Person(participant: nil, name: "eva  primer", part: .chair)
        #expect(
            AgendaClash.all(in: [
                Self.block("A", 10, 11, people: [unnamed]), Self.block("B", 10, 11, people: [same]),
            ]).count == 1)
        #expect(AgendaClash.all(in: [Self.block("A", 10, 11), Self.block("B", 10, 11)]).isEmpty)
    }
}
