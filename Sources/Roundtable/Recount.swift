import ArgumentParser
import Domain
import Foundation

/// `roundtable tally`: anyone can recount a round from its ballot file, without a server.
struct Recount: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tally", abstract: "Counts a file of ballots and prints the result as JSON.",
        discussion: """
            FILE is the ballot CSV that a round exports (ballot,sector,country,item,value), or PrefLib \
            .soc .soi .toc .toi (rankings) or .cat (approvals). A malformed file is refused with the line and what was \
            expected there (exit status 65), and nothing is counted.
            """)

    @Option(help: "multivote, rating, approval, borda, schulze, equal-shares or kendall.")
    var method: TallyMethod

    @Option(help: "How many items equal shares chooses.")
    var seats: Int?

    @Option(
        help:
            "For equal shares: the value from which an item counts as supported (1 for dots and approvals, 7 for ratings)."
    )
    var support = 1

    @Argument(help: "The file of ballots.")
    var file: String

    func validate() throws {
        if method == .equalShares && seats == nil {
            throw ValidationError("equal-shares needs --seats, how many items it chooses.")
        }
        if let seats, seats < 1 { throw ValidationError("--seats must be 1 or more.") }
        if support < 1 { throw ValidationError("--support must be 1 or more.") }
    }

    func run() async throws {
        try await Failure.told {
            guard let data = FileManager.default.contents(atPath: file) else {
                throw Failure("There is no file \(file) that can be read.", .noInput)
            }
            do {
                let report = try TallyReport.make(
                    method: method, bytes: [UInt8](data), format: BallotFileFormat(fileName: file), seats: seats,
                    support: support)
                FileHandle.standardOutput.write(Data(report.json.utf8))
            } catch {
                throw Failure("\(file): \(error)", .badData)
            }
        }
    }
}

extension TallyMethod: ExpressibleByArgument {}
