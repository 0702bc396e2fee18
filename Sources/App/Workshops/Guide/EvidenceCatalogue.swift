import Domain
import Storage
import Web

/// Everything of an event that its guide may cite, with what is cited already whatever became of it. In the words of the interface.
/// A room in which a text is written may cite what its programme and the programmes below it have brought: see ``EvidenceSources``.
struct EvidenceCatalogue: Sendable {
    /// What may be cited, by kind; priority issues first, then in their order. Quotes are those that the guide has.
    let offered: [EvidenceKind: [EvidenceItem]]
    /// By issue: words of its author from which a quote may be taken, the longest of them first in order of the contributions.
    let quotable: [String: [QuoteSource]]
    /// From which it comes.
    let events: [Event.ID]
    private let all: [EvidenceReference: EvidenceItem]

    /// One contribution with an explanation.
    struct QuoteSource: Sendable, Hashable {
        let issue: Issue.ID
        let text: String
        let language: String
    }

    /// - Parameter reader: who chooses from it; a guide of an event offers the same to all who write it.
    init(_ event: EventRecord, guide: Guide.ID?, for reader: EvidenceReader = .nobody, _ reading: any Reading) throws {
        let rows = try guide.map { try EvidenceStore(reading).evidence(of: $0) } ?? []
        let sources = try EvidenceSources(event, cited: guide, for: reader, reading)
        events = sources.events.map(\.id)
        let cited = rows.filter { [.issue, .quote].contains($0.kind) }.map(\.target)
        var items: [EvidenceItem] = []
        var offered: [EvidenceItem] = []
        var quotable: [String: [QuoteSource]] = [:]
        var languages: [String: String] = [:]
        for source in sources.events {
            let maker = try EvidenceItems(source, reading)
            let issues = try maker.issues(cited: sources.isOne ? cited : sources.issues(cited, of: source.id))
            let found = try issues.items + maker.rounds() + maker.aspects() + maker.sheetItems()
            items += found
            languages.merge(issues.languages) { first, _ in first }
            guard sources.isOpen(source.id) else { continue }
            offered += found
            quotable.merge(issues.quotable) { first, _ in first }
        }
        let cases = try EvidenceItems(event, reading).cases(sources.cases)
        items += cases
        offered += cases.filter { sources.isOffered(case: $0.target) }
        if !sources.isOne {
            let asked = EvidenceAsked(
                room: event.id, programmes: try ProgrammeStore(reading).withThoseBelow(event.programme), reader: reader)
            let further = try FurtherEvidence(asked, cited: rows, reading)
            items += further.offered + further.cited
            offered += further.offered
        }
        var all = Dictionary(
            items.map { (EvidenceReference(kind: $0.kind, target: $0.target), $0) },
            uniquingKeysWith: { first, _ in first })
        for row in rows where row.kind == .quote {
            if let issue = all[EvidenceReference(kind: .issue, target: row.target)] {
                let quote = EvidenceItems.quote(row, of: issue, language: languages[row.target])
                all[row.reference] = quote
                offered.append(quote)
            }
        }
        self.all = all
        self.offered = Dictionary(grouping: offered.filter { !$0.isGone && !$0.isUnpublished }, by: \.kind)
        self.quotable = quotable
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

    static func quote(_ record: EvidenceRecord, of issue: EvidenceItem, language: String?) -> EvidenceItem {
        EvidenceItem(
            kind: .quote, target: record.target, title: record.quote ?? "", language: language ?? issue.language,
            detail: detail([L("Quote").string(), issue.title]), marking: issue.marking, path: issue.path,
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
            issue.withdrawnAt == nil ? nil : L("withdrawn", context: "issue").string(),
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
                kind: .round, target: round.id.description, title: round.question.string(),
                language: Language.current.rawValue,
                detail: Self.detail([L("Tally").string(), round.label.string()]), marking: event.marking,
                path: RoundPaths.result(event.id, round.id), isGone: false, isUnpublished: false)
        }
    }

    // MARK: Aspects and cases

    func aspects() throws -> [EvidenceItem] {
        let records = try AspectStore(reading).aspects(of: event.id, includeWithdrawn: true)
        let (groups, titles) = (try GroupStore(reading).names(of: event.id), try issueTitles(records.map(\.issue)))
        let ordered = records.sorted {
            ($0.issue, $0.direction.rawValue, $1.weight, $0.id) < ($1.issue, $1.direction.rawValue, $0.weight, $1.id)
        }
        return ordered.map { record in
            EvidenceItem(
                kind: .aspect, target: record.id.description, title: Self.title(record.text),
                language: record.language,
                detail: Self.detail([
                    (record.direction == .blocking ? L("Blocking aspect") : L("Facilitating aspect")).string(),
                    L("weight \(record.weight)").string(), groups[record.group], titles[record.issue],
                ]), marking: event.marking, path: Paths.aspect(event.id, record.id),
                isGone: record.withdrawnAt != nil || record.text.allSatisfy(\.isWhitespace), isUnpublished: false)
        }
    }

    /// - Parameter all: of the programme's library, and for a text also of the programmes below; this event's own come first.
    func cases(_ all: [CaseRecord]) -> [EvidenceItem] {
        (all.filter { $0.event == event.id } + all.filter { $0.event != event.id }).map { record in
            EvidenceItem(
                kind: .case, target: record.id.description, title: record.title, language: record.language,
                detail: Self.detail([
                    (record.kind == .exercise ? L("Case: exercise") : L("Case: past event")).string(),
                    record.happenedOn, record.place, names.country(record.country),
                ]), marking: record.marking,
                path: event.isMeeting
                    ? Paths.eventCase(event.id, record.id) : Paths.pastCase(record.programme, record.id),
                isGone: record.retiredAt != nil, isUnpublished: false)
        }
    }
}
