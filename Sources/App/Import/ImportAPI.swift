import Domain
import Foundation
import Storage
import Web

/// Imports of people as JSON, on the same operations as their pages.
enum ImportAPI {
    typealias Target = ImportOperations.Target

    struct FileInput: Codable, Sendable {
        /// Ends in .xlsx or .csv.
        let fileName: String
        /// The file in base64.
        let content: String
    }

    struct ColumnAnswer: Codable, Sendable {
        /// Of the column in the file: `A`, `B` …
        let letters: String
        /// A field, `note`, or empty for a column that is left out.
        let means: String
    }

    struct SpellingAnswer: Codable, Sendable {
        /// country, sector or role.
        let field: String
        let text: String
        /// A code; empty for a cell that is left empty, `-` where the rows are left out.
        let means: String
    }

    struct DamageAnswer: Codable, Sendable {
        /// As in the file.
        let text: String
        /// leave (its rows are left out), keep (as it is written) or mend (as it was probably meant).
        let means: String
    }

    struct AnswersInput: Codable, Sendable {
        let sheet: String?
        /// utf-8, utf-16, windows-1250, windows-1251, windows-1252, windows-1253, windows-1254 or windows-1256.
        let encoding: String?
        /// The row of the file that holds the headings.
        let headingRow: Whole<Numbers.Row>?
        let columns: [ColumnAnswer]?
        let spellings: [SpellingAnswer]?
        /// given-first or family-first.
        let nameOrder: String?
        /// Of texts whose letters look damaged.
        let damaged: [DamageAnswer]?
    }

    struct ChoiceInput: Codable, Sendable {
        let row: Whole<Numbers.Row>
        /// same, another or leave.
        let choice: String
    }

    struct ConfirmationInput: Codable, Sendable {
        /// For rows whose name and country are in the directory.
        let choices: [ChoiceInput]?
    }

    struct ColumnBody: Codable, Sendable {
        let letters: String
        let heading: String
        let means: String
        /// sure, answered, likely or unknown; the last two are questions.
        let certainty: String
        let samples: [String]
    }

    struct SpellingBody: Codable, Sendable {
        let field: String
        let text: String
        let rows: Int
        /// Absent where it is a question.
        let means: String?
    }

    struct DamagedBody: Codable, Sendable {
        let text: String
        let field: String
        /// The first rows of the file that it stands in.
        let rows: [Int]
        /// How it was probably meant.
        let mended: String?
        /// Absent where it is a question; without an answer its rows are left out.
        let means: String?
    }

    struct CountsBody: Codable, Sendable {
        let new: Int
        let updates: Int
        let namesakes: Int
        let same: Int
        let leftOut: Int
    }

    struct ImportBody: Codable, Sendable {
        let id: ImportDraft.ID
        let fileName: String
        /// Whether something is asked. What stays unanswered is left out.
        let isOpen: Bool
        let isDone: Bool
        let sheet: String?
        let sheets: [String]
        let encoding: String?
        let headingRow: Int
        let columns: [ColumnBody]
        let spellings: [SpellingBody]
        /// Names of which nobody knows which part is the family name.
        let openNames: [String]
        let nameOrder: String?
        /// Texts whose letters look damaged.
        let damaged: [DamagedBody]
        /// Fields of which one is needed and none was found.
        let missing: [String]
        let notes: [String]
        let counts: CountsBody

        init(_ draft: ImportDraftRecord) {
            let content = draft.content
            id = draft.id
            fileName = draft.fileName
            isDone = draft.confirmedAt != nil
            isOpen = content.isOpen && draft.confirmedAt == nil
            sheet = content.sheet.nilIfEmpty
            sheets = content.sheets
            encoding = content.file.encoding?.rawValue
            headingRow = content.headingRow
            columns = content.columns.map {
                ColumnBody(
                    letters: $0.letters, heading: $0.heading, means: $0.field, certainty: $0.certainty.rawValue,
                    samples: $0.samples)
            }
            spellings = content.spellings.sorted { $0.key < $1.key }.flatMap { field, list in
                list.map { SpellingBody(field: field, text: $0.text, rows: $0.rows, means: $0.code) }
            }
            openNames = content.openNames
            nameOrder = content.nameOrder?.rawValue
            damaged = (content.damagedCells ?? []).map {
                DamagedBody(
                    text: $0.text, field: $0.field, rows: $0.rows, mended: $0.mended, means: $0.answer?.rawValue)
            }
            missing = content.missing.flatMap { $0 }
            notes = content.notes
            let kinds = Dictionary(grouping: draft.plan, by: ImportPreviewPage.kind).mapValues(\.count)
            counts = CountsBody(
                new: kinds[.new] ?? 0, updates: kinds[.update] ?? 0, namesakes: kinds[.namesake] ?? 0,
                same: kinds[.same] ?? 0, leftOut: kinds[.out] ?? 0)
        }
    }

