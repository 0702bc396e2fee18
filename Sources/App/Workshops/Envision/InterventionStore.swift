import Domain
import Storage
import Web

/// The ideal (or better) situation that a sheet describes for one issue.
struct SituationRecord: Sendable, Hashable {
    let id: DesiredSituation.ID
    let event: Event.ID
    let sheet: EnvisionSheet.ID
    let issue: Issue.ID
    let card: Card.ID
    /// The card's, as it stands now.
    let text: String
    /// BCP 47.
    let language: String
    /// Epoch milliseconds.
    let createdAt: Int64
    let changedAt: Int64

    init(_ row: Row) throws {
        id = try row.get("id")
        event = try row.get("event_id")
        sheet = try row.get("sheet_id")
        issue = try row.get("issue_id")
        card = try row.get("card_id")
        text = try row.get("text")
        language = try row.get("language")
        createdAt = try row.get("created_at")
        changedAt = try row.get("written_at")
    }
}

/// What a group or a country would do about an issue. Who may see it is decided by its sheet (``SheetAccess``); of an anonymous
/// sheet neither ``country`` nor ``createdBy`` is ever shown.
struct InterventionRecord: Sendable, Hashable {
    let id: Intervention.ID
    let event: Event.ID
    let sheet: EnvisionSheet.ID
    let issue: Issue.ID
    /// Where it would be done: a country's sheet gives its own; a group may leave it open.
    let country: String?
    let card: Card.ID
    let needsCard: Card.ID
    /// What, and what is needed from others: the cards' words as they stand now.
    let text: String
    let needs: String
    /// BCP 47.
    let language: String
    let needsLanguage: String
    /// Who leads; may be empty.
    let lead: String
    let element: InterventionElement
    /// 1…5; nothing where not said.
    let difficulty: Int?
    let impact: Int?
    let horizon: InterventionHorizon
    /// How many votes the two figures rest on; nothing where they were agreed by hand. Shown to the sheet's own people only.
    let voteCount: Int?
    /// As ``Visitor/journalName``.
    let createdBy: String?
    let createdAt: Int64
    let changedAt: Int64
    let withdrawnAt: Int64?
    /// Codes, in the order of the directory.
    var sectors: [String] = []
    /// The blocking aspects that it removes.
    var aspects: [Aspect.ID] = []

    init(_ row: Row) throws {
        id = try row.get("id")
        event = try row.get("event_id")
        sheet = try row.get("sheet_id")
        issue = try row.get("issue_id")
        country = try row.get("country")
        card = try row.get("card_id")
        needsCard = try row.get("needs_card_id")
        text = try row.get("text")
        needs = try row.get("needs_text")
        language = try row.get("language")
        needsLanguage = try row.get("needs_language")
        lead = try row.get("lead")
        element = try row.get("element")
        difficulty = try row.get("difficulty")
        impact = try row.get("impact")
        horizon = try row.get("horizon")
        voteCount = try row.get("vote_count")
        createdBy = try row.get("created_by")
        createdAt = try row.get("created_at")
        changedAt = max(try row.get("changed_at"), try row.get("written_at"))
        withdrawnAt = try row.get("withdrawn_at")
    }
}

/// A blocking aspect as sheets and the exchange name it; of the analysis (Analysis/AspectStore has the whole).
struct BlockerRecord: Sendable, Hashable {
    let id: Aspect.ID
    let issue: Issue.ID
    let group: BreakoutGroup.ID
    let groupNumber: Int
    let text: String
    /// BCP 47.
    let language: String
    /// 1…5.
    let weight: Int

    init(_ row: Row) throws {
        id = try row.get("id")
        issue = try row.get("issue_id")
        group = try row.get("group_id")
        groupNumber = try row.get("number")
        text = try row.get("text")
        language = try row.get("language")
        weight = try row.get("weight")
    }
}

