import Domain
import Storage
import Web

/// An issue as it is stored: one contribution in its author's words, or several joined.
struct IssueRecord: Sendable, Hashable {
    enum Kind: String, Sendable { case contributed, merged }

    let id: Issue.ID
    let event: Event.ID
    let topic: Topic.ID
    /// Who wrote it; nothing for a merged issue.
    let participant: Participant.ID?
    /// The author's name, which pages show only where the event shows names.
    let author: String?
    let kind: Kind
    /// BCP 47.
    let language: String
    let title: String
    let explanation: String
    /// Where the author comes from, as far as it may be told (``IssueOrigins``); nothing for a merged issue: see ``origins``.
    private(set) var country: String?
    private(set) var sector: String?
    let mergedInto: Issue.ID?
    /// Epoch milliseconds.
    let createdAt: Int64
    let changedAt: Int64
    let withdrawnAt: Int64?
    /// What was joined into this one, oldest first; empty for a contribution.
    var parents: [IssueRecord] = []

    init(_ row: Row) throws {
        id = try row.get("id")
        event = try row.get("event_id")
        topic = try row.get("topic_id")
        participant = try row.get("participant_id")
        author = try row.get("author")
        kind = try row.get("kind")
        language = try row.get("language")
        title = try row.get("title")
        explanation = try row.get("explanation")
        country = try row.get("country")
        sector = try row.get("sector")
        mergedInto = try row.get("merged_into")
        createdAt = try row.get("created_at")
        changedAt = try row.get("changed_at")
        withdrawnAt = try row.get("withdrawn_at")
        showsNames = try row.get("names_shown", as: Bool?.self) ?? false
    }

    /// Whether its event shows names.
    private let showsNames: Bool

    /// Tells no more of where they come from than may be told.
    fileprivate static func settle(_ issues: inout [IssueRecord], _ reading: any Reading) throws {
        let events = Set(issues.filter { !$0.showsNames && $0.kind == .contributed }.map(\.event))
        guard !events.isEmpty else { return }
        let origins = try IssueOrigins(events, reading)
        for index in issues.indices where !issues[index].showsNames {
            let issue = issues[index]
            (issues[index].sector, issues[index].country) = origins.told(
                issue.event, sector: issue.sector, country: issue.country, writtenAt: issue.createdAt)
        }
    }

    struct Origin: Sendable, Hashable {
        let country: String?
        let sector: String?
    }

    /// Whose voices stand behind it: its author's, or its parents' authors', each pair once, in the order in which they came.
    var origins: [Origin] {
        let voices = kind == .merged ? parents : [self]
        var seen: Set<Origin> = []
        return voices.map { Origin(country: $0.country, sector: $0.sector) }.filter { seen.insert($0).inserted }
    }

    /// The countries behind it, each once, in the order in which they came.
    var countries: [String] {
        var seen: Set<String> = []
        return origins.compactMap(\.country).filter { seen.insert($0).inserted }
    }

    /// "raised in HR, BE and 2 more"; nil if no country is known.
    var raisedIn: Message? {
        let countries = countries
        guard !countries.isEmpty else { return nil }
        guard countries.count > 3 else { return L("raised in \(list: countries)") }
        let first = Array(countries.prefix(2))
        let more = countries.count - 2
        return L(
            more, one: "raised in \(list: first, .commas) and \(more) more",
            other: "raised in \(list: first, .commas) and \(more) more")
    }
}

extension IssueRecord.Kind: SQLBindable, SQLDecodable {}