    struct ChangeBody: Codable, Sendable {
        let field: String
        let before: String
        let after: String
    }

    struct RowBody: Codable, Sendable {
        let row: Int
        let name: String
        /// new, update, same, namesake or out.
        let outcome: String
        /// Of the person in the directory.
        let changes: [ChangeBody]
        /// joins, returns, stays, or nothing for the directory.
        let seat: String?
        let seatChanges: [ChangeBody]
        let reasons: [String]

        init(_ row: PlannedRow) {
            self.row = row.number
            name = row.fields.fullName
            outcome = ImportPreviewPage.kind(row).rawValue
            changes = row.changes.map { ChangeBody(field: $0.field, before: $0.before, after: $0.after) }
            seat =
                switch row.seat {
                case .none: nil
                case .joins: "joins"
                case .returns: "returns"
                case .stays: "stays"
                }
            seatChanges = row.seat.changes.map { ChangeBody(field: $0.field, before: $0.before, after: $0.after) }
            reasons = ImportWords.reasons(row).map { $0.string() }
        }
    }

    /// Base64 is a third longer than the file.
    private static let limit = Route.fileLimit / 3 * 4 + 4_096

    static let routes: [APIRoute] = [
        .send(
            .post, Paths.apiImports, .keepDirectory, "Imports",
            "Reads a file of people for the directory; stores nobody yet.",
            success: .created, limit: limit
        ) { (visit, input: FileInput) in try await upload(visit, .directory, input) },
        .get(
            Paths.apiImport, .keepDirectory, "Imports", "What a file says, what it leaves open, and what would happen."
        ) {
            visit, draft in try await body(visit, .directory, draft)
        },
        .get(
            Paths.apiImportRows, .keepDirectory, "Imports", "What happens with each row of a file.",
            query: Cursor.parameters
        ) { visit, draft in try await rows(visit, .directory, draft) },
        .send(
            .put, Paths.apiImportAnswers, .keepDirectory, "Imports", "Says what columns and spellings of a file mean."
        ) { (visit, input: AnswersInput, draft) in try await answer(visit, .directory, draft, input) },
        .send(
            .post, Paths.apiImportConfirmation, .keepDirectory, "Imports", "Stores what was planned, or nothing of it."
        ) {
            (visit, input: ConfirmationInput, draft) in try await confirm(visit, .directory, draft, input)
        },
        .act(.delete, Paths.apiImport, .keepDirectory, "Imports", "Discards a file.") { visit, draft in
            try await discard(visit, .directory, draft)
        },
        .send(
            .post, Paths.apiEventImports, .organise, "Imports", "Reads a file of an event's people; stores nobody yet.",
            success: .created, limit: limit
        ) { (visit, input: FileInput, event) in try await upload(visit, .event(event), input) },
        .get(
            Paths.apiEventImport, .organise, "Imports", "What a file says, what it leaves open, and what would happen."
        ) {
            visit, event, draft in try await body(visit, .event(event), draft)
        },
        .get(
            Paths.apiEventImportRows, .organise, "Imports", "What happens with each row of a file.",
            query: Cursor.parameters
        ) { visit, event, draft in try await rows(visit, .event(event), draft) },
        .send(
            .put, Paths.apiEventImportAnswers, .organise, "Imports", "Says what columns and spellings of a file mean."
        ) { (visit, input: AnswersInput, event, draft) in try await answer(visit, .event(event), draft, input) },
        .send(
            .post, Paths.apiEventImportConfirmation, .organise, "Imports", "Stores what was planned, or nothing of it."
        ) { (visit, input: ConfirmationInput, event, draft) in try await confirm(visit, .event(event), draft, input) },
        .act(.delete, Paths.apiEventImport, .organise, "Imports", "Discards a file.") { visit, event, draft in
            try await discard(visit, .event(event), draft)
        },
    ]

