import Domain
import Testing

/// PrefLib files as they lie about: what is odd in them is read, or refused with the way out.
struct PrefLibFormTests {
    private func read(_ text: String, _ format: BallotFileFormat) throws -> BallotBox {
        try PrefLib.read(bytes: Array(text.utf8), format: format)
    }

    private func problem(_ text: String, _ format: BallotFileFormat) -> BallotFileProblem? {
        do {
            _ = try read(text, format)
            return nil
        } catch { return error as? BallotFileProblem }
    }

    private let head = "# NUMBER ALTERNATIVES: 3\n"

    @Test func `a preference that nobody holds counts for nobody`() throws {
        let box = try read(head + "# NUMBER VOTERS: 4\n# NUMBER UNIQUE ORDERS: 3\n0: 3,2\n4: 1,2\n0: 2\n", .soi)
        #expect(box.ballots == [ballot([1, 2, nil], count: 4)])
        #expect(problem(head + "0: 1,2\n", .soi)?.found == "the end of the file")
        #expect(problem(head + "0: 1,1\n1: 1\n", .soi)?.line == 2)
        #expect(problem(head + "0: 1\n0: 1\n1: 2\n", .soi)?.line == 3)
    }

    @Test func `alternatives of one name go by name and number`() throws {
        let names = "# ALTERNATIVE NAME 1: Smith\n# ALTERNATIVE NAME 2: Jones\n# ALTERNATIVE NAME 3: Smith\n"
        #expect(try read(head + names + "1: 1,2,3\n", .soc).items == ["Smith (1)", "Jones", "Smith (3)"])
        // A nameless one whose number is another's name.
        #expect(
            try read("# NUMBER ALTERNATIVES: 2\n# ALTERNATIVE NAME 1: 2\n1: 1,2\n", .soc).items == ["2 (1)", "2 (2)"])
        let twice = "# ALTERNATIVE NAME 1: A\n# ALTERNATIVE NAME 2: A\n# ALTERNATIVE NAME 3: A (1)\n"
        #expect(problem(head + twice + "1: 1\n", .soi)?.expected.contains("rename one") == true)
    }

    @Test(arguments: ["2: {1,2},\n", "2: {1,2},{}\n", "2: {1,2},{},\n", "2: {1,2}\n"])
    func `an empty last category says nothing`(line: String) throws {
        let box = try read(head + "# NUMBER CATEGORIES: 1\n" + line, .cat)
        #expect(box.ballots == [ballot([1, 1, nil], count: 2)])
    }

    @Test func `a comma at the end of an order says nothing`() throws {
        #expect(try read(head + "2: 1,2,3,\n", .soc).ballots == [ballot([1, 2, 3], count: 2)])
        #expect(try read(head + "2: 1,{2,3},\n", .toc).ballots == [ballot([1, 2, 2], count: 2)])
        for line in ["2: 1,2,,\n", "2: ,\n", "2: ,1\n"] { #expect(problem(head + line, .soi)?.line == 2, "\(line)") }
    }

    @Test func `the form before September 2022 is read`() throws {
        let old = "3\n1,Alpha, the first\n2,Beta\n3,Gamma\n7,7,2\n5,1,2,3\n2,3,{1,2}\n"
        let box = try read(old, .toc)
        #expect(box.items == ["Alpha, the first", "Beta", "Gamma"])
        #expect(box.ballots == [ballot([1, 2, 3], count: 5), ballot([2, 2, 1], count: 2)])
        let new = """
            # NUMBER ALTERNATIVES: 3
            # ALTERNATIVE NAME 1: Alpha, the first
            # ALTERNATIVE NAME 2: Beta
            # ALTERNATIVE NAME 3: Gamma
            5: 1,2,3
            2: 3,{1,2}
            """
        #expect(try read(new, .toc) == box)
    }

    @Test(arguments: [
        ("3\n1,A\n2,B\n", 4), ("2\n1,A\n3,B\n1,1,1\n1,1,2\n", 3), ("2\n1,A\n2,B\n3,4,1\n3,1,2\n", 4),
        ("2\n1,A\n2,B\n3,3,2\n3,1,2\n", 4), ("2\n1,A\n2,B\n3,3\n3,1,2\n", 4), ("2\n1,A\n2,B\n3,3,1\n", 5),
        ("2\n1,A\n2,B\n3,3,1\n3: 1,2\n", 5), ("2\n1,A\n2,B\n4,4,2\n2,1,2\n2,1,2\n", 6), ("0\n", 1),
        ("2\n1,A\n2,B\n3,3,1\n3,1,3\n", 5), ("99999999999999999999\n1,A\n", 1),
    ])
    func `what does not fit in the old form names the line`(text: String, line: Int) {
        #expect(problem(text, .soi)?.line == line)
    }

    @Test func `categories in the old form are refused with the way out`() {
        #expect(problem("2\n1,A\n2,B\n1,1,1\n1,{1},{2}\n", .cat)?.description.contains("preflib.org offers") == true)
    }
}
