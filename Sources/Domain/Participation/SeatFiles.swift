/// The files from which anybody can allocate again: who would have a seat, the quotas, who sits already. Read with commas, semicolons or
/// tabs, with or without a byte order mark; columns in any order.
public enum SeatFiles {
    private static let required: [String] = ["id", "class", "rank", "tie"]
    /// The columns of those who ask, for help and documents.
    public static let requestColumns = (required + SeatAttribute.allCases.map(\.rawValue)).joined(separator: ",")
    public static let quotaColumns = (QuotaReader.required + QuotaReader.optional).joined(separator: ",")

    /// - Throws: ``FileProblem`` with the line for: not CSV, a column that is missing, unknown or there twice, another number of fields,
    ///   a class that is not 0, 1 or 2, a rank that is no whole number, an id that is empty or there twice.
    public static func requests(_ bytes: [UInt8]) throws(FileProblem) -> [SeatRequest] {
        var table = try SeatTable(bytes, required: required, optional: SeatAttribute.allCases.map(\.rawValue))
        var lines: [ExactText: Int] = [:]
        var requests: [SeatRequest] = []
        while let row = try table.next() {
            let id = try row.once("id", in: &lines)
            guard let standing = row.number("class", most: 2) else {
                throw row.problem("class", "a class: 0 protected, 1 on time, 2 late")
            }
            guard let rank = row.number("rank", most: 999_999_999) else {
                throw row.problem("rank", "a rank, a whole number")
            }
            var attributes: [SeatAttribute: String] = [:]
            for attribute in SeatAttribute.allCases { attributes[attribute] = row[attribute.rawValue] }
            requests.append(
                SeatRequest(id: id, standing: standing, rank: rank, tie: row["tie"], attributes: attributes))
        }
        return requests
    }

    /// - Throws: ``FileProblem`` as for ``requests(_:)``, and for an id that stands in no line of the requests.
    public static func seated(_ bytes: [UInt8], of requests: [SeatRequest]) throws(FileProblem) -> [String] {
        var table = try SeatTable(bytes, required: ["id"], optional: [])
        let known = Set(requests.map { ExactText($0.id) })
        var lines: [ExactText: Int] = [:]
        var ids: [String] = []
        while let row = try table.next() {
            let id = try row.once("id", in: &lines)
            guard known.contains(ExactText(id)) else { throw row.problem("id", "an id of the list of those who ask") }
            ids.append(id)
        }
        return ids
    }

    // MARK: Writing

    /// In the order in which seats are given; columns that nobody fills are left out.
    public static func write(_ requests: [SeatRequest]) -> String {
        let used = SeatAttribute.allCases.filter { attribute in requests.contains { $0.attributes[attribute] != nil } }
        var text = CSVWriter.record(required + used.map(\.rawValue))
        for request in requests.sorted(by: SeatRequest.precedes) {
            let head: [String] = [request.id, String(request.standing), String(request.rank), request.tie]
            text += CSVWriter.record(head + used.map { request.attributes[$0] ?? "" })
        }
        return text
    }

    public static func write(seated ids: [String]) -> String {
        (["id"] + ids).map { CSVWriter.record([$0]) }.joined()
    }

    public static func write(_ quotas: [SeatQuota]) -> String {
        var text = CSVWriter.record(QuotaReader.required + QuotaReader.optional)
        for quota in quotas {
            let exceptions = quota.exceptions.sorted { ExactText($0.key) < ExactText($1.key) }
                .map { "\($0.key)=\($0.value)" }
            let record: [String] = [
                quota.label, quota.kind.rawValue, quota.attribute?.rawValue ?? "all",
                quota.values.joined(separator: ";"), String(quota.seats), quota.mode ?? "",
                quota.until.map(InstantText.write) ?? "", exceptions.joined(separator: ";"),
            ]
            text += CSVWriter.record(record)
        }
        return text
    }

    /// - Throws: ``FileProblem`` as for ``requests(_:)``, and for what no quota can be: see ``QuotaReader``.
    public static func quotas(_ bytes: [UInt8]) throws(FileProblem) -> [SeatQuota] {
        var table = try SeatTable(bytes, required: QuotaReader.required, optional: QuotaReader.optional)
        var reader = QuotaReader()
        while let row = try table.next() { try reader.add(row) }
        return reader.quotas
    }
}

