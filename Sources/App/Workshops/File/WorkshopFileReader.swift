import Domain
import Foundation
import Storage
import Web

/// Reads a workshop file and checks everything that can be checked without the database: form, types, ids,
/// the rules of columns (``EventTableRule``), that every row refers to rows of the same file, and what hangs together
/// (WorkshopFileChecks.swift). So nothing in it can reach into another event of the server, or stop it.
struct WorkshopFileReader {
    let rows: WorkshopRows
    let event: Event.ID

    /// - Throws: ``Refusal`` with the line and the path of what is wrong.
    init(_ bytes: [UInt8]) throws {
        guard bytes.count <= WorkshopFile.limit else {
            throw Refusal.workshopFile(L("The file is larger than \(WorkshopFile.limit / 1_048_576) MB."))
        }
        let (top, version) = try Self.top(bytes)
        var tables: [String: [WorkshopRow]] = [:]
        guard case .object(let eventObject)? = top["event"], let eventTable = EventTable.named("event") else {
            throw Self.problem(line: top.line, "event", "one object with the event’s columns is expected")
        }
        tables["event"] = [try Self.row(eventObject, eventTable, eventTable.rules, version, path: "event")]
        guard case .object(let listed)? = top["tables"] else {
            throw Self.problem(line: top.line, "tables", "an object with a list for each table is expected")
        }
        if let unknown = listed.values.keys.sorted().first(where: { $0 == "event" || EventTable.named($0) == nil }) {
            throw Self.problem(line: listed.line, "tables.\(unknown.prefix(60))", "no such table is known")
        }
        var count = 1
        for table in EventTable.all where table.name != "event" {
            guard let value = listed[table.name] ?? (table.since > version ? .list([]) : nil) else {
                if table.cameLater {
                    tables[table.name] = []
                    continue
                }
                throw Self.problem(line: listed.line, "tables.\(table.name)", "this table is missing")
            }
            guard case .list(let values) = value else {
                throw Self.problem(line: listed.line, "tables.\(table.name)", "a list is expected, found \(value.kind)")
            }
            count += values.count
            guard count <= WorkshopFile.rowLimit else {
                throw Refusal.workshopFile(L("The file has more than \(WorkshopFile.rowLimit) rows."))
            }
            let rules = table.rules
            tables[table.name] = try values.enumerated().map { index, value in
                try Stopping.check()
                let path = "tables.\(table.name)[\(index)]"
                guard case .object(let object) = value else {
                    throw Self.problem(line: listed.line, path, "an object is expected, found \(value.kind)")
                }
                return try Self.row(object, table, rules, version, path: path)
            }
        }
        var rows = WorkshopRows(tables)
        guard let text = rows.texts("event", "id").first, let id = Event.ID(text) else { throw Refusal.notFound }
        event = id
        try Self.checkKeys(rows)
        try Self.checkReferences(rows)
        if version == 1 { OlderWorkshop.settle(&rows, OlderWorkshop.origins(listed["ballot"])) }
        self.rows = rows
        try WorkshopFileChecks(rows: rows) { table, row, column, reason in
            Self.problem(
                line: rows[table.name][row].line, "\(Self.path(table, row)).\(column)", reason)
        }.run()
    }

    /// The same on a thread of its own: a large file takes seconds.
    static func readAside(_ bytes: [UInt8]) async throws -> WorkshopFileReader {
        try await Stopping.aside { try WorkshopFileReader(bytes) }
    }

    private static func top(_ bytes: [UInt8]) throws -> (JSONObject, version: Int) {
        let value: JSONValue
        do {
            // The reader keeps names in dictionaries, which compare and hash them.
            try OutsideJSON.check(bytes, limits: .init(depth: .max, values: .max, onlyMarks: true))
            value = try JSONReader.read(bytes)
        } catch let problem as JSONProblem {
            throw Refusal.workshopFile(L("Line \(problem.line): \(problem.reason). This is not a workshop file."))
        }
        guard case .object(let top) = value, case .text(WorkshopFile.format)? = top["format"] else {
            throw Refusal.workshopFile(L("This is not a workshop file: “format” should be “\(WorkshopFile.format)”."))
        }
        guard case .whole(let number)? = top["version"], (1...Int64(WorkshopFile.version)).contains(number) else {
            throw Refusal.workshopFile(
                L(
                    "This server reads workshop files up to version \(WorkshopFile.version), and this one is of another. A newer Roundtable may have written it."
                ))
        }
        let known: Set<String> = ["format", "version", "marking", "holds", "withheld", "event", "tables"]
        if let unknown = top.values.keys.sorted().first(where: { !known.contains($0) }) {
            throw problem(line: top.line, String(unknown.prefix(60)), "this name is not known here")
        }
        return (top, Int(number))
    }

