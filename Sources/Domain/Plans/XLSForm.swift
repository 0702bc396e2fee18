/// A strict subset of XLSForm (xlsform.org): sheets `survey`, `choices` and `settings`; what we do not read is refused by row, with its reason.
public struct XLSForm: Sendable {
    /// A sheet: its rows with their numbers in the file, from 1; the first is the header.
    public typealias Sheet = [(row: Int, cells: [String])]

    public struct Problem: Error, Hashable, Sendable {
        public enum Reason: Hashable, Sendable {
            case noSheet, noColumn(String), unknownColumn(String), unknownType(String), noLabel, noName, twice(String)
            case noList(String), expression(String), translatedInPart(String), languageTwice(String), group, tooMany
        }

        public let sheet: String
        public let row: Int?
        public let reason: Reason
    }

    public private(set) var content = FrameworkContent()
    public private(set) var title = ""
    /// BCP 47; the default one first.
    public private(set) var languages: [String] = []
    /// What was left out: rows of notes, of decimals read as text.
    public private(set) var leftOut: [(row: Int, what: String)] = []
    public private(set) var problems: [Problem] = []

    static let translated: Set<String> = ["label", "hint", "constraint_message"]
    private static let plain: Set<String> = [
        "type", "name", "required", "relevant", "constraint", "default", "appearance", "rt_indicator", "rt_weight",
        "rt_sector",
    ]

    /// A header: which column is which, and which languages there are.
    private struct Header {
        var plain: [String: Int] = [:]
        /// By name, then language.
        var words: [String: [String: Int]] = [:]
    }

    public init(survey: Sheet?, choices: Sheet?, settings: Sheet?) {
        guard let survey, let first = survey.first else {
            problems.append(Problem(sheet: "survey", row: nil, reason: .noSheet))
            return
        }
        readSettings(settings)
        let header = header(first, "survey", Self.plain)
        for name in ["type", "name"] where header.plain[name] == nil {
            problems.append(Problem(sheet: "survey", row: first.row, reason: .noColumn(name)))
        }
        let told = header.words.values.flatMap(\.keys)
        languages = (languages.filter(told.contains) + Set(told).sorted()).reduce(into: []) {
            if !$0.contains($1) { $0.append($1) }
        }
        let lists = readChoices(choices)
        guard problems.isEmpty else { return }
        readRows(Array(survey.dropFirst()), header, lists)
    }

    private mutating func readSettings(_ sheet: Sheet?) {
        guard let sheet, let header = sheet.first, let line = sheet.dropFirst().first else { return }
        for (name, cell) in zip(header.cells, line.cells) {
            if name == "form_title" { title = String(cell.prefix(200)) }
            if name == "default_language", let language = Self.language(cell) { languages = [language] }
        }
    }

    /// `English (en)`, or a tag alone.
    static func language(_ text: String) -> String? {
        let inner = text.split(separator: "(").last ?? ""
        let tag = inner.filter { $0 != " " && $0 != ")" }.lowercased()
        guard (2...12).contains(tag.utf8.count), tag.utf8.allSatisfy({ (97...122).contains($0) || $0 == 45 }) else {
            return nil
        }
        return ["english": "en", "french": "fr", "russian": "ru", "arabic": "ar"][tag]
            ?? (tag.utf8.count <= 3 || tag.contains("-") ? tag : nil)
    }

