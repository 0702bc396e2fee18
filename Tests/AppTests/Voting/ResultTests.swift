@testable import App
import TestSupport
import Domain
import Foundation
import Storage
import Testing
import Web

@Suite struct ResultTests {
    /// Fifteen dots ballots: sectors differ on the first two issues.
    private func multivote(_ room: VotingRoom, people: Int = 15) async throws -> Round.ID {
        let round = try await room.open(RoundSettings(method: .multivote, dots: 4, seats: 2))
        for voter in 0..<people {
            let values: [Int: Int] =
                switch voter % 3 {
                case 0: [0: 2, 1: 1]
                case 1: [1: 2, 2: 2]
                default: [1: 1, 3: 2, 4: 1]
                }
            try await room.cast(voter, round, values)
        }
        try await room.close(round)
        return round
    }

    @Test func `the tally of a closed round is the tally of its ballots`() async throws {
        try await inEveryRoom { room in
            let result = try await room.result(try await multivote(room))
            #expect(result.ballots == 15 && result.present == 15)
            #expect(result.main.tally.totals.map(\.description) == ["10", "20", "10", "10", "5", "0"])
            #expect(result.main.tally.voters == [5, 15, 5, 5, 5, 0])
            // Three countries in three sectors of five: each pair of them is one or two people, so there is no reading by countries.
            #expect(result.main.readings.map(\.reading) == [.people, .sectors])
        }
    }

    @Test func `recounting the exported ballots gives the server's tally`() async throws {
        try await inEveryRoom { room in
            let result = try await room.result(try await multivote(room))
            let export = try ResultExport(result, .importance)
            let recount = try TallyReport.make(method: .multivote, bytes: Array(export.ballotsCSV().utf8), format: .csv)
            try expectSame(recount.tally, result.main.tally)
            let numbers = try TallyReport.make(method: .multivote, bytes: Array(export.countsCSV().utf8), format: .csv)
            #expect(numbers.tally[.sectors] != nil)
            try expectSame(numbers.tally, result.main.tally)
        }
    }

    @Test(arguments: [VotingMethod.rating, .approval, .ranking])
    func `recounting gives the server's tally for every method`(method: VotingMethod) async throws {
        try await TestEngineRoom.sqlite { room in
            let round = try await room.open(RoundSettings(method: method, seats: 2))
            for voter in 0..<15 {
                let values: [Int: Int] =
                    switch method {
                    case .rating: Dictionary(uniqueKeysWithValues: (0..<6).map { ($0, 1 + (voter * 3 + $0 * 5) % 9) })
                    case .approval:
                        Dictionary(uniqueKeysWithValues: (0..<6).filter { (voter + $0) % 3 > 0 }.map { ($0, 1) })
                    default: Dictionary(uniqueKeysWithValues: (0..<6).map { (($0 + voter) % 6, $0 + 1) })
                    }
                try await room.cast(voter, round, values)
            }
            try await room.close(round)
            let result = try await room.result(round)
            let export = try ResultExport(result, .importance)
            let recount = try TallyReport.make(
                method: method.tally, bytes: Array(export.ballotsCSV().utf8), format: .csv)
            try expectSame(recount.tally, result.main.tally)
            let numbers = try TallyReport.make(
                method: method.tally, bytes: Array(export.countsCSV().utf8), format: .csv)
            try expectSame(numbers.tally, result.main.tally)
        }
    }

    /// By item, whatever the order of the items; the readings that the file carries.
    private func expectSame(_ recount: Tally, _ tally: Tally) throws {
        #expect(recount.ballots == tally.ballots)
        #expect(Set(recount.items) == Set(tally.items))
        for (item, name) in tally.items.enumerated() {
            let other = try #require(recount.items.firstIndex(of: name))
            #expect(recount.totals[other] == tally.totals[item])
            #expect(recount.voters[other] == tally.voters[item])
            for reading in recount.readings {
                #expect(reading.scores[other] == tally[reading.reading]?.scores[item])
                #expect(reading.ranks[other] == tally[reading.reading]?.ranks[item])
            }
        }
    }

