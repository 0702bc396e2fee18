import Domain
import Testing

/// The problem that reading a text leads to; nil when it can be read.
private func problem(_ text: String, _ method: TallyMethod, _ format: BallotFileFormat, seats: Int? = nil)
    -> BallotFileProblem?
{
    do {
        _ = try TallyReport.make(method: method, bytes: Array(text.utf8), format: format, seats: seats)
        return nil
    } catch {
        return error
    }
}

struct BallotCSVTests {
    private let header = "ballot,sector,country,item,value\n"

    @Test func `ballots are gathered from their lines`() throws {
        let text = "\u{feff}" + header + "1,health,FR,\"Plans, shared\",2\n2,,,B,1\n1,health,FR,B,0\n"
        let box = try BallotCSV.read(bytes: Array(text.utf8), for: .multivote)
        #expect(box.items == ["Plans, shared", "B"])
        #expect(box.ballots == [ballot([2, nil], sector: "health", country: "FR"), ballot([nil, 1])])
    }

    /// The text after the header, the method, and the line that is to be named.
    @Test(arguments: [
        ("", TallyMethod.multivote, 2),
        ("1,a,b,X,1\n1,a,b,X,1\n", .multivote, 3),
        ("1,a,b,X,1\n1,c,b,Y,1\n", .multivote, 3),
        ("1,a,b,X,1\n1,a,,Y,1\n", .multivote, 3),
        ("1,a,b,X,1\n\n2,a,b,X,1\n", .multivote, 3),
        ("1,a,b,X\n", .multivote, 2),
        ("1,a,b,X,1,2\n", .multivote, 2),
        (",a,b,X,1\n", .multivote, 2),
        ("1,a,b,,1\n", .multivote, 2),
        ("1,a,b,X,\n", .multivote, 2),
        ("1,a,b,X,-1\n", .multivote, 2),
        ("1,a,b,X,1.5\n", .multivote, 2),
        ("1,a,b,X,99999999999999999999\n", .multivote, 2),
        ("1,a,b,X, 1\n", .multivote, 2),
        ("1,a,b,X,one\n", .multivote, 2),
        ("1,a,b,X,9\n1,a,b,Y,0\n", .rating, 3),
        ("1,a,b,X,10\n", .rating, 2),
        ("1,a,b,X,1\n1,a,b,Y,2\n", .approval, 3),
        ("1,a,b,X,0\n", .borda, 2),
        ("1,a,b,X,1\n1,a,b,Y,3\n", .borda, 3),
        ("1,a,b,X,1\n1,a,b,Y,3\n", .schulze, 3),
        ("1,a,b,X,0\n", .kendall, 2),
        ("1,a,b,\"X,1\n2,a,b,Y,1\n", .multivote, 2),
        ("1,a,b,X\"Y,1\n", .multivote, 2),
    ])
    func `a malformed line is named`(text: String, method: TallyMethod, line: Int) {
        #expect(problem(header + text, method, .csv)?.line == line)
    }

    @Test(arguments: [
        "", "ballot|sector|country|item|value\n", "ballot;sector;country;value\n", "Ballot,sector,country,item,value\n",
        "1,a,b,X,1\n",
    ])
    func `another header is refused on line one`(text: String) {
        #expect(problem(text, .multivote, .csv)?.line == 1)
    }

    @Test func `the sentence says line, expectation and finding`() {
        let sentence = problem(header + "1,a,b,X,12\n", .rating, .csv)?.description
        #expect(sentence == "line 2: expected a rating, a whole number from 1 to 9, found “12”")
    }

    @Test func `blank lines at the end are no matter`() {
        #expect(problem(header + "1,a,b,X,1\r\n\r\n\n", .multivote, .csv) == nil)
    }

