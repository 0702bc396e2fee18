import ArgumentParser
import Domain
import Foundation

/// `roundtable measures`: anyone can compute again what requests between cells tell of an exercise, without a server.
struct MeasuresCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "measures",
        abstract: "Computes what requests between cells tell of an exercise, as JSON with exact fractions.",
        discussion: """
            FILE is a list of requests (\(RequestFile.columns)): times are minutes of the exercise's clock, empty where it did not \
            happen; outcome is agreed, partly, declined or empty. What happened after --endex is left out. A malformed file is \
            refused with the line and what was expected there (exit status 65). docs/measures.md tells the formulas.
            """)

    @Option(
        help: "The minute at which the exercise ended, or the minute to look at.",
        transform: { text in
            guard let minutes = RequestFile.minutes(text) else {
                throw ValidationError("ENDEX is in minutes, such as 90 or 90.5.")
            }
            return minutes
        })
    var endex: Rational

    @Option(
        help: "All cells that played, separated by semicolons, such as A;B;C: also those that no request names.",
        transform: { text in
            let cells = text.split(separator: ";", omittingEmptySubsequences: false).map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            guard cells.allSatisfy({ !$0.isEmpty }), Set(cells).count == cells.count,
                cells.count <= RequestFile.mostCells
            else { throw ValidationError("cells are separated by semicolons, each once, such as A;B;C.") }
            return cells
        })
    var cells: [String]?

    @Argument(help: "The file of requests.")
    var file: String

    func run() async throws {
        try await Failure.told {
            let requests = try CountedFile.read(file) { bytes throws(FileProblem) in
                try RequestFile(bytes, cells: cells)
            }
            FileHandle.standardOutput.write(Data(RequestReport(requests, endex: endex).json.utf8))
        }
    }
}

/// A file from which anybody can compute again, refused with its line.
enum CountedFile {
    static func read<Content>(_ name: String, _ content: ([UInt8]) throws(FileProblem) -> Content) throws -> Content {
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
