import Domain
import Markup
import Storage
import Web

/// The events whose money somebody keeps, and where something waits.
struct MoneyListPage {
    let visit: Visit
    let programmes: [(title: String, events: [(event: EventRecord, waiting: Int)])]

    init(_ visit: Visit, _ reading: any Reading) throws {
        self.visit = visit
        guard let account = visit.visitor.account else { throw Refusal.signInNeeded }
        let store = MoneyStore(reading)
        programmes = try store.programmes(of: account.id).map { programme in
            let events = try EventStore(reading).events(try store.events(of: programme))
            return (
                title: try ProgrammeStore(reading).programme(programme).title,
                events: try events.map { event in
                    let waiting: Set<ClaimState> = [.submitted, .checked, .approved]
                    return (
                        event: event,
                        waiting: try store.claims(of: event.id).filter { waiting.contains($0.state) }.count
                    )
                }
            )
        }
    }

    var answer: Answer {
        let title = L("Budget and claims")
        return DeskFrame(visit: visit, title: title, path: MoneyPaths.mine(), crumbs: [.init(title, nil)]).answer(
            """
            <h1>\(title)</h1>\(programmes.isEmpty ? "<p class=\"muted\">\(L("You keep the money of no programme. An organiser can name you on the budget of an event."))</p>" : programmes.html(section))
            """)
    }

    private func section(_ programme: (title: String, events: [(event: EventRecord, waiting: Int)])) -> HTML {
        """
        <section><h2 dir="auto">\(programme.title)</h2><ul class="lines">\(programme.events.html { one in
            """
            <li class="between"><p class="title" dir="auto"><a href="\(MoneyPaths.claims(one.event.id))">\(one.event.title)</a></p>\
            <p class="meta"><span>\(DateText.span(one.event.startsOn, one.event.endsOn))</span> <a href="\(MoneyPaths.budget(one.event.id))">\(L("Budget"))</a>\
            \(one.waiting == 0 ? .empty : " <span class=\"state warn\">\(L(one.waiting, one: "\(one.waiting) claim waits", other: "\(one.waiting) claims wait"))</span>")</p></li>
            """
        })</ul></section>
        """
    }
}
