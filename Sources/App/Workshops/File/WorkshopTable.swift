import Storage

/// One table as the workshop file holds it: its columns, how a row is told apart, and which rows belong to an event.
struct WorkshopTable: Sendable {
    struct Column: Sendable {
        enum Kind: Sendable { case id, text, number, flag, json }

        let name: String
        let kind: Kind
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

        static let id = Column(name: "id", kind: .id)
        static let event = Column(name: "event_id", kind: .text, refers: "event")
        static func text(_ name: String, isOptional: Bool = false) -> Column {
            Column(name: name, kind: .text, isOptional: isOptional)
        }
        static func number(_ name: String, isOptional: Bool = false) -> Column {
            Column(name: name, kind: .number, isOptional: isOptional)
        }
        static func flag(_ name: String, since: Int = 1) -> Column { Column(name: name, kind: .flag, since: since) }
        /// JSON as text.
        static func json(_ name: String) -> Column { Column(name: name, kind: .json) }
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

    let name: String
    let key: [String]
    let owner: Owner
    let columns: [Column]
    /// Columns that stay behind, and why.
    let leftOut: [String: String]
    /// Files that were written before it go without; then it is empty.
    let cameLater: Bool
    /// The version of the file from which on it is there.
    let since: Int

    init(
        _ name: String, key: [String] = ["id"], owner: Owner = .event, _ columns: [Column],
        leftOut: [String: String] = [:], cameLater: Bool = false, since: Int = 1
    ) {
        self.name = name
        self.key = key
        self.owner = owner
        self.columns = columns
        self.leftOut = leftOut
        self.cameLater = cameLater
        self.since = since
    }

    static func named(_ name: String) -> WorkshopTable? { all.first { $0.name == name } }
}

/// A row of the file: its values in the order of the columns.
struct WorkshopRow: Sendable {
    var values: [SQLValue]
    /// Where it stands in a file that is read; 0 where it is written.
    var line = 0
}
