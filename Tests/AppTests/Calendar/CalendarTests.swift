import Domain
import Foundation
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

let calendarScenarios = """
    GET    /calendar                                accounts
    POST   /calendar/feed                           accounts  303
    POST   /calendar/feed/revocation                accounts  303
    POST   /calendar/programmes/:programme/feed             accounts  404,organiser=303,facilitator=303
    POST   /calendar/programmes/:programme/feed/revocation  accounts  404,organiser=303,facilitator=303
    GET    /calendar/feeds/:token/roundtable.ics    everyone
    GET    /events/:event/event.ics                 room
    GET    /api/v1/calendar                         accounts
    """

let calendarScreens = """
    - organiser     en calendar         /calendar
    - organiser     ar calendar         /calendar
    """

/// Reads a calendar as RFC 5545 says, and refuses what it does not allow.
private struct ReadCalendar {
    struct Broken: Error { let reason: String }

    /// Each with its properties, by name with parameters.
    private(set) var events: [[String: String]] = []
    private(set) var head: [String: String] = [:]

    init(_ text: String) throws {
        guard text.hasSuffix("\r\n"), !text.replacing("\r\n", with: "").contains(where: \.isNewline) else {
            throw Broken(reason: "lines end with CR LF")
        }
        let raw = text.components(separatedBy: "\r\n").dropLast()
        guard raw.allSatisfy({ $0.utf8.count <= 75 && !$0.isEmpty }) else { throw Broken(reason: "a line is too long") }
        var lines: [String] = []
        for line in raw {
            // By bytes: what a line goes on with may join the space before it to one character.
            if line.utf8.first == 32 {
                lines[lines.count - 1] += String(line.unicodeScalars.dropFirst())
            } else {
                lines.append(line)
            }
        }
        guard lines.first == "BEGIN:VCALENDAR", lines.last == "END:VCALENDAR" else {
            throw Broken(reason: "no calendar")
        }
        var event: [String: String]?
        for line in lines.dropFirst().dropLast() {
            guard let colon = line.firstIndex(of: ":") else { throw Broken(reason: "no colon: \(line)") }
            let (name, value) = (String(line[..<colon]), String(line[line.index(after: colon)...]))
            switch line {
            case "BEGIN:VEVENT": event = [:]
            case "END:VEVENT":
                events.append(event ?? [:])
                event = nil
            default:
                guard (event ?? head)[name] == nil else { throw Broken(reason: "\(name) stands twice") }
                if event == nil { head[name] = value } else { event?[name] = value }
            }
        }
        guard head["VERSION"] == "2.0", head["PRODID"] != nil else { throw Broken(reason: "no version") }
        for event in events where event["UID"] == nil || event["DTSTAMP"] == nil {
            throw Broken(reason: "an event without UID or DTSTAMP")
        }
    }

    static func plain(_ text: String?) -> String {
        (text ?? "").replacing("\\n", with: "\n").replacing("\\,", with: ",").replacing("\\;", with: ";").replacing(
            "\\\\", with: "\\")
    }
}

struct CalendarTests {
    private static func entry(
        _ title: String, _ time: CalendarEntry.Time, marking: String = "GREEN", place: String = "Zagreb"
    ) -> CalendarEntry {
        CalendarEntry(
            id: "event-1", title: title, kind: .verbatim("Workshop"), part: nil, time: time, place: place,
            path: "/events/1", marking: marking, changedAt: 1_701_248_400_000)
    }

    private static func file(_ entries: [CalendarEntry]) -> CalendarFile {
        CalendarFile(
            name: "Roundtable", entries: entries, settings: Settings(baseURL: "https://roundtable.test"),
            host: "roundtable.test",
            language: .english)
    }

    @Test
    func `whole days are dates, and end before the day after the last`() throws {
        let read = try ReadCalendar(Self.file([Self.entry("Workshop", .days("2024-02-28", "2024-02-29"))]).text)
        #expect(read.events[0]["DTSTART;VALUE=DATE"] == "20240228")
        #expect(read.events[0]["DTEND;VALUE=DATE"] == "20240301")
        #expect(read.events[0]["DTSTAMP"] == "20231129T090000Z")
    }

    @Test
    func `moments are UTC, whatever the clocks of the place do`() throws {
        // In Zagreb the clocks go back in this night.
        let (start, end): (Int64, Int64) = (1_698_535_800_000, 1_698_543_000_000)
        let read = try ReadCalendar(
            Self.file([Self.entry("Vote", .moments(start, end, zone: "Europe/Zagreb"))]).text)
        #expect(read.events[0]["DTSTART"] == "20231028T233000Z" && read.events[0]["DTEND"] == "20231029T013000Z")
    }

