import Markup
import Web

/// What the organisers add to each mail about registrations.
struct PostSettingPage {
    let frame: EventFrame
    let state: FormState

    static func stored(_ setting: PostSetting) -> [(String, String)] {
        [("reply-to", setting.replyTo ?? "")]
            + Language.allCases.map { ("words-\($0.rawValue)", setting.words[$0.rawValue] ?? "") }
    }

    var answer: Answer {
        let event = frame.event
        return frame.peopleDetail(
            L("Words of the mails"), path: Paths.postSettings(event.id),
            """
            <div class="head"><h1>\(L("Words of the mails"))</h1>\
            <p class="lede">\(L("Each person is told in their own language: nominated, seated, waiting, offered a seat, and when something changes. Two changes shortly after each other make one mail."))</p>\
            \(TLP.isDiscreet(event.marking) ? "<p class=\"notice\">\(L("The event is marked \(event.marking): mails say neither its title nor its place nor who comes."))</p>" : .empty)</div>
            <form class="form" id="words" method="post" action="\(Paths.postSettings(event.id))">\
            \(state.summary(fields))\
            \(state.text("reply-to", L("Where answers go"), hint: L("An e-mail address that somebody reads; left empty: where the server’s mail comes from."), type: "email", autocomplete: "email"))\
            <h2>\(L("In your own words"))</h2>\
            <p class="muted">\(L("A paragraph that stands in every mail. Who reads a language that has none gets the English one."))</p>\
            \(Language.allCases.html { state.area("words-\($0.rawValue)", .verbatim($0.ownName), maxLength: 2 * PostOperations.wordsLimit) })\
            <div class="actions"><button class="primary">\(L("Save"))</button>\
            <a class="button plain" href="\(Paths.eventMail(event.id))">\(L("Cancel"))</a></div></form>
            """, status: state.errors.isEmpty ? .ok : .wrong)
    }

    private var fields: [(field: String, label: Message)] {
        [("reply-to", L("Where answers go"))]
            + Language.allCases.map { ("words-\($0.rawValue)", .verbatim($0.ownName)) }
    }
}
