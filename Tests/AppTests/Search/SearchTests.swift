import Domain
import Foundation
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// The page and the API, and that nothing of what somebody may not see shows in them.
struct SearchTests {
    private struct Place: Sendable {
        let thread: ThreadWorld
        let other: TestAccount
        let outsider: TestSeat
        let programme: Programme.ID
        let event: Event.ID

        var world: World { thread.world }

        init(_ site: TestSite) async throws {
            thread = try await site.threadWorld()
            let maker = WorldMaker(environment: site.environment)
            (other, programme, event, outsider) = try await site.database.write { tx in
                let other = try maker.addAccount(tx, "Olga Other", "olga@example.org")
                let programme = try maker.addProgramme(tx, "Another programme", organiser: other.id)
                let event = try maker.addEvent(tx, programme, code: "ELSE")
                return (other, programme, event, try maker.addSeat(tx, event, "Otto", country: "SI", sector: "health"))
            }
        }

        /// Everybody, by name. The observer and the fourth seat come from Belgium, the member and the rapporteur from Croatia.
        func browsers() async -> [String: Browser] {
            var browsers: [String: Browser] = [:]
            let accounts = [
                "stranger": world.stranger, "facilitator": world.facilitator, "organiser": world.organiser,
                "administrator": world.administrator, "other organiser": other,
            ]
            for (name, account) in accounts { browsers[name] = await world.browser(account) }
            let seats = [
                "outsider": outsider, "member": world.member, "Belgian": world.seats[3], "observer": world.observer,
                "rapporteur": world.rapporteur,
            ]
            for (name, seat) in seats { browsers[name] = await world.browser(seat) }
            return browsers
        }
    }

    /// Something that not everybody may see: by whom it is found, and how a word comes into it.
    private struct Hidden: Sendable {
        let name: String
        let seenBy: Set<String>
        let plant: @Sendable (String, Transaction, Place) throws -> Void

        init(
            _ name: String, _ seenBy: Set<String>,
            _ plant: @escaping @Sendable (String, Transaction, Place) throws -> Void
        ) {
            (self.name, self.seenBy, self.plant) = (name, seenBy, plant)
        }
    }

    private static let runners: Set<String> = ["facilitator", "organiser"]
    private static let elsewhere: Set<String> = ["other organiser", "outsider"]
    private static let croatia: Set<String> = ["member", "rapporteur"]

    private static func pastCase(
        _ word: String, _ tx: Transaction, _ programme: Programme.ID, marking: String = "AMBER", retired: Bool = false
    ) throws {
        try tx.execute(
            """
            INSERT INTO past_case (id, programme_id, kind, title, happened_on, place, summary, marking, source, link, language,
                created_at, changed_at, retired_at)
            VALUES (\(UUID().uuidString.lowercased()), \(programme), 'event', \(word), '2020', '', \(word), \(marking), '', '', 'en', 1, 1,
                \(retired ? 1 : nil as Int64?))
            """)
    }

