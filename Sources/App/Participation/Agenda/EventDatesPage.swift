import Domain
import Markup
import Storage
import Web

/// What is due before and after an event, with the days that are usual or other ones.
struct EventDatesPage {
    let frame: EventFrame
    let dates: EventDates
    let names: DirectoryNames
    let state: FormState

    private var event: EventRecord { frame.event }

    static func state(of dates: EventDates) -> FormState {
        FormState(
            stored: [("host-country", dates.country ?? "")]
                + CriticalDate.Name.allCases.map { ("days-\($0.rawValue)", String(abs(dates.days[$0] ?? $0.days))) }
                + dates.done.map { ("done-\($0.rawValue)", "1") })
    }

    var answer: Answer {
        var layout = frame.layout(L("What is due"), path: AgendaPaths.dates(event.id), tab: EventTab.overview.id)
        layout.styles = ["tables"]
        let countries = names.allCountries.map { (value: $0.code, label: Message.verbatim($0.name)) }
        return layout.answer(
            """
            <div class="head"><h1>\(L("What is due"))</h1><p class="lede">\(L("Counted from the first or the last day. A day that is free in the host country moves to a working day: before the event to the one before, after it to the one after."))</p></div>
            <form class="form wide" id="dates" method="post" action="\(AgendaPaths.dates(event.id))">\
            \(state.summary(fields))\
            \(state.select("host-country", L("Host country"), hint: L("Its weekend counts; Saturday and Sunday where none is chosen."), options: [(value: "", label: L("not chosen"))] + countries))\
            <div class="scroll" tabindex="0" role="region" aria-label="\(L("What is due").string())"><table class="stack"><thead><tr>\
            <th scope="col">\(L("What"))</th><th scope="col">\(L("On"))</th><th scope="col" colspan="2">\(L("Days"))</th><th scope="col">\(L("Done"))</th></tr></thead>\
            <tbody>\(CriticalDate.Name.allCases.html(row))</tbody></table></div>\
            <div class="actions"><button class="primary">\(L("Save"))</button><a class="button plain" href="\(Paths.event(event.id))">\(L("Cancel"))</a></div></form>
            """, state.errors.isEmpty ? .ok : .wrong)
    }

    private var fields: [(field: String, label: Message)] {
        let host: [(field: String, label: Message)] = [(field: "host-country", label: L("Host country"))]
        return host + CriticalDate.Name.allCases.map { (field: "days-\($0.rawValue)", label: $0.label) }
    }

    private func row(_ name: CriticalDate.Name) -> HTML {
        let (code, field) = (name.rawValue, "days-\(name.rawValue)")
        let date = dates.all(of: event).first { $0.name == name }?.date
        let label: Message = name.days < 0 ? L("days before") : L("days after")
        let done: HTML =
            EventDates.automatic.contains(name)
            ? "<span class=\"muted\">\(L("by itself"))</span>"
            : """
            <input type="checkbox" name="done-\(code)" value="1" aria-label="\(L("Done").string()): \(name.label.string())"\
            \("checked", when: state.values.isOn("done-\(code)"))>
            """
        return """
            <tr><th scope="row">\(name.label)</th><td data-label="\(L("On").string())">\(date.map { DateText.day($0) } ?? "–")</td>\
            <td data-label="\(label.string())"><input id="\(field)" name="\(field)" size="5" inputmode="numeric" value="\(state.values[field] ?? "")" \
            aria-label="\(name.label.string()), \(label.string())">\(state.error(field))</td><td class="wide-only small muted">\(label)</td>\
            <td data-label="\(L("Done").string())">\(done)</td></tr>
            """
    }
}

/// On the overview, for its organisers: the next three, and what is late.
struct EventDatesSection {
    let event: EventRecord
    let dates: EventDates
    /// ISO 8601, where the event is.
    let today: String

    var html: HTML {
        let open = dates.open(of: event)
        let late = open.filter { $0.date < today }
        let shown = Array(late.suffix(3) + open.filter { $0.date >= today }.prefix(3))
        return """
            <section id="due"><h2>\(L("What is due"))</h2>\(shown.isEmpty ? none : list(shown))\
            <p><a href="\(AgendaPaths.dates(event.id))">\(L("All dates"))</a></p></section>
            """
    }

    private var none: HTML { "<p class=\"muted\">\(L("Nothing is left to do."))</p>" }

    private func list(_ items: [(name: CriticalDate.Name, date: String)]) -> HTML {
        """
        <ul class="lines">\(items.html { item in
            """
            <li class="between"><span>\(item.name.label)</span> <span class="\(item.date < today ? "state warn" : "muted")">\
            \(item.date < today ? L("since \(DateText.day(item.date))") : L("by \(DateText.day(item.date))"))</span></li>
            """
        })</ul>
        """
    }
}
