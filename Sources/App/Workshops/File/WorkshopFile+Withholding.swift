import Domain
import Storage
import Web

/// What an organiser's file goes without: what countries keep to themselves, and what would tell how somebody voted.
extension WorkshopFile {
    /// - Returns: what was withheld, for the file's head.
    static func withhold(from rows: inout WorkshopRows, _ event: Event.ID, _ reading: any Reading) throws -> [String] {
        withholdPrivateSheets(from: &rows)
        withholdNames(of: &rows)
        try withholdAuthors(from: &rows, event, reading)
        rows.remove(from: "statement_rating") { _ in true }
        rows.remove(from: "adoption_proposal") { _ in true }
        try withholdVoters(from: &rows, event, reading)
        return [
            "private sheets", "countries of anonymous sheets", "ratings of statements", "ballots of sealed rounds",
            "proposals inside delegations",
            "authors of issues, sector and country too, where the event does not show names",
            "single ballots where another round on these issues has handed out its own",
        ]
    }

    private static func place(_ table: String, _ column: String) -> Int {
        EventTable.named(table)?.columns.firstIndex { $0.name == column } ?? 0
    }

    /// The ids of countries' sheets of a publication.
    private static func sheets(_ publication: SheetPublication, _ rows: WorkshopRows) -> Set<String> {
        let (id, country) = (place("sheet", "id"), place("sheet", "country"))
        let state = place("sheet", "publication")
        return Set(
            rows["sheet"].filter {
                $0.values[country] != .null && $0.values[state] == .text(publication.rawValue)
            }.compactMap { if case .text(let key) = $0.values[id] { key } else { nil } })
    }

    private static func withholdPrivateSheets(from rows: inout WorkshopRows) {
        let secret = Set(sheets(.private, rows).map(SQLValue.text))
        let places = Set(sheets(.private, rows).map { SQLValue.text("sheet:\($0)") })
        rows.remove(from: "card") { places.contains($0.values[place("card", "place")]) }
        rows.remove(from: "sheet") { secret.contains($0.values[place("sheet", "id")]) }
    }

    /// An anonymous sheet goes without its country, and without everything of it that tells who wrote.
    private static func withholdNames(of rows: inout WorkshopRows) {
        let ids = sheets(.anonymous, rows)
        let (sheets, places) = (Set(ids.map(SQLValue.text)), Set(ids.map { SQLValue.text("sheet:\($0)") }))
        let cards = Set(
            rows["card"].filter { places.contains($0.values[place("card", "place")]) }
                .map { $0.values[place("card", "id")] })
        rows.set("sheet", ["country", "published_by", "published_as"], to: .null) {
            sheets.contains($0.values[place("sheet", "id")])
        }
        rows.set("intervention", ["country", "created_by"], to: .null) {
            sheets.contains($0.values[place("intervention", "sheet_id")])
        }
        rows.set("intervention", ["lead"], to: .text("")) {
            sheets.contains($0.values[place("intervention", "sheet_id")])
        }
        rows.set("card", ["changed_by"], to: .null) { cards.contains($0.values[place("card", "id")]) }
        rows.set("card_revision", ["changed_by"], to: .null) {
            cards.contains($0.values[place("card_revision", "card_id")])
        }
    }

    /// As pages have it (``IssueOrigins``).
    private static func withholdAuthors(from rows: inout WorkshopRows, _ event: Event.ID, _ reading: any Reading) throws
    {
        guard try !EventStore(reading).event(event).namesShown else { return }
        let origins = try IssueOrigins([event], reading)
        let (sector, country) = (place("issue", "sector"), place("issue", "country"))
        for index in rows["issue"].indices {
            var values = rows["issue"][index].values
            guard case .integer(let time) = values[place("issue", "created_at")] else { continue }
            func text(_ value: SQLValue) -> String? { if case .text(let text) = value { text } else { nil } }
            let told = origins.told(
                event, sector: text(values[sector]), country: text(values[country]), writtenAt: time)
            values[sector] = told.sector.map(SQLValue.text) ?? .null
            values[country] = told.country.map(SQLValue.text) ?? .null
            values[place("issue", "participant_id")] = .null
            rows.tables["issue"]?[index].values = values
        }
    }

    /// As the files of a result have it (``ResultExport``): nothing of a round that the room has not seen or that fewer than five answered, and
    /// no single ballots where another round on these issues has handed out its own.
    private static func withholdVoters(from rows: inout WorkshopRows, _ event: Event.ID, _ reading: any Reading) throws
    {
        for record in try RoundStore(reading).rounds(of: event) where record.state != .draft {
            let id = SQLValue.text(record.id.description)
            let result = record.state == .revealed ? try ResultCache.shared.result(of: record, reading) : nil
            let isTold = result?.isShown == true
            if !isTold || !record.showsBallots {
                rows.remove(from: "ballot") { $0.values[place("ballot", "round_id")] == id }
            }
            guard !isTold else { continue }
            for table in ["tally_group", "tally_count"] {
                rows.remove(from: table) { $0.values[place(table, "round_id")] == id }
            }
        }
    }
}
