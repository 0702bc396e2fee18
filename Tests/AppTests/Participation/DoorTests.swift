@testable import App
import Domain
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

let doorScreens = """
    - organiser     en attendance       /events/:event/attendance
    - organiser     en desk             /events/:event/desk
    - organiser     en check-in-codes   /events/:event/attendance/codes
    - organiser     en certificates     /events/:event/certificates
    """

let doorRows = """
    checkin /api/v1/events/:event/check-in-codes day=2023-11-29
    """

/// The first day of the tests' event, which is today by their clock, and the second.
private let (today, tomorrow) = ("2023-11-29", "2023-11-30")

extension World {
    /// A device that was given the link of a day.
    fileprivate func device(_ label: String, day: String = today) async throws -> (browser: Browser, pass: DeskPass.ID)
    {
        let visit = try await visit(organiser)
        let pass = try await DeskPassOperations.create(visit, event, day: day, label: label)
        let token = try await DeskPassOperations.token(visit, event, pass)
        let browser = site.browser()
        #expect(try await browser.open("/d/\(token)").location == "/events/\(event)/desk")
        return (browser, pass)
    }

    fileprivate func invited(_ count: Int) async throws -> [TestSeat] {
        let (event, environment) = (event, site.environment)
        return try await site.database.write { tx in
            try (0..<count).map { number in
                try WorldMaker(environment: environment).addSeat(
                    tx, event, "Guest \(number)", country: "HR", sector: "health", state: "invited")
            }
        }
    }

    fileprivate func sheet() async throws -> AttendanceSheet {
        let event = event
        return try await site.database.read { try AttendanceSheet(try EventStore($0).event(event), $0) }
    }

    fileprivate func state(_ seat: TestSeat) async throws -> String? {
        let id = seat.id
        return try await site.database.read {
            try $0.value("SELECT state FROM participant WHERE id = \(id)", as: String.self)
        }
    }
}

extension Browser {
    fileprivate func send(_ ticks: [DeskTick], to event: Event.ID, sentAt: Int64, day: String = today) async throws -> (
        status: Int, results: [String: DeskResult.State], here: Int
    ) {
        let body = try JSONCoding.bytes(DeskQueue(sentAt: sentAt, day: day, ticks: ticks))
        let page = try await send(
            .post, "/events/\(event)/desk/queue", [.contentType: "application/json"], body)
        guard page.status == 200 else { return (page.status, [:], 0) }
        let state = try JSONCoding.value(page.text, as: DeskState.self)
        // A name that was sent twice in one piece is answered twice: the first answer is what became of it.
        let states = Dictionary(state.results.map { ($0.nonce, $0.state) }) { first, _ in first }
        return (200, states, state.here.count)
    }
}

private func tick(_ seat: Participant.ID?, _ name: Int, at: Int64, code: String? = nil, undoes: String? = nil)
    -> DeskTick
{
    let digits = String(name, radix: 16)
    return DeskTick(
        nonce: String(repeating: "0", count: 32 - digits.count) + digits, participant: seat, code: code, at: at,
        undoes: undoes)
}

