import Domain
import HTTPTypes
import Storage
import Web

/// Files that people put somewhere: looked at before the transaction, stored in it, given out in a way that no browser runs them.
enum KeptFiles {
    /// Of a form with a file: the largest that an administrator may allow, and its other fields.
    static let formLimit = FileSettings.ceiling + (1 << 20)
    /// The same in base64.
    static let bodyLimit = FileSettings.ceiling / 3 * 4 + (1 << 20)

    /// What came from outside, held against the limits and looked at by the administrator's program where there is one.
    static func check(_ visit: Visit, _ bytes: [UInt8], name: String) async throws -> CheckedFile {
        let settings = visit.settings.files
        let file = try await visit.services.limits.imports.pass(busy: .importsBusy) {
            try await Stopping.aside { try CheckedFile(bytes, name: name, settings) }
        }
        try await FileScanner(settings, visit.services.logger).look(at: file)
        return file
    }

    /// - Throws: where the event's files would be too large together.
    static func keepIn(_ work: Work, _ file: CheckedFile, of event: Event.ID, _ settings: FileSettings) throws
        -> KeptFile.ID
    {
        let used = try KeptFileStore(work.tx).size(ofAll: event)
        guard used + file.bytes.count <= settings.mostOfEvent else {
            throw Refusal.invalid([
                "file": L(
                    "The files of this event would be larger than \(settings.mostOfEvent >> 20) MB together. Remove one first."
                )
            ])
        }
        let id: KeptFile.ID = work.environment.id()
        try KeptFileStore.insert(id, event, file, by: work.actor, now: work.now, work.tx)
        return id
    }

    /// Always to keep, never to show: whatever it is, it runs nowhere in this site's name.
    static func answer(_ file: KeptFileRecord, _ bytes: [UInt8]) -> Answer {
        Answer.download(bytes, type: file.type, name: file.name)
            .setting(.contentSecurityPolicy, "default-src 'none'; sandbox; frame-ancestors 'none'")
            .setting(.xContentTypeOptions, "nosniff")
    }
}
