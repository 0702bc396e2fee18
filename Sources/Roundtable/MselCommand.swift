import App
import ArgumentParser
import Foundation

/// `roundtable msel`: how a planner's list of injects is read, without a database.
struct MselCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "msel", abstract: "Prints a planner's list of injects as it is read here, as JSON.",
        discussion: """
            FILE is a workbook (.xlsx) or a text file (.csv). Its headings are looked for and matched, its rows read with their times, \
            and what is not clear is asked once for a column. --time reads one time instead. Nothing is stored. \
            The exit status is 65 where the file is not read or a row is bad; the JSON is printed where there is one.
            """)

    enum Order: String, ExpressibleByArgument, CaseIterable { case dmy, mdy }
    enum Cell: String, ExpressibleByArgument, CaseIterable { case text, number, time, date, datetime, duration }

    @Argument(help: "The list.")
    var file: String?

    @Option(help: "The name of the one sheet to read; by default all that hold a list.")
    var sheet: String?

    @Option(help: "The time zone of the sheet, as Europe/Zagreb.")
    var zone: String?

    @Option(help: "When the exercise starts there, as 2027-06-15T09:00.")
    var startex: String?

    @Option(help: "Whether the day or the month comes first in 5/8/2027.")
    var dateOrder: Order?

    @Option(help: "How many moves the exercise has.")
    var moves: Int = 0

    @Option(help: "One time to read.")
    var time: String?

    @Option(help: "With --time: the heading of its column.")
    var heading: String?

    @Option(help: "With --time: the kind of its cell; numbers are those that Excel counts.")
    var cell: Cell = .text

    @Option(help: "With --time: 1904, where the workbook counts its days from there.")
    var epoch: Int = 1900

    func validate() throws {
        guard (file == nil) != (time == nil) else { throw ValidationError("Name a file, or one time by --time.") }
        guard (0...100).contains(moves) else { throw ValidationError("There are 0 to 100 moves.") }
        guard epoch == 1900 || epoch == 1904 else { throw ValidationError("The epoch is 1900 or 1904.") }
    }

    func run() async throws {
        try await Failure.told {
            var choice = MselFile.Choice()
            choice.sheet = sheet
            choice.zone = zone
            choice.startex = startex
            choice.dateOrder = dateOrder?.rawValue
            choice.moves = moves
            let (json, problem) = try read(choice)
            FileHandle.standardOutput.write(Data((json + "\n").utf8))
            if let problem { throw Failure([file, problem].compactMap { $0 }.joined(separator: ": "), .badData) }
        }
    }

    private func read(_ choice: MselFile.Choice) throws -> (json: String, problem: String?) {
        if let time {
            return try MselFile.time(
                time, heading: heading ?? "", cell: cell.rawValue, is1904: epoch == 1904, choice)
        }
        guard let file, let data = FileManager.default.contents(atPath: file) else {
            throw Failure("There is no file \(file ?? "") that can be read.", .noInput)
        }
        return try MselFile.listing([UInt8](data), name: file, choice)
    }
}
