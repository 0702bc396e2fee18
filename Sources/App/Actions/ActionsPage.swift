import Domain
import Markup
import Storage
import Web

/// The actions of a programme, as far as somebody reads them: what is open first.
struct ActionsPage {
    enum Shown: String, CaseIterable {
        case open, mine, done, all

        var label: Message {
            switch self {
            case .open: L("Open", context: "actions")
            case .mine: L("Mine", context: "actions")
            case .done: L("Done and proven")
            case .all: L("All", context: "actions")
            }
        }
    }

    let frame: ProgrammeFrame
    let actions: [ActionRecord]
    let shown: Shown
    private let standings: [Action.ID: ActionStanding]
    private let left: [Action.ID: [String]]
    private let mayPropose: Bool
    private let words: ActionWords
    private let today: String
    private let seen: [ActionRecord]
    private let asked: FormValues
    private let kept: HTML

    init(_ visit: Visit, _ programme: Programme.ID, _ reading: any Reading) throws {
        frame = try ProgrammeFrame(visit, programme, reading)
        let voice = try ActionVoice(visit, reading)
        let seen = try ActionStore(reading).actions(of: [programme]).filter(voice.reads)
        self.seen = seen
        let proofs = try ActionProofs(seen, reading)
        left = Dictionary(uniqueKeysWithValues: seen.map { ($0.id, proofs.notRetested($0, for: voice)) })
        let standings = Dictionary(uniqueKeysWithValues: seen.map { ($0.id, proofs.standing($0, for: voice)) })
        self.standings = standings
        let shown = Shown(rawValue: visit.inbound.query.text("show")) ?? .open
        self.shown = shown
        let asked = visit.inbound.query
        self.asked = asked
        kept = try KeptFilterSection(Paths.actions(programme), ["show", "q"], visit, reading).html
        let search = asked.text("q")
        actions = seen.filter { search.isEmpty || $0.fields.matches(search) }.filter { action in
            switch shown {
            case .open: standings[action.id]?.isOpen ?? false
            case .mine: voice.owns(action)
            case .done: [.done, .proven].contains(standings[action.id])
            case .all: true
            }
        }
        mayPropose = voice.proposes(in: programme)
        words = try ActionWords(programme, seen, reading)
        today = CalendarDate.today(visit.now)
    }

    var answer: Answer {
        frame.page(
            L("Actions"), path: Paths.actions(frame.id), tab: ProgrammeTab.actions.id, styles: ["tables"],
            """
            <div class="head"><h1>\(L("Actions"))</h1><p class="lede">\(summary)</p>\
            \(mayPropose ? "<div class=\"actions\"><a class=\"button primary\" href=\"\(Paths.newAction(frame.id))\">\(Icon.svg("plus")) \(L("Propose an action"))</a></div>" : .empty)</div>
            <nav aria-label="\(L("Which actions").string())"><ul class="tabs">\(Shown.allCases.html(choice))</ul></nav>
            \(filter)\(kept)\(list)
            """)
    }

    private var filter: HTML {
        guard seen.count > 1 else { return .empty }
        return """
            <form class="inline" id="filter" method="get" action="\(Paths.actions(frame.id))" role="search" data-auto>\
            \(shown == .open ? .empty : "<input type=\"hidden\" name=\"show\" value=\"\(shown.rawValue)\">")\
            \(FormState(asked).text("q", L("Search"), type: "search"))<button>\(L("Show"))</button></form>
            """
    }

    private var list: HTML {
        guard !actions.isEmpty else { return "<p class=\"muted\">\(L("No such action."))</p>" }
        return "<ul class=\"lines\">\(actions.html(line))</ul>"
    }

    /// The answer first: how far they have come.
    private var summary: Message {
        let overdue = seen.filter { $0.isOverdue(on: today, standings[$0.id] ?? .proposed) }.count
        let proven = standings.values.filter { $0 == .proven }.count
        return L(
            seen.count, one: "\(seen.count) action: overdue \(overdue), proven \(proven)",
            other: "\(seen.count) actions: overdue \(overdue), proven \(proven)")
    }

    private func choice(_ one: Shown) -> HTML {
        let query = [("show", one == .open ? "" : one.rawValue), ("q", asked.text("q"))].filter { !$0.1.isEmpty }
        let address = "\(Paths.actions(frame.id))\(QueryText.of(query))"
        return "<li><a href=\"\(address)\"\("aria-current", value: one == shown ? "page" : nil)>\(one.label)</a></li>"
    }

    private func line(_ action: ActionRecord) -> HTML {
        let standing = standings[action.id] ?? .proposed
        let element = ActionElement(rawValue: action.element)?.label
        let due: HTML =
            action.dueOn.isEmpty
            ? "<span>\(L("no day yet"))</span>"
            : action.isOverdue(on: today, standing)
                ? "<span class=\"state bad\">\(L("overdue since \(DateText.day(action.dueOn))"))</span>"
                : "<span>\(L("due \(DateText.day(action.dueOn))"))</span>"
        let left = left[action.id] ?? []
        return """
            <li id="action-\(action.id)"><p class="title" lang="\(action.language)" dir="auto"><a href="\(Paths.action(action.id))">\(action.title)</a></p>\
            <p class="meta">\(ActionWords.chip(standing)) <span dir="auto">\(words.owner(action.owner))</span> \(due) \
            \(element.map { "<span>\($0)</span> " as HTML } ?? .empty)\
            \(left.isEmpty ? .empty : "<span>\(L("not retested: \(list: left)"))</span> ")\(TLP.chip(action.marking))</p></li>
            """
    }
}
