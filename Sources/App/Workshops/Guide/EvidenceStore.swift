import Domain
import Storage
import Web

/// One row of a guide's evidence.
struct EvidenceRecord: Sendable, Hashable {
    let id: Evidence.ID
    /// The text cites it as `[@number]`; it never changes.
    let number: Int
    let kind: EvidenceKind
    /// The id of the issue, round, aspect, case, desired situation or intervention; for a quote, of its issue.
    let target: String
    /// The words that were marked, for a quote.
    let quote: String?

    init(_ row: Row) throws {
        id = try row.get("id")
        number = try row.get("number")
        kind = try row.get("kind")
        quote = try row.get("quote")
        let column: String
        switch kind {
        case .issue, .quote: column = "issue_id"
        case .round: column = "round_id"
        case .aspect: column = "aspect_id"
        case .case: column = "case_id"
        case .situation: column = "situation_id"
        case .intervention: column = "intervention_id"
        case .event, .publication, .consultation, .material: throw Refusal.notFound
        }
        target = try row.get(column)
    }

    /// Of the table of what later rooms tell.
    init(further row: Row) throws {
        id = try row.get("id")
        number = try row.get("number")
        kind = try row.get("kind")
        target = try row.get("target")
        quote = nil
    }

    var reference: EvidenceReference { EvidenceReference(kind: kind, target: target, quote: quote) }
}

/// Names what is cited: `issue:ID`, and for a quote the marked words.
struct EvidenceReference: Sendable, Hashable {
    let kind: EvidenceKind
    let target: String
    var quote: String?

    init(kind: EvidenceKind, target: String, quote: String? = nil) {
        self.kind = kind
        self.target = target
        self.quote = kind == .quote ? quote : nil
    }

    /// Reads `issue:ID`, and `quote:ID the marked words`; nothing for anything else.
    init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1)
        guard parts.count == 2, let kind = EvidenceKind(rawValue: String(parts[0])),
            let id = Identifier<Evidence>(String(parts[1].prefix(36)))
        else { return nil }
        self.init(kind: kind, target: id.description, quote: String(parts[1].dropFirst(37)))
    }
}

