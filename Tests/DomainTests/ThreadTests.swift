import Domain
import Testing

@Suite struct ThreadTests {
    /// topic → a, b; a + b → m; m and c voted in r; r chose m; m → x → i → s.
    private static let graph = ThreadGraph([
        .init("topic", "a", .raisedUnder), .init("topic", "b", .raisedUnder), .init("topic", "m", .raisedUnder),
        .init("topic", "c", .raisedUnder), .init("a", "m", .joinedInto), .init("b", "m", .joinedInto),
        .init("m", "r", .votedIn(ThreadRank(rank: 1, isTied: false, of: 2)), .vote),
        .init("c", "r", .votedIn(nil), .vote),
        .init("r", "m", .chosenFrom, .choice), .init("m", "x", .aspectOf(isBlocking: true)),
        .init("case", "x", .restsOn), .init("m", "i", .interventionFor), .init("x", "i", .removes(isBlocking: true)),
        .init("i", "s", .citedIn), .init("r", "s", .citedIn), .init("x", "y", .sameAs, .aside),
        .init("y", "x", .sameAs, .aside),
    ])

    private func way(_ item: String, _ direction: ThreadGraph.Direction, limit: Int? = nil) -> [String] {
        Self.graph.closure(of: item, direction, limit: limit).map { "\($0.item)\($0.steps)" }
    }

    @Test func `what became of an issue goes through its joining, and only names the vote`() {
        #expect(way("a", .down) == ["m1", "r2", "x2", "i2", "y3", "s3"])
        #expect(way("c", .down) == ["r1"], "Nothing of the other issues of the round hangs on it.")
    }

    @Test func `where something comes from tells how its issue was voted on, and not of the issues that lost`() {
        #expect(way("i", .up) == ["m1", "x1", "topic2", "a2", "b2", "r2", "case2"])
        #expect(way("m", .up) == ["topic1", "a1", "b1"])
    }

    @Test func `a vote that is itself evidence rests on all its issues`() {
        #expect(way("r", .up) == ["m1", "c1", "topic2", "a2", "b2"])
        #expect(way("r", .down) == ["m1", "s1", "x2", "i2", "y3"])
        #expect(Set(way("s", .up).map { $0.dropLast() }).isSuperset(of: ["i", "r", "m", "c", "case", "topic"]))
    }

    @Test func `steps are counted, and a limit holds`() {
        #expect(way("a", .down, limit: 1) == ["m1"])
        #expect(way("a", .down, limit: 0) == [])
        #expect(way("nothing", .down) == [])
    }

    @Test func `each item stands once with its shortest way, whatever circles there are`() {
        let circle = ThreadGraph([
            .init("a", "b", .joinedInto), .init("b", "c", .joinedInto), .init("c", "a", .joinedInto),
            .init("a", "c", .joinedInto),
            .init("a", "a", .joinedInto), .init("a", "b", .joinedInto),
        ])
        #expect(circle.closure(of: "a", .down).map(\.item) == ["b", "c"])
        #expect(circle.closure(of: "a", .up).map(\.item) == ["c", "b"])
        #expect(circle.edges.count == 4)
    }

    @Test func `an issue has come as far as its steps are unbroken`() {
        func fate(_ claims: [Bool], contributions: Int = 1) -> ThreadFate {
            ThreadFate(
                issue: "i", contributions: contributions, isPrioritised: claims[0], isAnalysed: claims[1],
                hasIntervention: claims[2], isCited: claims[3], isActedOn: claims[4])
        }
        #expect(fate([false, true, true, true, true]).stage == .raised)
        #expect(fate([true, true, false, true, true]).stage == .analysed)
        #expect(fate([true, true, true, true, true]).stage == .acted)
        let numbers = ThreadNumbers([
            fate([true, true, true, true, true], contributions: 3), fate([true, false, false, false, false]),
            fate([false, false, false, false, false], contributions: 2),
        ])
        #expect(numbers.counts.map(\.issues) == [3, 2, 1, 1, 1, 1])
        #expect(numbers.counts.map(\.contributions) == [6, 4, 3, 3, 3, 3])
    }
}

@Suite struct JSONReaderTests {
    private func read(_ text: String) throws -> JSONValue { try JSONReader.read(Array(text.utf8)) }

    @Test func `values keep what they are`() throws {
        guard
            case .object(let object) = try read(
                "\n{\"a\": [1, -2.5, true, null, \"x\\n\\u00e9\\ud83d\\ude00\"], \"b\": {}}")
        else {
            Issue.record("not an object")
            return
        }
        #expect(object.line == 2)
        guard case .list(let list)? = object["a"], case .whole(1) = list[0], case .number(-2.5) = list[1],
            case .flag(true) = list[2], case .null = list[3], case .text("x\né😀") = list[4]
        else {
            Issue.record("not the values")
            return
        }
    }

    @Test(arguments: [
        ("{\n\"a\": }", 2), ("{\"a\": 1\n,\"a\": 2}", 2), ("[1,]", 1), ("[01]", 1), ("\"\\ud83d\"", 1), ("\"a\nb\"", 1),
        ("{} {}", 1), ("", 1),
        ("\"\\u0000\"", 1), ("[1e999]", 1), ("nul", 1), ("{\"a\" 1}", 1), (String(repeating: "[", count: 100), 1),
    ])
    func `what is malformed is refused with its line`(text: String, line: Int) throws {
        let problem = #expect(throws: JSONProblem.self) { _ = try read(text) }
        #expect(problem?.line == line)
    }

    @Test func `bytes that are not UTF-8 are refused`() {
        #expect(throws: JSONProblem.self) { _ = try JSONReader.read([0x22, 0xFF, 0x22]) }
    }
}