struct DoorTests {
    @Test(arguments: TestEngine.allCases)
    func `a link for a day opens the desk of its event and nothing else, until it is ended`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let (device, pass) = try await world.device("Entrance")
            let list = try await device.get("/events/\(world.event)/desk")
            #expect(list.status == 200 && list.contains("Person 1") && list.contains("Entrance"))
            #expect(list.headers[.permissionsPolicy]?.contains("camera=(self)") == true)
            for path in ["people", "attendance", "certificates"] {
                #expect(try await device.get("/events/\(world.event)/\(path)").status == 303)
            }
            let elsewhere = try await site.database.write {
                try WorldMaker(environment: site.environment).addEvent($0, world.programme, code: "ELSE")
            }
            #expect(try await device.get("/events/\(elsewhere)/desk").status == 303)
            #expect(try await site.browser().get("/events/\(world.event)/desk").status == 303)
            let ended = "/events/\(world.event)/desk-links/\(pass)/revocation"
            #expect(try await world.browser(world.organiser).post(ended).status == 303)
            #expect(try await device.get("/events/\(world.event)/desk").status == 410)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `names are shown on the day only, and what was noted on it is taken for three days more`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let (device, _) = try await world.device("Entrance")
            let organiser = try await world.visit(world.organiser)
            let early = try await DeskPassOperations.create(organiser, world.event, day: tomorrow, label: "Tomorrow")
            let closed = try await DeskPassOperations.token(organiser, world.event, early)
            let told = try await site.browser().open("/d/\(closed)")
            #expect(told.status == 409 && told.contains("29 November 2023, 12:00"))
            let noted = site.clock.now
            site.clock.advance(days: 1)
            #expect(try await device.get("/events/\(world.event)/desk").status == 410)
            let late = tick(world.seats[0].id, 1, at: noted)
            let answer = try await device.send([late], to: world.event, sentAt: site.clock.now)
            #expect(answer.status == 200 && answer.results.values.first == .noted)
            #expect(try await world.sheet().here(on: today) == 1)
            site.clock.advance(days: 4)
            #expect(try await device.send([], to: world.event, sentAt: site.clock.now).status == 410)
            let visit = try await world.visit(world.organiser)
            let next = try await DeskPassOperations.create(visit, world.event, day: tomorrow, label: "Later")
            let token = try await DeskPassOperations.token(visit, world.event, next)
            #expect(try await site.browser().open("/d/\(token)").status == 410)
        }
    }

    /// A7-22: 300 people, two devices without a network whose clocks are wrong by ten minutes, each sending twice; and a third that never
    /// comes back.
    @Test(arguments: TestEngine.allCases)
    func `three hundred ticks of two devices with wrong clocks are noted once, as they happened`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let seats = try await world.invited(300)
            let (first, _) = try await world.device("Entrance")
            let (second, _) = try await world.device("Side door")
            _ = try await world.device("Lost")
            let (begin, error) = (site.clock.now, Int64(600_000))
            site.clock.advance(seconds: 3_600)
            let end = site.clock.now
            // The first is ten minutes fast, the second as much slow. Ten people pass both.
            let fast = seats[..<160].enumerated().map { tick($1.id, $0, at: begin + Int64($0) * 1_000 + error) }
            let slow = seats[150...].enumerated().map { tick($1.id, 1_000 + $0, at: begin + Int64($0) * 1_000 - error) }
            for _ in 0..<2 {
                let one = try await first.send(fast, to: world.event, sentAt: end + error)
                let other = try await second.send(slow, to: world.event, sentAt: end - error)
                #expect(one.results.count == 160 && other.results.count == 150)
                #expect(other.here == 300)
            }
            let sheet = try await world.sheet()
            #expect(sheet.here(on: today) == 300 && sheet.doubles.count == 10)
            #expect(try await site.count("SELECT COUNT(*) FROM attendance") == 310)
            let (last, id) = (seats[0].id, seats[159].id)
            #expect(try await site.count("SELECT at FROM attendance WHERE participant_id = \(last)") == Int(begin))
            let times = try await site.database.read {
                try AttendanceStore($0).notes(of: id, in: world.event).map(\.at)
            }
            #expect(times == [begin + 9_000, begin + 159_000])
            #expect(try await world.state(seats[299]) == "present")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a second tick is a note, a card of another event and a removed person are said so`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let (device, _) = try await world.device("Entrance")
            let organiser = try await world.visit(world.organiser)
            let cards = try await JoiningOperations.nameCards(organiser, world.event, nil)
            let card = try #require(cards.first { $0.person.id == world.seats[2].id }?.code)
            let (elsewhere, stranger) = try await site.database.write { tx in
                let maker = WorldMaker(environment: site.environment)
                let event = try maker.addEvent(tx, world.programme, code: "ELSE")
                return (event, try maker.addSeat(tx, event, "Otto Outside", country: "SI", sector: "health"))
            }
            let others = try await JoiningOperations.nameCards(organiser, elsewhere, nil)
            try await EventOperations.remove(organiser, world.event, world.seats[1].id)
            let now = site.clock.now
            let answer = try await device.send(
                [
                    tick(world.seats[0].id, 1, at: now), tick(world.seats[0].id, 2, at: now + 1),
                    tick(world.seats[1].id, 3, at: now), tick(nil, 4, at: now, code: card.lowercased()),
                    tick(nil, 5, at: now, code: others[0].code), tick(nil, 6, at: now, code: stranger.link),
                    tick(nil, 7, at: now, code: "ZZZZZZZZ"), tick(world.seats[3].id, 1, at: now),
                ], to: world.event, sentAt: now)
            let states = answer.results.sorted { $0.key < $1.key }.map(\.value)
            #expect(states == [.noted, .again, .unknown, .noted, .elsewhere, .elsewhere, .unknown])
            #expect(answer.here == 2)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who was ticked by mistake is invited again, unless they have been in the room since`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let seats = try await world.invited(3)
            let (device, _) = try await world.device("Entrance")
            let now = site.clock.now
            // The seats of tests have a signed-in device; the first has none.
            let silent = seats[0].id
            try await site.database.write { try $0.execute("DELETE FROM session WHERE participant_id = \(silent)") }
            _ = try await device.send(
                seats.enumerated().map { tick($1.id, $0, at: now) }, to: world.event, sentAt: now)
            #expect(try await world.state(seats[0]) == "present")
            site.clock.advance(seconds: 5)
            let later = site.clock.now
            let undone = try await device.send(
                [
                    tick(seats[0].id, 10, at: later, undoes: DeskTick.all),
                    tick(seats[1].id, 11, at: later, undoes: DeskTick.all),
                    // Pressed before the third was noted.
                    tick(seats[2].id, 12, at: now - 1_000, undoes: DeskTick.all),
                ], to: world.event, sentAt: later)
            #expect(undone.results.values.count { $0 == .undone } == 2 && undone.here == 1)
            #expect(try await world.state(seats[0]) == "invited")
            #expect(try await world.state(seats[1]) == "present")
            #expect(try await site.journal().filter { $0 == "attendance.undo" }.count == 2)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a desk device is led to the line of a card or link, and a stranger's phone to the door`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let (device, _) = try await world.device("Entrance")
            let organiser = try await world.visit(world.organiser)
            let cards = try await JoiningOperations.nameCards(organiser, world.event, nil)
            let card = try #require(cards.first { $0.person.id == world.seats[2].id }?.code)
            let place = "/events/\(world.event)/desk?person=\(world.seats[2].id)"
            #expect(try await device.get("/k/\(card)").location == place)
            let link = try await device.open("/i/\(world.seats[2].link)")
            #expect(link.location == place && link.cookies.isEmpty)
            #expect(try await device.get(place).contains("Check in Person 3"))
            #expect(try await site.count("SELECT COUNT(*) FROM attendance") == 0)
            #expect(try await site.browser().get("/k/\(card)").location == "/e/ZGRB")
            // Nothing on the list opens a card: it holds the beginning of a hash.
            let list = try await device.get("/events/\(world.event)/desk")
            #expect(!list.contains(card) && !list.contains(world.seats[2].link))
            #expect(list.contains(DeskCodes.word("k", card, in: world.event)))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a part of the agenda is noted by itself, and counts for as long as it takes`(engine: TestEngine) async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let (event, now) = (world.event, site.clock.now)
            let (session, block, other) = (
                site.environment.id(AgendaSession.ID.self), site.environment.id(AgendaBlock.ID.self),
                site.environment.id(AgendaBlock.ID.self)
            )
            let starts = now + 3_600_000
            let ends = starts + 90 * 60_000
            try await site.database.write { tx in
                try tx.execute(
                    """
                    INSERT INTO agenda_session (id, event_id, title, kind, summary, created_at, changed_at)
                    VALUES (\(session), \(event), 'Opening', 'plenary', '', \(now), \(now))
                    """)
                try tx.execute(
                    """
                    INSERT INTO agenda_block (id, event_id, session_id, starts_local, ends_local, local_zone, starts_at, ends_at,
                        place, link, created_at, changed_at)
                    VALUES (\(block), \(event), \(session), '', '', 'Europe/Zagreb', \(starts), \(ends), '', '', \(now), \(now))
                    """)
            }
            let (device, _) = try await world.device("Hall")
            #expect(try await device.get("/events/\(event)/desk").contains("block=\(block)"))
            let (first, second) = (world.seats[0].id, world.seats[1].id)
            func send(_ queue: DeskQueue) async throws -> DeskState {
                let page = try await device.send(
                    .post, "/events/\(event)/desk/queue", [.contentType: "application/json"],
                    try JSONCoding.bytes(queue))
                return try JSONCoding.value(page.text)
            }
            let part = try await send(
                DeskQueue(sentAt: now, day: today, ticks: [tick(first, 1, at: now)], block: block))
            #expect(part.results.map(\.state) == [.noted] && part.here.count == 1)
            // The day is another list; a part that is gone is the day.
            let day = try await send(DeskQueue(sentAt: now, day: today, ticks: [tick(first, 2, at: now)]))
            #expect(day.results.map(\.state) == [.noted])
            let gone = try await send(
                DeskQueue(sentAt: now, day: today, ticks: [tick(second, 3, at: now)], block: other))
            #expect(gone.here.count == 2)
            let lines = try await world.sheet().lines
            #expect(lines.first { $0.person.id == first }?.days[today]?.minutes == 90)
            #expect(lines.first { $0.person.id == second }?.days[today]?.minutes == nil)
            #expect(try await world.sheet().doubles.isEmpty)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what a device dates to another age happened on its day, and one that is stuck fills no table`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let (device, _) = try await world.device("Entrance")
            let (seat, now) = (world.seats[0].id, site.clock.now)
            let old = try await device.send([tick(seat, 1, at: -62_000_000_000_000)], to: world.event, sentAt: now)
            #expect(old.results.values.first == .noted)
            let first = try #require(
                try await site.database.read { try $0.value("SELECT at FROM attendance", as: Int64.self) })
            #expect(now - first < 2 * EpochTime.day)
            let many = (2...600).map { tick(seat, $0, at: now - Int64($0)) }
            let answer = try await device.send(many, to: world.event, sentAt: now)
            #expect(
                answer.status == 200 && answer.results.count == 599 && answer.results.values.allSatisfy { $0 == .again }
            )
            #expect(try await site.count("SELECT COUNT(*) FROM attendance") == DeskOperations.mostNotes)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `notes of a link arrive also where the event has left its day`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let (device, _) = try await world.device("Entrance")
            let (event, seat, now) = (world.event, world.seats[0].id, site.clock.now)
            try await site.database.write {
                try $0.execute("UPDATE event SET starts_on = '2024-05-01', ends_on = '2024-05-02' WHERE id = \(event)")
            }
            let answer = try await device.send([tick(seat, 1, at: now)], to: event, sentAt: now)
            #expect(answer.status == 200 && answer.results.values.first == .noted)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `each line works without the module`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let (device, _) = try await world.device("Entrance")
            let (path, person) = ("/events/\(world.event)/desk/ticks", world.seats[0].id.description)
            for _ in 0..<2 {
                let page = try await device.post(path, ["day": today, "participant": person])
                #expect(page.location == "/events/\(world.event)/desk?day=\(today)#p-\(person)")
            }
            #expect(try await site.count("SELECT COUNT(*) FROM attendance WHERE undone_at IS NULL") == 1)
            try await device.post(path, ["day": today, "participant": person, "undo": "1"])
            #expect(try await site.count("SELECT COUNT(*) FROM attendance WHERE undone_at IS NULL") == 0)
            #expect(try await device.post(path, ["day": tomorrow, "participant": person]).status == 422)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func
        `what was noted before a link was ended is taken, what came after stays on the device, and from a lost one nothing`(
            engine: TestEngine
        ) async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let (device, pass) = try await world.device("Entrance")
            let (lost, lostPass) = try await world.device("Lost")
            let organiser = await world.browser(world.organiser)
            let noted = site.clock.now
            site.clock.advance(seconds: 60)
            try await organiser.post("/events/\(world.event)/desk-links/\(pass)/revocation")
            try await organiser.post("/events/\(world.event)/desk-links/\(lostPass)/revocation", ["lost": "1"])
            site.clock.advance(seconds: 60)
            let now = site.clock.now
            let ticks = [tick(world.seats[0].id, 1, at: noted), tick(world.seats[1].id, 2, at: now)]
            let answer = try await device.send(ticks, to: world.event, sentAt: now)
            #expect(answer.results.sorted { $0.key < $1.key }.map(\.value) == [.noted, .ended] && answer.here == 0)
            #expect(try await site.count("SELECT COUNT(*) FROM attendance WHERE undone_at IS NULL") == 1)
            // Its clock may be ten minutes wrong.
            let slow = [tick(world.seats[2].id, 3, at: noted - 600_000), tick(world.seats[3].id, 4, at: now - 600_000)]
            let second = try await device.send(slow, to: world.event, sentAt: now - 600_000)
            #expect(second.results.sorted { $0.key < $1.key }.map(\.value) == [.noted, .ended] && second.here == 0)
            #expect(try await lost.send(ticks, to: world.event, sentAt: now).status == 410)
            // Names are gone at once; whoever holds notes gets a page that sends them.
            #expect(try await device.get("/events/\(world.event)/desk").contains("was for a day that is over"))
            await device.setCookie("roundtable_unsent", "3:/events/\(world.event)/desk")
            let page = try await device.get("/events/\(world.event)/desk")
            #expect(page.status == 410 && page.contains("This desk link has ended") && !page.contains("Person 1"))
            #expect(page.contains("id=\"desk-file\""))
            site.clock.advance(days: 3)
            #expect(try await device.send(ticks, to: world.event, sentAt: site.clock.now).status == 410)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `notes that a device saved as a file are taken over once, as they happened`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let seats = try await world.invited(2)
            let path = "/events/\(world.event)/attendance/notes"
            let noted = site.clock.now - 3_600_000
            func file(_ event: Event.ID) throws -> [UInt8] {
                let notes = [
                    (seats[0].id, today), (seats[0].id, today), (seats[1].id, today), (seats[1].id, "2020-01-01"),
                ]
                return try JSONCoding.bytes(
                    DeskNotesFile(
                        roundtable: DeskNotesFile.kind, event: event, device: "Side door",
                        notes: notes.enumerated().map { number, note in
                            DeskNotesFile.Note(
                                nonce: String(repeating: "a", count: 31) + "\(number)", day: note.1, block: nil,
                                participant: note.0, code: nil, at: noted + Int64(number) * 1_000, undoes: nil)
                        }))
            }
            let organiser = await world.browser(world.organiser)
            let page = try await organiser.upload(path, [:], field: "file", fileName: "n.json", try file(world.event))
            #expect(page.status == 200 && page.contains("3 notes were taken over.") && page.contains("1 is of nobody"))
            let again = try await organiser.upload(path, [:], field: "file", fileName: "n.json", try file(world.event))
            #expect(again.contains("0 notes were taken over.") && again.contains("3 had come before."))
            let notes = try await site.database.read { try AttendanceStore($0).notes(of: world.event) }
            #expect(notes.map(\.at) == [noted, noted + 1_000, noted + 2_000])
            #expect(notes.allSatisfy { $0.device == "Side door" })
            #expect(try await world.sheet().here(on: today) == 2)
            let other = try await site.database.write {
                try WorldMaker(environment: site.environment).addEvent($0, world.programme, code: "ELSE")
            }
            for bytes in [try file(other), Array("{}".utf8), Array("name,email".utf8), []] {
                let wrong = try await organiser.upload(path, [:], field: "file", fileName: "n.json", bytes)
                #expect(wrong.status == 422)
            }
            let guide = await world.browser(world.facilitator)
            #expect(
                try await guide.upload(path, [:], field: "file", fileName: "n.json", try file(world.event)).status
                    == 403)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a browser that holds notes of a desk asks before it is signed out and forgets them`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let (organiser, seat) = (await world.browser(world.organiser), await world.browser(world.member))
            for (browser, path) in [
                (organiser, "/sign-out"), (organiser, "/account/sessions/ending"), (seat, "/seat/departure"),
            ] {
                await browser.setCookie("roundtable_unsent", "3:/events/\(world.event)/desk")
                let page = try await browser.post(path)
                #expect(page.status == 409 && page.contains("holds 3 notes"))
                #expect(page.headers[.clearSiteData] == nil && page.contains("/events/\(world.event)/desk"))
                // A cookie that leads elsewhere is nobody's.
                await browser.setCookie("roundtable_unsent", "3://elsewhere.example.org/")
            }
            #expect(try await organiser.get("/account").status == 200)
            await organiser.setCookie("roundtable_unsent", "3:/events/\(world.event)/desk")
            let gone = try await organiser.post("/sign-out", ["forget": "1"])
            #expect(gone.status == 303 && gone.headers[.clearSiteData] == "\"storage\"")
            #expect(try await seat.post("/seat/departure").status == 303)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `two merged seats have one tick of each part of the agenda, and a tick of the seat that is gone follows`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let seats = try await world.invited(2)
            let (device, _) = try await world.device("Entrance")
            let (kept, joined, now) = (seats[0].id, seats[1].id, site.clock.now)
            let (organiser, event) = (try await world.visit(world.organiser), world.event)
            _ = try await device.send(
                [tick(kept, 1, at: now), tick(joined, 2, at: now)], to: event, sentAt: now)
            _ = try await AttendanceImport.take(
                organiser, event, day: today, minutes: [kept: 30, joined: 40], list: "a")
            _ = try await AttendanceImport.take(organiser, event, day: tomorrow, minutes: [joined: 50], list: "b")
            let joining = try await SeatJoiningOperations.join(organiser, event, kept: kept, joined: joined)
            func ways(_ seat: Participant.ID) async throws -> [AttendanceRecord.Way] {
                try await site.database.read { try AttendanceStore($0).notes(of: seat, in: event).map(\.via) }
            }
            let left = try await ways(kept)
            #expect(left.count { $0 == .desk } == 1 && left.count == 4)
            #expect(try await world.sheet().doubles.isEmpty)
            let line = try #require(try await world.sheet().lines.first { $0.person.id == kept })
            #expect(line.days[today]?.minutes == 40 && line.days[tomorrow]?.minutes == 50)
            // A device that has not heard of it notes the seat that is gone.
            let late = try await device.send([tick(joined, 3, at: now)], to: event, sentAt: now)
            #expect(late.results.values.first == .again && late.here == 1)
            let back = try await device.send(
                [tick(joined, 4, at: now + 1, undoes: DeskTick.all)], to: event, sentAt: now + 1)
            #expect(back.results.values.first == .undone && back.here == 0)
            try await SeatJoiningOperations.part(organiser, event, joining)
            #expect(try await ways(joined).count { $0 == .desk } == 1)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `people say themselves that they are there while a code is shown, once, and who guesses is stopped`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let (phone, event) = (await world.browser(world.seats[0]), world.event)
            #expect(try await phone.get("/e/ZGRB/here").contains("Nobody asks for it now."))
            #expect(try await phone.post("/e/ZGRB/here", ["code": "123456"]).status == 422)
            let (organiser, guide) = (await world.browser(world.organiser), await world.browser(world.facilitator))
            let codes = "/events/\(event)/attendance/codes"
            #expect(try await guide.post(codes, ["place": today]).status == 403)
            #expect(try await organiser.post(codes, ["place": "2020-01-01"]).status == 422)
            #expect(try await organiser.post(codes, ["place": today]).status == 303)
            let open = try #require(try await site.database.read { try SelfCheckInStore($0).open(in: event) }.first)
            #expect(open.code.count == 6)
            #expect(try await guide.get("\(codes)/\(open.id)").contains(open.code))
            #expect(try await phone.get("/e/ZGRB/here?code=\(open.code)").contains("value=\"\(open.code)\""))
            #expect(try await phone.post("/e/ZGRB/here", ["code": "no"]).contains("This is not the code"))
            for _ in 0..<2 {
                let spaced = "\(open.code.prefix(3)) \(open.code.suffix(3))"
                #expect(try await phone.post("/e/ZGRB/here", ["code": spaced]).status == 303)
            }
            #expect(try await phone.get("/e/ZGRB/here").contains("You are noted as there"))
            let notes = try await site.database.read { try AttendanceStore($0).notes(of: event) }
            #expect(notes.map(\.via) == [.own] && notes[0].participant == world.seats[0].id)
            // Another code for the same day ends the one before.
            try await organiser.post(codes, ["place": today])
            let other = await world.browser(world.seats[1])
            let fresh = try #require(try await site.database.read { try SelfCheckInStore($0).open(in: event) }.first)
            #expect(try await site.database.read { try SelfCheckInStore($0).open(in: event) }.count == 1)
            for _ in 0..<8 { #expect(try await other.post("/e/ZGRB/here", ["code": "x"]).status == 422) }
            #expect(try await other.post("/e/ZGRB/here", ["code": fresh.code]).status == 429)
            // Closed by hand, or after two hours.
            let third = await world.browser(world.seats[2])
            site.clock.advance(seconds: 7_200)
            #expect(try await third.post("/e/ZGRB/here", ["code": fresh.code]).status == 422)
            #expect(try await guide.post("\(codes)/\(fresh.id)/closing").status == 303)
            #expect(try await world.sheet().here(on: today) == 1)
        }
    }
}
