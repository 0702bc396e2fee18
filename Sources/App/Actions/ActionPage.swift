import Domain
import Markup
import Storage
import Web

/// One action: how it stands, what its owner does next, where it comes from and what a later exercise showed.
struct ActionPage {
    let frame: ProgrammeFrame
    let action: ActionRecord
    let standing: ActionStanding
    let owns: Bool
    let edits: Bool
    let state: FormState
    private let retests: [(retest: ActionRetest, event: String, path: String?)]
    private let source: ActionSource?
    private let thread: HTML
    private let words: ActionWords
    private let notRetested: [String]
    private let isOverdue: Bool
    private let sections: HTML
    private let follow: HTML
    private let remarks: HTML

    init(_ visit: Visit, _ id: Action.ID, _ state: FormState, _ reading: any Reading) throws {
        let (action, voice) = try ActionOperations.seen(visit, id, reading)
        (self.action, self.state) = (action, state)
        frame = try ProgrammeFrame(visit, action.programme, reading)
        let proofs = try ActionProofs([action], reading)
        standing = proofs.standing(action, for: voice)
        notRetested = proofs.notRetested(action, for: voice)
        owns = voice.owns(action)
        edits = voice.edits(action)
        source = try ActionOrigins.source(action.origin, visit, reading)
        thread = try ThreadTrail(of: action.id, reading, visit).html
        words = try ActionWords(action.programme, [action], reading)
        sections = try Features.all { $0 as? any ActionSectionFeature.Type }.reduce(into: HTML.empty) { html, feature in
            let section = try feature.section(of: action, visit, reading)
            html = "\(html)\(section)"
        }
        follow = try FollowButton("action:\(id)", visit, reading).html
        remarks = try RemarkSection("action:\(id)", visit, reading).html
        isOverdue = action.isOverdue(on: CalendarDate.today(visit.now), standing)
        retests = try proofs.retests(of: action, for: voice).map { retest in
            let opens = try !visit.membership(in: retest.event, reading).roles.isEmpty
            let event = try EventStore(reading).event(retest.event)
            let isTold = opens || !EventSummary.forNamed.contains(event.marking)
            return (
                retest: retest, event: isTold ? event.title : L("a later exercise").string(),
                path: opens ? Paths.event(retest.event) : nil
            )
        }
    }

    var answer: Answer {
        frame.page(
            .verbatim(action.title), path: Paths.action(action.id), tab: ProgrammeTab.actions.id,
            between: [.init(L("Actions"), Paths.actions(action.programme))], styles: ["tables", "guide"],
            status: state.errors.isEmpty ? .ok : .wrong,
            """
            <div class="head"><h1 lang="\(action.language)" dir="auto">\(action.title)</h1>\
            <p class="meta">\(ActionWords.chip(standing)) <span dir="auto">\(words.owner(action.owner))</span> \
            \(isOverdue ? "<span class=\"state bad\">\(L("overdue"))</span> " : .empty)\(TLP.chip(action.marking))</p>\
            <p class="lede">\(next)</p>\(follow)</div>
            \(missing)\(acts)\(sections)\(told)\(origin)\(shown)\(edits && standing.isOpen ? changing : .empty)\(remarks)\(thread)
            """)
    }

    /// In one sentence what happens now.
    private var next: Message {
        switch standing {
        case .proposed:
            owns ? L("You are asked whether you will do it.") : L("Its owner has not said yes yet.")
        case .agreed: L("Its owner said yes on \(DateText.day(day(action.agreedAt))).")
        case .inProgress: L("It is being done.")
        case .done:
            notRetested.isEmpty
                ? L("It is done. That it helped is shown by a later exercise only.")
                : L("It is done. Not retested: \(list: notRetested).")
        case .proven: L("A later exercise has shown that it helped.")
        case .notProven: L("A later exercise has shown that it is not enough: it is open again.")
        case .dropped: L("It was dropped: see why below.")
        }
    }

    private func day(_ time: Int64?) -> String { CalendarDate.today(time ?? action.createdAt) }

    private var missing: HTML {
        let missing = action.missing
        guard !missing.isEmpty, standing.isOpen else { return .empty }
        return """
            <div class="notice warn" id="missing"><p>\(L("Not said yet: \(list: missing.map { $0.string() })"))</p></div>
            """
    }

