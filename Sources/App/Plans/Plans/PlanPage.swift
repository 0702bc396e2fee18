import Domain
import Markup
import Storage
import Web

/// One plan: how far it is, and its actions as a table, in time, or by what they serve.
struct PlanPage {
    enum View: String, CaseIterable {
        case table, timeline, priority, country, element, lanes

        var label: Message {
            switch self {
            case .table: L("Table", context: "view")
            case .timeline: L("Timeline")
            case .priority: L("By priority")
            case .country: L("By owner")
            case .element: L("By what it changes")
            case .lanes: L("By quarter")
            }
        }
    }

    let frame: PlansFrame
    let material: PlanMaterial
    let view: View
    let states: [String: FormState]
    private let words: PlanWords
    private let gathered: PlanGathered
    private let adoption: PlanAdoption
    private let query: FormValues
    private let follow: FollowButton
    private let takeable: [ActionRecord]
    private let kept: HTML
    private let remarks: HTML

    /// - Parameter states: of the forms that were refused, by their id.
    init(_ visit: Visit, _ id: ProgrammePlan.ID, _ states: [String: FormState] = [:], _ reading: any Reading) throws {
        let material = try PlanMaterial(visit, id, reading)
        self.material = material
        self.states = states
        frame = try PlansFrame(visit, material.plan.programme, reading)
        query = visit.inbound.query
        follow = try FollowButton("plan:\(id)", visit, reading)
        view = View(rawValue: visit.inbound.query.text("view")) ?? .table
        kept = try KeptFilterSection(PlanPaths.plan(id), ["view", "q", "state", "sort"], visit, reading).html
        remarks = try RemarkSection("plan:\(id)", visit, reading).html
        words = try PlanWords(material.plan.programme, material.entries.map(\.action), reading)
        gathered = try PlanGathered(material.plan, material.voice, reading)
        takeable =
            material.voice.edits(material.plan) && material.plan.stage != .closed
            ? try PlanItemOperations.takeable(material.plan, material.voice, reading) : []
        adoption = try PlanAdoption(material.plan, material.entries, material.voice, reading)
    }

    private var plan: PlanRecord { material.plan }
    private var mayEdit: Bool { material.voice.edits(plan) && plan.stage != .closed }

    var answer: Answer {
        frame.answer(
            PlanFacts.tab, .verbatim(plan.title), path: PlanPaths.plan(plan.id),
            between: [.init(L("Plans"), PlanPaths.plans(plan.programme))],
            status: states.values.contains { !$0.errors.isEmpty } ? .wrong : .ok,
            """
            \(head)\(PlanStageSection(material: material, adoption: adoption, states: states).html)\(PlanVersionSection(material: material).html)\(tabs)\(kept)\(shown)\
            \(mayEdit ? adding : .empty)\(remarks)
            """)
    }

    // MARK: How far it is

    private var head: HTML {
        let progress = material.progress
        let owner: HTML = words.owner(of: plan).map { "<span dir=\"auto\">\($0)</span> " } ?? .empty
        let period: HTML =
            plan.startsOn.isEmpty || plan.endsOn.isEmpty
            ? .empty : "<span>\(DateText.span(plan.startsOn, plan.endsOn))</span> "
        return """
            <div class="head"><div class="between"><h1 lang="\(plan.language)" dir="auto">\(plan.title)</h1>\(follow.html)</div>\
            <p class="meta">\(PlanWords.stage(plan.stage)) <span>\(plan.kind.label)</span> \(owner)\(period)\(TLP.chip(plan.marking))</p>\
            <p class="lede">\(progress.value == nil ? L("No action is agreed yet, so there is nothing to count.") : L("It is \(PlanWords.percent(progress.value).string()) done."))</p>\
            \(progress.value == nil ? .empty : "<p class=\"meta\">\(PlanWords.parts(progress).html { "<span>\($0)</span> " })</p>")\(changed)\
            \(plan.text.isEmpty ? .empty : "<p class=\"lines-kept\" dir=\"auto\">\(plan.text)</p>")</div>
            """
    }

    private var changed: HTML {
        guard let change = material.change, let last = material.adopted else { return .empty }
        let (total, scope, work) = (
            PlanWords.points(change.total), PlanWords.points(change.scope), PlanWords.points(change.work)
        )
        return """
            <p class="meta">\(L("Since version \(last.version): \(total) points, \(scope) from scope, \(work) from work."))</p>
            """
    }

