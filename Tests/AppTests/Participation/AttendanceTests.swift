@testable import App
import Domain
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

private let today = "2023-11-29"

private let zoom = """
    Meeting ID,Topic,Start Time
    987 6543 210,Plenary,11/29/2023 09:55:00 AM

    Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest
    Anvar (Namunov Anvar),fatima@example.org,11/29/2023 10:00:00 AM,11/29/2023 10:40:00 AM,40,Yes
    iPhone,fatima@example.org,11/29/2023 10:30:00 AM,11/29/2023 11:30:00 AM,60,Yes
    Person 1,,11/29/2023 10:00:00 AM,11/29/2023 11:00:00 AM,60,Yes
    Person 1,,11/29/2023 10:30:00 AM,11/29/2023 11:30:00 AM,60,Yes
    Nobody Known,,11/29/2023 10:00:00 AM,11/29/2023 10:00:20 AM,0,Yes
    ,,11/29/2023 10:00:00 AM,11/29/2023 10:00:20 AM,0,Yes
    """

struct AttendanceTests {
    private func list(_ text: String, _ name: String = "list.csv") throws -> AttendanceList {
        try AttendanceList(TableUpload(Array(text.utf8), name: name))
    }

    @Test func `lists of three services are read by what their columns are called`() throws {
        let first = try list(zoom)
        #expect(first.rows.count == 5 && first.left == 1)
        #expect(AttendanceList.minutes(of: Array(first.rows[0...1])) == 90)
        let teams = """
            1. Summary
            Meeting title\tPlenary

            2. Participants
            Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole
            Ana Primjer\t11/29/23, 10:00:12 AM\t11/29/23, 11:02:13 AM\t1h 2m 1s\tana@example.org\tana@example.org\tPresenter

            3. In-Meeting Activities
            Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole
            Ana Primjer\t11/29/23, 10:00:12 AM\t11/29/23, 11:02:13 AM\t1h 2m 1s\tana@example.org\tPresenter
            """
        let second = try list(teams, "list.tsv")
        #expect(second.rows.map(\.email) == ["ana@example.org"])
        #expect(second.rows[0].minutes == 62)
        let bbb = "Name,Moderator,Join,Left,Duration\nAna Primjer,FALSE,23:50:00,00:20:00,00:30:00\n"
        #expect(AttendanceList.minutes(of: try list(bbb).rows) == 30)
        #expect(throws: Refusal.self) { try list("Colour,Shape\nred,round\n") }
        #expect(throws: Refusal.self) { try list("Name,Email\n") }
    }

