@testable import App
import Domain
import Foundation
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

/// Two seats of one person: who is asked, who takes which, and what joining them moves.
struct SeatJoiningTests {
    // MARK: At the door

    private func arrival(_ name: String, _ more: [String: String] = [:]) -> [String: String] {
        ["name": name, "organisation": "Institute", "country": "HR", "sector": "health", "language": "en"].merging(more)
        {
            $1
        }
    }

    private func post(_ browser: Browser, _ path: String, _ form: [String: String]) async throws -> Page {
        let pairs = form.map { "\($0.key)=\(PercentCoding.encode($0.value))" }
        return try await browser.send(
            .post, path, [.contentType: "application/x-www-form-urlencoded"],
            Array(pairs.joined(separator: "&").utf8))
    }

    private func invited(_ world: World, _ name: String = "Ana Zorić", email: String? = "ana@example.org") async throws
        -> TestSeat
    {
        let (event, environment) = (world.event, world.site.environment)
        return try await world.site.database.write { tx in
            let seat = try WorldMaker(environment: environment).addSeat(
                tx, event, name, country: "HR", sector: "health", state: "invited")
            if let email {
                let person = environment.id(Person.ID.self)
                try tx.execute(
                    """
                    INSERT INTO person (id, name_key, sort_key, search, given_name, family_name, email, languages, expertise,
                        created_at, changed_at) VALUES (\(person), '', '', '', '', \(name), \(email), '[]', '[]', 0, 0)
                    """)
                try tx.execute("UPDATE participant SET person_id = \(person) WHERE id = \(seat.id)")
            }
            return seat
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who fits an invited person is asked, and takes that seat with the address of the invitation`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .collect)
            let seat = try await invited(world)
            let people = "SELECT COUNT(*) FROM participant"
            let before = try await site.count(SQL(verbatim: people))
            let browser = site.browser()
            // However it is written; and no more is told than that an invitation waits.
            let asked = try await post(browser, "/e/ZGRB/arrivals", arrival("zoric  ANA"))
            #expect(asked.status == 200 && asked.contains("An invitation waits for this name. Is it yours?"))
            #expect(!asked.text.contains("Zorić") && !asked.text.contains("ana@example.org"))
            let wrong = try await post(
                browser, "/e/ZGRB/arrivals", arrival("Ana Zoric", ["invited": "yes", "email": "other@example.org"]))
            #expect(wrong.status == 422 && wrong.contains("id=\"email-error\""))
            #expect(await browser.cookies["roundtable_seat"] == nil)
            let right = try await post(
                browser, "/e/ZGRB/arrivals", arrival("Ana Zoric", ["invited": "yes", "email": "Ana@Example.org"]))
            #expect(right.location == "/e/ZGRB")
            #expect(try await browser.get("/e/ZGRB").contains("data-stage=\"collect\""))
            #expect(try await site.count(SQL(verbatim: people)) == before)
            #expect(
                try await site.count("SELECT COUNT(*) FROM participant WHERE id = \(seat.id) AND state = 'present'")
                    == 1)
            // Taken: whoever comes next by this name is nobody's invitation.
            let next = try await post(site.browser(), "/e/ZGRB/arrivals", arrival("Ana Zorić"))
            #expect(next.location == "/e/ZGRB")
            #expect(try await site.count("SELECT COUNT(*) FROM participant WHERE state = 'waiting'") == 1)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `by the address alone they are asked, too, and addresses cannot be tried out`(engine: TestEngine) async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .collect)
            _ = try await invited(world)
            let asked = try await post(
                site.browser(), "/e/ZGRB/arrivals", arrival("A. Z.", ["email": "ana@example.org"]))
            #expect(asked.contains("An invitation waits for this address. Is it yours?"))
            let guesser = site.browser()
            for number in 0..<5 {
                let page = try await post(
                    guesser, "/e/ZGRB/arrivals",
                    arrival("Ana Zorić", ["invited": "yes", "email": "a\(number)@example.org"]))
                #expect(page.status == 422)
            }
            let last = try await post(
                guesser, "/e/ZGRB/arrivals", arrival("Ana Zorić", ["invited": "yes", "email": "ana@example.org"]))
            #expect(last.status == 429)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a stranger who types a colleague's name does not get their seat without the facilitator`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .collect)
            let seat = try await invited(world)
            let browser = site.browser()
            #expect(
                try await post(browser, "/e/ZGRB/arrivals", arrival("Ana Zorić", ["invited": "yes"])).location
                    == "/e/ZGRB")
            #expect(try await browser.get("/e/ZGRB").contains("data-stage=\"waiting\""))
            let lead = await world.browser(world.facilitator)
            let console = try await lead.get("/events/\(world.event)/console")
            #expect(console.contains("Says: I am the invited Ana Zorić") && console.contains("Let in on that seat"))
            // Letting all in leaves out who says to be somebody.
            _ = try await lead.post("/events/\(world.event)/admissions")
            #expect(try await site.count("SELECT COUNT(*) FROM participant WHERE state = 'waiting'") == 1)
            let waiting = try await site.database.read { [event = world.event] in
                try JoiningStore($0).waiting(for: event)
            }
            let path = "/events/\(world.event)/participants/\(waiting[0].id)/admission"
            // Only the seat that they named.
            #expect(try await lead.post(path, ["seat": world.seats[0].id.description]).status == 404)
            let stream = try await browser.listen("/e/ZGRB/arrivals/live")
            #expect(await stream.next(containing: "event: beat") != nil)
            #expect(try await lead.post(path, ["seat": seat.id.description]).status == 303)
            #expect(await stream.next(containing: "event: reload") != nil)
            stream.close()
            #expect(try await browser.get("/e/ZGRB").contains("data-stage=\"collect\""))
            #expect(try await site.count("SELECT COUNT(*) FROM session WHERE participant_id = \(seat.id)") == 2)
            #expect(
                try await site.count("SELECT COUNT(*) FROM participant WHERE id = \(seat.id) AND state = 'present'")
                    == 1)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a seat that was taken is never handed out at the door`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .collect)
            let seat = try await invited(world)
            let browser = site.browser()
            _ = try await post(browser, "/e/ZGRB/arrivals", arrival("Ana Zorić", ["invited": "yes"]))
            #expect(try await site.browser().open("/i/\(seat.link)").status == 303)
            let lead = await world.browser(world.facilitator)
            let waiting = try await site.database.read { [event = world.event] in
                try JoiningStore($0).waiting(for: event)
            }
            let path = "/events/\(world.event)/participants/\(waiting[0].id)/admission"
            #expect(try await lead.post(path, ["seat": seat.id.description]).status == 409)
            #expect(
                try await lead.get("/events/\(world.event)/console").contains(
                    "Somebody with this name has a seat already."))
            #expect(try await lead.post(path).status == 303)
            #expect(try await browser.get("/e/ZGRB").contains("data-stage=\"collect\""))
            // The two of one name stand on the page of the people.
            #expect(try await lead.get("/events/\(world.event)/people").contains("1 pair of seats may be one person"))
        }
    }

    // MARK: Likely doubles

    @Test func `near names are near, and others are not`() {
        #expect(SeatDoubles.isNear("ana zoric", "ana maria zoric"))
        #expect(SeatDoubles.isNear("jovanovic milos", "jovanovich milos"))
        #expect(!SeatDoubles.isNear("ana zoric", "ivo zoric"))
        #expect(!SeatDoubles.isNear("ana", "ena"))
        #expect(!SeatDoubles.isNear("", ""))
    }

    @Test(arguments: TestEngine.allCases)
    func `two people of one name are told apart, and can be joined after all`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .collect)
            let seats = world.seats.prefix(3).map(\.id)
            try await site.database.write { tx in
                try tx.execute("UPDATE participant SET name = 'Ana Zorić' WHERE id IN \(in: seats)")
            }
            let client = try await world.api(world.facilitator)
            let base = "/api/v1/events/\(world.event)"
            func doubles() async throws -> Set<SeatPair> {
                let items = try await client.send(.get, "\(base)/doubles").items
                return Set(
                    try items.map {
                        SeatPair(
                            try #require(Participant.ID($0["first"] as? String ?? "")),
                            try #require(Participant.ID($0["second"] as? String ?? "")))
                    })
            }
            let all = try await doubles()
            #expect(all.count == 2)
            let lead = await world.browser(world.facilitator)
            let path = "/events/\(world.event)/seat-distinctions"
            let pair = SeatPair(seats[0], seats[1])
            #expect(try await lead.get("/events/\(world.event)/people").contains("These are two people"))
            for _ in 0..<2 {
                let form: KeyValuePairs = ["first": "\(pair.second)", "second": "\(pair.first)"]
                #expect(try await lead.post(path, form).status == 303)
            }
            // The third may still be either of them.
            let left = try await doubles()
            #expect(!left.contains(pair) && !left.isEmpty)
            for other in left {
                let made = try await client.send(
                    .post, "\(base)/seat-distinctions", ["first": "\(other.first)", "second": "\(other.second)"])
                #expect(made.status == 201)
            }
            for other in try await doubles() {
                _ = try await client.send(
                    .post, "\(base)/seat-distinctions", ["first": "\(other.first)", "second": "\(other.second)"])
            }
            #expect(try await doubles().isEmpty)
            let people = try await lead.get("/events/\(world.event)/people")
            #expect(people.contains("3 pairs of seats are two people each") && people.contains("Keep the first seat"))
            #expect(try await site.journal().filter { $0 == "participant.distinction" }.count == 3)

            let form: KeyValuePairs = ["kept": "\(pair.first)", "joined": "\(pair.second)"]
            #expect(try await lead.post("/events/\(world.event)/seat-joinings", form).status == 303)
            #expect(try await site.count("SELECT COUNT(*) FROM seats_kept_apart") == 2)
            let stranger = await world.browser(world.stranger)
            #expect(try await stranger.post(path, ["first": "\(seats[0])", "second": "\(seats[2])"]).status == 404)
        }
    }

    // MARK: Joining

    /// What the features tell of their tables, against what is there: a column of another day cannot be forgotten.
    @Test(arguments: TestEngine.allCases)
    func `every column that says whose something is moves with the seat`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let listed = Dictionary(grouping: SeatColumn.all, by: \.kind).mapValues {
                Set($0.map { "\($0.table).\($0.name)" })
            }
            let found = try await site.database.read { reading in
                engine == .sqlite ? try Self.sqlite(reading) : try Self.postgres(reading)
            }
            #expect(found.links == listed[.seat])
            let names = found.columns.filter { column in
                let name = column.split(separator: ".")[1]
                return name.hasSuffix("_by")
                    || ["actor", "author", "reader", "checker", "approver", "payer"].contains(name)
            }
            let others = TableFacts.all.flatMap { table in table.lookalikes.map { "\(table.name).\($0)" } }
            #expect(Set(names).subtracting(others) == listed[.actor])
            #expect(Set(others).isSubset(of: names))
        }
    }

    private static func sqlite(_ reading: any Reading) throws -> (links: Set<String>, columns: [String]) {
        let links = try reading.all(
            """
            SELECT m.name || '.' || k."from" AS name FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) k
            WHERE m.type = 'table' AND k."table" = 'participant'
            """)
        let columns = try reading.all(
            "SELECT m.name || '.' || c.name AS name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'"
        )
        return (Set(try links.map { try $0.get("name") }), try columns.map { try $0.get("name") })
    }

    private static func postgres(_ reading: any Reading) throws -> (links: Set<String>, columns: [String]) {
        let links = try reading.all(
            """
            SELECT c.conrelid::regclass::text || '.' || a.attname AS name FROM pg_constraint c
            JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey)
            WHERE c.contype = 'f' AND c.confrelid = 'participant'::regclass
            """)
        let columns = try reading.all(
            "SELECT table_name || '.' || column_name AS name FROM information_schema.columns WHERE table_schema = 'public'"
        )
        return (
            Set(try links.map { try $0.get("name", as: String.self).filter { $0 != "\"" } }),
            try columns.map { try $0.get("name") }
        )
    }

    @Test(arguments: TestEngine.allCases)
    func `issues, places and links move with the seat, and come back`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .collect)
            let (kept, joined) = (world.seats[0], world.seats[1])
            for (seat, title) in [(kept, "Mine"), (joined, "Mine, from the other phone")] {
                _ = try await IssueOperations.contribute(
                    try await world.visit(seat), world.event, Contribution(topic: world.topics[0], title: title))
            }
            let lead = await world.browser(world.organiser)
            let form: KeyValuePairs = ["kept": kept.id.description, "joined": joined.id.description]
            #expect(try await lead.post("/events/\(world.event)/seat-joinings", form).status == 303)
            func issues(_ seat: TestSeat) async throws -> Int {
                try await site.count("SELECT COUNT(*) FROM issue WHERE participant_id = \(seat.id)")
            }
            #expect(try await issues(kept) == 2)
            #expect(try await issues(joined) == 0)
            // The other phone goes on, and the other link opens the same seat.
            let phone = try await world.browser(joined).get("/e/ZGRB")
            #expect(phone.contains("<span dir=\"auto\">\(kept.name)</span>"))
            #expect(try await site.browser().open("/i/\(joined.link)").location == "/e/ZGRB")
            let me = try await world.api(joined).send(.get, "/api/v1/me")
            #expect((me["seat"] as? [String: Any])?["participant"] as? String == kept.id.description)

            let people = try await lead.get("/events/\(world.event)/people")
            #expect(people.contains("was merged into"))
            let undo = try #require(people.text(after: "action=\"/events/\(world.event)/seat-joinings/", before: "\""))
            #expect(try await lead.post("/events/\(world.event)/seat-joinings/\(undo)").status == 303)
            #expect(try await issues(kept) == 1)
            #expect(try await issues(joined) == 1)
            #expect(try await world.browser(joined).get("/e/ZGRB").contains("<span dir=\"auto\">\(joined.name)</span>"))
            #expect(try await lead.post("/events/\(world.event)/seat-joinings/\(undo)").status == 404)
            let kinds = try await site.journal()
            #expect(kinds.contains("participant.joining") && kinds.contains("participant.parting"))
        }
    }

    /// A facilitator who sits in the room with a seat of their own must not get into another's by joining the two.
    @Test(arguments: TestEngine.allCases)
    func `joining lets nobody into a seat that is somebody's`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .collect)
            let (victim, own) = (world.seats[0], world.seats[1])
            let lead = await world.browser(world.facilitator)
            let form: KeyValuePairs = ["kept": victim.id.description, "joined": own.id.description]
            #expect(try await lead.post("/events/\(world.event)/seat-joinings", form).status == 303)
            #expect(try await !world.browser(own).get("/e/ZGRB").contains(victim.name))
            #expect(try await site.browser().open("/i/\(own.link)").status == 410)
            #expect(try await world.api(own).send(.get, "/api/v1/me").status == 401)
            #expect(try await world.browser(victim).get("/e/ZGRB").contains(victim.name))
        }
    }

    @Test func `in an open round one ballot is left, the kept seat's where there is one`() async throws {
        try await inEveryRoom { room in
            let round = try await room.open(RoundSettings(method: .multivote))
            try await room.cast(0, round, [0: 1])
            try await room.cast(1, round, [1: 1])
            try await room.cast(3, round, [3: 1])
            let seats = try (0..<4).map { try #require(room.voters[$0].seat).id }
            func join(_ kept: Int, _ joined: Int) async -> Refusal? {
                await refusal {
                    _ = try await SeatJoiningOperations.join(
                        room.visit(room.facilitator), room.event, kept: seats[kept], joined: seats[joined])
                }
            }
            #expect(await join(0, 1) == nil)
            // Only the joined one has voted: who has the kept seat would see the ballot.
            #expect(await join(2, 3)?.code == "seat-has-voted")
            #expect(await join(3, 2) == nil)
            #expect(try await room.count("ballot", round) == 2)
            #expect(try await room.count("participation", round) == 2)
            let choices = try await room.database.read { reading in
                try [seats[0], seats[3]].map { try BallotStore(reading).choices(of: $0, in: round)?.values }
            }
            #expect(choices == [[room.issues[0]: 1], [room.issues[3]: 1]])
            // The kept seat may change its vote, and it counts once; the joined one votes no more.
            try await room.cast(3, round, [4: 1])
            #expect(await refusal { try await room.cast(1, round, [4: 1]) } != nil)
            #expect(try await room.count("ballot", round) == 2)
            try await room.close(round)
            let counted = try await room.database.read { try BallotStore($0).countedReceipts(of: round).count }
            #expect(counted == 2)
        }
    }

    @Test func `in a closed round both stay, and the result says so`() async throws {
        try await inEveryRoom { room in
            let round = try await room.open(RoundSettings(method: .multivote))
            for voter in 0..<6 { try await room.cast(voter, round, [voter % 3: 1]) }
            try await room.close(round)
            try await room.reveal(round)
            let seats = try (0..<2).map { try #require(room.voters[$0].seat).id }
            let joining = try await SeatJoiningOperations.join(
                room.visit(room.facilitator), room.event, kept: seats[0], joined: seats[1])
            #expect(try await room.count("ballot", round) == 6)
            func twice() async throws -> Int {
                try await room.database.read { try RoundVoters.answeredTwice(in: round, $0) }
            }
            #expect(try await twice() == 1)
            let words = "One person may have answered twice in this round."
            func places() async throws -> [String: Bool] {
                let export = try ResultExport(try await room.result(round), .importance)
                let result = export.result
                return try await room.database.read { reading in
                    let shown = try Room(room.event, reading)
                    let names = try DirectoryNames(reading)
                    let record = try ReportStore(reading).record(of: room.event)
                    let report = WorkshopReport(record: record, options: .init(madeOn: ""))
                    return [
                        "words": ResultWords(result, result.main, names).answeredTwice?.string() == words,
                        "tally.csv": export.tallyCSV.contains(words),
                        "tally.json": try export.tallyJSON().contains(words),
                        "projector": try VoteScreen.projector(
                            shown, join: JoinAddress(url: "", short: ""), now: 0, reading
                        ).content.text.contains(
                            words),
                        "report": DocumentMarkdown(report.document).text.contains(words),
                    ]
                }
            }
            #expect(try await places().filter { !$0.value }.isEmpty)
            try await SeatJoiningOperations.part(room.visit(room.facilitator), room.event, joining)
            #expect(try await twice() == 0)
            #expect(try await places().filter(\.value).isEmpty)
        }
    }

    /// The whole chain with everything in it: nothing may break, and undoing it leaves what was there.
    @Test(arguments: TestEngine.allCases)
    func `joining and parting leave everything as it was`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.threadWorld().world
            let lead = try await world.visit(world.organiser)
            func everything() async throws -> [String: [String]] {
                try await site.database.read { reading in
                    var found: [String: [String]] = [:]
                    for column in Set(SeatColumn.all.map(\.table))
                    where column != "seat_joining" && column != "journal" {
                        found[column] = try reading.all("SELECT * FROM \(SQL(verbatim: "\"\(column)\""))").map { row in
                            try row.columns.map { "\($0) \(try row.get($0, as: SQLValue.self))" }.joined(
                                separator: ", ")
                        }.sorted()
                    }
                    return found
                }
            }
            let before = try await everything()
            for (kept, joined) in [(0, 1), (2, 0), (1, 3)] {
                let id = try await SeatJoiningOperations.join(
                    lead, world.event, kept: world.seats[kept].id, joined: world.seats[joined].id)
                #expect(try await everything() != before)
                try await SeatJoiningOperations.part(lead, world.event, id)
                let after = try await everything()
                for (table, rows) in before { #expect(after[table] == rows, "\(table)") }
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `seats are joined by the API, with the same rules`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .collect)
            let client = try await world.api(world.facilitator)
            let path = "/api/v1/events/\(world.event)/seat-joinings"
            let seats = world.seats.map(\.id.description)
            let made = try await client.send(.post, path, ["kept": seats[0], "joined": seats[1]])
            #expect(made.status == 201)
            #expect(try await client.send(.post, path, ["kept": seats[0], "joined": seats[1]]).status == 404)
            #expect(try await client.send(.post, path, ["kept": seats[0], "joined": seats[0]]).status == 422)
            #expect(try await client.send(.get, path).items.count == 1)
            #expect(try await client.send(.delete, "\(path)/\(made.text("id"))").status == 200)
            #expect(try await client.send(.get, "/api/v1/events/\(world.event)/doubles").status == 200)
            let lead = try await site.database.read { [event = world.event] in
                try EventStore($0).participants(of: event).first { $0.account != nil }?.id
            }
            let account = try #require(lead).description
            #expect(try await client.send(.post, path, ["kept": seats[0], "joined": account]).status == 409)
            #expect(
                try await world.api(world.member).send(.post, path, ["kept": seats[0], "joined": seats[1]]).status
                    == 403)
        }
    }
}