    @Test(arguments: VotingMethod.allCases)
    func `what a round exports counts the same again`(method: VotingMethod) throws {
        var generator = SeededGenerator(21)
        for _ in 0..<30 {
            let rows: [(String?, String?, [Int?])] = (0..<8).map { number in
                (["a", "b"][number % 2], nil, values(method, &generator))
            }
            // Rating and ranking cannot carry a ballot that says nothing.
            let full = box(rows)
            let kept =
                method == .rating || method == .ranking
                ? BallotBox(items: full.items, ballots: full.ballots.filter { !$0.marks.isEmpty }) : full
            let text = BallotCSV.write(kept, method: method, attributes: [.sector])
            let again = try BallotCSV.read(bytes: Array(text.utf8), for: method.tally)
            #expect(byName(Tally.count(kept, by: method.tally)) == byName(Tally.count(again, by: method.tally)))
        }
    }

    private func values(_ method: VotingMethod, _ generator: inout SeededGenerator) -> [Int?] {
        switch method {
        case .multivote: (0..<5).map { _ in [nil, nil, 1, 2][generator.below(4)] }
        case .approval: (0..<5).map { _ in [nil, 1][generator.below(2)] }
        case .rating: (0..<4).map { _ in [nil, 1 + generator.below(9)][generator.below(2)] } + [1]
        case .ranking: [1, 2, 3, nil].shuffled(using: &generator) + [nil]
        }
    }

    private func byName(_ tally: Tally) -> [String: [String]] {
        Dictionary(
            uniqueKeysWithValues: tally.items.enumerated().map { index, name in
                (
                    name,
                    [tally.totals[index].description] + tally.readings.map { $0.scores[index]?.description ?? "nil" }
                )
            })
    }

    @Test func `an export tells only what may be told, in no order of time`() {
        let late = box([("b", "y", [1]), ("a", "x", [1])])
        let text = BallotCSV.write(late, method: .approval, attributes: [.sector])
        #expect(text == "ballot,sector,country,item,value\r\n1,a,,A,1\r\n2,b,,A,1\r\n")
    }

    @Test func `empty ballots and unmarked items survive as zeros`() {
        let text = BallotCSV.write(
            box([(nil, nil, [1, nil]), (nil, nil, [nil, nil])]), method: .multivote, attributes: [])
        #expect(text == "ballot,sector,country,item,value\r\n1,,,B,0\r\n2,,,A,1\r\n")
    }
}

struct PrefLibTests {
    private func header(_ type: String, alternatives: Int = 4, voters: Int, unique: Int) -> String {
        """
        # FILE NAME: 00000-00000001.\(type)
        # DATA TYPE: \(type)
        # NUMBER ALTERNATIVES: \(alternatives)
        # NUMBER VOTERS: \(voters)
        # NUMBER UNIQUE ORDERS: \(unique)
        # ALTERNATIVE NAME 1: A
        # ALTERNATIVE NAME 2: B
        # ALTERNATIVE NAME 3: C
        # ALTERNATIVE NAME 4: D: the last

        """
    }

    @Test func `orders with ties are read with their counts`() throws {
        let text = header("toi", voters: 7, unique: 2) + "5: 1,{3, 2}\n2: 4\n"
        let box = try PrefLib.read(bytes: Array(text.utf8), format: .toi)
        #expect(box.items == ["A", "B", "C", "D: the last"])
        #expect(box.ballots == [ballot([1, 2, 2, nil], count: 5), ballot([nil, nil, nil, 1], count: 2)])
    }

    @Test func `the first category is approved`() throws {
        let text =
            header("cat", voters: 7, unique: 3).replacing("ORDERS", with: "PREFERENCES")
            + "4: {1,2},{3,4}\n2: 3,{}\n1: {},{1,2,3,4}\n"
        let box = try PrefLib.read(bytes: Array(text.utf8), format: .cat)
        #expect(box.ballots.map(\.count) == [4, 2, 1])
        #expect(box.ballots.map { $0.marks.map(\.item) } == [[0, 1], [2], []])
    }

    @Test func `Debian 2002 by its published head counts`() throws {
        // The first two orders of PrefLib 00002-00000001 (format specification): 100: 3,1,2,4 and 79: 1,3,2,4.
        let text = header("soc", voters: 179, unique: 2) + "100: 3,1,2,4\n79: 1,3,2,4\n"
        let report = try TallyReport.make(method: .schulze, bytes: Array(text.utf8), format: .soc)
        #expect(report.letters(.people) == ["C", "A", "B", "D: the last"])
        #expect(report.tally.totals == [437, 179, 458, 0])
    }

