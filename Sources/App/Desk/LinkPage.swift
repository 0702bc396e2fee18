import HTTPTypes
import Markup
import Web

/// What a link from a mail or from paper shows. Looking at it changes nothing, so that mail scanners and previews have no effect: what
/// the link does comes by the form, which goes by itself where the client module runs and somebody looks at the page.
struct LinkPage {
    let visit: Visit
    let title: Message
    /// Whose link it is, and what it leads to.
    let name: String
    var event: String?
    /// Where the form goes: the link's own address.
    let action: String
    let button: Message

    var answer: Answer {
        .html(
            visit.layout(.narrow, title).document(
                """
                <div class="head"><h1>\(title)</h1><p class="lede"><bdi>\(name)</bdi></p>\
                \(event.map { "<p class=\"muted\" dir=\"auto\">\($0)</p>" })</div>\
                <form class="form" id="link" method="post" action="\(action)" data-open>\
                <div class="actions"><button class="primary">\(button)</button></div></form>
                """))
    }
}
