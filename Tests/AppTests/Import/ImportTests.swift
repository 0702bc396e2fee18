@testable import App
import StorageTestSupport
import Testing
import TestSupport
import Web

/// Importing people: a preview that stores nothing, and a confirmation that stores all or nothing.
struct ImportTests {
    private func upload(_ browser: Browser, _ csv: String, to path: String = "/directory/people/import") async throws
        -> String
    {
        let page = try await browser.upload(path, field: "file", fileName: "people.csv", Array(csv.utf8))
        // What is asked first is tried in ImportAskingTests; here the questions are passed over.
        return try #require(page.location, "\(page.text.prefix(3000))").replacing("/questions", with: "")
    }

    private let people = """
        Given name,Family name,E-mail,Country,Sector,Organisation,Languages,Areas of expertise
        Ana,Primjer,ana@example.org,Croatia,Health,Institute A,"hr, English","epidemiology, logistics"
        Boris,Ogled,boris@example.org,HRV,security,Institute B,hr,
        Cara,Wrong,not-an-address,Nowhere,Health,,,
        Ana,Primjer,ANA@example.org,HR,,,,
        """

    @Test(arguments: TestEngine.allCases)
    func `a preview says what will happen with each row and stores nobody`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let browser = await world.browser(world.organiser)
            let preview = try await browser.get(try await upload(browser, people))
            #expect(preview.status == 200)
            #expect(preview.contains("New person"))
            #expect(preview.contains("no country is called “Nowhere”"))
            #expect(preview.contains("not written as name@example.org"))
            #expect(preview.contains("The same person as in row 2."))
            #expect(preview.contains("2 organisations are added"))
            #expect(try await site.count("SELECT COUNT(*) FROM person") == 0)
            #expect(try await site.count("SELECT COUNT(*) FROM organisation") == 0)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `confirming adds the good rows, and the others can be downloaded with their reasons`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let browser = await world.browser(world.organiser)
            let draft = try await upload(browser, people)
            let done = try await browser.follow(try await browser.post(draft + "/confirmation"))
            #expect(done.contains("What was imported"))
            #expect(try await site.count("SELECT COUNT(*) FROM person") == 2)
            #expect(try await site.count("SELECT COUNT(*) FROM organisation") == 2)
            let out = try await browser.get(draft + "/left-out/csv")
            #expect(out.contains("Cara,Wrong,not-an-address"))
            #expect(out.contains("The same person as in row 2."))
            let sheet = try SheetFile.read(try await browser.get(draft + "/left-out/xlsx").bytes, name: "a.xlsx")
            #expect(sheet.lines.count == 3)
            // Twice is once.
            try await browser.post(draft + "/confirmation")
            #expect(try await site.count("SELECT COUNT(*) FROM person") == 2)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a known e-mail is an update of the fields that the file fills`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let visit = try await world.visit(world.organiser)
            let id = try await DirectoryOperations.createPerson(
                visit,
                PersonFields(
                    givenName: "Ana", familyName: "Primjer", email: "ana@example.org", country: "HR", languages: ["hr"])
            )
            let browser = await world.browser(world.organiser)
            let draft = try await upload(
                browser, "Nom;Prénom;Courriel;Secteur\nPrimjer-Nova;Ana;ana@example.org;Santé\n")
            let preview = try await browser.get(draft)
            #expect(preview.contains("Update"))
            #expect(preview.contains("<del dir=\"auto\">Primjer</del>"))
            try await browser.post(draft + "/confirmation")
            let stored = try await site.database.read { try PersonStore($0).person(id).fields }
            #expect(stored.familyName == "Primjer-Nova")
            #expect(stored.country == "HR")
            #expect(stored.languages == ["hr"])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the same name and country is a choice of the person who imports`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let visit = try await world.visit(world.organiser)
            for (name, email) in [("One", "one@example.org"), ("Two", nil), ("Three", nil)] as [(String, String?)] {
                _ = try await DirectoryOperations.createPerson(
                    visit, PersonFields(givenName: "Ana", familyName: name, email: email, country: "HR"))
            }
            let browser = await world.browser(world.organiser)
            let draft = try await upload(
                browser,
                "First name,Surname,Email,Country\nAna,One,other@example.org,HR\nAna,Two,two@example.org,HR\nAna,Three,three@example.org,HR\n"
            )
            #expect(try await browser.get(draft).contains("Same name and country"))
            let done = try await browser.follow(try await browser.post(draft + "/confirmation", ["choice-4": "leave"]))
            #expect(done.contains("Left out by choice"))
            // One has another e-mail, so the row is another person unless told otherwise; Two is updated; Three is left as it was.
            #expect(try await site.count("SELECT COUNT(*) FROM person") == 4)
            #expect(try await site.count("SELECT COUNT(*) FROM person WHERE email = 'two@example.org'") == 1)
            #expect(try await site.count("SELECT COUNT(*) FROM person WHERE email = 'three@example.org'") == 0)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a directory that changed meanwhile is previewed again and nothing is stored`(engine: TestEngine) async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let browser = await world.browser(world.organiser)
            let draft = try await upload(browser, people)
            let visit = try await world.visit(world.organiser)
            _ = try await DirectoryOperations.createPerson(
                visit, PersonFields(givenName: "Boris", familyName: "Ogled", email: "boris@example.org", country: "HR"))
            let again = try await browser.follow(try await browser.post(draft + "/confirmation"))
            #expect(again.contains("The directory has changed since the preview."))
            #expect(again.contains("have changed: 3."))
            #expect(try await site.count("SELECT COUNT(*) FROM person") == 1)
            try await browser.post(draft + "/confirmation")
            #expect(try await site.count("SELECT COUNT(*) FROM person") == 2)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `participants come from a file into the directory and the event`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(seats: 0)
            let browser = await world.browser(world.organiser)
            let before = try await site.count("SELECT COUNT(*) FROM participant")
            let draft = try await upload(
                browser,
                "Full name,Country,Role\n\"Primjer, Ana\",HR,Observer\nBoris Ogled,HR,\nEva Lead,HR,Organiser\n",
                to: "/events/\(world.event)/people/import")
            let preview = try await browser.get(draft)
            #expect(preview.contains("Joins the event as: Observer"))
            #expect(preview.contains("“Organiser” is not known"))
            try await browser.post(draft + "/confirmation")
            #expect(try await site.count("SELECT COUNT(*) FROM person") == 2)
            #expect(try await site.count("SELECT COUNT(*) FROM participant") == before + 2)
            #expect(
                try await site.count(
                    "SELECT COUNT(*) FROM participant WHERE person_id IS NOT NULL AND role = 'observer'") == 1)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a preview belongs to the account that made it, and to its event`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let draft = try await upload(await world.browser(world.organiser), people)
            let other = await world.browser(world.administrator)
            #expect(try await other.get(draft).status == 404)
            #expect(try await other.post(draft + "/confirmation").status == 404)
            #expect(try await world.browser(world.stranger).get(draft).status == 403)
            #expect(try await site.browser().get(draft).status == 303)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what was exported imports as no change`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let browser = await world.browser(world.organiser)
            try await browser.post(try await upload(browser, people) + "/confirmation")
            for format in TableFormat.allCases {
                let file = try await browser.get("/directory/people/export/\(format.rawValue)")
                let page = try await browser.upload(
                    "/directory/people/import", field: "file", fileName: format == .xlsx ? "a.xlsx" : "a.csv",
                    file.bytes)
                let preview = try await browser.get(try #require(page.location, "\(page.text)"))
                #expect(preview.contains("In the directory, no change"))
                #expect(!preview.contains("New person"))
                #expect(!preview.contains(">Update<"))
            }
        }
    }
}
