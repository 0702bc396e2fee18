@testable import App
import Domain
import Foundation
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

/// The same numbers in every run (SplitMix64).
private struct SeededGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func below(_ bound: Int) -> Int {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return Int((z ^ (z >> 31)) % UInt64(bound))
    }
}

/// What decision 18 promises: two voters of one class may change ballots, and not one byte of what is released changes. So nobody who holds
/// all of it, however clever, can tell them apart.
@Suite struct PossibleOwnerTests {
    /// One room: where everybody comes from, what they vote, and everything that it releases.
    private struct Room {
        let settings: RoundSettings
        let origins: [SafeGroups.Origin]
        let choices: [[RatingCriterion: [Int: Int]]]
        static let issues = 5

        fileprivate static func random(_ generator: inout SeededGenerator, _ method: VotingMethod, people: Int) -> Room
        {
            let settings = RoundSettings(
                method: method, dots: 4, criteria: method == .rating ? [.importance, .feasibility] : [.importance],
                seats: 2)
            let sectors = ["health", "security", "civil-protection"]
            let countries = ["HR", "AT", "FR", "BE"]
            var origins: [SafeGroups.Origin] = []
            var choices: [[RatingCriterion: [Int: Int]]] = []
            for _ in 0..<people {
                let (sector, country) = (
                    min(generator.below(3), generator.below(4)), min(generator.below(4), generator.below(5))
                )
                origins.append(
                    SafeGroups.Origin(
                        sector: generator.below(15) == 0 ? nil : sectors[sector],
                        country: generator.below(15) == 0 ? nil : countries[country]))
                choices.append(ballot(&generator, method))
            }
            return Room(settings: settings, origins: origins, choices: choices)
        }

        private static func ballot(_ generator: inout SeededGenerator, _ method: VotingMethod) -> [RatingCriterion:
            [Int: Int]]
        {
            var values: [Int: Int] = [:]
            switch method {
            case .multivote:
                for item in 0..<issues where generator.below(3) == 0 && values.count < 2 {
                    values[item] = 1 + generator.below(2)
                }
            case .approval: for item in 0..<issues where generator.below(2) == 0 { values[item] = 1 }
            case .ranking:
                var items = Array(0..<issues)
                for rank in 1...(1 + generator.below(issues)) {
                    values[items.remove(at: generator.below(items.count))] = rank
                }
            case .rating:
                var feasibility: [Int: Int] = [:]
                for item in 0..<issues {
                    values[item] = generator.below(4) == 0 ? 0 : 1 + generator.below(9)
                    if generator.below(2) == 0 { feasibility[item] = 1 + generator.below(9) }
                }
                return [.importance: values, .feasibility: feasibility]
            }
            return [.importance: values]
        }

        /// The same room, with ballots changed inside each class of voters.
        func permuted(_ generator: inout SeededGenerator) -> Room {
            var voters: [SafeGroups.Origin: Int] = [:]
            for origin in origins { voters[origin, default: 0] += 1 }
            let groups = SafeGroups.decide(voters)
            var classes: [[Int?]: [Int]] = [:]
            for (index, origin) in origins.enumerated() {
                // A reading with one group alone is not released, and everybody is of one class in it.
                let sector = groups.sectors.firstIndex { $0.names.contains(origin.sector ?? "") }
                let country = groups.countries.firstIndex { $0.names.contains(origin.country ?? "") }
                classes[[sector, country], default: []].append(index)
            }
            var moved = choices
            for (_, members) in classes.sorted(by: { $0.value[0] < $1.value[0] }) {
                var from = members
                for member in members { moved[member] = choices[from.remove(at: generator.below(from.count))] }
            }
            return Room(settings: settings, origins: origins, choices: moved)
        }

