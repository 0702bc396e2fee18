import Domain
import Markup
import Storage
import Web

/// The form of a need that members may have in common.
struct SharedNeedFormPage {
    let frame: ProgrammeFrame
    /// Nothing for a new one.
    let record: SharedNeedRecord?
    let form: SharedFormSection
    private let tree: AreaTree
    private let areas: Set<Area.ID>
    /// The item of the thread from which a new one comes.
    private let source: NeedSource?

    init(
        _ visit: Visit, _ programme: Programme.ID, _ id: SharedNeed.ID?, _ state: FormState?, _ reading: any Reading
    ) throws {
        frame = try ProgrammeFrame(visit, programme, reading)
        let tree = try AreaTree(reading)
        self.tree = tree
        if let id {
            let (need, voice) = try SharedNeedOperations.seen(visit, programme, id, reading)
            guard SharedNeedOperations.mayEdit(need, visit, voice) else { throw Refusal.forbidden }
            (record, source) = (need, nil)
            areas = try AreaTags(reading).areas(of: .need, id: id)
            form = try SharedFormSection(
                of: need, FieldForm.stored(need.fields) + AreaField.stored(areas, tree), state, voice, visit, reading)
        } else {
            let voice = try MemberVoice(visit, programme, reading)
            try voice.requireSpeaking()
            (record, areas) = (nil, [])
            let told = state?.values.text("source") ?? visit.inbound.query.text("source")
            let source = try ThreadReference(told).flatMap {
                try NeedSource.seen($0, by: visit.visitor, in: programme, reading)
            }
            self.source = source
            let began = try source.map { [place = frame.programme] in try Self.told($0, in: place, reading) }
            form = try SharedFormSection(in: frame.programme, state, voice, visit, told: began ?? [:], reading)
        }
    }

    /// In the words of the item, and marked at least as its event is.
    private static func told(_ source: NeedSource, in programme: ProgrammeRecord, _ reading: any Reading) throws
        -> [String: String]
    {
        let event = try source.item.event.map { try EventStore(reading).event($0) }
        var told = ["title": String(source.item.title.prefix(200)), "source": source.reference]
        told["language"] = source.item.language
        told["marking"] = event.map { TLP.stricter(programme.marking, $0.marking) } ?? programme.marking
        return told
    }

    var answer: Answer {
        let (programme, state) = (frame.id, form.state)
        let title = record == nil ? L("Name a need") : L("Edit the need")
        let path = record.map { Paths.sharedNeedEditing(programme, $0.id) } ?? Paths.newSharedNeed(programme)
        let target = record.map { Paths.sharedNeed(programme, $0.id) } ?? Paths.sharedNeeds(programme)
        let back = record.map { Paths.sharedNeed(programme, $0.id) } ?? Paths.sharing(programme)
        return frame.page(
            title, path: path, tab: ProgrammeTab.sharing.id, between: [.init(L("Sharing"), Paths.sharing(programme))],
            status: state.errors.isEmpty ? .ok : .wrong,
            """
            <div class="head"><h1>\(title)</h1>\
            <p class="lede">\(L("Other members say whether they have it, too. What several need becomes a topic of a next event."))</p></div>
            <form class="form" id="need" method="post" action="\(target)">\
            \(record == nil ? "<input type=\"hidden\" name=\"idempotency\" value=\"\(state.values.text("idempotency"))\">" : .empty)\
            \(source.map { coming($0) })\(form.summary(SharedNeedFields.self))\(FieldForm<SharedNeedFields>(state: state).html)\
            \(record == nil ? form.memberChoice : .empty)\(AreaField(state: state, tree: tree, kept: areas).html)\(form.audience)\
            <div class="actions"><button class="primary">\(record == nil ? L("Name it") : L("Save the need"))</button>\
            <a class="button plain" href="\(back)">\(L("Cancel"))</a></div></form>
            """)
    }

    private func coming(_ source: NeedSource) -> HTML {
        """
        <input type="hidden" name="source" value="\(source.reference)">\
        <p class="muted" dir="auto">\(L("From the thread: \(source.item.title)"))</p>
        """
    }
}