    @Test(arguments: TestEngine.allCases)
    func `of a long list of strangers as many are asked about as a page holds, and the rest is said`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world(seats: 6)
            let lines = (1...600).map {
                "Person Stranger \($0),x\($0)@example.org,\(String(repeating: "1h ", count: 80))"
            }
            let file = try list("Name,User Email,Duration\n" + lines.joined(separator: "\n") + "\n")
            #expect(file.rows.count == 600 && file.rows.allSatisfy { ($0.minutes ?? 0) > 0 })
            let match = try await site.database.read { try AttendanceMatch(file, of: world.event, $0) }
            #expect(match.open.count == AttendanceMatch.mostOpen && match.unasked == 600 - AttendanceMatch.mostOpen)
            #expect(match.open[0].likely.first?.name.hasPrefix("Person") ?? false)
        }
    }

    @Test func `durations are read as services write them`() {
        #expect(AttendanceList.minutes("75") == 75 && AttendanceList.minutes("75,5") == 75)
        #expect(AttendanceList.minutes("01:15:30") == 75 && AttendanceList.minutes("1:15") == 75)
        #expect(AttendanceList.minutes("58:11") == 58 && AttendanceList.minutes("1h 15m 30s") == 75)
        #expect(AttendanceList.minutes("45 min") == 45 && AttendanceList.minutes("1 ч 5 мин") == 65)
        #expect(AttendanceList.minutes("") == nil && AttendanceList.minutes("1e400") == nil)
        #expect(AttendanceList.minutes("-5") == 0 && AttendanceList.minutes("99999999999999999999") == 100_000)
        #expect(AttendanceList.clock("06/09/2027 12:30 AM") == 30 && AttendanceList.clock("12:30 PM") == 750)
        #expect(AttendanceList.clock("99:99") == nil)
    }

    /// A7-25: same name twice, no e-mail, 0 minutes, two devices.
    @Test(arguments: TestEngine.allCases)
    func `a list is matched by address, names by hand, and taken over once`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let browser = await world.browser(world.organiser)
            let path = "/events/\(world.event)/attendance/import"
            let page = try await browser.upload(
                path, ["day": today], field: "file", fileName: "zoom.csv", Array(zoom.utf8))
            #expect(page.status == 200 && page.contains("1 person was recognised"))
            #expect(page.contains("Who are these 3?"))
            #expect(try await site.count("SELECT COUNT(*) FROM attendance") == 0)
            let found = try #require(page.text(after: "name=\"found\" value=\"", before: "\">")).replacing(
                "&quot;", with: "\""
            ).replacing("&#34;", with: "\"")
            let open = try #require(page.text(after: "name=\"open\" value=\"", before: "\">")).replacing(
                "&quot;", with: "\""
            ).replacing("&#34;", with: "\"")
            let person = world.seats[0].id.description
            for _ in 0..<2 {
                let done = try await browser.post(
                    path + "/choice",
                    [
                        "day": today, "list": "abc", "found": found, "open": open, "who-0": person, "who-1": person,
                        "who-2": "",
                    ])
                #expect(done.status == 303)
            }
            let minutes = try await site.database.read { reading in
                try reading.all("SELECT minutes FROM attendance ORDER BY minutes").map {
                    try $0.get("minutes", as: Int.self)
                }
            }
            // Person 1 stood there twice, from two devices: their times are one stay.
            #expect(minutes == [90, 90])
            let wrong = try await browser.upload(
                path, ["day": "2020-01-01"], field: "file", fileName: "zoom.csv", Array(zoom.utf8))
            #expect(wrong.status == 422)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a certificate is earned by the share that counts, checked with the surname, and revoked`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let visit = try await world.visit(world.organiser)
            // R9: 610 of 720 are 84.7 %; 570 are not enough.
            let counted = [today: 360, "2023-11-30": 360]
            try await CertificateOperations.setRule(visit, world.event, AttendanceRule(percent: 80, counted: counted))
            let (first, second) = (world.seats[0].id, world.seats[1].id)
            _ = try await AttendanceImport.take(
                visit, world.event, day: today, minutes: [first: 360, second: 360], list: "a")
            _ = try await AttendanceImport.take(
                visit, world.event, day: "2023-11-30", minutes: [first: 250, second: 210], list: "b")
            let days = try await site.database.read { [event = world.event] in try DoorFacts.attendedDays(in: event, $0)
            }
            #expect(days == [first: 2, second: 2], "for the file of registrations")
            #expect(try await CertificateOperations.issue(visit, world.event, nil) == 1)
            #expect(try await CertificateOperations.issue(visit, world.event, nil) == 0)
            let issued = try await site.database.read { try CertificateStore($0).certificates(of: world.event) }
            let certificate = try #require(issued.first)
            #expect(certificate.participant == first && certificate.minutes == 610 && certificate.familyName == "1")
            #expect(certificate.number.count == 14)
            let guest = site.browser()
            let path = "/c/\(certificate.number)"
            #expect(try await !guest.get(path).contains("Person"))
            #expect(try await guest.post(path, ["surname": "Person"]).status == 404)
            #expect(try await guest.post("/c/AAAA-AAAA-AAAA", ["surname": "1"]).status == 404)
            let good = try await guest.post(
                "/c/\(certificate.number.lowercased().replacing("-", with: " "))", ["surname": " 1 "])
            #expect(good.contains("This certificate is valid.") && good.contains("Person 1"))
            try await CertificateOperations.revoke(visit, world.event, certificate.id)
            #expect(try await guest.post(path, ["surname": "1"]).contains("It is not valid."))
            // Given again, it has another number.
            #expect(try await CertificateOperations.issue(visit, world.event, nil) == 1)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a row changed behind the server's back makes no valid certificate, and a close event is not named`(
        engine: TestEngine
    )
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let visit = try await world.visit(world.organiser)
            let (event, seat) = (world.event, world.seats[0].id)
            try await site.database.write { try $0.execute("UPDATE event SET marking = 'AMBER' WHERE id = \(event)") }
            try await CertificateOperations.setRule(
                visit, event, AttendanceRule(percent: 50, counted: ["2023-11-30": 0]))
            try await DeskOperations.tick(visit, event, day: today, seat, undoes: false)
            #expect(try await CertificateOperations.issue(visit, event, [seat]) == 1)
            let issued = try await site.database.read { try CertificateStore($0).certificates(of: event) }
            let certificate = try #require(issued.first)
            #expect(
                certificate.title == "an event of \u{2068}Preparedness programme\u{2069}"
                    || certificate.title == "an event of Preparedness programme")
            #expect(certificate.minutes == nil && certificate.days == 1 && certificate.isUnchanged)
            try await site.database.write { try $0.execute("UPDATE certificate SET days = 2") }
            let page = try await site.browser().post("/c/\(certificate.number)", ["surname": "1"])
            #expect(page.contains("changed after it was issued"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `names stand by family name, as the directory or a registration knows it or as they are written`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let (event, first, second) = (world.event, world.seats[0].id, world.seats[1].id)
            try await site.database.write { tx in
                try tx.execute("UPDATE participant SET name = 'Zoe ABEL' WHERE id = \(first)")
                try tx.execute("UPDATE participant SET name = 'Abel Zorro' WHERE id = \(second)")
            }
            let names = try await site.database.read {
                try AttendanceSheet(try EventStore($0).event(event), $0).lines.map(\.person.name)
            }
            let zoe = try #require(names.firstIndex(of: "Zoe ABEL"))
            let abel = try #require(names.firstIndex(of: "Abel Zorro"))
            #expect(zoe < abel)
            let page = try await world.browser(world.organiser).get("/events/\(event)/attendance")
            #expect(page.contains("More to do") && page.contains("id=\"desk-links\" open"))
            _ = try await DeskPassOperations.create(
                try await world.visit(world.organiser), event, day: today, label: "Entrance")
            let folded = try await world.browser(world.organiser).get("/events/\(event)/attendance")
            #expect(!folded.contains("id=\"desk-links\" open") && folded.contains("id=\"desk-links\""))
        }
    }

    @Test func `family names are found in names that nobody took apart`() {
        #expect(CertificateOperations.familyName(in: "NAMUNOV Anvar") == "NAMUNOV")
        #expect(CertificateOperations.familyName(in: "Anvar Namunov") == "Namunov")
        #expect(CertificateOperations.familyName(in: "Ana DE LA CRUZ") == "DE LA CRUZ")
        #expect(CertificateOperations.familyName(in: "ANA PRIMJER") == "PRIMJER")
        #expect(CertificateOperations.familyName(in: "محمد علي") == "علي")
        #expect(CertificateOperations.familyName(in: "") == "")
    }

    @Test(arguments: TestEngine.allCases)
    func `badges are printed in three layouts, with the fields that were ticked`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let browser = await world.browser(world.organiser)
            let path = "/events/\(world.event)/badges"
            for (layout, style) in [("a6-fold", "fold"), ("90x55", "small"), ("a7-hanging", "hanging")] {
                let page = try await browser.post(path, ["layout": layout, "field": "country", "for": "all"])
                #expect(page.contains("class=\"badges \(style)\"") && page.contains("Person 1"))
                #expect(!page.contains("class=\"qr\""))
            }
            #expect(try await browser.post(path, ["layout": "90x55", "for": "chosen"]).status == 422)
        }
    }
}
