import Domain
import Storage
import Web

/// What the tables hold of the thread of some events, before anybody's eyes are considered.
struct ThreadMaterial: Sendable {
    struct Event: Sendable {
        let id: App.Event.ID
        let stage: WorkshopStage?
        let namesShown: Bool
        let issuesVisible: Bool
    }

    struct Issue: Sendable {
        var item: ThreadItem
        let topic: String
        let participant: Participant.ID?
        let mergedInto: String?
    }

    struct Aspect: Sendable {
        let item: ThreadItem
        let issue: String
    }

    /// A desired situation or an intervention.
    struct Written: Sendable {
        let item: ThreadItem
        let sheet: EnvisionSheet.ID
        let issue: String
    }

    struct Pair: Sendable, Hashable {
        let upper: String
        let lower: String
    }

    struct Priority: Sendable {
        let issue: String
        let round: String?
    }

    struct Statement: Sendable {
        let item: ThreadItem
        let state: String
    }

    struct Section: Sendable {
        let item: ThreadItem
        let guideState: String
    }

    /// What was said of the guide's version under review in the name of a sector: signed where nobody of it objected.
    struct SignOff: Sendable {
        let sector: String
        let isSigned: Bool
    }

    struct Adoption: Sendable {
        let item: ThreadItem
        let intervention: String
        let note: String
    }

    var events: [App.Event.ID: Event] = [:]
    var topics: [ThreadItem] = []
    var issues: [Issue] = []
    var rounds: [RoundRecord] = []
    var ballotItems: [Pair] = []
    /// By round and issue, of revealed rounds that may be shown.
    var ranks: [Pair: ThreadRank] = [:]
    var priorities: [Priority] = []
    /// By issue: the names of the groups that work on it.
    var groups: [String: [String]] = [:]
    var cases: [ThreadItem] = []
    var aspects: [Aspect] = []
    /// Case → aspect.
    var caseUses: [Pair] = []
    var sameAspects: [Pair] = []
    var sheets: [EnvisionSheet.ID: SheetRecord] = [:]
    var situations: [Written] = []
    var interventions: [Written] = []
    /// Aspect → intervention.
    var removals: [Pair] = []
    var adoptions: [Adoption] = []
    var statements: [Statement] = []
    var sections: [Section] = []
    /// In the order of the sectors.
    var signOffs: [App.Event.ID: [SignOff]] = [:]
    /// Statement → section.
    var outlined: [Pair] = []
    /// What is cited → section.
    var citations: [Pair] = []
}

