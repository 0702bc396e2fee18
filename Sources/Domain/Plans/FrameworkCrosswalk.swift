/// How an indicator of one framework stands to one of another, so that a country answers once.
public struct CrosswalkLine: Sendable, Hashable {
    public enum Relation: String, Sendable, Hashable, CaseIterable {
        case same, narrower, wider
    }

    /// Of the framework itself.
    public let indicator: String
    /// The code of the other framework, and of its indicator.
    public let framework: String
    public let other: String
    public let relation: Relation
    public let note: String

    public init(indicator: String, framework: String, other: String, relation: Relation, note: String = "") {
        (self.indicator, self.framework, self.other) = (indicator, framework, other)
        (self.relation, self.note) = (relation, note)
    }
}

/// A crosswalk as a table.
public enum CrosswalkTable {
    private static let order: [String] = ["indicator", "framework", "other", "relation", "note"]
    public static let columns = order.joined(separator: ",")
    public static let mostLines = 2_000

    /// - Parameters:
    ///   - indicators: of the framework itself.
    ///   - others: codes of the other frameworks, with those of their indicators.
    public static func read(_ bytes: [UInt8], indicators: Set<String>, others: [String: Set<String>])
        throws(FrameworkTable.Problem) -> [CrosswalkLine]
    {
        func wrong(_ line: Int, _ column: String? = nil) -> FrameworkTable.Problem {
            FrameworkTable.Problem(line: line, column: column)
        }
        var reader = CSVReader(bytes: bytes)
        var header: [String] = []
        var lines: [CrosswalkLine] = []
        while true {
            let record: CSVReader.Record?
            do { record = try reader.next() } catch { throw wrong(error.line) }
            guard let record else { break }
            if record.isBlank { continue }
            if header.isEmpty {
                header = record.fields.map { $0.lowercased() }
                guard Set(header).count == header.count, Set(header).isSubset(of: Set(order)) else {
                    throw wrong(record.line)
                }
                for name in order.dropLast() where !header.contains(name) { throw wrong(record.line, name) }
                continue
            }
            guard record.fields.count == header.count, lines.count < mostLines else { throw wrong(record.line) }
            let cells = Dictionary(zip(header, record.fields)) { first, _ in first }
            func cell(_ name: String) -> String { cells[name, default: ""] }
            guard indicators.contains(cell("indicator")) else { throw wrong(record.line, "indicator") }
            guard let codes = others[cell("framework")] else { throw wrong(record.line, "framework") }
            guard codes.contains(cell("other")) else { throw wrong(record.line, "other") }
            guard let relation = CrosswalkLine.Relation(rawValue: cell("relation")) else {
                throw wrong(record.line, "relation")
            }
            guard cell("note").count <= 300 else { throw wrong(record.line, "note") }
            let line = CrosswalkLine(
                indicator: cell("indicator"), framework: cell("framework"), other: cell("other"), relation: relation,
                note: cell("note"))
            guard
                !lines.contains(where: {
                    ($0.indicator, $0.framework, $0.other) == (line.indicator, line.framework, line.other)
                })
            else { throw wrong(record.line, "other") }
            lines.append(line)
        }
        return lines
    }

    public static func write(_ lines: [CrosswalkLine]) -> String {
        (([order]) + lines.map { [$0.indicator, $0.framework, $0.other, $0.relation.rawValue, $0.note] })
            .map { CSVWriter.record($0) }.joined()
    }
}