/// A file whose first line names its columns.
struct SeatTable {
    private var reader: CSVReader
    private let columns: [String]
    private var blank: Int?

    struct Row {
        let line: Int
        private let fields: [String: String]

        fileprivate init(line: Int, fields: [String: String]) {
            self.line = line
            self.fields = fields
        }

        subscript(name: String) -> String { fields[name] ?? "" }

        func number(_ name: String, most: Int) -> Int? { Self.number(self[name], most: most) }

        /// Digits and nothing else.
        static func number(_ text: String, most: Int) -> Int? {
            guard !text.isEmpty, text.utf8.count <= 9, text.utf8.allSatisfy({ (48...57).contains($0) }),
                let value = Int(text), value <= most
            else { return nil }
            return value
        }

        func problem(_ name: String, _ expected: String) -> FileProblem {
            FileProblem(
                line: line, expected: expected, found: self[name].isEmpty ? "nothing" : FileProblem.shown(self[name]))
        }

        /// A text that is there, and on no line before.
        func once(_ name: String, in lines: inout [ExactText: Int]) throws(FileProblem) -> String {
            let text = self[name]
            guard !text.isEmpty else {
                throw FileProblem(line: line, expected: "\(name) in each line", found: "nothing")
            }
            if let before = lines.updateValue(line, forKey: ExactText(text)) {
                throw FileProblem(
                    line: line, expected: "each \(name) once",
                    found: "\(FileProblem.shown(text)), which stands on line \(before)")
            }
            return text
        }
    }

    init(_ bytes: [UInt8], required: [String], optional: [String]) throws(FileProblem) {
        reader = CSVReader(bytes: bytes)
        let expected = "a header with " + required.joined(separator: ",")
        guard let header = try reader.told(), !header.isBlank else {
            throw FileProblem(line: 1, expected: expected, found: "nothing")
        }
        columns = header.fields
        for name in required where !columns.contains(name) {
            throw FileProblem(line: header.line, expected: expected, found: "no column \(name)")
        }
        for (index, name) in columns.enumerated() {
            guard required.contains(name) || optional.contains(name) else {
                throw FileProblem(
                    line: header.line, expected: "the columns " + (required + optional).joined(separator: ","),
                    found: FileProblem.shown(name))
            }
            guard !columns[..<index].contains(name) else {
                throw FileProblem(line: header.line, expected: "each column once", found: "\(name) again")
            }
        }
    }

    /// Blank lines are taken at the end only.
    mutating func next() throws(FileProblem) -> Row? {
        while let record = try reader.told() {
            guard !record.isBlank else {
                blank = blank ?? record.line
                continue
            }
            let expected = columns.count == 1 ? "one field" : "\(columns.count) fields, as in the header"
            if let blank { throw FileProblem(line: blank, expected: expected, found: "a blank line") }
            guard record.fields.count == columns.count else {
                throw FileProblem(line: record.line, expected: expected, found: "\(record.fields.count)")
            }
            let pairs = zip(columns, record.fields).map { ($0, $1) }
            return Row(line: record.line, fields: Dictionary(pairs, uniquingKeysWith: { first, _ in first }))
        }
        return nil
    }
}

/// Gathers the lines of a file of quotas.
struct QuotaReader {
    static let required: [String] = ["label", "kind", "attribute", "value", "seats"]
    static let optional: [String] = ["mode", "until", "exceptions"]

    private(set) var quotas: [SeatQuota] = []
    private var labels: [ExactText: Int] = [:]
    /// Values for which a guarantee stands, with its mode.
    private var guaranteed: Set<[ExactText]> = []

