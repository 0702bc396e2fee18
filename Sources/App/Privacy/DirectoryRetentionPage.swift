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
            <section><h2>\(L("How long people stay"))</h2>\
            <p>\(L("Names at an event go by themselves on the day that its settings say. The directory is kept for the next event, and has a rule of its own: people go who are in no event, have no account, and were not changed for this long."))</p>\
            <form class="form" method="post" action="\(Paths.directoryRetention())">\
            \(shown.summary([("years", L("People go after"))]))\
            \(shown.select("years", L("People go after"), options: options))\
            <p class="muted">\(L("What is saved here is done within an hour, and cannot be taken back. Backups made before still hold them."))</p>\
            <div class="actions"><button class="primary">\(L("Save"))</button></div></form></section>
            """, status: form == nil ? .ok : .wrong)
    }

    private var options: [(value: String, label: Message)] {
        [("0", L("No rule: they stay until somebody takes them out"))]
            + state.due.map { due in
                let years = L(due.years, one: "\(due.years) year", other: "\(due.years) years").string()
                return (
                    String(due.years),
                    L(
                        due.people, one: "\(years): \(due.people) person would go now",
                        other: "\(years): \(due.people) people would go now")
                )
            }
    }
}