    private var acts: HTML {
        guard owns || edits else { return .empty }
        var parts: [HTML] = []
        if owns, standing == .proposed { parts.append(button(.agree, L("I will do it"), isFirst: true)) }
        if owns, standing == .agreed { parts.append(button(.begin, L("I have begun"), isFirst: true)) }
        if owns, standing == .notProven { parts.append(button(.begin, L("I go on with it"), isFirst: true)) }
        if owns, standing == .done { parts.append(button(.begin, L("It is not done after all"))) }
        if owns, ActionOperations.from(.finish).contains(standing) {
            parts.append(written(.finish, L("What was done?"), L("It is done"), isFirst: standing == .inProgress))
        }
        if ActionOperations.from(.drop).contains(standing) {
            parts.append(written(.drop, L("Why is it dropped?"), L("Drop it")))
        }
        return "<section id=\"next\"><h2 class=\"sr\">\(L("What you can do"))</h2>\(parts.html { $0 })</section>"
    }

    private func button(_ move: ActionMove, _ label: Message, isFirst: Bool = false) -> HTML {
        """
        <form id="\(move.rawValue)" method="post" action="\(Paths.actionState(action.id))">\
        <button name="move" value="\(move.rawValue)"\("class", value: isFirst ? "primary" : nil)>\(label)</button></form>
        """
    }

    private func written(_ move: ActionMove, _ label: Message, _ word: Message, isFirst: Bool = false) -> HTML {
        let isSent = state.values.text("move") == move.rawValue
        let form = (isSent ? state : FormState()).placed(move.rawValue)
        return """
            <details id="\(move.rawValue)"\("open", when: isSent)><summary class="button">\(word)</summary>\
            <form class="form" method="post" action="\(Paths.actionState(action.id))">\
            <input type="hidden" name="move" value="\(move.rawValue)">\(form.area("words", label, maxLength: 4_000))\
            <div class="actions"><button\("class", value: isFirst ? "primary" : nil)>\(word)</button></div></form></details>
            """
    }

    private var told: HTML {
        """
        <section id="told"><h2>\(L("What is agreed"))</h2>\(FieldList.facts(action.fields))\
        \(action.outcome.isEmpty ? .empty : "<h3>\(action.state == .dropped ? L("Why it was dropped") : L("What was done"))</h3><p class=\"lines-kept\" dir=\"auto\">\(action.outcome)</p>")</section>
        """
    }

    private var origin: HTML {
        guard let source else { return .empty }
        let title: HTML = source.path.map { "<a href=\"\($0)\">\(source.title)</a>" } ?? "\(source.title)"
        return """
            <section id="origin"><h2>\(L("Where it comes from"))</h2><p dir="auto">\(source.label): \(title)</p></section>
            """
    }

    private var shown: HTML {
        guard !retests.isEmpty else { return .empty }
        return """
            <section id="retests"><h2>\(L("Retests"))</h2><ul class="lines">\(retests.html { one in
                let title: HTML = one.path.map { "<a href=\"\($0)\">\(one.event)</a>" } ?? "\(one.event)"
                let (tone, word) = result(one.retest.result)
                return """
                    <li><p class="title" dir="auto">\(title)</p><p class="meta"><span class="state\(tone)">\(word)</span> \
                    <span>\(DateText.day(day(one.retest.at)))</span></p>\
                    \(one.retest.note.isEmpty ? .empty : "<p class=\"lines-kept\" dir=\"auto\">\(one.retest.note)</p>")</li>
                    """
            })</ul></section>
            """
    }

    private func result(_ result: ActionRetest.Result) -> (String, Message) {
        switch result {
        case .proven: (" good", ActionStanding.proven.label)
        case .notProven: (" bad", ActionStanding.notProven.label)
        case .partly(let tasks): ("", L("not retested: \(list: tasks)"))
        }
    }

    private var changing: HTML {
        """
        <div class="actions"><a class="button" href="\(Paths.actionEditing(action.id))">\(Icon.svg("edit")) \(L("Edit the action"))</a></div>
        """
    }
}