    mutating func add(_ row: SeatTable.Row) throws(FileProblem) {
        let label = try row.once("label", in: &labels)
        guard let kind = SeatQuota.Kind(rawValue: row["kind"]) else { throw row.problem("kind", "cap or guarantee") }
        let attribute = SeatAttribute(rawValue: row["attribute"])
        guard attribute != nil || row["attribute"] == "all" else {
            let names = SeatAttribute.allCases.map(\.rawValue).joined(separator: ", ")
            throw row.problem("attribute", "all, \(names)")
        }
        guard let seats = row.number("seats", most: SeatQuota.mostSeats) else {
            throw row.problem("seats", "seats, a whole number from 0 to \(SeatQuota.mostSeats)")
        }
        var until: Int64?
        if !row["until"].isEmpty {
            guard kind == .guarantee else { throw row.problem("until", "no end, since a cap has none") }
            until = InstantText.read(row["until"])
            guard until != nil else {
                throw row.problem("until", "a moment with its offset such as 2027-05-01T00:00:00+05:00")
            }
        }
        let values = try values(row, kind, attribute)
        let quota = SeatQuota(
            label: label, kind: kind, attribute: attribute, values: values, seats: seats,
            mode: row["mode"].isEmpty ? nil : row["mode"], until: until,
            exceptions: try exceptions(row, kind, attribute, values))
        try requireNames(quota, row)
        quotas.append(quota)
    }

    private mutating func values(
        _ row: SeatTable.Row, _ kind: SeatQuota.Kind, _ attribute: SeatAttribute?
    ) throws(FileProblem) -> [String] {
        let text = row["value"]
        guard let attribute else {
            guard kind == .cap else { throw row.problem("attribute", "an attribute, since a guarantee is for some") }
            guard text.isEmpty else { throw row.problem("value", "no value for all") }
            return []
        }
        guard kind == .guarantee else { return text.isEmpty ? [] : [text] }
        if let before = quotas.first(where: { $0.kind == .guarantee }), before.attribute != attribute {
            throw row.problem(
                "attribute", "\(before.attribute?.rawValue ?? ""), since guarantees stand on one attribute of an event")
        }
        let values = text.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
        for value in values {
            guard !value.isEmpty else {
                throw row.problem("value", "the values for which seats are kept, separated by ;")
            }
            guard guaranteed.insert([ExactText(value), ExactText(row["mode"])]).inserted else {
                throw FileProblem(
                    line: row.line, expected: "each value in one guarantee", found: "\(FileProblem.shown(value)) again")
            }
        }
        return values
    }

    private func exceptions(
        _ row: SeatTable.Row, _ kind: SeatQuota.Kind, _ attribute: SeatAttribute?, _ values: [String]
    ) throws(FileProblem) -> [String: Int] {
        guard !row["exceptions"].isEmpty else { return [:] }
        guard attribute != nil, kind == .guarantee || values.isEmpty else {
            throw row.problem("exceptions", "exceptions only where each value counts by itself")
        }
        let form = "exceptions such as KZ=6;UZ=3"
        var exceptions: [String: Int] = [:]
        for piece in row["exceptions"].split(separator: ";", omittingEmptySubsequences: false) {
            guard let sign = piece.lastIndex(of: "="), sign > piece.startIndex,
                let seats = SeatTable.Row.number(
                    String(piece[piece.index(after: sign)...]), most: SeatQuota.mostSeats)
            else { throw row.problem("exceptions", form) }
            let value = String(piece[..<sign])
            guard kind == .cap || values.contains(where: { ExactText($0) == ExactText(value) }) else {
                throw FileProblem(
                    line: row.line, expected: "exceptions of values of the guarantee", found: FileProblem.shown(value))
            }
            guard exceptions.updateValue(seats, forKey: value) == nil else {
                throw FileProblem(
                    line: row.line, expected: "each exception once", found: "\(FileProblem.shown(value)) again")
            }
        }
        return exceptions
    }

    /// What the result calls `label/value` may be no label of another.
    private func requireNames(_ quota: SeatQuota, _ row: SeatTable.Row) throws(FileProblem) {
        for other in quotas {
            for (one, two) in [(quota, other), (other, quota)]
            where one.isOfEach && two.label.utf8.starts(with: (one.label + "/").utf8) {
                throw FileProblem(
                    line: row.line, expected: "labels that do not begin with another's and a slash",
                    found: FileProblem.shown(row["label"]))
            }
        }
    }
}
