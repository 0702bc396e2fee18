import Domain
import Markup
import Storage
import Web

/// What is due before and after an event, with the days that are usual or other ones.
struct EventDatesPage {
    let frame: EventFrame
    let due: EventDue
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
        return layout.answer(
            """
            <div class="head"><h1>\(L("What is due"))</h1>\(standing)</div>
            <form class="form wide" id="dates" method="post" action="\(AgendaPaths.dates(event.id))">\(state.summary(fields))\
            <div class="scroll" tabindex="0" role="region" aria-label="\(L("What is due").string())"><table class="stack"><thead><tr>\
            <th scope="col">\(L("What"))</th><th scope="col">\(L("Date"))</th><th scope="col">\(L("Done"))</th></tr></thead>\
            <tbody>\(listed.html(row))</tbody></table></div>\(counting)\
            <div class="actions"><button class="primary">\(L("Save"))</button><a class="button plain" href="\(Paths.event(event.id))">\(L("Cancel"))</a></div></form>
            """, state.errors.isEmpty ? .ok : .wrong)
    }

    // MARK: What is due

    private var today: String { CalendarDate.today(frame.visit.now, timeZone: event.timeZone) }

    /// In the order of their days; as they are told where the event has no date.
    private var listed: [(name: CriticalDate.Name, date: String?)] {
        let dated = due.all
        guard dated.isEmpty else { return dated.map { (name: $0.name, date: $0.date as String?) } }
        return CriticalDate.Name.allCases.map { (name: $0, date: nil as String?) }
    }

    private var left: [EventDue.Dated] { due.open }
    private var next: CriticalDate.Name? { left.first { $0.date >= today }?.name }

    /// What comes next, and how much is late.
    private var standing: HTML {
        let open = left
        let late = open.count { $0.date < today }
        let next: HTML = open.first { $0.date >= today }.map { "<b>\(coming($0.name, $0.date))</b> " } ?? .empty
        guard !open.isEmpty else { return "<p class=\"muted\">\(L("Nothing is left to do."))</p>" }
        return """
            <p class="lede">\(next)\(late == 0 ? .empty : "<span class=\"state bad\">\(L(late, one: "\(late) is overdue", other: "\(late) are overdue"))</span>")</p>
            """
    }

    private func coming(_ name: CriticalDate.Name, _ date: String) -> Message {
        let days = EventDates.days(from: today, to: date)
        return days == 0
            ? L("Next: \(name.label), today")
            : L(days, one: "Next: \(name.label), in \(days) day", other: "Next: \(name.label), in \(days) days")
    }

    private func row(_ item: (name: CriticalDate.Name, date: String?)) -> HTML {
        let (name, code) = (item.name, item.name.rawValue)
        let isOpen = left.contains { $0.name == name }
        let isLate = isOpen && item.date.map { $0 < today } ?? false
        let mark: HTML =
            isLate
            ? " <span class=\"state bad\">\(L("overdue", context: "date"))</span>"
            : name == next
                ? " <span class=\"state open\">\(L("next", context: "date"))</span>"
                : due.happened.contains(name)
                    ? " <span class=\"state good\">\(L("done", context: "step"))</span>" : .empty
        return """
            <tr id="date-\(code)"><th scope="row">\(name.label)</th><td data-label="\(L("Date").string())"><div>\(date(item))\(mark)</div></td>\
            <td data-label="\(L("Done").string())">\(done(name))</td></tr>
            """
    }

    /// With its hour where the registration says it.
    private func date(_ item: (name: CriticalDate.Name, date: String?)) -> HTML {
        if let at = due.ruled[item.name]?.at { return MomentWords(event.timeZone).html(at) }
        return "\(item.date.map { DateText.day($0) } ?? "–")"
    }

    /// What comes by itself is not ticked; what can be seen is ticked already.
    private func done(_ name: CriticalDate.Name) -> HTML {
        if due.ruled[name] != nil || EventDates.automatic.contains(name) {
            return "<span class=\"muted\">\(L("by itself"))</span>"
        }
        let (field, label) = ("done-\(name.rawValue)", "\(L("Done").string()): \(name.label.string())")
        guard due.happened.contains(name) else {
            return """
                <input type="checkbox" name="\(field)" value="1" aria-label="\(label)"\("checked", when: state.values.isOn(field))>
                """
        }
        let kept: HTML =
            state.values.isOn(field) ? "<input type=\"hidden\" name=\"\(field)\" value=\"1\">" : .empty
        return "\(kept)<input type=\"checkbox\" disabled checked aria-label=\"\(label)\">"
    }

    // MARK: How it is counted

    /// Seldom changed, and so folded away.
    private var counting: HTML {
        let countries = names.allCountries.map { (value: $0.code, label: Message.verbatim($0.name)) }
        return """
            <details id="counting"\("open", when: !state.errors.isEmpty)><summary>\(L("Change the counting"))</summary>\
            <p class="hint">\(L("Counted from the first or the last day. A day that is free in the host country moves to a working day: before the event to the one before, after it to the one after."))</p>\
            \(state.select("host-country", L("Host country"), hint: L("Its weekend counts; Saturday and Sunday where none is chosen."), options: [(value: "", label: L("not chosen"))] + countries))\
            <table class="stack"><thead><tr><th scope="col">\(L("What"))</th><th scope="col">\(L("Days"))</th></tr></thead>\
            <tbody>\(CriticalDate.Name.allCases.html(days))</tbody></table></details>
            """
    }

    private func days(_ name: CriticalDate.Name) -> HTML {
        let field = "days-\(name.rawValue)"
        let words: Message = name.days < 0 ? L("days before") : L("days after")
        if let ruled = due.ruled[name] {
            return """
                <tr><th scope="row">\(name.label)</th><td data-label="\(L("Days").string())"><div>\(DateText.day(ruled.day)) \
                <span class="small muted">\(name == .namesErased ? L("as the event’s settings say") : L("as the registration says"))</span></div></td></tr>
                """
        }
        return """
            <tr><th scope="row">\(name.label)</th><td data-label="\(L("Days").string())"><div><input id="\(field)" name="\(field)" size="5" inputmode="numeric" value="\(state.values[field] ?? "")" \
            aria-label="\(name.label.string()), \(words.string())"> <span class="small muted">\(words)</span>\(state.error(field))</div></td></tr>
            """
    }

    private var fields: [(field: String, label: Message)] {
        let host: [(field: String, label: Message)] = [(field: "host-country", label: L("Host country"))]
        return host + CriticalDate.Name.allCases.map { (field: "days-\($0.rawValue)", label: $0.label) }
    }
}

