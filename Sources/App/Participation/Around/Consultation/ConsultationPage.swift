import Domain
import Markup
import Storage
import Web

/// What came in, question by question, and what is made of it.
struct ConsultationPage {
    let frame: ConsultationFrame
    let names: DirectoryNames
    let called: AddresseeNames
    let objectives: Int
    let mail: ConsultationWords
    let state: FormState

    init(_ frame: ConsultationFrame, _ state: FormState, _ reading: any Reading) throws {
        self.frame = frame
        self.state = state
        names = try DirectoryNames(reading)
        called = try AddresseeNames(reading)
        objectives = try ObjectiveStore(reading).objectives(of: [frame.id]).count
        mail = try ConsultationWords(frame.record, reading)
    }

    private var record: ConsultationRecord { frame.record }
    private var id: Event.ID { frame.id }

    /// Those that the visitor may read.
    private var shown: [(addressee: AddresseeRecord, answer: AnswerRecord)] {
        frame.sent.filter { AnswerSight.mayRead($0.answer.marking, roles: frame.event.roles) }
    }

    var answer: Answer {
        let hidden = frame.sent.count - shown.count
        let status: DeskFrame.FormStatus = state.errors.isEmpty ? .ok : .wrong
        if record.state == .draft {
            return frame.answer(.answers, "\(steps)\(folded)", status: status)
        }
        return frame.answer(
            .answers,
            """
            \(steps)<div class="split"><section id="answers">\
            \(hidden == 0 ? .empty : "<p class=\"muted\">\(L(hidden, one: "\(hidden) answer is for the organisers only.", other: "\(hidden) answers are for the organisers only."))</p>")\
            \(shown.isEmpty ? nothing : record.questionnaire.questions.enumerated().map { $0 }.html { section($0 + 1, $1) })\
            \(shown.isEmpty ? .empty : "<p>\(FieldList.workbook(ConsultationPaths.answersSheet(id, record.id)))</p>")</section>\
            <section id="summing-up"><h2>\(L("What comes of it"))</h2>\(summary)</section></div>
            """, status: status)
    }

    /// Nothing has come of it yet.
    private var folded: HTML {
        """
        <details id="summing-up"\("open", when: !state.errors.isEmpty)><summary>\(L("What comes of it"))</summary>\(summary)</details>
        """
    }

    // MARK: What to do next

    private var steps: HTML {
        guard frame.mayWrite else { return .empty }
        let waiting = frame.addressees.filter { $0.sentAt == nil && $0.hasAddress }.count
        let hasMail = frame.event.visit.settings.mail != nil
        if record.state == .draft { return draft(waiting, hasMail) }
        guard frame.isOpen else {
            return """
                <div class="actions"><form method="post" action="\(ConsultationPaths.opening(id, record.id))"><button>\(L("Open it again"))</button></form>\
                <a class="button primary" href="\(ConsultationPaths.objectives(id))">\(L("Write the objectives"))</a></div>
                """
        }
        return """
            <div class="actions">\(writing(waiting, hasMail))\(handing(waiting, hasMail))\(reminding(hasMail))\(more)</div>
            """
    }

    private func writing(_ waiting: Int, _ hasMail: Bool) -> HTML {
        guard hasMail, waiting > 0 else { return .empty }
        return """
            <form method="post" action="\(ConsultationPaths.opening(id, record.id))"><button class="primary">\(L(waiting, one: "Write to \(waiting) more", other: "Write to \(waiting) more"))</button></form>
            """
    }

    /// To those whom no mail reaches.
    private func handing(_ waiting: Int, _ hasMail: Bool) -> HTML {
        let links = frame.addressees.count { addressee in
            addressee.sentAt == nil && !(hasMail && addressee.hasAddress)
                && frame.answers[addressee.id]?.isDraft ?? true
        }
        guard links > 0 else { return .empty }
        let style = hasMail && waiting > 0 ? "button" : "button primary"
        return """
            <a class="\(style)" href="\(ConsultationPaths.addressees(id, record.id))">\(L(links, one: "Hand over \(links) link", other: "Hand over \(links) links"))</a>
            """
    }