    // MARK: Views

    private var tabs: HTML {
        let views = View.allCases.filter { $0 != .lanes || plan.kind == .roadmap || plan.kind == .regional }
        let list = views.html { one -> HTML in
            let address = one == .table ? PlanPaths.plan(plan.id) : "\(PlanPaths.plan(plan.id))?view=\(one.rawValue)"
            return
                "<li><a href=\"\(address)\"\("aria-current", value: one == view ? "page" : nil)>\(one.label)</a></li>"
        }
        return """
            <div class="between"><nav aria-label="\(L("How it is shown").string())"><ul class="tabs">\(list)</ul></nav>\(files)</div>
            """
    }

    private var files: HTML {
        let tables = TableFormat.allCases.map { (PlanPaths.table(plan.id, $0.rawValue), $0.label) }
        let papers = ["docx", "pdf"].map { name -> (String, Message) in
            (PlanPaths.file(plan.id, "report.\(name)"), .verbatim(name.uppercased()))
        }
        return """
            <details class="menu end"><summary class="button plain">\(Icon.svg("download")) \(L("Download"))</summary><ul>\
            \((tables + papers).html { "<li><a href=\"\($0.0)\" download>\($0.1)</a></li>" })</ul></details>
            """
    }

    private var shown: HTML {
        guard !material.entries.isEmpty else {
            return "<div class=\"empty\"><h2>\(L("No actions yet"))</h2></div>"
        }
        let tables = PlanTableSection(
            material: material, words: words, gathered: gathered, adoption: adoption, query: query)
        switch view {
        case .table: return tables.html
        case .timeline: return PlanTimelineSection(material: material).html
        case .priority:
            return tables.grouped(view) { entry in entry.item.priority.isEmpty ? nil : .verbatim(entry.item.priority) }
        case .country: return tables.grouped(view) { entry in entry.action.owner.map { words.owner($0) } }
        case .element: return tables.grouped(view) { entry in ActionElement(rawValue: entry.action.element)?.label }
        case .lanes:
            return PlanLanesSection(
                material: material, words: words, gathered: gathered, adoption: adoption, isOnWall: false
            ).html
        }
    }

    // MARK: Adding

    private var adding: HTML {
        let quick = states["quick"] ?? FormState()
        let paste = states["paste"] ?? FormState()
        return """
            <section id="adding"><h2>\(L("Add actions"))</h2>\(quick.summary([("title", L("What is to be done?")), ("due-on", L("Due")), ("owner", L("Owner"))]))\
            <form class="inline" id="quick" method="post" action="\(PlanPaths.items(plan.id))">\
            <input type="hidden" name="quick" value="1"><input type="hidden" name="idempotency" value="">\
            \(quick.text("title", L("What is to be done?"), maxLength: 600, isRequired: true))\
            \(quick.text("due-on", L("Due"), type: "date"))<button class="primary">\(L("Add"))</button></form>\
            <div class="actions"><a class="button" href="\(PlanPaths.newItem(plan.id))">\(L("Add with all details"))</a>\
            <a class="button plain" href="\(PlanPaths.importing(plan.id))">\(FieldImportSection.title)</a></div>\
            <details\("open", when: !paste.errors.isEmpty)><summary>\(L("Paste several"))</summary>\
            <form class="form" id="paste" method="post" action="\(PlanPaths.paste(plan.id))">\
            \(paste.summary([("lines", L("Actions"))]))\
            \(paste.area("lines", L("Actions"), hint: L("One on each line; a day behind a tab is the day when it is due."), maxLength: 60_000))\
            <div class="actions"><button>\(L("Add them"))</button></div></form></details>\(taking)</section>
            """
    }

    /// What came of a finding, a gap or a risk becomes part of the plan.
    private var taking: HTML {
        guard !takeable.isEmpty else { return .empty }
        let options = takeable.map { (value: $0.id.description, label: Message.verbatim($0.title)) }
        return """
            <details><summary>\(L("Take in an action that is there"))</summary>\
            <form class="inline" id="taking" method="post" action="\(PlanPaths.taking(plan.id))">\
            \(FormState().select("action", L("Action"), hint: L("Open, and in no plan yet."), options: options))\
            <button>\(L("Take it in"))</button></form></details>
            """
    }
}