    private static func path(_ table: EventTable, _ index: Int) -> String {
        table.name == "event" ? "event" : "tables.\(table.name)[\(index)]"
    }

    /// The path and reason are for who wrote the file, so they are not translated.
    private static func problem(line: Int, _ path: String, _ reason: String) -> Refusal {
        .workshopFile(L("Line \(line), \(path): \(reason)."))
    }

    private static func row(
        _ object: JSONObject, _ table: EventTable, _ rules: [EventTableRule?], _ version: Int, path: String
    ) throws -> WorkshopRow {
        if object.values.count != table.columns.count || version < WorkshopFile.version {
            let names = Set(table.columns.map(\.name))
                .union(version == 1 && table.name == "ballot" ? OlderWorkshop.ballotColumns : [])
            if let unknown = object.values.keys.sorted().first(where: { !names.contains($0) }) {
                throw problem(line: object.line, "\(path).\(unknown.prefix(60))", "no such column is known")
            }
        }
        let values = try table.columns.enumerated().map { (index, column) -> SQLValue in
            let path = "\(path).\(column.name)"
            guard let value = object[column.name] ?? (column.since > version ? .flag(true) : nil) else {
                if column.cameLater { return SQLValue.null }
                throw problem(line: object.line, path, "this column is missing")
            }
            guard let stored = try column.stored(value) else {
                throw problem(line: object.line, path, "\(column.expectation) is expected, found \(value.kind)")
            }
            if let reason = rules[index]?.problem(stored) {
                throw problem(line: object.line, path, reason)
            }
            return stored
        }
        return WorkshopRow(values: values, line: object.line)
    }

    private static func checkKeys(_ rows: WorkshopRows) throws {
        for table in EventTable.all {
            let places = table.key.compactMap { name in table.columns.firstIndex { $0.name == name } }
            var seen: Set<[SQLValue]> = []
            for (index, row) in rows[table.name].enumerated() where !seen.insert(places.map { row.values[$0] }).inserted
            {
                throw Self.problem(
                    line: row.line, Self.path(table, index),
                    "a row with this \(table.key.joined(separator: ", ")) stands above")
            }
        }
    }

    private static func checkReferences(_ rows: WorkshopRows) throws {
        for table in EventTable.all {
            for (place, column) in table.columns.enumerated() {
                guard let target = column.refers, target != "country" else { continue }
                let keys = rows.keys(of: target)
                for (index, row) in rows[table.name].enumerated() {
                    guard case .text(let key) = row.values[place], !keys.contains(key) else { continue }
                    throw Self.problem(
                        line: row.line, "\(Self.path(table, index)).\(column.name)",
                        "the file has no \(target) with this id")
                }
            }
        }
    }
}

extension EventTable.Column {
    /// - Returns: nil if the value is of another type.
    fileprivate func stored(_ value: JSONValue) throws -> SQLValue? {
        switch (value, kind) {
        case (.null, _): isOptional ? .null : nil
        case (.text(let text), .id): Identifier<EventTable>(text) == nil ? nil : .text(text)
        case (.text(let text), .text): .text(text)
        // What is no JSON is told as the wrong type.
        case (.text(let text), .json): (try? JSONReader.read(Array(text.utf8))) == nil ? nil : .text(text)
        case (.whole(let number), .number): .integer(number)
        case (.flag(let flag), .flag): .boolean(flag)
        default: nil
        }
    }

    fileprivate var expectation: String {
        let what =
            switch kind {
            case .id: "an id (a UUID in lower case)"
            case .text: "text"
            case .json: "JSON as text"
            case .number: "a whole number"
            case .flag: "true or false"
            }
        return isOptional ? what + " or null" : what
    }
}
