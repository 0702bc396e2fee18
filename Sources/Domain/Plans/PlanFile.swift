/// A plan as a file, from which anybody can count its progress again. Read with commas, semicolons or tabs; columns in any order. Lists are
/// separated by semicolons, the three parts of a milestone by `|`.
public struct PlanFile: Sendable, Hashable {
    static let required: [String] = ["number", "state"]
    public static let columns: [String] = [
        "number", "title", "kind", "country", "region", "priority", "lead", "sectors", "element", "state", "starts",
        "due", "weight", "cost", "currency", "funded-by", "secured", "depends-on", "milestones", "sources",
    ]
    public static let kinds: [String] = ["action", "project", "training", "event", "document"]
    public static let elements: [String] = ["planning", "organisation", "equipment", "training", "exercise"]
    public static let mostLines = 20_000
    public static let mostMilestones = 100
    public static let mostDependencies = 100

    public let lines: [PlanLine]
    /// On which line of the file each stands.
    public let places: [Int]
    public let dates: PlanDates

    /// - Throws: ``FileProblem`` with the line and the column for: not CSV, a column that is missing, unknown or there twice, another number of
    ///   fields, a number that is empty or there twice, a state, kind, element, day, weight or amount that is none, a day of the end before that
    ///   of the start, a milestone without a title, an action that depends on one that is not in the file, or in a circle on itself.
    public init(_ bytes: [UInt8]) throws(FileProblem) {
        var table = try SeatTable(
            bytes, required: Self.required, optional: Self.columns.filter { !Self.required.contains($0) })
        var numbers: [ExactText: Int] = [:]
        var lines: [PlanLine] = []
        var places: [Int] = []
        var rows: [ExactText: SeatTable.Row] = [:]
        while let row = try table.next() {
            let number = try row.once("number", in: &numbers)
            guard lines.count < Self.mostLines else {
                throw FileProblem(line: row.line, expected: "at most \(Self.mostLines) actions")
            }
            lines.append(try PlanRow(row).line(number))
            places.append(row.line)
            if !row["depends-on"].isEmpty { rows[ExactText(number)] = row }
        }
        for line in lines {
            for before in line.dependsOn where numbers[ExactText(before)] == nil {
                guard let row = rows[ExactText(line.number)] else { continue }
                throw FileProblem(
                    line: row.line, expected: "in column depends-on, numbers of actions of this file",
                    found: FileProblem.shown(before))
            }
        }
        do {
            dates = try PlanDates(lines)
        } catch {
            let line = error.chain.first.flatMap { numbers[ExactText($0)] }
            throw FileProblem(
                line: line, expected: "in column depends-on, no circle", found: "\(error)")
        }
        self.lines = lines
        self.places = places
    }
}

/// One line of a plan's file, told wrong by its column.
private struct PlanRow {
    let row: SeatTable.Row

    init(_ row: SeatTable.Row) { self.row = row }

    private func wrong(_ column: String, _ expected: String) -> FileProblem {
        row.problem(column, "in column \(column), \(expected)")
    }

    func line(_ number: String) throws(FileProblem) -> PlanLine {
        for (column, names) in [("kind", PlanFile.kinds), ("element", PlanFile.elements)]
        where !row[column].isEmpty && !names.contains(row[column].lowercased()) {
            throw wrong(column, "one of \(names.joined(separator: ", ")), or nothing")
        }
        let (starts, due) = (try date("starts"), try date("due"))
        if let starts, let due, due.daysSince1970 < starts.daysSince1970 {
            throw wrong("due", "a day on or after its start \(starts)")
        }
        return PlanLine(
            number, title: row["title"], try state(), weight: try weight(), starts: starts, due: due,
            cost: try cost(), dependsOn: try list("depends-on", most: PlanFile.mostDependencies),
            milestones: try milestones())
    }

