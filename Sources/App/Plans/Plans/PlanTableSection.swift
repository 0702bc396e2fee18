import Domain
import Markup
import Web

/// The actions of a plan as a table: sorted, filtered, a page at a time.
struct PlanTableSection {
    enum Order: String, CaseIterable {
        case number, due, owner, state

        var label: Message {
            switch self {
            case .number: L("As numbered")
            case .due: L("By what is due first")
            case .owner: L("By owner")
            case .state: L("By how far it is")
            }
        }
    }

    static let shownAtOnce = 200

    let material: PlanMaterial
    let words: PlanWords
    let gathered: PlanGathered
    let adoption: PlanAdoption
    let query: FormValues

    private var plan: PlanRecord { material.plan }

    var html: HTML {
        let order = Order(rawValue: query.text("sort")) ?? .number
        let found = sorted(filtered, order)
        let first = query.wish("from", in: 0...PlanOperations.mostItems) ?? 0
        let page = Array(found.dropFirst(first).prefix(Self.shownAtOnce))
        return
            "\(filter(order))\(page.isEmpty ? "<p class=\"muted\">\(L("Nothing found"))</p>" : table(page))\(next(first, found.count, kept(order)))"
    }

    /// In groups, each under its own heading; those of which nothing is said come last. A page at a time, too.
    func grouped(_ view: PlanPage.View, _ name: (PlanEntry) -> Message?) -> HTML {
        let named = material.entries.map { (entry: $0, name: name($0)?.string() ?? "") }
        let groups = Dictionary(grouping: named, by: \.name)
        let order = groups.keys.filter { !$0.isEmpty }.sorted() + (groups[""] == nil ? [] : [""])
        let first = query.wish("from", in: 0...PlanOperations.mostItems) ?? 0
        let page = order.flatMap { groups[$0] ?? [] }.dropFirst(first).prefix(Self.shownAtOnce)
        let shown = Dictionary(grouping: page, by: \.name)
        let sections = order.filter { shown[$0] != nil }.html { key -> HTML in
            let title: HTML = key.isEmpty ? "\(L("Not said yet"))" : "\(key)"
            return "<section><h2 dir=\"auto\">\(title)</h2>\(table(shown[key]?.map(\.entry) ?? []))</section>"
        }
        return "\(sections)\(next(first, named.count, [("view", view.rawValue)]))"
    }

    // MARK: Choice

    private func filter(_ order: Order) -> HTML {
        let state = FormState(query)
        let states: [FieldOption] =
            [(value: "", label: L("All", context: "actions"))]
            + ActionStanding.allCases.map { (value: $0.rawValue, label: $0.label) }
        return """
            <form class="inline" id="filter" method="get" action="\(PlanPaths.plan(plan.id))" role="search" data-auto>\
            \(state.text("q", L("Search"), type: "search"))\(state.select("state", L("State"), options: states))\
            \(FormState(stored: [("sort", order.rawValue)]).select("sort", L("Order"), options: Order.allCases.map { (value: $0.rawValue, label: $0.label) }))\
            <button>\(L("Show"))</button></form>
            """
    }

    private var filtered: [PlanEntry] {
        let standing = ActionStanding(rawValue: query.text("state"))
        let asked = query.text("q")
        return material.entries.filter { entry in
            (standing == nil || entry.standing == standing)
                && (asked.isEmpty || entry.action.fields.matches(asked) || entry.item.fields.matches(asked))
        }
    }

    private func sorted(_ entries: [PlanEntry], _ order: Order) -> [PlanEntry] {
        switch order {
        case .number: entries
        case .due:
            entries.sorted {
                ($0.action.dueOn.isEmpty ? "9" : $0.action.dueOn, $0.item.id) < (
                    $1.action.dueOn.isEmpty ? "9" : $1.action.dueOn, $1.item.id
                )
            }
        case .owner:
            entries.enumerated().map { (words.owner($1.action.owner).string(), $0) }.sorted { $0 < $1 }.map {
                entries[$0.1]
            }
        case .state:
            entries.sorted { (rank($0), $0.item.id) < (rank($1), $1.item.id) }
        }
    }

    private func rank(_ entry: PlanEntry) -> Int { ActionStanding.allCases.firstIndex(of: entry.standing) ?? 0 }

    private func kept(_ order: Order) -> [(String, String)] {
        [("q", query.text("q")), ("state", query.text("state")), ("sort", order.rawValue)]
    }

    /// - Parameter kept: what of the address stays.
    private func next(_ first: Int, _ count: Int, _ kept: [(String, String)]) -> HTML {
        guard count > Self.shownAtOnce else { return .empty }
        let last = min(first + Self.shownAtOnce, count)
        func link(_ place: Int, _ label: Message) -> HTML {
            """
            <button class="plain" name="from" value="\(place)">\(label)</button>
            """
        }
        return """
            <form class="actions" id="pages" method="get" action="\(PlanPaths.plan(plan.id))">\
            \(kept.html { "<input type=\"hidden\" name=\"\($0.0)\" value=\"\($0.1)\">" })\
            <span class="muted">\(L("\(first + 1) to \(last) of \(count)"))</span>\
            \(first > 0 ? link(max(0, first - Self.shownAtOnce), L("Back")) : .empty)\(last < count ? link(last, L("Next")) : .empty)</form>
            """
    }

    // MARK: Rows

    private func table(_ entries: [PlanEntry]) -> HTML {
        """
        <div class="scroll" tabindex="0" role="region" aria-label="\(L("Actions").string())"><table class="stack"><thead><tr>\
        <th scope="col">\(L("Number"))</th><th scope="col">\(L("Action"))</th><th scope="col">\(L("Owner"))</th>\
        <th scope="col">\(L("Due"))</th><th scope="col">\(L("Milestones"))</th><th scope="col">\(L("State"))</th></tr></thead>\
        <tbody>\(entries.html(row))</tbody></table></div>
        """
    }

    private func row(_ entry: PlanEntry) -> HTML {
        let steps = entry.stepsDone(on: material.today)
        let told: HTML = steps.of == 0 ? "–" : "\(L("\(steps.done) of \(steps.of)"))"
        return """
            <tr id="item-\(entry.item.id)"><td data-label="\(L("Number").string())"><bdi>\(entry.item.number)</bdi></td>\
            <th scope="row"><a href="\(PlanPaths.item(entry.item.id))" lang="\(entry.action.language)" dir="auto">\(entry.action.title)</a>\(below(entry))</th>\
            <td data-label="\(L("Owner").string())"><bdi>\(words.owner(entry.action.owner))</bdi></td>\
            <td data-label="\(L("Due").string())">\(due(entry))</td><td data-label="\(L("Milestones").string())">\(told)</td>\
            <td data-label="\(L("State").string())">\(ActionWords.chip(entry.standing))\(entry.item.blocked.isEmpty ? .empty : " <span class=\"state bad\">\(L("blocked"))</span>")</td></tr>
            """
    }

    private func below(_ entry: PlanEntry) -> HTML {
        var parts: [HTML] = []
        if plan.kind.gathers != nil {
            let counts = gathered.counts(of: entry.item.id, today: material.today)
            if counts.shown > 0 {
                parts.append("<span dir=\"auto\">\(counts.told(words))</span>")
            }
            if counts.gone > 0 { parts.append("<span>\(PlanItemPage.gone(counts.gone))</span>") }
        }
        if let line = adoption.line(entry.item.id), !adoption.asked.isEmpty, plan.stage != .draft {
            parts.append("<span>\(L("agreed by \(line.agreed) of \(adoption.asked.count)"))</span>")
        }
        if entry.item.isHeldBack { parts.append("<span>\(L("held back"))</span>") }
        return parts.isEmpty ? .empty : "<p class=\"meta\">\(parts.html { "\($0) " })</p>"
    }

    private func due(_ entry: PlanEntry) -> HTML {
        guard !entry.action.dueOn.isEmpty else { return "<span class=\"muted\">–</span>" }
        let day = DateText.day(entry.action.dueOn)
        let date = material.date(of: entry.item.id)
        let moved: HTML =
            entry.line.state.isOpen && (date?.late ?? 0) > 0 && date?.waitsFor != nil
            ? "<p class=\"meta\">\(L("not before \(DateText.day(date?.earliest?.description ?? ""))"))</p>" : .empty
        return material.isLate(entry) ? "<span class=\"state bad\">\(day)</span>\(moved)" : "\(day)\(moved)"
    }
}
