import Storage

/// One table as the event's file holds it: its columns, how a row is told apart, and which rows belong to an event.
struct EventTable: Sendable {
    struct Column: Sendable {
        enum Kind: Sendable { case id, text, number, flag, json }

        let name: String
        let kind: Kind
        /// What may stand in it, where that does not follow from its name and kind.
        var rule: EventTableRule?
        var isOptional = false
        /// The table whose key it holds. `country` is looked up on the server, all others in the file.
        var refers: String?
        /// Filled in when all rows are there, since what it refers to comes later or is the same table.
        var isLate = false
        /// Files that were written before it go without; then it is null.
        var cameLater = false

        var later: Column {
            var column = self
            column.cameLater = true
            return column
        }
        /// The version of the file from which on it is there.
        var since = 1
        /// Kept in the row of the event's workshop (table `workshop`); null where the event has none.
        var isOfWorkshop = false

        var ofWorkshop: Column {
            var column = self
            column.isOfWorkshop = true
            return column
        }

        static let id = Column(name: "id", kind: .id)
        static let event = Column(name: "event_id", kind: .text, refers: "event")
        static func text(_ name: String, _ rule: EventTableRule? = nil, isOptional: Bool = false) -> Column {
            Column(name: name, kind: .text, rule: rule, isOptional: isOptional)
        }
        static func number(_ name: String, _ range: ClosedRange<Int>? = nil, isOptional: Bool = false) -> Column {
            Column(
                name: name, kind: .number, rule: range.map { .range(Int64($0.lowerBound)...Int64($0.upperBound)) },
                isOptional: isOptional)
        }
        static func flag(_ name: String, isOptional: Bool = false, since: Int = 1) -> Column {
            Column(name: name, kind: .flag, isOptional: isOptional, since: since)
        }
        /// JSON as text, checked with the row.
        static func json(_ name: String) -> Column { Column(name: name, kind: .json, rule: .elsewhere) }
        static func of(_ table: String, _ name: String, isOptional: Bool = false, isLate: Bool = false) -> Column {
            Column(name: name, kind: .text, isOptional: isOptional, refers: table, isLate: isLate)
        }
        static func country(isOptional: Bool = true) -> Column { of("country", "country", isOptional: isOptional) }
        static func sector(isOptional: Bool = true) -> Column { of("sector", "sector", isOptional: isOptional) }
    }

    /// Which rows are an event's.
    enum Owner: Sendable {
        /// Those with its `event_id`.
        case event
        /// Those whose column holds a key of a row of another table that is the event's.
        case via(String, String)
        /// Asked for by a query of its own (WorkshopFileStore).
        case query
    }

    /// As ``TableFacts`` names it.
    var name = ""
    /// Where it stands in the file.
    let place: Int
    let key: [String]
    let owner: Owner
    let columns: [Column]
    /// Columns that stay behind, and why.
    let leftOut: [String: String]
    /// Files that were written before it go without; then it is empty.
    let cameLater: Bool
    /// The version of the file from which on it is there.
    let since: Int
    /// The columns that hold who acted, as ``TableFacts`` has them.
    var actors: Set<String> = []

    /// Every table that goes along with an event, in the order in which rows can be stored: what is referred to comes first. The order is
    /// the file's, so it stays.
    static let all: [EventTable] = TableFacts.all.compactMap { facts in
        if case .along(let table) = facts.file { table } else { nil }
    }.sorted { $0.place < $1.place }

    /// Tables that may name an event or its people and do not come along, and why.
    static let staysBehind: [String: String] = TableFacts.all.reduce(into: [:]) { reasons, facts in
        if case .stays(let why) = facts.file { reasons[facts.name] = why }
    }

    private static let byName: [String: EventTable] = all.reduce(into: [:]) { $0[$1.name] = $1 }

    static func named(_ name: String) -> EventTable? { byName[name] }
}
