import Domain
import Markup
import Storage
import Web

/// # Import of people from a CSV or Excel file
///
/// Upload → questions where something is not clear → preview of every row (nothing stored in the directory) → confirm (all or nothing).
/// The same serves the directory and the participants of an event, and nothing else: a noun whose fields are told once is read by
/// ``FieldImport``, without questions. Files are read in Tables/. What is understood of a table is in `ImportReader`, which knows people only by
/// an ``ImportShape`` (columns, aliases, what is needed) and an ``ImportVocabulary`` (what the words of a choice stand for). Drafts are kept a day in
/// `import_draft`, with the file; what was answered is remembered in `import_memory`.
enum ImportRoutes {
    static let all: [Route] = [
        .get(Paths.peopleImport, .keepDirectory) { visit in try await form(visit, .directory, FormState()) },
        .post(Paths.peopleImport, .keepDirectory, limit: Route.fileLimit) { visit in try await upload(visit, .directory)
        },
        .get(Paths.importTemplate, .keepDirectory) { _, format in try template(format, .directory) },
        .get(Paths.importDraft, .keepDirectory) { visit, draft in try await preview(visit, .directory, draft) },
        .get(Paths.importQuestions, .keepDirectory) { visit, draft in try await questions(visit, .directory, draft) },
        .post(Paths.importQuestions, .keepDirectory) { visit, draft in try await answer(visit, .directory, draft) },
        .post(Paths.importConfirmation, .keepDirectory) { visit, draft in try await confirm(visit, .directory, draft) },
        .post(Paths.importWithdrawal, .keepDirectory) { visit, draft in try await withdraw(visit, .directory, draft) },
        .get(Paths.importLeftOut, .keepDirectory) { visit, draft, format in
            try await leftOut(visit, .directory, draft, format)
        },
        .get(Paths.eventImport, .organise) { visit, event in try await form(visit, .event(event), FormState()) },
        .post(Paths.eventImport, .organise, limit: Route.fileLimit) { visit, event in
            try await upload(visit, .event(event))
        },
        .get(Paths.eventImportTemplate, .organise) { _, event, format in try template(format, .event(event)) },
        .get(Paths.eventImportDraft, .organise) { visit, event, draft in try await preview(visit, .event(event), draft)
        },
        .get(Paths.eventImportQuestions, .organise) { visit, event, draft in
            try await questions(visit, .event(event), draft)
        },
        .post(Paths.eventImportQuestions, .organise) { visit, event, draft in
            try await answer(visit, .event(event), draft)
        },
        .post(Paths.eventImportConfirmation, .organise) { visit, event, draft in
            try await confirm(visit, .event(event), draft)
        },
        .post(Paths.eventImportWithdrawal, .organise) { visit, event, draft in
            try await withdraw(visit, .event(event), draft)
        },
        .get(Paths.eventImportLeftOut, .organise) { visit, event, draft, format in
            try await leftOut(visit, .event(event), draft, format)
        },
    ]

    private static func form(_ visit: Visit, _ target: ImportOperations.Target, _ state: FormState) async throws
        -> Answer
    {
        let place = try await place(visit, target)
        return ImportUploadPage(frame: ImportFrame(visit: visit, target: target, place: place), state: state).answer
    }

    private static func upload(_ visit: Visit, _ target: ImportOperations.Target) async throws -> Answer {
        let values = try visit.inbound.form()
        do {
            guard let file = values.uploads["file"] else { throw SheetFile.refusal(L("Choose a file first.")) }
            let title = L("Reading “\(String(file.fileName.prefix(100)))”")
            return try await visit.watched(title, leaves: nothing, back: target.upload) { watch in
                let (draft, isOpen) = try await ImportOperations.preview(
                    visit, target, .init(bytes: file.bytes, name: file.fileName), watch: watch)
                return .redirect(to: isOpen ? target.questions(draft) : target.draft(draft))
            }
        } catch {
            return try await form(visit, target, try .refused(values, error))
        }
    }

    private static func preview(_ visit: Visit, _ target: ImportOperations.Target, _ id: ImportDraft.ID) async throws
        -> Answer
    {
        let place = try await place(visit, target)
        return try await visit.read { reading in
            let draft = try ImportOperations.stored(visit, target, id, reading)
            guard draft.content.missing.isEmpty else { return .redirect(to: target.questions(id)) }
            return ImportPreviewPage(
                frame: ImportFrame(visit: visit, target: target, place: place), draft: draft,
                names: try DirectoryNames(reading)
            ).answer
        }
    }

    private static func questions(
        _ visit: Visit, _ target: ImportOperations.Target, _ id: ImportDraft.ID, errors: [String: Message] = [:]
    ) async throws -> Answer {
        let place = try await place(visit, target)
        return try await visit.read { reading in
            let draft = try ImportOperations.stored(visit, target, id, reading)
            guard draft.confirmedAt == nil else { return .redirect(to: target.draft(id)) }
            return ImportQuestionsPage(
                frame: ImportFrame(visit: visit, target: target, place: place), draft: draft,
                shape: ImportColumn.shape(isForEvent: place != nil), vocabulary: try PeopleVocabulary(reading),
                errors: errors
            ).answer
        }
    }

