import Domain
import Markup
import Storage
import Web

/// Who is asked: institutions and people, each with a link of their own.
struct AddresseesPage {
    let frame: ConsultationFrame
    let names: DirectoryNames
    let called: AddresseeNames
    let regions: [FieldOption]
    let editing: Addressee.ID?
    let state: FormState

    init(_ frame: ConsultationFrame, editing: Addressee.ID?, _ state: FormState, _ reading: any Reading) throws {
        self.frame = frame
        self.editing = editing
        self.state = state
        names = try DirectoryNames(reading)
        called = try AddresseeNames(reading)
        let all: [FieldOption] = [(value: "", label: L("all countries"))]
        let hasInvited = try InvitationStore(reading).invitations(of: frame.event.event.id).contains {
            $0.target.country != nil
        }
        let invited: [FieldOption] =
            hasInvited
            ? [(value: ConsultationOperations.invited, label: L("the countries that are invited to this event"))] : []
        regions =
            invited + all
            + (try DirectoryNames.regions(reading).map {
                (value: $0.code, label: RegionWords.name($0.code, $0.name))
            })
    }

    private var record: ConsultationRecord { frame.record }
    private var visit: Visit { frame.event.visit }

    /// Everybody who speaks for a country today, in one step.
    private var focalPoints: HTML {
        """
        <form class="form" id="focal-points" method="post" action="\(ConsultationPaths.focalPoints(frame.id, record.id))">\
        \(FormState().select("region", L("Focal points of"), hint: L("By their mandates of today. Their addresses stay in the directory."), options: regions))\
        <div class="actions"><button>\(L("Add the focal points"))</button></div></form>
        """
    }

    var answer: Answer {
        let isFirst = frame.addressees.isEmpty
        return frame.answer(
            .addressees,
            """
            \(isFirst || record.state != .draft ? .empty : next)<div class="split"><section>\(isFirst ? "<p class=\"muted\">\(L("Nobody is asked yet."))</p>" : list)</section>\
            <section><h2>\(L("Add who is asked"))</h2>\(focalPoints)\(editing == nil ? form(nil) : .empty)\
            <p><a href="\(ConsultationPaths.addresseesImport(frame.id, record.id))">\(FieldImportSection.title)</a></p>\
            \(isFirst ? .empty : "<p>\(FieldList.workbook(ConsultationPaths.addresseesSheet(frame.id, record.id)))</p>")</section></div>
            """, status: state.errors.isEmpty ? .ok : .wrong)
    }

    private var next: HTML {
        """
        <div class="actions"><a class="button primary" href="\(ConsultationPaths.one(frame.id, record.id))">\(L("Next: look at it and open it"))</a></div>
        """
    }

    private var list: HTML { "<ul class=\"lines\">\(frame.addressees.html(line))</ul>" }

    private func line(_ addressee: AddresseeRecord) -> HTML {
        if addressee.id == editing { return "<li id=\"addressee-\(addressee.id)\">\(form(addressee))</li>" }
        let fields = addressee.fields
        let link = ConsultationOperations.link(addressee, visit.settings, key: visit.services.key)
        return """
            <li id="addressee-\(addressee.id)"><p class="title" dir="auto">\(called.name(addressee))</p>\
            <p class="meta"><span>\(AddresseeFields.label(fields.kind))</span> \(names.chip(fields.country)) \
            \(fields.contact.isEmpty ? .empty : "<span dir=\"auto\">\(fields.contact)</span> ")\
            \(fields.email.isEmpty ? .empty : "<bdi>\(fields.email)</bdi> ")\(fields.language.map { "<span lang=\"\($0.rawValue)\">\($0.ownName)</span> " as HTML })\(state(of: addressee))</p>\
            \(actions(addressee, link))</li>
            """
    }

