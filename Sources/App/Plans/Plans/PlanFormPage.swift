import Domain
import Markup
import Storage
import Web

/// Beginning a plan, and saying what it is.
struct PlanFormPage {
    let frame: PlansFrame
    /// Nothing for a new one.
    let plan: PlanRecord?
    let state: FormState
    private let kinds: [PlanKind]
    private let owners: [FieldOption]

    init(
        _ visit: Visit, _ programme: Programme.ID?, _ id: ProgrammePlan.ID?, _ state: FormState?, _ reading: any Reading
    )
        throws
    {
        let plan = try id.map { try PlanRecordStore(reading).plan($0) }
        guard let home = plan?.programme ?? programme else { throw Refusal.notFound }
        let voice = try PlanVoice(visit, home, reading)
        if let plan {
            guard voice.reads(plan) else { throw Refusal.notFound }
            guard voice.edits(plan) else { throw Refusal.forbidden }
        } else {
            try voice.standing.require(voice.standing.isOf)
            guard !voice.kinds.isEmpty else { throw Refusal.forbidden }
        }
        self.plan = plan
        frame = try PlansFrame(visit, home, reading)
        let kinds = voice.kinds
        self.kinds = kinds
        let words = try PlanWords(home, [], reading)
        let all = kinds.flatMap { voice.owners(of: $0) }
        owners =
            (kinds.contains { $0.owner == nil } ? [(value: "", label: L("The programme"))] : [])
            + all.map { (value: $0.description, label: words.member($0)) }
        self.state = state ?? Self.begin(plan, kinds, all)
    }

    private static func begin(_ plan: PlanRecord?, _ kinds: [PlanKind], _ owners: [MemberRef]) -> FormState {
        var fields = plan?.fields ?? PlanRecordFields()
        if plan == nil { fields.language = Language.current.rawValue }
        let kind = plan?.kind ?? kinds.first ?? .network
        let isNational = kind == .national
        return FormState(
            stored: FieldForm.stored(fields) + [
                ("kind", kind.rawValue),
                ("owner", plan.map { $0.owner?.description ?? "" } ?? owners.first?.description ?? ""),
                ("marking", plan?.marking ?? (isNational ? "AMBER" : "GREEN")),
                ("sharing", (plan?.sharing ?? (isNational ? .owner : .programme)).rawValue),
            ])
    }

    var answer: Answer {
        let title = plan == nil ? L("Begin a plan") : L("Edit the plan")
        let path = plan.map { PlanPaths.editing($0.id) } ?? PlanPaths.newPlan(frame.programme)
        let target = plan.map { PlanPaths.plan($0.id) } ?? PlanPaths.plans(frame.programme)
        let markings: [FieldOption] = SharedMarkings.all.filter { $0 != "RED" }.map {
            (value: $0, label: .verbatim("TLP:\($0)"))
        }
        let labels =
            [("kind", L("Kind")), ("owner", L("Owner"))] + PlanRecordFields.fields.map { ($0.name, $0.label) }
            + [("marking", L("Marking"))]
        return frame.answer(
            PlanFacts.tab, title, path: path, between: [.init(L("Plans"), PlanPaths.plans(frame.programme))],
            status: state.errors.isEmpty ? .ok : .wrong,
            """
            <div class="head"><h1>\(title)</h1></div>
            <form class="form" id="plan" method="post" action="\(target)">\
            \(plan == nil ? "<input type=\"hidden\" name=\"idempotency\" value=\"\(state.values.text("idempotency"))\">" : .empty)\
            \(plan.map { "<input type=\"hidden\" name=\"changed\" value=\"\($0.changedAt)\">" as HTML } ?? .empty)\
            \(state.summary(labels.map { (field: $0.0, label: $0.1) }))\(plan == nil ? beginning : .empty)\
            \(FieldForm<PlanRecordFields>(state: state).html)\
            <div class="row">\(state.select("marking", L("Marking"), options: markings))\
            \(state.select("sharing", L("Who reads it"), options: PlanSharing.allCases.map { (value: $0.rawValue, label: $0.label) }))</div>\
            <div class="actions"><button class="primary">\(plan == nil ? L("Begin it") : L("Save the plan"))</button>\
            <a class="button plain" href="\(target)">\(L("Cancel"))</a></div></form>
            """)
    }

    private var beginning: HTML {
        """
        <div class="row">\(state.select("kind", L("Kind"), options: kinds.map { (value: $0.rawValue, label: $0.label) }))\
        \(state.select("owner", L("Owner"), options: owners))</div>
        """
    }
}
