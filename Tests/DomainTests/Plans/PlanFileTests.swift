import Domain
import Testing

@Suite struct PlanFileTests {
    private static let header = PlanFile.columns.joined(separator: ",")
    private static let example = """
        \(header)
        A1,Course for first teams,training,KZ,CA,P1,Institute,health;civil,training,proven,2026-01-01,2026-06-01,2,1000.50,EUR,EU,yes,,a||2026-02-01;b||2026-03-01;c||2026-04-01;d|2026-05-01|2026-05-01,workshop
        A2,Joint instruction,document,KG,CA,P1,,,planning,under way,,2027-01-31,1,500,EUR,,no,A1,a||2026-02-01;b||2026-03-01;c|2026-12-15|,
        A3,Two laboratories,project,KZ,CA,P2,,,equipment,agreed,,2026-10-01,3,,,,,A2,a|2026-09-01|;b||,
        A4,List of contacts,action,,CA,,,,organisation,agreed,,2027-03-01,1,,,,,,,
        A5,Taken back,action,,,,,,,dropped,,,5,,,,,,,
        A6,Thought of,action,,,,,,,proposed,,,5,,,,,,,

        """

    private func read(_ text: String) throws -> PlanFile { try PlanFile(Array(text.utf8)) }

    private func problem(_ text: String) -> String {
        do {
            _ = try read(text)
            return "none"
        } catch { return "\(error)" }
    }

    @Test func `the example is read as it stands`() throws {
        let file = try read(Self.example)
        #expect(file.lines.map(\.number) == ["A1", "A2", "A3", "A4", "A5", "A6"] && file.places.first == 2)
        let today = try #require(CalendarDate("2026-11-30"))
        let progress = PlanProgress(file.lines, today: today)
        #expect(progress.value == Rational(8, 21) && progress.onTime.told == "3/4")
        #expect(progress.costs.map(\.secured) == [Rational(2001, 2)])
        #expect(progress.costs.map(\.total) == [Rational(3001, 2)])
        let value = PlanReport(file, today: today).json
        #expect(value.contains("\"progress\": \"8/21\"") && value.contains("\"by_scope\": null"))
        #expect(value.contains("A3 is due before A2, for which it waits"))
        #expect(value.contains("\"share\": \"2001/3001\""))
    }

    @Test func `a file is read as sheets write it`() throws {
        let today = try #require(CalendarDate("2026-11-30"))
        let exact = PlanReport(try read(Self.example), today: today).json
        // A mark of the byte order, semicolons, line ends of two characters, and lists between quotes.
        let rows = Self.example.split(separator: "\n").map { line in
            line.split(separator: ",", omittingEmptySubsequences: false).map { cell in
                cell.contains(";") ? "\"\(cell)\"" : String(cell)
            }.joined(separator: ";")
        }
        let sheet = "\u{feff}" + rows.joined(separator: "\r\n") + "\r\n"
        #expect(PlanReport(try read(sheet), today: today).json == exact)
        // Columns in another order.
        let turned = Self.example.split(separator: "\n").map { line in
            line.split(separator: ",", omittingEmptySubsequences: false).reversed().joined(separator: ",")
        }
        #expect(PlanReport(try read(turned.joined(separator: "\n")), today: today).json == exact)
        // Quotes, commas and line ends in a cell, doubled quotes; what is not told is not needed.
        let file = try read(
            "title,state,number\r\n\"Two \"\"lists\"\", and\none call\",agreed,A1\r\n,proposed,\"A,2\"\r\n")
        #expect(file.lines.map(\.title) == ["Two \"lists\", and\none call", ""])
        #expect(file.lines.map(\.number) == ["A1", "A,2"] && file.lines.map(\.weight) == [1, 1])
        let report = PlanReport(file, today: today).json
        for name in ["progress", "done", "on_time", "proven", "secured", "by_scope", "by_work"] {
            #expect(report.contains("\"\(name)\":"), "\(name)")
        }
        // Several regions in one cell.
        let header = "number,state,region\n"
        #expect(try read(header + "A1,agreed,CA;SEEE\n").lines.count == 1)
    }

    @Test func `each wrong cell is told with its line and its column`() {
        let cases: [(String, String)] = [
            ("A,done?,", "line 2: expected in column state, one of proposed"),
            (",done,", "line 2: expected number in each line"),
            (
                "A,agreed,2027-02-30",
                "line 2: expected in column due, a day such as 2027-01-31, or nothing, found “2027-02-30”"
            ),
            ("A,agreed,2027-02-29", "line 2: expected in column due"),
            ("A,agreed,2027-01-01,6", "line 2: expected 3 fields"),
        ]
        for (row, sentence) in cases { #expect(problem("number,state,due\n\(row)\n").contains(sentence)) }
        let more: [(String, String, String)] = [
            ("weight", "0", "from 1 to 5"), ("weight", "2.5", "from 1 to 5"), ("weight", "6", "from 1 to 5"),
            ("secured", "perhaps", "yes, no or nothing"), ("kind", "dream", "one of action"),
            ("element", "hope", "one of planning"), ("cost", "5", "in column currency"),
            ("depends-on", "B", "numbers of actions of this file"), ("depends-on", "A", "no circle, found A → A"),
            ("depends-on", ";", "without an empty one"), ("milestones", "|2027-01-01|", "title|due|done-on"),
            ("milestones", "a|2027-13-01|", "a milestone due on"), ("milestones", "a||soon", "a milestone done on"),
            ("milestones", "a|b|c|d", "title|due|done-on"), ("surprise", "1", "the columns number"),
        ]
        for (column, value, sentence) in more {
            let told = problem("number,state,\(column)\nA,agreed,\(value)\n")
            #expect(told.contains(sentence), "\(column): \(told)")
        }
        #expect(problem("number,state\nA,agreed\nA,agreed\n").contains("line 3: expected each number once"))
        #expect(problem("number,state,cost,currency\nA,agreed,1.5,JPY\n").contains("in column cost"))
        #expect(
            problem("number,state,starts,due\nA,agreed,2027-02-01,2027-01-01\n").contains(
                "in column due, a day on or after"))
    }

    @Test func `a chain over four others is named`() {
        let rows = "A,agreed,E\nB,agreed,A\nC,agreed,B\nD,agreed,C\nE,agreed,D\n"
        #expect(
            problem("number,state,depends-on\n" + rows).contains(
                "line 2: expected in column depends-on, no circle, found A → E → D → C → B → A"))
    }

    @Test func `states are read as programs write them`() throws {
        let file = try read("number;state\nA;in_progress\nB;Under Way\nC;not_proven\n")
        #expect(file.lines.map(\.state) == [.underWay, .underWay, .underWay])
    }

    @Test func `five thousand actions in one chain are read`() throws {
        let rows = (1...5_000).map { "A\($0),agreed,2027-01-01,\($0 > 1 ? "A\($0 - 1)" : "")" }
        let file = try read("number,state,due,depends-on\n" + rows.joined(separator: "\n"))
        #expect(file.lines.count == 5_000 && file.dates.items.count == 5_000)
    }
}
