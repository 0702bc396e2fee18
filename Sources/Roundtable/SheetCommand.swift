import App
import ArgumentParser
import Foundation
import Web

/// `roundtable sheet`: how a table is read.
struct SheetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sheet", abstract: "Prints a table as it is read here, cell by cell, as JSON.",
        discussion: """
            FILE is a workbook (.xlsx) or a text file (.csv). Each cell has its column, its kind (text, number, date, date-time, time, \
            duration, boolean, error), its text as an import takes it, and where the file has them its number and number format. \
            Nothing is stored. A file that is not read is refused in words (exit status 65).
            """)

    @Argument(help: "The table.")
    var file: String

    @Option(help: "The name of the sheet; by default the first that is shown and holds something.")
    var sheet: String?

    @Option(help: "Of a text file, as windows-1251; by default the one that it looks like.")
    var encoding: String?

    func run() async throws {
        try await Failure.told {
            guard let data = FileManager.default.contents(atPath: file) else {
                throw Failure("There is no file \(file) that can be read.", .noInput)
            }
            do {
                print(try SheetListing.json([UInt8](data), name: file, sheet: sheet, encoding: encoding))
            } catch let refusal as Refusal {
                let words = refusal.fields.sorted { $0.key < $1.key }.map { $0.value.string(in: .english) }
                throw Failure("\(file): \(words.joined(separator: " "))", .badData)
            }
        }
    }
}