    /// Type, preferences, and the line that is to be named; preferences begin on line 10.
    @Test(arguments: [
        ("soc", "1: 1,2,3\n", 10), ("soc", "1: 1,2,{3,4}\n", 10), ("toc", "1: 1,{2,3}\n", 10),
        ("soi", "1: {1,2}\n", 10),
        ("soi", "1: 1,1\n", 10), ("soi", "1: 1,5\n", 10), ("soi", "1: 0\n", 10), ("soi", "1: \n", 10),
        ("soi", "1: 1,,2\n", 10), ("soi", "1: ,\n", 10), ("soi", "x: 1\n", 10), ("soi", "0: 1,,2\n", 10),
        ("soi", "1 1,2\n", 10), ("soi", "1: 1 2\n", 10), ("soi", "1: a\n", 10), ("soi", "-1: 1\n", 10),
        ("toi", "1: {1,2\n", 10), ("toi", "1: 1,2}\n", 10), ("toi", "1: {1,{2}}\n", 10), ("toi", "1: {1,2}3\n", 10),
        ("toi", "1: {}\n", 10), ("toi", "1: {1,}\n", 10),
        ("soi", "1: 1\n\n", 4), ("soi", "2: 1\n", 5), ("soi", "1: 1\n1: 1\n", 11),
        ("toi", "1: {1,2}\n\n1: 2\n", 11), ("soi", "2: 1\n# LATE: 1\n", 11), ("soi", "", 10),
    ])
    func `a malformed file names the line`(type: String, preferences: String, line: Int) throws {
        let format = try #require(BallotFileFormat(rawValue: type))
        let text = header(type, voters: line == 4 ? 9 : 2, unique: line == 5 ? 2 : 1) + preferences
        #expect(problem(text, .borda, format)?.line == line)
    }

    @Test(arguments: [
        ("# DATA TYPE: toc\n# NUMBER ALTERNATIVES: 1\n1: 1\n", 1),
        ("# NUMBER ALTERNATIVES: x\n1: 1\n", 1),
        ("4\n1,A\n", 3),
        ("# NUMBER ALTERNATIVES: 2\n# ALTERNATIVE NAME 1: A\n# ALTERNATIVE NAME 1: B\n1: 1,2\n", 3),
        ("# NUMBER ALTERNATIVES: 1\n# ALTERNATIVE NAME 2: A\n1: 1\n", 2),
        ("", 1),
    ])
    func `a header that does not fit names the line`(text: String, line: Int) {
        #expect(problem(text, .borda, .soc)?.line == line)
    }

    @Test func `more categories than announced are refused`() {
        let text = "# NUMBER ALTERNATIVES: 2\n# NUMBER CATEGORIES: 2\n1: 1,2\n1: {},{},1\n"
        #expect(problem(text, .approval, .cat)?.line == 4)
    }

    @Test func `each kind of file suits its methods`() {
        func methods(_ format: BallotFileFormat) -> [TallyMethod] { TallyMethod.allCases.filter(format.suits) }
        #expect(methods(.csv) == TallyMethod.allCases)
        #expect(methods(.soi) == [.borda, .schulze, .kendall])
        #expect(methods(.cat) == [.approval, .equalShares])
        #expect(BallotFileFormat(fileName: "a/b.x.SOI") == .soi && BallotFileFormat(fileName: "ballots") == .csv)
        #expect(problem("", .rating, .toc)?.description == "expected a .csv file for rating, found a .toc file")
    }
}

