import Domain
import Markup
import Storage
import Web

/// What the report to the funder tells in figures, and where it is taken away.
struct FunderPage {
    let frame: EventFrame
    let outcome: EventOutcome

    init(_ frame: EventFrame, _ reading: any Reading) throws {
        self.frame = frame
        outcome = try OutcomeStore(reading).outcome(of: frame.event.id)
    }

    var answer: Answer {
        let (title, event) = (L("Report to the funder"), frame.event.id)
        let layout = frame.layout(title, path: OutcomePaths.funder(event), tab: Around.tab)
        return layout.answer(
            """
            \(Around.tabs(frame, "funder"))<div class="head"><h1>\(title)</h1>\
            <p class="muted">\(L("What the event was for, who came and what became of the money. Groups of fewer than \(SafeCounts.least) are joined to the others, and nobody is named."))</p></div>\
            <div class="actions">\(files("button primary", L("Download the report (PDF)")) { OutcomePaths.funderFile(event, "report.\($0)") })</div>\
            <section><h2>\(L("This event"))</h2><dl class="figures">\(FunderReport.figures(outcome).html { figure in
                "<div><dt>\(figure.label)</dt><dd>\(figure.count)</dd></div>"
            })</dl>\
            \(outcome.countryNames.isEmpty ? .empty : "<p>\(L("They came from: \(list: outcome.countryNames)."))</p>")</section>\
            \(frame.programme.map(all) ?? .empty)
            """, .ok)
    }

    private func all(_ programme: ProgrammeRecord) -> HTML {
        """
        <section><h2>\(L("All events of the programme"))</h2><div class="actions">\(files("button", L("Download it as PDF")) { OutcomePaths.programmeFile(programme.id, "report.\($0)") })</div></section>
        """
    }

    /// The one that is printed; the others behind a menu.
    private func files(_ style: String, _ label: Message, _ path: (String) -> String) -> HTML {
        let main = Document.Format.pdf
        let others = Document.Format.allCases.filter { $0 != main }
        return """
            <a class="\(style)" href="\(path(main.rawValue))" download>\(Icon.svg("download")) \(label)</a>\
            <details class="menu"><summary class="button plain">\(L("Other formats"))</summary><ul>\(others.html {
                "<li><a href=\"\(path($0.rawValue))\">\($0.rawValue.uppercased())</a></li>"
            })</ul></details>
            """
    }
}
