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

    static let most = 200
    /// From which action on.
    private let from: Int

    init(_ visit: Visit, _ id: ProgrammePlan.ID, _ state: FormState?, _ reading: any Reading) throws {
        let material = try PlanMaterial(visit, id, reading)
        let (plan, voice) = (material.plan, material.voice)
        self.material = material
        frame = try PlansFrame(visit, plan.programme, reading)
        let adoption = try PlanAdoption(plan, material.entries, voice, reading)
        self.adoption = adoption
        from = (state?.values ?? visit.inbound.query).wish("from", in: 0...PlanOperations.mostItems) ?? 0
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
    private var page: ArraySlice<PlanAdoption.Line> { adoption.lines.dropFirst(from).prefix(Self.most) }

    /// One page of it, for a member.
    static func path(_ id: ProgrammePlan.ID, _ member: MemberRef?, _ from: Int) -> String {
        let query = [member.map { "member=\($0)" }, from > 0 ? "from=\(from)" : nil].compactMap { $0 }
        return PlanPaths.stands(id) + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
    }

    private var pages: HTML {
        let count = adoption.lines.count
        guard count > Self.most else { return .empty }
        let last = min(from + Self.most, count)
        func link(_ place: Int, _ label: Message) -> HTML {
            "<a class=\"button plain\" href=\"\(Self.path(plan.id, member, place))\">\(label)</a>"
        }
        return """
            <p class="actions"><span class="muted">\(L("\(from + 1) to \(last) of \(count)"))</span>\
            \(from > 0 ? link(max(0, from - Self.most), L("Back")) : .empty)\(last < count ? link(last, L("Next")) : .empty)</p>
            """
    }

    var answer: Answer {
        frame.answer(
            PlanFacts.tab, L("Who agreed to what"), path: PlanPaths.stands(plan.id),
            between: [
                .init(L("Plans"), PlanPaths.plans(plan.programme)),
                .init(.verbatim(plan.title), PlanPaths.plan(plan.id)),
            ], status: state.errors.isEmpty ? .ok : .wrong,
            """
            <div class="head"><h1>\(L("Who agreed to what"))</h1><p class="lede">\(lede)</p></div>\
            \(settling)\(plan.stage == .inReview && member != nil ? form : .empty)<section><h2>\(L("All answers"))</h2>\(list)\(pages)</section>
            """)
    }

    /// What was said in the room for those for whom they act.
    private var settling: HTML {
        guard plan.stage == .inReview else { return .empty }
        return material.voice.settles(in: plan).html { member -> HTML in
            let count = adoption.lines.filter { $0.provisional.contains(member) }.count
            guard count > 0 else { return .empty }
            let name = words.member(member).string()
            let words = L(
                count,
                one: "For \(name), the head of its delegation decided on \(count) action in the room.",
                other:
                    "For \(name), the head of its delegation decided on \(count) actions in the room.")
            return """
                <div class="notice warn"><p>\(words) \(L("It is provisional until you confirm it."))</p>\
                <form class="actions" id="settle-\(member.ref)" method="post" action="\(PlanPaths.settling(plan.id))"><input type="hidden" name="member" value="\(member.description)">\
                <button name="act" value="confirm">\(L("Confirm it"))</button><button class="plain" name="act" value="take-back">\(L("Take back what was said"))</button></form></div>
                """
        }
    }

    private var lede: Message {
        if adoption.asked.isEmpty { return L("Nobody else is asked about this plan.") }
        let whole = adoption.lines.filter { $0.agreed == adoption.asked.count }.count
        return L("\(whole) of \(adoption.lines.count) actions are agreed by all \(adoption.asked.count).")
    }

    private var list: HTML {
        "<ul class=\"lines\">\(page.html(line))</ul>"
    }

    private func line(_ line: PlanAdoption.Line) -> HTML {
        guard let entry = material.entry(line.item) else { return .empty }
        return """
            <li><p class="title" lang="\(entry.action.language)" dir="auto"><a href="\(PlanPaths.item(line.item))">\(entry.item.number) \(entry.action.title)</a></p>\
            <p class="meta"><b>\(L("agreed by \(line.agreed) of \(adoption.asked.count)"))</b></p>\(provisional(line))\
            \(line.notes.html { note in
                "<p class=\"meta\"><span dir=\"auto\">\(words.member(note.member))</span> <span class=\"state\(note.kind == .reserves ? " warn" : "")\">\(note.kind.label)</span> <span dir=\"auto\">\(note.words)</span></p>" as HTML
            })\(line.silent.isEmpty ? .empty : "<p class=\"meta\">\(L("No answer yet: \(list: line.silent.map { words.member($0).string() })"))</p>")</li>
            """
    }

    private func provisional(_ line: PlanAdoption.Line) -> HTML {
        guard !line.provisional.isEmpty else { return .empty }
        let names = line.provisional.map { words.member($0).string() }
        return
            "<p class=\"meta\"><span class=\"state warn\">\(L("provisional", context: "decision"))</span> \(L("Said in the room, not confirmed yet: \(list: names)"))</p>"
    }

    private var form: HTML {
        let options: [FieldOption] =
            [(value: "", label: L("No answer"))] + PlanStandKind.allCases.map { (value: $0.rawValue, label: $0.label) }
        // Each has a form of its own: what one says is not sent for another.
        let others: HTML =
            own.count > 1
            ? "<p class=\"meta\">\(L("In whose name")) \(own.html { one in one == member ? "<b dir=\"auto\">\(words.member(one))</b> " as HTML : "<a dir=\"auto\" href=\"\(Self.path(plan.id, one, 0))\">\(words.member(one))</a> " })</p>"
            : .empty
        let choice: HTML = "<input type=\"hidden\" name=\"member\" value=\"\(member?.description ?? "")\">"
        let labels = state.errors.keys.sorted().map { (field: $0, label: L("Words")) }
        return """
            \(member.map { material.voice.isProvisional(for: $0) } ?? false ? "<div class=\"notice\"><p>\(L("You decide in the room, as head of the delegation. It is provisional until the focal point confirms it."))</p></div>" as HTML : .empty)\
            \(others)<form class="form" id="stands" method="post" action="\(PlanPaths.stands(plan.id))">\(state.summary(labels))\(choice)<input type="hidden" name="from" value="\(from)">\
            \(page.html { line in
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
