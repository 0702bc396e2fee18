import Domain
import Testing

/// Headings, rows and questions of planners' sheets.
@Suite struct MselSheetTests {
    private func sheet(_ rows: [[String]], name: String = "MSEL", isHidden: Bool = false) -> MselSheet {
        MselSheet(
            name: name, isHidden: isHidden,
            rows: rows.enumerated().filter { !$0.element.isEmpty }.map { number, cells in
                MselSheet.Row(number + 1, cells.map { MselCell($0) })
            })
    }

    private func field(_ field: MselField, of headings: [String]) -> String? {
        MselMapping(headings)[field].map { headings[$0] }
    }

    @Test(arguments: [
        (
            [
                "EVENT #", "EVENT TIME", "EVENT DESCRIPTION/ SCRIPT", "EVENT SUMMARY", "RESPONSIBLE CONTROLLER",
                "RECIPIENT (PLAYER)",
            ],
            "EVENT SUMMARY", "EVENT TIME"
        ),
        (
            [
                "MSEL #", "Inject DTG", "Subject", "Description", "Sent From", "Sent To", "Means",
                "Expected Reaction to Inject",
            ],
            "Subject", "Inject DTG"
        ),
        (
            [
                "Inject #", "Scheduled Time", "Title", "Description", "Storyline/Thread", "Channel", "Sender", "Target",
                "Notes",
            ],
            "Title", "Scheduled Time"
        ),
        (
            [
                "No", "Date", "Time (0600-1800)", "Event", "Inject Details", "From Org", "To Org", "Method",
                "Inject POC",
            ],
            "Event", "Time (0600-1800)"
        ),
        (["INJECT #", "INJECT DTG", "EVENT", "NARRATIVE", "FROM", "TO", "DELIVERY METHOD"], "EVENT", "INJECT DTG"),
    ])
    func `the title and the time land on their own columns`(headings: [String], title: String, time: String) {
        #expect(field(.title, of: headings) == title)
        #expect(field(.time, of: headings) == time)
        #expect(field(.label, of: headings) == headings[0])
    }

    @Test func `headings are whole words, in French and Russian too`() {
        let trap = ["Storyline", "Notes", "Inject", "T+min"]
        #expect(field(.to, of: trap) == nil)
        #expect(field(.label, of: trap) == nil)
        #expect(field(.storyline, of: trap) == "Storyline")
        let french = ["N°", "Heure", "Titre", "Texte", "Émetteur", "Destinataire", "Canal", "Réponse attendue"]
        #expect(field(.title, of: french) == "Titre")
        #expect(field(.label, of: french) == "N°")
        #expect(field(.expected, of: french) == "Réponse attendue")
        let russian = ["№", "Время", "Название", "Описание", "От", "Кому", "Способ", "Ожидаемые действия"]
        #expect(field(.title, of: russian) == "Название")
        #expect(field(.to, of: russian) == "Кому")
        #expect(field(.channel, of: russian) == "Способ")
    }

    private let rows: [[String]] = [
        ["Exercise Nordgate"], [], ["#", "Time", "Title", "Text", "To", "Channel", "Status", "Colour"],
        ["Module 1: First signals"],
        [
            "9", "09:30", "Duty desk", "Many with sore eyes", "Aldoria, Brevania and Corvia", "phone call", "Injected",
            "red",
        ],
        ["9-A", "on request", "Reminder", "Second call", "ALL", "telepathy"],
        ["#", "Time", "Title", "Text", "To", "Channel", "Status", "Colour"], [],
        ["KEY EVENT", "5/8/2027 16:00", "Hall", "Closed", "Station; Hall", "e-mail"], ["11", "0960"], ["Deferred"],
        ["Color Key"],
    ]

    @Test func `rows are ready, ask or are bad, and what is skipped is counted`() throws {
        let reading = MselReading([sheet(rows)])
        let list = try #require(reading.sheets.first)
        #expect(list.headerRow == 3)
        #expect(list.extra == ["Colour"])
        #expect(list.rows.map(\.state) == [.ready, .asks, .asks, .bad])
        #expect(list.rows.map { $0[.label] } == ["9", "9-A", "KEY EVENT", "11"])
        #expect(list.rows[0].to == ["Aldoria", "Brevania", "Corvia"])
        #expect(list.rows[0].channel == "phone")
        #expect(list.rows[0].status == "approved")
        #expect(list.rows[0].section == "Module 1: First signals")
        #expect(list.rows[0].extra == ["Colour": "red"])
        #expect(list.rows[1].to == ["all"])
        #expect(list.rows[1].contingencyOf == "9")
        #expect(list.rows[1].type == "contingency")
        #expect(list.skipped == ["blank": 1, "legend": 2, "repeated_header": 1, "section": 1])
        #expect(reading.questions.map(\.name) == ["channel", "date_order"])
        #expect(reading.problem?.contains("row 10") == true)
    }

    @Test func `an answer for the column makes its rows ready`() throws {
        var options = MselOptions()
        options.dateOrder = .dmy
        options.channels = ["telepathy": "voice"]
        let list = try #require(MselReading([sheet(rows)], options).sheets.first)
        #expect(list.rows.map(\.state) == [.ready, .ready, .ready, .bad])
        #expect(list.rows[2].time.value == "2027-08-05T16:00:00")
        #expect(list.rows[1].channel == "voice")
        #expect(list.questions.isEmpty)
    }

