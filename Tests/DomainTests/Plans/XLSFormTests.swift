import Testing

@testable import Domain

struct XLSFormTests {
    private static let header = [
        "type", "name", "label::English (en)", "label::Français (fr)", "required", "relevant", "constraint",
        "constraint_message::English (en)", "constraint_message::Français (fr)", "rt_indicator", "rt_weight",
    ]

    private func sheet(_ rows: [[String]]) -> XLSForm.Sheet { rows.enumerated().map { (row: $0 + 1, cells: $1) } }

    private func form(_ rows: [[String]], header: [String] = header) -> XLSForm {
        XLSForm(
            survey: sheet([header] + rows),
            choices: sheet([
                ["list_name", "name", "label::English (en)", "label::Français (fr)"],
                ["level", "1", "No capacity", "Aucune"], ["level", "2", "Limited", "Limitée"],
                ["level", "3", "Developed", "Développée"], ["level", "4", "Demonstrated", "Démontrée"],
                ["level", "5", "Sustainable", "Durable"], ["sector", "health", "Health", "Santé"],
                ["sector", "security", "Security", "Sécurité"],
            ]),
            settings: sheet([
                ["form_title", "form_id", "version", "default_language"],
                ["Demo needs assessment", "demo_na", "1", "English (en)"],
            ]))
    }

    private let sample: [[String]] = [
        ["begin_group", "p1", "Coordination", "Coordination"],
        [
            "select_one level", "c11", "Is there a joint plan?", "Existe-t-il un plan conjoint ?", "yes", "", "", "",
            "", "C1.1", "1",
        ],
        ["text", "c11_e", "Evidence", "Preuves", "yes", "${c11} > 2"],
        ["select_multiple sector", "c11_s", "Sectors in the plan", "Secteurs du plan"],
        [
            "integer", "c12", "Joint exercises", "Exercices conjoints", "", "", ". >= 0 and . <= 50", "0 to 50",
            "0 à 50",
        ],
        ["date", "c13", "Last test", "Dernier test"], ["note", "n1", "Thank you", "Merci"], ["end_group"],
    ]

    @Test func `a form becomes a framework of the house's questions`() throws {
        let form = form(sample)
        #expect(form.problems.isEmpty)
        #expect(form.title == "Demo needs assessment")
        #expect(form.languages == ["en", "fr"])
        #expect(form.content.indicators.map(\.code) == ["C1.1", "c11_e", "c11_s", "c12", "c13"])
        #expect(form.content.indicators.map(\.question.kind) == [.scale, .lines, .many, .number, .date])
        #expect(form.content.pillars == ["Coordination"])
        let first = form.content.indicators[0]
        #expect(first.levels.map { $0.texts["fr"] } == ["Aucune", "Limitée", "Développée", "Démontrée", "Durable"])
        #expect(form.content.indicators[1].question.relevance == Question.Relevance("C1.1", ["3", "4", "5"]))
        #expect(form.content.indicators[3].accepts(["50"]))
        #expect(!form.content.indicators[3].accepts(["51"]))
        #expect(form.leftOut.map(\.row) == [8])
    }

    @Test func `what goes out comes in again`() {
        let content = form(sample).content
        let sheets = XLSFormWriter.sheets(content, title: "Demo", code: "demo", languages: ["en", "fr"])
        func read(_ name: String) -> XLSForm.Sheet? {
            sheets.first { $0.name == name }.map { sheet([$0.header] + $0.rows) }
        }
        let again = XLSForm(survey: read("survey"), choices: read("choices"), settings: read("settings"))
        #expect(again.problems.isEmpty, "\(again.problems)")
        #expect(again.content == content)
    }

    @Test(arguments: [
        (["repeat", "r", "A", "B"], XLSForm.Problem.Reason.unknownType("repeat")),
        (["calculate", "r", "A", "B"], .unknownType("calculate")),
        (["geopoint", "r", "A", "B"], .unknownType("geopoint")),
        (["select_one nothing", "r", "A", "B"], .unknownType("select_one nothing")),
        (["text", "", "A", "B"], .noName), (["text", "r", "", ""], .noLabel),
        (["text", "r", "A", ""], .translatedInPart("label")),
        (["text", "r", "A", "B", "", "pulldata('x')"], .expression("pulldata('x')")),
        (["text", "r", "A", "B", "", "${gone} = 1"], .expression("${gone} = 1")),
        (["begin_group", "g", "A", "B"], .group), (["end_group"], .group),
    ])
    func `what is not read is refused by row with its reason`(row: [String], reason: XLSForm.Problem.Reason) {
        let form = form([["text", "first", "A", "B"], row])
        #expect(form.problems.first?.row == 3)
        #expect(form.problems.first?.reason == reason)
    }

    @Test func `a language that stands twice, and columns that we do not know, are refused`() {
        #expect(
            form(sample, header: ["type", "name", "label::English (en)", "label::en (en)"]).problems.first?.reason
                == .languageTwice("label::en (en)"))
        #expect(
            form(sample, header: ["type", "name", "label::fr", "choice_filter"]).problems.first?.reason
                == .unknownColumn("choice_filter"))
        #expect(form([["text", "a", "A", "B"], ["text", "a", "A", "B"]]).problems.first?.reason == .twice("a"))
        #expect(XLSForm(survey: nil, choices: nil, settings: nil).problems.first?.reason == .noSheet)
    }

    @Test func `conditions are read with their words, and nothing else`() throws {
        func holds(_ text: String, _ answers: [String: [String]], own: [String] = []) throws -> Bool {
            try #require(FormExpression(text)).holds(own: own) { answers[$0] ?? [] }
        }
        #expect(try holds("${a} = 'x' or not(${b} < 3)", ["a": ["y"], "b": ["3"]]))
        #expect(try holds("selected(${a}, 'health') and (${b} != '1')", ["a": ["police", "health"], "b": ["2"]]))
        #expect(try !holds("${a} > 2", [:]))
        #expect(try holds(". >= -1", [:], own: ["0"]))
        for text in [
            "", "${a", "a", "${a} ==", "count(${a})", "(${a} = 1", "${a} + 1", String(repeating: "(", count: 500),
        ] {
            #expect(FormExpression(text) == nil, "\(text)")
        }
    }

    @Test func `answers come back by the names of the form`() throws {
        let content = form(sample).content
        let found = try XLSFormWriter.answers(Array("name,value\nq1,4\nc11_s,health security\nq4,\n".utf8), content)
        #expect(found.map(\.indicator.code) == ["C1.1", "c11_s"])
        #expect(found.map(\.values) == [["4"], ["health", "security"]])
        for (text, line) in [
            ("q1,4", 1), ("name,value\nq9,1", 2), ("name,value\nq1,1\nC1.1,2", 3), ("name,value\nq1", 2),
        ] {
            let problem = #expect(throws: FrameworkTable.Problem.self) {
                _ = try XLSFormWriter.answers(Array(text.utf8), content)
            }
            #expect(problem?.line == line)
        }
    }
}
