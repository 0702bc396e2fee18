import Domain
import Foundation
import Storage
import Web

/// What goes out with an inject: pictures, texts, PDFs. Like its words they change only before it is out, and then a second person looks again.
enum InjectAttachmentOperations {
    static let most = 5
    /// Of a picture or a text, which stand in the page.
    static let mostBytes = 2 << 20
    static let mostCharacters = 20_000

    /// A file as it is kept, and what is known of it.
    struct Checked: Sendable {
        let file: CheckedFile
        var new: InjectAttachmentStore.New
    }

    /// - Throws: ``Refusal/invalid(_:)`` at `file` or `alt`.
    static func check(_ visit: Visit, _ event: Event.ID, _ bytes: [UInt8], name: String, alt: String, language: String)
        async throws -> Checked
    {
        // Asked first, so that no stranger's file is looked at.
        try await visit.read { try InjectOperations.requirePlanner(visit, event, $0) }
        let file = try await KeptFiles.check(visit, bytes, name: name)
        let settings = visit.settings.files
        return try await visit.services.limits.imports.pass(busy: .importsBusy) {
            try await Stopping.aside { try checked(file, alt: alt, language: language, settings) }
        }
    }

    static func checked(_ file: CheckedFile, alt: String, language: String, _ settings: FileSettings) throws
        -> Checked
    {
        var check = FieldCheck()
        let alt = check.line("alt", alt, limit: 300)
        let own = language.isEmpty ? nil : language
        if own != nil, Language(rawValue: language) == nil { check.fail("language", L("Choose one of the answers.")) }
        var (kept, kind, image): (CheckedFile, InjectAttachmentRecord.Kind, PlainImage?) = (file, .pdf, nil)
        switch file.type {
        case "image/png", "image/jpeg":
            kind = .image
            image = PlainImage(file.bytes)
            if alt.isEmpty { check.fail("alt", L("Say what is to be seen, for who does not see it.")) }
            if let image {
                kept = try CheckedFile(image.bytes, name: file.name, settings)
            } else {
                check.fail("file", L("This picture cannot be read. Save it once more as PNG or JPEG."))
            }
        case "text/plain; charset=utf-8", "text/csv; charset=utf-8":
            kind = .text
            let text = String(validating: file.bytes, as: UTF8.self)
            if text == nil || text?.contains("\0") == true {
                check.fail("file", L("This text is not written in UTF-8."))
            } else if text.map({ $0.count > mostCharacters }) == true {
                check.fail("file", L("A text has at most \(mostCharacters) characters."))
            }
        case "application/pdf": kind = .pdf
        default: check.fail("file", L("A picture (PNG, JPEG), a text or a PDF can go out with an inject."))
        }
        if kind != .pdf, kept.bytes.count > mostBytes {
            check.fail("file", L("A picture or a text has at most \(mostBytes >> 20) MB."))
        }
        try check.finish()
        return Checked(file: kept, new: .init(language: own, kind: kind, alt: alt, image: image))
    }

    static func add(_ visit: Visit, _ event: Event.ID, to id: Inject.ID, _ checked: Checked) async throws
        -> InjectAttachment.ID
    {
        let settings = visit.settings.files
        return try await InjectOperations.write(visit, event) { work, desk in
            try desk.requireOpen()
            let inject = try InjectStore(work.tx).inject(id, of: desk.msel.id)
            let there = try InjectAttachmentStore(work.tx).all(of: id)
            // Sent twice.
            if let same = there.first(where: {
                $0.file.sha256 == checked.file.sha256 && $0.language == checked.new.language
            }) {
                return same.id
            }
            guard there.count < most else {
                throw Refusal.invalid(["file": L("An inject has at most \(most) attachments.")])
            }
            try InjectOperations.touch(work, desk, inject)
            let file = try KeptFiles.keepIn(work, checked.file, of: event, settings)
            let made = try InjectAttachmentStore.insert(checked.new, file, of: id, at: there.count + 1, work)
            try InjectOperations.settleIn(work, desk, inject)
            try work.record(desk.scope, "inject:\(id)", "inject.attachment")
            return made
        }
    }

    static func remove(_ visit: Visit, _ event: Event.ID, of id: Inject.ID, _ attachment: InjectAttachment.ID)
        async throws
    {
        try await InjectOperations.write(visit, event) { work, desk in
            try desk.requireOpen()
            let inject = try InjectStore(work.tx).inject(id, of: desk.msel.id)
            let found = try InjectAttachmentStore(work.tx).all(of: id).first { $0.id == attachment }
            guard let found else { throw Refusal.notFound }
            try InjectOperations.touch(work, desk, inject)
            try InjectAttachmentStore.remove(found, work.tx)
            try work.record(desk.scope, "inject:\(id)", "inject.attachment")
        }
    }

    /// For who plans it: a picture as players will see it, all else to keep, with the mark in its name.
    static func fetch(_ visit: Visit, _ event: Event.ID, of id: Inject.ID, _ attachment: InjectAttachment.ID)
        async throws -> Answer
    {
        try await visit.read { reading in
            try InjectOperations.requirePlanner(visit, event, reading)
            let desk = try InjectDesk(event, reading)
            _ = try InjectStore(reading).inject(id, of: desk.msel.id)
            let store = InjectAttachmentStore(reading)
            guard let found = try store.all(of: id).first(where: { $0.id == attachment }) else {
                throw Refusal.notFound
            }
            let bytes = try store.bytes(of: found)
            guard found.kind != .image else { return MarkedImageSection(attachment: found, bytes: bytes).answer }
            let answer = Answer.download(bytes, type: found.file.type, name: ExerciseText.fileName(found.file.name))
            return ExerciseHeader.marked(answer)
                .setting(.contentSecurityPolicy, "default-src 'none'; sandbox; frame-ancestors 'none'")
                .setting(.xContentTypeOptions, "nosniff")
        }
    }
}
