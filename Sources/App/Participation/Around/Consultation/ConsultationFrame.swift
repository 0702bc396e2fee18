import Domain
import Markup
import Storage
import Web

/// What the pages of one consultation have in common: its name, its state, and the row of its pages.
struct ConsultationFrame {
    let event: EventFrame
    let record: ConsultationRecord
    let addressees: [AddresseeRecord]
    let answers: [Addressee.ID: AnswerRecord]

    init(_ visit: Visit, _ event: Event.ID, _ id: Consultation.ID, _ reading: any Reading) throws {
        self.event = try EventFrame(visit, event, reading)
        record = try ConsultationStore(reading).consultation(event, id)
        addressees = try ConsultationStore(reading).addressees(of: id)
        answers = try ConsultationStore(reading).answers(of: id)
    }

    var id: Event.ID { event.event.id }
    var mayWrite: Bool { event.allows(.organise) }
    var isOpen: Bool { record.isOpen(at: event.visit.now) }
    /// Those that were sent, by who gave them.
    var sent: [(addressee: AddresseeRecord, answer: AnswerRecord)] {
        addressees.compactMap { addressee in
            answers[addressee.id].flatMap { $0.isDraft ? nil : (addressee, $0) }
        }
    }

    enum Page: String { case answers, questions, addressees, settings }

    func answer(_ page: Page, _ main: HTML, status: DeskFrame.FormStatus = .ok) -> Answer {
        let path =
            switch page {
            case .answers: ConsultationPaths.one(id, record.id)
            case .questions: ConsultationPaths.questions(id, record.id)
            case .addressees: ConsultationPaths.addressees(id, record.id)
            case .settings: ConsultationPaths.settings(id, record.id)
            }
        var layout = event.layout(
            .verbatim(record.title), path: path, tab: Around.tab,
            between: [.init(L("Consultation"), ConsultationPaths.all(id))])
        layout.styles = ["tables"]
        return layout.answer(
            """
            \(pages(page))<div class="head"><h1 dir="auto">\(record.title)</h1><p class="meta">\(record.stateChip(at: event.visit.now))\
            <span>\(L("\(sent.count) of \(addressees.count) have answered"))</span>\
            \(record.dueAt.map { "<span>\(L("Answers by")) \(MomentWords(event.event.timeZone).html($0))</span>" })</p></div>\
            \(main)
            """, status)
    }

    private func pages(_ page: Page) -> HTML {
        var items: [SubTabs.Item] = [
            .init(
                id: "answers", label: L("Answers", context: "consultation"), path: ConsultationPaths.one(id, record.id))
        ]
        if mayWrite {
            items += [
                .init(id: "questions", label: L("Questions"), path: ConsultationPaths.questions(id, record.id)),
                .init(id: "addressees", label: L("Who is asked"), path: ConsultationPaths.addressees(id, record.id)),
                .init(id: "settings", label: L("Settings"), path: ConsultationPaths.settings(id, record.id)),
            ]
        }
        return SubTabs(label: L("Consultation"), items: items, chosen: page.rawValue).html
    }
}

extension ConsultationRecord {
    func stateChip(at now: Int64) -> HTML {
        switch state {
        case .draft: "<span class=\"state warn\">\(L("Being prepared"))</span>"
        case .open where isOpen(at: now): "<span class=\"state good\">\(L("Open for answers"))</span>"
        case .open, .closed: "<span class=\"state\">\(L("Closed", context: "consultation"))</span>"
        }
    }
}

/// All consultations of an event, and a new one.
struct ConsultationListPage {
    let frame: EventFrame
    let records: [ConsultationRecord]
    let counts: [Consultation.ID: (asked: Int, answered: Int)]
    let state: FormState

    init(_ frame: EventFrame, _ state: FormState, _ reading: any Reading) throws {
        self.frame = frame
        self.state = state
        records = try ConsultationStore(reading).consultations(of: frame.event.id)
        counts = try ConsultationStore(reading).counts(of: frame.event.id)
    }

    private var event: Event.ID { frame.event.id }

