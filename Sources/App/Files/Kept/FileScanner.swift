import Foundation
import Logging
import Web

/// The program with which the administrator has every file looked at before it is kept: ClamAV's `clamdscan` is one. It gets the path of the
/// file and ends with 0 where all is well, with 1 where it found something (clamscan(1)).
struct FileScanner: Sendable {
    private let command: [String]
    private let logger: Logger

    init(_ settings: FileSettings, _ logger: Logger) {
        command = settings.scanner
        self.logger = logger
    }

    /// - Throws: where the file was refused, or could not be looked at: then it is not kept either.
    func look(at file: CheckedFile) async throws {
        guard let name = command.first else { return }
        let program = Program(name: name, package: "", path: name.contains("/") ? name : nil)
        let folder = try WorkFolder()
        try folder.write(file.bytes, to: "looked-at")
        do {
            _ = try await program.run(Array(command.dropFirst()) + [folder.path("looked-at")], in: folder)
        } catch let failure as Program.Failed where failure.status == 1 {
            logger.warning("A file was refused by \(name): \(failure.words.prefix(200))")
            throw Refusal.invalid([
                "file": L("The program that looks at files found something harmful in this one. It was not kept.")
            ])
        } catch {
            logger.error("A file could not be looked at: \(error)")
            throw Refusal.notLookedAt
        }
    }
}
