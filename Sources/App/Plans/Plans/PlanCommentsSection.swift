import Domain
import Markup
import Web

/// On the page of an action in a plan.
struct PlanCommentsSection {
    let item: PlanItem.ID
    let plan: PlanRecord
    let comments: [PlanCommentRecord]
    let voice: PlanVoice
    let words: PlanWords
    let state: FormState

    var html: HTML {
        let list: HTML = comments.isEmpty ? .empty : "<ul class=\"lines\">\(comments.html(line))</ul>"
        return """
            <section id="comments"><h2>\(L("Comments"))</h2>\(list)\
            <form class="form" id="comment-form" method="post" action="\(PlanPaths.comments(item))"><input type="hidden" name="idempotency" value="">\
            \(state.area("comment", L("What you want to say"), maxLength: 2_000))<div class="actions"><button>\(L("Send"))</button></div></form></section>
            """
    }

    private func line(_ comment: PlanCommentRecord) -> HTML {
        let remove: HTML =
            voice.mayRemove(comment, in: plan)
            ? """
            <form id="remove-\(comment.id)" method="post" action="\(PlanPaths.commentRemoval(item, comment.id))"><button class="plain">\(L("Remove"))</button></form>
            """ : .empty
        let who = comment.member.map { words.member($0) } ?? L("The programme")
        return """
            <li id="comment-\(comment.id)"><div class="between"><div><p class="lines-kept" lang="\(comment.language)" dir="auto">\(comment.text)</p>\
            <p class="meta"><span dir="auto">\(who)</span> <span>\(DateText.day(CalendarDate.today(comment.at)))</span></p></div>\(remove)</div></li>
            """
    }
}
