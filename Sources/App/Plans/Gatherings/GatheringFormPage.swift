import Domain
import Markup
import Storage
import Web

/// The form of a gathering.
struct GatheringFormPage {
    let frame: PlansFrame
    /// Nothing for a new one.
    let gathering: GatheringRecord?
    let state: FormState
    private let tree: AreaTree
    private let places: [FieldOption]

    init(
        _ visit: Visit, _ programme: Programme.ID, _ id: Gathering.ID?, _ state: FormState?, _ reading: any Reading
    ) throws {
        frame = try PlansFrame(visit, programme, reading)
        let standing = frame.standing
        let gathering = try id.map { try GatheringOperations.kept(visit, programme, $0, reading).0 }
        if gathering == nil, !standing.tellsRisks { throw Refusal.forbidden }
        self.gathering = gathering
        let tree = try AreaTree(reading)
        self.tree = tree
        let places = try RiskWords(reading).places(of: standing)
        self.places = places
        if let state {
            self.state = state
        } else {
            var fields = gathering?.fields ?? GatheringFields()
            if gathering == nil { fields.language = Language.current.rawValue }
            var stored: [(String, String)] = FieldForm.stored(fields)
            stored += AreaField.stored(gathering?.areas ?? [], tree)
            stored.append(("place", gathering?.place.description ?? places.first?.value ?? ""))
            stored.append(("marking", gathering?.marking ?? "GREEN"))
            stored.append(("shared", gathering?.isShared ?? true ? "1" : ""))
            self.state = FormState(stored: stored)
        }
    }

    var answer: Answer {
        let id = frame.programme
        let title = gathering == nil ? L("Plan a gathering") : L("Change the gathering")
        let path = gathering.map { GatheringPaths.editing(id, $0.id) } ?? GatheringPaths.new(id)
        let target = gathering.map { GatheringPaths.gathering(id, $0.id) } ?? GatheringPaths.gatherings(id)
        let form = FieldForm<GatheringFields>(state: state)
        let markings: [FieldOption] = SharedMarkings.all.filter { $0 != "RED" }.map {
            (value: $0, label: .verbatim("TLP:\($0)"))
        }
        let labels: [(field: String, label: Message)] =
            GatheringFields.fields.map { (field: $0.name, label: $0.label) } + [
                ("place", L("Whose it is")), ("area", L("Area")), ("marking", L("Marking")),
            ]
        return frame.answer(
            GatheringFacts.tab, title, path: path,
            between: [.init(L("Mass gatherings"), GatheringPaths.gatherings(id))],
            status: state.errors.isEmpty ? .ok : .wrong,
            """
            <div class="head"><h1>\(title)</h1></div><form class="form" id="gathering" method="post" action="\(target)">\
            \(gathering == nil ? "<input type=\"hidden\" name=\"idempotency\" value=\"\(state.values.text("idempotency"))\">" : PlansStale.input(gathering?.changedAt))\
            \(state.summary(labels))\(form.html)\(gathering == nil ? state.select("place", L("Whose it is"), options: places) : .empty)\
            \(AreaField(state: state, tree: tree, kept: gathering?.areas ?? []).html)\
            \(state.select("marking", L("Marking"), options: markings))\
            \(state.check("shared", L("Everybody of the programme may read it, as its marking says")))\
            <div class="actions"><button class="primary">\(gathering == nil ? L("Plan it") : L("Save"))</button>\
            <a class="button plain" href="\(target)">\(L("Cancel"))</a></div></form>
            """)
    }
}