    private static let hidden: [Hidden] = [
        Hidden("a private sheet's situation", croatia) { word, tx, place in
            try tx.execute("UPDATE card SET text = \(word) WHERE id = \(place.thread.id("card secret wish"))")
        },
        Hidden("a private sheet's intervention", croatia) { word, tx, place in
            try tx.execute("UPDATE intervention SET lead = \(word) WHERE id = \(place.thread.id("a secret plan"))")
        },
        Hidden("who leads on an anonymous sheet", ["Belgian"]) { word, tx, place in
            try tx.execute("UPDATE intervention SET lead = \(word) WHERE id = \(place.thread.id("an anonymous plan"))")
        },
        Hidden("a round that is being prepared", runners) { word, tx, place in
            try tx.execute(
                """
                INSERT INTO round (id, event_id, number, title, method, settings, state, created_at)
                SELECT \(UUID().uuidString.lowercased()), event_id, 99, \(word), method, settings, 'draft', 1 FROM round
                WHERE id = \(place.thread.id("round"))
                """)
        },
        Hidden("an issue that was taken back", []) { word, tx, place in
            try tx.execute("UPDATE issue SET title = \(word) WHERE id = \(place.thread.id("withdrawn"))")
        },
        Hidden("a section that was taken out", []) { word, tx, place in
            try tx.execute("UPDATE section_text SET title = \(word) WHERE section_id = \(place.thread.id("section"))")
            try tx.execute("UPDATE guide_section SET removed_at = 1 WHERE id = \(place.thread.id("section"))")
        },
        Hidden("a case of another programme", elsewhere) { word, tx, place in
            try pastCase(word, tx, place.programme)
        },
        Hidden("a case that is for named persons", []) { word, tx, place in
            try pastCase(word, tx, place.world.programme, marking: "RED")
        },
        Hidden("a case that is no longer offered", []) { word, tx, place in
            try pastCase(word, tx, place.world.programme, retired: true)
        },
        Hidden("an event of another programme", elsewhere) { word, tx, place in
            try tx.execute("UPDATE event SET place = \(word) WHERE id = \(place.event)")
        },
        Hidden("another programme", ["other organiser"]) { word, tx, place in
            try tx.execute("UPDATE programme SET summary = \(word) WHERE id = \(place.programme)")
        },
        Hidden("somebody who wants to be seen by nobody", ["administrator"]) { word, tx, _ in
            try tx.execute(
                """
                INSERT INTO person (id, name_key, sort_key, search, given_name, family_name, languages, expertise, created_at,
                    changed_at, visible_to)
                VALUES (\(UUID().uuidString.lowercased()), \(word), \(word), \(word), \(word), \(word), '[]', '[]', 1, 1, 'nobody')
                """)
        },
        Hidden("the name of who wrote", runners) { word, tx, place in
            try tx.execute("UPDATE participant SET name = \(word) WHERE id = \(place.world.seats[4].id)")
            try tx.execute(
                "UPDATE issue SET participant_id = \(place.world.seats[4].id) WHERE id = \(place.thread.id("channel"))")
        },
        Hidden("a plan that nobody uses", runners) { word, tx, place in
            try tx.execute(
                """
                INSERT INTO group_plan (id, event_id, number, title, note, created_at)
                VALUES (\(UUID().uuidString.lowercased()), \(place.world.event), 9, '', \(word), 1)
                """)
        },
        Hidden("a statement that was dropped", []) { word, tx, place in
            try tx.execute(
                """
                UPDATE card SET text = \(word)
                WHERE id = (SELECT card_id FROM outline_statement WHERE event_id = \(place.world.event) ORDER BY position LIMIT 1)
                """)
            try tx.execute(
                """
                UPDATE outline_statement SET state = 'dropped'
                WHERE card_id IN (SELECT id FROM card WHERE text = \(word))
                """)
        },
        Hidden("what a delegation is still talking about", []) { word, tx, _ in
            try tx.execute("UPDATE adoption_proposal SET note = \(word)")
        },
        Hidden("mails, former words, and names of accounts", []) { word, tx, place in
            try tx.execute("UPDATE outgoing_mail SET text = \(word), subject = \(word), name = \(word)")
            try tx.execute("UPDATE card_revision SET text = \(word)")
            try tx.execute("UPDATE guide_version SET note = \(word)")
            try tx.execute("UPDATE account SET name = \(word) WHERE id = \(place.world.stranger.id)")
        },
    ]