    /// The link is what is wanted; the rest stands behind a menu.
    private func actions(_ addressee: AddresseeRecord, _ link: String) -> HTML {
        let name = called.name(addressee)
        return """
            <div class="actions">\(record.state == .draft ? .empty : "<button class=\"plain\" data-copy=\"\(link)\">\(Icon.svg("copy")) \(L("Copy the link"))<span class=\"sr\">: \(name)</span></button>")\
            <details class="menu"><summary class="button plain">\(L("More", context: "menu"))<span class="sr">: \(name)</span></summary><ul>\
            <li><a href="\(ConsultationPaths.addressees(frame.id, record.id))?addressee=\(addressee.id)#addressee-\(addressee.id)">\(L("Edit"))<span class="sr">: \(name)</span></a></li>\
            <li><form method="post" action="\(ConsultationPaths.addresseeLink(frame.id, record.id, addressee.id))"><button class="plain">\(L("New link"))<span class="sr">: \(name)</span></button></form></li>\
            <li><form method="post" action="\(ConsultationPaths.addresseeRemoval(frame.id, record.id, addressee.id))"><button class="plain danger">\(L("Remove"))<span class="sr">: \(name)</span></button></form></li></ul></details></div>
            """
    }

    private func state(of addressee: AddresseeRecord) -> HTML {
        let answer = frame.answers[addressee.id]
        if let answer, !answer.isDraft { return "<span class=\"state good\">\(L("has answered"))</span>" }
        if answer != nil { return "<span class=\"state open\">\(L("has begun"))</span>" }
        if addressee.remindedAt != nil { return "<span class=\"state warn\">\(L("reminded"))</span>" }
        if addressee.sentAt != nil { return "<span class=\"state open\">\(L("written to"))</span>" }
        // Where nobody was written to, it says nothing of anybody.
        return frame.addressees.contains { $0.sentAt != nil }
            ? "<span class=\"muted\">\(L("not written to yet"))</span>" : .empty
    }

    private func form(_ addressee: AddresseeRecord?) -> HTML {
        let begin =
            !state.values.fields.isEmpty
            ? state : FormState(stored: FieldForm.stored(addressee?.fields ?? AddresseeFields()))
        let form = FieldForm<AddresseeFields>(state: begin, options: ["country": names.countryOptions])
        let target =
            addressee.map { ConsultationPaths.addressee(frame.id, record.id, $0.id) }
            ?? ConsultationPaths.addressees(frame.id, record.id)
        return """
            <form class="form" id="addressee" method="post" action="\(target)">\(form.summary)\(form.html)\
            <div class="actions"><button\(addressee == nil && record.state == .draft && !frame.addressees.isEmpty ? .empty : " class=\"primary\"" as HTML)>\(addressee == nil ? L("Add") : L("Save"))</button>\
            \(addressee == nil ? .empty : "<a class=\"button plain\" href=\"\(ConsultationPaths.addressees(frame.id, record.id))\">\(L("Cancel"))</a>")</div></form>
            """
    }
}

/// What the holder of a link sees: the questions, in their language, without an account.
struct ConsultationAnswerPage {
    let asked: ConsultationOperations.Asked
    /// Who is asked.
    let name: String
    let visit: Visit
    let token: String
    let state: FormState
    let errors: [String: Message]
    /// Sent just now.
    let isDone: Bool

    private var record: ConsultationRecord { asked.consultation }
    private var path: String { ConsultationPaths.link(token) }

    var answer: Answer {
        var layout = Layout(.phone, .verbatim(record.title), path: path)
        layout.heading = "<a class=\"brand\" href=\"/\">Roundtable</a>"
        layout.marking = asked.event.marking
        layout.dressLink(visit)
        let isOpen = record.isOpen(at: visit.now)
        return layout.answer(
            "\(head)\(notice(isOpen))\(isOpen ? sent ? changing : form : closed)", errors.isEmpty ? .ok : .wrong)
    }

    /// The answer was given: it is changed, and not given again.
    private var sent: Bool { errors.isEmpty && (asked.answer.map { !$0.isDraft } ?? false) }

    private var changing: HTML {
        "<details id=\"change\"><summary>\(L("Change my answer"))</summary>\(form)</details>"
    }

    /// Links, so that looking stays looking: the page is shown in another language, and nothing else changes.
    private var languages: HTML {
        record.languages.count < 2
            ? .empty
            : """
            <p class="meta">\(record.languages.html { tag in
                """
                <a href="\(path)?language=\(tag)" lang="\(tag)"\("aria-current", value: tag == Language.current.rawValue ? "true" : nil)>\(ContributionLanguage.name(tag))</a> 
                """
            })</p>
            """
    }