    private static func answer(_ visit: Visit, _ target: ImportOperations.Target, _ id: ImportDraft.ID) async throws
        -> Answer
    {
        let form = try visit.inbound.form()
        let draft = try await visit.read { try ImportOperations.stored(visit, target, id, $0) }
        let answers = ImportAnswers(form, of: draft, ImportColumn.shape(isForEvent: target.event != nil))
        do {
            let title = L("Reading “\(String(draft.fileName.prefix(100)))”")
            return try await visit.watched(title, leaves: nothing, back: target.questions(id)) { watch in
                let isOpen = try await ImportOperations.answer(visit, target, id, answers, watch: watch)
                return .redirect(to: isOpen ? target.questions(id) : target.draft(id))
            }
        } catch let refusal as Refusal where !refusal.fields.isEmpty {
            return try await questions(visit, target, id, errors: refusal.fields)
        }
    }

    private static func confirm(_ visit: Visit, _ target: ImportOperations.Target, _ id: ImportDraft.ID) async throws
        -> Answer
    {
        var choices: [Int: NamesakeChoice] = [:]
        for (name, value) in try visit.inbound.form().fields where name.hasPrefix("choice-") {
            if let number = Int(name.dropFirst(7)) { choices[number] = NamesakeChoice(rawValue: value) }
        }
        let (chosen, leaves) = (choices, L("If you stop it, nobody is imported; the preview stays."))
        return try await visit.watched(L("Importing people"), leaves: leaves, back: target.draft(id)) { watch in
            switch try await ImportOperations.confirm(visit, target, id, choices: chosen, watch: watch) {
            case .done: return .redirect(to: Done.imported.at(target.draft(id)))
            case .changed(let rows):
                let list = rows.prefix(100).map(String.init).joined(separator: ",")
                return .redirect(to: target.draft(id) + "?changed=\(list)")
            }
        }
    }

    /// What is left where reading is stopped.
    private static var nothing: Message { L("If you stop it, nothing of the file is kept.") }

    private static func withdraw(_ visit: Visit, _ target: ImportOperations.Target, _ id: ImportDraft.ID) async throws
        -> Answer
    {
        try await ImportOperations.withdraw(visit, target, id)
        return .redirect(to: target.upload)
    }

    /// The rows that the import leaves out, as they were in the file, with the reason at the end.
    private static func leftOut(
        _ visit: Visit, _ target: ImportOperations.Target, _ id: ImportDraft.ID, _ format: String
    ) async throws -> Answer {
        guard let format = TableFormat(rawValue: format) else { throw Refusal.notFound }
        let draft = try await visit.read { try ImportOperations.stored(visit, target, id, $0) }
        let header = draft.content.header + [L("Row of the file").string(), L("What is wrong").string()]
        let rows = zip(draft.plan, draft.content.lines).filter { $0.0.isLeftOut }.map { plan, line in
            let width = header.count - 2
            let cells = Array(
                (line.cells + Array(repeating: "", count: max(0, width - line.cells.count))).prefix(width))
            return cells + [String(line.number), ImportWords.reasons(plan).map { $0.string() }.joined(separator: " ")]
        }
        return try format.answer(name: "roundtable-left-out", header: header, rows: rows)
    }

    private static func template(_ format: String, _ target: ImportOperations.Target) throws -> Answer {
        guard let format = TableFormat(rawValue: format) else { throw Refusal.notFound }
        var columns = ImportColumn.allCases.filter { $0 != .fullName && $0 != .role && $0 != .note }
        var example = [
            "Ana", "Primjer", "ana.primjer@example.org", "HR", L("Health").string(),
            L("Institute of Examples").string(), "hr, en", L("epidemiology").string(),
        ]
        if target.event != nil {
            columns.append(.role)
            example.append(Role.participant.label.string())
        }
        return try format.answer(
            name: "roundtable-template", header: columns.map { $0.label.string() }, rows: [example])
    }

    private static func place(_ visit: Visit, _ target: ImportOperations.Target) async throws -> EventFrame? {
        guard let id = target.event else { return nil }
        return try await visit.read { try EventFrame(visit, id, $0) }
    }
}

extension ImportOperations.Target {
    var upload: String { event.map { Paths.eventImport($0) } ?? Paths.peopleImport() }
    func draft(_ id: ImportDraft.ID) -> String { event.map { Paths.eventImportDraft($0, id) } ?? Paths.importDraft(id) }
    func questions(_ id: ImportDraft.ID) -> String {
        event.map { Paths.eventImportQuestions($0, id) } ?? Paths.importQuestions(id)
    }
    func confirmation(_ id: ImportDraft.ID) -> String {
        event.map { Paths.eventImportConfirmation($0, id) } ?? Paths.importConfirmation(id)
    }
    func withdrawal(_ id: ImportDraft.ID) -> String {
        event.map { Paths.eventImportWithdrawal($0, id) } ?? Paths.importWithdrawal(id)
    }
    func leftOut(_ id: ImportDraft.ID, _ format: TableFormat) -> String {
        event.map { Paths.eventImportLeftOut($0, id, format.rawValue) } ?? Paths.importLeftOut(id, format.rawValue)
    }
    func template(_ format: TableFormat) -> String {
        event.map { Paths.eventImportTemplate($0, format.rawValue) } ?? Paths.importTemplate(format.rawValue)
    }
    /// Where the people are shown when it is done.
    var list: String { event.map { Paths.eventPeople($0) } ?? Paths.people() }
}
