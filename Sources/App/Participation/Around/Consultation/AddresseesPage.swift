import Domain
import Markup
import Storage
import Web

/// Who is asked: institutions and people, each with a link of their own.
struct AddresseesPage {
    let frame: ConsultationFrame
    let names: DirectoryNames
    let regions: [FieldOption]
    let editing: Addressee.ID?
    let state: FormState

    init(_ frame: ConsultationFrame, editing: Addressee.ID?, _ state: FormState, _ reading: any Reading) throws {
        self.frame = frame
        self.editing = editing
        self.state = state
        names = try DirectoryNames(reading)
        regions = try DirectoryNames.regions(reading).map { (value: $0.code, label: .verbatim($0.name)) }
    }

    private var record: ConsultationRecord { frame.record }
    private var visit: Visit { frame.event.visit }

    /// Everybody who speaks for a country today, in one step.
    private var focalPoints: HTML {
        """
        <form class="form" id="focal-points" method="post" action="\(ConsultationPaths.focalPoints(frame.id, record.id))">\
        \(FormState().select("region", L("Focal points of"), hint: L("By their mandates of today. Their addresses stay in the directory."), options: [(value: "", label: L("all countries"))] + regions))\
        <div class="actions"><button>\(L("Add the focal points"))</button></div></form>
        """
    }

    var answer: Answer {
        let isFirst = frame.addressees.isEmpty
        return frame.answer(
            .addressees,
            """
            <div class="split"><section>\(isFirst ? "<p class=\"muted\">\(L("Nobody is asked yet."))</p>" : list)</section>\
            <section><h2>\(L("Add who is asked"))</h2>\(focalPoints)\(editing == nil ? form(nil) : .empty)\
            <p><a href="\(ConsultationPaths.addresseesImport(frame.id, record.id))">\(FieldImportSection.title)</a></p>\
            \(isFirst ? .empty : "<p>\(FieldList.workbook(ConsultationPaths.addresseesSheet(frame.id, record.id)))</p>")</section></div>
            """, status: state.errors.isEmpty ? .ok : .wrong)
    }

    private var list: HTML { "<ul class=\"lines\">\(frame.addressees.html(line))</ul>" }

    private func line(_ addressee: AddresseeRecord) -> HTML {
        if addressee.id == editing { return "<li id=\"addressee-\(addressee.id)\">\(form(addressee))</li>" }
        let fields = addressee.fields
        let link = ConsultationOperations.link(addressee, visit.settings, key: visit.services.key)
        return """
            <li id="addressee-\(addressee.id)"><p class="title" dir="auto">\(fields.name)</p>\
            <p class="meta"><span>\(AddresseeFields.label(fields.kind))</span> \(names.chip(fields.country)) \
            \(fields.contact.isEmpty ? .empty : "<span dir=\"auto\">\(fields.contact)</span> ")\
            \(fields.email.isEmpty ? .empty : "<bdi>\(fields.email)</bdi> ")\(state(of: addressee))</p>\
            <div class="actions">\(record.state == .draft ? .empty : "<button class=\"plain\" data-copy=\"\(link)\">\(Icon.svg("copy")) \(L("Copy the link"))<span class=\"sr\">: \(fields.name)</span></button>")\
            <a class="button plain" href="\(ConsultationPaths.addressees(frame.id, record.id))?addressee=\(addressee.id)#addressee-\(addressee.id)">\(Icon.svg("edit")) \(L("Edit"))<span class="sr">: \(fields.name)</span></a>\
            <form method="post" action="\(ConsultationPaths.addresseeLink(frame.id, record.id, addressee.id))"><button class="plain">\(L("New link"))<span class="sr">: \(fields.name)</span></button></form>\
            <form method="post" action="\(ConsultationPaths.addresseeRemoval(frame.id, record.id, addressee.id))"><button class="plain danger">\(L("Remove"))<span class="sr">: \(fields.name)</span></button></form></div></li>
            """
    }

    private func state(of addressee: AddresseeRecord) -> HTML {
        let answer = frame.answers[addressee.id]
        if let answer, !answer.isDraft { return "<span class=\"state good\">\(L("has answered"))</span>" }
        if answer != nil { return "<span class=\"state open\">\(L("has begun"))</span>" }
        if addressee.remindedAt != nil { return "<span class=\"state warn\">\(L("reminded"))</span>" }
        return addressee.sentAt == nil
            ? "<span class=\"muted\">\(L("not written to yet"))</span>"
            : "<span class=\"state open\">\(L("written to"))</span>"
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
            <div class="actions"><button class="primary">\(addressee == nil ? L("Add") : L("Save"))</button>\
            \(addressee == nil ? .empty : "<a class=\"button plain\" href=\"\(ConsultationPaths.addressees(frame.id, record.id))\">\(L("Cancel"))</a>")</div></form>
            """
    }
}

/// What the holder of a link sees: the questions, in their language, without an account.
struct ConsultationAnswerPage {
    let asked: ConsultationOperations.Asked
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
        return layout.answer("\(head)\(notice(isOpen))\(isOpen ? form : closed)", errors.isEmpty ? .ok : .wrong)
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
            <p>\(L("Asked of:")) <b><bdi>\(asked.addressee.fields.name)</bdi></b></p>\
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
            \(begin.text("signed", L("Your name and function"), hint: L("Shown beside the answer; may stay empty."), autocomplete: "name", maxLength: 400))\
            <div class="dock actions"><button class="primary" name="send" value="1">\(L("Send the answer"))</button>\
            \(asked.answer.map { !$0.isDraft } ?? false ? .empty : "<button name=\"keep\" value=\"1\">\(L("Keep it for later"))</button>" as HTML)</div></form>\
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
