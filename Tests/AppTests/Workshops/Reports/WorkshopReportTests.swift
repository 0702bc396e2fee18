@testable import App
import Domain
import Foundation
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

/// The report of a workshop: what it tells and what it keeps.
@Suite struct WorkshopReportTests {
    private func report(_ room: VotingRoom, names: Bool = false) async throws -> String {
        let event = room.event
        return try await room.database.render(in: .english) { reading in
            let record = try ReportStore(reading).record(of: event)
            return DocumentMarkdown(
                WorkshopReport(record: record, options: .init(namesPeople: names, madeOn: "2026-11-30")).document
            ).text
        }
    }

    private func vote(_ room: VotingRoom) async throws -> Round.ID {
        let round = try await room.open(RoundSettings(method: .multivote, dots: 4, seats: 2))
        for voter in 0..<15 { try await room.cast(voter, round, voter % 3 == 0 ? [0: 2, 1: 1] : [1: 2, 2: 2]) }
        try await room.close(round)
        return round
    }

    @Test func `a sealed result is not in the report, a revealed one is in its readings`() async throws {
        try await inEveryRoom { room in
            let round = try await vote(room)
            let sealed = try await report(room)
            #expect(sealed.contains("TLP:GREEN") && !sealed.contains("Rank, sectors equal"))
            try await room.reveal(round)
            let told = try await report(room)
            // Fifteen people of three sectors and three countries are too few to weigh countries (decision 18).
            #expect(!told.contains("Rank, countries equal") && told.contains("Rank, sectors equal"))
            #expect(told.contains("By equal shares") || told.contains("by equal shares"))
        }
    }

    @Test func `a result stands in short in its place, and whole in the annex`() async throws {
        try await inEveryRoom { room in
            let round = try await room.open(RoundSettings(method: .rating))
            for voter in 0..<15 { try await room.cast(voter, round, [0: 7, 1: 1 + voter % 9]) }
            try await room.close(round)
            try await room.reveal(round)
            let parts = try await report(room).components(separatedBy: "# Annex: the votes in numbers")
            #expect(parts.count == 2)
            #expect(!parts[0].contains("Ratings of importance") && parts[0].contains("are in the annex"))
            #expect(parts.last?.contains("Ratings of importance") == true)
            #expect(parts.last?.contains("Rank of the issues in each reading") == true)
        }
    }

    private static let pdfToText = Program(name: "pdftotext", package: "poppler-utils")

    @Test(.enabled(if: Program.weasyPrint.find() != nil && pdfToText.find() != nil))
    func `a result prints on two pages at most, also with the longest titles`() async throws {
        try await inEveryRoom { room in
            let round = try await vote(room)
            let long = String((0..<40).map { "word\($0 % 10)" }.joined(separator: " ").prefix(199))
            try await room.database.write { tx in
                try tx.execute(
                    "UPDATE round_item SET title = CAST(position AS TEXT) || \(long) WHERE round_id = \(round)")
            }
            try await room.reveal(round)
            let folder = try WorkFolder()
            let event = room.event
            let document = try await room.database.render(in: .english) { reading in
                WorkshopReport(
                    record: try ReportStore(reading).record(of: event), options: .init(madeOn: "2026-11-30")
                ).document
            }
            try folder.write(try await document.file(.pdf), to: "a.pdf")
            let text = String(
                decoding: try await Self.pdfToText.run(["-layout", "a.pdf", "-"], in: folder), as: UTF8.self)
            let pages = text.split(separator: "\u{0C}", omittingEmptySubsequences: false)
            // The table of contents names neither.
            let first = try #require(pages.firstIndex { $0.contains("Dots · 15 of 15 answered") })
            let last = try #require(pages.firstIndex { $0.contains("All numbers of this vote are in the annex.") })
            #expect(last - first <= 1)
        }
    }