    @Test func `ballots carry neither sector nor country, and numbers name only groups of five`() async throws {
        try await inEveryRoom { room in
            let export = try ResultExport(try await room.result(try await multivote(room)), .importance)
            let csv = try export.ballotsCSV()
            #expect(csv.hasPrefix("ballot,sector,country,item,value"))
            #expect(!csv.contains("health") && !csv.contains("HR"))
            let counts = try export.countsCSV()
            #expect(counts.contains("sectors,health,1,5,"))
            #expect(!counts.contains("HR"))
        }
        try await inEveryRoom(sector: { $0 == 0 ? "security" : "health" }) { room in
            let export = try ResultExport(try await room.result(try await multivote(room)), .importance)
            #expect(try !export.countsCSV().contains("security"))
        }
    }

    @Test func `a sector of fewer than five has no figures of its own, nor what would tell them by subtraction`()
        async throws
    {
        try await inEveryRoom(sector: { $0 < 3 ? "security" : "health" }) { room in
            let result = try await room.result(try await multivote(room))
            #expect(result.main.sectorTallies.isEmpty)
            #expect(!result.main.readings.contains { $0.reading == .sectors })
            let words = ResultWords(result, result.main, try await names(room))
            #expect(words.dotPlot(id: "d") == nil)
        }
    }

    @Test func `nothing is shown or handed out of fewer than five ballots`() async throws {
        try await inEveryRoom { room in
            let result = try await room.result(try await multivote(room, people: 4))
            #expect(!result.isShown)
            #expect(throws: Refusal.self) { _ = try ResultExport(result, .importance) }
            let words = ResultWords(result, result.main, try await names(room))
            #expect(words.slope(id: "s") == nil)
        }
    }

