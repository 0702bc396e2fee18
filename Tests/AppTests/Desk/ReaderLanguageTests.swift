@testable import App
import Domain
import Foundation
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

/// What a reader gets whose language nobody has written in, and what of a page is in the reader's language.
struct ReaderLanguageTests {
    @Test(arguments: TestEngine.allCases)
    func `a French reader sees the English text of a guide that nobody has translated yet, marked`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let desk = try await GuideDesk(site)
            try await desk.write("1", "Somebody **must** lead.")
            try await desk.write("2", "Second words.")
            try await GuideOperations.addLanguage(desk.visit, desk.event, "fr")
            try await desk.write("2", "Les autres mots.", language: "fr")
            let browser = await desk.world.browser(desk.world.member)
            let section = try await desk.section("1")
            let guide = "/events/\(desk.event)/guide"
            for path in ["\(guide)?language=fr", "\(guide)/sections/\(section)?language=fr"] {
                let page = try await browser.get(path)
                #expect(page.contains("<strong>must</strong>") && page.contains("lang=\"en\""), "\(path)")
                #expect(page.contains("English, not yet translated"), "\(path)")
            }
            let whole = try await browser.get("\(guide)?language=fr")
            #expect(whole.contains("Les autres mots.") && !whole.contains("Second words."))
            #expect(whole.text.components(separatedBy: "not yet translated").count == 2)
            // A language that the guide has not got at all.
            let russian = try await browser.get("\(guide)?language=ru")
            #expect(russian.contains("English, not yet translated") && russian.contains("<strong>must</strong>"))
            #expect(!(try await browser.get(guide)).contains("not yet translated"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `versions, comparisons and the text beside comments show numbers, no markers, and dates in words`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let desk = try await GuideDesk(site)
            let record = try await EvidenceOperations.number(
                desk.visit, desk.event, EvidenceReference(kind: .issue, target: desk.issue.id.description))
            try await desk.write("1", "Nobody leads \(CitationMarkers.text(record.number)).")
            let version = try await GuideVersionOperations.keep(desk.visit, desk.event, title: "First", note: "")
            try await desk.write("1", "Somebody leads \(CitationMarkers.text(record.number)) now.")
            let browser = await desk.world.browser(desk.world.facilitator)
            let section = try await desk.section("1")
            let guide = "/events/\(desk.event)/guide"
            let paths = [
                "\(guide)/versions/\(version.id)", "\(guide)/comparison?from=\(version.id)&to=now&all=1",
                "\(guide)/sections/\(section)/comments", guide,
            ]
            for path in paths {
                let page = try await browser.get(path)
                #expect(page.status == 200 && page.contains("[1]") && !page.contains("[@"), "\(path)")
            }
            for path in paths + ["\(guide)/review", "/account"] {
                let page = try await browser.get(path)
                let words = page.text.replacing(/<[^>]*>/, with: " ")
                #expect(words.firstMatch(of: /\b20\d\d-\d\d-\d\d\b/) == nil, "\(path)")
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a question that nobody edited is asked of each reader in their language`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(seats: 6, stage: .vote)
            let round = try await world.preparedRound()
            let facilitator = await world.browser(world.facilitator)
            let base = "/events/\(world.event)/rounds/\(round)"
            // Prepared by a French organiser, and left as the form began.
            func prepare(_ title: String) async throws {
                try await site.database.write { tx in
                    try tx.execute("UPDATE round SET title = \(UsualQuestion.kept(title)) WHERE id = \(round)")
                }
            }
            let french = UsualQuestion.of(.multivote).string(in: .french)
            #expect(french != UsualQuestion.of(.multivote).key)
            try await prepare(french)
            #expect(try await facilitator.post("\(base)/opening").status == 303)
            for language in Language.allCases {
                let reader = await world.browser(world.member)
                await reader.setCookie("roundtable_language", language.rawValue)
                let asked = UsualQuestion.of(.multivote).string(in: language)
                #expect(try await reader.get("/e/ZGRB").contains(asked), "\(language)")
                let wall = try await site.database.render(in: language) { reading in
                    try VoteScreen.projector(
                        try Room(world.event, reading), join: JoinAddress(url: "", short: ""), now: site.clock.now,
                        reading
                    ).content.text
                }
                #expect(wall.contains(asked), "\(language)")
            }
            // The organiser's own words are nobody's to translate.
            try await prepare("Que faire en premier ?")
            #expect(try await world.browser(world.member).get("/e/ZGRB").contains("Que faire en premier ?"))
        }
    }

    @Test(arguments: [
        (Language.french, "Asie centrale", "Îles Caïmans"), (.russian, "Центральная Азия", "Кайман"),
        (.arabic, "آسيا الوسطى", "كايمان"),
    ])
    func `regions of the starting data and territories have names in each language`(
        language: Language, region: String, territory: String
    ) async throws {
        #expect(Language.$current.withValue(language) { RegionWords.name("CA", "Central Asia").string() } == region)
        // What somebody named stays as named.
        #expect(RegionWords.name("CA", "Our region").string(in: language) == "Our region")
        try await TestSite.with(.sqlite) { site in
            try await site.database.write { [environment = site.environment] tx in
                try StartingData.load(tx, environment: environment)
            }
            let names = try await site.database.read { try DirectoryNames($0, language: language) }
            #expect(names.country("KY")?.contains(territory) == true)
            let codes = try StartingData.countries().map(\.code)
            let english = try await site.database.read { try DirectoryNames($0, language: .english) }
            let untranslated = codes.filter { names.country($0) == english.country($0) }
            // Some are called the same in French; Cyrillic and Arabic letters are never English ones.
            #expect(language == .french || untranslated.isEmpty, "\(untranslated)")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who refused reminders is still told of changes to the own account, in the own language`(engine: TestEngine)
        async throws
    {
        let mail = MailSettings(
            server: "smtp://127.0.0.1:1", user: nil, password: nil,
            from: MailAddress(name: "Roundtable", address: "roundtable@example.org"))
        try await TestSite.with(engine, mail: mail) { site in
            let world = try await site.world()
            try await site.database.write { [environment = site.environment] tx in
                let account = world.organiser.id
                let row = try AccountStore(tx).account(account)
                try MailStore.refuse(row.email, .reminder, at: 1, tx)
                try tx.execute("UPDATE participant SET language = 'fr' WHERE account_id = \(account)")
                try tx.execute("UPDATE account SET language = NULL WHERE id = \(account)")
                let settings = Settings(baseURL: "https://roundtable.test", mail: mail)
                try AccountNotice.passwordChanged.writeIn(Work(tx, environment), account, settings)
                try MailStore.refuse(row.email, .reminder, at: 2, tx)
            }
            let claimed = try await site.database.write {
                try MailStore.claim(at: .max / 2, for: 1, limit: 5, $0)
            }
            #expect(claimed.map(\.kind) == ["account"])
            #expect(claimed.first?.text.firstMatch(of: /\d{4}-\d\d-\d\d/) == nil)
        }
    }
}