    private mutating func header(_ line: (row: Int, cells: [String]), _ sheet: String, _ known: Set<String>) -> Header {
        var header = Header()
        for (place, cell) in line.cells.enumerated() where !cell.isEmpty {
            let parts = cell.split(separator: "::", maxSplits: 1).map(String.init)
            let name = parts[0].lowercased()
            if Self.translated.contains(name) {
                let language = parts.count == 2 ? Self.language(parts[1]) : "en"
                guard let language else {
                    problems.append(Problem(sheet: sheet, row: line.row, reason: .unknownColumn(cell)))
                    continue
                }
                if header.words[name, default: [:]].updateValue(place, forKey: language) != nil {
                    problems.append(Problem(sheet: sheet, row: line.row, reason: .languageTwice(cell)))
                }
            } else if known.contains(name), parts.count == 1 {
                if header.plain.updateValue(place, forKey: name) != nil {
                    problems.append(Problem(sheet: sheet, row: line.row, reason: .twice(name)))
                }
            } else {
                problems.append(Problem(sheet: sheet, row: line.row, reason: .unknownColumn(String(cell.prefix(60)))))
            }
        }
        return header
    }

    private func cell(_ cells: [String], _ place: Int?) -> String {
        guard let place, cells.indices.contains(place) else { return "" }
        return cells[place]
    }

    /// Words in all languages of the form; where some have them and others not, the row is refused.
    private mutating func words(_ cells: [String], _ name: String, _ header: Header, _ sheet: String, _ row: Int)
        -> LocalWords
    {
        let columns = header.words[name] ?? [:]
        let words = LocalWords(columns.mapValues { String(cell(cells, $0).prefix(Question.lineLimit)) })
        if !words.isEmpty, words.texts.count < columns.count {
            problems.append(Problem(sheet: sheet, row: row, reason: .translatedInPart(name)))
        }
        return words
    }

    private mutating func readChoices(_ sheet: Sheet?) -> [String: [Question.Option]] {
        guard let sheet, let first = sheet.first else { return [:] }
        let header = header(first, "choices", ["list_name", "name"])
        var lists: [String: [Question.Option]] = [:]
        for line in sheet.dropFirst() where !line.cells.allSatisfy(\.isEmpty) {
            let (list, name) = (cell(line.cells, header.plain["list_name"]), cell(line.cells, header.plain["name"]))
            let label = words(line.cells, "label", header, "choices", line.row)
            if name.isEmpty || name.contains(" ") {
                problems.append(Problem(sheet: "choices", row: line.row, reason: .noName))
            }
            if label.isEmpty { problems.append(Problem(sheet: "choices", row: line.row, reason: .noLabel)) }
            if lists[list, default: []].contains(where: { $0.code == name }) {
                problems.append(Problem(sheet: "choices", row: line.row, reason: .twice(name)))
            }
            lists[list, default: []].append(Question.Option(name, label))
        }
        return lists
    }

    // MARK: Rows

    private mutating func refuse(_ row: Int?, _ reason: Problem.Reason) {
        problems.append(Problem(sheet: "survey", row: row, reason: reason))
    }

    private mutating func readRows(_ rows: Sheet, _ header: Header, _ lists: [String: [Question.Option]]) {
        var groups: [String] = []
        /// By the row's name, the question's code.
        var codes: [String: String] = [:]
        for line in rows where !line.cells.allSatisfy(\.isEmpty) {
            let type = cell(line.cells, header.plain["type"]).split(separator: " ").map(String.init)
            let label = words(line.cells, "label", header, "survey", line.row)
            let name = cell(line.cells, header.plain["name"])
            if isStructure(type.first ?? "", label, name, row: line.row, &groups) { continue }
            guard content.indicators.count < FrameworkContent.mostIndicators else {
                refuse(line.row, .tooMany)
                return
            }
            guard let kind = kind(type, lists) else {
                refuse(line.row, .unknownType(String(type.joined(separator: " ").prefix(60))))
                continue
            }
            guard !name.isEmpty else {
                refuse(line.row, .noName)
                continue
            }
            if label.isEmpty { refuse(line.row, .noLabel) }
            if type.first == "decimal" { leftOut.append((line.row, "decimal")) }
            var one = indicator(line, header, kind, label, name, groups)
            if codes.updateValue(one.code, forKey: name) != nil || content.indicator(one.code) != nil {
                refuse(line.row, .twice(one.code))
            }
            let options = type.count > 1 ? lists[type[1]] ?? [] : []
            if kind == .scale { one.levels = options.map(\.words) } else { one.question.options = options }
            read(line, header, codes, &one)
            content.indicators.append(one)
        }
        if !groups.isEmpty { refuse(rows.last?.row, .group) }
        if content.indicators.isEmpty, problems.isEmpty { refuse(nil, .noSheet) }
    }

