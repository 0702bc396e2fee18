import Web

/// A feature that keeps something: what the house must know of each of its tables, told once, in the feature's folder.
///
/// The copy of a person's data, erasure, the joining of two seats and the event's file are made from it; a test walks the schema and
/// fails for a table that nobody tells of.
protocol StoredFeature: Feature {
    static var tables: [TableFacts] { get }
    /// Rules of columns that a table of another feature keeps for this one, by `table.column`.
    static var columnRules: [String: EventTableRule] { get }
}

extension StoredFeature {
    static var columnRules: [String: EventTableRule] { [:] }
}

struct TableFacts: Sendable {
    let name: String
    /// Whether its texts are found by searching; nothing where it has none.
    let search: SearchFact?
    /// Which rows are one person's, and what of them is given out; nothing where none are.
    let person: PersonRows?
    /// What is taken away where a person asks to be forgotten.
    let erasure: Erasure
    /// Which rows lose their names with an event's, though they belong to no seat; nothing where none do.
    let namesOfEvent: EventNames?
    /// Columns in which people write freely, and may name others.
    let texts: [String]
    /// Columns that say whose something is, and what becomes of them when two seats are joined.
    let seats: [SeatFact]
    /// Columns that look as if they named somebody, and do not.
    let lookalikes: Set<String>
    /// What of other features its rows stand on.
    let rests: [Resting]
    let file: FileFact

    init(
        _ name: String, search: SearchFact? = nil, person: PersonRows? = nil, erasure: Erasure = .kept,
        namesOfEvent: EventNames? = nil, texts: [String] = [],
        seats: [SeatFact] = [], lookalikes: Set<String> = [], rests: [Resting] = [], file: FileFact = .noEvent
    ) {
        self.name = name
        self.search = search
        self.person = person
        self.erasure = erasure
        self.namesOfEvent = namesOfEvent
        self.texts = texts
        self.seats = seats
        self.lookalikes = lookalikes
        self.rests = rests
        if case .along(var table) = file {
            table.name = name
            table.actors = Set(seats.filter { $0.kind == .actor }.map(\.column))
            self.file = .along(table)
        } else {
            self.file = file
        }
    }

    /// Every table that the features tell of.
    static let all: [TableFacts] = features.flatMap { $0.tables }

    /// Those with rows of persons, in the order in which they are given out.
    static let ofPersons: [(name: String, rows: PersonRows, erasure: Erasure)] =
        all.compactMap { table in table.person.map { (name: table.name, rows: $0, erasure: table.erasure) } }
        .sorted { $0.rows.place < $1.rows.place }

    static let columnRules: [String: EventTableRule] = features.reduce(into: [:]) { rules, feature in
        rules.merge(feature.columnRules) { first, _ in first }
    }

    private static let features: [any StoredFeature.Type] = Features.all { $0 as? any StoredFeature.Type }
}

/// Whether what is written in a table is found by searching (App/Search). A test fails for a table with texts that does not say it.
enum SearchFact: Sendable {
    /// What stands in these columns, by who may see it, as the features tell it.
    case found([String])
    /// It is not, and why.
    case left(String)
}

/// Which rows of a table are one person's.
struct PersonRows: Sendable {
    /// A column that says whose a row is: any of a table's is enough.
    enum Key: Sendable {
        case account(String)
        case person(String)
        case seat(String)
        /// Holds an account or a seat as the journal names them: `account:ID`, `participant:ID`.
        case actor(String)
        /// An e-mail address, and the columns that say whose: several people may have it. None where nobody is named.
        case address(String, names: [String])
        /// A row that stands for somebody without a seat or an account: who registered, was nominated or asked. Its own id, or a reference to it.
        case record(String)

        var column: String {
            switch self {
            case .account(let name), .person(let name), .seat(let name), .actor(let name), .address(let name, _),
                .record(let name):
                name
            }
        }
    }

    /// Those that say who somebody is, not what they did.
    var keysOfSomebody: [Key] { keys.filter { if case .actor = $0 { false } else { true } } }

    /// Whether rows stand for somebody who may have no seat and no account.
    var standsForSomebody: Bool { keys.contains { if case .record = $0 { true } else { false } } }

    /// Where it stands in a person's copy: the least first.
    let place: Int
    let keys: [Key]
    /// What is given out, without what opens doors; all columns where none are named.
    let columns: [String]
    let sortedBy: String?

    static func rows(_ place: Int, _ keys: [Key], _ columns: [String] = [], sortedBy: String? = nil) -> PersonRows {
        PersonRows(place: place, keys: keys, columns: columns, sortedBy: sortedBy)
    }
}

/// What becomes of a person's rows where the person asks to be forgotten. What the room decided stays.
enum Erasure: Sendable {
    case kept
    /// The rows go.
    case deleted
    /// All rows of the table go, since they may hold anybody and last a day anyway.
    case emptied
    /// The rows stay without who they are of: by column, what stands there then.
    case blanked([String: Blank])

    enum Blank: Sendable {
        /// NULL.
        case nothing
        case empty
        case no
        /// Stands in place of a name, in any language.
        case dash
        /// Nobody's address, another for each row.
        case noAddress
        /// The time of the erasure.
        case now
        /// One more than before.
        case next
    }
}

/// Where a row says of which event it is.
enum EventNames: Sendable {
    case column(String)
    /// In another table, of which a column holds the id.
    case through(String, table: String)
}

/// A column that says whose something is: when two seats of one person are joined, it has to follow.
struct SeatFact: Sendable {
    enum Kind: Sendable {
        /// The seat's id.
        case seat
        /// As the journal names people: `participant:ID`.
        case actor
    }

    enum Rule: Sendable, Hashable {
        /// What the joined seat has becomes the kept one's.
        case moves
        /// The same; what two devices called a sending by the same name in this column stays two things.
        case movesFreeing(String)
        /// The same; but where the kept seat has one in the same place, that one stays and the other goes.
        case movesOnce(in: String)
        /// Who has voted: `SeatJoiningStore` looks at each round.
        case votes
        /// Tells what happened, or what is between two seats.
        case stays
    }

    let column: String
    /// What the rows of the table are found by.
    let key: [String]
    let kind: Kind
    let rule: Rule

    static func seat(_ column: String, by key: [String] = ["id"], _ rule: Rule = .moves) -> SeatFact {
        SeatFact(column: column, key: key, kind: .seat, rule: rule)
    }

    static func actor(_ column: String, by key: [String] = ["id"], _ rule: Rule = .moves) -> SeatFact {
        SeatFact(column: column, key: key, kind: .actor, rule: rule)
    }
}

/// Whether a table goes along with an event when the event moves to another server.
enum FileFact: Sendable {
    /// It has nothing of one event.
    case noEvent
    /// It has, and stays: why.
    case stays(String)
    case along(EventTable)

    /// - Parameter place: where it stands in the file, the least first: after those that it refers to.
    static func goes(
        _ place: Int, key: [String] = ["id"], owner: EventTable.Owner = .event, _ columns: [EventTable.Column],
        leftOut: [String: String] = [:], cameLater: Bool = false, since: Int = 1
    ) -> FileFact {
        .along(
            EventTable(
                place: place, key: key, owner: owner, columns: columns, leftOut: leftOut, cameLater: cameLater,
                since: since))
    }
}