/// The SQL of the thread: everything of one event or several in a bounded number of queries, and where an item is at home.
struct ThreadStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// Where an item belongs: its event, or the programme of a case.
    enum Home: Sendable {
        case event(Event.ID)
        case programme(Programme.ID)
    }

    /// - Returns: nothing where there is no such item.
    func home(of reference: ThreadReference) throws -> (kind: ThreadKind, home: Home)? {
        let id = reference.id
        let row = try reading.first(
            """
            SELECT 'topic' AS kind, event_id AS home FROM topic WHERE id = \(id)
            UNION ALL SELECT 'issue', event_id FROM issue WHERE id = \(id)
            UNION ALL SELECT 'round', event_id FROM round WHERE id = \(id)
            UNION ALL SELECT 'aspect', event_id FROM aspect WHERE id = \(id)
            UNION ALL SELECT 'case', programme_id FROM past_case WHERE id = \(id)
            UNION ALL SELECT 'desired-situation', event_id FROM desired_situation WHERE id = \(id)
            UNION ALL SELECT 'intervention', event_id FROM intervention WHERE id = \(id)
            UNION ALL SELECT 'adoption', event_id FROM adoption WHERE id = \(id)
            UNION ALL SELECT 'statement', event_id FROM outline_statement WHERE id = \(id)
            UNION ALL SELECT 'guide-section', g.event_id FROM guide_section s JOIN guide g ON g.id = s.guide_id WHERE s.id = \(id)
            LIMIT 1
            """)
        guard let row, let kind = ThreadKind(rawValue: try row.get("kind")) else { return nil }
        guard reference.kind == nil || reference.kind == kind else { return nil }
        return (kind, kind == .pastCase ? .programme(try row.get("home")) : .event(try row.get("home")))
    }

    func events(of programme: Programme.ID) throws -> [Event.ID] {
        try reading.all("SELECT id FROM event WHERE programme_id = \(programme) ORDER BY starts_on, id").map {
            try $0.get("id")
        }
    }

    /// Twenty-two queries, however much there is, two more where an event does not show names; one more for each revealed round whose result is not in memory.
    /// - Parameter pastCase: a case that is told of even where none of the events uses it.
    func facts(of events: [Event.ID], pastCase: String? = nil) throws -> ThreadMaterial {
        var facts = ThreadMaterial()
        try readEvents(events, &facts)
        try readIssues(events, &facts)
        try readVotes(events, &facts)
        try readAnalysis(events, &facts)
        facts.cases = try cases(of: events, and: pastCase)
        try readSheets(events, &facts)
        try readGuide(events, &facts)
        return facts
    }

    private func readEvents(_ events: [Event.ID], _ facts: inout ThreadMaterial) throws {
        for row in try reading.all("SELECT id, stage, names_shown, issues_visible FROM event WHERE id IN \(in: events)")
        {
            let event = ThreadMaterial.Event(
                id: try row.get("id"), stage: try row.get("stage"), namesShown: try row.get("names_shown"),
                issuesVisible: try row.get("issues_visible"))
            facts.events[event.id] = event
        }
        facts.topics = try reading.all(
            "SELECT id, event_id, position, title FROM topic WHERE event_id IN \(in: events) ORDER BY event_id, position"
        ).map {
            ThreadItem(
                kind: .topic, id: try $0.get("id"), event: try $0.get("event_id"), title: try $0.get("title"),
                number: try $0.get("position"))
        }
    }

    private func readIssues(_ events: [Event.ID], _ facts: inout ThreadMaterial) throws {
        let rows = try reading.all(
            """
            SELECT i.id, i.event_id, i.topic_id, i.participant_id, i.kind, i.language, i.title, i.country, i.sector,
                i.merged_into, i.withdrawn_at, i.created_at, p.name AS author
            FROM issue i LEFT JOIN participant p ON p.id = i.participant_id
            WHERE i.event_id IN \(in: events) ORDER BY i.created_at, i.id
            """)
        let unnamed = Set(facts.events.values.filter { !$0.namesShown }.map(\.id))
        let origins = try IssueOrigins(unnamed, reading)
        facts.issues = try rows.map { row in
            let event: Event.ID = try row.get("event_id")
            var from: (sector: String?, country: String?) = (try row.get("sector"), try row.get("country"))
            if unnamed.contains(event) {
                from = origins.told(
                    event, sector: from.sector, country: from.country, writtenAt: try row.get("created_at"))
            }
            var item = ThreadItem(
                kind: .issue, id: try row.get("id"), event: event, title: try row.get("title"),
                language: try row.get("language"), country: from.country, sector: from.sector,
                author: try row.get("author"))
            item.isMerged = try row.get("kind", as: String.self) == "merged"
            item.isWithdrawn = try row.get("withdrawn_at", as: Int64?.self) != nil
            return ThreadMaterial.Issue(
                item: item, topic: try row.get("topic_id"), participant: try row.get("participant_id"),
                mergedInto: try row.get("merged_into"))
        }
        facts.priorities = try reading.all(
            "SELECT issue_id, round_id FROM priority WHERE event_id IN \(in: events) ORDER BY position, issue_id"
        ).map { ThreadMaterial.Priority(issue: try $0.get("issue_id"), round: try $0.get("round_id")) }
        let groups = try reading.all(
            """
            SELECT p.issue_id, g.name FROM group_priority p JOIN breakout_group g ON g.id = p.group_id
            WHERE g.event_id IN \(in: events) ORDER BY g.number, g.id
            """)
        for row in groups { facts.groups[try row.get("issue_id"), default: []].append(try row.get("name")) }
    }

    private func readVotes(_ events: [Event.ID], _ facts: inout ThreadMaterial) throws {
        facts.rounds = try reading.all("SELECT * FROM round WHERE event_id IN \(in: events) ORDER BY number, id").map(
            RoundRecord.init)
        facts.ballotItems = try pairs(
            """
            SELECT t.issue_id AS upper, t.round_id AS lower FROM round_item t JOIN round r ON r.id = t.round_id
            WHERE r.event_id IN \(in: events) ORDER BY r.number, t.position
            """)
        for round in facts.rounds where round.state == .revealed {
            guard let result = try ResultCache.shared.result(of: round, reading), result.isShown,
                let people = result.main.tally.people
            else { continue }
            for (index, item) in result.items.enumerated() {
                let pair = ThreadMaterial.Pair(upper: item.issue.description, lower: round.id.description)
                facts.ranks[pair] = ThreadRank(
                    rank: people.ranks[index], isTied: result.main.isTied(index, in: people), of: result.items.count)
            }
        }
    }

    private func readAnalysis(_ events: [Event.ID], _ facts: inout ThreadMaterial) throws {
        let rows = try reading.all(
            """
            SELECT a.id, a.event_id, a.issue_id, a.direction, a.sector, a.withdrawn_at, c.text, c.language, g.name
            FROM aspect a JOIN card c ON c.id = a.card_id JOIN breakout_group g ON g.id = a.group_id
            WHERE a.event_id IN \(in: events) ORDER BY a.weight DESC, a.created_at, a.id
            """)
        facts.aspects = try rows.map { row in
            var item = try written(.aspect, row)
            item.sector = try row.get("sector")
            item.isBlocking = try row.get("direction", as: String.self) == "blocking"
            item.group = try row.get("name")
            return ThreadMaterial.Aspect(item: item, issue: try row.get("issue_id"))
        }
        facts.caseUses = try pairs(
            """
            SELECT u.case_id AS upper, u.aspect_id AS lower FROM aspect_case u JOIN aspect a ON a.id = u.aspect_id
            WHERE a.event_id IN \(in: events) ORDER BY u.case_id, u.aspect_id
            """)
        facts.sameAspects = try pairs(
            """
            SELECT first_aspect AS upper, second_aspect AS lower FROM aspect_link
            WHERE event_id IN \(in: events) AND state = 'linked' ORDER BY first_aspect, second_aspect
            """)
    }

    /// Those that the events use, and those that were brought in there.
    private func cases(of events: [Event.ID], and wanted: String?) throws -> [ThreadItem] {
        guard let first = events.first else { return [] }
        return try reading.all(
            """
            SELECT c.id, c.title, c.language, c.country, c.event_id, c.retired_at FROM past_case c
            WHERE c.id = \(wanted) OR c.event_id IN \(in: events)
                OR c.id IN (SELECT u.case_id FROM aspect_case u JOIN aspect a ON a.id = u.aspect_id WHERE a.event_id IN \(in: events))
                OR c.id IN (SELECT e.case_id FROM evidence e JOIN guide g ON g.id = e.guide_id WHERE g.event_id IN \(in: events))
            ORDER BY c.created_at, c.id
            """
        ).map { row in
            let event: Event.ID? = try row.get("event_id")
            var item = ThreadItem(
                kind: .pastCase, id: try row.get("id"),
                event: event.flatMap { events.contains($0) ? $0 : nil } ?? first,
                title: try row.get("title"), language: try row.get("language"), country: try row.get("country"))
            item.isWithdrawn = try row.get("retired_at", as: Int64?.self) != nil
            return item
        }
    }

    private func readSheets(_ events: [Event.ID], _ facts: inout ThreadMaterial) throws {
        facts.sheets = Dictionary(
            uniqueKeysWithValues: try SheetStore(reading).sheets(ofAny: events).map { ($0.id, $0) })
        facts.situations = try reading.all(
            """
            SELECT s.id, s.event_id, s.sheet_id, s.issue_id, c.text, c.language, NULL AS withdrawn_at, h.country, g.name
            FROM desired_situation s JOIN card c ON c.id = s.card_id JOIN sheet h ON h.id = s.sheet_id
                LEFT JOIN breakout_group g ON g.id = h.group_id
            WHERE s.event_id IN \(in: events) ORDER BY s.created_at, s.id
            """
        ).map { try sheetItem(.situation, $0) }
        facts.interventions = try reading.all(
            """
            SELECT i.id, i.event_id, i.sheet_id, i.issue_id, c.text, c.language, i.withdrawn_at, i.country, g.name
            FROM intervention i JOIN card c ON c.id = i.card_id JOIN sheet h ON h.id = i.sheet_id
                LEFT JOIN breakout_group g ON g.id = h.group_id
            WHERE i.event_id IN \(in: events) ORDER BY i.created_at, i.id
            """
        ).map { try sheetItem(.intervention, $0) }
        facts.removals = try pairs(
            """
            SELECT r.aspect_id AS upper, r.intervention_id AS lower FROM intervention_aspect r
            JOIN intervention i ON i.id = r.intervention_id WHERE i.event_id IN \(in: events) ORDER BY r.aspect_id, r.intervention_id
            """)
        let adoptions = try reading.all(
            """
            SELECT id, event_id, intervention_id, country, decision, decided_as, note, progress FROM adoption
            WHERE event_id IN \(in: events) ORDER BY country, id
            """)
        facts.adoptions = try adoptions.map { row in
            var item = ThreadItem(
                kind: .adoption, id: try row.get("id"), event: try row.get("event_id"), title: "",
                country: try row.get("country"))
            item.decision = ThreadDecision(rawValue: try row.get("decision"))
            item.isByHead = try row.get("decided_as", as: String?.self) == "head"
            item.progress = ThreadProgress(rawValue: try row.get("progress"))
            return ThreadMaterial.Adoption(
                item: item, intervention: try row.get("intervention_id"), note: try row.get("note"))
        }
    }

    private func sheetItem(_ kind: ThreadKind, _ row: Row) throws -> ThreadMaterial.Written {
        var item = try written(kind, row)
        item.country = try row.get("country")
        item.group = try row.get("name")
        return ThreadMaterial.Written(item: item, sheet: try row.get("sheet_id"), issue: try row.get("issue_id"))
    }

    private func readGuide(_ events: [Event.ID], _ facts: inout ThreadMaterial) throws {
        facts.statements = try reading.all(
            """
            SELECT s.id, s.event_id, s.state, c.text, c.language, NULL AS withdrawn_at FROM outline_statement s
            JOIN card c ON c.id = s.card_id WHERE s.event_id IN \(in: events) ORDER BY s.position, s.id
            """
        ).map { ThreadMaterial.Statement(item: try written(.statement, $0), state: try $0.get("state")) }
        facts.sections = try reading.all(
            """
            SELECT s.id, g.event_id, g.state, g.language, t.title FROM guide_section s
            JOIN guide g ON g.id = s.guide_id LEFT JOIN section_text t ON t.section_id = s.id AND t.language = g.language
            WHERE g.event_id IN \(in: events) AND s.removed_at IS NULL ORDER BY s.position, s.id
            """
        ).map { row in
            let item = ThreadItem(
                kind: .section, id: try row.get("id"), event: try row.get("event_id"),
                title: try row.get("title", as: String?.self) ?? "", language: try row.get("language"))
            return ThreadMaterial.Section(item: item, guideState: try row.get("state"))
        }
        for row in try reading.all(
            """
            SELECT g.event_id, o.sector, MIN(CASE WHEN o.decision = 'signed' THEN 1 ELSE 0 END) AS signed FROM guide g JOIN sign_off o ON o.version_id =
                (SELECT v.id FROM guide_version v WHERE v.guide_id = g.id AND v.review_at IS NOT NULL
                ORDER BY v.review_at DESC, v.number DESC LIMIT 1)
            JOIN sector s ON s.code = o.sector WHERE g.event_id IN \(in: events) AND g.state <> 'writing'
            GROUP BY g.event_id, o.sector, s.position ORDER BY g.event_id, s.position, o.sector
            """)
        {
            let word = ThreadMaterial.SignOff(
                sector: try row.get("sector"), isSigned: try row.get("signed", as: Int.self) == 1)
            facts.signOffs[try row.get("event_id"), default: []].append(word)
        }
        facts.outlined = try pairs(
            """
            SELECT m.statement_id AS upper, m.section_id AS lower FROM section_statement m
            JOIN guide_section s ON s.id = m.section_id JOIN guide g ON g.id = s.guide_id
            JOIN outline_statement o ON o.id = m.statement_id
            WHERE g.event_id IN \(in: events) AND s.removed_at IS NULL ORDER BY o.position, o.id, m.section_id
            """)
        facts.citations = try pairs(
            """
            SELECT DISTINCT COALESCE(e.issue_id, e.round_id, e.aspect_id, e.case_id, e.situation_id, e.intervention_id) AS upper,
                c.section_id AS lower
            FROM citation c JOIN evidence e ON e.id = c.evidence_id JOIN guide g ON g.id = e.guide_id
            JOIN guide_section s ON s.id = c.section_id
            WHERE g.event_id IN \(in: events) AND s.removed_at IS NULL ORDER BY 2, 1
            """)
    }

    /// An item whose words are a card's.
    private func written(_ kind: ThreadKind, _ row: Row) throws -> ThreadItem {
        var item = ThreadItem(
            kind: kind, id: try row.get("id"), event: try row.get("event_id"), title: try row.get("text"),
            language: try row.get("language"))
        item.isWithdrawn = try row.get("withdrawn_at", as: Int64?.self) != nil
        return item
    }

    private func pairs(_ sql: SQL) throws -> [ThreadMaterial.Pair] {
        try reading.all(sql).map { ThreadMaterial.Pair(upper: try $0.get("upper"), lower: try $0.get("lower")) }
    }
}
