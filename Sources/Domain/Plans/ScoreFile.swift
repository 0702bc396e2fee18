/// Scores of one country as a table: a line for each indicator and sector; without a sector the country's own value.
public enum ScoreFile {
    public struct Line: Sendable, Hashable {
        public let country: String
        public let framework: String
        public let indicator: String
        /// Empty for the national value.
        public let sector: String
        public let value: String
        public let isNotApplicable: Bool
        public let target: Int?
        public let targetOn: String
        public let evidence: String
        public let answeredOn: String

        public init(
            country: String, framework: String, indicator: String, sector: String, value: String,
            isNotApplicable: Bool, target: Int?, targetOn: String, evidence: String, answeredOn: String
        ) {
            (self.country, self.framework, self.indicator, self.sector) = (country, framework, indicator, sector)
            (self.value, self.isNotApplicable, self.target) = (value, isNotApplicable, target)
            (self.targetOn, self.evidence, self.answeredOn) = (targetOn, evidence, answeredOn)
        }
    }

    private static let required: [String] = ["country", "framework", "indicator", "value"]
    private static let optional: [String] = [
        "sector", "not-applicable", "target", "target-on", "evidence", "answered-on",
    ]
    private static let order: [String] = [
        "country", "framework", "indicator", "sector", "value", "not-applicable", "target", "target-on", "evidence",
        "answered-on",
    ]
    public static let columns = order.joined(separator: ",")
    public static let mostLines = 5_000

    /// - Throws: with line and column: what is missing, another country or framework, a level that is none, a day that is none, a line twice.
    public static func read(_ bytes: [UInt8], country: String, framework: String) throws(FrameworkTable.Problem)
        -> [Line]
    {
        var reader = CSVReader(bytes: bytes)
        guard let header = try next(&reader) else { throw FrameworkTable.Problem(line: 1, column: nil) }
        let names = header.fields.map { $0.lowercased() }
        for name in required where !names.contains(name) { throw FrameworkTable.Problem(line: 1, column: name) }
        guard Set(names).count == names.count, Set(names).isSubset(of: Set(order)) else {
            throw FrameworkTable.Problem(line: 1, column: nil)
        }
        var lines: [Line] = []
        var seen: Set<[ExactText]> = []
        while let record = try next(&reader) {
            if record.isBlank { continue }
            guard record.fields.count == names.count, lines.count < mostLines else {
                throw FrameworkTable.Problem(line: record.line, column: nil)
            }
            let line = try line(Dictionary(zip(names, record.fields)) { first, _ in first }, record.line)
            guard ExactText(line.country) == ExactText(country) else {
                throw FrameworkTable.Problem(line: record.line, column: "country")
            }
            guard ExactText(line.framework) == ExactText(framework) else {
                throw FrameworkTable.Problem(line: record.line, column: "framework")
            }
            guard seen.insert([ExactText(line.indicator), ExactText(line.sector)]).inserted else {
                throw FrameworkTable.Problem(line: record.line, column: "indicator")
            }
            lines.append(line)
        }
        return lines
    }

    private static func next(_ reader: inout CSVReader) throws(FrameworkTable.Problem) -> CSVReader.Record? {
        do { return try reader.next() } catch { throw FrameworkTable.Problem(line: error.line, column: nil) }
    }

    private static func line(_ cells: [String: String], _ line: Int) throws(FrameworkTable.Problem) -> Line {
        func cell(_ name: String) -> String { cells[name, default: ""] }
        func wrong(_ name: String) -> FrameworkTable.Problem { FrameworkTable.Problem(line: line, column: name) }
        guard !cell("indicator").isEmpty else { throw wrong("indicator") }
        guard ["", "0", "1"].contains(cell("not-applicable")) else { throw wrong("not-applicable") }
        let isNotApplicable = cell("not-applicable") == "1"
        let value = cell("value")
        guard value.utf8.count <= 4 * Question.textLimit, !isNotApplicable || value.isEmpty else {
            throw wrong("value")
        }
        if cell("sector").isEmpty, !value.isEmpty, !["1", "2", "3", "4", "5"].contains(value) { throw wrong("value") }
        let target = cell("target")
        guard target.isEmpty || ["1", "2", "3", "4", "5"].contains(target) else { throw wrong("target") }
        for name in ["target-on", "answered-on"] where !cell(name).isEmpty && !CalendarDate.isValid(cell(name)) {
            throw wrong(name)
        }
        guard cell("evidence").utf8.count <= 8_000 else { throw wrong("evidence") }
        return Line(
            country: cell("country"), framework: cell("framework"), indicator: cell("indicator"),
            sector: cell("sector"),
            value: value, isNotApplicable: isNotApplicable, target: Int(target), targetOn: cell("target-on"),
            evidence: cell("evidence"), answeredOn: cell("answered-on"))
    }

    public static func write(_ lines: [Line]) -> String {
        var text = CSVWriter.record(order)
        for line in lines {
            text += CSVWriter.record([
                line.country, line.framework, line.indicator, line.sector, line.value, line.isNotApplicable ? "1" : "0",
                line.target.map(String.init) ?? "", line.targetOn, line.evidence, line.answeredOn,
            ])
        }
        return text
    }
}
