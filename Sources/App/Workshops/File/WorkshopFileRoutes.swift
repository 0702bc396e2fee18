import Domain
import Markup
import Storage
import Web

/// # The whole workshop as one file
///
/// `GET /events/E/file` gives it to an organiser, without what countries keep to themselves; `roundtable export --what workshop` gives
/// everything. `GET/POST /programmes/P/import-workshop` takes one in, as does `roundtable import FILE`: all of it or nothing.
/// The tables are told by their features (``EventTable``); docs/workshop-file.md describes them.
enum WorkshopFileRoutes {
    /// The file itself and the form around it.
    static let uploadLimit = WorkshopFile.limit + 64 * 1024

    static let all: [Route] = [
        .get(WorkshopFilePaths.download, .organise) { visit, event in try await download(visit, event) },
        .get(WorkshopFilePaths.importing, .organiseProgramme) { visit, programme in
            try await form(visit, programme, FormState())
        },
        .post(WorkshopFilePaths.importing, .organiseProgramme, limit: uploadLimit, take),
    ]

    static func download(_ visit: Visit, _ event: Event.ID) async throws -> Answer {
        try await visit.watched(
            L("The whole event as a file"), leaves: L("If you stop it, no file is made; nothing else changes."),
            back: Paths.event(event)
        ) { watch in
            try watch.begin(L("Reading the event").string())
            let (text, name) = try await visit.read { reading in
                let record = try EventStore(reading).event(event)
                return (
                    try WorkshopFile.export(event, reading, content: .shared),
                    "workshop-\(record.code.lowercased())-TLP-\(record.marking).json"
                )
            }
            return .download(Array(text.utf8), type: "application/json", name: name)
        }
    }

    private static func form(_ visit: Visit, _ id: Programme.ID, _ state: FormState) async throws -> Answer {
        let programme = try await visit.read { try ProgrammeStore($0).programme(id) }
        return WorkshopImportPage(visit: visit, programme: programme, state: state).answer
    }

    private static func take(_ visit: Visit, _ programme: Programme.ID) async throws -> Answer {
        let values = try visit.inbound.form()
        do {
            guard let file = values.uploads["file"] else { throw Refusal.workshopFile(L("Choose a file first.")) }
            return try await visit.watched(
                L("Importing a workshop"), leaves: L("If you stop it, nothing of the file is kept."),
                back: WorkshopFilePaths.importing(programme)
            ) { watch in
                let imported = try await WorkshopFileOperations.take(visit, into: programme, file.bytes, watch: watch)
                return .redirect(to: Done.imported.at(Paths.event(imported.event)))
            }
        } catch {
            return try await form(visit, programme, try .refused(values, error))
        }
    }
}