/// Reads situations and interventions. Writing is in InterventionStore+Writing.swift.
struct InterventionStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    // MARK: Interventions

    /// All of an event, by sheet and oldest first; **of every sheet, also of private ones**.
    func interventions(of event: Event.ID, includeWithdrawn: Bool = false) throws -> [InterventionRecord] {
        try interventions(where: "i.event_id = \(event) \(Self.standing(includeWithdrawn))")
    }

    /// Oldest first.
    func interventions(of sheet: EnvisionSheet.ID, includeWithdrawn: Bool = false) throws -> [InterventionRecord] {
        try interventions(where: "i.sheet_id = \(sheet) \(Self.standing(includeWithdrawn))")
    }

    /// Whatever became of it.
    /// - Throws: ``Refusal/notFound``.
    func intervention(_ id: Intervention.ID) throws -> InterventionRecord {
        guard let found = try interventions(where: "i.id = \(id)").first else { throw Refusal.notFound }
        return found
    }

    /// - Throws: ``Refusal/notFound``, also where it belongs to another event.
    func intervention(_ id: Intervention.ID, in event: Event.ID) throws -> InterventionRecord {
        let found = try intervention(id)
        guard found.event == event else { throw Refusal.notFound }
        return found
    }

    func intervention(on sheet: EnvisionSheet.ID, key: String) throws -> InterventionRecord? {
        try interventions(where: "i.sheet_id = \(sheet) AND i.key = \(key)").first
    }

    private static func standing(_ includeWithdrawn: Bool) -> SQL {
        includeWithdrawn ? "" : "AND i.withdrawn_at IS NULL"
    }

    private func interventions(where condition: SQL) throws -> [InterventionRecord] {
        var found = try reading.all(
            """
            SELECT i.*, c.text, c.language, n.text AS needs_text, n.language AS needs_language,
                CASE WHEN c.changed_at > n.changed_at THEN c.changed_at ELSE n.changed_at END AS written_at
            FROM intervention i JOIN card c ON c.id = i.card_id JOIN card n ON n.id = i.needs_card_id
            WHERE \(condition) ORDER BY i.sheet_id, i.created_at, i.id
            """
        ).map(InterventionRecord.init)
        guard !found.isEmpty else { return found }
        let sectors = try reading.all(
            """
            SELECT x.intervention_id, x.sector FROM intervention_sector x JOIN sector s ON s.code = x.sector
            JOIN intervention i ON i.id = x.intervention_id WHERE \(condition) ORDER BY s.position, s.code
            """
        ).map { (try $0.get("intervention_id", as: Intervention.ID.self), try $0.get("sector", as: String.self)) }
        let aspects = try reading.all(
            """
            SELECT x.intervention_id, x.aspect_id FROM intervention_aspect x JOIN intervention i ON i.id = x.intervention_id
            WHERE \(condition) ORDER BY x.aspect_id
            """
        ).map { (try $0.get("intervention_id", as: Intervention.ID.self), try $0.get("aspect_id", as: Aspect.ID.self)) }
        let (bySector, byAspect) = (Dictionary(grouping: sectors) { $0.0 }, Dictionary(grouping: aspects) { $0.0 })
        for index in found.indices {
            found[index].sectors = bySector[found[index].id]?.map(\.1) ?? []
            found[index].aspects = byAspect[found[index].id]?.map(\.1) ?? []
        }
        return found
    }

    // MARK: Situations

    /// All of an event; **of every sheet, also of private ones**. Those without words are left out
    /// by default.
    func situations(of event: Event.ID, includeEmpty: Bool = false) throws -> [SituationRecord] {
        let written: SQL = includeEmpty ? "" : "AND c.text <> ''"
        return try situations(where: "d.event_id = \(event) \(written)")
    }

    /// Also those without words.
    func situations(of sheet: EnvisionSheet.ID) throws -> [SituationRecord] {
        try situations(where: "d.sheet_id = \(sheet)")
    }

    /// - Throws: ``Refusal/notFound``.
    func situation(_ id: DesiredSituation.ID) throws -> SituationRecord {
        guard let found = try situations(where: "d.id = \(id)").first else { throw Refusal.notFound }
        return found
    }

    func situation(_ id: DesiredSituation.ID, in event: Event.ID) throws -> SituationRecord {
        let found = try situation(id)
        guard found.event == event else { throw Refusal.notFound }
        return found
    }

    private func situations(where condition: SQL) throws -> [SituationRecord] {
        try reading.all(
            """
            SELECT d.*, c.text, c.language, c.changed_at AS written_at FROM desired_situation d
            JOIN card c ON c.id = d.card_id WHERE \(condition) ORDER BY d.sheet_id, d.created_at, d.id
            """
        ).map(SituationRecord.init)
    }

    // MARK: What sheets take from the analysis

    /// The blocking aspects of an event that stand, the heaviest first within each issue.
    func blockers(of event: Event.ID) throws -> [BlockerRecord] {
        try reading.all(
            """
            SELECT a.id, a.issue_id, a.group_id, g.number, c.text, c.language, a.weight FROM aspect a
            JOIN card c ON c.id = a.card_id JOIN breakout_group g ON g.id = a.group_id
            WHERE a.event_id = \(event) AND a.direction = 'blocking' AND a.withdrawn_at IS NULL AND c.text <> ''
            ORDER BY a.issue_id, a.weight DESC, g.number, a.created_at, a.id
            """
        ).map(BlockerRecord.init)
    }

    /// Pairs of aspects that were said to be the same.
    func linkedAspects(of event: Event.ID) throws -> [(Aspect.ID, Aspect.ID)] {
        try reading.all(
            """
            SELECT first_aspect, second_aspect FROM aspect_link WHERE event_id = \(event) AND state = 'linked'
            ORDER BY first_aspect, second_aspect
            """
        ).map { (try $0.get("first_aspect"), try $0.get("second_aspect")) }
    }

    // MARK: The private vote

    /// How many people have voted on a sheet: all that is known of an open vote.
    func voters(on sheet: EnvisionSheet.ID) throws -> Int {
        try reading.value(
            """
            SELECT COUNT(DISTINCT v.participant_id) FROM intervention_vote v
            JOIN intervention i ON i.id = v.intervention_id WHERE i.sheet_id = \(sheet)
            """) ?? 0
    }

    /// One's own votes, to be changed until the vote closes.
    func votes(of participant: Participant.ID, on sheet: EnvisionSheet.ID) throws
        -> [Intervention.ID: DelegationVote.Rating]
    {
        let rows = try reading.all(
            """
            SELECT v.intervention_id, v.difficulty, v.impact FROM intervention_vote v
            JOIN intervention i ON i.id = v.intervention_id
            WHERE i.sheet_id = \(sheet) AND v.participant_id = \(participant)
            """)
        return Dictionary(
            uniqueKeysWithValues: try rows.map {
                (
                    try $0.get("intervention_id"),
                    DelegationVote.Rating(difficulty: try $0.get("difficulty"), impact: try $0.get("impact"))
                )
            })
    }
}
