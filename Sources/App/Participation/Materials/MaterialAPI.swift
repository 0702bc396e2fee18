import Domain
import Foundation
import Web

/// The same as JSON, on the same operations.
enum MaterialAPI {
    /// What is known besides the fields.
    struct Known: Codable, Sendable {
        let id: Material.ID
        let state: MaterialRecord.State
        /// From when on it may be read, epoch milliseconds; perhaps still to come.
        let releasedAt: Int?
        let withdrawnAt: Int?
        let reason: String
        let fileName: String
        let mediaType: String
        /// Bytes.
        let size: Int
        let sha256: String
        /// Of the file, from 1: a new file in its place has the next.
        let number: Int
    }

    struct FileInput: Codable, Sendable {
        let fileName: String
        /// The file in base64.
        let content: String
    }

    struct ReleaseInput: Codable, Sendable {
        /// The event's clock, `2027-06-09T18:00`; now unless told.
        let at: String?
    }

    struct WithdrawalInput: Codable, Sendable {
        /// Shown beside its title.
        let reason: String?
    }

    struct FetchBody: Codable, Sendable {
        let number: Int
        /// `account:ID` or `participant:ID`.
        let reader: String
        let fetchedAt: Int
    }

    /// What a body brings besides the fields.
    struct More: Codable, Sendable {
        let fileName: String?
        /// The file in base64: needed for a new one; takes the place of the one before where there is one.
        let content: String?

        var file: FileInput? { content.map { FileInput(fileName: fileName ?? "", content: $0) } }
    }

    typealias Input = FieldSending<MaterialFields, More>
    typealias Body = FieldBody<MaterialFields, Known>

    static let routes: [APIRoute] = reading + writing

    private static let reading: [APIRoute] = [
        .get(
            Paths.apiMaterials, .attend, "Materials", "What the asker may see of the event's materials, by title.",
            query: Cursor.parameters
        ) { visit, event in
            let seen = try await visit.read { try MaterialsPage(try EventFrame(visit, event, $0), $0).materials }
            return try Cursor(visit).page(of: seen.map(body)) { $0.facts.id.description }
        },
        .get(Paths.apiMaterial, .attend, "Materials", "One of the materials.") { visit, event, id in
            let seen = try await visit.read { try MaterialsPage(try EventFrame(visit, event, $0), $0).materials }
            guard let material = seen.first(where: { $0.id == id }) else { throw Refusal.notFound }
            return body(material)
        },
        .file(
            Paths.apiMaterialFile, .attend, "Materials",
            "The newest file, as something to keep. Of what is marked AMBER or closer it is kept who fetched it.",
            mediaType: "application/octet-stream"
        ) { visit, event, id in try await MaterialOperations.fetch(visit, event, id) },
        .get(
            Paths.apiMaterialFetches, .facilitate, "Materials",
            "Who has fetched it, newest first; only of what is marked AMBER or closer.", query: Cursor.parameters
        ) { visit, event, id in
            let fetches = try await visit.read { reading in
                _ = try MaterialStore(reading).material(event, id)
                return try MaterialStore(reading).fetches(of: id)
            }
            let bodies = fetches.map { FetchBody(number: $0.number, reader: $0.reader, fetchedAt: Int($0.fetchedAt)) }
            return try Cursor(visit).page(of: bodies) { "\($0.number) \($0.reader)" }
        },
    ]

    private static let writing: [APIRoute] = [
        .send(
            .post, Paths.apiMaterials, .facilitate, "Materials", "Adds a material with its file, as a draft.",
            success: .created, limit: KeptFiles.bodyLimit
        ) { (visit, input: Input, event) in
            guard let sent = input.more.file else { throw Refusal.invalid(["content": L("This field is missing.")]) }
            let file = try await file(visit, sent)
            return body(
                try await MaterialOperations.create(visit, event, input.told.fields(), file, key: input.told.key))
        },
        .send(
            .put, Paths.apiMaterial, .facilitate, "Materials",
            "Changes what is told of it: a field that the body leaves out is as at the beginning. A file takes the place of its own.",
            limit: KeptFiles.bodyLimit
        ) { (visit, input: Input, event, id) in
            let changed = try await MaterialOperations.change(visit, event, id, input.told.fields())
            guard let sent = input.more.file else { return body(changed) }
            return body(try await MaterialOperations.supersede(visit, event, id, try await file(visit, sent)))
        },
        .act(.delete, Paths.apiMaterial, .facilitate, "Materials", "Removes a draft.") { visit, event, id in
            try await MaterialOperations.remove(visit, event, id)
            return EmptyBody()
        },
        .send(
            .post, Paths.apiMaterialFiles, .facilitate, "Materials", "Puts a new file in the place of the one before.",
            limit: KeptFiles.bodyLimit
        ) { (visit, input: FileInput, event, id) in
            body(try await MaterialOperations.supersede(visit, event, id, try await file(visit, input)))
        },
        .send(
            .put, Paths.apiMaterialRelease, .facilitate, "Materials",
            "Releases it, now or for later; also one that was withdrawn."
        ) { (visit, input: ReleaseInput, event, id) in
            let zone = try await visit.read { try EventStore($0).event(event).timeZone }
            let moment = try MaterialRoutes.moment(input.at ?? "", zone)
            return body(try await MaterialOperations.release(visit, event, id, at: moment))
        },
        .send(
            .put, Paths.apiMaterialWithdrawal, .facilitate, "Materials",
            "Withdraws it: its title stays for those who could read it."
        ) { (visit, input: WithdrawalInput, event, id) in
            body(try await MaterialOperations.withdraw(visit, event, id, reason: input.reason ?? ""))
        },
    ]

    private static func file(_ visit: Visit, _ input: FileInput) async throws -> CheckedFile {
        guard let data = Data(base64Encoded: input.content) else {
            throw Refusal.invalid(["content": L("This is not base64.")])
        }
        return try await KeptFiles.check(visit, [UInt8](data), name: input.fileName)
    }

    private static func body(_ material: MaterialRecord) -> Body {
        Body(
            Known(
                id: material.id, state: material.state, releasedAt: material.releasedAt.map { Int($0) },
                withdrawnAt: material.withdrawnAt.map { Int($0) }, reason: material.reason,
                fileName: material.file.name, mediaType: material.file.type, size: material.file.size,
                sha256: material.file.sha256, number: material.number), material.fields)
    }
}
extension MaterialRecord.State: ChoiceType {}
