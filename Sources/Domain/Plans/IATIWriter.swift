/// Writes what ``IATICheck`` has let through, element after element in the order of the schema.
struct IATIWriter {
    private(set) var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    private var depth = 0
    private var language = ""

    typealias Attributes = [(name: String, value: String)]

    // MARK: Elements

    mutating func open(_ name: String, _ attributes: Attributes = []) {
        line("<\(name)\(Self.written(attributes))>")
        depth += 1
    }

    mutating func close(_ name: String) {
        depth -= 1
        line("</\(name)>")
    }

    private mutating func empty(_ name: String, _ attributes: Attributes) {
        line("<\(name)\(Self.written(attributes))/>")
    }

    private mutating func leaf(_ name: String, _ attributes: Attributes, _ content: String) {
        line("<\(name)\(Self.written(attributes))>\(Self.escaped(content))</\(name)>")
    }

    private mutating func line(_ line: String) { text += String(repeating: " ", count: depth) + line + "\n" }

    private static func written(_ attributes: Attributes) -> String {
        attributes.filter { !$0.value.isEmpty }.map { " \($0.name)=\"\(escaped($0.value, isAttribute: true))\"" }
            .joined()
    }

    private static func escaped(_ text: String, isAttribute: Bool = false) -> String {
        var result = ""
        for character in IATIFile.text(text).unicodeScalars {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"" where isAttribute: result += "&quot;"
            case "\n" where isAttribute, "\t" where isAttribute: result += " "
            case "\r": result += isAttribute ? " " : "&#13;"
            default: result.unicodeScalars.append(character)
            }
        }
        return result
    }

    /// The activity's own language first and without a tag; where it has no text, another says its own.
    private mutating func words(_ words: IATIActivity.Words, as name: String, _ attributes: Attributes = []) {
        let told = words.filter { !IATIFile.text($0.value).isEmpty }
        guard !told.isEmpty else { return }
        open(name, attributes)
        narratives(told)
        close(name)
    }

    private mutating func narratives(_ words: IATIActivity.Words) {
        let own = language
        for (tag, text) in words.sorted(by: { ($0.key != own ? 1 : 0, $0.key) < ($1.key != own ? 1 : 0, $1.key) })
        where !IATIFile.text(text).isEmpty {
            leaf("narrative", tag == own ? [] : [("xml:lang", tag)], text)
        }
    }

    // MARK: An activity

    mutating func activity(_ one: IATIActivity, by reporter: IATIActivity.Organisation) {
        language = one.language
        open(
            "iati-activity",
            [
                ("xml:lang", one.language), ("default-currency", one.currency.code),
                ("last-updated-datetime", InstantText.write(one.changedAt)), ("humanitarian", "0"), ("hierarchy", "1"),
            ])
        leaf("iati-identifier", [], one.identifier)
        words(
            reporter.name, as: "reporting-org",
            [("ref", reporter.ref), ("type", "\(reporter.type)"), ("secondary-reporter", "0")])
        words(one.title, as: "title")
        words(one.description, as: "description", [("type", "1")])
        for body in one.participants {
            words(
                body.name, as: "participating-org",
                [("role", "\(body.role)"), ("type", "\(body.type)"), ("ref", body.ref)])
        }
        empty("activity-status", [("code", "\(one.status)")])
        let days = [one.dates.plannedStart, one.dates.actualStart, one.dates.plannedEnd, one.dates.actualEnd]
        for (index, day) in days.enumerated() where !day.isEmpty {
            empty("activity-date", [("iso-date", day), ("type", "\(index + 1)")])
        }
        places(one.places)
        for sector in one.sectors {
            empty("sector", [("vocabulary", "1"), ("code", sector.code), ("percentage", Self.part(sector.percentage))])
        }
        for budget in one.budgets { self.budget(budget) }
        for parent in one.parents { empty("related-activity", [("ref", parent), ("type", "1")]) }
        for result in one.results { self.result(result) }
        close("iati-activity")
    }

    /// Countries stand before regions.
    private mutating func places(_ places: [IATIActivity.Place]) {
        for place in places where place.kind == .country {
            empty("recipient-country", [("code", place.code), ("percentage", Self.part(place.percentage))])
        }
        for place in places {
            guard case .region(let name) = place.kind else { continue }
            words(
                name, as: "recipient-region",
                [("code", place.code), ("vocabulary", "99"), ("percentage", Self.part(place.percentage))])
        }
    }

    private static func part(_ text: String) -> String { IATIFile.decimal(text).map(IATIFile.plain) ?? "" }

    private mutating func budget(_ budget: IATIActivity.Budget) {
        open("budget", [("type", budget.isRevised ? "2" : "1"), ("status", budget.isCommitted ? "2" : "1")])
        span(budget.start, budget.end)
        leaf(
            "value", [("currency", budget.amount.currency.code), ("value-date", budget.start)], budget.amount.decimal)
        close("budget")
    }

    private mutating func span(_ start: String, _ end: String) {
        empty("period-start", [("iso-date", start)])
        empty("period-end", [("iso-date", end)])
    }

    // MARK: Results

    private mutating func result(_ result: IATIActivity.Result) {
        let adds = result.indicators.allSatisfy { $0.measure == .unit }
        open("result", [("type", "\(result.type.rawValue)"), ("aggregation-status", adds ? "true" : "false")])
        words(result.title, as: "title")
        words(result.description, as: "description")
        for indicator in result.indicators { self.indicator(indicator) }
        close("result")
    }

    private mutating func indicator(_ one: IATIActivity.Indicator) {
        let isNumber = one.measure != .qualitative
        open(
            "indicator",
            [
                ("measure", "\(one.measure.rawValue)"),
                ("ascending", isNumber ? (one.isAscending ? "true" : "false") : ""),
                ("aggregation-status", isNumber ? (one.measure == .unit ? "true" : "false") : ""),
            ])
        words(one.title, as: "title")
        if let baseline = one.baseline {
            value(
                baseline.value, as: "baseline", isNumber: isNumber,
                [("year", "\(baseline.year)"), ("iso-date", baseline.date)])
        }
        for period in one.periods {
            open("period")
            span(period.start, period.end)
            if let target = period.target { value(target, as: "target", isNumber: isNumber) }
            if let actual = period.actual { value(actual, as: "actual", isNumber: isNumber) }
            close("period")
        }
        close("indicator")
    }

    private mutating func value(
        _ value: IATIActivity.Value, as name: String, isNumber: Bool, _ attributes: Attributes = []
    ) {
        guard !IATIFile.isNothing(value) else { return }
        let attributes = attributes + [(name: "value", value: isNumber ? value.value : "")]
        guard !IATIFile.isEmpty(value.comment) else { return empty(name, attributes) }
        open(name, attributes)
        words(value.comment, as: "comment")
        close(name)
    }
}
