import Domain
import Markup
import Storage
import Web

/// Where a practice is begun by who acts in several programmes, or in none.
struct PracticeStartPage {
    let visit: Visit
    let programmes: [ProgrammeRecord]

    var answer: Answer {
        DeskFrame(
            visit: visit, title: L("Share a practice"), path: Paths.practiceStart(),
            crumbs: [.init(L("Library"), Paths.library()), .init(L("Share a practice"), nil)]
        ).answer(
            """
            <div class="head"><h1>\(L("Share a practice"))</h1>\
            <p class="lede">\(L("Something that works where you are, told so that others can take it over."))</p></div>\
            \(programmes.isEmpty ? """
                <div class="empty"><h2>\(L("You act for no member yet"))</h2>\
                <p class="muted">\(L("Practices are shared by those who act for a member of a programme. Ask its organisers to enter your mandate."))</p></div>
                """ as HTML : """
                <p>\(L("In which programme?"))</p><ul class="lines">\(programmes.html { programme in
                    "<li><p class=\"title\" dir=\"auto\"><a href=\"\(Paths.newPractice(programme.id))\">\(programme.title)</a></p></li>"
                })</ul>
                """)
            """)
    }
}

/// The form of a practice: what it is, what it needs, whose it is, and who may read it.
struct PracticeFormPage {
    let visit: Visit
    let frame: ProgrammeFrame
    var programme: ProgrammeRecord { frame.programme }
    /// Nothing for a new one.
    let record: CaseRecord?
    let state: FormState
    let community: Community
    let voice: MemberVoice
    let tree: AreaTree
    private let areas: Set<Area.ID>

    init(_ visit: Visit, _ programme: Programme.ID, _ id: Case.ID?, _ state: FormState?, _ reading: any Reading) throws
    {
        self.visit = visit
        frame = try ProgrammeFrame(visit, programme, reading)
        let voice = try MemberVoice(visit, programme, reading)
        let community = try Community(programme, reading, now: visit.now)
        let tree = try AreaTree(reading)
        (self.voice, self.community, self.tree) = (voice, community, tree)
        if let id {
            let found = try PracticeOperations.visible(visit, programme, id, reading)
            guard PracticeOperations.mayEdit(found, visit, voice) else { throw Refusal.forbidden }
            guard found.retiredAt == nil else { throw Refusal.practiceWithdrawn }
            record = found
            let areas = try AreaTags(reading).areas(of: .past, id: id)
            self.areas = areas
            let audience = try AudienceStore(reading).audience(of: RecordSubject(.pastCase, id))
            self.state = state ?? Self.stored(found, audience, areas, tree)
        } else {
            try voice.requireSpeaking()
            (record, areas) = (nil, [])
            let begun = try Self.beginning(
                visit, voice, community,
                marking: ProgrammeMarking.standard(frame.programme.marking, among: PracticeDraft.markings), reading)
            self.state = state ?? begun
        }
    }

    /// Empty, or with what a member answered to a question of the visitor's: `?answer=ID`.
    private static func beginning(
        _ visit: Visit, _ voice: MemberVoice, _ community: Community, marking: String, _ reading: any Reading
    ) throws -> FormState {
        let mine = community.members.first { voice.mandates[$0.ref] != nil }
        var stored: [(String, String)] = [("owner", mine?.ref.description ?? ""), ("marking", marking)]
        if let id = NoticeAnswer.ID(visit.inbound.query.text("answer")) {
            let answer = try NoticeStore(reading).answer(id)
            let (notice, _) = try NoticeOperations.seen(visit, voice.programme, answer.notice, reading)
            let read = NoticeOperations.readable(
                [answer], to: notice, by: visit.visitor.account?.id, voice)
            guard !read.isEmpty else { throw Refusal.notFound }
            stored += [("title", notice.title), ("summary", answer.text), ("language", answer.language)]
        } else {
            stored.append(("language", Language.current.rawValue))
        }
        return FormState(stored: stored)
    }

    private static func stored(
        _ record: CaseRecord, _ audience: RecordAudience, _ areas: Set<Area.ID>, _ tree: AreaTree
    ) -> FormState {
        var stored: [(String, String)] = FieldForm.stored(PracticeFields(record))
        stored += AreaField.stored(areas, tree)
        stored.append(("owner", record.owner?.description ?? ""))
        stored += AudienceChoice(marking: record.marking, audience: audience).stored
        return FormState(stored: stored)
    }

    /// As the form sends it.
    /// - Parameter marking: where it says none.
    static func draft(_ values: FormValues, marking: String) throws -> PracticeDraft {
        PracticeDraft(
            fields: try PracticeFields(values), owner: MemberRef(values.text("owner")),
            areas: AreaField.told(values) ?? [],
            choice: AudienceChoice(values, marking: marking))
    }

    var answer: Answer {
        let title = record == nil ? L("Share a practice") : L("Edit the practice")
        let path = record.map { Paths.practiceEditing(programme.id, $0.id) } ?? Paths.newPractice(programme.id)
        let target = record.map { Paths.practice(programme.id, $0.id) } ?? Paths.practices(programme.id)
        let back = record.map { Paths.practice(programme.id, $0.id) } ?? Paths.library()
        return frame.page(
            title, path: path, tab: ProgrammeTab.library.id, between: [PracticePaths.crumb(programme.id)],
            status: state.errors.isEmpty ? .ok : .wrong,
            """
            <div class="head"><h1>\(title)</h1>\
            <p class="lede">\(L("Something that works where you are, told so that others can take it over."))</p></div>
            <form class="form" id="practice" method="post" action="\(target)">\(hidden)\(summary)\
            \(FieldForm<PracticeFields>(state: state).html)\(ownerChoice)\
            \(AreaField(state: state, tree: tree, kept: areas).html)\(audience)\
            <div class="actions"><button class="primary">\(record == nil ? L("Share it") : L("Save the practice"))</button>\
            <a class="button plain" href="\(back)">\(L("Cancel"))</a></div></form>
            """)
    }

    private var hidden: HTML {
        record == nil
            ? "<input type=\"hidden\" name=\"idempotency\" value=\"\(state.values.text("idempotency"))\">" : .empty
    }

    private var summary: HTML {
        state.summary(
            PracticeFields.fields.map { (field: $0.name, label: $0.label) } + [
                ("owner", L("Whose practice is it?")), ("area", L("Area")), ("marking", L("Who may read it")),
                ("audience", L("For whom is it?")),
            ])
    }

    /// Nothing to choose where somebody acts for one member.
    private var ownerChoice: HTML {
        let offered = community.members.filter { voice.speaks(for: $0.ref) || $0.ref == record?.owner }
        if !voice.organises, let only = offered.first, offered.count == 1 {
            return "<input type=\"hidden\" name=\"owner\" value=\"\(only.ref.description)\">"
        }
        let none: [FieldOption] = voice.organises ? [(value: "", label: L("Of the programme itself"))] : []
        let options: [FieldOption] = offered.map { (value: $0.ref.description, label: .verbatim($0.name)) }
        return state.select("owner", L("Whose practice is it?"), options: none + options)
    }

    private var audience: HTML {
        let owner = MemberRef(state.values.text("owner"))
        return AudienceField(
            state: state, markings: PracticeDraft.markings, community: community,
            record: Readable(
                marking: record?.marking
                    ?? ProgrammeMarking.standard(programme.marking, among: PracticeDraft.markings),
                programme: programme.id, originators: Set([owner].compactMap { $0 }),
                owner: record?.author ?? visit.visitor.account?.id, isAtEvents: owner == nil), now: visit.now
        ).html
    }
}
