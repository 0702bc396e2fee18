import Domain
import Storage
import Web

/// Frameworks as JSON, on the same operations.
enum FrameworkAPI {
    struct More: Codable, Sendable {
        /// The indicators as CSV: pillar, capacity, code, indicator and so on.
        let table: String
    }

    struct Known: Codable, Sendable {
        let id: Framework.ID
        let version: Int
        /// Whether countries are asked with this version: then a change makes the next.
        let isOpen: Bool
        /// The indicators as CSV.
        let table: String
        /// CSV: indicator, framework, other, relation (same, narrower, wider), note.
        let crosswalk: String
    }

    struct CrosswalkInput: Codable, Sendable {
        /// CSV with the same columns.
        let crosswalk: String
    }

    typealias Input = FieldSending<FrameworkFields, More>
    typealias Body = FieldBody<FrameworkFields, Known>

    static let routes: [APIRoute] = [
        .get(
            FrameworkPaths.apiFrameworks, .seeProgramme, "Needs assessments",
            "What the countries of a programme are asked, by code."
        ) { visit, programme in
            try await visit.read { reading -> [Body] in
                let frame = try PlansFrame(visit, programme, reading)
                return try FrameworkStore(reading).frameworks(of: frame.programme).map { try body($0, reading) }
            }
        },
        .send(
            .post, FrameworkPaths.apiFrameworks, .seeProgramme, "Needs assessments",
            "Adds a framework: who coordinates.",
            success: .created
        ) { (visit, input: Input, programme) in
            let made = try await FrameworkOperations.add(
                visit, programme, input.told.fields(), table: input.more.table, key: input.told.key)
            return try await visit.read { try body(made, $0) }
        },
        .send(
            .post, FrameworkPaths.apiForms, .seeProgramme, "Needs assessments",
            "Adds a framework of an XLSForm workbook: who coordinates. The file's name without its ending is the short code.",
            success: .created, limit: TableUpload.bodyLimit
        ) { (visit, input: TableInput, programme) in
            let upload = try TableUpload(input)
            let code = upload.name.split(separator: ".").first.map { String($0) } ?? ""
            let made = try await FrameworkForms.add(visit, programme, code: code, upload.bytes, key: nil).framework
            return try await visit.read { try body(made, $0) }
        },
        .get(FrameworkPaths.apiFramework, .seeProgramme, "Needs assessments", "One framework.") {
            visit, programme, id in
            try await visit.read { reading in
                let frame = try PlansFrame(visit, programme, reading)
                return try body(try FrameworkStore(reading).framework(id, of: frame.programme), reading)
            }
        },
        .send(
            .put, FrameworkPaths.apiFramework, .seeProgramme, "Needs assessments",
            "Changes a framework: who coordinates. Where countries are asked with it, that makes the next version."
        ) { (visit, input: Input, programme, id) in
            let made = try await FrameworkOperations.change(
                visit, programme, id, input.told.fields(), table: input.more.table)
            return try await visit.read { try body(made, $0) }
        },
        .send(
            .put, FrameworkPaths.apiCrosswalk, .seeProgramme, "Needs assessments",
            "Says which indicators of other frameworks ask the same, all anew: who coordinates."
        ) { (visit, input: CrosswalkInput, programme, id) in
            try await FrameworkOperations.cross(visit, programme, id, table: input.crosswalk)
            return try await visit.read { try body(FrameworkStore($0).framework(id, of: programme), $0) }
        },
    ]

    private static func body(_ record: FrameworkRecord, _ reading: any Reading) throws -> Body {
        let content = try FrameworkStore(reading).content(record.id, version: record.version)
        return Body(
            Known(
                id: record.id, version: record.version, isOpen: record.isOpen,
                table: FrameworkTable.write(content, language: record.language),
                crosswalk: try FrameworkStore(reading).crosswalk(of: record)), record.fields)
    }
}
