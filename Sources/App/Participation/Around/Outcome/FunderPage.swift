import Domain
import Markup
import Storage
import Web

/// Where the report to the funder is taken away.
struct FunderPage {
    let frame: EventFrame
    /// For which people were counted last.
    let release: FunderRelease?

    var answer: Answer {
        let (title, event) = (L("Report to the funder"), frame.event.id)
        let layout = frame.layout(title, path: OutcomePaths.funder(event), tab: Around.tab)
        return layout.answer(
            """
            \(Around.tabs(frame, "funder"))<div class="head"><h1>\(title)</h1>\
            <p class="muted">\(L("What the event was for, who was asked, registered and came by country and sector, and what became of the money: made from what is stored, in one file. Groups of fewer than \(SafeCounts.least) are joined to the others, and nobody is named."))</p></div>\
            <div class="deck"><section class="sheet-card"><h2>\(L("This event"))</h2><div class="actions">\(formats { OutcomePaths.funderFile(event, "report.\($0)") })</div>\(counted)</section>\
            \(frame.programme.map { programme in
                "<section class=\"sheet-card\"><h2>\(L("All events of the programme"))</h2><div class=\"actions\">\(formats { OutcomePaths.programmeFile(programme.id, "report.\($0)") })</div></section>"
            } ?? .empty)</div>
            """, .ok)
    }

    /// When people were counted, and the way to count them anew.
    private var counted: HTML {
        guard let release else {
            return """
                <p class="muted">\(L("People have not been counted for this report yet."))</p>\(form(after: 0, isDue: true, L("Count the people")))
                """
        }
        let (number, next) = (release.number, release.number + 1)
        let isEarly = release.isEarly(of: frame.event, now: frame.visit.now)
        return """
            <p class="muted">\(L("Report no. \(number): people were counted here:")) \(MomentWords(frame.event.timeZone).html(release.madeAt)). \(L("The figures stay, whoever is removed or added since then."))</p>\
            \(isEarly ? "<p class=\"notice warn\">\(L("They were counted before the event was over: count anew."))</p>" as HTML : .empty)\
            \(form(after: number, isDue: isEarly, L("Count anew, as report no. \(next)")))
            """
    }

    private func form(after number: Int, isDue: Bool, _ words: Message) -> HTML {
        """
        <form method="post" action="\(OutcomePaths.funderCount(frame.event.id))"><input type="hidden" name="after" value="\(number)">\
        <button class="\(isDue ? "primary" : "plain")">\(words)</button></form>
        """
    }

    private func formats(_ path: (String) -> String) -> HTML {
        Document.Format.allCases.html {
            "<a class=\"button\" href=\"\(path($0.rawValue))\">\($0.rawValue.uppercased())</a>"
        }
    }
}
