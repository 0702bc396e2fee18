import Domain
import Markup
import Storage
import Web

/// Adding an action to a plan with all that is known of it, and changing it.
struct PlanItemFormPage {
    let frame: PlansFrame
    let plan: PlanRecord
    /// Nothing for a new one.
    let item: PlanItemRecord?
    let state: FormState
    private let owners: [FieldOption]
    /// Of which it may be besides its owner's; none in a country's plan.
    private let regions: [FieldOption]

    init(_ visit: Visit, _ id: ProgrammePlan.ID?, _ itemID: PlanItem.ID?, _ state: FormState?, _ reading: any Reading)
        throws
    {
        let item = try itemID.map { try PlanItemOperations.seen(visit, $0, reading).0 }
        guard let home = item?.plan ?? id else { throw Refusal.notFound }
        let plan = try PlanRecordStore(reading).plan(home)
        let voice = try PlanVoice(visit, plan.programme, reading)
        guard voice.reads(plan) else { throw Refusal.notFound }
        guard voice.edits(plan) else { throw Refusal.forbidden }
        guard plan.stage != .closed else { throw Refusal.planClosed }
        (self.plan, self.item) = (plan, item)
        frame = try PlansFrame(visit, plan.programme, reading)
        let action = try item.map { try ActionStore(reading).action($0.action) }
        let words = try PlanWords(plan.programme, [action].compactMap { $0 }, reading)
        owners = Self.owners(plan, voice, action, words)
        let known = voice.standing.regions.union(item?.regions ?? [])
        regions =
            plan.kind == .national
            ? [] : known.sorted().map { (value: $0.description, label: words.member(.region($0))) }
        self.state = state ?? Self.begin(plan, item, action)
    }

    static func owners(_ plan: PlanRecord, _ voice: PlanVoice, _ action: ActionRecord?, _ words: PlanWords)
        -> [FieldOption]
    {
        var members: [MemberRef] = [plan.owner].compactMap { $0 }
        switch plan.kind {
        case .national: break
        case .regional: members += voice.asked(plan)
        default:
            members += voice.standing.regions.sorted().map { .region($0) }
            members += voice.standing.countries.map { .country($0) }
        }
        var options = members.map { (value: $0.description, label: words.member($0)) }
        if plan.kind != .national { options.insert((value: "", label: L("Nobody yet")), at: 0) }
        if let account = voice.standing.account { options.append((value: "account:\(account)", label: L("Me"))) }
        if let owner = action?.owner, !options.contains(where: { $0.value == owner.description }) {
            options.append((value: owner.description, label: words.owner(owner)))
        }
        return options
    }

    private static func begin(_ plan: PlanRecord, _ item: PlanItemRecord?, _ action: ActionRecord?) -> FormState {
        var fields = action?.fields ?? ActionFields()
        if action == nil { fields.language = plan.language }
        return FormState(
            stored: FieldForm.stored(fields) + FieldForm.stored(item?.fields ?? PlanItemFields()) + [
                ("owner", action.map { $0.owner?.description ?? "" } ?? plan.owner?.description ?? ""),
                ("secured", item?.isSecured ?? false ? "1" : ""), ("held-back", item?.isHeldBack ?? false ? "1" : ""),
            ] + (item?.regions ?? []).map { ("region", $0.description) })
    }

    private var choosing: HTML {
        guard !regions.isEmpty else { return .empty }
        let chosen = Set(state.values.all("region"))
        return """
            <fieldset><legend>\(L("Regions"))</legend><div class="checks">\(regions.html { one in
                "<label><input type=\"checkbox\" name=\"region\" value=\"\(one.value)\"\("checked", when: chosen.contains(one.value))> <span dir=\"auto\">\(one.label)</span></label>" as HTML
            })</div></fieldset>
            """
    }

    var answer: Answer {
        let title = item == nil ? L("Add an action") : L("Edit the action")
        let path = item.map { PlanPaths.itemEditing($0.id) } ?? PlanPaths.newItem(plan.id)
        let target = item.map { PlanPaths.item($0.id) } ?? PlanPaths.items(plan.id)
        let back = item.map { PlanPaths.item($0.id) } ?? PlanPaths.plan(plan.id)
        let labels =
            ActionFields.fields.map { (field: $0.name, label: $0.label) } + [(field: "owner", label: L("Owner"))]
            + PlanItemFields.fields.map { (field: $0.name, label: $0.label) }
        return frame.answer(
            PlanFacts.tab, title, path: path,
            between: [
                .init(L("Plans"), PlanPaths.plans(plan.programme)),
                .init(.verbatim(plan.title), PlanPaths.plan(plan.id)),
            ], status: state.errors.isEmpty ? .ok : .wrong,
            """
            <div class="head"><h1>\(title)</h1><p class="lede">\(L("It counts as agreed once its owner says yes here."))</p></div>
            <form class="form" id="item" method="post" action="\(target)">\
            \(item == nil ? "<input type=\"hidden\" name=\"idempotency\" value=\"\(state.values.text("idempotency"))\">" : .empty)\
            \(state.summary(labels))\(FieldForm<ActionFields>(state: state).html)\
            \(state.select("owner", L("Owner"), hint: L("Who says yes to it, and does it."), options: owners))\
            <h2>\(L("In the plan"))</h2>\(FieldForm<PlanItemFields>(state: state).html)\
            \(choosing)\(state.check("secured", L("The money is secured")))\
            \(plan.owner == nil ? .empty : state.check("held-back", L("Shown to the owner of the plan and the organisers only")))\
            <div class="actions dock"><button class="primary">\(item == nil ? L("Add it") : L("Save the action"))</button>\
            <a class="button plain" href="\(back)">\(L("Cancel"))</a></div></form>
            """)
    }
}