    @Test(arguments: [
        "Plain", "Семинар по готовности к чрезвычайным ситуациям; обмен опытом, и ещё раз: обмен опытом",
        "ورشة عمل مشتركة بين القطاعات حول التأهب للطوارئ وتبادل الخبرات بين البلدان المشاركة فيها",
        "Back\\slash, semi;colon\nEND:VEVENT\r\nX:1\u{7}", String(repeating: "👩🏽‍🚒", count: 30), "",
        String(repeating: "x", count: 500),
    ])
    func `any text comes out as it went in, in short lines, and ends none`(title: String) throws {
        let read = try ReadCalendar(
            Self.file([Self.entry(title, .days("2026-11-30", "2026-11-30"), place: title)]).text)
        #expect(read.events.count == 1)
        let plain = title.replacing("\r\n", with: "\n").filter { $0 != "\u{7}" }
        #expect(ReadCalendar.plain(read.events[0]["SUMMARY"]) == plain)
    }

    @Test(arguments: ["9999-12-31", "0001-01-01"])
    func `the ends of the calendar break nothing`(day: String) throws {
        let read = try ReadCalendar(Self.file([Self.entry("Far", .days(day, day))]).text)
        #expect(read.events[0]["DTSTART;VALUE=DATE"] == day.filter { $0 != "-" })
        #expect(CalendarSpan(String(day.prefix(7)), today: "2026-11-30").from == "2026-11")
    }

