@testable import App
import Domain
import Foundation
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

/// Times that people type: kept as the clock shows them, with the zone; asked about where nobody can mean them.
struct StepTimeTests {
    @Test func `a night in which the clocks change`() {
        let zagreb = EventClock(zone: "Europe/Zagreb")
        // 2026-10-25, 02:30 comes twice: the first time, at 00:30 UTC.
        #expect(zagreb.typed("2026-10-25T02:30") == .moment(1_792_888_200_000, isTwice: true))
        #expect(zagreb.typed("2026-10-25T03:30") == .moment(1_792_895_400_000, isTwice: false))
        // 2026-03-29, 02:30 does not come: after 01:59 it is 03:00.
        #expect(zagreb.typed("2026-03-29T02:30") == .skipped(at: 1_774_747_800_000))
        #expect(zagreb.milliseconds("2026-03-29T02:30").map(zagreb.text) == "2026-03-29T03:30")
        #expect(zagreb.typed("2026-03-29T03:00") == .moment(1_774_746_000_000, isTwice: false))
    }

    @Test(arguments: [
        "Europe/Zagreb", "Asia/Kolkata", "Africa/Casablanca", "Pacific/Kiritimati", "Pacific/Pago_Pago",
        "America/St_Johns", "UTC",
    ])
    func `what the clock shows and what is typed are each other's way back`(zone: String) {
        let clock = EventClock(zone: zone)
        for day in 0..<400 {
            let moment: Int64 = 1_767_225_600_000 + Int64(day) * 86_400_000 + Int64(day % 24) * 3_600_000 + 1_800_000
            let typed = clock.text(moment)
            switch clock.typed(typed) {
            case .moment(let back, let isTwice):
                #expect(back == moment || (isTwice && clock.text(back) == typed), "\(zone) \(typed)")
            default: Issue.record("\(zone) \(typed)")
            }
        }
    }

    @Test func `a day that the date line took away`() {
        // Samoa went from 29 to 31 December 2011.
        let apia = EventClock(zone: "Pacific/Apia")
        guard case .skipped = apia.typed("2011-12-30T12:00") else {
            Issue.record("30 December 2011 was skipped in Apia")
            return
        }
    }

    @Test(arguments: [
        "", "T", "2026-11-27", "2026-11-27T", "2026-11-27T18", "2026-11-27T24:00", "2026-11-27T18:60",
        "2026-02-30T10:00", "2026-11-27T18:00:61", "0000-01-01T00:00", "2026-11-27T-1:00",
    ])
    func `what is no day and time is refused`(text: String) {
        #expect(EventClock(zone: "Europe/Zagreb").typed(text) == .unreadable)
    }

    private static func change(_ world: World, zone: String, _ choice: StepClockTimes.Choice?) async throws -> Page {
        let browser = await world.browser(world.organiser)
        let event = try await world.site.database.read { try EventStore($0).event(world.event) }
        let form: KeyValuePairs<String, String> = [
            "title": event.title, "starts-on": event.startsOn, "ends-on": event.endsOn, "place": event.place,
            "link": event.link, "marking": event.marking, "door": event.door.rawValue, "names-until": event.namesUntil,
            "names-shown": "1", "time-zone": zone, "step-times": choice?.rawValue ?? "",
        ]
        return try await browser.post("/events/\(world.event)/settings", form)
    }