    @Test func `nobody is named unless they agreed`() async throws {
        try await inEveryRoom { room in
            let plain = try await report(room)
            let unasked = try await report(room, names: true)
            #expect(!plain.contains("Voter 3") && !unasked.contains("Voter 3"), "An organiser's word is not theirs.")
            let third = try #require(room.voters[3].seat?.id)
            try await room.database.write { tx in try SpeakerStore.setNaming(third, agreedAt: 1, tx) }
            let named = try await report(room, names: true)
            #expect(named.contains("Voter 3") && !named.contains("Voter 4"))
        }
    }

    @Test func `sections without anything to say are left out`() async throws {
        try await inEveryRoom { room in
            let text = try await report(room)
            for heading in [
                "# Exchange", "# Breakout groups", "# The guide", "# Desired situations", "# What became of it",
            ] {
                #expect(!text.contains(heading))
            }
        }
    }

    /// A country's sheet with one intervention, and a group's.
    private func addSheet(_ room: VotingRoom, publication: String) async throws {
        let (event, issue) = (room.event, room.issues[0])
        let environment = room.app.services.environment
        try await room.database.write { tx in
            let sheet = environment.id(EnvisionSheet.ID.self)
            try tx.execute(
                """
                INSERT INTO sheet (id, event_id, country, publication, created_at) VALUES (\(sheet), \(event), 'AT', \(publication), 1)
                """)
            let cards = try ["A shared duty desk", "Money from others"].map { text in
                let id = environment.id(Card.ID.self)
                try CardStore.insert(
                    id, event: event, place: .sheet(sheet), language: "en", text: text, by: nil, at: 1, tx)
                return id
            }
            try tx.execute(
                """
                INSERT INTO intervention (id, event_id, sheet_id, issue_id, country, card_id, needs_card_id, lead, element, difficulty,
                    impact, horizon, created_at, changed_at)
                VALUES (\(environment.id(Intervention.ID.self)), \(event), \(sheet), \(issue), 'AT', \(cards[0]), \(cards[1]),
                    'Ministry of Austria', 'planning', 2, 4, 'short', 1, 1)
                """)
        }
    }

