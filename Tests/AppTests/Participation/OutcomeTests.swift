@testable import App
import Domain
import Foundation
import StorageTestSupport
import Testing
import TestSupport
import Web

let outcomeScenarios = """
    GET    /events/:event/note                                                  owners
    POST   /events/:event/note                                                  owners  303
    POST   /events/:event/note/release                                          owners  409
    POST   /events/:event/note/withdrawal                                       owners  303
    GET    /notes/:event                                                        everyone  404
    GET    /events/:event/funder                                                owners
    POST   /events/:event/funder/count                                          owners  303
    GET    /events/:event/funder/:file                                          owners
    GET    /programmes/:programme/funder/:file                                  owners
    POST   /api/v1/events/:event/funder                                         owners  422
    GET    /api/v1/events/:event/funder/:file                                   owners
    """

let outcomeScreens = """
    - organiser     en note          /events/:event/note
    - organiser     en funder        /events/:event/funder
    """

struct OutcomeTests {
    @Test
    func `a group of fewer than five is never told, nor found by what is left`() {
        #expect(SafeCounts.names(["HR", "BE", "", "HR"]).isEmpty, "one of each would be told")
        #expect(SafeCounts.names(["HR", "BE", "", "HR", "HR"]) == ["BE", "HR"])
        #expect(SafeCounts(Array(repeating: "HR", count: 7) + Array(repeating: "BE", count: 2)).rows.map(\.name) == [])
        let counts = SafeCounts(
            Array(repeating: "HR", count: 7) + Array(repeating: "AT", count: 5) + ["BE", "BE", "SI"] + ["", ""])
        #expect(counts.rows.map(\.name) == ["HR", "AT"] && counts.others == 5 && counts.all == 17)
        // Three others alone would be known from the whole: the smallest that is told joins them.
        let few = SafeCounts(Array(repeating: "HR", count: 7) + Array(repeating: "AT", count: 5) + ["BE", "BE", "SI"])
        #expect(few.rows.map(\.name) == ["HR"] && few.others == 8)
        #expect(SafeCounts([]).others == 0)
        for seed in 0..<200 {
            let values = (0..<(seed % 40)).map { "\(($0 * 7 + seed * 13) % 9)" }
            let safe = SafeCounts(values)
            #expect(safe.rows.allSatisfy { $0.count >= 5 } && safe.all == values.count)
            #expect(safe.others == 0 || safe.others >= 5 || safe.rows.isEmpty)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a note is there for anybody only of an event that is CLEAR, and names only who agreed`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world(seats: 6)
            let (browser, event) = (await world.browser(world.organiser), world.event)
            let (path, open) = ("/events/\(event)/note", "/notes/\(event)")
            #expect(try await browser.get(path).contains("What came of it"))
            // The marking is one word in every direction of writing.
            try await browser.post("/language", ["to": "ar", "back": "/help"])
            #expect(try await browser.get(path).contains("TLP:GREEN</bdi>"))
            try await browser.post("/language", ["to": "en", "back": "/help"])
            #expect(
                try await browser.post(
                    path, ["outcome-en": "A common list of contacts.", "outcome-fr": "Une liste commune."]
                ).status == 303)
            #expect(try await browser.post("\(path)/release").status == 409)
            let seat = world.seats[0].id
            try await site.database.write {
                try $0.execute("UPDATE event SET marking = 'CLEAR' WHERE id = \(event)")
                try $0.execute("UPDATE participant SET naming_agreed_at = 1 WHERE id = \(seat)")
            }
            #expect(try await site.browser().get(open).status == 404)
            #expect(try await browser.post("\(path)/release").status == 303)
            let note = try await site.browser().get(open)
            #expect(note.contains("A common list of contacts.") && !note.contains("Person 1"))
            #expect(try await site.browser(language: "fr").get(open).contains("Une liste commune."))
            try await browser.post("\(path)/release", ["names": "1"])
            let named = try await site.browser().get(open)
            #expect(named.contains("Person 1") && !named.contains("Person 2"))
            try await site.database.write { try $0.execute("UPDATE event SET marking = 'AMBER' WHERE id = \(event)") }
            #expect(try await site.browser().get(open).status == 404)
            #expect(try await browser.post("\(path)/withdrawal").status == 303)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a released note tells the figures of its release, whoever is removed later`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(seats: 6)
            let (browser, event, path) = (
                await world.browser(world.organiser), world.event, "/events/\(world.event)/note"
            )
            let seat = world.seats[0].id
            try await site.database.write {
                try $0.execute("UPDATE event SET marking = 'CLEAR' WHERE id = \(event)")
                try $0.execute("UPDATE participant SET country = 'RS', naming_agreed_at = 1 WHERE id = \(seat)")
            }
            try await browser.post(path, ["outcome-en": "A common list of contacts."])
            #expect(try await browser.post("\(path)/release", ["names": "1"]).status == 303)
            let guest = site.browser()
            let before = try await guest.get("/notes/\(event)")
            #expect(before.contains("Serbia") && before.contains("Person 1"))
            try await site.database.write {
                try $0.execute("UPDATE participant SET state = 'removed' WHERE id = \(seat)")
            }
            let after = try await guest.get("/notes/\(event)")
            #expect(after.contains("Serbia") && !after.contains("Person 1"))
            try await browser.post("\(path)/release", ["names": "1"])
            #expect(try await !guest.get("/notes/\(event)").contains("Serbia"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the report to the funder is one file of one event or of all, and names nobody`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world(seats: 12)
            let visit = try await world.visit(world.organiser)
            _ = try await BudgetOperations.writeLine(
                visit, world.event, nil, BudgetLineFields(title: "Tickets", category: "travel", ceiling: "9000"))
            _ = try await ObjectiveOperations.add(visit, world.event, ObjectiveInput(text: "One list for all"))
            let browser = await world.browser(world.organiser)
            #expect(try await browser.get("/events/\(world.event)/funder").status == 200)
            for path in ["/events/\(world.event)/funder/report", "/programmes/\(world.programme)/funder/report"] {
                let page = try await browser.get("\(path).html")
                #expect(page.status == 200 && page.contains("One list for all") && page.contains("Tickets"))
                #expect(page.contains("9\u{202F}000.00") && !page.contains("Person 1"))
                #expect(try await browser.get("\(path).md").status == 200)
                #expect(try await browser.get("\(path).exe").status == 404)
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a report to the funder tells of people what was counted on purpose, until it is counted anew`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(seats: 12)
            let (browser, event, path) = (
                await world.browser(world.organiser), world.event, "/events/\(world.event)/funder"
            )
            func marks() async throws -> [Bool] {
                let pages = [
                    try await browser.get("\(path)/report.md"),
                    try await browser.get("/programmes/\(world.programme)/funder/report.md"),
                ]
                return pages.map { $0.contains("| Montenegro |") }
            }
            for seat in world.seats.prefix(5) {
                try await site.database.write {
                    try $0.execute("UPDATE participant SET country = 'ME' WHERE id = \(seat.id)")
                }
            }
            let first = try await browser.get(path).text
            #expect(first.contains("have not been counted"))
            // To be counted first, then to be taken away.
            let order = try ["Count the people", "Download the report"].map { try #require(first.range(of: $0)) }
            #expect(order[0].lowerBound < order[1].lowerBound)
            #expect(try await marks() == [false, false])
            #expect(try await browser.post("\(path)/count", ["after": "0"]).status == 303)
            #expect(try await marks() == [true, true])
            #expect(try await browser.get(path).contains("Report no. 1"))
            let gone = world.seats[0].id
            try await site.database.write {
                try $0.execute("UPDATE participant SET state = 'removed' WHERE id = \(gone)")
            }
            // Four would be joined to the others.
            #expect(try await marks() == [true, true])
            #expect(try await browser.post("\(path)/count", ["after": "1"]).status == 303)
            #expect(try await marks() == [false, false])
            // Pressed twice, it counts once.
            #expect(try await browser.post("\(path)/count", ["after": "1"]).status == 303)
            #expect(try await site.count("SELECT COUNT(*) FROM funder_report") == 2)
        }
    }
}
