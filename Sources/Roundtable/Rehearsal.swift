import ArgumentParser
import Domain
import Foundation
import Web

/// `roundtable release-rehearsal`: the files that rooms would hand out, for the attacker of the tests (`Tests/Attacker`). Nothing is stored.
struct Rehearsal: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release-rehearsal", abstract: "Prints what invented rooms would release.", shouldDisplay: false)

    /// One line of the input, as JSON.
    private struct Room: Decodable {
        let method: String
        let items: [String]
        let voters: [Voter]

        struct Voter: Decodable {
            let sector: String?
            let country: String?
            /// By item, from 0; null where nothing is said of it.
            let values: [Int?]
        }
    }

    private struct Release: Encodable {
        let ballots: String
        let counts: String
        let tally: String
    }

    func run() throws {
        while let line = readLine() {
            let room = try JSONCoding.value(line, as: Room.self)
            guard let method = VotingMethod(rawValue: room.method) else { throw ValidationError("Unknown method.") }
            let ballots = room.voters.map { voter in
                (
                    origin: SafeGroups.Origin(sector: voter.sector, country: voter.country),
                    marks: voter.values.enumerated().compactMap { item, value in
                        value.map { Mark(item: item, value: $0) }
                    }
                )
            }
            let voters = Dictionary(ballots.map { ($0.origin, 1) }, uniquingKeysWith: +)
            let counts = RoundCounts.make(
                SafeGroups.decide(voters), items: room.items.count, isRanking: method == .ranking, ballots)
            let box = BallotBox(items: room.items, ballots: ballots.map { CountedBallot(marks: $0.marks) })
            let files = ReleasedFiles(box, counts, method, showsBallots: true)
            let release = Release(
                ballots: files.ballotsCSV ?? "", counts: try files.countsCSV(), tally: try files.tallyJSON())
            print(try JSONCoding.text(release))
        }
    }
}
