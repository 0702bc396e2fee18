@testable import App
import Domain
import Foundation
import HTTPTypes
import Storage
import StorageTestSupport
import Synchronization
import Testing
import TestSupport
import Web

/// The limits of docs/security.md that are one person's: reached, told in words, and no obstacle to everybody else.
struct LimitTests {
    @Test
    func `a person has twelve live pages at most: one more ends the oldest, which comes back later`() async throws {
        try await TestSite.with(.sqlite) { site in
            let world = try await site.world(stage: .collect)
            let browser = await world.browser(world.member)
            let other = try await world.browser(world.seats[1]).listen("/e/ZGRB/live")
            var streams: [LiveStream] = []
            for _ in 0..<Services.Limits.streamsOfPerson { streams.append(try await browser.listen("/e/ZGRB/live")) }
            let name = "participant:\(world.member.id)"
            #expect(site.services.limits.streams.taken(name) == 12)
            let newest = try await browser.listen("/e/ZGRB/live")
            #expect(newest.status == 200 && site.services.limits.streams.taken(name) == 12)
            try await world.browser(world.facilitator).post("/events/\(world.event)/stage", ["stage": "merge"])
            #expect(await streams[0].next(containing: "event: retry\ndata: 30000", seconds: 15) != nil)
            // The others, and everybody else behind the same address, go on.
            for stream in [streams[1], newest, other] {
                #expect(await stream.next(containing: "event: state\ndata: merge", seconds: 15) != nil)
            }
            for stream in streams + [newest, other] { stream.close() }
            while site.services.limits.streams.taken(name) > 0 { try await Task.sleep(for: .milliseconds(5)) }
        }
    }

    @Test
    func `two hundred phones behind one address listen and load pages`() async throws {
        try await TestSite.with(.sqlite) { site in
            let world = try await site.world(stage: .collect)
            let maker = WorldMaker(environment: site.environment)
            let seats = try await site.database.write { tx in
                try (0..<200).map {
                    try maker.addSeat(tx, world.event, "Person \($0)", country: "HR", sector: "health")
                }
            }
            var streams: [LiveStream] = []
            for seat in seats {
                let browser = await world.browser(seat)
                #expect(try await browser.get("/e/ZGRB").status == 200)
                streams.append(try await browser.listen("/e/ZGRB/live"))
            }
            #expect(streams.allSatisfy { $0.status == 200 })
            for stream in streams { stream.close() }
        }
    }

    @Test
    func `places are given back, and the oldest goes first`() {
        let places = StreamPlaces()
        let streams = (0..<5).map { _ in EventStream() }
        let over = Mutex<[Int]>([])
        for (number, stream) in streams.enumerated() {
            stream.line.whenOver { over.withLock { $0.append(number) } }
        }
        var held = (0..<3).map { places.take("a", limit: 3, streams[$0].line) }
        let fourth = places.take("a", limit: 3, streams[3].line)
        #expect(over.withLock { $0 } == [0] && places.taken("a") == 3)
        let other = places.take("b", limit: 1, streams[4].line)
        #expect(over.withLock { $0 } == [0] && places.taken("b") == 1)
        held.removeAll()
        #expect(places.taken("a") == 1)
        withExtendedLifetime((fourth, other, streams)) {}
    }

