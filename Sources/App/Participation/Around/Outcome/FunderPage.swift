import Domain
import Markup
import Storage
import Web

/// What the report to the funder tells in figures, and where it is taken away.
struct FunderPage {
    let frame: EventFrame
    /// For which people were counted last.
    let release: FunderRelease?
    /// With the figures of that.
    let outcome: EventOutcome

    init(_ frame: EventFrame, _ reading: any Reading) throws {
        self.frame = frame
        let (store, event) = (OutcomeStore(reading), frame.event.id)
        let live = try store.outcome(of: event)
        release = try store.funderRelease(of: event)
        outcome = try release.map { try live.asReported($0.figures, reading) } ?? live
    }

    var answer: Answer {
        let (title, event) = (L("Report to the funder"), frame.event.id)
        let layout = frame.layout(title, path: OutcomePaths.funder(event), tab: Around.tab)
        return layout.answer(
            """
            \(Around.tabs(frame, "funder"))<div class="head"><h1>\(title)</h1>\
            <p class="muted">\(L("What the event was for, who came and what became of the money. Groups of fewer than \(SafeCounts.least) are joined to the others, and nobody is named."))</p></div>\
            \(isDue ? .empty : report)<section><h2>\(L("This event"))</h2>\(people)</section>\(isDue ? report : .empty)\
            \(frame.programme.map(all) ?? .empty)
            """, .ok)
    }

    private var report: HTML {
        let (style, event) = (isDue ? "button" : "button primary", frame.event.id)
        return """
            <div class="actions">\(files(style, L("Download the report (PDF)")) { OutcomePaths.funderFile(event, "report.\($0)") })</div>
            """
    }

    /// Whether people are to be counted first.
    private var isDue: Bool { release?.isEarly(of: frame.event, now: frame.visit.now) ?? true }

    /// What was counted and when, and the way to count anew.
    private var people: HTML {
        guard let release else {
            return """
                <p class="muted">\(L("People have not been counted for this report yet."))</p>\(form(after: 0, L("Count the people")))
                """
        }
        let (number, next) = (release.number, release.number + 1)
        return """
            <dl class="figures">\(FunderReport.figures(outcome).html { figure in
                "<div><dt>\(figure.label)</dt><dd>\(figure.count)</dd></div>"
            })</dl>\
            \(outcome.countryNames.isEmpty ? .empty : "<p>\(L("They came from: \(list: outcome.countryNames)."))</p>")\
            <p class="muted">\(L("Report no. \(number): people were counted here:")) \(MomentWords(frame.event.timeZone).html(release.madeAt)). \(L("The figures stay, whoever is removed or added since then."))</p>\
            \(isDue ? "<p class=\"notice warn\">\(L("They were counted before the event was over: count anew."))</p>" as HTML : .empty)\
            \(form(after: number, L("Count anew, as report no. \(next)")))
            """
    }

    private func form(after number: Int, _ words: Message) -> HTML {
        """
        <form method="post" action="\(OutcomePaths.funderCount(frame.event.id))"><input type="hidden" name="after" value="\(number)">\
        <button class="\(isDue ? "primary" : "plain")">\(words)</button></form>
        """
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
