import App
import ArgumentParser
import Foundation
import Storage
import Web

/// `roundtable import`: takes a workshop file in, all of it or nothing.
struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Takes in a workshop that was kept as a file.",
        discussion: """
            FILE is what “roundtable export --what workshop --format json” writes, or what an event’s page gives. The event keeps its \
            ids; its programme is made where it is not there, and is organised by the administrators then. A file that is not in order is \
            refused with the line and what is wrong (exit status 65), and nothing is stored.
            """)

    @OptionGroup var storage: StorageOptions

    @Argument(help: "The workshop file.")
    var file: String

    func run() async throws {
        try await Failure.told {
            let settings = try await storage.settings()
            guard let data = FileManager.default.contents(atPath: file) else {
                throw Failure("There is no file \(file) that can be read.", .noInput)
            }
            let imported = try await settings.withDatabase { database in
                try await WorkshopFileOperations.take([UInt8](data), database, .live)
            }
            tell(imported)
        }
    }

    private func tell(_ imported: ImportedWorkshop) {
        Terminal.say("“\(imported.title)” is here: event \(imported.event), code \(imported.code).")
        if imported.isNewCode { Terminal.say("Its code is new, because the file’s was taken.") }
        if imported.isNewProgramme { Terminal.say("Its programme came along; the administrators organise it.") }
        if !imported.sectors.isEmpty {
            Terminal.say("New sectors: \(imported.sectors.joined(separator: ", ")).")
        }
        for (table, rows) in imported.counts { Terminal.say("\(rows)\t\(table)") }
    }
}
