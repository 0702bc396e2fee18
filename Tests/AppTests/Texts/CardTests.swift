@testable import App
import Domain
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

struct CardTests {
    // MARK: Two people on one card

    @Test(arguments: TestEngine.allCases)
    func `two rapporteurs edit the same card, one offline for ten minutes, and both texts are there`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let cards = try await CardWorld(site, text: "Who leads is not agreed.")
            let base = "Who leads is not agreed."
            for (number, more) in [
                "Radios differ.", "Radios differ. Lists are old.", "Radios differ. Lists are old. Nobody drills.",
            ].enumerated() {
                site.clock.advance(seconds: 120)
                let before = try await cards.text(cards.table)
                try await cards.write(
                    cards.table, as: cards.members[0], base: before, "\(base) \(more)", key: "a\(number)")
            }
            site.clock.advance(seconds: 240)
            let stored = try await cards.write(
                cards.table, as: cards.members[1], base: base,
                "Who leads is not agreed in time. Health waits for police.", key: "b")
            #expect(
                stored.text
                    == "Who leads is not agreed in time. Health waits for police. Radios differ. Lists are old. Nobody drills."
            )
            #expect(try await cards.text(cards.table) == stored.text)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a sending that is repeated after a lost answer changes nothing`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let cards = try await CardWorld(site)
            let first = try await cards.write(cards.table, as: cards.members[0], base: "", "Alpha", key: "k")
            let other = try await cards.write(
                cards.table, as: cards.members[1], base: "Alpha", "A changed beginning", key: "k")
            let again = try await cards.write(cards.table, as: cards.members[0], base: "", "Alpha", key: "k")
            #expect(again.text == other.text)
            #expect(again.revision == first.revision + 1)
            #expect(
                try await site.journal("event:\(cards.event)/table:\(cards.group)") == [
                    "card.revision", "card.revision",
                ])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a text that was corrected under the same key is stored`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let cards = try await CardWorld(site)
            try await cards.write(cards.table, as: cards.members[0], base: "", "Alpha", key: "k")
            try await cards.write(cards.table, as: cards.members[0], base: "Alpha", "Alpha and more", key: "k")
            #expect(try await cards.text(cards.table) == "Alpha and more")
        }
    }

    // MARK: History

    @Test(arguments: TestEngine.allCases)
    func `what one person types within half a minute is one revision, and what the other writes its own`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let cards = try await CardWorld(site)
            let (ana, boris) = (cards.members[0], cards.members[1])
            for text in ["A", "Al", "Alpha"] {
                try await cards.write(cards.table, as: ana, base: try await cards.text(cards.table), text)
                site.clock.advance(seconds: 2)
            }
            try await cards.write(cards.table, as: boris, base: "Alpha", "Alpha Beta")
            try await cards.write(cards.table, as: ana, base: "Alpha Beta", "Alpha Beta Gamma")
            site.clock.advance(seconds: 31)
            try await cards.write(cards.table, as: ana, base: "Alpha Beta Gamma", "Alpha Beta Gamma Delta")
            let revisions = try await cards.revisions(cards.table)
            #expect(revisions.map(\.text) == ["Alpha Beta Gamma Delta", "Alpha Beta Gamma", "Alpha Beta", "Alpha", ""])
            #expect(revisions.map(\.writer) == [ana.name, ana.name, boris.name, ana.name, nil])
            #expect(revisions[0].number == 7)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a text that somebody empties at once stays in the history and can be brought back`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let cards = try await CardWorld(site)
            let long = "A long sentence that somebody wrote with care, and that nobody wants to lose."
            try await cards.write(cards.table, as: cards.members[0], base: "", long)
            try await cards.write(cards.table, as: cards.members[0], base: long, "")
            let kept = try #require(try await cards.revisions(cards.table).first { $0.text == long })
            try await CardOperations.restore(
                try await cards.world.visit(cards.members[1]), cards.event, cards.table, revision: kept.number)
            #expect(try await cards.text(cards.table) == long)
            #expect(try await cards.revisions(cards.table).count == 4)
            #expect(try await site.journal("event:\(cards.event)/table:\(cards.group)").last == "card.restoration")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the history shows who wrote what, word by word, to those of the table`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let cards = try await CardWorld(site, text: "Radios are shared.")
            try await cards.write(
                cards.table, as: cards.members[0], base: "Radios are shared.", "Radios are never <b>shared</b>.")
            let path = Paths.card(cards.event, cards.table)
            let page = try await cards.world.browser(cards.members[1]).get(path)
            #expect(page.status == 200)
            #expect(page.contains("<ins>never") && page.contains(cards.members[0].name))
            #expect(!page.contains("<b>shared"))
            #expect(try await cards.world.browser(cards.world.seats[4]).get(path).status == 403)
            let back = try await cards.world.browser(cards.members[1]).post(
                Paths.cardRestoration(cards.event, cards.table), ["revision": "1"])
            #expect(back.location == path)
            #expect(try await cards.text(cards.table) == "Radios are shared.")
        }
    }

    // MARK: Who may write

    @Test(arguments: TestEngine.allCases)
    func `at a table its members write, a rapporteur and who runs the room`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let cards = try await CardWorld(site)
            let world = cards.world
            for seat in cards.members + [world.rapporteur] {
                #expect(
                    try await cards.refusal { try await cards.write(cards.table, as: seat, base: "", seat.name) } == nil
                )
            }
            for account in [world.facilitator, world.organiser] {
                #expect(
                    try await cards.refusal { try await cards.write(cards.table, as: account, base: "", account.name) }
                        == nil)
            }
            for seat in [world.seats[4], world.observer] {
                #expect(
                    try await cards.refusal { try await cards.write(cards.table, as: seat, base: "", "x") }
                        == "not-your-card")
            }
            #expect(
                try await cards.refusal { try await cards.write(cards.table, as: world.stranger, base: "", "x") }
                    == "not-found")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `before the analysis only who runs the room writes`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let cards = try await CardWorld(site, stage: .groups)
            #expect(
                try await cards.refusal { try await cards.write(cards.table, as: cards.members[0], base: "", "x") }
                    == "card-closed")
            #expect(
                try await cards.refusal {
                    try await cards.write(cards.table, as: cards.world.facilitator, base: "", "x")
                } == nil)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a country's private sheet is its delegation's alone`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let cards = try await CardWorld(site, stage: .envision)
            let (world, card) = (cards.world, cards.delegation)
            #expect(
                try await cards.refusal { try await cards.write(card, as: world.seats[2], base: "", "ours") } == nil)
            #expect(
                try await cards.refusal { try await cards.write(card, as: world.seats[4], base: "", "x") }
                    == "not-found")
            #expect(
                try await cards.refusal { try await cards.write(card, as: world.facilitator, base: "", "x") }
                    == "not-found")
            #expect(try await world.browser(world.organiser).get(Paths.card(cards.event, card)).status == 404)
            try await site.database.write { tx in
                try tx.execute("UPDATE sheet SET publication = 'named' WHERE id = \(cards.sheet)")
            }
            #expect(
                try await cards.refusal {
                    try await cards.write(card, as: world.facilitator, base: "ours", "ours, and help")
                } == "not-your-card")
            #expect(
                try await cards.refusal { try await cards.write(card, as: world.seats[4], base: "", "x") }
                    == "not-your-card")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the guide is written by rapporteurs and who runs the room`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let cards = try await CardWorld(site, stage: .guide)
            #expect(
                try await cards.refusal {
                    try await cards.write(cards.guide, as: cards.world.rapporteur, base: "", "a")
                } == nil)
            #expect(
                try await cards.refusal { try await cards.write(cards.guide, as: cards.members[0], base: "", "x") }
                    == "forbidden")
        }
    }

    // MARK: Bad input

    @Test(arguments: TestEngine.allCases)
    func `what is too long is refused in words, and what two wrote together may be longer`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let cards = try await CardWorld(site)
            let (mine, theirs) = (String(repeating: "mine ", count: 790), String(repeating: "theirs ", count: 560))
            #expect(
                try await cards.refusal {
                    try await cards.write(
                        cards.table, as: cards.members[0], base: "", String(repeating: "x", count: 4_001))
                } == "card-too-long")
            try await cards.write(cards.table, as: cards.members[0], base: "", theirs)
            let both = try await cards.write(cards.table, as: cards.members[1], base: "", mine)
            #expect(both.text.contains("mine mine") && both.text.contains("theirs theirs"))
            #expect(
                try await cards.refusal {
                    try await cards.write(cards.table, as: cards.members[0], base: both.text, both.text + "more")
                } == "card-too-long")
            let shorter = String(both.text.dropLast(100))
            #expect(
                try await cards.refusal {
                    try await cards.write(cards.table, as: cards.members[0], base: both.text, shorter)
                } == nil)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `pictures alone and nothing at all are fine, control characters go`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let cards = try await CardWorld(site)
            let ana = cards.members[0]
            #expect(try await cards.write(cards.table, as: ana, base: "", "👩‍🚒🔥").text == "👩‍🚒🔥")
            #expect(try await cards.write(cards.table, as: ana, base: "👩‍🚒🔥", "").text.isEmpty)
            #expect(try await cards.write(cards.table, as: ana, base: "", "  \r\n ").text.isEmpty)
            let cleaned = try await cards.write(cards.table, as: ana, base: "", "one\r\ntwo\u{0}\u{202E}\tthree ")
            #expect(cleaned.text == "one\ntwo three ")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a long Cyrillic section fits into the form, and ten megabytes are refused in words`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let cards = try await CardWorld(site, stage: .guide)
            let browser = await cards.world.browser(cards.world.rapporteur)
            let path = Paths.cardText(cards.event, cards.guide)
            let text = String(repeating: "Безопасность ", count: 3_000)
            try await browser.post(path, ["base": "", "text": text], fragment: true)
            let page = try await browser.post(path, ["base": text, "text": text + "конец", "key": "k"], fragment: true)
            #expect(page.status == 200)
            #expect(try await cards.text(cards.guide) == text + "конец")
            let huge = try await browser.post(
                path, ["base": "", "text": String(repeating: "x", count: 10_000_000)], fragment: true)
            #expect(huge.status == 413)
            #expect(huge.contains("larger than the server accepts"))
        }
    }

    // MARK: Faces

    @Test(arguments: TestEngine.allCases)
    func `without the client module the form leads back, and a refused text stands in it again`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let cards = try await CardWorld(site)
            let browser = await cards.world.browser(cards.members[0])
            let path = Paths.cardText(cards.event, cards.table)
            await browser.setHeader(.referer, "https://roundtable.test/events/\(cards.event)/tables/\(cards.group)")
            let stored = try await browser.post(path, ["base": "", "text": "Ünïcode\r\nlines"])
            #expect(stored.status == 303)
            #expect(stored.location == "/events/\(cards.event)/tables/\(cards.group)")
            #expect(try await cards.text(cards.table) == "Ünïcode\nlines")
            let long = "<b>" + String(repeating: "y", count: 4_000)
            let refused = try await browser.post(path, ["base": "Ünïcode\nlines", "text": long])
            #expect(refused.status == 422)
            #expect(refused.contains("&lt;b&gt;yyyy") && refused.contains("aria-invalid"))
            await browser.setHeader(.referer, "https://elsewhere.example//evil")
            #expect(
                try await browser.post(path, ["base": "a", "text": "b"]).location
                    == Paths.card(cards.event, cards.table))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `programs read and write a card`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let cards = try await CardWorld(site, text: "one")
            let browser = site.browser()
            await browser.setHeader(.authorization, "Bearer \(cards.members[0].link)")
            let path = Paths.apiCard(cards.event, cards.table)
            let page = try await browser.send(.put, path, [:], Array(#"{"base":"one","text":"one two"}"#.utf8))
            #expect(page.status == 200 && page.contains(#""revision":2"#) && page.contains(#""text":"one two""#))
            #expect(try await browser.get(path).contains(#""limit":4000"#))
            await browser.setHeader(.authorization, "Bearer \(cards.world.seats[4].link)")
            #expect(try await browser.send(.put, path, [:], Array(#"{"base":"one","text":"x"}"#.utf8)).status == 403)
        }
    }
}
