import Domain
import Markup
import Storage
import Web

/// What an organiser sees: the questions before, how many have answered while it is open, and what they said once it is closed.
struct FeedbackPage {
    private let frame: EventFrame
    private let record: FeedbackRecord
    private let count: Int
    private let expected: Int
    private let results: FeedbackResults?
    private let editing: String?
    private let state: FormState

    init(
        _ visit: Visit, _ event: Event.ID, editing: String? = nil, state: FormState = FormState(),
        _ reading: any Reading
    )
        throws
    {
        frame = try EventFrame(visit, event, reading)
        record = try FeedbackOperations.record(of: frame.event, reading)
        count = try FeedbackStore(reading).count(of: event)
        expected = try AttendanceSheet(frame.event, reading).lines.count {
            !$0.person.role.runsTheRoom && ($0.person.hasCome || !$0.days.isEmpty)
        }
        results = try FeedbackResults(record, reading)
        self.editing = editing
        self.state = state
    }

    private var event: EventRecord { frame.event }

    var answer: Answer {
        var layout = frame.layout(L("Feedback"), path: FeedbackPaths.feedback(event.id), tab: Around.tab)
        layout.styles = ["tables"]
        return layout.answer(
            """
            \(Around.tabs(frame, "feedback"))<div class="head"><h1>\(L("Feedback"))</h1>\
            <p class="muted">\(L("What people say of the event afterwards, on their own page, once and without a name. You see it when it is closed, and only if at least \(FeedbackOperations.least) have answered."))</p></div>\
            \(standing)\(record.state == .closed ? told : record.state == .draft ? questions : asked)
            """, state.errors.isEmpty ? .ok : .wrong)
    }

    private var standing: HTML {
        let figures: HTML =
            record.state == .draft
            ? .empty
            : "<dl class=\"figures\"><div><dt>\(L("of \(expected) who came have answered"))</dt><dd>\(count)</dd></div></dl>"
        let mayReopen = record.state == .closed && count < FeedbackOperations.least
        let act: HTML
        switch record.state {
        case .draft: act = button(FeedbackPaths.opening(event.id), L("Ask for feedback"), isPrimary: true)
        case .open: act = button(FeedbackPaths.closing(event.id), L("Close, and see what they said"), isPrimary: true)
        case .closed:
            act = mayReopen ? button(FeedbackPaths.opening(event.id), L("Ask again"), isPrimary: true) : .empty
        }
        return frame.allows(.organise) ? "\(figures)\(act)\(record.state == .open ? address : .empty)" : figures
    }

    private func button(_ path: String, _ words: Message, isPrimary: Bool) -> HTML {
        """
        <form method="post" action="\(path)"><button\(isPrimary ? " class=\"primary\"" as HTML : .empty)>\(words)</button></form>
        """
    }

    /// Where people answer.
    private var address: HTML {
        let address = frame.visit.settings.baseURL + FeedbackPaths.own(event.code)
        return """
            <p>\(L("People answer here, signed in by their own link:")) <bdi>\(address)</bdi> \
            <button type="button" class="plain" data-copy="\(address)">\(Icon.svg("copy")) \(L("Copy"))</button></p>
            """
    }

    private var questions: HTML {
        let path = FeedbackPaths.questions(event.id)
        let editor = QuestionnaireEditorSection(
            questionnaire: record.questionnaire, languages: record.languages, path: path,
            page: FeedbackPaths.feedback(event.id), editing: editing, state: state)
        return
            "<section id=\"questions\"><h2>\(L("Questions"))</h2>\(frame.allows(.organise) ? editor.html : asked)</section>"
    }

    /// The questions as they are asked.
    private var asked: HTML {
        """
        <ol class="lines">\(record.questionnaire.questions.html { question in
            let told = question.words.text(in: Language.current.rawValue, else: record.languages)
            return "<li lang=\"\(told?.language ?? "")\" dir=\"auto\">\(told?.text ?? "")</li>"
        })</ol>
        """
    }

    // MARK: Results

    private var told: HTML {
        guard let results else {
            return
                "<p class=\"muted\">\(L("Fewer than \(FeedbackOperations.least) have answered: nothing is shown, so that nobody is recognised."))</p>"
        }
        return """
            <p>\(FieldList.workbook(FeedbackPaths.sheet(event.id)))</p>\(results.items.enumerated().map { $0 }.html { index, item in
                section(index + 1, item)
            })
            """
    }