/// The evidence that a guide has numbered, and which section cites it.
struct EvidenceStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// By number.
    func evidence(of guide: Guide.ID) throws -> [EvidenceRecord] {
        let own = try reading.all("SELECT * FROM evidence WHERE guide_id = \(guide)").map { try EvidenceRecord($0) }
        let further = try reading.all("SELECT * FROM further_evidence WHERE guide_id = \(guide)").map {
            try EvidenceRecord(further: $0)
        }
        return (own + further).sorted { $0.number < $1.number }
    }

    /// How many sections cite each, in any language.
    func uses(of guide: Guide.ID) throws -> [Evidence.ID: Int] {
        let rows = try reading.all(
            """
            SELECT c.evidence_id, COUNT(DISTINCT c.section_id) AS uses FROM citation c JOIN evidence e ON e.id = c.evidence_id
            JOIN guide_section s ON s.id = c.section_id
            WHERE e.guide_id = \(guide) AND s.removed_at IS NULL GROUP BY c.evidence_id
            UNION ALL
            SELECT c.evidence_id, COUNT(DISTINCT c.section_id) AS uses FROM further_citation c
            JOIN further_evidence e ON e.id = c.evidence_id JOIN guide_section s ON s.id = c.section_id
            WHERE e.guide_id = \(guide) AND s.removed_at IS NULL GROUP BY c.evidence_id
            """)
        return Dictionary(uniqueKeysWithValues: try rows.map { (try $0.get("evidence_id"), try $0.get("uses")) })
    }

    /// What the sections cite, by section: for the thread.
    func citations(of guide: Guide.ID) throws -> [(section: GuideSection.ID, language: String, evidence: Evidence.ID)] {
        try reading.all(
            """
            SELECT c.section_id, c.language, c.evidence_id FROM citation c JOIN evidence e ON e.id = c.evidence_id
            WHERE e.guide_id = \(guide)
            UNION ALL
            SELECT c.section_id, c.language, c.evidence_id FROM further_citation c
            JOIN further_evidence e ON e.id = c.evidence_id WHERE e.guide_id = \(guide)
            """
        ).map { (try $0.get("section_id"), try $0.get("language"), try $0.get("evidence_id")) }
    }

    /// Where a case is evidence, by event.
    func citations(of id: Case.ID) throws -> [CaseCitation] {
        try reading.all(
            """
            SELECT u.event_id, e.title, e.kind, v.number FROM evidence v JOIN guide u ON u.id = v.guide_id JOIN event e ON e.id = u.event_id
            WHERE v.case_id = \(id) ORDER BY e.starts_on, e.id, v.number
            """
        ).map { row in
            let (title, number): (String, Int) = (try row.get("title"), try row.get("number"))
            // Who may not read along is not told what is being written.
            let isMeeting = try row.get("kind", as: String.self) != WritingRoom.kind
            return CaseCitation(
                event: try row.get("event_id"), eventTitle: title,
                title: isMeeting ? L("Evidence \(number) of the guide") : L("Evidence \(number) of the text"),
                words: isMeeting ? L("evidence \(number) of the guide of \(title)") : L("evidence of a publication"),
                isCounted: isMeeting)
        }
    }

    static func cited(in events: [Event.ID]) -> SQL {
        "SELECT e.case_id FROM evidence e JOIN guide g ON g.id = e.guide_id WHERE g.event_id IN \(in: events)"
    }

    static func insert(
        _ id: Evidence.ID, guide: Guide.ID, number: Int, _ reference: EvidenceReference, now: Int64, _ tx: Transaction
    ) throws {
        if reference.kind.isFurther {
            try tx.execute(
                """
                INSERT INTO further_evidence (id, guide_id, number, kind, target, created_at)
                VALUES (\(id), \(guide), \(number), \(reference.kind), \(reference.target), \(now))
                """)
            return
        }
        func target(_ kinds: EvidenceKind...) -> String? { kinds.contains(reference.kind) ? reference.target : nil }
        try tx.execute(
            """
            INSERT INTO evidence (id, guide_id, number, kind, issue_id, round_id, aspect_id, case_id, situation_id, intervention_id,
                quote, created_at)
            VALUES (\(id), \(guide), \(number), \(reference.kind), \(target(.issue, .quote)), \(target(.round)), \(target(.aspect)),
                \(target(.case)), \(target(.situation)), \(target(.intervention)), \(reference.quote), \(now))
            """)
    }

    static func replaceCitations(
        of section: GuideSection.ID, language: String, with evidence: [EvidenceRecord], _ tx: Transaction
    ) throws {
        try tx.execute("DELETE FROM citation WHERE section_id = \(section) AND language = \(language)")
        try tx.execute("DELETE FROM further_citation WHERE section_id = \(section) AND language = \(language)")
        for record in evidence {
            let table: SQL = record.kind.isFurther ? "further_citation" : "citation"
            try tx.execute(
                """
                INSERT INTO \(table) (section_id, language, evidence_id) VALUES (\(section), \(language), \(record.id))
                ON CONFLICT DO NOTHING
                """)
        }
    }
}

/// Keeps the table of citations in step with the texts.
enum GuideCitations {
    /// To be called in the transaction that stores a card's new text; does nothing for cards that are no text of a guide.
    static func keep(_ card: Card.ID, text: String, _ tx: Transaction) throws {
        guard let place = try GuideStore(tx).place(of: card) else { return }
        let known = Dictionary(
            uniqueKeysWithValues: try EvidenceStore(tx).evidence(of: place.guide).map { ($0.number, $0) })
        try EvidenceStore.replaceCitations(
            of: place.section, language: place.language,
            with: CitationMarkers.numbers(in: text).compactMap { known[$0] }, tx)
    }

    /// All texts of a guide anew: after evidence has been numbered, since a text may already hold its marker.
    static func keepAll(of guide: GuideRecord, _ tx: Transaction) throws {
        let known = Dictionary(
            uniqueKeysWithValues: try EvidenceStore(tx).evidence(of: guide.id).map { ($0.number, $0) })
        for text in try GuideStore(tx).texts(of: guide) {
            try EvidenceStore.replaceCitations(
                of: text.section, language: text.language,
                with: CitationMarkers.numbers(in: text.card.text).compactMap { known[$0] }, tx)
        }
    }
}
