@testable import App
import TestSupport
import Domain
import Foundation
import Storage
import StorageTestSupport
import Testing
import Web

/// What a closed round leaves behind, and what a ballot may say.
@Suite struct SecretBallotTests {
    @Test func `six, five and one: the lone person's ballot follows from nothing`() async throws {
        try await inEveryRoom(people: 12, sector: { $0 < 6 ? "health" : $0 < 11 ? "security" : "civil-protection" }) {
            room in
            let round = try await room.open(RoundSettings(method: .multivote, dots: 4, seats: 2))
            for voter in 0..<12 { try await room.cast(voter, round, voter == 11 ? [5: 2] : [voter % 4: 1]) }
            try await room.close(round)
            try await room.reveal(round)
            let result = try await room.result(round)
            #expect(result.main.counts.sectors.map(\.group.people) == [6, 6])
            #expect(result.main.sectorTallies.map(\.name) == ["health"])
            let export = try ResultExport(result, .importance)
            for file in [try export.countsCSV(), export.tallyCSV, try export.ballotsCSV()] {
                #expect(!file.contains("sectors,civil-protection,"))
                #expect(!file.contains("sectors,security,"))
            }
            let names = try await room.database.read { try DirectoryNames($0) }
            #expect(
                ResultWords(result, result.main, names).leftOut.contains { $0.string().contains("Counted together") })
        }
    }

    @Test func `no table holds a sector or country with a ballot`() async throws {
        try await inEveryRoom { room in
            let round = try await room.open(RoundSettings(method: .approval))
            for voter in 0..<15 { try await room.cast(voter, round, [voter % 6: 1]) }
            for isClosed in [false, true] {
                let row = try await room.database.read { try $0.first("SELECT * FROM ballot LIMIT 1")?.columns }
                #expect(Set(row ?? []) == ["id", "round_id", "voter", "choices"])
                if !isClosed { try await room.close(round) }
            }
            let people = try await room.database.read {
                try $0.all("SELECT people FROM tally_group WHERE round_id = \(round)").map {
                    try $0.get("people", as: Int.self)
                }
            }
            #expect(!people.isEmpty && people.allSatisfy { $0 >= 5 })
        }
    }

    @Test func `the destroyed key and the former rows are in no byte of the files`() async throws {
        try await TestEngine.sqlite.withLocation { location in
            guard case .sqlite(let path) = location else { return }
            let database = try await Database.open(location, migrations: Migrations.all)
            let room = try await VotingRoom.make(database)
            let round = try await room.open(RoundSettings(method: .multivote))
            for voter in 0..<15 { try await room.cast(voter, round, [voter % 6: 2]) }
            let key = try await database.read {
                try $0.first("SELECT ballot_key FROM round WHERE id = \(round)")?.get("ballot_key", as: [UInt8].self)
                    ?? []
            }
            let voter = try await database.read {
                try $0.first("SELECT voter FROM ballot WHERE round_id = \(round) LIMIT 1")?.get(
                    "voter", as: String.self) ?? ""
            }
            func holds(_ bytes: [UInt8]) throws -> Bool {
                try ["", "-wal"].contains { ending in
                    let url = URL(fileURLWithPath: path + ending)
                    guard FileManager.default.fileExists(atPath: url.path) else { return false }
                    return try Data(contentsOf: url).range(of: Data(bytes)) != nil
                }
            }
            #expect(key.count == 32 && !voter.isEmpty)
            // So that the check can fail.
            #expect(try holds(key) && holds(Array(voter.utf8)))
            try await room.close(round)
            #expect(try !holds(key))
            #expect(try !holds(Array(voter.utf8)))
            await database.close()
            #expect(try !holds(key))
        }
    }

    /// Somebody reads while a round is closed: the log still holds the key afterwards, and the next look of the watch empties it.
    @Test func `who reads keeps the log for a while, and the wiping is tried again`() async throws {
        try await TestEngine.sqlite.withLocation { location in
            guard case .sqlite(let path) = location else { return }
            let database = try await Database.open(location, migrations: Migrations.all)
            let room = try await VotingRoom.make(database)
            let services = room.app.services
            try await RoundClosing.turn(services)
            #expect(!services.wiping.isWanted)
            let round = try await room.open(RoundSettings(method: .multivote))
            try await room.cast(0, round, [0: 1])
            let key = try await database.read {
                try $0.first("SELECT ballot_key FROM round WHERE id = \(round)")?.get("ballot_key", as: [UInt8].self)
                    ?? []
            }
            func logHolds() throws -> Bool {
                try Data(contentsOf: URL(fileURLWithPath: path + "-wal")).range(of: Data(key)) != nil
            }
            try await database.whileReading {
                try await room.close(round)
                #expect(services.wiping.isWanted)
                #expect(try logHolds())
                try await RoundClosing.turn(services)
                #expect(services.wiping.isWanted)
            }
            try await RoundClosing.turn(services)
            #expect(try !services.wiping.isWanted && !logHolds())
            await database.close()
        }
    }

    @Test func `a wiping that began before a later deletion does not count for it`() async {
        let wiping = Wiping()
        #expect(wiping.isWanted)
        await wiping.run { throw StorageError.closed }
        await wiping.run { false }
        #expect(wiping.isWanted)
        await wiping.run {
            await wiping.run { false }
            return true
        }
        #expect(wiping.isWanted)
        await wiping.run { true }
        #expect(!wiping.isWanted)
    }

    @Test(arguments: [VotingMethod.multivote, .approval, .ranking])
    func `a second question that the round does not ask is refused by name`(method: VotingMethod) async throws {
        try await inEveryRoom { room in
            let round = try await room.open(RoundSettings(method: method), issues: Array(room.issues.prefix(4)))
            let refused = await refusal { try await room.cast(0, round, [0: 1], feasibility: [0: 4_242_424_242]) }
            #expect(refused?.fields["feasibility"] != nil)
            #expect(try await room.count("ballot", round) == 0)
        }
    }

    @Test func `what is not on the ballot is refused, also as cannot judge`() async throws {
        try await TestEngineRoom.sqlite { room in
            let round = try await room.open(RoundSettings(method: .rating), issues: Array(room.issues.prefix(3)))
            for value in [0, 5] {
                let refused = await refusal { try await room.cast(0, round, [0: 9, 4: value]) }
                #expect(refused?.fields["ballot"] != nil, "\(value)")
            }
            let paper = await refusal {
                _ = try await PaperOperations.enter(
                    room.visit(room.facilitator), in: room.event, round, of: room.voters[0].seat!.id,
                    room.choices([0: 9], [0: 3]))
            }
            #expect(paper?.fields["feasibility"] != nil)
        }
    }

    @Test func `ballots that count the same are the same text, however they were written`() async throws {
        try await inEveryRoom { room in
            let round = try await room.open(RoundSettings(method: .rating))
            try await room.cast(0, round, [0: 9, 1: 0, 2: 0])
            try await room.cast(1, round, [0: 9])
            let other = try await room.open2(RoundSettings(method: .multivote), after: round)
            try await room.cast(0, other, [0: 2, 1: 0])
            try await room.cast(1, other, [0: 2])
            for id in [round, other] {
                if id == other { try await room.close(other) }
                let texts = try await room.database.read { try BallotStore($0).countedBallots(of: id) }
                #expect(texts.count == 2 && Set(texts).count == 1)
            }
        }
    }

    /// Two ballots of one person are alike, also where the second is on what the first joined.
    @Test func `issues that were joined in the first round and taken apart for the second are the same issues`()
        async throws
    {
        try await inEveryRoom { room in
            func go(to stage: WorkshopStage) async throws {
                try await room.database.write { tx in
                    try tx.execute("UPDATE workshop SET stage = \(stage) WHERE event_id = \(room.event)")
                }
            }
            func vote(on issues: [App.Issue.ID]) async throws -> Round.ID {
                let round = try await room.open(RoundSettings(method: .approval), issues: issues)
                for voter in 0..<15 {
                    _ = try await BallotOperations.cast(
                        room.visit(room.voters[voter]), in: room.event, round,
                        BallotChoices(values: [issues[voter % 2]: 1]), BallotSending(isConfirmed: true))
                }
                try await room.close(round)
                try await room.reveal(round)
                return round
            }
            let lead = room.visit(room.facilitator)
            try await go(to: .merge)
            let joined = try await MergeOperations.join(lead, room.event, MergeOrder([room.issues[0], room.issues[1]]))
            let first = try await vote(on: [joined.id, room.issues[2]])
            #expect(try await room.record(first).showsBallots)
            // What was voted on is joined into a further issue, and from that a contribution is taken out.
            try await go(to: .merge)
            let wider = try await MergeOperations.join(
                lead, room.event, MergeOrder([joined.id, room.issues[3]], title: "Something wider"))
            try await MergeOperations.split(lead, room.event, wider.id, parent: room.issues[0])
            let second = try await vote(on: [room.issues[0], room.issues[4]])
            #expect(try await !room.record(second).showsBallots)
            let third = try await vote(on: [room.issues[4], room.issues[5]])
            #expect(try await room.record(third).showsBallots)
        }
    }

    @Test func `a second round on the same issues hands out numbers and no ballots`() async throws {
        try await inEveryRoom { room in
            var rounds: [Round.ID] = []
            for _ in 0..<2 {
                let round = try await room.open(RoundSettings(method: .approval, seats: 2))
                for voter in 0..<15 { try await room.cast(voter, round, [voter % 6: 1]) }
                try await room.close(round)
                try await room.reveal(round)
                rounds.append(round)
            }
            let (first, second) = (
                try ResultExport(try await room.result(rounds[0]), .importance),
                try ResultExport(try await room.result(rounds[1]), .importance)
            )
            #expect(try first.ballotsCSV().contains("1"))
            #expect(await refusal { _ = try second.ballotsCSV() }?.code == "ballots-stay")
            #expect(await refusal { _ = try second.ballotsJSON() }?.code == "ballots-stay")
            let numbers = try TallyReport.make(method: .approval, bytes: Array(second.countsCSV().utf8), format: .csv)
            #expect(try numbers.json == second.tallyJSON())
            let file = try await room.database.read { try WorkshopFile.export(room.event, $0, content: .shared) }
            #expect(file.components(separatedBy: "\"choices\"").count == 16)
        }
    }

    @Test func `a file of numbers that does not add up is refused with its line`() throws {
        let head = "reading,group,weight,people,item,value,ballots\n"
        for (text, words) in [
            ("people,,,5,A,1,3\n", "sum up"), ("people,,,5,A,1,3\npeople,,,5,A,1,2\n", "once"),
            ("people,,,5,A,11,5\n", "9"), ("nobody,,,5,A,1,5\n", "people, sectors"), ("people,,,5,A,1\n", "seven"),
            ("sectors,a,1,5,A,1,5\n", "reading people"), ("people,,,x,A,1,5\n", "how many people"),
        ] {
            let problem = #expect(throws: BallotFileProblem.self) {
                try TallyReport.make(method: .rating, bytes: Array((head + text).utf8), format: .csv)
            }
            #expect(problem?.description.contains(words) == true, "\(text)")
        }
        #expect(throws: BallotFileProblem.self) {
            _ = try TallyReport.make(
                method: .equalShares, bytes: Array((head + "people,,,5,A,1,5\n").utf8), format: .csv, seats: 1)
        }
        let semicolons = (head + "people,,,5,A,1,5\n").replacing(",", with: ";")
        #expect(try TallyReport.make(method: .rating, bytes: Array(semicolons.utf8), format: .csv).tally.ballots == 5)
    }

    @Test func `each fraction in the tally has a decimal beside it`() async throws {
        #expect(Rational(17, 3).decimal(4) == "5.6667" && Rational(-1, 3).decimal(4) == "-0.3333")
        #expect(Rational(7).decimal(4) == "7.0000" && Rational(99_999, 100_000).decimal(4) == "1.0000")
        try await TestEngineRoom.sqlite { room in
            let round = try await room.open(RoundSettings(method: .rating))
            for voter in 0..<15 { try await room.cast(voter, round, [0: 1 + voter % 9, 1: 7]) }
            try await room.close(round)
            let lines = try ResultExport(try await room.result(round), .importance).tallyCSV.split(separator: "\n")
            #expect(lines[0].contains("mean_people,mean_people_decimal") && lines[0].contains("median,median_decimal"))
            #expect(lines.contains { $0.contains(",7,7.0000") })
        }
    }
}

extension VotingRoom {
    fileprivate func open2(_ settings: RoundSettings, after round: Round.ID) async throws -> Round.ID {
        try await close(round)
        return try await open(settings)
    }
}