/// On the overview, for its organisers: the next three, and what is late.
struct EventDatesSection {
    let due: EventDue
    /// ISO 8601, where the event is.
    let today: String

    var html: HTML {
        let open = due.open
        let late = open.filter { $0.date < today }
        let shown = Array(late.suffix(3) + open.filter { $0.date >= today }.prefix(3))
        let more = max(0, late.count - 3)
        let others: HTML =
            more == 0
            ? .empty
            : "<span class=\"state bad\">\(L(more, one: "\(more) more is overdue", other: "\(more) more are overdue"))</span> "
        return """
            <section id="due"><h2>\(L("What is due"))</h2>\(shown.isEmpty ? none : list(shown))\
            <p>\(others)<a href="\(AgendaPaths.dates(due.event.id))">\(L("All dates"))</a></p></section>
            """
    }

    private var none: HTML { "<p class=\"muted\">\(L("Nothing is left to do."))</p>" }

    private func list(_ items: [(name: CriticalDate.Name, date: String)]) -> HTML {
        """
        <ul class="lines">\(items.html { item in
            """
            <li class="between"><span>\(item.name.label)</span> <span class="\(item.date < today ? "state bad" : "muted")">\
            \(item.date < today ? L("since \(DateText.day(item.date))") : L("by \(DateText.day(item.date))"))</span></li>
            """
        })</ul>
        """
    }
}