    /// Whether the row is no question: groups are pillars and capacities, notes are left out.
    private mutating func isStructure(
        _ type: String, _ label: LocalWords, _ name: String, row: Int, _ groups: inout [String]
    ) -> Bool {
        switch type {
        case "begin_group":
            let said = label.text(in: languages.first ?? "en")?.text ?? name
            groups.append(String(said.prefix(120)))
        case "end_group": if groups.popLast() == nil { refuse(row, .group) }
        case "note": leftOut.append((row, "note"))
        default: return false
        }
        return true
    }

    private mutating func indicator(
        _ line: (row: Int, cells: [String]), _ header: Header, _ kind: Question.Kind, _ label: LocalWords,
        _ name: String, _ groups: [String]
    ) -> FrameworkIndicator {
        let told = cell(line.cells, header.plain["rt_indicator"])
        let required = cell(line.cells, header.plain["required"]).lowercased()
        return FrameworkIndicator(
            pillar: groups.first ?? title, capacity: groups.count > 1 ? groups[1] : "",
            question: Question(
                String((told.isEmpty ? name : told).prefix(40)), kind, label,
                hint: words(line.cells, "hint", header, "survey", line.row),
                isRequired: ["yes", "true", "true()"].contains(required)),
            weight: min(5, max(1, Int(cell(line.cells, header.plain["rt_weight"])) ?? 1)))
    }

    /// Conditions: what hangs on one question that is chosen from becomes the questionnaire's own relevance.
    private mutating func read(
        _ line: (row: Int, cells: [String]), _ header: Header, _ codes: [String: String],
        _ one: inout FrameworkIndicator
    ) {
        let relevant = cell(line.cells, header.plain["relevant"])
        if !relevant.isEmpty {
            if let expression = FormExpression(relevant), expression.questions.count == 1,
                let name = expression.questions.first,
                let code = codes[name], let other = content.indicator(code), !other.question.choices.isEmpty
            {
                let values = other.question.choices.filter { value in expression.holds { _ in [value] } }
                one.question.relevance = Question.Relevance(code, values)
                if values.isEmpty {
                    problems.append(Problem(sheet: "survey", row: line.row, reason: .expression(relevant)))
                }
            } else {
                problems.append(
                    Problem(sheet: "survey", row: line.row, reason: .expression(String(relevant.prefix(80)))))
            }
        }
        let constraint = cell(line.cells, header.plain["constraint"])
        guard !constraint.isEmpty else { return }
        if let expression = FormExpression(constraint), expression.questions.isEmpty {
            one.constraint = constraint
            one.constraintWords = words(line.cells, "constraint_message", header, "survey", line.row)
        } else {
            problems.append(Problem(sheet: "survey", row: line.row, reason: .expression(String(constraint.prefix(80)))))
        }
    }

    private mutating func kind(_ type: [String], _ lists: [String: [Question.Option]]) -> Question.Kind? {
        switch (type.first ?? "", type.count) {
        case ("select_one", 2):
            guard let list = lists[type[1]], !list.isEmpty, list.count <= Question.mostOptions else { return nil }
            return list.map(\.code) == ["1", "2", "3", "4", "5"] ? .scale : .one
        case ("select_multiple", 2):
            guard let list = lists[type[1]], !list.isEmpty, list.count <= Question.mostOptions else { return nil }
            return .many
        case ("integer", 1): return .number
        case ("decimal", 1): return .line
        case ("text", 1): return .lines
        case ("date", 1): return .date
        default: return nil
        }
    }
}
