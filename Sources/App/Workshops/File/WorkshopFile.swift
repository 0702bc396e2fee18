import Domain
import Storage
import Web

/// The whole workshop as one JSON file, which another server can take in: docs/workshop-file.md tells of every table and column.
///
/// The same workshop is always the same bytes: tables in a fixed order, rows by their key, columns in a fixed order.
public enum WorkshopFile {
    static let format = "roundtable-workshop"
    static let version = 2
    /// Bytes of a file that is taken in.
    public static let limit = 50 * 1024 * 1024
    static let rowLimit = 500_000

    /// Whose eyes the file is for.
    public enum Content: Sendable {
        /// Everything: for who administers the server.
        case whole
        /// Without what is not for one person's eyes: for who organises the event. See ``WorkshopFile/withhold(from:_:_:)``.
        case shared
    }

    /// - Throws: ``Refusal`` where there is no such event, or a round is open.
    public static func export(_ event: Event.ID, _ reading: any Reading, content: Content = .whole) throws -> String {
        let store = WorkshopFileStore(reading)
        let open = try store.openRounds(of: event)
        guard open.isEmpty else { throw Refusal.openRound(open) }
        var rows = WorkshopRows(try store.rows(of: event))
        settle(&rows, event)
        var withheld: [String] = []
        if content == .shared { withheld = try withhold(from: &rows, event, reading) }
        return write(rows, withheld: withheld)
    }

    /// What makes sense on this server only.
    private static func settle(_ rows: inout WorkshopRows, _ event: Event.ID) {
        rows.set("past_case", "event_id", where: { $0 != .text(event.description) }, to: .null)
        let seats = rows.keys(of: "participant")
        rows.set("past_case", "created_by", where: { isSeatElsewhere($0, seats) }, to: .null)
        // What is written beside the agenda, which stays.
        if let place = EventTable.named("card")?.columns.firstIndex(where: { $0.name == "place" }) {
            rows.remove(from: "card") { row in
                if case .text(let words) = row.values[place] { words.hasPrefix("minutes:") } else { false }
            }
        }
        // Pointers of the event to what is gone, and to a delegation's vote that is going on: its votes stay behind.
        rows.remove(from: "event") { _ in false }
        guard let sheet = EventTable.named("sheet"),
            let opened = sheet.columns.firstIndex(where: { $0.name == "vote_opened_at" }),
            let closed = sheet.columns.firstIndex(where: { $0.name == "vote_closed_at" })
        else { return }
        for index in rows["sheet"].indices where rows["sheet"][index].values[closed] == .null {
            rows.tables["sheet"]?[index].values[opened] = .null
        }
    }

    /// Cases of the library may come from people of other events.
    private static func isSeatElsewhere(_ value: SQLValue, _ seats: Set<String>) -> Bool {
        guard case .text(let text) = value, case .participant(let id)? = EventActor(text) else { return false }
        return !seats.contains(id.description)
    }

    private static func write(_ rows: WorkshopRows, withheld: [String]) -> String {
        let marking = rows.texts("event", "marking").first ?? ""
        var output = "{\n"
        output +=
            "\"format\": \"\(format)\",\n\"version\": \(version),\n\"marking\": \(JSONValue.quote("TLP:" + marking)),\n"
        output += "\"holds\": \"one workshop with the names of its participants; handle it by its marking\",\n"
        output += "\"withheld\": \(JSONValue(withheld).json(.line)),\n"
        let event = EventTable.named("event")
        output += "\"event\": " + (event.flatMap { table in rows["event"].first.map { line($0, table) } } ?? "null")
        output += ",\n\"tables\": {\n"
        let tables = EventTable.all.filter { $0.name != "event" }
        for (index, table) in tables.enumerated() {
            let lines = rows[table.name].map { line($0, table) }
            output += "\(JSONValue.quote(table.name)): ["
            output += lines.isEmpty ? "]" : "\n" + lines.joined(separator: ",\n") + "\n]"
            output += index + 1 < tables.count ? ",\n" : "\n"
        }
        return output + "}\n}\n"
    }

    private static func line(_ row: WorkshopRow, _ table: EventTable) -> String {
        JSONValue.ordered(zip(table.columns, row.values).map { ($0.name, value($1)) }).json(.line)
    }

    private static func value(_ value: SQLValue) -> JSONValue {
        switch value {
        case .text(let text): .text(text)
        case .integer(let number): .whole(number)
        case .boolean(let flag): .flag(flag)
        case .real(let number): .number(number)
        case .null, .blob: .null
        }
    }
}
