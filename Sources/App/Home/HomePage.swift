import Domain
import HTTPTypes
import Markup
import Web

/// The door. People in the room come first: they stand there with a phone and a code. Who has an account finds ``Today`` in its place,
/// and this only after a code that leads nowhere.
struct HomePage {
    struct Content: Sendable {
        /// The event in which this browser has a seat.
        let seat: EventRecord?
        let demo: [String: String]
        /// Nobody can sign in yet.
        let isNew: Bool
    }

    let visit: Visit
    let content: Content
    let form: FormState

    private var isSignedIn: Bool { visit.visitor.account != nil }

    func answer(status: HTTPResponse.Status) -> Answer {
        .html(visit.layout(.narrow, L("Welcome")).document(door), status: status)
    }

    private var door: HTML {
        "\(content.isNew ? first : .empty)\(demo)\(seat)\(code(isFirst: content.seat == nil))\(isSignedIn ? .empty : signIn)"
    }

    /// On a server that nobody has used: who can begin, and how.
    private var first: HTML {
        """
        <section class="notice" id="first"><h2>\(L("Nobody has an account here yet"))</h2>\
        <p>\(L("Whoever keeps this server makes the first account at its terminal, and then signs in:"))</p>\
        <p><code dir="ltr">roundtable admin create</code></p></section>
        """
    }

    private var demo: HTML {
        let links: [(String, Message)] = [
            ("demo-facilitator", L("Facilitator")), ("demo-projector", L("Projector")),
            ("demo-participant", L("Participant")),
        ]
        let known = links.compactMap { name, words in content.demo[name].map { (path: $0, words: words) } }
        guard !known.isEmpty else { return .empty }
        return """
            <section class="notice" id="demo"><h2>\(L("This is a demo"))</h2>\
            <p>\(L("Open the three windows side by side. Everything in it is invented."))</p>\
            <div class="actions">\(known.html { "<a class=\"button\" href=\"\($0.path)\" target=\"_blank\" rel=\"noopener\">\($0.words)</a>" })\
            </div></section>
            """
    }

    private var seat: HTML {
        guard let event = content.seat, let seat = visit.visitor.seat else { return .empty }
        return """
            <section id="seat"><div class="head"><p class="eyebrow">\(L("You take part as")) <bdi>\(seat.name)</bdi></p>\
            <h1 dir="auto">\(event.title)</h1></div>\
            <div class="actions"><a class="button primary" href="\(JoiningPages.address(event))">\(L("Go to the event"))</a>\
            <form method="post" action="\(JoiningPaths.departure())">\
            <button class="plain">\(L("This is not me"))</button></form></div></section>
            """
    }

    private func code(isFirst: Bool) -> HTML {
        let heading: HTML =
            isFirst ? "<h1>\(L("Enter the event's code"))</h1>" : "<h2>\(L("Enter an event's code"))</h2>"
        return """
            <section id="enter"><div class="head">\(heading)\
            <p class="muted">\(L("It is shown on the screen in the room. If you have a personal link, open it instead."))</p></div>\
            <form class="form" id="join" method="post" action="\(JoiningPaths.code())">\
            <div class="field"><label class="sr" for="code">\(L("Code"))</label>\
            <input class="code" id="code" name="code" value="\(form.values["code"] ?? "")" maxlength="12" placeholder="7KQ4" autocomplete="off" \
            autocapitalize="characters" spellcheck="false" required\("aria-invalid", value: form.errors["code"] == nil ? nil : "true")\
            \("aria-describedby", value: form.errors["code"] == nil ? nil : "code-error")>\(form.error("code"))</div>\
            <button class="\(isFirst ? "primary" : "")">\(L("Join"))</button></form></section>
            """
    }

    private var signIn: HTML {
        """
        <hr><section id="organisers"><h2>\(L("You prepare or run an event?"))</h2>\
        <div class="actions"><a class="button" href="\(AccountPaths.signIn())">\(L("Sign in"))</a></div></section>
        """
    }
}
