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
            FILE is what “roundtable export --what workshop --format json” writes, or what an event’s page gives. An empty folder will do: \
            its database is made. A folder that is not there is refused, lest a mistyped name becomes a server of its own. The event keeps its \
            ids; its programme is made where it is not there, and is organised by the administrators then. A file that is not in order is \
            refused with the line and what is wrong (exit status 65), and nothing is stored. The server may run meanwhile.
            """)

    @OptionGroup var storage: StorageOptions

    @Argument(help: "The workshop file.")
    var file: String

    func run() async throws {
        try await Failure.told {
            let settings = try await storage.settings()
            try Self.requireFolder(of: settings)
            let data = try contents()
            let imported = try await settings.withDatabase(existing: false) { database in
                do {
                    return try await Watching.run("Nothing was stored.") {
                        try await WorkshopFileOperations.take(data, database, .live, watch: $0)
                    }
                } catch let refusal as Refusal where refusal.fields["file"] != nil {
                    throw Failure("\(file): \(refusal.fields["file"]?.string(in: .english) ?? "")", .badData)
                }
            }
            tell(imported)
        }
    }

    private static func requireFolder(of settings: ServerSettings) throws {
        guard case .sqlite(let path) = settings.location else { return }
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        guard FileManager.default.fileExists(atPath: folder) else {
            throw Failure(
                "There is no folder \(folder). “roundtable migrate --data \(folder)” makes an empty one to import into.",
                .noInput)
        }
    }

    /// Not read where it is larger than any workshop.
    private func contents() throws -> [UInt8] {
        let values = try? URL(fileURLWithPath: file).resourceValues(forKeys: [.isDirectoryKey, .fileSizeKey])
        if values?.isDirectory == true { throw Failure("\(file) is a folder, not a file.", .noInput) }
        let limit = WorkshopFile.limit
        guard values?.fileSize ?? 0 <= limit else {
            throw Failure("\(file): The file is larger than \(limit / 1_048_576) MB. Nothing was stored.", .badData)
        }
        guard let data = FileManager.default.contents(atPath: file) else {
            throw Failure("There is no file \(file) that can be read.", .noInput)
        }
        return [UInt8](data)
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