        /// Runs the vote in a fresh database with the same clock and the same random numbers, and fetches all that the room may see.
        func releases() async throws -> [String: String] {
            var found: [String: String] = [:]
            try await TestSite.with(.sqlite) { site in
                let world = try await site.world(seats: origins.count, stage: .vote)
                let issues = (0..<Self.issues).map { _ in site.environment.id(Issue.ID.self) }
                let now = site.clock.now
                try await site.database.write { tx in
                    for (index, issue) in issues.enumerated() {
                        try tx.execute(
                            """
                            INSERT INTO issue (id, event_id, topic_id, participant_id, kind, language, title, explanation, created_at, changed_at)
                            VALUES (\(issue), \(world.event), \(world.topics[2]), NULL, 'contributed', 'en', \("Issue \(index)"), '', \(now), \(now))
                            """)
                    }
                    for (seat, origin) in zip(world.seats, origins) {
                        try tx.execute(
                            "UPDATE participant SET sector = \(origin.sector), country = \(origin.country) WHERE id = \(seat.id)"
                        )
                    }
                }
                let facilitator = try await world.visit(world.facilitator)
                let round = try await RoundOperations.create(
                    facilitator, in: world.event, RoundDraft(title: "Which?", settings: settings, issues: issues))
                try await RoundOperations.open(facilitator, round, in: world.event)
                for (seat, chosen) in zip(world.seats, choices) {
                    var ballot = BallotChoices()
                    for criterion in RatingCriterion.allCases {
                        for (item, value) in chosen[criterion] ?? [:] { ballot[criterion][issues[item]] = value }
                    }
                    _ = try await BallotOperations.cast(
                        try await world.visit(seat), in: world.event, round, ballot, BallotSending(isConfirmed: true))
                }
                try await RoundOperations.close(facilitator, round, in: world.event)
                try await RoundOperations.reveal(facilitator, round, in: world.event)
                found = try await Self.fetch(world, round)
            }
            return found
        }

        private static func fetch(_ world: World, _ round: Round.ID) async throws -> [String: String] {
            let (base, api) = (
                "/events/\(world.event)/rounds/\(round)", "/api/v1/events/\(world.event)/rounds/\(round)"
            )
            var paths = [
                base, "\(base)/slope.svg", "/e/ZGRB", "/e/ZGRB/rounds/\(round)/receipts", "\(api)/ballots",
                "\(api)/tally", api,
            ]
            for criterion in ["importance", "feasibility"] {
                for file in ["ballots.csv", "ballots.json", "counts.csv", "tally.csv", "tally.json"] {
                    paths.append("\(base)/\(file)?criterion=\(criterion)")
                }
            }
            var found: [String: String] = [:]
            let (member, facilitator) = (await world.browser(world.member), await world.browser(world.facilitator))
            for path in paths {
                let answer = try await member.get(path)
                found[path] = "\(answer.status) \(answer.text)"
            }
            for path in [
                "/events/\(world.event)/room", "/events/\(world.event)/room/preview",
                "/events/\(world.event)/reports/workshop.html",
            ] {
                let answer = try await facilitator.get(path)
                found[path] = "\(answer.status) \(answer.text)"
            }
            found["workshop file"] = try await world.site.database.read { reading in
                // Ballots stand by their random ids.
                try WorkshopFile.export(world.event, reading, content: .shared).split(separator: "\n").map { line in
                    line.firstRange(of: "\"choices\": ").map {
                        line[$0.lowerBound...].trimmingCharacters(in: ["}", ","])
                    } ?? String(line)
                }.sorted().joined(separator: "\n")
            }
            // Tokens of forms are drawn anew by each server.
            return found.mapValues { $0.replacing(/[0-9a-f]{64}/, with: "token") }
        }
    }

    @Test(arguments: VotingMethod.allCases)
    func `changing ballots inside a class changes no byte of what is released`(method: VotingMethod) async throws {
        var generator = SeededGenerator(UInt64(11 + method.rawValue.utf8.count))
        let rounds = Int(ProcessInfo.processInfo.environment["ROUNDTABLE_OWNER_ROUNDS"] ?? "") ?? 2
        for turn in 0..<rounds {
            let room = Room.random(&generator, method, people: [12, 34, 8, 60][turn % 4])
            let before = try await room.releases()
            let after = try await room.permuted(&generator).releases()
            #expect(before.values.contains { $0.hasPrefix("200") })
            for (path, text) in before { #expect(text == after[path], "\(method) \(path)") }
        }
    }

    /// The check can fail: across classes, ballots that change places do change something.
    @Test func `changing ballots between sectors is seen`() async throws {
        let origins = (0..<12).map { SafeGroups.Origin(sector: $0 < 6 ? "health" : "security", country: "HR") }
        let choices = (0..<12).map { [RatingCriterion.importance: [$0 < 6 ? 0 : 1: 2]] }
        var moved = choices
        moved.swapAt(0, 11)
        let settings = RoundSettings(method: .multivote, dots: 4, seats: 2)
        let before = try await Room(settings: settings, origins: origins, choices: choices).releases()
        let after = try await Room(settings: settings, origins: origins, choices: moved).releases()
        #expect(before != after)
    }
}
