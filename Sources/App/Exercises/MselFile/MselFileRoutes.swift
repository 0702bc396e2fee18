import Domain
import Storage
import Web

/// # A planner's list of injects as a file
///
/// - `/events/E/exercise/msel/import` takes a workbook or a CSV file: preview with what each row would do, questions once for a column or a
///   spelling (`POST …/:draft/answers`), `POST …/:draft/confirmation` stores what is ready, all or nothing; `…/:draft/left-out` is what was not.
/// - `/events/E/exercise/files/msel.xlsx` and `.csv` are the list as it leaves, to be edited and brought back: a three-way merge by id.
///
/// How times, headings and rows are read is in Domain (`Msel…`), without a database: `roundtable msel`, docs/msel.md.
enum MselFileRoutes {
    static let all: [Route] = [
        .get(MselFilePaths.upload, .attend) { visit, event in try await form(visit, event, FormState()) },
        .post(MselFilePaths.upload, .attend, limit: Route.fileLimit) { visit, event in try await upload(visit, event) },
        .get(MselFilePaths.draft, .attend) { visit, event, id in try await preview(visit, event, id) },
        .post(MselFilePaths.answers, .attend) { visit, event, id in
            let form = try visit.inbound.form()
            do {
                try await MselFileOperations.answer(visit, event, id, MselAnswers(form))
                return .redirect(to: MselFilePaths.draft(event, id))
            } catch let refusal as Refusal where !refusal.fields.isEmpty {
                return try await preview(visit, event, id, .refused(form, refusal))
            }
        },
        .post(MselFilePaths.confirmation, .attend) { visit, event, id in
            _ = try await MselFileOperations.confirm(visit, event, id)
            return .redirect(to: Done.mselImported.at(MselFilePaths.draft(event, id)))
        },
        .post(MselFilePaths.withdrawal, .attend) { visit, event, id in
            try await MselFileOperations.withdraw(visit, event, id)
            return .redirect(to: Done.removed.at(MselFilePaths.upload(event)))
        },
        .get(MselFilePaths.leftOut, .attend) { visit, event, id in
            let (_, intake) = try await MselFileOperations.shown(visit, event, id)
            return .download(
                MselLeftOut.csv(intake), type: "text/csv; charset=utf-8", name: ExerciseText.fileName("left-out.csv"))
        },
        .get(MselFilePaths.workbook, .attend) { visit, event in
            let file = try await export(visit, event)
            let now = visit.now
            return .download(
                try await Stopping.aside { try file.workbook(now: now) },
                type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                name: ExerciseText.fileName("msel.xlsx"))
        },
        .get(MselFilePaths.csv, .attend) { visit, event in
            .download(
                try await export(visit, event).csv(), type: "text/csv; charset=utf-8",
                name: ExerciseText.fileName("msel.csv"))
        },
    ]

    private static func export(_ visit: Visit, _ event: Event.ID) async throws -> MselFileExport {
        try await visit.read { reading in
            try MselFileOperations.require(visit, event, reading)
            return try MselFileExport(event, reading)
        }
    }

    private static func form(_ visit: Visit, _ event: Event.ID, _ state: FormState) async throws -> Answer {
        try await visit.read { reading in
            try MselFileOperations.require(visit, event, reading)
            return MselUploadPage(frame: try ExerciseFrame(visit, event, reading), state: state).answer
        }
    }

    private static func upload(_ visit: Visit, _ event: Event.ID) async throws -> Answer {
        let values = try visit.inbound.form()
        do {
            let id = try await MselFileOperations.preview(visit, event, try TableUpload(values))
            return .redirect(to: MselFilePaths.draft(event, id))
        } catch {
            return try await form(visit, event, try .refused(values, error))
        }
    }

    private static func preview(
        _ visit: Visit, _ event: Event.ID, _ id: MselDraft.ID, _ typed: FormState? = nil
    ) async throws -> Answer {
        let (draft, intake) = try await MselFileOperations.shown(visit, event, id)
        return try await visit.read { reading in
            MselPreviewPage(
                frame: try ExerciseFrame(visit, event, reading), draft: draft, intake: intake, typed: typed
            ).answer
        }
    }
}

/// What was not taken, with why: to be mended and sent again.
enum MselLeftOut {
    static func csv(_ intake: MselIntake) -> [UInt8] {
        let header = [L("Sheet"), L("Row"), L("Label"), L("Title"), L("Reason")].map { $0.string() }
        let rows = intake.leftOut.map { row in
            [
                row.sheet, String(row.row.number), row.row[.label], row.row[.title],
                row.reasons.map { $0.string() }.joined(separator: " "),
            ]
        }
        let mark = [ExerciseMark.line(.current), "", "", "", ""]
        return CSVTable.write(header: mark, rows: [header] + rows + [mark])
    }
}