    @Test func `where nobody is left with nothing, it is said in words`() async throws {
        try await inEveryRoom { room in
            let round = try await room.open(RoundSettings(method: .multivote, dots: 4, seats: 2))
            for voter in 0..<15 { try await room.cast(voter, round, [0: 2, 1: 2]) }
            try await room.close(round)
            let result = try await room.result(round)
            let words = ResultWords(result, result.main, try await names(room)).shares?.string() ?? ""
            #expect(
                words.contains("The 2 with most support leave nobody without an issue of their choice."), "\(words)")
        }
    }

    private func names(_ room: VotingRoom) async throws -> DirectoryNames {
        try await room.database.read { try DirectoryNames($0) }
    }

    @Test func `ratings have consensus, histograms and a second criterion`() async throws {
        try await inEveryRoom { room in
            let round = try await room.open(
                RoundSettings(method: .rating, criteria: [.importance, .feasibility], seats: 2))
            for voter in 0..<15 {
                try await room.cast(voter, round, [0: 9, 1: voter % 3 == 0 ? 9 : 2, 2: 0], feasibility: [0: 5])
            }
            try await room.close(round)
            let result = try await room.result(round)
            #expect(result.main.consensus.map(\.state).prefix(3) == [.in, .open, .open])
            #expect(result.main.summaries[0].median == 9)
            #expect(!result.main.mayShowRatings(of: 2))
            #expect(result.feasibility?.tally.people?.scores[0] == 5)
        }
    }

    @Test func `titles that a spreadsheet would compute are neutralised, equal titles are told apart`() {
        let id = Issue.ID("00000000-0000-7000-8000-000000000001")!
        let titles = ["=SUM(A1)", "Same", "Same", "+1", " @x", "plain, with comma"]
        let items = titles.enumerated().map {
            RoundItem(issue: id, position: $0.offset + 1, title: $0.element, language: "en")
        }
        #expect(ItemLabels.make(items) == ["'=SUM(A1)", "Same (2)", "Same (3)", "'+1", "'@x", "plain, with comma"])
    }

    @Test func `the tally in JSON leaves out readings that may not be shown`() async throws {
        try await inEveryRoom(sector: { $0 < 3 ? "security" : "health" }) { room in
            let json = try ResultExport(try await room.result(try await multivote(room)), .importance).tallyJSON()
            #expect(json.contains("\"people\""))
            #expect(!json.contains("\"sectors\""))
        }
    }

    @Test func `a recount of the exported file says what the tally in JSON says, in the same order`() async throws {
        try await inEveryRoom { room in
            let export = try ResultExport(try await room.result(try await multivote(room)), .importance)
            let numbers = try TallyReport.make(method: .multivote, bytes: Array(export.countsCSV().utf8), format: .csv)
            #expect(try numbers.json == export.tallyJSON())
            let recount = try TallyReport.make(method: .multivote, bytes: Array(export.ballotsCSV().utf8), format: .csv)
            let (ours, theirs) = (try object(export.tallyJSON()), try object(recount.json))
            #expect(ours["items"] as? [String] == theirs["items"] as? [String])
            #expect(ours["totals"] as? NSDictionary == theirs["totals"] as? NSDictionary)
            #expect(ours["voters"] as? NSDictionary == theirs["voters"] as? NSDictionary)
            #expect(try part("scores", "people", ours) == part("scores", "people", theirs))
            #expect(try part("order", "people", ours) == part("order", "people", theirs))
        }
    }

    private func object(_ json: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    }

    private func part(_ key: String, _ reading: String, _ report: [String: Any]) throws -> NSObject {
        try #require((report[key] as? [String: Any])?[reading] as? NSObject)
    }

    @Test func `who was only invited is not present, unless an answer came`() async throws {
        try await inEveryRoom { room in
            let absent = room.voters.prefix(4).compactMap { $0.seat?.id }
            // Who could answer is frozen at the opening: the four are not there then.
            try await room.database.write { tx in
                for id in absent { try tx.execute("UPDATE participant SET state = 'invited' WHERE id = \(id)") }
            }
            let round = try await room.open(RoundSettings(method: .approval, seats: 1))
            try await room.database.write { tx in
                try tx.execute("UPDATE participant SET state = 'present' WHERE id = \(absent[0])")
            }
            for voter in [0, 4, 5, 6, 7, 8] { try await room.cast(voter, round, [0: 1]) }
            try await room.close(round)
            let result = try await room.result(round)
            #expect(result.present == 12)
        }
    }

    @Test func `at most three issues are named as worth talking about, each with five voices`() async throws {
        try await inEveryRoom { room in
            let round = try await room.open(RoundSettings(method: .rating, seats: 2))
            for voter in 0..<15 {
                // Half give 1 and half 9 to five issues; only three people judge the last one.
                var values = Dictionary(uniqueKeysWithValues: (0..<5).map { ($0, voter % 2 == 0 ? 1 : 9) })
                if voter < 3 { values[5] = voter % 2 == 0 ? 1 : 9 }
                try await room.cast(voter, round, values)
            }
            try await room.close(round)
            let main = try await room.result(round).main
            #expect(main.dissent.filter(\.isFlagged).count > 3)
            #expect(main.invitations.count == 3)
            #expect(!main.invitations.contains { $0.item == 5 })
        }
    }

    @Test func `sectors stand in the order in which the organiser has them`() async throws {
        try await inEveryRoom { room in
            let result = try await room.result(try await multivote(room))
            let words = ResultWords(result, result.main, try await names(room))
            #expect(words.sectorTallies.map(\.name) == ["health", "security", "civil-protection"])
            #expect(
                words.pairs.map { words.inOrder([$0.first, $0.second]) } == [
                    ["health", "security"], ["health", "civil-protection"], ["security", "civil-protection"],
                ])
        }
    }

    @Test func `the ballots in JSON are numbered like those in CSV`() async throws {
        try await TestEngineRoom.sqlite { room in
            let export = try ResultExport(try await room.result(try await multivote(room)), .importance)
            let object = try JSONSerialization.jsonObject(with: Data(export.ballotsJSON().utf8)) as? [String: Any]
            let ballots = try #require(object?["ballots"] as? [[String: Any]])
            #expect(ballots.count == 15)
            let file = try BallotCSV.read(bytes: Array(export.ballotsCSV().utf8), for: .multivote)
            let values = Dictionary(
                uniqueKeysWithValues: file.ballots[0].ordered.map { (file.items[$0.item], $0.value) })
            #expect(ballots[0]["values"] as? [String: Int] == values)
            #expect(ballots[0].keys.sorted() == ["ballot", "values"])
        }
    }

    @Test func `every story has words`() async throws {
        try await TestEngineRoom.sqlite { room in
            let result = try await room.result(try await multivote(room))
            let words = ResultWords(result, result.main, try await names(room))
            #expect(!words.story.string().isEmpty)
        }
    }

    @Test func `rounds on the same issues are found`() async throws {
        try await inEveryRoom { room in
            let first = try await multivote(room)
            try await room.reveal(first)
            let second = try await multivote(room)
            try await room.reveal(second)
            let other = try await room.open(
                RoundSettings(method: .approval, seats: 1), issues: Array(room.issues.prefix(3)))
            try await room.close(other)
            try await room.reveal(other)
            let record = try await room.record(second)
            let found = try await room.database.read { try RoundStore($0).roundsOnSameIssues(as: record).map(\.id) }
            #expect(found == [first])
        }
    }
}
