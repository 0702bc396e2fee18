import Domain
import Storage
import Web

/// Frameworks as XLSForm workbooks, in and out.
enum FrameworkForms {
    static func write(_ record: FrameworkRecord, _ content: FrameworkContent) throws -> [UInt8] {
        let told = content.asked.reduce(into: Set<String>()) { $0.formUnion($1.question.words.texts.keys) }
        let languages = [record.language] + told.subtracting([record.language]).sorted()
        let sheets = XLSFormWriter.sheets(content, title: record.title, code: record.code, languages: languages)
        return try XLSXWriter.write(
            sheets.map { sheet in
                WorkbookSheet(
                    name: sheet.name, header: sheet.header, rows: sheet.rows.map { row in row.map { SheetCell($0) } })
            })
    }

    /// - Throws: ``Refusal/invalid(_:)`` at the field `file`, with row and reason of what is not read.
    static func read(_ bytes: [UInt8]) throws -> XLSForm {
        let sheets = try XLSXReader.readAll(bytes)
        func sheet(_ name: String) -> XLSForm.Sheet? {
            sheets.first { $0.name.lowercased() == name }?.lines.map {
                (row: $0.number, cells: $0.cells.map(\.trimmed))
            }
        }
        let form = XLSForm(survey: sheet("survey"), choices: sheet("choices"), settings: sheet("settings"))
        guard form.problems.isEmpty else {
            let told = form.problems.prefix(mostTold).map { words($0).string() }
            throw Refusal.invalid(["file": .verbatim(told.joined(separator: " "))])
        }
        return form
    }

    private static let mostTold = 10

    private static func words(_ problem: XLSForm.Problem) -> Message {
        let place =
            problem.row.map { L("Worksheet “\(problem.sheet)”, row \($0):") } ?? L("Worksheet “\(problem.sheet)”:")
        return .verbatim("\(place.string()) \(reason(problem.reason).string())")
    }

    private static func reason(_ reason: XLSForm.Problem.Reason) -> Message {
        switch reason {
        case .noSheet: L("it is missing, or empty.")
        case .noColumn(let name): L("there is no column “\(name)”.")
        case .unknownColumn(let name): L("the column “\(name)” is not read.")
        case .unknownType(let name): L("the type “\(name)” is not read.")
        case .noLabel: L("there are no words.")
        case .noName: L("there is no name.")
        case .twice(let name): L("“\(name)” stands twice.")
        case .noList(let name): L("there is no list “\(name)”.")
        case .expression(let text): L("the condition “\(text)” is not read.")
        case .translatedInPart(let name): L("“\(name)” is translated in part.")
        case .languageTwice(let name): L("the language of “\(name)” stands twice.")
        case .group: L("a group is not closed, or closed twice.")
        case .tooMany: L("at most \(FrameworkContent.mostIndicators) questions are read.")
        }
    }

    /// Adds a framework of a workbook: its title and language are the workbook's.
    static func add(_ visit: Visit, _ programme: Programme.ID, code: String, _ bytes: [UInt8], key: String?)
        async throws
        -> (framework: FrameworkRecord, isWhole: Bool)
    {
        // Before the file is opened.
        try await visit.read { try FrameworkOperations.requireKeeper(visit, programme, $0) }
        let form = try await visit.services.limits.imports.pass(busy: .importsBusy) {
            try await Stopping.aside { try read(bytes) }
        }
        let known = form.languages.first { tag in ContributionLanguage.all.contains { $0.tag == tag } }
        let fields = FrameworkFields(
            code: code, title: form.title.isEmpty ? code : form.title, language: known ?? "en")
        let made = try await FrameworkOperations.add(visit, programme, fields, content: form.content, key: key)
        return (made, form.leftOut.isEmpty)
    }
}
