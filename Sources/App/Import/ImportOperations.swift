import Domain
import Storage
import Web

/// Importing people from a file: read, ask, preview, then confirm. Until then the directory knows nothing of the file. Reading and planning
/// go on aside, without a transaction; only what was planned is written, while what the plan was made from still holds.
enum ImportOperations {
    /// Where the people of a file go.
    enum Target: Sendable, Hashable {
        case directory
        /// Into the directory, and from there into an event.
        case event(Event.ID)

        var event: Event.ID? { if case .event(let id) = self { id } else { nil } }

        func require(_ visit: Visit, _ reading: any Reading) throws -> Account.ID {
            switch self {
            case .directory: try Policy.require(.keepDirectory, visitor: visit.visitor, roles: [])
            case .event(let id):
                try visit.require(.organise, in: id, reading)
                // The file also changes people of the directory.
                try Policy.require(.keepDirectory, visitor: visit.visitor, roles: [.organiser])
            }
            guard let account = visit.visitor.account else { throw Refusal.signInNeeded }
            return account.id
        }
    }

    /// A file as it came.
    struct File: Sendable {
        let bytes: [UInt8]
        let name: String
    }

    /// What a file is read and planned with, all from one moment.
    private struct Knowledge: Sendable {
        let account: Account.ID
        let reader: ImportReader
        let planner: ImportPlanner
        let basis: String

        init(_ visit: Visit, _ target: Target, _ reading: any Reading) throws {
            account = try target.require(visit, reading)
            let shape = ImportColumn.shape(isForEvent: target.event != nil)
            reader = ImportReader(
                shape: shape, vocabulary: try PeopleVocabulary(reading),
                memory: try ImportStore(reading).memory(try target.scope(reading, account), kind: shape.kind))
            planner = try ImportPlanner(visit, reading, event: target.event)
            basis = try ImportStore(reading).basis(of: target.event)
        }

        /// Takes seconds for a large file.
        func read(_ file: File, _ answers: ImportAnswers) throws -> (content: ImportContent, plan: [PlannedRow]) {
            try answers.check(reader.shape, reader.vocabulary)
            var sheet = try SheetFile.read(file.bytes, name: file.name, choice: answers.file)
            if answers.file.sheet == nil, sheet.sheets.count > 1, HeadingFinder.score(reader.shape, sheet) < 4 {
                // The first sheet is often "Read me": the first that has a heading is offered.
                for name in sheet.sheets.prefix(10) where name != sheet.name {
                    guard let other = try? SheetFile.read(file.bytes, name: file.name, choice: .init(sheet: name))
                    else {
                        continue  // An empty sheet is passed over.
                    }
                    if HeadingFinder.score(reader.shape, other) >= 4 {
                        sheet = other
                        sheet.notes.insert(
                            L("The workbook has \(other.sheets.count) worksheets; “\(name)” was read."), at: 0)
                        break
                    }
                }
            }
            let content = try reader.read(sheet, answers)
            return (content, try content.missing.isEmpty ? planner.plan(content) : [])
        }
    }

    // MARK: Upload and answers

    /// - Returns: the preview, and whether something is to be asked first.
    /// - Throws: at the field `file`, where it cannot be read.
    static func preview(
        _ visit: Visit, _ target: Target, _ file: File, answers: ImportAnswers = ImportAnswers(), watch: LongWork? = nil
    ) async throws -> (id: ImportDraft.ID, isOpen: Bool) {
        try watch?.begin(L("Reading the file, and comparing it with the directory").string())
        let knowledge = try await visit.read { try Knowledge(visit, target, $0) }
        let (content, plan) = try await aside(visit) { try knowledge.read(file, answers) }
        let id = visit.environment.id(ImportDraft.ID.self)
        let draft = ImportDraftRecord(
            id: id, account: knowledge.account, event: target.event,
            fileName: String(FieldCheck.line(file.name.prefix(400)).prefix(200)), answers: answers, content: content,
            plan: plan,
            basis: knowledge.basis, confirmedAt: nil)
        let text = try ImportDraftText(draft)
        try await visit.database.write { tx in
            _ = try target.require(visit, tx)
            try ImportStore(tx).insert(draft, text, file: file.bytes, now: visit.now, tx)
        }
        return (id, content.isOpen)
    }

    /// Reads the file again with what was answered. - Returns: whether something is still open.
    static func answer(
        _ visit: Visit, _ target: Target, _ id: ImportDraft.ID, _ answers: ImportAnswers, watch: LongWork? = nil
    )
        async throws -> Bool
    {
        try watch?.begin(L("Reading the file, and comparing it with the directory").string())
        let (draft, file, knowledge) = try await visit.read { reading in
            let draft = try stored(visit, target, id, reading)
            return (draft, try ImportStore(reading).file(of: id), try Knowledge(visit, target, reading))
        }
        guard draft.confirmedAt == nil else { return false }
        let (content, plan) = try await aside(visit) {
            try knowledge.read(File(bytes: file, name: draft.fileName), answers)
        }
        var changed = draft
        (changed.answers, changed.content, changed.plan, changed.basis) = (answers, content, plan, knowledge.basis)
        let text = try ImportDraftText(changed)
        try await visit.database.write { tx in
            _ = try target.require(visit, tx)
            try ImportStore(tx).update(id, text, basis: knowledge.basis, tx)
        }
        return content.isOpen
    }

