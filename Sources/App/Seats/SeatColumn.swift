/// A column that says whose something is, as the features' tables tell of it (``TableFacts/seats``).
struct SeatColumn: Sendable {
    let table: String
    let name: String
    /// What the rows of the table are found by.
    let key: [String]
    let kind: SeatFact.Kind
    let rule: SeatFact.Rule

    /// First those that hold a seat's id: the key of what holds a name of the journal may be among them.
    static let all: [SeatColumn] = of(.seat) + of(.actor)

    private static func of(_ kind: SeatFact.Kind) -> [SeatColumn] {
        TableFacts.all.flatMap { table in
            table.seats.filter { $0.kind == kind }.map { fact in
                SeatColumn(table: table.name, name: fact.column, key: fact.key, kind: fact.kind, rule: fact.rule)
            }
        }
    }
}