    private func reminding(_ hasMail: Bool) -> HTML {
        let silent = frame.addressees.count { addressee in
            addressee.sentAt != nil && addressee.remindedAt == nil && frame.answers[addressee.id]?.isDraft ?? true
        }
        guard hasMail, silent > 0 else { return .empty }
        return """
            <form method="post" action="\(ConsultationPaths.reminders(id, record.id))"><button>\(L(silent, one: "Remind \(silent) who has not answered", other: "Remind \(silent) who have not answered"))</button></form>
            """
    }

    private var more: HTML {
        """
        <details class="menu"><summary class="button plain">\(L("More to do"))</summary><ul>\
        <li><form method="post" action="\(ConsultationPaths.closing(id, record.id))"><button class="plain">\(L("Close it now"))</button></form></li></ul></details>
        """
    }

    private func draft(_ waiting: Int, _ hasMail: Bool) -> HTML {
        if frame.addressees.isEmpty {
            return """
                <div class="empty"><h2>\(L("Nobody is asked yet"))</h2>\
                <p class="muted">\(L("Look through the questions, then say who is asked: focal points, institutions, people."))</p>\
                <div class="actions"><a class="button primary" href="\(ConsultationPaths.questions(id, record.id))">\(L("Look through the questions"))</a>\
                <a class="button" href="\(ConsultationPaths.addressees(id, record.id))">\(L("Say who is asked"))</a></div></div>
                """
        }
        let label =
            hasMail && waiting > 0
            ? L(waiting, one: "Open it and write to \(waiting)", other: "Open it and write to \(waiting)")
            : L("Open it for answers")
        return """
            \(unwritten)<div class="actions"><form method="post" action="\(ConsultationPaths.opening(id, record.id))"><button class="primary">\(label)</button></form>\
            \(hasMail ? .empty : "<p class=\"hint\">\(L("This server sends no mail: hand over the links yourself."))</p>")</div>\(hasMail ? letter : .empty)
            """
    }

    /// Languages in which somebody reads it, and its first words are not there.
    private var unwritten: HTML {
        let written = Set(record.intro.texts.filter { !$0.value.isEmpty }.keys)
        let missing = record.languages.filter { !written.contains($0) }
        guard !written.isEmpty, !missing.isEmpty else { return .empty }
        return """
            <div class="notice warn"><p>\(L("The words before the questions are not written in: \(list: missing.map(ContributionLanguage.name)). Who reads these gets them in another language."))\
             <a href="\(ConsultationPaths.settings(id, record.id))">\(L("Write them"))</a></p></div>
            """
    }

    /// The mail to the first of those who are asked, as it will go out.
    private var letter: HTML {
        guard let first = frame.addressees.first(where: { $0.sentAt == nil && $0.hasAddress }) else { return .empty }
        let language = first.fields.language ?? record.mailLanguage
        let name = first.fields.contact.isEmpty ? first.fields.name : first.fields.contact
        let text = mail.text(name, link: "…", language, isReminder: false)
        return """
            <details id="letter"><summary>\(L("What is written to them"))</summary>\
            <p class="title" lang="\(language.rawValue)" dir="auto">\(mail.subject(language, isReminder: false))</p>\
            <p class="lines-kept" lang="\(language.rawValue)" dir="auto">\(text)</p></details>
            """
    }

    // MARK: Answers

    private var nothing: HTML {
        record.state == .draft ? .empty : "<p class=\"muted\">\(L("No answer yet."))</p>"
    }

    private func section(_ number: Int, _ question: Question) -> HTML {
        let given = shown.filter { !($0.answer.answers[question.code] ?? []).isEmpty }
        let told = question.words.text(in: Language.current.rawValue, else: record.languages)
        return """
            <section id="about-\(question.code)"><h2 lang="\(told?.language ?? "")" dir="auto">\(number). \(told?.text ?? "")</h2>\
            \(given.isEmpty ? "<p class=\"muted\">\(L("Nobody has answered this."))</p>" : question.kind.isCounted ? counts(question, given) : words(question, given))</section>
            """
    }

