import Domain
import Markup
import Storage
import Web

/// Where the report to the funder is taken away.
struct FunderPage {
    let frame: EventFrame

    var answer: Answer {
        let (title, event) = (L("Report to the funder"), frame.event.id)
        let layout = frame.layout(title, path: OutcomePaths.funder(event), tab: Around.tab)
        return layout.answer(
            """
            \(Around.tabs(frame, "funder"))<div class="head"><h1>\(title)</h1>\
            <p class="muted">\(L("What the event was for, who was asked, registered and came by country and sector, and what became of the money: made from what is stored, in one file. Groups of fewer than \(SafeCounts.least) are joined to the others, and nobody is named."))</p></div>\
            <div class="deck"><section class="sheet-card"><h2>\(L("This event"))</h2><div class="actions">\(formats { OutcomePaths.funderFile(event, "report.\($0)") })</div></section>\
            \(frame.programme.map { programme in
                "<section class=\"sheet-card\"><h2>\(L("All events of the programme"))</h2><div class=\"actions\">\(formats { OutcomePaths.programmeFile(programme.id, "report.\($0)") })</div></section>"
            } ?? .empty)</div>
            """, .ok)
    }

    private func formats(_ path: (String) -> String) -> HTML {
        Document.Format.allCases.html {
            "<a class=\"button\" href=\"\(path($0.rawValue))\">\($0.rawValue.uppercased())</a>"
        }
    }
}
