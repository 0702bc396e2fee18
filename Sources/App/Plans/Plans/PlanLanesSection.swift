import Domain
import Markup
import Storage
import Web

/// A lane for each owner and a column for each quarter: who does what when.
struct PlanLanesSection {
    let material: PlanMaterial
    let words: PlanWords
    let gathered: PlanGathered
    let adoption: PlanAdoption
    /// On the wall nothing of a single country is named.
    let isOnWall: Bool

    static let mostQuarters = 12
    /// What is due first stands there; all of it is in the table.
    static let most = 200

    struct Quarter: Hashable, Comparable {
        let year: Int
        let number: Int

        init?(_ day: String) {
            guard let date = CalendarDate(day) else { return nil }
            (year, number) = (date.year, (date.month + 2) / 3)
        }

        init(year: Int, number: Int) { (self.year, self.number) = (year, number) }

        var next: Quarter { number == 4 ? Quarter(year: year + 1, number: 1) : Quarter(year: year, number: number + 1) }
        var label: Message { L("Q\(number) \(String(year))") }

        static func < (a: Quarter, b: Quarter) -> Bool { (a.year, a.number) < (b.year, b.number) }
    }

    /// Those of the plan's period, and of its actions.
    var quarters: [Quarter] {
        let days =
            [material.plan.startsOn, material.plan.endsOn]
            + material.entries.filter { $0.standing != .dropped }.map(\.action.dueOn)
        let known = days.compactMap { Quarter($0) }
        guard var one = known.min(), let last = known.max() else { return [] }
        if let now = Quarter(material.today), one < now, known.filter({ $0 < now }).count * 2 < known.count {
            one = min(now, last)
        }
        var quarters: [Quarter] = []
        while one <= last, quarters.count < Self.mostQuarters {
            quarters.append(one)
            one = one.next
        }
        return quarters
    }

    /// Numbers of what they read.
    private var known: Set<String> { Set(material.entries.map(\.item.number)) }

    /// By what is due first where they are too many, else as in the plan.
    private var shown: [PlanEntry] {
        let all = material.entries.filter { $0.standing != .dropped }
        guard all.count > Self.most else { return all }
        return all.enumerated().map { (Self.key($1), $0) }.sorted { $0 < $1 }.map { all[$0.1] }
    }

    /// What is done comes last, and before it what has no day.
    private static func key(_ entry: PlanEntry) -> String {
        (entry.standing.isOpen ? "0" : "1") + (entry.action.dueOn.isEmpty ? "9" : entry.action.dueOn)
    }

    private var lanes: [(name: String, entries: [PlanEntry])] {
        let shown = shown
        // What several regions do stands in the lane of each.
        var byOwner: [String: [PlanEntry]] = [:]
        for entry in shown.prefix(Self.most) {
            let owner = words.owner(entry.action.owner).string()
            let others = entry.item.regions.map { words.member(.region($0)).string() }
            for name in Set([owner] + others) { byOwner[name, default: []].append(entry) }
        }
        return byOwner.keys.sorted().map { (name: $0, entries: byOwner[$0] ?? []) }
    }

    var html: HTML {
        let quarters = quarters
        guard let first = quarters.first, let last = quarters.last else {
            return "<p class=\"muted\">\(L("No action has a day yet."))</p>"
        }
        return """
            <div class="scroll" tabindex="0" role="region" aria-label="\(L("By quarter").string())"><table><thead><tr><th scope="col">\(L("Owner"))</th>\
            \(quarters.html { "<th scope=\"col\">\($0.label)</th>" })<th scope="col">\(L("Another day, or none"))</th></tr></thead><tbody>\(lanes.html { lane in
                let placed = Dictionary(grouping: lane.entries) { Quarter($0.action.dueOn) }
                let others = lane.entries.filter { entry in
                    Quarter(entry.action.dueOn).map { $0 < first || $0 > last } ?? true
                }
                return """
                    <tr><th scope="row" dir="auto">\(lane.name)</th>\(quarters.html { "<td>\((placed[$0] ?? []).html(cell))</td>" })<td>\(others.html(cell))</td></tr>
                    """ as HTML
            })</tbody></table></div>\(PlanTimelineSection.left(shown.count - Self.most))
            """
    }

    private func cell(_ entry: PlanEntry) -> HTML {
        let counts = gathered.counts(of: entry.item.id, today: material.today)
        let below: HTML =
            counts.shown == 0
            ? .empty
            : " <span class=\"small\" dir=\"auto\">\(counts.told(words))</span>"
        let before = entry.item.fields.predecessors.filter(known.contains)
        let waits: HTML =
            before.isEmpty ? .empty : " <span class=\"small\">← \(before.joined(separator: ", "))</span>"
        let agreed: HTML =
            adoption.asked.isEmpty || material.plan.stage == .draft
            ? .empty
            : adoption.line(entry.item.id).map { line in
                " <span class=\"small\">\(L("agreed by \(line.agreed) of \(adoption.asked.count)"))</span>" as HTML
            } ?? .empty
        let title: HTML =
            isOnWall
            ? "<bdi>\(entry.action.title)</bdi>"
            : "<a href=\"\(PlanPaths.item(entry.item.id))\"><bdi>\(entry.action.title)</bdi></a>"
        // Nor that something of a country is late.
        let isTold = !isOnWall || entry.action.owner?.member?.country == nil
        let late: HTML =
            isTold && material.isLate(entry)
            ? " <span class=\"state bad\">\(DateText.day(entry.action.dueOn))</span>" : .empty
        return
            "<p><b dir=\"auto\">\(entry.item.number)</b> \(title) \(ActionWords.chip(entry.standing))\(late)\(below)\(waits)\(agreed)</p>"
    }
}
