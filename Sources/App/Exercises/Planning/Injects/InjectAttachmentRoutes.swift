import Domain
import Foundation
import Storage
import Web

/// Attachments of an inject, for who plans it: as form and as JSON.
enum InjectAttachmentRoutes {
    static let all: [Route] = [
        .post(InjectPaths.attachments, .attend, limit: KeptFiles.formLimit) { visit, event, id in
            let form = try visit.inbound.form()
            do {
                guard let upload = form.uploads["file"], !upload.fileName.isEmpty else {
                    try await visit.read { try InjectOperations.requirePlanner(visit, event, $0) }
                    throw Refusal.invalid(["file": L("Choose a file first.")])
                }
                let checked = try await InjectAttachmentOperations.check(
                    visit, event, upload.bytes, name: upload.fileName, alt: form["alt"] ?? "",
                    language: form.text("language"))
                _ = try await InjectAttachmentOperations.add(visit, event, to: id, checked)
                return .redirect(to: Done.added.at(InjectPaths.inject(event, id)) + "#attachments")
            } catch {
                let state = try FormState.refused(form, error)
                return try await visit.read {
                    try InjectPage(ExerciseFrame(visit, event, $0), id, ["attachment": state], $0).answer
                }
            }
        },
        .get(InjectPaths.attachment, .attend) { visit, event, id, attachment in
            try await InjectAttachmentOperations.fetch(visit, event, of: id, attachment)
        },
        .post(InjectPaths.attachmentRemoval, .attend) { visit, event, id, attachment in
            try await InjectAttachmentOperations.remove(visit, event, of: id, attachment)
            return .redirect(to: Done.removed.at(InjectPaths.inject(event, id)) + "#attachments")
        },
    ]

    struct Body: Codable, Sendable, NamedType {
        static var schemaName: String { "InjectAttachment" }

        let exercise: Bool
        let id: InjectAttachment.ID
        let kind: InjectAttachmentRecord.Kind
        /// Of the papers with which it goes; left out for all.
        let language: String?
        let fileName: String
        let mediaType: String
        /// Bytes.
        let size: Int
        let alt: String

        init(_ one: InjectAttachmentRecord) {
            (exercise, id, kind, language) = (true, one.id, one.kind, one.language)
            (fileName, mediaType, size, alt) = (one.file.name, one.file.type, one.file.size, one.alt)
        }
    }

    struct Input: Codable, Sendable {
        let fileName: String
        /// The file in base64: PNG, JPEG, a text in UTF-8, or PDF.
        let content: String
        /// What is to be seen; needed with a picture.
        let alt: String?
        let language: String?
    }

    static let api: [APIRoute] = [
        .get(
            InjectPaths.apiAttachments, .attend, "Exercise",
            "What goes out with an inject, for those who plan the exercise."
        ) { visit, event, id in
            ListBody(
                items: try await visit.read { reading in
                    try InjectOperations.requirePlanner(visit, event, reading)
                    _ = try InjectStore(reading).inject(id, of: InjectDesk(event, reading).msel.id)
                    return try InjectAttachmentStore(reading).all(of: id).map(Body.init)
                }, next: nil)
        },
        .send(
            .post, InjectPaths.apiAttachments, .attend, "Exercise",
            "Adds a file that goes out with an inject. Pictures lose what cameras wrote into them.", success: .created,
            limit: KeptFiles.bodyLimit
        ) { (visit, input: Input, event, id) in
            guard let data = Data(base64Encoded: input.content) else {
                throw Refusal.invalid(["content": L("This is not base64.")])
            }
            let checked = try await InjectAttachmentOperations.check(
                visit, event, [UInt8](data), name: input.fileName, alt: input.alt ?? "", language: input.language ?? "")
            let made = try await InjectAttachmentOperations.add(visit, event, to: id, checked)
            return try await visit.read { reading in
                guard let one = try InjectAttachmentStore(reading).all(of: id).first(where: { $0.id == made }) else {
                    throw Refusal.notFound
                }
                return Body(one)
            }
        },
    ]
}