struct ReaderFuzzTests {
    @Test func `whatever a file holds, it is counted or refused`() {
        var generator = SeededGenerator(77)
        let scraps: [String] = [
            "1", ",", "{", "}", ":", "\n", "# NUMBER ALTERNATIVES: 3\n", "1: 1,2,3\n", "\"", "2", "9", "-", " ", "é",
            "\r\n",
            "ballot,sector,country,item,value\n", "1,a,b,X,1\n", "2,a,,Y,2\n", "# ALTERNATIVE NAME 1: A\n", "999999999",
            "999999999: 1\n", "#", "\u{feff}",
        ]
        var counted = 0
        for round in 0..<6000 {
            let format = BallotFileFormat.allCases[round % 6]
            let method = TallyMethod.allCases.filter(format.suits)[generator.below(2)]
            var text = format == .csv ? scraps[15] : scraps[6]
            for _ in 0..<generator.below(7) { text += scraps[generator.below(scraps.count)] }
            if problem(text, method, format, seats: 1) == nil { counted += 1 }
        }
        #expect(counted > 100)
    }
}

struct TallyReportTests {
    private func json(_ method: TallyMethod, _ lines: String, seats: Int? = nil) throws -> String {
        let text = "ballot,sector,country,item,value\n" + lines
        return try TallyReport.make(method: method, bytes: Array(text.utf8), format: .csv, seats: seats).json
    }

    @Test func `a multivote report is this text`() throws {
        let text = try json(.multivote, "1,a,,X,2\n1,a,,Y,1\n2,b,,Y,1\n3,b,,\"Z \"\"q\"\"\",1\n")
        #expect(
            text == """
                {
                  "method": "multivote",
                  "ballots": 3,
                  "items": ["X", "Y", "Z \\"q\\""],
                  "totals": {
                    "X": 2,
                    "Y": 2,
                    "Z \\"q\\"": 1
                  },
                  "voters": {
                    "X": 1,
                    "Y": 2,
                    "Z \\"q\\"": 1
                  },
                  "scores": {
                    "people": {
                      "X": "2/3",
                      "Y": "2/3",
                      "Z \\"q\\"": "1/3"
                    },
                    "sectors": {
                      "X": "1",
                      "Y": "3/4",
                      "Z \\"q\\"": "1/4"
                    }
                  },
                  "order": {
                    "people": [
                      ["X", "Y"],
                      ["Z \\"q\\""]
                    ],
                    "sectors": [
                      ["X"],
                      ["Y"],
                      ["Z \\"q\\""]
                    ]
                  }
                }

                """)
    }

    @Test func `Borda totals may end in a half`() throws {
        let text = try json(.borda, "1,,,X,1\n1,,,Y,2\n1,,,Z,2\n1,,,W,2\n2,,,X,1\n2,,,Y,2\n2,,,Z,2\n2,,,W,4\n")
        #expect(text.contains("\"Y\": 2.5") && text.contains("\"Y\": \"5/4\""))
    }

    @Test func `equal shares lists the chosen and the broken ties`() throws {
        let text = try json(.equalShares, "1,,,X,1\n2,,,Y,2\n", seats: 1)
        #expect(text.contains("\"chosen\": [\"X\"]"))
        #expect(text.contains("\"among\": [\"X\", \"Y\"]") && text.contains("\"decided\": true"))
    }

    @Test func `equal shares stand beside the sums of the file`() throws {
        let text = try json(.equalShares, "1,,,X,2\n2,,,Y,1\n2,,,X,1\n", seats: 1)
        #expect(text.contains("\"totals\": {\n    \"X\": 3,\n    \"Y\": 1"))
        #expect(text.contains("\"voters\": {\n    \"X\": 2,\n    \"Y\": 1"))
    }

    @Test(arguments: [nil, 0, 3, -1])
    func `seats must be there and fit`(seats: Int?) {
        #expect(
            problem("ballot,sector,country,item,value\n1,,,X,1\n1,,,Y,1\n", .equalShares, .csv, seats: seats) != nil)
    }

    @Test func `Kendall's figures stand in full precision or as null`() throws {
        let text = try json(.kendall, "1,,,X,1\n1,,,Y,2\n1,,,Z,3\n2,,,X,1\n2,,,Y,3\n2,,,Z,2\n")
        #expect(text.contains("\"w\": 0.75,") && text.contains("\"chi2\": 3.0\n"))
        #expect(try json(.kendall, "1,,,X,1\n").contains("\"w\": null"))
    }
}
