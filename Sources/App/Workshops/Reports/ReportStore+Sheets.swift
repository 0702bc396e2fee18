import Domain
import Storage
import Web

/// The later half of a workshop: sheets, exchange, outline, guide.
extension ReportStore {
    private func words(_ id: Card.ID, _ cards: [Card.ID: CardRecord]) -> WorkshopRecord.Words {
        .init(text: cards[id]?.text.trimmed ?? "", language: cards[id]?.language ?? "en")
    }

    func addSheets(to record: inout WorkshopRecord, _ cards: [Card.ID: CardRecord]) throws {
        let event = record.event.id
        // What everybody in the room may see, in an order that tells nothing of who wrote a sheet without a name.
        record.sheets = SheetAccess.gallery(try SheetStore(reading).sheets(of: event), for: .room, record.names).map {
            .init(
                id: $0.sheet.id, group: $0.sheet.group,
                country: SheetAccess.country($0.sheet, as: $0.visibility), isAnonymous: $0.visibility == .anonymous)
        }
        let visible = Set(record.sheets.map(\.id))
        record.situations = try reading.all(
            "SELECT * FROM desired_situation WHERE event_id = \(event) ORDER BY created_at, id"
        )
        .map {
            .init(
                sheet: try $0.get("sheet_id"), issue: try $0.get("issue_id"), words: words(try $0.get("card_id"), cards)
            )
        }
        .filter { visible.contains($0.sheet) && !$0.words.text.isEmpty }
        record.interventions = try interventions(record, cards).filter {
            visible.contains($0.sheet) && !$0.words.text.isEmpty
        }
    }

    private func interventions(_ record: WorkshopRecord, _ cards: [Card.ID: CardRecord]) throws
        -> [WorkshopRecord.InterventionItem]
    {
        let event = record.event.id
        let own: SQL = "IN (SELECT id FROM intervention WHERE event_id = \(event))"
        let sectors = Dictionary(
            grouping: try reading.all(
                "SELECT intervention_id, sector FROM intervention_sector WHERE intervention_id \(own)"
            ).map {
                (
                    id: try $0.get("intervention_id", as: Intervention.ID.self),
                    sector: try $0.get("sector", as: String.self)
                )
            }, by: \.id)
        let aspects = Dictionary(
            grouping: try reading.all(
                "SELECT intervention_id, aspect_id FROM intervention_aspect WHERE intervention_id \(own)"
            ).map {
                (
                    id: try $0.get("intervention_id", as: Intervention.ID.self),
                    aspect: try $0.get("aspect_id", as: Aspect.ID.self)
                )
            }, by: \.id)
        let endorsements = Dictionary(
            uniqueKeysWithValues: try reading.all(
                "SELECT intervention_id, COUNT(*) AS n FROM endorsement WHERE intervention_id \(own) GROUP BY intervention_id"
            ).map { (try $0.get("intervention_id", as: Intervention.ID.self), try $0.get("n", as: Int.self)) })
        return try reading.all(
            "SELECT * FROM intervention WHERE event_id = \(event) AND withdrawn_at IS NULL ORDER BY created_at, id"
        ).map { row in
            let id: Intervention.ID = try row.get("id")
            let sheet: EnvisionSheet.ID = try row.get("sheet_id")
            let isAnonymous = record.sheet(sheet)?.isAnonymous ?? true
            return .init(
                id: id, sheet: sheet, issue: try row.get("issue_id"),
                country: isAnonymous ? nil : try row.get("country"),
                words: words(try row.get("card_id"), cards), needs: words(try row.get("needs_card_id"), cards),
                // Who would lead in a country tells the country.
                lead: isAnonymous ? "" : try row.get("lead"), element: try row.get("element"),
                difficulty: try row.get("difficulty"), impact: try row.get("impact"), horizon: try row.get("horizon"),
                sectors: sectors[id, default: []].map(\.sector), aspects: aspects[id, default: []].map(\.aspect),
                endorsements: endorsements[id] ?? 0)
        }
    }

    func addExchange(to record: inout WorkshopRecord) throws {
        let aspects = Set(record.aspects.map(\.id))
        let interventions = Set(record.interventions.map(\.id))
        record.standings = try reading.all(
            """
            SELECT s.aspect_id, s.country, s.state FROM standing s JOIN aspect a ON a.id = s.aspect_id
            WHERE a.event_id = \(record.event.id) ORDER BY s.country
            """
        ).map { .init(aspect: try $0.get("aspect_id"), country: try $0.get("country"), state: try $0.get("state")) }
            .filter { aspects.contains($0.aspect) }
        record.adoptions = try reading.all(
            "SELECT * FROM adoption WHERE event_id = \(record.event.id) ORDER BY country, decided_at, id"
        ).map {
            .init(
                intervention: try $0.get("intervention_id"), country: try $0.get("country"),
                decision: try $0.get("decision"), note: try $0.get("note"), progress: try $0.get("progress"),
                progressNote: try $0.get("progress_note"))
        }.filter { interventions.contains($0.intervention) }
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
        let cited = try reading.all(
            """
            SELECT DISTINCT e.id, e.issue_id, e.aspect_id, e.intervention_id FROM evidence e JOIN citation c ON c.evidence_id = e.id
            JOIN guide_section s ON s.id = c.section_id WHERE e.guide_id = \(id) AND s.removed_at IS NULL
            """)
        return .init(
            title: try row.get("title"), marking: try row.get("marking"), language: try row.get("language"),
            state: try row.get("state"), sections: sections ?? 0, evidence: cited.count,
            citedIssues: Set(try cited.compactMap { try $0.get("issue_id", as: Issue.ID?.self) }),
            citedAspects: Set(try cited.compactMap { try $0.get("aspect_id", as: Aspect.ID?.self) }),
            citedInterventions: Set(try cited.compactMap { try $0.get("intervention_id", as: Intervention.ID?.self) }))
    }
}