    @Test(arguments: ["private", "anonymous", "named"])
    func `a country's sheet is told as its delegation has published it`(publication: String) async throws {
        try await inEveryRoom { room in
            try await addSheet(room, publication: publication)
            let text = try await report(room)
            let event = room.event
            let tables = try await room.database.render(in: .english) {
                "\(WorkshopWorkbook(record: try ReportStore($0).record(of: event)).sheets.filter { $0.name == "Interventions" })"
            }
            #expect(text.contains("A shared duty desk") == (publication != "private"))
            #expect(tables.contains("A shared duty desk") == (publication != "private"))
            for place in [text, tables] { #expect(place.contains("Ministry of Austria") == (publication == "named")) }
            #expect(tables.contains("Austria") == (publication == "named"))
        }
    }

    private func sheets(_ room: VotingRoom) async throws -> [WorkbookSheet] {
        let event = room.event
        return try await room.database.render(in: .english) {
            WorkshopWorkbook(record: try ReportStore($0).record(of: event)).sheets
        }
    }

    /// Eleven of health and four of security: a mean over the two would tell that of the four by subtraction.
    @Test func `a reading that would tell of four people is neither in the report nor in the tables`() async throws {
        try await inEveryRoom(sector: { $0 < 11 ? "health" : "security" }) { room in
            let round = try await vote(room)
            try await room.reveal(round)
            let text = try await report(room)
            #expect(text.contains("Rank by people") && !text.contains("Rank, sectors equal"))
            let results = try #require(try await sheets(room).first { $0.name == "Results" })
            let hidden = ["Rank, sectors equal", "Mean, sectors equal"].compactMap { results.header.firstIndex(of: $0) }
            #expect(hidden.count == 2)
            #expect(results.rows.allSatisfy { row in hidden.allSatisfy { row[$0] == .empty } })
            let people = try #require(results.header.firstIndex(of: "Rank by people"))
            #expect(results.rows.allSatisfy { $0[people] != .empty })
        }
    }

    @Test func `what fewer than five judged has no figures in the report and in the tables`() async throws {
        try await inEveryRoom { room in
            let round = try await room.open(RoundSettings(method: .rating))
            for voter in 0..<15 { try await room.cast(voter, round, voter < 2 ? [0: 7, 1: 3] : [0: 8]) }
            try await room.close(round)
            try await room.reveal(round)
            let results = try #require(try await sheets(room).first { $0.name == "Results" })
            let columns = [
                "Sum", "Mean by people", "Mean, sectors equal", "Mean, countries equal", "Median", "Agreement",
            ]
            .compactMap { results.header.firstIndex(of: $0) }
            #expect(columns.count == 6)
            let title = VotingRoom.titles[1]
            for row in results.rows where row[2] == SheetCell(title) && row[1] != SheetCell("Feasibility") {
                #expect(columns.allSatisfy { row[$0] == .empty }, "\(row)")
            }
            let first = try #require(results.rows.first { $0[2] == SheetCell(VotingRoom.titles[0]) })
            // Too few people to weigh countries (decision 18): that column alone stays empty.
            let countries = results.header.firstIndex(of: "Mean, countries equal")
            #expect(columns.allSatisfy { (first[$0] == .empty) == ($0 == countries) }, "\(first)")
        }
    }

    @Test func `no cell of the tables is a formula, whatever people wrote`() async throws {
        let titles = ["=1+1", "+1", "-1", "@SUM(A1)", "\u{ff1d}HYPERLINK(1)", " =2"]
        try await inEveryRoom(titles: titles) { room in
            let round = try await vote(room)
            try await room.reveal(round)
            let cells = try await sheets(room).flatMap(\.rows).flatMap { $0 }.map { "\($0)" }
            #expect(cells.contains { $0.contains("'=1+1") })
            for cell in cells { #expect(!cell.contains("\"=") && !cell.contains("\"@") && !cell.contains("\"+")) }
        }
    }

    @Test func `the tables count sector and country apart`() async throws {
        try await inEveryRoom { room in
            let round = try await vote(room)
            try await room.reveal(round)
            let event = room.event
            let sheets = try await room.database.render(in: .english) {
                WorkshopWorkbook(record: try ReportStore($0).record(of: event)).sheets
            }
            #expect(
                Set(["Thread", "Participants", "Issues", "Rounds", "Results"]).isSubset(of: Set(sheets.map(\.name))))
            let people = try #require(sheets.first { $0.name == "Participants" })
            #expect(people.rows.contains(["Sector", "Health", 5]))
            // The rapporteur is Austrian, and contributes too.
            #expect(people.rows.contains(["Country", "Austria", 6]))
        }
    }

    // MARK: Who gets what

    @Test(arguments: TestEngine.allCases)
    func `who runs the room gets the report, only an organiser with names, and participants wait for the final guide`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .collect)
            let base = "/events/\(world.event)/reports"
            let facilitator = await world.browser(world.facilitator)
            let organiser = await world.browser(world.organiser)
            let member = await world.browser(world.member)
            let page = try await facilitator.get("\(base)/report.html")
            #expect(page.status == 200 && page.text.contains("TLP:GREEN"))
            #expect(try await facilitator.get("\(base)/report.md?names=agreed").status == 403)
            try await organiser.post("/events/\(world.event)/people/\(world.member.id)/naming", ["agrees": "1"])
            let named = try await organiser.get("\(base)/report.md?names=agreed")
            #expect(named.status == 200 && named.text.contains("Person 1"))
            #expect(try await organiser.get("\(base)/tables.xlsx").status == 200)
            #expect(try await member.get("\(base)/report.html").status == 403)
            #expect(try await member.get("\(base)/guide.pdf").status == 409)
            #expect(try await member.get("\(base)/guide.docx").status == 403)
            #expect(try await organiser.get("\(base)/guide.docx").status == 409)
            #expect(try await organiser.get("\(base)/report.xlsx").status == 404)
            #expect(try await organiser.get("\(base)/..%2Fsecret.pdf").status == 404)
            let tab = try await facilitator.get(base)
            #expect(tab.text.contains("reports/report.pdf") && tab.text.contains("No vote has been revealed yet."))
            #expect(!tab.text.contains("name=\"names\""))
        }
    }
}
