/// Requests between cells as a file, from which anybody can compute the measures again. Read with commas, semicolons or tabs; columns in any
/// order. Times are minutes of the exercise's clock.
public struct RequestFile: Sendable, Hashable {
    static let required: [String] = ["number", "from", "to", "sent", "allowed"]
    static let optional: [String] = [
        "acknowledged", "answered", "outcome", "from_function", "to_function", "withdrawn",
    ]
    /// A column that says in every line that it is of an exercise; it counts nothing.
    public static let mark = "EXERCISE EXERCISE EXERCISE"
    /// For help and documents.
    public static let columns = (required + optional).joined(separator: ",")
    public static let mostCells = 500

    /// In the order given, else as first met.
    public let cells: [String]
    public let requests: [RequestTrace]

    /// - Parameter cells: all that play, the silent ones among them; nil where only those of the file do.
    /// - Throws: ``FileProblem`` with the line for: not CSV, a column that is missing, unknown or there twice, another number of fields, a
    ///   number that is empty or there twice, a cell that is unknown or turns to itself, minutes that are none or stand in the wrong order.
    public init(_ bytes: [UInt8], cells names: [String]? = nil) throws(FileProblem) {
        var table = try SeatTable(bytes, required: Self.required, optional: Self.optional + [Self.mark])
        var places: [ExactText: Int] = [:]
        var cells: [String] = []
        for name in names ?? [] {
            places[ExactText(name)] = cells.count
            cells.append(name)
        }
        var lines: [ExactText: Int] = [:]
        var requests: [RequestTrace] = []
        while let row = try table.next() {
            let number = try row.once("number", in: &lines)
            var ends: [Int] = []
            for column in ["from", "to"] {
                guard !row[column].isEmpty else { throw row.problem(column, "a cell in \(column)") }
                if let place = places[ExactText(row[column])] {
                    ends.append(place)
                    continue
                }
                guard names == nil else {
                    throw row.problem(column, "one of the cells \(names?.joined(separator: ";") ?? "")")
                }
                guard cells.count < Self.mostCells else { throw row.problem(column, "at most \(Self.mostCells) cells") }
                places[ExactText(row[column])] = cells.count
                ends.append(cells.count)
                cells.append(row[column])
            }
            guard ends[0] != ends[1] else { throw row.problem("to", "another cell than the one that asks") }
            requests.append(try Self.request(row, number, from: ends[0], to: ends[1]))
        }
        self.cells = cells
        self.requests = requests
    }

    private static func request(
        _ row: SeatTable.Row, _ number: String, from: Int, to: Int
    ) throws(FileProblem) -> RequestTrace {
        guard let sent = try minutes(row, "sent") else { throw row.problem("sent", "the minute when it was sent") }
        let allowed = try minutes(row, "allowed")
        let acknowledged = try minutes(row, "acknowledged", from: sent)
        let answered = try minutes(row, "answered", from: acknowledged ?? sent)
        let withdrawn = try minutes(row, "withdrawn", from: acknowledged ?? sent)
        if answered != nil, withdrawn != nil { throw row.problem("withdrawn", "nothing, since it was answered") }
        let outcome = RequestTrace.Outcome(rawValue: row["outcome"])
        guard outcome != nil || row["outcome"].isEmpty else {
            throw row.problem("outcome", "agreed, partly, declined or nothing")
        }
        if outcome != nil, answered == nil { throw row.problem("outcome", "no outcome, since it was not answered") }
        let (own, other) = (row["from_function"], row["to_function"])
        return RequestTrace(
            number: number, from: from, to: to, sent: sent, allowed: allowed, acknowledged: acknowledged,
            answered: answered, outcome: outcome, functions: own.isEmpty || other.isEmpty ? nil : (own, other),
            withdrawn: withdrawn)
    }

    private static func minutes(
        _ row: SeatTable.Row, _ column: String, from earliest: Rational? = nil
    ) throws(FileProblem) -> Rational? {
        let text = row[column]
        guard !text.isEmpty else { return nil }
        guard let value = minutes(text) else { throw row.problem(column, "minutes such as 12 or 12.5") }
        if let earliest, value < earliest {
            throw row.problem(column, "\(column) at minute \(earliest) or later")
        }
        return value
    }

    /// "12" or "12.5"; nil for anything else, also below 0 and above 9,999,999.
    public static func minutes(_ text: String) -> Rational? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, let whole = parts.first, let first = digits(whole, most: 7) else { return nil }
        guard parts.count == 2 else { return Rational(first) }
        guard let rest = digits(parts[1], most: 6) else { return nil }
        let scale = parts[1].utf8.reduce(1) { result, _ in result * 10 }
        return Rational(first) + Rational(rest, scale)
    }

    private static func digits(_ text: Substring, most: Int) -> Int? {
        guard !text.isEmpty, text.utf8.count <= most, text.utf8.allSatisfy({ (48...57).contains($0) }) else {
            return nil
        }
        return Int(text)
    }
}