    private static func upload(_ visit: Visit, _ target: Target, _ input: FileInput) async throws -> ImportBody {
        guard let data = Data(base64Encoded: input.content) else {
            throw Refusal.invalid(["content": L("This is not base64.")])
        }
        let (id, _) = try await ImportOperations.preview(
            visit, target, .init(bytes: [UInt8](data), name: input.fileName))
        return try await body(visit, target, id)
    }

    private static func body(_ visit: Visit, _ target: Target, _ id: ImportDraft.ID) async throws -> ImportBody {
        ImportBody(try await visit.read { try ImportOperations.stored(visit, target, id, $0) })
    }

    private static func rows(_ visit: Visit, _ target: Target, _ id: ImportDraft.ID) async throws -> ListBody<RowBody> {
        let cursor = try Cursor(visit)
        return try await visit.read { reading in
            let draft = try ImportOperations.stored(visit, target, id, reading)
            let page = try cursor.page(of: draft.plan) { String($0.number) }
            return ListBody(items: page.items.map(RowBody.init), next: page.next)
        }
    }

    private static func answer(_ visit: Visit, _ target: Target, _ id: ImportDraft.ID, _ input: AnswersInput)
        async throws
        -> ImportBody
    {
        var answers = ImportAnswers()
        var check = FieldCheck()
        answers.file.sheet = input.sheet
        if let text = input.encoding {
            answers.file.encoding = TextEncoding(rawValue: text)
            if answers.file.encoding == nil { check.fail("encoding", L("This value is not one of those allowed.")) }
        }
        if let row = input.headingRow?.value {
            answers.heading = row
            if !(1...1_048_576).contains(row) { check.fail("headingRow", L("Write a whole number from 1 to 1048576.")) }
        }
        if let text = input.nameOrder {
            answers.nameOrder = .init(rawValue: text)
            if answers.nameOrder == nil { check.fail("nameOrder", L("This value is not one of those allowed.")) }
        }
        for damage in (input.damaged ?? []).prefix(ImportReader.mostSpellings) {
            if let means = ImportAnswers.Damage(rawValue: damage.means) {
                answers.damaged = (answers.damaged ?? [:]).merging([damage.text: means]) { $1 }
            } else {
                check.fail("damaged", L("This value is not one of those allowed."))
            }
        }
        try check.finish()
        for column in (input.columns ?? []).prefix(TableBudget.columns) {
            answers.columns[column.letters] = column.means
        }
        for spelling in (input.spellings ?? []).prefix(5_000) {
            answers.values[spelling.field, default: [:]][Folded.text(spelling.text.prefix(200))] = spelling.means
        }
        answers.isAnswered = true
        _ = try await ImportOperations.answer(visit, target, id, answers)
        return try await body(visit, target, id)
    }

    private static func confirm(_ visit: Visit, _ target: Target, _ id: ImportDraft.ID, _ input: ConfirmationInput)
        async throws
        -> ImportBody
    {
        var choices: [Int: NamesakeChoice] = [:]
        for choice in input.choices ?? [] {
            guard let known = NamesakeChoice(rawValue: choice.choice) else {
                throw Refusal.invalid(["choices": L("This value is not one of those allowed.")])
            }
            choices[choice.row.value] = known
        }
        if case .changed(let rows) = try await ImportOperations.confirm(visit, target, id, choices: choices) {
            throw Refusal(
                .conflict, "directory-changed", L("The directory has changed since the preview."),
                advice: L(
                    "Nothing was stored. These rows have changed: \(list: Array(rows.prefix(100))). Look at them and confirm again."
                ))
        }
        return try await body(visit, target, id)
    }

    private static func discard(_ visit: Visit, _ target: Target, _ id: ImportDraft.ID) async throws -> EmptyBody {
        try await ImportOperations.withdraw(visit, target, id)
        return EmptyBody()
    }
}

extension PlannedRow {
    /// Of the person in the directory.
    var changes: [Change] {
        switch outcome {
        case .update(_, let changes), .namesake(_, let changes, _): changes
        default: []
        }
    }
}
