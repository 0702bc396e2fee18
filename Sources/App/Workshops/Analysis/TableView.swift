import Domain
import Markup
import Storage
import Web

/// What stands at a breakout group's table at one moment, for those who write there and for those who look on.
struct TableView {
    let event: EventRecord
    let group: BreakoutGroupRecord
    /// The group's priority issues, then others that its aspects name.
    let issues: [IssueRecord]
    /// Oldest first, withdrawn ones too.
    let aspects: [AspectRecord]
    let cards: [Card.ID: CardRecord]
    let cases: [Case.ID: CaseRecord]
    /// What is offered for citing, newest first; only for who writes.
    let library: [CaseRecord]
    /// The aspects of the event's other groups that were linked or are suggested for linking.
    let counterparts: [Aspect.ID: [Counterpart]]
    let groups: [BreakoutGroup.ID: BreakoutGroupRecord]
    let names: DirectoryNames
    /// Who has this page open, as ``Visitor/journalName``.
    let people: Set<String>
    let isWriting: Bool
    /// A case that was typed and not found.
    var citing: (aspect: Aspect.ID, typed: String, error: Message)?
    /// The form of a new aspect that comes back with errors.
    var adding: (issue: Issue.ID, direction: AspectDirection, state: FormState)?

    struct Counterpart {
        let aspect: AspectRecord
        /// Nil if it is only suggested.
        let isLinked: Bool
    }

    /// Cases in the choice at an aspect; the search behind it knows all.
    static let libraryLimit = 300

    init(
        _ event: Event.ID, _ group: BreakoutGroup.ID, isWriting: Bool, people: Set<String> = [], _ reading: any Reading
    ) throws {
        let (store, caseStore) = (AspectStore(reading), CaseStore(reading))
        self.event = try EventStore(reading).event(event)
        let record = try GroupStore(reading).group(group, in: event)
        self.group = record
        let own = try store.aspects(of: group, includeWithdrawn: true)
        aspects = own
        cards = try CardStore(reading).cards(of: event, in: .table(group))
        cases = try caseStore.cases(own.flatMap(\.cases))
        library =
            isWriting ? try Array(caseStore.casesAtEvents(of: self.event.programme).prefix(Self.libraryLimit)) : []
        var ids = record.priorities
        for aspect in own where !ids.contains(aspect.issue) { ids.append(aspect.issue) }
        issues = try IssueStore(reading).issues(ids)
        counterparts = try Self.counterparts(of: group, in: event, store)
        groups = Dictionary(
            uniqueKeysWithValues: try GroupStore(reading).groups(of: event).map { ($0.id, $0) })
        names = try DirectoryNames(reading)
        self.people = people
        self.isWriting = isWriting
    }

    /// At each aspect of the group: what was linked, then what is suggested, at most two of these.
    private static func counterparts(of group: BreakoutGroup.ID, in event: Event.ID, _ store: AspectStore) throws
        -> [Aspect.ID: [Counterpart]]
    {
        let all = try store.aspects(of: event)
        let links = try store.links(of: event)
        let known = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })
        var result: [Aspect.ID: [Counterpart]] = [:]
        func add(_ link: AspectLink, isLinked: Bool) {
            for id in [link.first, link.second] {
                guard let own = known[id], own.group == group, let other = link.other(than: id).flatMap({ known[$0] })
                else { continue }
                if !isLinked && result[id, default: []].count(where: { !$0.isLinked }) >= 2 { continue }
                result[id, default: []].append(Counterpart(aspect: other, isLinked: isLinked))
            }
        }
        let linked = links.filter { $0.value == .linked }.keys.sorted { ($0.first, $0.second) < ($1.first, $1.second) }
        for link in linked { add(link, isLinked: true) }
        for suggestion in AspectSuggestion.among(all, decided: Set(links.keys)) {
            add(suggestion.link, isLinked: false)
        }
        return result
    }

    var standing: [AspectRecord] { aspects.filter { $0.withdrawnAt == nil } }

    func standing(_ issue: Issue.ID, _ direction: AspectDirection? = nil) -> [AspectRecord] {
        standing.filter { $0.issue == issue && (direction == nil || $0.direction == direction) }
    }

    /// Changes when who writes here must fetch the page anew: another stage, other members or issues, an aspect more or less.
    var state: String {
        guard isWriting else { return "reader" }
        let parts =
            [event.stage?.rawValue ?? "-"] + group.people.map(\.description).sorted() + issues.map(\.id.description)
            + aspects.map { "\($0.id)\($0.withdrawnAt == nil)" }
        return "\(event.stage?.rawValue ?? "-") \(ShortHash.of(parts.joined(separator: " ")))"
    }

    /// What changes while the page is open. Who writes gets each aspect by itself, so that a word costs little; who looks on gets lists.
    var regions: [LiveRegion] {
        var regions = [LiveRegion("glance", glance)]
        for issue in issues {
            regions.append(LiveRegion("count-\(issue.id)", count(issue.id)))
            regions.append(LiveRegion("force-\(issue.id)", force(issue.id)))
            if !isWriting {
                for direction in AspectDirection.allCases {
                    regions.append(LiveRegion("list-\(issue.id)-\(direction.rawValue)", list(issue.id, direction)))
                }
            }
        }
        guard isWriting else { return regions }
        regions += standing.map { LiveRegion("aspect-\($0.id)", item($0)) }
        return regions + [LiveRegion("case-list", caseList)]
    }
}

/// A short name for a state, the same on every node: FNV-1a, 64 bits (Fowler, Noll and Vo 1991).
enum ShortHash {
    static func of(_ text: String) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return String(hash, radix: 36)
    }
}
