import Markup
import Web

/// What stands around pages of whoever is signed in: told by a room that knows more than this one.
protocol FrameFeature: Feature {
    static func dress(_ layout: inout Layout, _ visit: Visit)
}

/// A refusal in words: what happened, what was kept, what to do.
struct ErrorPage {
    let refusal: Refusal
    let visit: Visit

    var answer: Answer {
        if visit.inbound.wantsFragment {
            return .html(
                "<div id=\"trouble\" class=\"notice bad\" role=\"alert\"><p><b>\(refusal.title)</b> \(refusal.advice)</p></div>",
                status: refusal.status)
        }
        var layout = Layout(.narrow, refusal.title, path: "/")
        if let mark = RefusalMarks.mark(at: visit.inbound.path) {
            layout.title = .verbatim(mark.title + refusal.title.string())
            (layout.under, layout.after) = (mark.above, mark.below)
            layout.styles.append(mark.style)
        }
        for feature in Features.all({ $0 as? any FrameFeature.Type }) { feature.dress(&layout, visit) }
        return .html(
            layout.document(
                """
                <div class="head"><p class="eyebrow">\(refusal.status.code)</p><h1>\(refusal.title)</h1>\
                <p class="lede">\(refusal.advice)</p></div>\
                \(refusal.fields.isEmpty ? .empty : """
                    <ul>\(refusal.fields.sorted { $0.key < $1.key }.html { "<li>\($0.value)</li>" })</ul>
                    """)
                <div class="actions"><a class="button primary" href="/">\(L("Go to the home page"))</a></div>\
                <p class="meta">\(L("Request number")) \(visit.inbound.id)</p>
                """), status: refusal.status)
    }
}
