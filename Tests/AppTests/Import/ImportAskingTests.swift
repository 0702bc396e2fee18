import Domain
import Foundation
import StorageTestSupport
import Synchronization
import TestSupport
import Testing
import Web

@testable import App

/// Files of people as ministries send them: what is clear is understood, what is not is asked, nothing is half imported.
struct ImportAskingTests {
    private static let upload = "/directory/people/import"

    private func send(_ browser: Browser, _ bytes: [UInt8], _ name: String = "people.csv", to path: String = upload)
        async throws
        -> String
    {
        let page = try await browser.upload(path, field: "file", fileName: name, bytes)
        return try #require(page.location, "\(page.text.prefix(3000))")
    }

    private func send(_ browser: Browser, _ csv: String, to path: String = upload) async throws -> String {
        try await send(browser, Array(csv.utf8), to: path)
    }

    @Test(arguments: TestEngine.allCases)
    func `title rows, an unknown column and two spellings of a country are asked once and imported`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let browser = await world.browser(world.organiser)
            let asked = try await send(
                browser,
                """
                Ministry of Invented Affairs,,,,
                "List of participants, 30 November 2026",,,,
                ,,,,
                Vorname,Nachname,E-Mail-Adresse,Land,Anreise
                Ana,Primjer,ana@example.org,Österreich,29 November
                Boris,Ogled,boris@example.org,Osterreich (Wien),30 November
                Cara,Uzorak,cara@example.org,Magyarország,
                Dora,Uzorak,dora@example.org,Osterreich (Wien),
                Total,4,,,
                """)
            #expect(asked.hasSuffix("/questions"))
            let page = try await browser.get(asked)
            #expect(page.contains("Anreise") && page.contains("29 November"))
            #expect(page.contains("Osterreich (Wien)") && !page.contains("name=\"value-country-3\""))
            let draft = asked.replacing("/questions", with: "")
            let answered = try await browser.post(
                asked,
                [
                    "heading": "4", "column-E": "note", "spelling-country-0": "Osterreich (Wien)",
                    "value-country-0": "AT",
                ])
            #expect(answered.location == draft)
            let preview = try await browser.get(draft)
            #expect(
                preview.contains("look like totals and are skipped: 9.")
                    && preview.contains("kept as notes: Anreise"))
            try await browser.post(draft + "/confirmation")
            #expect(try await site.count("SELECT COUNT(*) FROM person") == 4)
            #expect(try await site.count("SELECT COUNT(*) FROM person WHERE country = 'AT'") == 3)
            #expect(try await site.count("SELECT COUNT(*) FROM person WHERE country = 'HU'") == 1)
            let ana = try await site.database.read { try PersonStore($0).person(email: "ana@example.org") }
            #expect(ana?.fields.note == "Anreise: 29 November")

            // The next file with this heading is understood by itself.
            let next = try await send(
                browser,
                "Vorname,Nachname,E-Mail-Adresse,Land,Anreise\nEva,Nova,eva@example.org,Osterreich (Wien),28 November\n"
            )
            #expect(!next.hasSuffix("/questions"))
            try await browser.post(next + "/confirmation")
            let eva = try await site.database.read { try PersonStore($0).person(email: "eva@example.org") }
            #expect(eva?.fields.country == "AT" && eva?.fields.note == "Anreise: 28 November")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a whole name that can be cut in two ways is asked`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let browser = await world.browser(world.organiser)
            let asked = try await send(browser, "Name,E-mail\nNguyen Van Anh,a@example.org\nZORIĆ Ana,z@example.org\n")
            #expect(try await browser.get(asked).contains("Which part is the family name?"))
            try await browser.post(asked, ["heading": "1", "order": "family-first"])
            try await browser.post(asked.replacing("/questions", with: "/confirmation"))
            let people = try await site.database.read { try PersonStore($0).everybody() }
            #expect(Set(people.map(\.fields.familyName)) == ["Nguyen", "ZORIĆ"])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a second import says what changes, and changes the seat too`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(seats: 0)
            let browser = await world.browser(world.organiser)
            let path = "/events/\(world.event)/people/import"
            let head = "Given name,Family name,E-mail,Country,Sector,Organisation,Role\n"
            let first = try await send(
                browser, head + "Ana,Primjer,ana@example.org,HR,Health,Institute,Participant\n", to: path)
            try await browser.post(first + "/confirmation")
            let second = try await send(
                browser, head + "Ana,Primjer,ana@example.org,Slovak Republic,Polizei,,Observer\n", to: path)
            let preview = try await browser.get(second)
            #expect(preview.contains("<del dir=\"auto\">Health</del> → ") && preview.contains("the seat changes:"))
            try await browser.post(second + "/confirmation")
            #expect(
                try await site.count(
                    "SELECT COUNT(*) FROM participant WHERE sector = 'security' AND country = 'SK' AND role = 'observer'"
                ) == 1)
            #expect(try await site.count("SELECT COUNT(*) FROM participant WHERE organisation = 'Institute'") == 1)
            #expect(
                try await site.count("SELECT COUNT(*) FROM person WHERE sector = 'security' AND country = 'SK'") == 1)
            // The same once more changes nothing.
            let third = try await send(
                browser, head + "Ana,Primjer,ana@example.org,Slovakia,Police,,Observer\n", to: path)
            #expect(try await browser.get(third).contains("In the directory, no change"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a seat that says something else than the directory is changed as well`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(seats: 0)
            let browser = await world.browser(world.organiser)
            let path = "/events/\(world.event)/people/import"
            let csv = "Given name,Family name,E-mail,Country\nAna,Primjer,ana@example.org,HR\n"
            try await browser.post(try await send(browser, csv, to: path) + "/confirmation")
            try await site.database.write { tx in
                try tx.execute("UPDATE participant SET country = 'AT' WHERE person_id IS NOT NULL")
            }
            let again = try await send(browser, csv, to: path)
            #expect(try await browser.get(again).contains("the seat changes:"))
            try await browser.post(again + "/confirmation")
            #expect(
                try await site.count("SELECT COUNT(*) FROM participant WHERE person_id IS NOT NULL AND country = 'HR'")
                    == 1)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a seat that changed since the preview is planned again`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(seats: 0)
            let browser = await world.browser(world.organiser)
            let path = "/events/\(world.event)/people/import"
            let csv = "Given name,Family name,E-mail,Country\nAna,Primjer,ana@example.org,HR\n"
            try await browser.post(try await send(browser, csv, to: path) + "/confirmation")
            let draft = try await send(browser, csv, to: path)
            try await site.database.write { tx in
                try tx.execute("UPDATE participant SET country = 'AT' WHERE person_id IS NOT NULL")
            }
            let again = try await browser.follow(try await browser.post(draft + "/confirmation"))
            #expect(again.contains("have changed: 2."))
            #expect(try await site.count("SELECT COUNT(*) FROM participant WHERE country = 'AT'") == 1)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `planning a large file holds no writer up`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let visit = try await world.visit(world.organiser)
            let rows = (0..<4_000).map { "Ana,Person \($0),p\($0)@example.org,Österreich,Polizei\n" }.joined()
            let file = ImportOperations.File(
                bytes: Array(("Given name,Family name,E-mail,Country,Sector\n" + rows).utf8), name: "a.csv")
            let isPlanned = Mutex(false)
            async let planned = {
                let page = try await ImportOperations.preview(visit, .directory, file)
                isPlanned.withLock { $0 = true }
                return page
            }()
            for _ in 0..<5 {
                try await site.database.write { tx in
                    try tx.execute(
                        "INSERT INTO setting (name, value) VALUES ('probe', '1') ON CONFLICT (name) DO NOTHING")
                }
            }
            // Each waited for all of the planning before.
            #expect(!isPlanned.withLock { $0 })
            _ = try await planned
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a file without a name is asked about, not refused`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let browser = await world.browser(world.organiser)
            let asked = try await send(browser, "Colour,Who\nred,Ana Primjer\nblue,Bo Ogled\n")
            #expect(try await browser.get(asked).contains("One column is needed and was not found."))
            let draft = asked.replacing("/questions", with: "")
            #expect(try await browser.get(draft).location == asked)
            #expect(try await browser.post(draft + "/confirmation").status == 404)
            try await browser.post(asked, ["heading": "1", "column-B": "full-name", "column-A": ""])
            try await browser.post(draft + "/confirmation")
            #expect(try await site.count("SELECT COUNT(*) FROM person") == 2)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the sheets of a workbook and the encoding of a text can be chosen`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let browser = await world.browser(world.organiser)
            let book = try XLSXWriter.write([
                WorkbookSheet(name: "Read me", header: ["About this list"], rows: [["Please keep it up to date."]]),
                WorkbookSheet(name: "2025", header: ["Given name", "Family name"], rows: [["Old", "Person"]]),
                WorkbookSheet(name: "2026", header: ["Given name", "Family name"], rows: [["New", "Person"]]),
            ])
            let asked = try await send(browser, book, "a.xlsx")
            #expect(try await browser.get(asked).contains("value=\"2025\" selected"))
            let again = try await browser.post(asked, ["sheet": "2026", "heading": "1"])
            try await browser.post(asked.replacing("/questions", with: "/confirmation"))
            #expect(again.location == asked.replacing("/questions", with: ""))
            #expect(try await site.count("SELECT COUNT(*) FROM person WHERE given_name = 'New'") == 1)

            let page = WindowsPage.scalars(.windows1251)
            let cyrillic = "Имя;Фамилия;Страна;Сектор\nОльга;Пример;Молдавия;защита населения\n".unicodeScalars.map {
                scalar in
                scalar.isASCII ? UInt8(scalar.value) : page.firstIndex(of: scalar).map { UInt8($0 + 128) } ?? 63
            }
            let draft = try await send(browser, cyrillic)
            #expect(!draft.hasSuffix("/questions"))
            #expect(try await browser.get(draft).contains("Windows-1251"))
            try await browser.post(draft + "/confirmation")
            #expect(
                try await site.count("SELECT COUNT(*) FROM person WHERE country = 'MD' AND sector = 'civil-protection'")
                    == 1)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a damaged letter and an error of the spreadsheet leave their row out, with the reason`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let browser = await world.browser(world.organiser)
            let good = Array("Given name,Family name\nŽeljka,Primjer\nИван,Ђорђевић\nAna,S".utf8)
            let asked = try await send(browser, good + [0xE3] + Array("o\n".utf8))
            let draft = asked.replacing("/questions", with: "")
            #expect(try await browser.get(draft).contains("Family name: a letter is damaged in “S�o”."))
            try await browser.post(draft + "/confirmation")
            #expect(try await site.count("SELECT COUNT(*) FROM person") == 2)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the interface for programs asks and answers the same`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let client = try await world.api(world.organiser)
            let csv = Data("Given name,Family name,Country,Colour\nAna,Primjer,Atlantis,red\n".utf8)
                .base64EncodedString()
            for path in ["/api/v1/people/imports", "/api/v1/events/\(world.event)/imports"] {
                #expect(try await client.send(.post, path, ["fileName": "a.csv", "content": "%"]).status == 422)
                let draft = try await client.send(.post, path, ["fileName": "a.csv", "content": csv])
                #expect(draft.status == 201 && draft["isOpen"] as? Bool == true)
                let place = "\(path)/\(draft.text("id"))"
                let wrong: [String: Any] = ["spellings": [["field": "country", "text": "Atlantis", "means": "QQ"]]]
                #expect(try await client.send(.put, place + "/answers", wrong).status == 422)
                let answers: [String: Any] = [
                    "columns": [["letters": "D", "means": "note"]],
                    "spellings": [["field": "country", "text": "ATLANTIS", "means": "GR"]],
                ]
                let answered = try await client.send(.put, place + "/answers", answers)
                #expect(answered.status == 200 && answered["isOpen"] as? Bool == false)
                let rows = try await client.send(.get, place + "/rows")
                #expect(rows.items.count == 1)
                let done = try await client.send(.post, place + "/confirmation", [String: Any]())
                #expect(done.status == 200 && done["isDone"] as? Bool == true)
                #expect(try await client.send(.delete, place).status == 200)
                #expect(try await client.send(.get, place).status == 404)
            }
            #expect(
                try await site.count("SELECT COUNT(*) FROM person WHERE country = 'GR' AND note = 'Colour: red'") == 1)
            #expect(try await site.count("SELECT COUNT(*) FROM participant WHERE country = 'GR'") == 1)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `countries are known in many languages and by their official names`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            _ = try await site.world()
            let vocabulary = try await site.database.read { try PeopleVocabulary($0) }
            let countries: [(String, String)] = [
                ("Österreich", "AT"), ("Magyarország", "HU"), ("Bosnia and Herzegovina", "BA"),
                ("Bosna i Hercegovina", "BA"),
                ("Slovak Republic", "SK"), ("Republic of Moldova", "MD"), ("Moldova, Republic of", "MD"),
                ("Deutschland", "DE"),
                ("Türkiye", "TR"), ("Turkey", "TR"), ("Czechia", "CZ"), ("The Czech Republic", "CZ"),
                ("Côte d'Ivoire", "CI"),
                ("Cote d’Ivoire", "CI"), ("Ivory Coast", "CI"), ("Hrvatska", "HR"), ("ХОРВАТИЯ", "HR"), ("HRV", "HR"),
                ("hr", "HR"),
                ("Republic of Korea", "KR"), ("Democratic Republic of the Congo", "CD"), ("Congo (Brazzaville)", "CG"),
                ("Lao PDR", "LA"), ("المغرب", "MA"), ("Кыргызская Республика", "KG"), ("Україна", "UA"),
                ("საქართველო", "GE"),
                ("Հայաստան", "AM"), ("Ελλάδα", "GR"), ("Kingdom of the Netherlands", "NL"), ("U.K.", "GB"),
                ("Viet Nam", "VN"),
                ("North Macedonia", "MK"), ("Guinea", "GN"), ("Guinea-Bissau", "GW"), ("Niger", "NE"),
                ("Nigeria", "NG"),
                ("Dominican Republic", "DO"), ("Dominica", "DM"), ("Russian Federation", "RU"), ("Узбекистан", "UZ"),
            ]
            for (name, code) in countries { #expect(vocabulary.code("country", name) == code, "\(name)") }
            for name in ["Congo", "Korea", "Nowhere", "Republic", "The", ""] {
                #expect(vocabulary.code("country", name) == nil || name == "Congo", "\(name)")
            }
            let sectors: [(String, String)] = [
                ("Police", "security"), ("Polizei", "security"), ("Feuerwehr", "civil-protection"),
                ("Fire service", "civil-protection"),
                ("Fire & Rescue Service", "civil-protection"), ("health", "health"), ("santé", "health"),
                ("защита населения", "civil-protection"), ("protection civile", "civil-protection"),
                ("МЧС", "civil-protection"),
                ("الدفاع المدني", "civil-protection"), ("Bomberos", "civil-protection"),
                ("Ministry of Health", "health"),
            ]
            for (word, code) in sectors { #expect(vocabulary.code("sector", word) == code, "\(word)") }
            #expect(vocabulary.code("role", "Beobachter") == "observer")
        }
    }
}

