import Domain
import Markup
import Web

/// The hours in which offices in many time zones work, and the form that asks for them.
struct SlotsPage {
    let visit: Visit
    let offices: SlotOffices
    /// Those that were asked for.
    let keys: [String]
    /// Nothing where the form is wrong.
    let search: SlotSearch?
    let state: FormState

    private static let labels: [(field: String, label: Message)] = [
        ("offices", L("Who meets")), ("day", L("First day")), ("days", L("Days")), ("minutes", L("Length")),
        ("from", L("Work begins at")), ("to", L("Work ends at")),
    ]

    var answer: Answer {
        let title = L("Find an hour for a meeting")
        return DeskFrame(visit: visit, title: title, path: Paths.slots(), crumbs: [.init(title, nil)]).answer(
            """
            <div class="head"><h1>\(title)</h1><p class="muted">\(L("For offices in many time zones: the hours in which all of them work."))</p></div>\
            <section id="slots">\(found)</section><section>\(form)</section>
            """, status: state.errors.isEmpty ? .ok : .wrong)
    }

    // MARK: What was found

    private var found: HTML {
        guard let search else { return .empty }
        guard search.chosen.count > 1 else {
            return """
                <div class="empty"><h2>\(L("Who meets?"))</h2><p class="muted">\(L("Choose two or more: secretariats, countries or cities."))</p></div>
                """
        }
        let fitting = search.fitting()
        guard fitting.isEmpty else { return "<h2>\(L("All of them work"))</h2>\(table(fitting, search))" }
        return """
            <div class="notice warn"><p>\(L("There is no hour in which all of them work. These leave out the fewest:"))</p></div>\
            \(table(search.best(), search))
            """
    }

    private func table(_ slots: [MeetingSlot], _ search: SlotSearch) -> HTML {
        """
        <div class="scroll" tabindex="0" role="region" aria-label="\(L("Hours").string())"><table class="stack"><thead><tr>\
        <th scope="col">\(L("UTC", context: "time zone"))</th>\(search.chosen.html { one in
            "<th scope=\"col\"><bdi>\(one.office.name)</bdi></th>"
        })</tr></thead><tbody>\(slots.html(row))</tbody></table></div>
        """
    }

    private func row(_ slot: MeetingSlot) -> HTML {
        let time = MomentWords("UTC").wallClock(slot.start)
        return """
            <tr><th scope="row">\(DateText.weekday(time.weekday)) \(DateText.dayAndMonth(time.date)) <b>\(Self.clock(time.hour * 60 + time.minute))</b> <span class="muted">UTC</span></th>\
            \(slot.places.html { place in
                "<td data-label=\"\(place.office.name)\"><div><bdi dir=\"ltr\">\(Self.clock(place.begins))–\(Self.clock(place.ends))</bdi>\(marks(place, time.date))</div></td>"
            })</tr>
            """
    }

    private func marks(_ place: MeetingSlot.Place, _ day: String) -> HTML {
        let hours: HTML =
            switch place.hours {
            case .working: .empty
            case .early: " <span class=\"state warn\">\(L("too early"))</span>"
            case .late: " <span class=\"state warn\">\(L("too late"))</span>"
            }
        let weekend: HTML = place.isWeekend ? " <span class=\"state\">\(L("weekend"))</span>" : .empty
        let other: HTML =
            place.day.description == day
            ? .empty : " <span class=\"muted small\">\(DateText.dayAndMonth(place.day.description))</span>"
        return hours + weekend + other
    }

    /// `09:00`; what runs past midnight goes on from 0.
    static func clock(_ minutes: Int) -> String {
        let (hour, minute) = (minutes / 60 % 24, minutes % 60)
        return "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
    }

    // MARK: The form

    private var form: HTML {
        """
        <form class="form" id="search" method="get" action="\(Paths.slots())">\(state.summary(Self.labels))\
        \(group(L("Secretariats"), offices.secretariats, isOpen: true))\
        \(group(L("Countries"), offices.countries, isOpen: false))\
        \(group(L("Cities"), offices.allCities, isOpen: false))\
        <div class="row">\(filled.text("day", L("First day"), type: "date"))\
        \(filled.select("days", L("Days"), options: [1, 2, 3, 5, 7, 14].map { (value: "\($0)", label: .verbatim("\($0)")) }))</div>\
        \(filled.select("minutes", L("Length"), options: SlotSearch.lengths.map { (value: "\($0)", label: L($0, one: "\($0) minute", other: "\($0) minutes")) }))\
        <div class="row">\(filled.select("from", L("Work begins at"), options: hours(5...12)))\
        \(filled.select("to", L("Work ends at"), options: hours(14...22)))</div>\
        <div class="actions"><button class="primary">\(L("Find hours"))</button></div></form>
        """
    }

    private func hours(_ range: ClosedRange<Int>) -> [(value: String, label: Message)] {
        range.map { (value: "\($0)", label: .verbatim(Self.clock($0 * 60))) }
    }

    /// With what is usual where nothing was chosen.
    private var filled: FormState {
        var form = state
        let usual = [
            ("day", CalendarDate.today(visit.now)), ("days", "1"), ("minutes", "120"), ("from", "8"), ("to", "18"),
        ]
        let missing = usual.filter { form.values.text($0.0).isEmpty }
        let kept = form.values.fields.filter { field in !missing.contains { $0.0 == field.name } }
        form.values = FormValues(kept + missing.map { (name: $0.0, value: $0.1) })
        return form
    }

    private func group(_ title: Message, _ choices: [(key: String, label: Message)], isOpen: Bool) -> HTML {
        guard !choices.isEmpty else { return .empty }
        let chosen = Set(keys)
        let opens = isOpen || choices.contains { chosen.contains($0.key) }
        return """
            <details\("open", when: opens)><summary>\(title)</summary><fieldset class="options"><legend class="sr">\(title)</legend>\
            \(choices.html { choice in
                """
                <label><input type="checkbox" name="office" value="\(choice.key)"\("checked", when: chosen.contains(choice.key))> <span>\(choice.label)</span></label>
                """
            })</fieldset></details>
            """
    }
}
