import Domain
import Storage
import Web

/// Everything of an event that its guide may cite, with what is cited already whatever became of it. In the words of the interface.
struct EvidenceCatalogue: Sendable {
    /// What may be cited, by kind; priority issues first, then in their order. Quotes are those that the guide has.
    let offered: [EvidenceKind: [EvidenceItem]]
    /// By issue: words of its author from which a quote may be taken, the longest of them first in order of the contributions.
    let quotable: [String: [QuoteSource]]
    private let all: [EvidenceReference: EvidenceItem]

    /// One contribution with an explanation.
    struct QuoteSource: Sendable, Hashable {
        let issue: Issue.ID
        let text: String
        let language: String
    }

    init(_ event: EventRecord, guide: Guide.ID?, _ reading: any Reading) throws {
        let rows = try guide.map { try EvidenceStore(reading).evidence(of: $0) } ?? []
        let maker = try EvidenceItems(event, reading)
        let issues = try maker.issues(cited: rows.filter { [.issue, .quote].contains($0.kind) }.map(\.target))
        var items = issues.items + (try maker.rounds()) + (try maker.aspects()) + (try maker.cases())
        items += try maker.situations() + maker.interventions()
        var all = Dictionary(
            items.map { (EvidenceReference(kind: $0.kind, target: $0.target), $0) },
            uniquingKeysWith: { first, _ in first })
        for row in rows where row.kind == .quote {
            if let issue = all[EvidenceReference(kind: .issue, target: row.target)] {
                let quote = maker.quote(row, of: issue, language: issues.languages[row.target])
                all[row.reference] = quote
                items.append(quote)
            }
        }
        self.all = all
        offered = Dictionary(grouping: items.filter { !$0.isGone && !$0.isUnpublished }, by: \.kind)
        quotable = issues.quotable
    }

    func item(_ record: EvidenceRecord) -> EvidenceItem { item(record.reference) ?? Self.lost(record) }

    func item(_ reference: EvidenceReference) -> EvidenceItem? { all[reference] }

    /// Cannot happen while foreign keys hold; said in words all the same.
    private static func lost(_ record: EvidenceRecord) -> EvidenceItem {
        EvidenceItem(
            kind: record.kind, target: record.target, title: L("This is no longer there.").string(),
            language: Language.current.rawValue, detail: "", marking: Marking.clear.rawValue, path: "/", isGone: true,
            isUnpublished: false)
    }
}

/// Makes the items of each kind. Aspects, situations and interventions are the room's own, and so marked as the event is; a case
/// has its own marking.
struct EvidenceItems {
    let event: EventRecord
    let reading: any Reading
    let names: DirectoryNames

    init(_ event: EventRecord, _ reading: any Reading) throws {
        self.event = event
        self.reading = reading
        names = try DirectoryNames(reading)
    }

    /// A card's text as a title: its first lines, at most 240 characters.
    static func title(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ").trimmed
        guard !line.isEmpty else { return L("(no text yet)").string() }
        return line.count <= 240 ? line : String(line.prefix(239)).trimmed + "…"
    }

