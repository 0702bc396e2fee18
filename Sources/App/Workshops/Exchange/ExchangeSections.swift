import Domain
import Markup
import Web

/// Ways from the present sheet to what countries decide and share.
enum ExchangeLinks {
    static func html(_ event: Event.ID, decides: Bool) -> HTML {
        """
        <p class="actions">\(decides ? "<a class=\"button\" href=\"\(Paths.decisions(event))\">\(L("What our country decides"))</a>" : .empty)\
        <a class="button plain" href="\(Paths.exchange(event))">\(L("Matrix, shared blocking aspects and visits"))</a></p>
        """
    }
}

/// One press endorses, the next takes it back.
struct EndorsementForm {
    let record: InterventionRecord
    let isOn: Bool

    var html: HTML {
        """
        <form id="endorse-\(record.id)" method="post" action="\(Paths.interventionEndorsement(record.event, record.id))" data-send>\
        <input type="hidden" name="on" value="\(isOn ? "" : "1")"><button aria-pressed="\(isOn ? "true" : "false")">\
        \(isOn ? Icon.svg("check") : Icon.svg("plus")) \(isOn ? L("Endorsed") : L("Endorse"))</button></form>
        """
    }
}

struct QuestionForm {
    let sheet: SheetRecord
    let seat: Visitor.Seat
    let visit: Visit
    var text = ""
    var error: Message?

    var html: HTML {
        """
        <form class="form" id="ask" method="post" action="\(Paths.sheetQuestions(sheet.event, sheet.id))" data-send data-draft="question-\(sheet.id)-\(seat.id)">\
        <input type="hidden" name="idempotency">\
        <div class="field"><label for="ask-text">\(L("Your question"))</label><textarea class="sentence" id="ask-text" name="text" rows="2" dir="auto" required\
        \("aria-invalid", value: error == nil ? nil : "true")\("aria-describedby", value: error == nil ? nil : "ask-error")>\(text)</textarea>\
        \(error.map { "<p class=\"error\" id=\"ask-error\">\($0)</p>" })</div>\
        <p class="unsent" data-send-status role="status" hidden></p><div class="actions"><button>\(L("Ask"))</button></div></form>
        """
    }
}

struct QuestionList {
    let questions: [QuestionRecord]
    let room: Room

    /// One's own, on the phone.
    var own: HTML {
        guard !questions.isEmpty else { return .empty }
        return """
            <section id="own-questions"><h2>\(L("Your questions"))</h2><ul class="lines">\(questions.html { question in
                """
                <li><p lang="\(question.language)" dir="auto">\(question.text)</p>\
                <p class="meta"><span class="state \(question.answeredAt == nil ? "open" : "good")">\(question.answeredAt == nil ? L("received", context: "question") : L("answered"))</span></p></li>
                """
            })</ul></section>
            """
    }

    var console: HTML {
        guard !questions.isEmpty else {
            return
                "<section><h2>\(L("Questions", context: "country sheet"))</h2><p class=\"muted\">\(L("No question yet."))</p></section>"
        }
        return
            "<section><h2>\(L("Questions", context: "country sheet"))</h2><ul class=\"lines\">\(questions.html { line($0) })</ul></section>"
    }

    private func line(_ question: QuestionRecord) -> HTML {
        let (answered, hidden) = (question.answeredAt != nil, question.hiddenAt != nil)
        return """
            <li id="question-\(question.id)"><p lang="\(question.language)" dir="auto">\(question.text)</p>\
            <p class="meta">\(room.names.origin(sector: question.sector, country: question.country))\
            \(answered ? "<span class=\"state good\">\(L("answered"))</span>" : HTML.empty)\(hidden ? "<span class=\"state warn\">\(L("hidden"))</span>" : HTML.empty)</p>\
            <div class="actions">\(button("answer", Paths.questionAnswer(question.event, question.id), answered, L("Mark as answered"), L("Open again"), question))\
            \(button("hide", Paths.questionHiding(question.event, question.id), hidden, L("Hide"), L("Show again"), question))</div></li>
            """
    }

    private func button(
        _ name: String, _ path: String, _ isOn: Bool, _ label: Message, _ back: Message, _ question: QuestionRecord
    ) -> HTML {
        """
        <form id="\(name)-\(question.id)" method="post" action="\(path)" data-send><input type="hidden" name="on" value="\(isOn ? "" : "1")">\
        <button class="plain">\(isOn ? back : label)</button></form>
        """
    }
}