    /// Also as programs write it: `under_way`, `in_progress`.
    private func state() throws(FileProblem) -> PlanLineState {
        let text = row["state"].lowercased().replacing("_", with: " ").replacing("-", with: " ")
        if text == "in progress" || text == "not proven" { return .underWay }
        guard let state = PlanLineState(rawValue: text) else {
            throw wrong("state", "one of \(PlanLineState.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return state
    }

    private static let day = "a day such as 2027-01-31"

    private func date(_ column: String) throws(FileProblem) -> CalendarDate? {
        guard !row[column].isEmpty else { return nil }
        guard let date = CalendarDate(row[column]) else { throw wrong(column, "\(Self.day), or nothing") }
        return date
    }

    private func weight() throws(FileProblem) -> Int {
        guard !row["weight"].isEmpty else { return 1 }
        guard let weight = row.number("weight", most: PlanLine.weights.upperBound), PlanLine.weights.contains(weight)
        else { throw wrong("weight", "a whole number from 1 to 5, or nothing for 1") }
        return weight
    }

    private func cost() throws(FileProblem) -> PlanCost? {
        let secured: Bool
        switch row["secured"].lowercased() {
        case "yes", "true", "1": secured = true
        case "no", "false", "0", "": secured = false
        default: throw wrong("secured", "yes, no or nothing")
        }
        guard !row["cost"].isEmpty else { return nil }
        guard let currency = Currency(row["currency"]) else {
            throw wrong("currency", "a currency such as EUR, since there is a cost")
        }
        guard let value = Self.amount(row["cost"]), let money = Money(value, currency), money.value == value else {
            throw wrong("cost", "an amount such as 12500 or 12500.50, with the places that \(currency.code) has")
        }
        return PlanCost(money, isSecured: secured)
    }

    /// Digits, with a point before at most four places.
    private static func amount(_ text: String) -> Rational? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, let first = parts.first, let whole = number(first, most: 14) else { return nil }
        guard parts.count == 2 else { return Rational(whole) }
        guard let rest = number(parts[1], most: 4) else { return nil }
        let scale = parts[1].utf8.reduce(1) { result, _ in result * 10 }
        return Rational(whole) + Rational(rest, scale)
    }

    private static func number(_ text: Substring, most: Int) -> Int? {
        guard !text.isEmpty, text.utf8.count <= most, text.utf8.allSatisfy({ (48...57).contains($0) }) else {
            return nil
        }
        return Int(text)
    }

    private func list(_ column: String, most: Int) throws(FileProblem) -> [String] {
        guard !row[column].isEmpty else { return [] }
        let values = row[column].split(separator: ";", omittingEmptySubsequences: false).map(Self.trimmed)
        guard values.allSatisfy({ !$0.isEmpty }) else {
            throw wrong(column, "a list separated by semicolons, without an empty one")
        }
        guard values.count <= most else { throw wrong(column, "at most \(most)") }
        return values
    }

    private static func trimmed(_ text: Substring) -> String {
        var rest = text
        while let first = rest.first, first.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return String(rest)
    }

    private func milestones() throws(FileProblem) -> [PlanMilestone] {
        var milestones: [PlanMilestone] = []
        for text in try list("milestones", most: PlanFile.mostMilestones) {
            let parts = text.split(separator: "|", omittingEmptySubsequences: false).map(Self.trimmed)
            guard parts.count <= 3, let title = parts.first, !title.isEmpty else {
                throw milestone(text, "milestones as title|due|done-on")
            }
            let (due, done) = (parts.count > 1 ? parts[1] : "", parts.count > 2 ? parts[2] : "")
            let isWaived = done.lowercased() == "waived"
            guard due.isEmpty || CalendarDate(due) != nil else {
                throw milestone(due, "a milestone due on \(Self.day), or nothing")
            }
            guard done.isEmpty || isWaived || CalendarDate(done) != nil else {
                throw milestone(done, "a milestone done on \(Self.day), waived, or nothing")
            }
            milestones.append(
                PlanMilestone(title, due: CalendarDate(due), doneOn: CalendarDate(done), isWaived: isWaived))
        }
        return milestones
    }

    private func milestone(_ found: String, _ expected: String) -> FileProblem {
        FileProblem(
            line: row.line, expected: "in column milestones, \(expected)", found: FileProblem.shown(found))
    }
}