    static func detail(_ parts: [String?]) -> String {
        parts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " · ")
    }

    func quote(_ record: EvidenceRecord, of issue: EvidenceItem, language: String?) -> EvidenceItem {
        EvidenceItem(
            kind: .quote, target: record.target, title: record.quote ?? "", language: language ?? issue.language,
            detail: Self.detail([L("Quote").string(), issue.title]), marking: issue.marking, path: issue.path,
            isGone: false, isUnpublished: false)
    }

    // MARK: Issues and rounds

    struct Issues {
        var items: [EvidenceItem] = []
        var quotable: [String: [EvidenceCatalogue.QuoteSource]] = [:]
        /// Of explanations, by issue.
        var languages: [String: String] = [:]
    }

    func issues(cited: [String]) throws -> Issues {
        let store = IssueStore(reading)
        let standing = try store.issues(of: event.id)
        let priorities = try Self.priorities(of: event.id, reading)
        let rank = Dictionary(uniqueKeysWithValues: priorities.enumerated().map { ($1, $0 + 1) })
        let ordered = standing.enumerated().sorted {
            (rank[$0.element.id] ?? .max, $0.offset) < (rank[$1.element.id] ?? .max, $1.offset)
        }.map(\.element)
        let known = Set(standing.map(\.id))
        let further = Set(cited.compactMap { Issue.ID($0) }).union(priorities).subtracting(known)
        let others = try store.issues(further.sorted()) + standing.flatMap(\.parents)
        var result = Issues()
        for issue in ordered + others {
            result.items.append(item(issue, rank: rank[issue.id], isGone: !known.contains(issue.id)))
            result.languages[issue.id.description] = issue.language
            let voices = issue.kind == .merged ? issue.parents : [issue]
            let sources = voices.filter { !$0.explanation.isEmpty }.map {
                EvidenceCatalogue.QuoteSource(issue: $0.id, text: $0.explanation, language: $0.language)
            }
            if !sources.isEmpty { result.quotable[issue.id.description] = sources }
        }
        return result
    }

    private func item(_ issue: IssueRecord, rank: Int?, isGone: Bool) -> EvidenceItem {
        let detail = Self.detail([
            (rank.map { L("Priority issue \($0)") } ?? L("Issue")).string(), issue.raisedIn?.string(),
            issue.withdrawnAt == nil ? nil : L("withdrawn").string(),
        ])
        return EvidenceItem(
            kind: .issue, target: issue.id.description, title: issue.title, language: issue.language, detail: detail,
            marking: event.marking, path: Paths.issue(event.id, issue.id), isGone: isGone, isUnpublished: false)
    }

    /// In their order.
    static func priorities(of event: Event.ID, _ reading: any Reading) throws -> [Issue.ID] {
        try PriorityStore(reading).priorities(of: event).map(\.issue)
    }

    func rounds() throws -> [EvidenceItem] {
        try RoundStore(reading).rounds(of: event.id).filter { $0.state == .revealed }.reversed().map { round in
            EvidenceItem(
                kind: .round, target: round.id.description, title: round.title, language: Language.current.rawValue,
                detail: Self.detail([L("Tally").string(), round.label.string()]), marking: event.marking,
                path: RoundPaths.result(event.id, round.id), isGone: false, isUnpublished: false)
        }
    }

    // MARK: Aspects and cases

    func aspects() throws -> [EvidenceItem] {
        try reading.all(
            """
            SELECT a.id, a.direction, a.weight, a.withdrawn_at, c.text, c.language, g.name AS table_name, i.title AS issue_title
            FROM aspect a JOIN card c ON c.id = a.card_id JOIN breakout_group g ON g.id = a.group_id JOIN issue i ON i.id = a.issue_id
            WHERE a.event_id = \(event.id) ORDER BY a.issue_id, a.direction, a.weight DESC, a.id
            """
        ).map { row in
            let isBlocking = try row.get("direction", as: String.self) == "blocking"
            let weight: Int = try row.get("weight")
            let text: String = try row.get("text")
            let id: Aspect.ID = try row.get("id")
            return EvidenceItem(
                kind: .aspect, target: id.description, title: Self.title(text), language: try row.get("language"),
                detail: Self.detail([
                    (isBlocking ? L("Blocking aspect") : L("Facilitating aspect")).string(),
                    L("weight \(weight)").string(),
                    try row.get("table_name"), try row.get("issue_title"),
                ]), marking: event.marking, path: EvidencePaths.aspect(event.id, id),
                isGone: try row.get("withdrawn_at", as: Int64?.self) != nil || text.allSatisfy(\.isWhitespace),
                isUnpublished: false)
        }
    }

    /// The programme's library, this event's own cases first.
    func cases() throws -> [EvidenceItem] {
        try reading.all(
            """
            SELECT p.* FROM past_case p WHERE p.programme_id = \(event.programme)
            ORDER BY CASE WHEN p.event_id = \(event.id) THEN 0 ELSE 1 END, p.happened_on DESC, p.title, p.id
            """
        ).map { row in
            let id: Case.ID = try row.get("id")
            let isExercise = try row.get("kind", as: String.self) == "exercise"
            return EvidenceItem(
                kind: .case, target: id.description, title: try row.get("title"), language: try row.get("language"),
                detail: Self.detail([
                    (isExercise ? L("Case: exercise") : L("Case: past event")).string(), try row.get("happened_on"),
                    try row.get("place"), names.country(try row.get("country")),
                ]), marking: try row.get("marking"), path: EvidencePaths.past(event.id, id),
                isGone: try row.get("retired_at", as: Int64?.self) != nil, isUnpublished: false)
        }
    }
}
