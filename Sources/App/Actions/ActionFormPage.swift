import Domain
import Markup
import Storage
import Web

/// The form of an action.
struct ActionFormPage {
    let frame: ProgrammeFrame
    /// Nothing for a new one.
    let action: ActionRecord?
    let state: FormState
    private let owners: [FieldOption]
    private let asksAnew: Bool

    init(
        _ visit: Visit, _ programme: Programme.ID?, _ id: Action.ID?, _ state: FormState?, _ reading: any Reading
    ) throws {
        let voice = try ActionVoice(visit, reading)
        let record = try id.map { try ActionOperations.seen(visit, $0, reading).0 }
        guard let place = record?.programme ?? programme else { throw Refusal.notFound }
        frame = try ProgrammeFrame(visit, place, reading)
        if let record {
            guard voice.edits(record) else { throw Refusal.forbidden }
            guard try ActionProofs([record], reading).standing(record).isOpen else { throw Refusal.actionClosed }
        } else {
            guard voice.proposes(in: place) else { throw Refusal.forbidden }
        }
        action = record
        asksAnew = record.map { $0.state != .proposed && !voice.owns($0) } ?? false
        self.state = state ?? Self.begin(record, frame.programme)
        let words = try ActionWords(place, [record].compactMap { $0 }, reading)
        let community = try Community(place, reading, now: visit.now)
        let mine = Set(voice.members(in: place))
        let all = voice.organises(place)
        var owners: [FieldOption] = [(value: "", label: L("Nobody yet"))]
        if let kept = record?.owner { owners.append((value: kept.description, label: words.owner(kept))) }
        let members = community.members.filter { $0.ref.kind != .country && (all || mine.contains($0.ref)) }
        owners += members.map { (value: $0.ref.description, label: .verbatim($0.name)) }
        owners += words.countries.filter { all || mine.contains(.country($0.code)) }
            .map { (value: MemberRef.country($0.code).description, label: .verbatim($0.name)) }
        owners += community.readers.filter { all || $0.account.id == voice.account }
            .map { (value: "account:\($0.account.id)", label: .verbatim($0.account.name)) }
        var seen: Set<String> = []
        self.owners = owners.filter { seen.insert($0.value).inserted }
    }

    private static func begin(_ record: ActionRecord?, _ programme: ProgrammeRecord) -> FormState {
        var fields = record?.fields ?? ActionFields()
        if record == nil { fields.language = Language.current.rawValue }
        let marking = record?.marking ?? (programme.marking == "RED" ? "AMBER+STRICT" : programme.marking)
        return FormState(
            stored: FieldForm.stored(fields) + [
                ("owner", record?.owner?.description ?? ""), ("marking", marking),
                ("shared", record?.isShared ?? true ? "1" : ""),
            ])
    }

    var answer: Answer {
        let title = action == nil ? L("Propose an action") : L("Edit the action")
        let path = action.map { Paths.actionEditing($0.id) } ?? Paths.newAction(frame.id)
        let target = action.map { Paths.action($0.id) } ?? Paths.actions(frame.id)
        let form = FieldForm<ActionFields>(state: state)
        let markings: [FieldOption] = SharedMarkings.all.filter { $0 != "RED" }.map {
            (value: $0, label: .verbatim("TLP:\($0)"))
        }
        return frame.page(
            title, path: path, tab: ProgrammeTab.actions.id,
            between: [.init(L("Actions"), Paths.actions(frame.id))], status: state.errors.isEmpty ? .ok : .wrong,
            """
            <div class="head"><h1>\(title)</h1>\
            <p class="lede">\(asksAnew ? L("Its owner is asked anew if you change what was agreed.") : L("It counts as agreed once its owner says yes here."))</p></div>
            <form class="form" id="action" method="post" action="\(target)">\
            \(action == nil ? "<input type=\"hidden\" name=\"idempotency\" value=\"\(state.values.text("idempotency"))\">" : .empty)\
            \(action.map { "<input type=\"hidden\" name=\"changed\" value=\"\($0.changedAt)\">" as HTML } ?? .empty)\
            \(state.summary(ActionFields.fields.map { (field: $0.name, label: $0.label) } + [("owner", L("Owner")), ("marking", L("Marking")), ("shared", L("Who reads it"))]))\
            \(form.html)\(state.select("owner", L("Owner"), hint: L("Who says yes to it, and does it."), options: owners))\
            \(state.select("marking", L("Marking"), options: markings))\
            \(state.check("shared", L("Everybody of the programme may read it, as its marking says")))\
            <div class="actions"><button class="primary">\(action == nil ? L("Propose it", context: "an item") : L("Save the action"))</button>\
            <a class="button plain" href="\(target)">\(L("Cancel"))</a></div></form>
            """)
    }
}
