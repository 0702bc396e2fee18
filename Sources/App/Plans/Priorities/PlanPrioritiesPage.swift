import Domain
import Markup
import Storage
import Web

/// What counts in each region, and what is being asked about it.
struct PlanPrioritiesPage {
    let frame: PlansFrame
    let priorities: [PlanPriorityRecord]
    let showsPast: Bool
    /// Those that are open, and that the visitor sees.
    let polls: [ValidityPollRecord]
    private let answered: [ValidityPoll.ID: Set<String>]
    private let words: RiskWords

    init(_ visit: Visit, _ programme: Programme.ID, _ reading: any Reading) throws {
        frame = try PlansFrame(visit, programme, reading)
        let standing = frame.standing
        let showsPast = visit.inbound.query.isOn("past")
        self.showsPast = showsPast
        priorities = try PlanPriorityStore(reading).priorities(of: [programme]).filter {
            standing.reads($0) && (showsPast || $0.state.isCurrent)
        }
        let store = ValidityPollStore(reading)
        let polls = try store.polls(of: [programme]).filter {
            standing.sees($0) && (showsPast || $0.isOpen(on: standing.today))
        }
        self.polls = polls
        answered = try store.answers(of: polls.map(\.id)).mapValues { Set($0.map(\.country)) }
        words = try RiskWords(reading)
    }

    private var id: Programme.ID { frame.programme }

    var answer: Answer {
        frame.answer(
            PlanPriorityFacts.tab, L("Priorities"), path: PlanPriorityPaths.priorities(id),
            """
            <div class="head"><h1>\(L("Priorities"))</h1><p class="lede">\(summary)</p>\(buttons)</div>
            \(asking)\(groups)
            <p>\(showsPast ? "<a href=\"\(PlanPriorityPaths.priorities(id))\">\(L("Only what is current"))</a>" : "<a href=\"\(PlanPriorityPaths.priorities(id))?past=1\">\(L("Also what is over"))</a>" as HTML)</p>\
            \(downloads)
            """)
    }

    private var summary: Message {
        let current = priorities.filter(\.state.isCurrent)
        let open = polls.filter { $0.isOpen(on: frame.standing.today) }.count
        return L(
            current.count, one: "\(current.count) priority; polls open: \(open)",
            other: "\(current.count) priorities; polls open: \(open)")
    }

    private var buttons: HTML {
        guard frame.standing.tellsPriorities else { return .empty }
        return """
            <div class="actions"><a class="button primary" href="\(PlanPriorityPaths.new(id))">\(Icon.svg("plus")) \(L("Propose a priority"))</a>\
            <a class="button" href="\(PlanPriorityPaths.newPoll(id))">\(L("Ask whether they still hold"))</a></div>
            """
    }

    private var asking: HTML {
        guard !polls.isEmpty else { return .empty }
        return """
            <section id="polls"><h2>\(L("Asked of the countries"))</h2><ul class="lines">\(polls.html { poll in
                let count = answered[poll.id, default: []].count
                let waits = poll.isOpen(on: frame.standing.today)
                    && frame.standing.focal.contains { poll.countries.contains($0) && !answered[poll.id, default: []].contains($0) }
                return """
                    <li><p class="title"><a href="\(PlanPriorityPaths.poll(id, poll.id))">\(words.place(RiskPlace(region: poll.region, country: nil)))</a></p>\
                    <p class="meta">\(waits ? "<span class=\"state warn\">\(L("waits for your country"))</span> " as HTML : .empty)<span>\(L("until \(DateText.day(poll.fields.closesOn))"))</span> \
                    <span>\(L("\(count) of \(poll.countries.count) countries have answered"))</span></p></li>
                    """
            })</ul></section>
            """
    }

    private var groups: HTML {
        guard !priorities.isEmpty else {
            return """
                <p class="muted">\(L("What a region puts first: adopted at a meeting, and asked of its countries from time to time whether it still holds."))</p>
                """
        }
        var order: [App.Region.ID?] = []
        for one in priorities where !order.contains(one.region) { order.append(one.region) }
        return order.html { region in
            let own = priorities.filter { $0.region == region }
            return """
                <section><h2 dir="auto">\(words.place(RiskPlace(region: region, country: nil)))</h2><ul class="lines">\(own.html(line))</ul></section>
                """
        }
    }

    private func line(_ one: PlanPriorityRecord) -> HTML {
        """
        <li id="priority-\(one.id)"><p class="title" lang="\(one.language)" dir="auto"><a href="\(PlanPriorityPaths.priority(id, one.id))">\(String(one.number)). \(one.statement)</a></p>\
        <p class="meta">\(PlanPriorityWords.chip(one.state))\(TLP.chip(one.marking))</p></li>
        """
    }

    private var downloads: HTML {
        guard !priorities.isEmpty else { return .empty }
        return """
            <p class="meta">\(TableFormat.allCases.html { format in
                "<a href=\"\(PlanPriorityPaths.files(id, format.rawValue))\" download>\(Icon.svg("download")) \(format.label)</a> "
            })</p>
            """
    }
}

enum PlanPriorityWords {
    static func chip(_ state: PlanPriorityState) -> HTML {
        let tone =
            switch state {
            case .proposed: " open"
            case .adopted, .superseded, .dropped: ""
            case .confirmed: " good"
            case .toReword: " warn"
            case .toDrop: " bad"
            }
        return "<span class=\"state\(tone)\">\(state.label)</span> "
    }

    static func chip(_ outcome: PriorityPoll.Outcome) -> HTML {
        "<span class=\"state\(outcome.tone)\">\(outcome.label)</span> "
    }
}

/// The priorities as a table, out.
enum PlanPriorityFiles {
    static let header = [
        "number", "region", "statement", "reason", "area", "state", "adopted-on", "sources", "marking",
    ]

    static func rows(_ visit: Visit, _ programme: Programme.ID, _ reading: any Reading) throws -> [[String]] {
        let standing = try PlansStanding(visit, programme, reading)
        let tree = try AreaTree(reading)
        let regions = Dictionary(uniqueKeysWithValues: try RegionStore(reading).regions().map { ($0.id, $0.code) })
        let priorities = try PlanPriorityStore(reading).priorities(of: [programme]).filter(standing.reads)
        let known = try PlanPrioritySource.known(priorities.flatMap(\.sources), visit, programme, reading)
        return priorities.map { one in
            [
                String(one.number), one.region.flatMap { regions[$0] } ?? "", one.statement, one.reason,
                tree.area(one.area)?.code ?? "", one.state.rawValue, one.adoptedAt.map { CalendarDate.today($0) } ?? "",
                one.sources.filter(known.contains).joined(separator: ";"), one.marking,
            ]
        }
    }
}
