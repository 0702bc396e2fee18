/// A framework as an XLSForm, so that a ministry can answer in ODK or Kobo.
public enum XLSFormWriter {
    public struct Sheet: Sendable, Hashable {
        public let name: String
        public let header: [String]
        public let rows: [[String]]
    }

    private static let names: [String: String] = ["en": "English", "fr": "Français", "ru": "Русский", "ar": "العربية"]

    private static func column(_ name: String, _ language: String) -> String {
        "\(name)::\(names[language] ?? language) (\(language))"
    }

    /// - Parameter languages: BCP 47, the default first; at least one.
    public static func sheets(_ content: FrameworkContent, title: String, code: String, languages: [String]) -> [Sheet]
    {
        let asked = content.asked
        let places = Dictionary(asked.enumerated().map { ($1.code, "q\($0 + 1)") }) { first, _ in first }
        let heads = ["label", "hint", "constraint_message"].flatMap { name in languages.map { column(name, $0) } }
        let header = ["type", "name"] + heads + ["required", "relevant", "constraint", "rt_indicator", "rt_weight"]
        func words(_ words: LocalWords?) -> [String] {
            languages.map { words?.text(in: $0, else: languages)?.text ?? "" }
        }
        func line(_ type: String, _ name: String, _ label: LocalWords) -> [String] {
            let rest = [String](repeating: "", count: heads.count - languages.count + 5)
            return [type, name] + words(label) + rest
        }
        var (rows, choices): ([[String]], [[String]]) = ([], [])
        var (pillar, capacity): (String?, String?) = (nil, nil)
        func close(_ name: inout String?) {
            if name != nil { rows.append(line("end_group", "", [:])) }
            name = nil
        }
        for one in asked {
            if one.pillar != pillar {
                if capacity?.isEmpty == false { close(&capacity) }
                capacity = nil
                close(&pillar)
                pillar = one.pillar
                rows.append(line("begin_group", "p\(rows.count)", [languages[0]: one.pillar]))
            }
            if one.capacity != capacity {
                if capacity?.isEmpty == false { close(&capacity) }
                capacity = one.capacity
                if !one.capacity.isEmpty {
                    rows.append(line("begin_group", "c\(rows.count)", [languages[0]: one.capacity]))
                }
            }
            let name = places[one.code] ?? "q"
            let list = "list_\(name)"
            choices += options(one, list, languages)
            let row = [type(one, list), name] + words(one.question.words) + words(one.question.hint)
            let last: [String] = [
                one.question.isRequired ? "yes" : "", relevant(one, content, places), one.constraint ?? "", one.code,
                String(one.weight),
            ]
            rows.append(row + words(one.constraintWords) + last)
        }
        if capacity?.isEmpty == false { close(&capacity) }
        close(&pillar)
        return [
            Sheet(name: "survey", header: header, rows: rows),
            Sheet(
                name: "choices", header: ["list_name", "name"] + languages.map { column("label", $0) }, rows: choices),
            Sheet(
                name: "settings", header: ["form_title", "form_id", "default_language"],
                rows: [[title, code, "\(names[languages[0]] ?? languages[0]) (\(languages[0]))"]]),
        ]
    }

    private static func type(_ one: FrameworkIndicator, _ list: String) -> String {
        switch one.question.kind {
        case .one, .scale, .yesNo: "select_one \(list)"
        case .many: "select_multiple \(list)"
        case .number: "integer"
        case .line, .lines: "text"
        case .date: "date"
        }
    }

    private static func options(_ one: FrameworkIndicator, _ list: String, _ languages: [String]) -> [[String]] {
        one.question.choices.enumerated().map { place, value in
            let words: LocalWords? =
                one.question.kind.hasOptions
                ? one.question.options[place].words : one.levels.indices.contains(place) ? one.levels[place] : nil
            return [list, value] + languages.map { words?.text(in: $0, else: languages)?.text ?? value }
        }
    }

    private static func relevant(
        _ one: FrameworkIndicator, _ content: FrameworkContent, _ places: [String: String]
    ) -> String {
        guard let relevance = one.question.relevance, let name = places[relevance.question] else { return "" }
        let isMany = content.indicator(relevance.question)?.question.kind == .many
        return relevance.values.map { isMany ? "selected(${\(name)}, '\($0)')" : "${\(name)} = '\($0)'" }
            .joined(separator: " or ")
    }

    /// Answers that come back as CSV, `name,value`: by the name in the form or by the indicator's own code. Several values of one
    /// question are separated by spaces; what is empty is left out.
    /// - Throws: with line and column: a name that is none of the form, or stands twice.
    public static func answers(_ bytes: [UInt8], _ content: FrameworkContent) throws(FrameworkTable.Problem)
        -> [(line: Int, indicator: FrameworkIndicator, values: [String])]
    {
        var reader = CSVReader(bytes: bytes)
        var hasHeader = false
        var found: [(line: Int, indicator: FrameworkIndicator, values: [String])] = []
        while true {
            let record: CSVReader.Record?
            do { record = try reader.next() } catch { throw FrameworkTable.Problem(line: error.line, column: nil) }
            guard let record else { return found }
            if record.isBlank { continue }
            guard record.fields.count == 2 else { throw FrameworkTable.Problem(line: record.line, column: nil) }
            guard hasHeader else {
                guard record.fields.map({ $0.lowercased() }) == ["name", "value"] else {
                    throw FrameworkTable.Problem(line: record.line, column: nil)
                }
                hasHeader = true
                continue
            }
            let (name, value) = (record.fields[0], record.fields[1])
            let place = name.hasPrefix("q") ? Int(name.dropFirst()).map { $0 - 1 } : nil
            let byPlace = place.flatMap { content.asked.indices.contains($0) ? content.asked[$0] : nil }
            guard let one = content.asked.first(where: { ExactText($0.code) == ExactText(name) }) ?? byPlace,
                !found.contains(where: { $0.indicator.code == one.code })
            else { throw FrameworkTable.Problem(line: record.line, column: "name") }
            if value.isEmpty { continue }
            guard value.utf8.count <= 4 * Question.textLimit else {
                throw FrameworkTable.Problem(line: record.line, column: "value")
            }
            let isMany = one.question.kind == .many
            found.append((record.line, one, isMany ? value.split(separator: " ").map(String.init) : [value]))
        }
    }
}