    static func stored(_ visit: Visit, _ target: Target, _ id: ImportDraft.ID, _ reading: any Reading) throws
        -> ImportDraftRecord
    {
        let account = try target.require(visit, reading)
        return try ImportStore(reading).draft(id, of: account, event: target.event, now: visit.now)
    }

    /// Two files at once on a server: reading takes a processor and memory.
    private static func aside<Value: Sendable>(_ visit: Visit, _ body: @escaping @Sendable () throws -> Value)
        async throws
        -> Value
    {
        try await visit.services.limits.imports.pass(busy: .importsBusy) { try await Stopping.aside(body) }
    }

    // MARK: Confirmation

    enum Confirmation: Sendable, Equatable {
        case done
        /// The directory has changed since the preview: these rows of the file would now be treated differently. Nothing was stored.
        case changed([Int])
    }

    /// Applies the preview in one transaction, or nothing of it.
    static func confirm(
        _ visit: Visit, _ target: Target, _ id: ImportDraft.ID, choices: [Int: NamesakeChoice], watch: LongWork? = nil
    ) async throws -> Confirmation {
        for _ in 0..<3 {
            if try await apply(visit, target, id, choices, watch) { return .done }
            try watch?.begin(L("The directory has changed: comparing again").string())
            let rows = try await planAgain(visit, target, id)
            if !rows.isEmpty { return .changed(rows) }
        }
        throw Refusal.directoryBusy
    }

    /// - Returns: false where what the plan was made from holds no longer.
    private static func apply(
        _ visit: Visit, _ target: Target, _ id: ImportDraft.ID, _ choices: [Int: NamesakeChoice], _ watch: LongWork?
    ) async throws -> Bool {
        let draft = try await visit.read { try stored(visit, target, id, $0) }
        guard draft.confirmedAt == nil else { return true }
        guard draft.content.missing.isEmpty else { throw Refusal.notFound }
        let resolved = draft.plan.map { $0.resolved(choices[$0.number]) }
        let plan = try JSONCoding.text(resolved)
        try watch?.begin(L("Storing the people, all or none").string(), of: Int64(resolved.count))
        let stopping = Stopping.current
        return try await visit.database.write { tx in
            _ = try target.require(visit, tx)
            switch try ImportStore(tx).standing(draft) {
            case .confirmed: return true
            case .changed: return false
            case .holds: break
            }
            var writer = try ImportWriter(Work(tx, visit), event: target.event, SightStore(tx, visit))
            for row in resolved {
                try (stopping ?? visit.services.stopping).check()
                try writer.apply(row)
                try watch?.advance()
            }
            try ImportStore(tx).setConfirmed(id, plan: plan, now: visit.now, tx)
            try remember(draft, target, visit, tx)
            try Work(tx, visit).record(
                target.event.map { .event($0) } ?? .directory, "import:\(id)", "people.import",
                [
                    "added": .whole(writer.counts.added), "updated": .whole(writer.counts.updated),
                    "left-out": .whole(writer.counts.leftOut),
                ])
            return true
        }
    }

    /// - Returns: the rows that would now be treated differently.
    private static func planAgain(_ visit: Visit, _ target: Target, _ id: ImportDraft.ID) async throws -> [Int] {
        let (draft, knowledge) = try await visit.read { reading in
            (try stored(visit, target, id, reading), try Knowledge(visit, target, reading))
        }
        guard draft.content.missing.isEmpty else { throw Refusal.notFound }
        let plan = try await aside(visit) { try knowledge.planner.plan(draft.content) }
        let changed = zip(plan, draft.plan).filter { $0 != $1 }.map(\.0.number)
        var again = draft
        (again.plan, again.basis) = (plan, knowledge.basis)
        let text = try ImportDraftText(again)
        try await visit.database.write { tx in
            _ = try target.require(visit, tx)
            try ImportStore(tx).update(id, text, basis: knowledge.basis, tx)
        }
        return changed
    }

    /// Keeps how the columns and spellings were understood for the next file with this heading.
    private static func remember(_ draft: ImportDraftRecord, _ target: Target, _ visit: Visit, _ tx: Transaction) throws
    {
        let content = draft.content
        let isAnswered = content.columns.contains { $0.certainty == .answered }
        guard isAnswered || content.nameOrder != nil || !draft.answers.values.isEmpty else { return }
        var answers = ImportAnswers()
        for column in content.columns { answers.columns[column.letters] = column.field }
        answers.nameOrder = content.nameOrder
        for (field, spellings) in content.spellings {
            for spelling in spellings where spelling.isAnswered && spelling.text.count <= 100 {
                answers.values[field, default: [:]][Folded.text(spelling.text)] = spelling.code
            }
        }
        try ImportStore(tx).remember(
            answers, ImportContent.fingerprint(content.header), scope: try target.scope(tx, draft.account),
            kind: ImportColumn.shape(isForEvent: target.event != nil).kind, now: visit.now, tx)
    }

    static func withdraw(_ visit: Visit, _ target: Target, _ id: ImportDraft.ID) async throws {
        try await visit.database.write { tx in
            let draft = try stored(visit, target, id, tx)
            try ImportStore(tx).delete(draft.id, tx)
        }
    }
}

extension ImportOperations.Target {
    /// Whose files resemble each other: those of a programme, or of the account that keeps the directory.
    fileprivate func scope(_ reading: any Reading, _ account: Account.ID) throws -> String {
        guard let event else { return "account:\(account)" }
        return "programme:\(try EventStore(reading).event(event).programme)"
    }
}
