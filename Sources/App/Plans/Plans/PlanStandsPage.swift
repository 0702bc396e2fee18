import Domain
import Markup
import Storage
import Web

/// Who agreed to what of a plan, and the form of who is asked.
struct PlanStandsPage {
    let frame: PlansFrame
    let material: PlanMaterial
    let adoption: PlanAdoption
    let state: FormState
    private let member: MemberRef?
    private let own: [MemberRef]
    private let words: PlanWords

    static let most = 300

    init(_ visit: Visit, _ id: ProgrammePlan.ID, _ state: FormState?, _ reading: any Reading) throws {
        let material = try PlanMaterial(visit, id, reading)
        let (plan, voice) = (material.plan, material.voice)
        self.material = material
        frame = try PlansFrame(visit, plan.programme, reading)
        let adoption = try PlanAdoption(plan, material.entries, voice, reading)
        self.adoption = adoption
        let own = voice.states(in: plan)
        self.own = own
        let asked = state?.values.text("member") ?? visit.inbound.query.text("member")
        let member = MemberRef(asked).flatMap { own.contains($0) ? $0 : nil } ?? own.first
        self.member = member
        words = try PlanWords(plan.programme, material.entries.map(\.action), reading)
        self.state =
            state
            ?? FormState(
                stored: adoption.lines.flatMap { line -> [(String, String)] in
                    guard let said = line.stands.first(where: { $0.member == member }) else { return [] }
                    return [("stand-\(line.item)", said.kind.rawValue), ("words-\(line.item)", said.words)]
                })
    }

    private var plan: PlanRecord { material.plan }

    var answer: Answer {
        frame.answer(
            PlanFacts.tab, L("Who agreed to what"), path: PlanPaths.stands(plan.id),
            between: [
                .init(L("Plans"), PlanPaths.plans(plan.programme)),
                .init(.verbatim(plan.title), PlanPaths.plan(plan.id)),
            ], status: state.errors.isEmpty ? .ok : .wrong,
            """
            <div class="head"><h1>\(L("Who agreed to what"))</h1><p class="lede">\(lede)</p></div>\
            \(plan.stage == .inReview && member != nil ? form : .empty)<section><h2>\(L("All answers"))</h2>\(list)</section>
            """)
    }

    private var lede: Message {
        if adoption.asked.isEmpty { return L("Nobody else is asked about this plan.") }
        let whole = adoption.lines.filter { $0.agreed == adoption.asked.count }.count
        return L("\(whole) of \(adoption.lines.count) actions are agreed by all \(adoption.asked.count).")
    }

    private var list: HTML {
        "<ul class=\"lines\">\(adoption.lines.prefix(Self.most).html(line))</ul>"
    }

    private func line(_ line: PlanAdoption.Line) -> HTML {
        guard let entry = material.entry(line.item) else { return .empty }
        return """
            <li><p class="title" lang="\(entry.action.language)" dir="auto"><a href="\(PlanPaths.item(line.item))">\(entry.item.number) \(entry.action.title)</a></p>\
            <p class="meta"><b>\(L("agreed by \(line.agreed) of \(adoption.asked.count)"))</b></p>\
            \(line.notes.html { note in
                "<p class=\"meta\"><span dir=\"auto\">\(words.member(note.member))</span> <span class=\"state\(note.kind == .reserves ? " warn" : "")\">\(note.kind.label)</span> <span dir=\"auto\">\(note.words)</span></p>" as HTML
            })\(line.silent.isEmpty ? .empty : "<p class=\"meta\">\(L("No answer yet: \(list: line.silent.map { words.member($0).string() })"))</p>")</li>
            """
    }

    private var form: HTML {
        let options: [FieldOption] =
            [(value: "", label: L("No answer"))] + PlanStandKind.allCases.map { (value: $0.rawValue, label: $0.label) }
        let choice: HTML =
            own.count > 1
            ? FormState(stored: [("member", member?.description ?? "")]).select(
                "member", L("In whose name"), options: own.map { (value: $0.description, label: words.member($0)) })
            : "<input type=\"hidden\" name=\"member\" value=\"\(member?.description ?? "")\">"
        let labels = state.errors.keys.sorted().map { (field: $0, label: L("Words")) }
        return """
            <form class="form" id="stands" method="post" action="\(PlanPaths.stands(plan.id))">\(state.summary(labels))\(choice)\
            \(adoption.lines.prefix(Self.most).html { line in
                let entry = material.entry(line.item)
                return """
                    <fieldset><legend dir="auto">\(entry?.item.number ?? "") \(entry?.action.title ?? "")</legend><div class="row">\
                    \(state.select("stand-\(line.item)", L("We say"), options: options))\(state.text("words-\(line.item)", L("Words"), maxLength: 2_000))</div></fieldset>
                    """ as HTML
            })\(state.check("all", L("Agree to all that is left open")))\
            <div class="actions dock"><button class="primary">\(L("Send"))</button></div></form>
            """
    }
}