    /// How often each was chosen, and by whom.
    private func counts(_ question: Question, _ given: [(addressee: AddresseeRecord, answer: AnswerRecord)]) -> HTML {
        """
        <div class="scroll" tabindex="0" role="region" aria-label="\(L("Answers", context: "consultation").string())"><table class="stack"><thead><tr><th scope="col">\(L("Answer", context: "consultation"))</th>\
        <th scope="col" class="num">\(L("Chosen by"))</th><th scope="col">\(L("Who"))</th></tr></thead><tbody>\(question.choices.html { choice in
            let who = given.filter { $0.answer.answers[question.code]?.contains(choice) ?? false }
            return """
                <tr><th scope="row" dir="auto">\(QuestionnaireSection.label(question, choice, record.languages))</th>\
                <td class="num" data-label="\(L("Chosen by").string())">\(L("\(who.count) of \(given.count)"))</td>\
                <td data-label="\(L("Who").string())">\(who.html { "<span><bdi>\(called.name($0.addressee))</bdi> \(names.chip($0.addressee.fields.country))</span> " })</td></tr>
                """
        })</tbody></table></div>
        """
    }

    private func words(_ question: Question, _ given: [(addressee: AddresseeRecord, answer: AnswerRecord)]) -> HTML {
        """
        <ul class="lines">\(given.html { one in
            """
            <li><p class="lines-kept" lang="\(one.answer.language)" dir="auto">\(QuestionnaireSection.text(question, one.answer.answers[question.code] ?? [], record.languages))</p>\
            <p class="meta"><bdi>\(called.name(one.addressee))</bdi> \(names.chip(one.addressee.fields.country)) \(TLP.chip(one.answer.marking))\
            \(one.answer.signed.isEmpty ? .empty : " <span dir=\"auto\">\(one.answer.signed)</span>")</p></li>
            """
        })</ul>
        """
    }

    // MARK: What is made of it

    private var summary: HTML {
        let form = state.values.fields.isEmpty ? FormState(stored: [("summary", record.summary)]) : state
        return """
            <form class="form" id="summary-form" method="post" action="\(ConsultationPaths.summary(id, record.id))">\
            <input type="hidden" name="base" value="\(record.summary)">\
            \(form.area("summary", L("Summary"), hint: L("Several may write it: what two write at the same time is brought together."), maxLength: 2 * ConsultationOperations.summaryLimit))\
            <div class="actions"><button>\(L("Save the summary"))</button></div></form>\
            <p><a href="\(ConsultationPaths.objectives(id))">\(objectives == 0 ? L("No objective of the event yet") : L(objectives, one: "\(objectives) objective of the event", other: "\(objectives) objectives of the event"))</a></p>
            """
    }
}

extension ConsultationFrame {
    /// All answers that the visitor may read, as a workbook: a row for each who answered, a column for each question.
    func sheet() -> WorkbookSheet {
        let questions = record.questionnaire.questions
        let header =
            [L("Name"), L("Country"), L("Marking"), L("Signed by"), L("Language")].map { $0.string() }
            + questions.map { $0.words.text(in: Language.current.rawValue, else: record.languages)?.text ?? $0.code }
        let rows = sent.filter { AnswerSight.mayRead($0.answer.marking, roles: event.roles) }.map {
            one -> [SheetCell] in
            let fields = one.addressee.fields
            let about: [SheetCell] = [
                SheetCell(fields.name), SheetCell(fields.country), SheetCell(one.answer.marking),
                SheetCell(one.answer.signed), SheetCell(one.answer.language),
            ]
            return about
                + questions.map {
                    SheetCell(QuestionnaireSection.text($0, one.answer.answers[$0.code] ?? [], record.languages))
                }
        }
        return WorkbookSheet(name: L("Answers", context: "consultation").string(), header: header, rows: rows)
    }
}
