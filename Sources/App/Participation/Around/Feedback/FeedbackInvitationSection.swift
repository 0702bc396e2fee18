import Markup
import Web

/// On the page of the event, for who took part, while they are asked.
struct FeedbackInvitationSection {
    let code: String

    var html: HTML {
        """
        <section id="feedback" class="notice"><h2>\(L("What do you say of it?"))</h2>\
        <a class="button" href="\(FeedbackPaths.own(code))">\(L("Give feedback"))</a></section>
        """
    }
}
