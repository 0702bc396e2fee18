import Domain
import Foundation
import Storage
import Web

/// What goes out with injects, as it stands in the file of a plan.
enum ExerciseFileAttachments {
    /// Bytes of all together; what is more goes without its content.
    static let most = 5 << 20

    /// What came with a plan, looked at as if it came alone.
    typealias Taken = [Int: [InjectAttachmentOperations.Checked]]

    static func read(of msel: Msel.ID, _ injects: [Inject.ID], _ reading: any Reading) throws
        -> [Inject.ID: [ExerciseFile.Attachment]]
    {
        let store = InjectAttachmentStore(reading)
        let all = try store.all(in: msel)
        let contents = try store.bytes(of: all.values.flatMap { $0 }, atMost: most)
        return injects.reduce(into: [:]) { told, inject in
            told[inject] = all[inject]?.map { one in
                ExerciseFile.Attachment(
                    name: one.file.name, language: one.language, alt: one.alt, turns: one.turns,
                    data: contents[one.file.sha256].map { Data($0).base64EncodedString() })
            }
        }
    }

    /// - Throws: ``Refusal/invalid(_:)`` with the path of what is wrong.
    static func checked(_ plan: ExerciseFile.Plan, _ settings: FileSettings) throws -> Taken {
        var taken: Taken = [:]
        var sum = 0
        for (index, inject) in plan.injects.enumerated() {
            let all = inject.attachments ?? []
            let path = "plan.injects[\(index)].attachments"
            guard all.count <= InjectAttachmentOperations.most else {
                throw Refusal.invalid([
                    path: L("An inject has at most \(InjectAttachmentOperations.most) attachments.")
                ])
            }
            for (place, one) in all.enumerated() {
                // What was too large stayed behind.
                guard let data = one.data else { continue }
                let checked = try checked(one, data, "\(path)[\(place)]", plan, settings)
                sum += checked.file.bytes.count
                guard sum <= most else {
                    throw Refusal.invalid([path: L("Attachments have at most \(most >> 20) MB together.")])
                }
                taken[index, default: []].append(checked)
            }
        }
        return taken
    }

    private static func checked(
        _ one: ExerciseFile.Attachment, _ data: String, _ path: String, _ plan: ExerciseFile.Plan,
        _ settings: FileSettings
    ) throws -> InjectAttachmentOperations.Checked {
        guard data.utf8.count <= most * 2, let bytes = Data(base64Encoded: data), (0...3).contains(one.turns) else {
            throw Refusal.invalid(["\(path).data": L("This value is not one of those allowed.")])
        }
        if let language = one.language, !plan.languages.contains(language) {
            throw Refusal.invalid(["\(path).language": L("The plan is not written in this language.")])
        }
        do {
            let file = try CheckedFile(Array(bytes), name: one.name, settings)
            var checked = try InjectAttachmentOperations.checked(
                file, alt: one.alt, language: one.language ?? "", settings)
            checked.new.turns = one.turns
            return checked
        } catch let refusal as Refusal {
            throw Refusal.invalid(
                Dictionary(refusal.fields.map { ("\(path).\($0.key == "file" ? "data" : $0.key)", $0.value) }) {
                    one, _ in one
                })
        }
    }

    /// Into a plan that was just written. - Parameter event: whose files they are; nothing for a scenario.
    static func write(
        _ taken: Taken, of injects: [Inject.ID], in event: Event.ID?, _ settings: FileSettings, _ work: Work
    ) throws {
        for (index, all) in taken.sorted(by: { $0.key < $1.key }) {
            for (place, one) in all.enumerated() {
                let file: KeptFile.ID
                if let event {
                    file = try KeptFiles.keepIn(work, one.file, of: event, settings)
                } else {
                    file = work.environment.id()
                    try KeptFileStore.insert(file, nil, one.file, by: work.actor, now: work.now, work.tx)
                }
                _ = try InjectAttachmentStore.insert(one.new, file, of: injects[index], at: place + 1, work)
            }
        }
    }
}