    var answer: Answer {
        var layout = frame.layout(L("Consultation"), path: ConsultationPaths.all(event), tab: Around.tab)
        layout.styles = ["tables"]
        return layout.answer(
            """
            \(Around.tabs(frame, "consultation"))<div class="head"><h1>\(L("Consultation"))</h1>\
            <p class="muted">\(L("Ask focal points and institutions before the event: what it should achieve, what belongs into it, who should come. They answer by a link, without an account."))</p></div>\
            \(records.isEmpty ? .empty : "<ul class=\"lines\">\(records.html(line))</ul>")\(frame.allows(.organise) ? form : .empty)
            """, state.errors.isEmpty ? .ok : .wrong)
    }

    private func line(_ record: ConsultationRecord) -> HTML {
        let count = counts[record.id] ?? (0, 0)
        return """
            <li><p class="title" dir="auto"><a href="\(ConsultationPaths.one(event, record.id))">\(record.title)</a></p>\
            <p class="meta">\(record.stateChip(at: frame.visit.now)) <span>\(L("\(count.answered) of \(count.asked) have answered"))</span>\
            \(record.dueAt.map { " <span>\(L("Answers by")) \(MomentWords(frame.event.timeZone).html($0))</span>" })</p></li>
            """
    }

    private var form: HTML {
        let begin = state.values.fields.isEmpty ? FormState(stored: [("language", Language.current.rawValue)]) : state
        return """
            <details id="new"\("open", when: records.isEmpty || !state.errors.isEmpty)><summary>\(L("New consultation"))</summary>\
            <form class="form" id="consultation" method="post" action="\(ConsultationPaths.all(event))">\
            \(ConsultationForm(state: begin).html)\
            <p class="hint">\(L("It begins with the usual questions on scope and objectives, which you change in the next step. Nothing is sent yet."))</p>\
            <div class="actions"><button class="primary">\(L("Prepare the consultation"))</button></div></form></details>
            """
    }
}

/// What a consultation is called, in which languages it is, and until when.
struct ConsultationForm {
    let state: FormState

    static func state(of record: ConsultationRecord) -> FormState {
        FormState(
            stored: [("title", record.title), ("due", record.dueLocal ?? "")]
                + record.languages.map { ("language", $0) }
                + record.intro.texts.map { ("intro-\($0.key)", $0.value) })
    }

    var html: HTML {
        let chosen = Set(state.values.all("language"))
        return """
            \(state.summary([("title", L("Title", context: "consultation")), ("language", L("Languages")), ("due", L("Answers by"))]))\
            \(FieldForm<ConsultationFields>(state: state).html)\
            \(state.text("due", L("Answers by"), hint: L("By the clock of the event's place; may be empty. Three days before, who has not answered is reminded."), type: "datetime-local"))\
            <fieldset class="options" id="language"><legend>\(L("Languages"))</legend>\(Language.allCases.html { language in
                """
                <label><input type="checkbox" name="language" value="\(language.rawValue)"\("checked", when: chosen.contains(language.rawValue))> \
                <span lang="\(language.rawValue)">\(language.ownName)</span></label>
                """
            })\(state.error("language"))</fieldset>\
            \(Language.allCases.filter { chosen.isEmpty || chosen.contains($0.rawValue) }.html { language in
                state.area("intro-\(language.rawValue)", L("Words before the questions (\(language.ownName))"), maxLength: 8_000)
            })
            """
    }
}

struct ConsultationSettingsPage {
    let frame: ConsultationFrame
    let state: FormState

    var answer: Answer {
        frame.answer(
            .settings,
            """
            <form class="form" id="consultation" method="post" action="\(ConsultationPaths.settings(frame.id, frame.record.id))">\
            \(ConsultationForm(state: state).html)<div class="actions"><button class="primary">\(L("Save"))</button></div></form>
            """, status: state.errors.isEmpty ? .ok : .wrong)
    }
}

struct ConsultationQuestionsPage {
    let frame: ConsultationFrame
    let editing: String?
    let state: FormState

    var answer: Answer {
        let path = ConsultationPaths.questions(frame.id, frame.record.id)
        let editor = QuestionnaireEditorSection(
            questionnaire: frame.record.questionnaire, languages: frame.record.languages, path: path, page: path,
            editing: editing, state: state)
        let next: HTML =
            frame.addressees.isEmpty
            ? "<p><a class=\"button\(editing == nil ? " primary" : "")\" href=\"\(ConsultationPaths.addressees(frame.id, frame.record.id))\">\(L("Next: who is asked"))</a></p>"
            : .empty
        return frame.answer(.questions, "\(editor.html)\(next)", status: state.errors.isEmpty ? .ok : .wrong)
    }
}
