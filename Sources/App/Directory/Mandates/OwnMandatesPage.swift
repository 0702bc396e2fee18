import Domain
import Markup
import Web

/// What somebody is appointed for today, with the yearly question.
struct OwnMandatesPage {
    let visit: Visit
    let mandates: [MandateRecord]
    let names: MandateNames

    var answer: Answer {
        let title = L("My mandates")
        return DeskFrame(visit: visit, title: title, path: Paths.ownMandates(), crumbs: [.init(title, nil)]).answer(
            """
            <div class="head"><h1>\(title)</h1><p class="muted">\(L("What you are appointed for. Once a year you say that it is still so."))</p></div>\
            \(mandates.isEmpty ? nothing : "<ul class=\"lines\">\(mandates.html(line))</ul>")
            """)
    }

    private var nothing: HTML { "<p class=\"muted\">\(L("You hold no mandate today."))</p>" }

    private func line(_ mandate: MandateRecord) -> HTML {
        let by = mandate.reviewBy.map { DateText.day($0) } ?? ""
        let asked: HTML = by.isEmpty ? .empty : "<span>\(L("To be confirmed by \(by)"))</span>"
        let state: HTML =
            mandate.state == .suspended ? "<span class=\"state bad\">\(L("Suspended"))</span>" : asked
        return """
            <li class="between"><div><p class="title">\(mandate.role.label): \(names.html(mandate.holder))</p>\
            <p class="meta"><span>\(MandateDays.words(mandate.since, mandate.until))</span> \
            <span dir="auto">\(names.programme(mandate.programme))</span> \
            \(state)</p></div>\
            \(isAsked(mandate) ? """
                <form method="post" action="\(Paths.ownMandateConfirmation(mandate.id))"><button>\(L("Yes, I still do"))</button></form>
                """ : .empty)</li>
            """
    }

    /// A month before the day: who was asked by mail comes here.
    private func isAsked(_ mandate: MandateRecord) -> Bool {
        let soon = MandateReviews.moved(CalendarDate.today(visit.now), by: -MandateReviews.Stage.soon.rawValue)
        return mandate.state == .active && mandate.reviewBy.map { $0 <= soon } ?? false
    }
}
