import Domain
import Storage
import Web

/// What helps or hinders a priority issue, as a breakout group sees it.
struct AspectRecord: Sendable, Hashable {
    let id: Aspect.ID
    let event: Event.ID
    let group: BreakoutGroup.ID
    let issue: Issue.ID
    let direction: AspectDirection
    let card: Card.ID
    /// The card's, as it stands now.
    let text: String
    /// BCP 47.
    let language: String
    /// 1…5.
    let weight: Int
    /// The code of the sector concerned; nil if it is all or none.
    let sector: String?
    /// The group says that it rests on no case.
    let withoutCase: Bool
    /// What it rests on, in the order of the library.
    var cases: [Case.ID] = []
    /// As ``Visitor/journalName``.
    let createdBy: String?
    /// Epoch milliseconds. The change is the later of the aspect's and its card's.
    let createdAt: Int64
    let changedAt: Int64
    let withdrawnAt: Int64?

    init(_ row: Row) throws {
        id = try row.get("id")
        event = try row.get("event_id")
        group = try row.get("group_id")
        issue = try row.get("issue_id")
        direction = try row.get("direction")
        card = try row.get("card_id")
        text = try row.get("text")
        language = try row.get("language")
        weight = try row.get("weight")
        sector = try row.get("sector")
        withoutCase = try row.get("without_case")
        createdBy = try row.get("created_by")
        createdAt = try row.get("created_at")
        changedAt = max(try row.get("changed_at"), try row.get("written_at"))
        withdrawnAt = try row.get("withdrawn_at")
    }

    /// Rests neither on a case nor on the word that there is none.
    var isUnfounded: Bool { cases.isEmpty && !withoutCase }
}

extension AspectDirection: SQLBindable, SQLDecodable, ChoiceType {}

/// What was said of two aspects of two groups.
struct AspectLink: Sendable, Hashable {
    /// They are the same, or they only look alike.
    enum State: String, Sendable, Codable, CaseIterable { case linked, apart }

    /// `first` < `second`.
    let first: Aspect.ID
    let second: Aspect.ID

    init(_ one: Aspect.ID, _ other: Aspect.ID) { (first, second) = one < other ? (one, other) : (other, one) }

    func other(than id: Aspect.ID) -> Aspect.ID? { id == first ? second : id == second ? first : nil }
}

extension AspectLink.State: SQLBindable, SQLDecodable, ChoiceType {}

/// Reads aspects: all the SQL of Analyse that other features may ask. Writing is in AspectStore+Writing.swift, what a table is in
/// TableStore.swift.
struct AspectStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// An aspect, whatever became of it.
    /// - Throws: ``Refusal/notFound``.
    func aspect(_ id: Aspect.ID) throws -> AspectRecord {
        guard let found = try aspects(where: "a.id = \(id)").first else { throw Refusal.notFound }
        return found
    }

    /// All of an event, by group and oldest first.
    func aspects(of event: Event.ID, includeWithdrawn: Bool = false) throws -> [AspectRecord] {
        try aspects(where: "a.event_id = \(event) \(Self.standing(includeWithdrawn))")
    }

    /// All of a group, oldest first.
    func aspects(of group: BreakoutGroup.ID, includeWithdrawn: Bool = false) throws -> [AspectRecord] {
        try aspects(where: "a.group_id = \(group) \(Self.standing(includeWithdrawn))")
    }

    /// All of an issue, by group and oldest first.
    func aspects(of issue: Issue.ID, includeWithdrawn: Bool = false) throws -> [AspectRecord] {
        try aspects(where: "a.issue_id = \(issue) \(Self.standing(includeWithdrawn))")
    }

    private static func standing(_ includeWithdrawn: Bool) -> SQL {
        includeWithdrawn ? "" : "AND a.withdrawn_at IS NULL"
    }

    private func aspects(where condition: SQL) throws -> [AspectRecord] {
        var found = try reading.all(
            """
            SELECT a.*, d.text, d.language, d.changed_at AS written_at FROM aspect a JOIN card d ON d.id = a.card_id
            JOIN breakout_group g ON g.id = a.group_id WHERE \(condition) ORDER BY g.number, a.created_at, a.id
            """
        ).map(AspectRecord.init)
        guard !found.isEmpty else { return found }
        let rows = try reading.all(
            """
            SELECT c.aspect_id, c.case_id FROM aspect_case c JOIN past_case p ON p.id = c.case_id
            JOIN aspect a ON a.id = c.aspect_id WHERE \(condition) ORDER BY p.happened_on DESC, p.title, p.id
            """)
        let cases = Dictionary(
            grouping: try rows.map {
                (try $0.get("aspect_id", as: Aspect.ID.self), try $0.get("case_id", as: Case.ID.self))
            }
        ) { $0.0 }
        for index in found.indices { found[index].cases = cases[found[index].id]?.map(\.1) ?? [] }
        return found
    }

    func sent(_ group: BreakoutGroup.ID, key: String) throws -> Aspect.ID? {
        try reading.value("SELECT id FROM aspect WHERE group_id = \(group) AND key = \(key)")
    }

    /// What was said of pairs of an event's aspects.
    func links(of event: Event.ID) throws -> [AspectLink: AspectLink.State] {
        let rows = try reading.all(
            "SELECT first_aspect, second_aspect, state FROM aspect_link WHERE event_id = \(event)")
        return Dictionary(
            uniqueKeysWithValues: try rows.map {
                (AspectLink(try $0.get("first_aspect"), try $0.get("second_aspect")), try $0.get("state"))
            })
    }

    /// Whose force field the projector shows, and of which issue; nothing for the progress of all.
    func shown(in event: Event.ID) throws -> (group: BreakoutGroup.ID, issue: Issue.ID)? {
        let row = try reading.first(
            "SELECT shown_group_id, shown_issue_id FROM workshop WHERE id = \(EventPartStore.workshop(of: event))")
        guard let row, let group: BreakoutGroup.ID = try row.get("shown_group_id", as: BreakoutGroup.ID?.self),
            let issue: Issue.ID = try row.get("shown_issue_id", as: Issue.ID?.self)
        else { return nil }
        return (group, issue)
    }
}
