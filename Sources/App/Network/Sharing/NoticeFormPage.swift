import Domain
import Markup
import Storage
import Web

/// The form of a notice or a question.
struct NoticeFormPage {
    let frame: ProgrammeFrame
    /// Nothing for a new one.
    let record: NoticeRecord?
    let form: SharedFormSection
    private let tree: AreaTree
    private let areas: Set<Area.ID>

    init(_ visit: Visit, _ programme: Programme.ID, _ id: Notice.ID?, _ state: FormState?, _ reading: any Reading)
        throws
    {
        frame = try ProgrammeFrame(visit, programme, reading)
        let tree = try AreaTree(reading)
        self.tree = tree
        if let id {
            let (notice, voice) = try NoticeOperations.seen(visit, programme, id, reading)
            guard NoticeOperations.mayEdit(notice, visit, voice) else { throw Refusal.forbidden }
            record = notice
            areas = try AreaTags(reading).areas(of: .notice, id: id)
            form = try SharedFormSection(
                of: notice, FieldForm.stored(notice.fields) + AreaField.stored(areas, tree), state, voice, visit,
                reading)
        } else {
            let voice = try MemberVoice(visit, programme, reading)
            try voice.requireTelling(reading)
            (record, areas) = (nil, [])
            let groups = try WorkingGroupStore(reading).groups(of: programme).filter {
                $0.state != .closed && voice.speaks(for: $0.id)
            }
            // From a working group's page: in its name.
            let name = SharedName(visit.inbound.query.text("member"))
            form = try SharedFormSection(
                in: frame.programme, state, voice, visit, told: name.map { ["member": $0.description] } ?? [:],
                groups: groups, reading)
        }
    }

    var answer: Answer {
        let (programme, state) = (frame.id, form.state)
        let title = record == nil ? L("Tell or ask the members") : L("Edit what you told or asked")
        let path = record.map { Paths.noticeEditing(programme, $0.id) } ?? Paths.newNotice(programme)
        let target = record.map { Paths.notice(programme, $0.id) } ?? Paths.notices(programme)
        let back = record.map { Paths.notice(programme, $0.id) } ?? Paths.sharing(programme)
        return frame.page(
            title, path: path, tab: ProgrammeTab.sharing.id, between: [.init(L("Sharing"), Paths.sharing(programme))],
            status: state.errors.isEmpty ? .ok : .wrong,
            """
            <div class="head"><h1>\(title)</h1></div>
            <form class="form" id="notice" method="post" action="\(target)">\
            \(record == nil ? "<input type=\"hidden\" name=\"idempotency\" value=\"\(state.values.text("idempotency"))\">" : .empty)\
            \(form.summary(NoticeFields.self))\(FieldForm<NoticeFields>(state: state).html)\
            \(record == nil ? form.memberChoice : .empty)\(AreaField(state: state, tree: tree, kept: areas).html)\(form.audience)\
            <div class="actions"><button class="primary">\(record == nil ? L("Send it to the members") : L("Save the notice"))</button>\
            <a class="button plain" href="\(back)">\(L("Cancel"))</a></div></form>
            """)
    }
}