    @Test func `what a person said of a column wins, texts share a field, and what is left out is not kept`() throws {
        let rows = [
            ["No", "Time", "Summary\nof it", "Details", "More", "Colour", "Secret"],
            ["1", "T+0:05", "Sore eyes", "At the station", "Many", "red", "x"],
        ]
        var options = MselOptions()
        options.columns = [
            "Summary of it": .field(.title), "Details": .field(.text), "More": .field(.text), "Colour": .extra,
            "Secret": .leftOut,
        ]
        let list = try #require(MselReading([sheet(rows)], options).sheets.first)
        #expect(list.rows[0][.title] == "Sore eyes" && list.rows[0][.text] == "At the station\nMany")
        #expect(list.rows[0].extra == ["Colour": "red"])
        #expect(list.extra == ["Colour"])
        #expect(list.samples[0] == ["1"] && list.samples[6] == ["x"])
        #expect(list.use(of: 6) == .leftOut && list.use(of: 5) == .extra && list.use(of: 4) == .field(.text))
        // A title taken away leaves the text to be one.
        options.columns["Summary of it"] = .extra
        let other = try #require(MselReading([sheet(rows)], options).sheets.first)
        #expect(other.rows[0][.title] == "At the station" && other.rows[0].extra["Summary\nof it"] == "Sore eyes")
    }

    @Test func `one row decides the order of day and month for its column`() throws {
        let list = try #require(
            MselReading([
                sheet([["Time", "Title", "Text"], ["5/8/2009 16:00", "a", "b"], ["5/13/2009 16:00", "c", "d"]])
            ]).sheets.first)
        #expect(list.rows.map { $0.time.value } == ["2009-05-08T16:00:00", "2009-05-13T16:00:00"])
    }

    @Test func `a day and a time of one row are joined`() throws {
        let list = try #require(
            MselReading([
                sheet([
                    ["Date", "Time", "Title"], ["2027-06-15", "0930", "a"], ["Day 2", "06:00", "b"],
                    ["15.06.2027", "0930B", "c"],
                ])
            ]).sheets.first)
        #expect(list.rows.map { $0.time.value } == ["2027-06-15T09:30:00", "D2 06:00:00", "2027-06-15T07:30:00Z"])
    }

    @Test func `expected actions belong to the inject above`() throws {
        let list = try #require(
            MselReading([
                sheet([
                    ["Event Number", "Event Type", "Message", "To"], ["1", "Inject", "The hall closes.", "A"],
                    ["2", "Expected Action", "A tells B.", "A"], ["3", "Contingency Inject", "A reminder.", "A"],
                ])
            ]).sheets.first)
        #expect(list.rows.map { $0[.expected] } == ["A tells B.", ""])
        #expect(list.rows.map(\.type) == ["standard", "contingency"])
        #expect(list.rows.map { $0[.title] } == ["The hall closes", "A reminder"])
        #expect(list.skipped == ["expected_action": 1])
    }

    @Test func `hidden sheets and those named old are not ticked, and a label in two sheets asks`() {
        let list = [["No", "Time", "Title"], ["1", "09:30", "a"]]
        let reading = MselReading([
            sheet(list, name: "One"), sheet(list, name: "Two"), sheet(list, name: "Old version"),
            sheet(list, name: "Hidden", isHidden: true), sheet([["Acronyms"], ["EOC", "x"]], name: "Words"),
        ])
        #expect(reading.sheets.map(\.name) == ["One", "Two", "Old version", "Hidden"])
        #expect(reading.sheets.map(\.isTicked) == [true, true, false, false])
        #expect(reading.sheets.map { $0.rows[0].state } == [.ready, .asks, .ready, .ready])
    }

    @Test func `more than 5,000 rows are counted, not read`() throws {
        let many = [["No", "Time", "Title"]] + (1...5_003).map { ["\($0)", "09:30", "a"] }
        let list = try #require(MselReading([sheet(many)]).sheets.first)
        #expect(list.rows.count == 5_000)
        #expect(list.skipped == ["left_out": 3])
    }

    @Test func `recipients come apart, countries with and do not`() {
        #expect(MselWords.recipients("A, B;C / D\nE + F and G") == ["A", "B", "C", "D", "E", "F", "G"])
        #expect(MselWords.recipients("Tous") == ["all"])
        #expect(MselWords.recipients("все") == ["all"])
        let whole: Set<String> = ["bosnia and herzegovina"]
        #expect(
            MselWords.recipients("Bosnia and Herzegovina, Serbia", whole: whole) == [
                "Bosnia and Herzegovina", "Serbia",
            ])
    }

    @Test func `channels have many words`() {
        let expected = [
            "call": "phone", "cell": "phone", "msg": "email", "e-mail": "email", "fax": "document",
            "handout": "document",
            "Tweet": "social", "Facebook": "social", "TV": "media", "radio news": "media", "verbal": "voice",
            "in person": "voice", "By telephone": "phone",
        ]
        for (word, channel) in expected { #expect(MselWords.channel(word) == channel, "\(word)") }
        #expect(MselWords.channel("telepathy") == nil)
    }
}