/// What the importer understands of a table, without a database.
struct ImportReaderTests {
    private struct Words: ImportVocabulary {
        func code(_ field: String, _ spelling: String) -> String? {
            ["hr": "HR", "croatia": "HR"][spelling.lowercased()]
        }
        func options(_ field: String) -> [(value: String, label: Message)] { [("HR", .verbatim("Croatia"))] }
    }

    private let reader = ImportReader(shape: ImportColumn.shape(isForEvent: false), vocabulary: Words())

    private func sheet(_ rows: [[String]], merges: [MergedCells] = []) -> FileTable {
        var sheet = FileTable(lines: rows.enumerated().map { FileTable.Line(number: $0.offset + 1, cells: $0.element) })
        sheet.lines.removeAll(where: \.isBlank)
        sheet.columns = Array(0..<(rows.map(\.count).max() ?? 0))
        sheet.merges = merges
        return sheet
    }

    @Test func `headings are recognised in eight languages and with decorations`() {
        let shape = reader.shape
        let headings: [(String, String)] = [
            ("E-mail *", "email"), ("Email:", "email"), ("COURRIEL", "email"), ("E-Mail-Adresse", "email"),
            ("Correo electrónico", "email"),
            ("Posta elettronica", "email"), ("البريد الإلكتروني", "email"), ("Электронная почта", "email"),
            ("Given name(s)", "given-name"),
            ("Prénom", "given-name"), ("Vorname", "given-name"), ("Apellidos", "family-name"),
            ("Cognome", "family-name"),
            ("Фамилия", "family-name"), ("País", "country"), ("Land", "country"), ("Paese", "country"),
            ("Name", "full-name"),
            ("Einrichtung", "organisation"), ("Secteur", "sector"), ("Country (ISO)", "country"),
        ]
        for (heading, field) in headings { #expect(shape.recognise(heading) == .sure(field), "\(heading)") }
        #expect(shape.recognise("Country of residence") == .likely("country"))
        #expect(shape.recognise("Dietary needs") == .unknown)
    }

    @Test func `a heading of two lines is one heading`() throws {
        let content = try reader.read(
            sheet(
                [
                    ["Participant", "", "Contact", ""], ["First name", "Last name", "E-mail", "Country"],
                    ["Ana", "Primjer", "ana@example.org", "HR"],
                ], merges: [MergedCells(rows: 1...1, columns: 0...1)]), ImportAnswers())
        #expect(content.columns.map(\.field) == ["given-name", "family-name", "email", "country"])
        #expect(content.lines.count == 1 && content.headingRow == 2 && !content.isOpen)
        let other = try reader.read(
            sheet([
                ["Name", "", "E-mail", "Country"], ["Given name", "Family name", "", ""],
                ["Ana", "Primjer", "ana@example.org", "HR"],
            ]), ImportAnswers())
        #expect(other.columns.map(\.field) == ["given-name", "family-name", "email", "country"])
    }

    @Test(arguments: [
        ["Name", "Vorname"], ["Apellidos", "Nombre"], ["Cognome", "Nome"], ["Nom", "Prénom"], ["Surname", "Name"],
    ])
    func `a name beside another part of the name is the other part`(heading: [String]) throws {
        let content = try reader.read(sheet([heading, ["Primjer", "Ana"]]), ImportAnswers())
        #expect(content.columns.map(\.field) == ["family-name", "given-name"] && !content.isOpen)
    }

    @Test func `neither a title nor the first entry is part of the heading`() throws {
        let content = try reader.read(
            sheet([
                ["Participants", "", ""], ["No.", "Name", "Role"], ["1", "Ana Primjer", "Participant"],
                ["", "Bo Ogled", "Participant"],
            ]), ImportAnswers())
        #expect(content.header == ["No.", "Name", "Role"])
        #expect(content.lines.map(\.number) == [3, 4] && content.column("full-name")?.letters == "B")
        let short = try reader.read(sheet([["Name", "Role"], ["Ana Primjer", "Participant"]]), ImportAnswers())
        #expect(short.lines.map(\.number) == [2])
    }

    @Test func `cells merged downwards are filled and said`() throws {
        let content = try reader.read(
            sheet(
                [
                    ["Country", "Given name", "Family name"], ["HR", "Ana", "A"], ["", "Bo", "B"], ["", "Cy", "C"],
                    ["", "Di", "D"],
                ],
                merges: [MergedCells(rows: 2...4, columns: 0...0)]), ImportAnswers())
        #expect(content.lines.map { content.cell("country", $0) } == ["HR", "HR", "HR", ""])
        #expect(content.notes == ["2 cells were filled from the merged cells above them."])
    }

    @Test func `cells merged over columns are filled where the column takes it, and named where not`() throws {
        let content = try reader.read(
            sheet(
                [
                    ["Family name", "Organisation", "Expertise", "No.", "Country", "E-mail"],
                    ["A", "Fire service", "", "Croatia", "", "a@example.org"],
                    ["B", "", "", "", "Croatia", ""], ["C", "Ministry", "", "7", "", "c@example.org"],
                    ["", "", "", "", "HR", ""],
                ],
                merges: [
                    MergedCells(rows: 2...2, columns: 1...2), MergedCells(rows: 2...2, columns: 3...4),
                    MergedCells(rows: 3...3, columns: 0...1), MergedCells(rows: 4...4, columns: 1...2),
                    MergedCells(rows: 4...5, columns: 3...4),
                ]), ImportAnswers())
        #expect(content.lines.map { content.cell("expertise", $0) } == ["Fire service", "", "Ministry", ""])
        #expect(content.lines.map { content.cell("country", $0) } == ["Croatia", "Croatia", "", "HR"])
        #expect(content.lines.map { content.cell("organisation", $0) } == ["Fire service", "", "Ministry", ""])
        #expect(
            content.notes == [
                "1 cell was filled from the merged cell above it.",
                "3 cells were filled from the merged cells beside them.",
                "Cells are merged across columns that cannot all take their text; such a column stays empty. Look at these rows: 3, 4.",
            ])
    }

