import ArgumentParser
import Domain
import Foundation

/// `roundtable allocate`: anyone can give the seats of an event again from its files, without a server.
struct Allocate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "allocate", abstract: "Gives the seats of an event by its quotas and prints the result as JSON.",
        discussion: """
            FILE is the list that an event exports (\(SeatFiles.requestColumns)), --quotas its quotas \
            (\(SeatFiles.quotaColumns)). The list is walked once by class, rank, tie and id; whoever fits all quotas is seated. \
            A malformed file is refused with the line and what was expected there (exit status 65), and nothing is allocated.
            """)

    @Option(help: "The file of quotas.")
    var quotas: String

    @Option(
        help: "The moment by which guarantees count, such as 2027-05-01T00:00:00+05:00; without it they all count.",
        transform: { text in
            guard let time = InstantText.read(text) else {
                throw ValidationError("a moment has its offset from UTC, such as 2027-05-01T00:00:00+05:00.")
            }
            return time
        })
    var at: Int64?

    @Option(help: "The file of those who sit already (id): they stay, and the rest of the list is walked.")
    var seated: String?

    @Argument(help: "The file of those who ask for a seat.")
    var file: String

    func run() async throws {
        try await Failure.told {
            let requests = try read(file) { bytes throws(FileProblem) in try SeatFiles.requests(bytes) }
            let list = try read(quotas) { bytes throws(FileProblem) in try SeatFiles.quotas(bytes) }
            let staying = try seated.map { name in
                try read(name) { bytes throws(FileProblem) in try SeatFiles.seated(bytes, of: requests) }
            }
            let report = AllocationReport(requests, quotas: list, staying: staying ?? [], at: at)
            FileHandle.standardOutput.write(Data(report.json.utf8))
        }
    }

    private func read<Content>(_ name: String, _ content: ([UInt8]) throws(FileProblem) -> Content) throws -> Content {
        guard let data = FileManager.default.contents(atPath: name) else {
            throw Failure("There is no file \(name) that can be read.", .noInput)
        }
        do {
            return try content([UInt8](data))
        } catch {
            throw Failure("\(name): \(error)", .badData)
        }
    }
}
