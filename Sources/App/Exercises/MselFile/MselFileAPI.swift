import Domain
import Foundation
import Storage
import Web

/// The same as JSON, on the same operations: for whoever plans the exercise only.
enum MselFileAPI {
    struct AnswerInput: Codable, Sendable {
        /// As the question of the preview is called.
        let name: String
        let value: String
    }

    struct Input: Codable, Sendable, NamedType {
        static var schemaName: String { "MselFile" }

        /// Ends in .xlsx or .csv.
        let fileName: String
        /// The file in base64.
        let content: String
        /// Whether only to say what would happen; nothing is stored then.
        let isTrial: Bool?
        let answers: [AnswerInput]?
    }

    struct RowBody: Codable, Sendable, NamedType {
        static var schemaName: String { "MselFileRow" }

        let sheet: String
        let row: Int
        let label: String
        let title: String
        /// add, change, delete, same or leave.
        let act: String
        let reasons: [String]
    }

    struct QuestionBody: Codable, Sendable, NamedType {
        static var schemaName: String { "MselFileQuestion" }

        let name: String
        let samples: [String]
    }

    struct ColumnBody: Codable, Sendable, NamedType {
        static var schemaName: String { "MselFileColumn" }

        let sheet: String
        let heading: String
        /// Of the answer that changes what it holds.
        let name: String
        /// The field that it holds; `-`: kept as it is; `x`: left out.
        let use: String
        /// Whether a person should look at it.
        let isUnsure: Bool
        let samples: [String]
    }

    struct Outcome: Codable, Sendable, NamedType {
        static var schemaName: String { "MselFileOutcome" }

        let isStored: Bool
        let counts: MselIntake.Counts
        let columns: [ColumnBody]
        let questions: [QuestionBody]
        let rows: [RowBody]
    }

    struct InjectBody: Codable, Sendable, NamedType {
        static var schemaName: String { "MselInject" }

        let id: Inject.ID
        let label: String
        let title: String
        let text: String
        /// From STARTEX as it is planned, `H:MM:SS`; an instant; empty for what is released by hand or by a rule.
        let time: String
        let move: String
        let storyline: String
        let type: String
        let channel: String
        let from: String
        let to: String
        let expected: String
        let tasks: String
        let note: String
        let status: String
        let revision: Int
        /// Columns of an imported sheet that are kept as they are.
        let extra: [String: String]
    }

    private static let tag = "Exercises"

    static let routes: [APIRoute] = [
        .get(MselFilePaths.api, .attend, tag, "The injects of an exercise, for whoever plans or runs it.") {
            visit, event in
            try await visit.read { reading in
                try MselFileOperations.require(visit, event, reading)
                let plan = try ExercisePlan(PlayStore(reading).required(event).msel, reading)
                let columns = MselFileColumns(plan)
                return ListBody(items: plan.injects.map { body($0, columns) }, next: nil)
            }
        },
        .send(
            .post, MselFilePaths.api, .attend, tag,
            "Takes a list of injects from a file: all rows that are ready, or with isTrial only what would happen."
        ) { (visit, input: Input, event) in try await take(visit, input, event) },
        .send(
            .put, MselFilePaths.api, .attend, tag,
            "Takes an exported list back, edited: each inject by its id. The same as POST."
        ) { (visit, input: Input, event) in try await take(visit, input, event) },
    ]

    private static func take(_ visit: Visit, _ input: Input, _ event: Event.ID) async throws -> Outcome {
        guard let data = Data(base64Encoded: input.content) else {
            throw Refusal.invalid(["content": L("This is not base64.")])
        }
        let file = TableUpload([UInt8](data), name: input.fileName, isTrial: input.isTrial ?? false)
        let told = (input.answers ?? []).prefix(MselAnswers.most)
        let answers = MselAnswers(
            Dictionary(
                told.filter { $0.name.utf8.count <= 400 && $0.value.utf8.count <= 400 }.map { ($0.name, $0.value) },
                uniquingKeysWith: { $1 }))
        let intake = try await MselFileOperations.intake(visit, event, file.bytes, name: file.name, answers)
        if !file.isTrial {
            let id = try await MselFileOperations.preview(visit, event, file, answers)
            _ = try await MselFileOperations.confirm(visit, event, id)
        }
        return outcome(intake, isStored: !file.isTrial)
    }

    private static func outcome(_ intake: MselIntake, isStored: Bool) -> Outcome {
        Outcome(
            isStored: isStored, counts: intake.counts,
            columns: MselColumnsSection.columns(
                intake.reading.sheets.filter { $0.name != MselFileColumns.baseSheet }
            ).map { column in
                ColumnBody(
                    sheet: column.sheet.name, heading: column.heading, name: "field:\(column.key)",
                    use: column.use.code, isUnsure: column.isUnsure, samples: column.samples)
            },
            questions: MselAsked.all(intake).map { QuestionBody(name: $0.name, samples: $0.samples) },
            rows: intake.rows.map { row in
                RowBody(
                    sheet: row.sheet, row: row.row.number, label: row.row[.label], title: row.row[.title],
                    act: row.act.name, reasons: row.reasons.map { $0.string() })
            })
    }

    private static func body(_ inject: InjectRecord, _ columns: MselFileColumns) -> InjectBody {
        let values = columns.values(inject)
        func value(_ field: MselField) -> String { values[field] ?? "" }
        return InjectBody(
            id: inject.id, label: value(.label), title: value(.title), text: value(.text), time: value(.time),
            move: value(.move), storyline: value(.storyline), type: value(.type), channel: value(.channel),
            from: value(.from), to: value(.to), expected: value(.expected), tasks: value(.objective),
            note: value(.note),
            status: value(.status), revision: inject.revision, extra: inject.extra)
    }
}

extension MselIntakeRow.Act {
    var name: String {
        switch self {
        case .add: "add"
        case .change: "change"
        case .delete: "delete"
        case .same: "same"
        case .leave: "leave"
        }
    }

    var label: Message {
        switch self {
        case .add: L("New")
        case .change: L("Changed")
        case .delete: L("Deleted")
        case .same: L("No change")
        case .leave: L("Left out")
        }
    }
}