    @Test
    func `a span is twelve months, and earlier and later ones touch it`() {
        let span = CalendarSpan(nil, today: "2026-11-30")
        #expect(span.days == "2026-11-01"..."2027-10-31" && span.names.count == 12)
        #expect(span.later?.days.lowerBound == "2027-11-01" && span.earlier?.days.upperBound == "2026-10-31")
        #expect(CalendarSpan("2024-03", today: "2026-11-30").days == "2024-03-01"..."2025-02-28")
        for wrong in ["", "2026", "2026-13", "2026-11-30", "<b>"] {
            #expect(CalendarSpan(wrong, today: "2026-11-30") == span)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `one sees the events of one's programmes, and one's own part in them`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let (maker, programme) = (WorldMaker(environment: site.environment), world.programme)
            let other = try await site.database.write {
                try maker.addEvent($0, programme, code: "ELSE", title: "Elsewhere")
            }
            let lead = try await world.api(world.organiser).send(.get, "/api/v1/calendar").items
            #expect(lead.map { $0["part"] as? String } == ["Organiser", "Organiser"])
            let some = try await world.api(world.facilitator).send(.get, "/api/v1/calendar").items
            #expect(Set(some.map { $0["path"] as? String }) == ["/events/\(world.event)", "/programmes/\(programme)"])
            #expect(some.first { $0["id"] as? String == "event-\(other)@roundtable.test" }?["part"] as? String == nil)
            #expect(try await world.api(world.stranger).send(.get, "/api/v1/calendar").items.isEmpty)
            #expect(try await world.api(world.administrator).send(.get, "/api/v1/calendar").items.isEmpty)
            let page = try await world.browser(world.facilitator).get("/calendar")
            #expect(page.contains("29–30 November 2023") && page.contains("Elsewhere") && page.contains("Facilitator"))
            #expect(try await !world.browser(world.stranger).get("/calendar").contains("Cross-sector"))
            #expect(try await world.api(world.organiser).send(.get, "/api/v1/calendar?from=1").status == 422)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a calendar program reads at a secret address until it is ended, renewed or the account is disabled`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let browser = await world.browser(world.facilitator)
            func address() async throws -> String {
                let page = try await browser.get("/calendar")
                let whole = page.text(after: "data-copy=\"https://roundtable.test", before: "\"")
                return try #require(whole)
            }
            #expect(try await browser.post("/calendar/feed").status == 303)
            let first = try await address()
            let answer = try await site.browser().get(first)
            #expect(answer.status == 200 && answer.headers[.contentType] == "text/calendar; charset=utf-8")
            let read = try ReadCalendar(answer.text)
            #expect(read.events.map { $0["UID"] } == ["event-\(world.event)@roundtable.test"])
            #expect(read.events[0]["DTEND;VALUE=DATE"] == "20231201")
            #expect(try await browser.post("/calendar/feed").status == 303)
            #expect(try await site.browser().get(first).status == 410)
            let second = try await address()
            #expect(try await site.browser().get(second).status == 200)
            let token = second.split(separator: "/").first { $0.count == 26 }.map { String($0) } ?? "none"
            #expect(!site.log.text.contains(token))
            let stored = "SELECT COUNT(*) FROM calendar_feed WHERE digest = \(token) OR digest IS NULL" as SQL
            #expect(try await site.count(stored) == 0)
            let account = world.facilitator.id
            try await site.database.write { try $0.execute("UPDATE account SET disabled_at = 1 WHERE id = \(account)") }
            #expect(try await site.browser().get(second).status == 410)
            try await site.database.write {
                try $0.execute("UPDATE account SET disabled_at = NULL WHERE id = \(account)")
            }
            #expect(try await browser.post("/calendar/feed/revocation").status == 303)
            #expect(try await site.browser().get(second).status == 410)
            #expect(
                try await site.journal().filter { $0.hasPrefix("calendar-feed") } == [
                    "calendar-feed.creation", "calendar-feed.creation", "calendar-feed.revocation",
                ])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a programme has a feed of its own, which tells of no other and ends by itself`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let maker = WorldMaker(environment: site.environment)
            let other = try await site.database.write { tx in
                let other = try maker.addProgramme(tx, "Another programme", organiser: world.organiser.id)
                _ = try maker.addEvent(tx, other, code: "ELSE", title: "Elsewhere")
                return other
            }
            let browser = await world.browser(world.organiser)
            func address() async throws -> String {
                let page = try await browser.get("/calendar")
                let whole = page.text(after: "data-copy=\"https://roundtable.test", before: "\"")
                return try #require(whole)
            }
            #expect(try await browser.post("/calendar/programmes/\(world.programme)/feed").status == 303)
            let first = try await address()
            let read = try ReadCalendar(try await site.browser().get(first).text)
            #expect(read.head["METHOD"] == nil && read.head["NAME"] == "Preparedness programme")
            #expect(read.events.map { $0["UID"] } == ["event-\(world.event)@roundtable.test"])
            // What is cancelled stays until programs have taken it out.
            try await EventChangeOperations.apply(
                try await world.visit(world.organiser), .event(world.event), EventActFields(act: .cancellation))
            let off = try ReadCalendar(try await site.browser().get(first).text)
            #expect(off.events.map { $0["STATUS"] } == ["CANCELLED"])
            #expect(try await browser.post("/calendar/programmes/\(world.programme)/feed").status == 303)
            #expect(try await site.browser().get(first).status == 410)
            let second = try await address()
            #expect(try await browser.post("/calendar/programmes/\(world.programme)/feed/revocation").status == 303)
            #expect(try await site.browser().get(second).status == 410)
            let stranger = await world.browser(world.stranger)
            #expect(try await stranger.post("/calendar/programmes/\(other)/feed").status == 404)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a seat that is gone leaves the feed as cancelled, for as long as programs need, and comes back as newer`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let (browser, account) = (await world.browser(world.facilitator), world.facilitator.id)
            #expect(try await browser.post("/calendar/feed").status == 303)
            let page = try await browser.get("/calendar")
            let address = try #require(page.text(after: "data-copy=\"https://roundtable.test", before: "\""))
            let seat = try #require(
                try await site.database.read {
                    try $0.value("SELECT id FROM participant WHERE account_id = \(account)", as: Participant.ID.self)
                })
            func told() async throws -> [String?] {
                let events = try ReadCalendar(try await site.browser().get(address).text).events
                #expect(events.count < 2 && !(events.first?["STATUS"] == "CANCELLED" && events[0]["LOCATION"] != nil))
                return events.first.map { [$0["STATUS"], $0["SEQUENCE"]] } ?? []
            }
            #expect(try await told() == ["CONFIRMED", "0"])
            let organiser = try await world.visit(world.organiser)
            try await EventOperations.remove(organiser, world.event, seat)
            #expect(try await told() == ["CANCELLED", "1"])
            try await EventOperations.restore(organiser, world.event, seat)
            #expect(try await told() == ["CONFIRMED", "2"])
            try await EventOperations.remove(organiser, world.event, seat)
            site.clock.advance(days: 91)
            #expect(try await told() == [])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `of what is marked closely a feed tells only that it is there`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let event = world.event
            try await site.database.write {
                try $0.execute("UPDATE event SET marking = 'AMBER+STRICT', title = 'Hidden name' WHERE id = \(event)")
            }
            try await CalendarOperations.makeFeed(try await world.visit(world.organiser))
            let token = CalendarOperations.token(world.organiser.id, generation: 1, key: site.services.key)
            let text = try await site.browser().get("/calendar/feeds/\(token)/roundtable.ics").text
            #expect(!text.contains("Hidden name") && !text.contains("LOCATION") && text.contains("TLP:AMBER+STRICT"))
            #expect(text.contains("SUMMARY:An event of Preparedness programme"))
            #expect(try await world.browser(world.organiser).get("/calendar").contains("Hidden name"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who has a seat is told by a request, and by a cancellation where they have none or it does not take place`(
        engine: TestEngine
    ) async throws {
        let mail = MailSettings(
            server: "smtp://127.0.0.1:1", user: nil, password: nil,
            from: MailAddress(name: "Demo Secretariat", address: "desk@example.org"))
        try await TestSite.with(engine, mail: mail) { site in
            let world = try await site.world()
            let (settings, now, event) = (site.services.settings, site.clock.now, world.event)
            func message(hasSeat: Bool = true, named name: String = "Namunov, Anvar \"A\"") async throws -> (
                file: CalendarFile, read: ReadCalendar
            ) {
                let file = try await site.database.read { reading in
                    try CalendarOperations.invitation(
                        to: event, for: .init(name: name, address: "anvar@example.org"), hasSeat: hasSeat,
                        turns: hasSeat ? 0 : 1, replyTo: nil, at: now, settings: settings, language: .english, reading)
                }
                return (try #require(file), try ReadCalendar(try #require(file).text))
            }
            let request = try await message()
            #expect(request.file.type == "text/calendar; charset=utf-8; method=REQUEST")
            #expect(request.read.head["METHOD"] == "REQUEST" && request.read.events.count == 1)
            let entry = request.read.events[0]
            #expect(
                entry["SEQUENCE"] == "0" && entry["STATUS"] == "CONFIRMED" && entry["DTSTAMP"] == "20231129T090000Z")
            let attendees = entry.filter { $0.key.hasPrefix("ATTENDEE") }
            #expect(attendees.map(\.value) == ["mailto:anvar@example.org"])
            #expect(attendees.keys.first?.hasPrefix("ATTENDEE;CN=\"Namunov, Anvar  A \";ROLE=REQ-PARTICIPANT") == true)
            #expect(entry.keys.contains { $0.hasPrefix("ORGANIZER;CN=\"Demo Secretariat\"") })
            let gone = try await message(hasSeat: false)
            #expect(gone.file.type.hasSuffix("method=CANCEL") && gone.read.events[0]["STATUS"] == "CANCELLED")
            #expect(gone.read.events[0]["UID"] == entry["UID"] && gone.read.events[0]["SEQUENCE"] == "1")
            try await EventChangeOperations.apply(
                try await world.visit(world.organiser), .event(event), EventActFields(act: .cancellation))
            let off = try await message()
            #expect(off.read.head["METHOD"] == "CANCEL" && off.read.events[0]["SEQUENCE"] == "1")
            _ = try await message(named: String(repeating: "Ё", count: 200) + "\r\nATTENDEE:x")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `programs know an entry by the host of the first start, whatever the base address is later`(engine: TestEngine)
        async throws
    {
        try await engine.withDatabase(Migrations.all) { database in
            let event = try await TestSite.on(database, Settings(baseURL: "https://First.test:8443/desk")) { site in
                try await site.world().event
            }
            try await TestSite.on(database, Settings(baseURL: "https://second.test")) { site in
                let text = try await site.database.read {
                    try CalendarOperations.file(of: event, site.visit(.guest), $0).text
                }
                let read = try ReadCalendar(text)
                #expect(read.events.map { $0["UID"] } == ["event-\(event)@first.test"])
                #expect(read.events[0]["URL"]?.hasPrefix("https://second.test/") == true)
            }
        }
    }

    @Test(arguments: [
        ("https://roundtable.example", "roundtable.example"), ("http://[::1]:8080", "::1"),
        ("http://127.0.0.1:8080", "127.0.0.1"), ("https://xn--e1afmkfd.example:8443/x", "xn--e1afmkfd.example"),
        ("", "localhost"),
    ])
    func `the host of an address`(address: String, host: String) {
        #expect(CalendarHostStore.host(of: address) == host)
    }

    @Test(arguments: TestEngine.allCases)
    func `one event can be taken along as a file, also from a seat`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let answer = try await world.browser(world.member).get("/events/\(world.event)/event.ics")
            let read = try ReadCalendar(answer.text)
            #expect(read.events.count == 1 && ReadCalendar.plain(read.events[0]["SUMMARY"]) == "Cross-sector workshop")
            #expect(answer.headers[.contentDisposition]?.contains("event.ics") == true)
            #expect(try await world.browser(world.stranger).get("/events/\(world.event)/event.ics").status == 404)
        }
    }
}