    private var head: HTML {
        let event = asked.event
        let intro = record.intro.text(in: Language.current.rawValue, else: record.languages)
        return """
            \(languages)<div class="head"><h1 dir="auto">\(record.title)</h1><p class="muted"><bdi>\(event.title)</bdi> · \(DateText.span(event.startsOn, event.endsOn)) · <bdi>\(event.place)</bdi></p>\
            <p>\(L("Asked of:")) <b><bdi>\(name)</bdi></b></p>\
            \(record.dueAt.map { "<p class=\"muted\">\(L("Answers by")) \(MomentWords(event.timeZone).html($0))</p>" })</div>\
            \(intro.map { "<p class=\"lines-kept\" lang=\"\($0.language)\" dir=\"auto\">\($0.text)</p>" })
            """
    }

    private func notice(_ isOpen: Bool) -> HTML {
        guard let answer = asked.answer else { return .empty }
        if isDone && !answer.isDraft {
            return """
                <div class="notice good" role="status" data-draft-clear="consultation-\(asked.addressee.id)"><p><b>\(L("Thank you. Your answer has arrived."))</b> \
                \(isOpen ? L("Until the last moment you can change it with the same link.") : "")</p></div>
                """
        }
        if answer.isDraft {
            return
                "<div class=\"notice warn\" role=\"status\" data-draft-clear=\"consultation-\(asked.addressee.id)\"><p>\(L("Kept for later, and not sent yet: only you see it."))</p></div>"
        }
        return "<div class=\"notice\"><p>\(L("Your answer has arrived; you can change it here."))</p></div>"
    }

    private var closed: HTML {
        "<div class=\"notice warn\"><p><b>\(L("This consultation is closed."))</b> \(L("Answers are taken no longer."))</p></div>"
    }

    private var form: HTML {
        let read = QuestionnaireSection.read(state.values, record.questionnaire, isDraft: true).answers
        let answers = state.values.fields.isEmpty ? asked.answer?.answers ?? [:] : read
        let fields = QuestionnaireSection(
            questionnaire: record.questionnaire, languages: record.languages, answers: answers,
            errors: Dictionary(
                record.questionnaire.questions.compactMap { question in
                    errors[QuestionnaireSection.name(question.code)].map { (question.code, $0) }
                }
            ) { first, _ in first })
        let begin =
            state.values.fields.isEmpty
            ? FormState(stored: [
                ("marking", asked.answer?.marking ?? "AMBER"),
                ("signed", asked.answer?.signed ?? asked.addressee.fields.contact),
            ])
            : state
        return """
            <form class="form" id="answer" method="post" action="\(path)?language=\(Language.current.rawValue)" data-draft="consultation-\(asked.addressee.id)">\(fields.summary)\(fields.html)\
            \(begin.select("marking", L("Who may read your answer"), hint: L("Everything goes to those who ask. This says who else may read it (TLP 2.0)."), options: Self.markings))\
            \(begin.text("signed", L("Your name and function"), hint: L("Shown beside the answer."), autocomplete: "name", maxLength: 400))\
            <div class="dock actions"><button class="primary" name="send" value="1">\(sent ? L("Send the changed answer") : L("Send the answer"))</button>\
            \(asked.answer.map { !$0.isDraft } ?? false ? .empty : "<button class=\"plain\" name=\"keep\" value=\"1\">\(L("Keep it for later"))</button>" as HTML)</div></form>\
            <p class="hint">\(L("Your name and answers are kept with the event, on this server, until its names are removed (\(DateText.day(asked.event.namesUntil))). You can ask the organisers at any time to change or remove them."))</p>
            """
    }

    static var markings: [FieldOption] {
        [
            ("RED", L("only the organisers")), ("AMBER", L("whoever runs the event")),
            ("GREEN", L("everybody who takes part")), ("CLEAR", L("everybody; it may be published")),
        ].map { (value: $0.0, label: L("TLP:\($0.0), \($0.1)")) }
    }
}

extension Layout {
    /// A page for the holder of a link: no rail, no menu of an account.
    fileprivate mutating func dressLink(_ visit: Visit) {
        notice = Done.notice(visit)
        help = Help.address(at: path)
        showsLanguages = false
    }
}
