import Domain
import Markup
import Storage
import Web

/// The form of a new or a known case.
struct CaseFormPage {
    let frame: CaseLibraryFrame
    /// Nothing for a new one.
    let record: CaseRecord?
    let state: FormState
    /// Of what it is made, where that is an answer.
    var answered: (notice: NoticeRecord, member: MemberRef)?
    private let tree: AreaTree
    private let areas: Set<Area.ID>

    /// - Parameter state: what was sent; nothing where a known one is opened.
    init(_ frame: CaseLibraryFrame, _ record: CaseRecord?, _ state: FormState?, _ reading: any Reading) throws {
        self.frame = frame
        self.record = record
        let tree = try AreaTree(reading)
        let areas = try record.map { try AreaTags(reading).areas(of: .past, id: $0.id) } ?? []
        (self.tree, self.areas) = (tree, areas)
        var stored: [(String, String)] = []
        if let record { stored = FieldForm.stored(record.fields) }
        self.state = state ?? FormState(stored: stored + AreaField.stored(areas, tree))
    }

    /// What the form of a new case begins with.
    static func beginning(_ frame: CaseLibraryFrame) -> FormState {
        FormState(
            stored: [
                ("kind", "event"), ("title", frame.visit.inbound.query.text("title")),
                ("marking", CaseMarking.standard(of: frame.event?.marking ?? frame.programme.marking)),
                ("language", Language.current.rawValue),
            ])
    }

    private var form: FieldForm<CaseFields> {
        FieldForm(state: state, options: ["country": frame.names.countryOptions])
    }

    var answer: Answer {
        let title = record == nil ? L("Add a case") : L("Edit the case")
        let (path, target, back) = addresses
        return frame.answer(
            title, path: path,
            """
            <div class="head"><h1>\(title)</h1><p class="muted">\(L("Describe it without names of people. What the programme's people may not know does not belong here: write who holds it, and under which reference."))</p></div>
            <form class="form" id="case" method="post" action="\(target)">\(hidden)\(form.summary)\(form.html)\(AreaField(state: state, tree: tree, kept: areas).html)\
            <div class="actions"><button class="primary">\(L("Save the case"))</button>\
            <a class="button plain" href="\(back)">\(L("Cancel"))</a></div></form>
            """, isWrong: !state.errors.isEmpty)
    }

    private var addresses: (own: String, target: String, back: String) {
        if let record {
            let page = frame.page(record.id)
            return (frame.editing(record.id), page, page)
        }
        if let notice = answered?.notice {
            let own = Paths.caseOfAnswer(notice.programme, notice.id)
            return (own, own, Paths.notice(notice.programme, notice.id))
        }
        return (frame.new, frame.target, frame.list)
    }

    private var hidden: HTML {
        """
        \(frame.citingField)\
        \(answered.map { "<input type=\"hidden\" name=\"member\" value=\"\($0.member.description)\">" as HTML })\
        \(record == nil ? "<input type=\"hidden\" name=\"idempotency\" value=\"\(state.values.text("idempotency"))\">" : .empty)
        """
    }
}
