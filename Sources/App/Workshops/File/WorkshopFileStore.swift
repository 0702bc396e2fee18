import Domain
import Storage
import Web

/// Reads the rows of one event, table by table, and writes those of a file. Names of tables and columns come from ``EventTable``
/// alone, values are bound.
struct WorkshopFileStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    // MARK: Reading

    /// The rows of an event by table, each table's sorted by its key.
    /// - Throws: ``Refusal/notFound`` where there is no such event.
    func rows(of event: Event.ID) throws -> [String: [WorkshopRow]] {
        var rows: [String: [WorkshopRow]] = [:]
        for table in EventTable.all where table.name != "sector" {
            rows[table.name] = try read(table, try condition(table, event))
        }
        guard rows["event"]?.isEmpty == false else { throw Refusal.notFound }
        let sectors = WorkshopRows(rows).references(to: "sector")
        if let table = EventTable.named("sector") {
            rows[table.name] = try read(table, "code IN \(in: sectors.sorted())")
        }
        return rows
    }

    private func condition(_ table: EventTable, _ event: Event.ID) throws -> SQL {
        switch table.owner {
        case .event: return "event_id = \(event)"
        case .via(let column, let parent):
            guard let parent = EventTable.named(parent) else { throw Refusal.notFound }
            let key = parent.key[0]
            return """
                \(SQL(verbatim: column)) IN (SELECT \(SQL(verbatim: key)) FROM \(SQL(verbatim: parent.name)) \
                WHERE \(try condition(parent, event)))
                """
        case .query:
            switch table.name {
            case "event": return "id = \(event)"
            case "programme": return "id IN (SELECT programme_id FROM event WHERE id = \(event))"
            default: return Self.casesInUse(event)
            }
        }
    }

    /// Cases that came in with the event, and those that its aspects and its guide rest on.
    private static func casesInUse(_ event: Event.ID) -> SQL {
        """
        event_id = \(event)
        OR id IN (SELECT u.case_id FROM aspect_case u JOIN aspect a ON a.id = u.aspect_id WHERE a.event_id = \(event))
        OR id IN (SELECT e.case_id FROM evidence e JOIN guide g ON g.id = e.guide_id WHERE g.event_id = \(event))
        """
    }

    private func read(_ table: EventTable, _ condition: SQL) throws -> [WorkshopRow] {
        let columns = SQL(verbatim: table.columns.map(\.name).joined(separator: ", "))
        let found = try reading.all("SELECT \(columns) FROM \(Self.source(table)) WHERE \(condition)").map { row in
            WorkshopRow(
                values: try table.columns.map { column in
                    // SQLite gives numbers for flags.
                    guard column.kind == .flag else { return try row.get(column.name, as: SQLValue.self) }
                    return try row.get(column.name, as: Bool?.self).map(SQLValue.boolean) ?? .null
                })
        }
        return table.sorted(found)
    }

    /// The table; of events together with their workshops.
    private static func source(_ table: EventTable) -> SQL {
        let name = SQL(verbatim: table.name)
        let further = table.columns.filter(\.isOfWorkshop).map { "w.\($0.name)" }
        guard !further.isEmpty else { return name }
        return """
            (SELECT t.*, \(SQL(verbatim: further.joined(separator: ", "))) FROM \(name) t \
            LEFT JOIN workshop w ON w.id = t.workshop_id) AS whole
            """
    }

    /// Numbers of the rounds that are open.
    func openRounds(of event: Event.ID) throws -> [Int] {
        try reading.all("SELECT number FROM round WHERE event_id = \(event) AND state = 'open' ORDER BY number").map {
            try $0.get("number")
        }
    }

    /// Which of these keys are there already.
    func known(_ keys: [String], in table: String) throws -> Set<String> {
        guard !keys.isEmpty, let table = EventTable.named(table) else { return [] }
        let (name, key) = (SQL(verbatim: table.name), SQL(verbatim: table.key[0]))
        let rows = try reading.all("SELECT \(key) AS key FROM \(name) WHERE \(key) IN \(in: keys)")
        return Set(try rows.map { try $0.get("key") })
    }

    func knownCountries() throws -> Set<String> {
        Set(try reading.all("SELECT code FROM country").map { try $0.get("code") })
    }

    /// Codes of sectors by their name.
    func sectorNames() throws -> [String: String] {
        let rows = try reading.all("SELECT code, name FROM sector")
        return Dictionary(try rows.map { (try $0.get("name"), try $0.get("code")) }) { first, _ in first }
    }

    /// By case: the programme that has it in its library.
    func programmes(ofCases ids: [String]) throws -> [String: String] {
        var found: [String: String] = [:]
        var rest = ids[...]
        while !rest.isEmpty {
            for row in try reading.all("SELECT id, programme_id FROM past_case WHERE id IN \(in: rest.prefix(500))") {
                found[try row.get("id")] = try row.get("programme_id", as: String.self)
            }
            rest = rest.dropFirst(500)
        }
        return found
    }

    func administrators() throws -> [Account.ID] {
        try reading.all(
            "SELECT id FROM account WHERE is_administrator = \(true) AND disabled_at IS NULL ORDER BY id"
        ).map { try $0.get("id") }
    }

    // MARK: Writing

    /// Stores rows without their late columns.
    /// - Parameter goOn: asked between the statements; what it throws ends the work.
    static func insert(
        _ rows: [WorkshopRow], into table: EventTable, _ tx: Transaction, goOn: (_ rows: Int) throws -> Void = { _ in }
    ) throws {
        let columns = table.columns.indices.filter { !table.columns[$0].isLate && !table.columns[$0].isOfWorkshop }
        let names = SQL(verbatim: columns.map { table.columns[$0].name }.joined(separator: ", "))
        // Few different statement texts, so that they stay prepared, and few values in each.
        var rest = rows[...]
        while !rest.isEmpty {
            let size = [16, 1].first { $0 <= rest.count } ?? 1
            try goOn(size)
            let values = rest.prefix(size).map { row in
                "(" + columns.map { "\(row.values[$0])" as SQL }.joined() + ")" as SQL
            }
            try tx.execute("INSERT INTO \(SQL(verbatim: table.name)) (\(names)) VALUES \(values.joined())")
            rest = rest.dropFirst(size)
        }
    }

    /// Fills in what refers to rows that are there only now.
    static func complete(_ rows: [WorkshopRow], of table: EventTable, _ tx: Transaction) throws {
        let late = table.columns.indices.filter { table.columns[$0].isLate && !table.columns[$0].isOfWorkshop }
        guard !late.isEmpty, let key = table.columns.firstIndex(where: { $0.name == table.key[0] }) else { return }
        for row in rows {
            guard let set = assignments(late, row, table) else { continue }
            try tx.execute(
                """
                UPDATE \(SQL(verbatim: table.name)) SET \(set) WHERE \(SQL(verbatim: table.key[0])) = \(row.values[key])
                """)
        }
    }

    /// Fills the row of the event's workshop.
    static func completeWorkshop(of event: Event.ID, _ row: WorkshopRow, _ table: EventTable, _ tx: Transaction) throws
    {
        let own = table.columns.indices.filter { table.columns[$0].isOfWorkshop }
        guard let set = assignments(own, row, table) else { return }
        try tx.execute("UPDATE workshop SET \(set) WHERE id = \(EventPartStore.workshop(of: event))")
    }

    /// - Returns: nil if all are empty.
    private static func assignments(_ columns: [Int], _ row: WorkshopRow, _ table: EventTable) -> SQL? {
        let set = columns.filter { row.values[$0] != .null }.map { index in
            "\(SQL(verbatim: table.columns[index].name)) = \(row.values[index])" as SQL
        }
        return set.isEmpty ? nil : set.joined()
    }

    /// Whether what is stored can be read by those who show it.
    /// - Throws: what they throw; the transaction is then over.
    func tryReading(_ event: Event.ID) throws {
        let record = try EventStore(reading).event(event)
        _ = try EventStore(reading).topics(of: event)
        _ = try EventStore(reading).participants(of: event)
        _ = try IssueStore(reading).issues(of: event, includeJoined: true)
        for round in try RoundStore(reading).rounds(of: event) {
            _ = try RoundStore(reading).items(of: round.id)
            if round.state != .draft { _ = try RoundResult(round, reading) }
        }
        _ = try CardStore(reading).cards(of: event)
        _ = try Room(record.id, reading)
        _ = try ThreadBook(room: event, reading)
    }
}

extension EventTable {
    /// By the key, as bytes of UTF-8 and by number: the same on both engines.
    func sorted(_ rows: [WorkshopRow]) -> [WorkshopRow] {
        let places = key.compactMap { name in columns.firstIndex { $0.name == name } }
        return rows.sorted { left, right in
            for place in places where left.values[place] != right.values[place] {
                switch (left.values[place], right.values[place]) {
                case (.integer(let a), .integer(let b)): return a < b
                case (.text(let a), .text(let b)): return a.utf8.lexicographicallyPrecedes(b.utf8)
                default: return false
                }
            }
            return false
        }
    }
}
