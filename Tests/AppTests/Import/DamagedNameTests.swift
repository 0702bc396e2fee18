import Domain
import Foundation
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// Names that were damaged before the file was made are somebody's question, never silently somebody's name.
struct DamagedNameTests {
    @Test(arguments: [
        ("JosÃ©", "José"), ("GrÃ¼ner", "Grüner"), ("NovÃ¡k", "Novák"), ("Å½eljka Ä\u{90}orÄ‘eviÄ‡", "Željka Đorđević"),
        ("Ð˜Ð²Ð°Ð½", "Иван"), ("РЎРµСЂРіРµР№", "Сергей"), ("Ã\u{81}lvaro", "Álvaro"), ("JosÃƒÂ©", "José"),
        ("KovÃ¡cs ЈУ", "Kovács ЈУ"),
    ])
    func `UTF-8 that was read as a code page of Windows is known, and what it was`(damaged: String, meant: String) {
        #expect(DamagedText.find(damaged, isName: true) == .misread(as: meant))
    }

    @Test(arguments: ["?ahin", "Gr??ner", "Ivani?", "Anne-?ve", "O'?il"])
    func `a question mark in a word of a name stands for a letter`(name: String) {
        #expect(DamagedText.find(name, isName: true) == .questionMark)
        #expect(DamagedText.find(name, isName: false) == nil)
    }

    @Test(arguments: [
        "José", "Grüner", "Željka Đorđević", "Иван Рівненський", "Рівне", "SÃO", "Þór", "Αντωνία", "Đặng Thị", "محمد",
        "Ana (?)",
        "Ana ?", "L’Épée", "„Spaß“", "Ministère de l’Intérieur « DGSCGC »", "Straße", "Ørsted", "Çağrı", "Łukasz",
        "Ó Súilleabháin",
    ])
    func `a name that is whole is left alone`(name: String) {
        #expect(DamagedText.find(name, isName: true) == nil)
    }

    private func questions(_ browser: Browser, _ csv: String) async throws -> String {
        let page = try await browser.upload(
            "/directory/people/import", field: "file", fileName: "people.csv", Array(csv.utf8))
        return try #require(page.location, "\(page.text.prefix(3000))")
    }

    private static let file = """
        Given name,Family name,Organisation
        Ana,Primjer,Institute
        Mehmet,?ahin,Institute
        JosÃ©,Nov\u{FFFD}k,Institute
        JosÃ©,Gruber,Gr??ner Institut
        MarÃ\u{AD}a,Prueba,Institute

        """

    @Test(arguments: TestEngine.allCases)
    func `rows whose names look damaged are asked about, with their rows, and left out where nobody says otherwise`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let browser = await world.browser(world.organiser)
            let asked = try await questions(browser, Self.file)
            try #require(asked.hasSuffix("/questions"))
            let page = try await browser.get(asked)
            #expect(page.contains("Letters that look damaged") && page.contains("<bdi>?ahin</bdi>"))
            #expect(page.contains("Read it as “José”") && page.contains(">4, 5</td>"))
            // Whoever passes the questions by imports none of them.
            let draft = asked.replacing("/questions", with: "")
            #expect(try await browser.get(draft).contains("Family name: a letter is damaged in “?ahin”."))
            try await browser.post(draft + "/confirmation")
            #expect(try await site.count("SELECT COUNT(*) FROM person") == 1)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what looks damaged is mended, kept or left out as was answered`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let browser = await world.browser(world.organiser)
            let asked = try await questions(browser, Self.file)
            let draft = asked.replacing("/questions", with: "")
            try await browser.post(
                asked,
                [
                    "heading": "1", "damaged-0": "?ahin", "damage-0": "keep", "damaged-1": "JosÃ©", "damage-1": "mend",
                    "damaged-2": "Nov\u{FFFD}k", "damage-2": "leave", "damaged-3": "Gr??ner Institut",
                    "damage-3": "leave",
                    // Another text than the page showed answers nothing.
                    "damaged-4": "MarÃ", "damage-4": "keep",
                ])
            #expect(try await browser.get(draft).contains("Family name: a letter is damaged in “Nov\u{FFFD}k”."))
            try await browser.post(draft + "/confirmation")
            let people = try await site.database.read { try PersonStore($0).everybody() }
            #expect(Set(people.map(\.fields.fullName)) == ["Ana Primjer", "Mehmet ?ahin"])
            let again = try await questions(browser, "Given name,Family name\nJosÃ©,Gruber\n")
            try await browser.post(again, ["heading": "1", "damaged-0": "JosÃ©", "damage-0": "mend"])
            try await browser.post(again.replacing("/questions", with: "/confirmation"))
            #expect(try await site.count("SELECT COUNT(*) FROM person WHERE given_name = 'José'") == 1)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `programs are asked about damaged names too`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let client = try await world.api(world.organiser)
            let file = Data("Given name,Family name\nJosÃ©,Gruber\nMehmet,?ahin\n".utf8).base64EncodedString()
            let path = "/api/v1/people/imports"
            let draft = try await client.send(.post, path, ["fileName": "a.csv", "content": file])
            #expect(draft["isOpen"] as? Bool == true)
            let damaged = try #require(draft["damaged"] as? [[String: Any]])
            #expect(damaged.map { $0["mended"] as? String } == ["José", nil])
            let place = "\(path)/\(draft.text("id"))"
            let wrong: [String: Any] = ["damaged": [["text": "JosÃ©", "means": "guess"]]]
            #expect(try await client.send(.put, place + "/answers", wrong).status == 422)
            let answers: [String: Any] = ["damaged": [["text": "JosÃ©", "means": "mend"]]]
            let answered = try await client.send(.put, place + "/answers", answers)
            #expect(answered["isOpen"] as? Bool == false)
            _ = try await client.send(.post, place + "/confirmation", [String: Any]())
            let people = try await site.database.read { try PersonStore($0).everybody() }
            #expect(people.map(\.fields.fullName) == ["José Gruber"])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `which columns are kept as notes and which are dropped is told before the import`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let browser = await world.browser(world.organiser)
            // "Bemerkung" is understood by its heading: nothing is open, and still it is said.
            let draft = try await questions(browser, "Vorname,Nachname,Bemerkung\nAna,Primjer,isst vegetarisch\n")
            #expect(!draft.hasSuffix("/questions"))
            let preview = try await browser.get(draft)
            #expect(
                preview.contains("Columns without a field of their own")
                    && preview.contains("kept as notes: Bemerkung."))
            #expect(preview.contains("above all about health"))
            let page = try await browser.get(draft + "/questions").text
            let box = try #require(page.firstRange(of: "columns that are understood"))
            #expect(
                page[..<box.lowerBound].contains("Bemerkung") && page[..<box.lowerBound].contains("isst vegetarisch"))
            try await browser.post(draft + "/questions", ["heading": "1", "column-C": ""])
            #expect(try await browser.get(draft).contains("Columns that are not used: Bemerkung."))
            try await browser.post(draft + "/confirmation")
            #expect(try await site.count("SELECT COUNT(*) FROM person WHERE note <> ''") == 0)
        }
    }
}
