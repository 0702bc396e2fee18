import Domain
import Storage
import Web

/// What each country plans, has taken up, has as a blocker and has solved, by priority issue.
struct ExchangeMatrix: Sendable {
    struct Cell: Sendable, Hashable {
        /// Interventions on sheets that the viewer sees with their country's name.
        var planned = 0
        /// Interventions of others (or its own) that it adopts or adapts, and how many of these are begun or done.
        var adopted = 0
        var actedOn = 0
        /// Blocking aspects that it has, and that it has solved.
        var present = 0
        var solved = 0

        var isEmpty: Bool { self == Cell() }
    }

    /// Codes, of those who contribute, in alphabetical order.
    let countries: [String]
    let priorities: [PriorityRecord]
    /// Interventions of countries that gave no name, by issue.
    let unnamed: [Issue.ID: Int]
    private let cells: [String: [Issue.ID: Cell]]

    init(_ event: Event.ID, for viewer: SheetViewer, _ reading: any Reading) throws {
        let people = try EventStore(reading).participants(of: event).filter {
            $0.role.contributes && $0.state != .waiting
        }
        priorities = try PriorityStore(reading).priorities(of: event)
        var cells: [String: [Issue.ID: Cell]] = [:]
        var unnamed: [Issue.ID: Int] = [:]
        var listed = Set(people.compactMap(\.country))
        func change(_ country: String, _ issue: Issue.ID, _ body: (inout Cell) -> Void) {
            listed.insert(country)
            body(&cells[country, default: [:]][issue, default: Cell()])
        }
        let sheets = Dictionary(uniqueKeysWithValues: try SheetStore(reading).sheets(of: event).map { ($0.id, $0) })
        // Of interventions that the viewer sees: what a country says of its own private ones is its own too.
        var issues: [Intervention.ID: Issue.ID] = [:]
        for intervention in try InterventionStore(reading).interventions(of: event) {
            guard let sheet = sheets[intervention.sheet] else { continue }
            let visibility = SheetAccess.visible(sheet, to: viewer)
            if visibility != .hidden { issues[intervention.id] = intervention.issue }
            guard !intervention.text.isEmpty else { continue }
            switch visibility {
            case .own, .named:
                if let country = intervention.country { change(country, intervention.issue) { $0.planned += 1 } }
            case .anonymous: unnamed[intervention.issue, default: 0] += 1
            case .hidden: continue
            }
        }
        let store = ExchangeStore(reading)
        for adoption in try store.adoptions(of: event) where adoption.isTakenUp {
            guard let issue = issues[adoption.intervention] else { continue }
            change(adoption.country, issue) {
                $0.adopted += 1
                if adoption.isActedOn { $0.actedOn += 1 }
            }
        }
        let blockers = Dictionary(
            uniqueKeysWithValues: try InterventionStore(reading).blockers(of: event).map { ($0.id, $0.issue) })
        for standing in try store.standings(of: event) {
            guard let issue = blockers[standing.aspect] else { continue }
            change(standing.country, issue) {
                if standing.state == .present { $0.present += 1 } else { $0.solved += 1 }
            }
        }
        self.cells = cells
        self.unnamed = unnamed
        countries = listed.sorted()
    }

    func cell(_ country: String, _ issue: Issue.ID) -> Cell { cells[country]?[issue] ?? Cell() }
}

/// Blocking aspects as countries share them: those that groups linked as the same count as one.
struct SharedBlockers: Sendable {
    struct Blocker: Sendable {
        /// From 1, in the order of ``SharedBlockers/blockers``.
        let number: Int
        /// What is the same; the heaviest first, whose words stand for all.
        let aspects: [BlockerRecord]
        /// Codes, in alphabetical order. Who has solved it does not have it.
        let present: [String]
        let solved: [String]
        /// What countries said, by country.
        let notes: [StandingRecord]

        var first: BlockerRecord? { aspects.first }
    }

    /// What most countries have or had first.
    let blockers: [Blocker]
    let visits: VisitProposals

    init(_ event: Event.ID, _ reading: any Reading) throws {
        let store = InterventionStore(reading)
        let records = try store.blockers(of: event)
        let byId = Dictionary(uniqueKeysWithValues: records.map { ($0.id, $0) })
        let standings = try ExchangeStore(reading).standings(of: event)
        let clusters = LinkedClusters.of(records.map(\.id), links: try store.linkedAspects(of: event)).map { ids in
            (
                aspects: ids.compactMap { byId[$0] }.sorted { ($1.weight, $0.id) < ($0.weight, $1.id) },
                said: standings.filter { ids.contains($0.aspect) }
            )
        }
        let ordered = clusters.sorted { left, right in
            let counts = (Set(left.said.map(\.country)).count, Set(right.said.map(\.country)).count)
            return counts.0 == counts.1
                ? (right.aspects.first?.weight ?? 0) < (left.aspects.first?.weight ?? 0) : counts.0 > counts.1
        }
        blockers = ordered.enumerated().map { index, cluster in
            let solved = Set(cluster.said.filter { $0.state == .solved }.map(\.country))
            let present = Set(cluster.said.filter { $0.state == .present }.map(\.country)).subtracting(solved)
            return Blocker(
                number: index + 1, aspects: cluster.aspects, present: present.sorted(), solved: solved.sorted(),
                notes: cluster.said.filter { !$0.note.isEmpty }.sorted {
                    ($0.country, $0.toldAt) < ($1.country, $1.toldAt)
                })
        }
        visits = VisitProposals(
            blockers.map { .init(number: $0.number, present: Set($0.present), solved: Set($0.solved)) })
    }

    /// Those of which at least one country said something.
    var told: [Blocker] { blockers.filter { !$0.present.isEmpty || !$0.solved.isEmpty } }
}
