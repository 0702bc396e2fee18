import Markup
import Web

/// The page with the rule, and how many it is about.
struct DirectoryRetentionPage {
    let visit: Visit
    let state: DirectoryRetention.State
    /// As it was sent, where it was refused.
    let form: FormState?

    var answer: Answer {
        let shown = form ?? FormState(stored: [("years", String(state.years ?? 0))])
        return DirectoryFrame(visit: visit, tab: .retention).list(
            """
            <section><h2>\(L("How long people are kept"))</h2>\
            <p>\(L("Names at an event are removed automatically on the day in its settings. The directory is kept for the next event and has its own rule: it removes people who are in no event, have no account, and were not changed for this long."))</p>\
            <form class="form" method="post" action="\(Paths.directoryRetention())">\
            \(shown.summary([("years", L("People are removed after"))]))\
            \(shown.select("years", L("People are removed after"), options: options))\
            <p class="muted">\(L("What you save here takes effect within an hour and cannot be undone. Backups made before still hold these people."))</p>\
            <div class="actions"><button class="primary">\(L("Save"))</button></div></form></section>
            """, status: form == nil ? .ok : .wrong)
    }

    private var options: [(value: String, label: Message)] {
        [("0", L("No rule: they stay until somebody removes them"))]
            + state.due.map { due in
                let years = L(due.years, one: "\(due.years) year", other: "\(due.years) years").string()
                return (
                    String(due.years),
                    L(
                        due.people, one: "\(years): \(due.people) person would be removed now",
                        other: "\(years): \(due.people) people would be removed now")
                )
            }
    }
}