    @Test func `an area that is merged down and across is filled whole`() throws {
        let content = try reader.read(
            sheet(
                [
                    ["No.", "Country", "Family name"], ["Croatia", "", "A"], ["", "", "B"], ["", "", "C"],
                ], merges: [MergedCells(rows: 2...3, columns: 0...1)]), ImportAnswers())
        #expect(content.lines.map { content.cell("country", $0) } == ["Croatia", "Croatia", ""])
    }

    @Test func `a title over several columns between the rows is passed over and said`() throws {
        let content = try reader.read(
            sheet(
                [
                    ["Given name", "Family name", "Country"], ["Delegation of Croatia", "", ""], ["Ana", "A", "HR"],
                    ["Observers", "", ""], ["Bo", "B", ""],
                ],
                merges: [MergedCells(rows: 2...2, columns: 0...2), MergedCells(rows: 4...4, columns: 0...1)]),
            ImportAnswers())
        #expect(content.lines.map(\.number) == [3, 5])
        #expect(content.skipped.map(\.reason) == [.title, .title])
        #expect(
            content.notes == [
                "These rows are one text over several columns, like a title, and are skipped: 2, 4."
            ])
    }

    @Test func `a heading that is repeated and a total are passed over`() throws {
        let content = try reader.read(
            sheet([
                ["Given name", "Family name"], ["Ana", "A"], ["Given name", "Family name"], ["Bo", "B"],
                ["Total", "2"],
            ]), ImportAnswers())
        #expect(content.lines.map(\.number) == [2, 4])
        #expect(content.skipped == [.init(number: 3, reason: .heading), .init(number: 5, reason: .total)])
    }

    @Test func `a column without a clear heading is asked with three samples`() throws {
        let content = try reader.read(
            sheet([
                ["Family name", "Contact", "Colour"], ["A", "a@example.org", "red"], ["B", "b@example.org", "blue"],
                ["C", "c@example.org", "red"], ["D", "d@example.org", "green"], ["E", "e@example.org", "pink"],
            ]), ImportAnswers())
        #expect(content.columns.map(\.field) == ["family-name", "email", ""])
        #expect(content.columns.map(\.certainty) == [.sure, .likely, .unknown])
        #expect(content.columns[2].samples == ["red", "blue", "green"] && content.isOpen)
    }

    @Test(arguments: [
        ("Zorić, Ana", "Ana", "Zorić", false), ("ZORIĆ Ana Maria", "Ana Maria", "ZORIĆ", false),
        ("Ana ZORIĆ", "Ana", "ZORIĆ", false),
        ("Ana Zorić", "Ana", "Zorić", true), ("Ludwig van Beethoven", "Ludwig", "van Beethoven", true),
        ("Ana", "", "Ana", false),
    ])
    func `a whole name is cut`(name: String, given: String, family: String, isOpen: Bool) {
        let parts = PersonName.parts(name, .givenFirst)
        #expect(parts.given == given && parts.family == family)
        #expect(PersonName.isOpen(name) == isOpen)
    }
}
