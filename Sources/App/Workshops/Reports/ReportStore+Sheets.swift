import Domain
import Storage
import Web

/// The later half of a workshop: sheets, exchange, outline, guide.
extension ReportStore {
    /// Sheets as everybody in the room sees them: ``SheetAccess`` decides.
    func addSheets(to record: inout WorkshopRecord) throws {
        let event = record.event.id
        let gallery = SheetAccess.gallery(try SheetStore(reading).sheets(of: event), for: .room, record.names)
        record.sheets = gallery.map { sheet, visibility in
            .init(
                id: sheet.id, group: sheet.group, country: SheetAccess.country(sheet, as: visibility),
                isAnonymous: visibility == .anonymous)
        }
        let places = Dictionary(uniqueKeysWithValues: record.sheets.enumerated().map { ($1.id, $0) })
        let store = InterventionStore(reading)
        record.situations = try store.situations(of: event).compactMap { item in
            places[item.sheet].map { ($0, item) }
        }
        .filter { !$0.1.text.trimmed.isEmpty }.sorted { ($0.0, $0.1.createdAt) < ($1.0, $1.1.createdAt) }
        .map { .init(sheet: $1.sheet, issue: $1.issue, words: .init(text: $1.text.trimmed, language: $1.language)) }
        let endorsements = try ExchangeStore(reading).endorsements(of: event)
        record.interventions = try store.interventions(of: event).compactMap { item in
            places[item.sheet].map { ($0, item) }
        }
        .filter { !$0.1.text.trimmed.isEmpty }.sorted { ($0.0, $0.1.createdAt) < ($1.0, $1.1.createdAt) }
        .map { place, item in
            WorkshopRecord.InterventionItem(
                item, isAnonymous: record.sheets[place].isAnonymous, endorsements: endorsements[item.id] ?? 0)
        }
    }

    func addExchange(to record: inout WorkshopRecord) throws {
        let event = record.event.id
        let aspects = Set(record.aspects.map(\.id))
        let interventions = Set(record.interventions.map(\.id))
        let store = ExchangeStore(reading)
        record.matrix = try ExchangeMatrix(event, for: .room, reading)
        record.shared = try SharedBlockers(event, reading)
        record.standings = try store.standings(of: event).filter { aspects.contains($0.aspect) }
        record.adoptions = try store.adoptions(of: event).filter { interventions.contains($0.intervention) }
    }

    func statements(_ event: Event.ID, _ cards: [Card.ID: CardRecord]) throws -> [WorkshopRecord.Statement] {
        let ratings = Dictionary(
            grouping: try reading.all(
                """
                SELECT r.statement_id, r.rating FROM statement_rating r JOIN outline_statement s ON s.id = r.statement_id
                JOIN card c ON c.id = s.card_id
                WHERE s.event_id = \(event) AND r.rating IS NOT NULL AND r.revision = c.revision
                """
            ).map {
                (
                    id: try $0.get("statement_id", as: OutlineStatement.ID.self),
                    rating: try $0.get("rating", as: Int.self)
                )
            },
            by: \.id)
        return try reading.all(
            "SELECT * FROM outline_statement WHERE event_id = \(event) ORDER BY position, created_at, id"
        )
        .map { row in
            let id: OutlineStatement.ID = try row.get("id")
            return .init(
                part: try row.get("part"), words: words(try row.get("card_id"), cards),
                state: try row.get("state"), ratings: ratings[id, default: []].map(\.rating).sorted())
        }
        .filter { !$0.words.text.isEmpty }
    }

    func guide(_ event: Event.ID) throws -> WorkshopRecord.GuideFacts? {
        guard let row = try reading.first("SELECT * FROM guide WHERE event_id = \(event)") else { return nil }
        let id: Guide.ID = try row.get("id")
        let sections: Int? = try reading.value(
            "SELECT COUNT(*) FROM guide_section WHERE guide_id = \(id) AND removed_at IS NULL")
        let cited: Int? = try reading.value(
            """
            SELECT COUNT(DISTINCT c.evidence_id) FROM citation c JOIN guide_section s ON s.id = c.section_id
            WHERE s.guide_id = \(id) AND s.removed_at IS NULL
            """)
        return .init(
            title: try row.get("title"), marking: try row.get("marking"), language: try row.get("language"),
            state: try row.get("state"), sections: sections ?? 0, evidence: cited ?? 0)
    }
}

extension WorkshopRecord.InterventionItem {
    /// Who would lead in a country tells the country.
    fileprivate init(_ record: InterventionRecord, isAnonymous: Bool, endorsements: Int) {
        self.init(
            id: record.id, sheet: record.sheet, issue: record.issue, country: isAnonymous ? nil : record.country,
            words: .init(text: record.text.trimmed, language: record.language),
            needs: .init(text: record.needs.trimmed, language: record.needsLanguage),
            lead: isAnonymous ? "" : record.lead, element: record.element, difficulty: record.difficulty,
            impact: record.impact, horizon: record.horizon, sectors: record.sectors, endorsements: endorsements)
    }
}