    @Test(arguments: TestEngine.allCases)
    func `another zone moves nothing on the clock, or nothing in time`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let lead = try await world.visit(world.organiser)
            let event = try await site.database.read { try EventStore($0).event(world.event) }
            let clock = EventClock(zone: event.timeZone)
            var fields = StepFields(.collect)
            fields.opensAt = try #require(clock.milliseconds("\(event.startsOn)T09:00"))
            fields.closesAt = try #require(clock.milliseconds("\(event.startsOn)T18:00"))
            try await StepOperations.add(lead, world.event, fields)
            func last() async throws -> EventStepRecord {
                try #require(try await site.database.read { try StepStore($0).steps(of: world.event).last })
            }
            let before = try await last()
            let moved = try await Self.change(world, zone: "Asia/Kolkata", nil)
            #expect(moved.location?.contains("clockKept") == true)
            let kolkata = EventClock(zone: "Asia/Kolkata")
            #expect(try await last().opensAt.map(kolkata.text) == "\(event.startsOn)T09:00")
            #expect(try await last().opensAt != before.opensAt)
            let inTime = try await last().opensAt
            let kept = try await Self.change(world, zone: event.timeZone, .moment)
            #expect(kept.location?.contains("momentKept") == true)
            #expect(try await last().opensAt == inTime)
            // And the clock of the new zone is what stays from now on.
            let local = try await site.database.read {
                try $0.value("SELECT opens_local FROM event_step WHERE opens_local IS NOT NULL", as: String.self)
            }
            #expect(local == inTime.map(clock.text))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `steps of older versions get their clock times, and new rules of a zone move those to come`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let lead = try await world.visit(world.organiser)
            let event = try await site.database.read { try EventStore($0).event(world.event) }
            let clock = EventClock(zone: event.timeZone)
            var fields = StepFields(.collect)
            fields.opensAt = try #require(clock.milliseconds("\(event.endsOn)T09:00"))
            try await StepOperations.add(lead, world.event, fields)
            try await site.database.write { tx in
                try tx.execute("UPDATE event_step SET opens_local = NULL, closes_local = NULL, local_zone = NULL")
            }
            try await StepClockTimes.refresh(site.database, now: 0)
            func stored() async throws -> [String] {
                try await site.database.read { reading in
                    try reading.all(
                        "SELECT opens_at, opens_local, local_zone FROM event_step WHERE opens_at IS NOT NULL"
                    ).map {
                        "\(try $0.get("opens_at", as: Int64.self)) \(try $0.get("opens_local", as: String.self)) \(try $0.get("local_zone", as: String.self))"
                    }
                }
            }
            let wanted = "\(fields.opensAt ?? 0) \(event.endsOn)T09:00 \(event.timeZone)"
            #expect(try await stored() == [wanted])
            // As if the zone had had another rule when this was stored.
            try await site.database.write { tx in
                try tx.execute("UPDATE event_step SET opens_at = opens_at + 3600000 WHERE opens_at IS NOT NULL")
            }
            try await StepClockTimes.refresh(site.database, now: 0)
            #expect(try await stored() == [wanted])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a step in the year 27, before the event or long after it is asked about`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let browser = await world.browser(world.organiser)
            let event = try await site.database.read { try EventStore($0).event(world.event) }
            let path = "/events/\(world.event)/steps"
            let year = event.startsOn.prefix(4)
            let far = try await browser.post(path, ["stage": "collect", "opens": "0027-03-14T09:00", "sure": "1"])
            #expect(far.status == 422 && far.contains("14 March 27 is years away") && far.contains(String(year)))
            let early = try await browser.post(
                path, ["stage": "collect", "opens": "\((Int(year) ?? 0) - 1)-03-14T09:00"])
            #expect(early.status == 422 && early.contains("Really on 14 March") && early.contains("name=\"sure\""))
            let sure = try await browser.post(
                path, ["stage": "collect", "opens": "\((Int(year) ?? 0) - 1)-03-14T09:00", "sure": "1"])
            #expect(sure.status == 303)
            // It is long past, so that it does not open by itself.
            try await StepWatch.run(site.database, site.environment)
            #expect(
                try await site.database.read {
                    try StepStore($0).steps(of: world.event).allSatisfy { $0.openedAt == nil }
                })
            // What stands is not asked about again.
            let step = try #require(try await site.database.read { try StepStore($0).steps(of: world.event).last })
            let again = try await browser.post(
                "\(path)/\(step.id)",
                ["stage": "collect", "title": "Early", "opens": "\((Int(year) ?? 0) - 1)-03-14T09:00"])
            #expect(again.status == 303)
        }
    }

    /// 02:30 of the night of this year in which the clocks go back.
    private static func twice(_ event: EventRecord) throws -> (text: String, moments: [Int64]) {
        let clock = EventClock(zone: event.timeZone)
        let nights = (25...31).map { "\(event.startsOn.prefix(4))-10-\($0)T02:30" }
        let text = try #require(nights.first { clock.moments($0).count == 2 })
        return (text, clock.moments(text))
    }

    @Test(arguments: TestEngine.allCases)
    func `of a time that comes twice the form asks which one, and keeps the second`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let browser = await world.browser(world.organiser)
            let event = try await site.database.read { try EventStore($0).event(world.event) }
            let (text, moments) = try Self.twice(event)
            let path = "/events/\(world.event)/steps"
            let asked = try await browser.post(path, ["stage": "collect", "opens": text, "sure": "1"])
            #expect(asked.status == 422 && asked.contains("name=\"opens-turn\"") && !asked.contains("closes-turn\""))
            #expect(asked.contains("the first, before the clocks go back (UTC+2)"))
            #expect(asked.contains("the second, after the clocks went back (UTC+1)"))
            let said = try await browser.post(
                path, ["stage": "collect", "opens": text, "opens-turn": "second", "sure": "1"])
            #expect(said.status == 303)
            func last() async throws -> EventStepRecord {
                try #require(try await site.database.read { try StepStore($0).steps(of: world.event).last })
            }
            let step = try await last()
            #expect(step.opensAt == moments[1])
            // Its form says which one it is; saving it moves nothing, and the start of the server neither.
            let form = try await browser.get("\(path)?step=\(step.id)")
            #expect(form.contains("value=\"second\" selected"))
            try await StepClockTimes.refresh(site.database, now: 0)
            #expect(try await last().opensAt == moments[1])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the API takes a local time that comes twice only with its offset`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let event = try await site.database.read { try EventStore($0).event(world.event) }
            let (text, moments) = try Self.twice(event)
            let client = try await world.api(world.organiser)
            let path = "/api/v1/events/\(world.event)/steps"
            func add(_ local: String) async throws -> APIClient.Reply {
                try await client.send(.post, path, ["stage": "collect", "opensLocal": local, "isSure": true])
            }
            let asked = try await add(text)
            #expect(asked.status == 422 && "\(asked.json)".contains("show this time twice"))
            #expect(try await add(text + "+03:00").status == 422)
            for (offset, moment) in zip(["+02:00", "+01:00"], moments) {
                let taken = try await add(text + offset)
                #expect(taken.status == 201)
                #expect(taken.items.last?["opensAt"] as? Int == Int(moment))
                #expect(taken.items.last?["opensLocal"] as? String == text + offset)
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an account reads times in its own zone`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let browser = await world.browser(world.organiser)
            #expect(!(try await browser.get("/account").contains("data-zone=\"Asia/Tbilisi\"")))
            try await browser.post("/account", ["name": "Olga", "language": "en", "time-zone": "Asia/Tbilisi"])
            let page = try await browser.get("/events/\(world.event)")
            #expect(page.contains(" data-zone=\"Asia/Tbilisi\"") && page.contains("<body"))
            let wrong = try await browser.post(
                "/account", ["name": "Olga", "language": "en", "time-zone": "Nowhere/None"])
            #expect(wrong.status == 422)
        }
    }
}
