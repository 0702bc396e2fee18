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

    init(
        _ visit: Visit, _ programme: Programme.ID, _ id: SharedNeed.ID?, _ state: FormState?, _ reading: any Reading
    ) throws {
        frame = try ProgrammeFrame(visit, programme, reading)
        let community = try Community(programme, reading, now: visit.now)
        let tree = try AreaTree(reading)
        self.tree = tree
        if let id {
            let (need, voice) = try SharedNeedOperations.seen(visit, programme, id, reading)
            guard SharedNeedOperations.mayEdit(need, visit, voice) else { throw Refusal.forbidden }
            record = need
            let audience = try AudienceStore(reading).audience(of: need.recordSubject)
            var stored: [(String, String)] = FieldForm.stored(need.fields)
            stored += AudienceChoice(marking: need.marking, audience: audience).stored
            let areas = try AreaTags(reading).areas(of: .need, id: id)
            self.areas = areas
            stored += AreaField.stored(areas, tree)
            form = SharedFormSection(
                state: state ?? FormState(stored: stored), voice: voice, community: community, visit: visit,
                marking: need.marking, author: need.author, originators: need.originators)
        } else {
            let voice = try MemberVoice(visit, programme, reading)
            try voice.requireSpeaking()
            (record, areas) = (nil, [])
            let begun = SharedFormSection.beginning(voice, community, marking: frame.programme.marking)
            form = SharedFormSection(
                state: state ?? begun, voice: voice, community: community, visit: visit,
                marking: frame.programme.marking)
        }
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
            \(form.summary(SharedNeedFields.self))\(FieldForm<SharedNeedFields>(state: state).html)\
            \(record == nil ? form.memberChoice : .empty)\(AreaField(state: state, tree: tree, kept: areas).html)\(form.audience)\
            <div class="actions"><button class="primary">\(record == nil ? L("Name it") : L("Save the need"))</button>\
            <a class="button plain" href="\(back)">\(L("Cancel"))</a></div></form>
            """)
    }
}