    @Test(arguments: TestEngine.allCases)
    func `the API takes so many requests a minute of one person, and says when to come back`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, apiLimit: 5) { site in
            let world = try await site.world(stage: .collect)
            let one = try await AccountOperations.createToken(try await world.visit(world.organiser), name: "One")
            let two = try await AccountOperations.createToken(try await world.visit(world.facilitator), name: "Two")
            func ask(_ token: String?) async throws -> Page {
                try await site.browser().send(
                    .get, "/api/v1/me", token.map { [.authorization: "Bearer \($0)"] } ?? [:])
            }
            for _ in 0..<5 { #expect(try await ask(one).status == 200) }
            site.clock.advance(seconds: 20)
            let refused = try await ask(one)
            #expect(refused.status == 429 && refused.headers[.retryAfter] == "40")
            #expect(refused.headers[.contentType] == "application/problem+json")
            #expect(try await ask(two).status == 200)
            // Who tries tokens is counted by address, and pages and health are not counted at all.
            for number in 0..<5 { #expect(try await ask("wrong \(number)").status == 401) }
            #expect(try await ask("wrong").status == 429)
            #expect(try await ask(nil).status == 429)
            for _ in 0..<10 {
                #expect(try await site.browser().get("/healthz").status == 200)
                #expect(try await world.browser(world.organiser).get("/").status < 400)
            }
            site.clock.advance(seconds: 41)
            #expect(try await ask(one).status == 200)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a person writes two hundred issues at most`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .collect)
            let (seat, event, topic, environment) = (world.member.id, world.event, world.topics[0], site.environment)
            try await site.database.write { tx in
                for number in 0..<IssueOperations.mostOfPerson - 1 {
                    try tx.execute(
                        """
                        INSERT INTO issue (id, event_id, topic_id, participant_id, kind, language, title, explanation, created_at, changed_at)
                        VALUES (\(environment.id(Issue.ID.self)), \(event), \(topic), \(seat), 'contributed', 'en', \("Issue \(number)"), '', 1, 1)
                        """)
                }
            }
            let visit = try await world.visit(world.member)
            _ = try await IssueOperations.contribute(
                visit, event, Contribution(topic: topic, title: "The last", key: "k"))
            let refusal = await #expect(throws: Refusal.self) {
                try await IssueOperations.contribute(visit, event, Contribution(topic: topic, title: "One more"))
            }
            #expect(refusal?.code == "too-many-issues")
            // What was sent before and comes again is answered as before.
            _ = try await IssueOperations.contribute(
                visit, event, Contribution(topic: topic, title: "The last", key: "k"))
            _ = try await IssueOperations.contribute(
                try await world.visit(world.seats[1]), event, Contribution(topic: topic, title: "Of another"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an account keeps its five newest previews`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let browser = await world.browser(world.organiser)
            var paths: [String] = []
            for number in 0..<7 {
                site.clock.advance(seconds: 1)
                let csv = "Given name,Family name\nAna,Person \(number)\n"
                let page = try await browser.upload(
                    "/directory/people/import", field: "file", fileName: "people.csv", Array(csv.utf8))
                paths.append(try #require(page.location))
            }
            #expect(try await site.count("SELECT COUNT(*) FROM import_draft") == ImportStore.mostOfAccount)
            #expect(try await browser.get(paths[1]).status == 404)
            #expect(try await browser.get(paths[2]).status == 200)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a programme has a thousand events at most, also by workshop files`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let maker = WorldMaker(environment: site.environment)
            let programme = world.programme
            try await site.database.write { tx in
                for number in 1..<EventOperations.mostOfProgramme {
                    _ = try maker.addEvent(tx, programme, code: "X\(number)")
                }
            }
            let visit = try await world.visit(world.organiser)
            let fields = EventFields(
                title: "One more", startsOn: "2027-01-01", endsOn: "2027-01-02", timeZone: "UTC", place: "Zagreb")
            let refusal = await #expect(throws: Refusal.self) {
                try await EventOperations.create(visit, in: programme, fields)
            }
            #expect(refusal?.code == "too-many" && refusal?.title.string().contains("1000 events") == true)
        }
    }

    @Test
    func `a limiter forgets its oldest keys rather than growing without end`() async throws {
        let limiter = RateLimiter(limit: 1, seconds: 60, mostKeys: 100)
        for number in 0..<1_000 { try limiter.check("key \(number)", now: Int64(number)) }
        #expect(limiter.keys <= 100)
        #expect(throws: Refusal.self) { try limiter.check("key 999", now: 1_000) }
    }

    /// There are no uploads of images; each file that is read is told by its content. So nothing that calls itself one is opened.
    @Test
    func `a picture, however large it says it is, is no table`() throws {
        // The head of a PNG of 4,294,967,295 by 4,294,967,295 points.
        let start: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, 0x49, 0x48, 0x44, 0x52]
        let png = start + Array(repeating: 0xFF, count: 8) + [8, 6, 0, 0, 0]
        for name in ["a.png", "a.csv", "a.xlsx", "a.svg"] {
            #expect(throws: Refusal.self) { try SheetFile.read(png, name: name) }
        }
    }

    @Test
    func `names inside an archive lead nowhere, and a bomb is not unpacked`() throws {
        let types = Array("<Types xmlns=\"x\"/>".utf8)
        let relations = { (target: String) in
            Array(
                "<Relationships><Relationship Id=\"r1\" Type=\"http://x/officeDocument\" Target=\"\(target)\"/></Relationships>"
                    .utf8)
        }
        for target in [
            "../../../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "https://example.org/x.xml", "..\\x",
        ] {
            let book = StoredZip.make([
                ("[Content_Types].xml", types), ("_rels/.rels", relations(target)),
                ("../../../../etc/passwd", Array("<workbook/>".utf8)),
            ])
            #expect(throws: Refusal.self, "\(target)") { try SheetFile.read(book, name: "a.xlsx") }
        }
        // Three hundred megabytes of blanks, packed into less than a third of one.
        let blanks = [UInt8](repeating: 32, count: 300 << 20)
        let bomb = try ZipWriter.write([
            .init("[Content_Types].xml", types), .init("_rels/.rels", blanks),
        ])
        #expect(bomb.count < 1 << 20)
        let refusal = #expect(throws: Refusal.self) { try SheetFile.read(bomb, name: "a.xlsx") }
        #expect(refusal?.fields["file"]?.string().contains("too large") == true)
    }

    @Test
    func `no cell of a table that leaves is a formula`() throws {
        let cells = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "=HYPERLINK(\"https://example.org\")"]
        let csv = String(decoding: CSVTable.write(header: ["=a"], rows: cells.map { [$0] }), as: UTF8.self)
        var reader = CSVReader(csv, separator: ",")
        let read = try reader.all().compactMap(\.fields.first)
        #expect(read.dropFirst().allSatisfy { $0.hasPrefix("'") }, "\(read)")
        let book = try SheetFile.read(
            try XLSXWriter.write(sheet: "=a", header: ["=a"], rows: cells.map { [$0] }), name: "a.xlsx")
        let archive = try ZipArchive(try XLSXWriter.write(sheet: "S", header: ["=a"], rows: cells.map { [$0] }))
        let sheet = String(decoding: try #require(try archive.part("xl/worksheets/sheet1.xml")), as: UTF8.self)
        #expect(!sheet.contains("<f>") && book.lines.count == cells.count + 1)
    }
}