/// Reads issues: all the SQL of Collect and Merge that other features may ask. Writing is in IssueStore+Writing.swift.
struct IssueStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// An issue with its parents, whatever became of it.
    /// - Throws: ``Refusal/notFound``.
    func issue(_ id: Issue.ID) throws -> IssueRecord {
        guard let issue = try issues(where: "i.id = \(id)").first else { throw Refusal.notFound }
        return issue
    }

    /// These issues with their parents, in the order given, whatever became of them; unknown ones are left out.
    func issues(_ ids: [Issue.ID]) throws -> [IssueRecord] {
        let found = Dictionary(uniqueKeysWithValues: try issues(where: "i.id IN \(in: ids)").map { ($0.id, $0) })
        return ids.compactMap { found[$0] }
    }

    /// The issues of a topic that nobody withdrew, oldest first, merged ones with their parents.
    /// - Parameter includeJoined: whether contributions that were joined into another stand in the list too.
    func issues(of topic: Topic.ID, includeJoined: Bool = false) throws -> [IssueRecord] {
        try issues(where: "i.topic_id = \(topic) AND \(Self.standing(includeJoined))")
    }

    /// The same over all topics of an event.
    func issues(of event: Event.ID, includeJoined: Bool = false) throws -> [IssueRecord] {
        try issues(where: "i.event_id = \(event) AND \(Self.standing(includeJoined))")
    }

    /// How many issues a person wrote in an event, withdrawn ones too.
    func written(by participant: Participant.ID) throws -> Int {
        try reading.first("SELECT COUNT(*) AS n FROM issue WHERE participant_id = \(participant)")?.get("n") ?? 0
    }

    /// What a person wrote in an event, newest first, withdrawn ones too.
    func issues(by participant: Participant.ID) throws -> [IssueRecord] {
        try issues(where: "i.participant_id = \(participant)").reversed()
    }

    private static func standing(_ includeJoined: Bool) -> SQL {
        includeJoined ? "i.withdrawn_at IS NULL" : "i.withdrawn_at IS NULL AND i.merged_into IS NULL"
    }

    private func issues(where condition: SQL) throws -> [IssueRecord] {
        var found = try records(where: condition)
        let merged = found.filter { $0.kind == .merged }.map(\.id)
        guard !merged.isEmpty else { return found }
        let parents = try parents(of: merged)
        for index in found.indices where found[index].kind == .merged {
            found[index].parents = parents[found[index].id] ?? []
        }
        return found
    }

    /// The contributions behind merged issues. Parents stand directly under their issue, but for one case: an issue that was voted
    /// on keeps its own parents when it is joined into a further one.
    private func parents(of merged: [Issue.ID]) throws -> [Issue.ID: [IssueRecord]] {
        var roots = Dictionary(uniqueKeysWithValues: merged.map { ($0, [$0]) })
        var level = merged
        var parents: [Issue.ID: [IssueRecord]] = [:]
        while !level.isEmpty {
            let children = try records(where: "i.merged_into IN \(in: level)")
            level = []
            for child in children {
                guard let under = child.mergedInto.flatMap({ roots[$0] }) else { continue }
                if child.kind == .contributed {
                    for root in under { parents[root, default: []].append(child) }
                } else {
                    roots[child.id, default: []] += under
                    level.append(child.id)
                }
            }
        }
        return parents
    }

    /// What became of issues: for each that was joined, the issue in which it stands now.
    func destinations(of issues: [IssueRecord]) throws -> [Issue.ID: IssueRecord] {
        var result: [Issue.ID: IssueRecord] = [:]
        for issue in issues {
            var next = issue.mergedInto
            while let id = next {
                let destination = try self.issue(id)
                result[issue.id] = destination
                next = destination.mergedInto
            }
        }
        return result
    }

    private func records(where condition: SQL) throws -> [IssueRecord] {
        var found = try reading.all(
            """
            SELECT i.id, i.event_id, i.topic_id, i.participant_id, p.name AS author, i.kind, i.language, i.title, i.explanation,
                i.country, i.sector, i.merged_into, i.created_at, i.changed_at, i.withdrawn_at, w.names_shown
            FROM issue i JOIN event e ON e.id = i.event_id LEFT JOIN workshop w ON w.id = e.workshop_id
                LEFT JOIN participant p ON p.id = i.participant_id
            WHERE \(condition) ORDER BY i.created_at, i.id
            """
        ).map(IssueRecord.init)
        try IssueRecord.settle(&found, reading)
        return found
    }

    /// Live figures of the topics of an event.
    struct Counts: Sendable, Hashable {
        /// Contributions that nobody withdrew.
        var contributed = 0
        /// What stands after joining: merged issues, and contributions that were not joined.
        var standing = 0
    }

    /// By topic; a topic without issues is missing.
    func counts(of event: Event.ID) throws -> [Topic.ID: Counts] {
        let rows = try reading.all(
            """
            SELECT topic_id, SUM(CASE WHEN kind = 'contributed' THEN 1 ELSE 0 END) AS contributed,
                SUM(CASE WHEN merged_into IS NULL THEN 1 ELSE 0 END) AS standing
            FROM issue WHERE event_id = \(event) AND withdrawn_at IS NULL GROUP BY topic_id
            """)
        return Dictionary(
            uniqueKeysWithValues: try rows.map {
                (
                    try $0.get("topic_id"),
                    Counts(contributed: try $0.get("contributed"), standing: try $0.get("standing"))
                )
            })
    }

    /// Who has an issue in a topic, or in any topic of the event.
    func authors(of event: Event.ID, topic: Topic.ID?) throws -> Set<Participant.ID> {
        let filter: SQL = if let topic { "AND topic_id = \(topic)" } else { "" }
        let rows = try reading.all(
            """
            SELECT DISTINCT participant_id FROM issue
            WHERE event_id = \(event) \(filter) AND kind = 'contributed' AND withdrawn_at IS NULL AND participant_id IS NOT NULL
            """)
        return Set(try rows.map { try $0.get("participant_id") })
    }

    /// Issues on which a round has been opened: their wording is what people voted on.
    func voted(in event: Event.ID) throws -> Set<Issue.ID> {
        let rows = try reading.all(
            """
            SELECT DISTINCT t.issue_id FROM round_item t JOIN round r ON r.id = t.round_id
            WHERE r.event_id = \(event) AND r.state <> 'draft'
            """)
        return Set(try rows.map { try $0.get("issue_id") })
    }

}