    private func section(_ number: Int, _ item: FeedbackResults.Item) -> HTML {
        switch item {
        case .counted(let counted): "<section>\(heading(number, counted.question))\(bars(counted))</section>"
        case .told(let told):
            """
            <section>\(heading(number, told.question))\(told.texts.isEmpty ? "<p class=\"muted\">\(L("Nobody has answered this."))</p>" as HTML : """
                <ul class="lines">\(told.texts.html { "<li class=\"lines-kept\" dir=\"auto\">\($0)</li>" })</ul>
                """)</section>
            """
        }
    }

    private func heading(_ number: Int, _ question: Question) -> HTML {
        let told = question.words.text(in: Language.current.rawValue, else: record.languages)
        return "<h2 lang=\"\(told?.language ?? "")\" dir=\"auto\">\(number). \(told?.text ?? "")</h2>"
    }

    private func bars(_ counted: FeedbackResults.Counted) -> HTML {
        let most = max(1, counted.counts.map(\.count).max() ?? 1)
        return """
            <ul class="plain-list">\(counted.counts.map { choice, count in
                """
                <li><div class="between"><span dir="auto">\(QuestionnaireSection.label(counted.question, choice, record.languages))</span> <span class="num">\(count)</span></div>\
                <svg class="bar" viewBox="0 0 \(most) 1" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="\(most)" height="1"/><rect class="fill" width="\(count)" height="1"/></svg></li>
                """ as HTML
            }.joined())</ul><p class="muted small">\(L(counted.answered, one: "\(counted.answered) has answered", other: "\(counted.answered) have answered"))\
            \(counted.average.map { ", \(L("on average \(NumberText.decimal(Double($0) / 10, 1)) of 5"))" as HTML })</p>
            """
    }
}

/// A person's own page.
struct FeedbackAnswerPage {
    let asked: FeedbackOperations.Asked
    let visit: Visit
    var state = FormState()

    private var event: EventRecord { asked.event }

    var answer: Answer {
        var layout = Layout(.phone, L("Feedback"), path: FeedbackPaths.own(event.code))
        layout.heading = "<span dir=\"auto\">\(event.title)</span>"
        layout.tools = LanguageMenu.html(path: FeedbackPaths.own(event.code))
        let html = layout.document(
            """
            <div class="head"><h1>\(L("What do you say of it?"))</h1><p class="muted"><bdi>\(event.title)</bdi> · \(DateText.span(event.startsOn, event.endsOn))</p></div>\
            \(asked.hasAnswered ? thanks : asked.record.state == .open ? form : closed)
            """)
        return .html(html, status: state.errors.isEmpty ? .ok : .unprocessableContent)
    }

    private var thanks: HTML {
        "<div class=\"notice good\" role=\"status\" data-draft-clear=\"\(draft)\"><p><b>\(L("Thank you. Your answer has arrived."))</b> \(L("It carries no name: nobody can tell which one is yours."))</p></div>"
    }

    private var closed: HTML {
        "<p>\(asked.record.state == .draft ? L("Nobody asks for feedback yet.") : L("Feedback is asked no longer. Thank you."))</p>"
    }

    private var draft: String { "feedback-\(event.id)-\(asked.seat)" }

    private var form: HTML {
        let questionnaire = asked.record.questionnaire
        let section = QuestionnaireSection(
            questionnaire: questionnaire, languages: asked.record.languages,
            answers: QuestionnaireSection.read(state.values, questionnaire, isDraft: true).answers,
            errors: Dictionary(
                questionnaire.questions.compactMap { question in
                    state.errors[QuestionnaireSection.name(question.code)].map { (question.code, $0) }
                }
            ) { first, _ in first })
        return """
            <p>\(L("Your answer carries no name. Whoever organised the event sees only what all said together, and nothing if fewer than \(FeedbackOperations.least) answer."))</p>\
            <form class="form" id="feedback" method="post" action="\(FeedbackPaths.own(event.code))" data-draft="\(draft)">\(section.summary)\(section.html)\
            <div class="actions"><button class="primary">\(L("Send"))</button></div></form>
            """
    }
}