    /// To who may not see it, a page of a word that stands in something hidden is the page of a word that stands nowhere: to the byte.
    @Test(arguments: TestEngine.allCases)
    func `what is not somebody's to see changes no number, no order and no words`(engine: TestEngine) async throws {
        try await TestSite.with(engine, apiLimit: 0) { site in
            let place = try await Place(site)
            let browsers = await place.browsers()
            let words = Self.hidden.indices.map { "zymurg\(Character(UnicodeScalar(UInt8(97 + $0))))" }
            var before: [String: String] = [:]
            // Beside others that everybody in the room finds.
            for (name, browser) in browsers { before[name] = try await browser.get("/search?q=lists").text }
            try await site.database.write { tx in
                for (hidden, word) in zip(Self.hidden, words) { try hidden.plant(word, tx, place) }
            }
            for (name, browser) in browsers where name != "stranger" {
                let nowhere = try await browser.get("/search?q=zymurgz").text
                #expect(nowhere.contains("zymurgz") && !nowhere.contains("<mark>"))
                for (hidden, word) in zip(Self.hidden, words) {
                    let page = try await browser.get("/search?q=\(word)")
                    if hidden.seenBy.contains(name) {
                        #expect(page.text.contains("<mark>\(word)</mark>"), "\(name) does not find \(hidden.name)")
                    } else {
                        let same = page.text.replacing(word, with: "zymurgz")
                        #expect(page.status == 200 && same == nowhere, "\(name) finds \(hidden.name)")
                    }
                }
                if !Self.runners.contains(name) {
                    #expect(try await browser.get("/search?q=lists").text == before[name], "\(name)")
                }
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `while the room collects in silence, issues are found by their authors and by who runs it`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let place = try await Place(site)
            let (event, mine) = (place.world.event, place.thread.id("channel"))
            try await site.database.write { tx in
                try tx.execute(
                    "UPDATE workshop SET stage = 'collect', issues_visible = FALSE WHERE event_id = \(event)")
                try tx.execute("UPDATE issue SET participant_id = \(place.world.member.id) WHERE id = \(mine)")
            }
            for (name, browser) in await place.browsers() {
                let finds = Self.runners.contains(name) || name == "member"
                let page = try await browser.get("/search?q=secure+channel&kind=issue")
                #expect(page.text.contains("<mark>secure</mark>") == finds, "\(name)")
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an anonymous sheet is found without its country`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let place = try await Place(site)
            let member = try await place.world.browser(place.world.member).get("/search?q=anonymous+plan")
            #expect(member.contains("<mark>anonymous</mark>") && !member.contains("Belgium"))
            let own = try await place.world.browser(place.world.seats[3]).get("/search?q=anonymous+plan")
            #expect(own.contains("<mark>anonymous</mark>") && own.contains("Belgium"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `each kind shows its best, and all of it page by page`(engine: TestEngine) async throws {
        try await TestSite.with(engine, apiLimit: 0) { site in
            let world = try await site.world(stage: .merge)
            try await site.database.write { tx in
                for number in 1...60 {
                    try tx.execute(
                        """
                        INSERT INTO issue (id, event_id, topic_id, kind, language, title, explanation, created_at, changed_at)
                        VALUES (\(site.environment.id(Issue.ID.self)), \(world.event), \(world.topics[0]), 'contributed', 'en',
                            \("Radio <b>\(number)"), '', 1, 1)
                        """)
                }
            }
            let browser = await world.browser(world.member)
            func count(_ page: Page) -> Int { page.text.ranges(of: "<mark>Radio</mark> &lt;b&gt;").count }
            let all = try await browser.get("/search?q=rádio")
            #expect(count(all) == SearchPage.best && all.contains("All 60"))
            var numbers: [Int] = []
            for number in ["", "2", "3", "4", "-1", "x"] {
                let page = try await browser.get("/search?q=radio&kind=issue&page=\(number)")
                numbers.append(count(page))
                #expect(page.contains("of 60"))
            }
            #expect(numbers == [25, 25, 10, 10, 25, 25])
            #expect(try await browser.get("/search?q=radio&kind=person").contains("Nothing of this kind"))
            #expect(try await browser.get("/search?q=radio&kind=nonsense").contains("All 60"))
            #expect(try await browser.get("/search?q=%00%FF").status < 500)
            let api = world.api(world.member)
            var cursor = ""
            var ids: Set<String> = []
            repeat {
                let reply = try await api.send(.get, "/api/v1/search?q=radio&limit=25\(cursor)")
                #expect(reply.items.count <= 25 && reply.items.allSatisfy { $0["kind"] as? String == "issue" })
                ids.formUnion(reply.items.compactMap { $0["id"] as? String })
                cursor = reply.text("next").isEmpty ? "" : "&cursor=\(reply.text("next"))"
            } while !cursor.isEmpty
            #expect(ids.count == 60)
            #expect(try await api.send(.get, "/api/v1/search?q=radio&kind=thing").status == 422)
            #expect(try await api.send(.get, "/api/v1/search?q=radio&cursor=thing").status == 422)
        }
    }
}
