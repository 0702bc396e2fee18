import Domain
import Markup
import Web

/// What the organiser of an event asks of somebody who comes, to be answered on a phone.
struct MyQuestionsPage {
    let visit: Visit
    let event: EventRecord
    let key: MyEventOperations.Key
    let questions: RegistrationQuestionsSection
    let isWrong: Bool

    private var ways: MyEventCard.Ways { MyEventCard.Ways(key) }

    var answer: Answer {
        var layout = Layout(.phone, .verbatim("\(L("Questions").string()) · \(event.title)"), path: ways.questions)
        layout.heading = "<a class=\"brand\" href=\"/\">Roundtable</a>"
        layout.tools = LanguageMenu.html(path: ways.questions)
        layout.notice = Done.notice(visit)
        return .html(
            layout.document(
                """
                <section id="activity"><div class="head"><h1 dir="auto">\(event.title)</h1><p class="muted">\(L("The organiser asks, to plan the event."))</p></div>\
                \(questions.isEmpty ? "<p>\(L("Nothing is asked."))</p>" : form)\
                <p><a href="\(ways.back)">\(L("Back to my registration"))</a></p></section>
                """), status: isWrong ? .unprocessableContent : .ok)
    }

    private var form: HTML {
        """
        <form class="form" id="answers" method="post" action="\(ways.questions)">\(questions.summary)\(questions.fields)\
        <p class="muted small">\(L("Who runs the event sees your answers. They are erased with the names of the event."))</p>\
        <div class="dock actions"><button class="primary">\(L("Save the answers"))</button></div></form>
        """
    }
}

extension MyEventCard.Ways {
    init(_ key: MyEventOperations.Key) {
        switch key {
        case .account(let id): self.init(account: id)
        case .link(let link): self.init(link: link)
        }
    }
}
