import Domain
import Markup
import Storage
import Web

/// Who has told what the host asks, and who has not; what was told stands in the list only.
struct AccessPage {
    let frame: EventFrame
    let list: AccessList
    let sendings: [AccessStore.Sending]
    let names: DirectoryNames

    init(_ frame: EventFrame, _ reading: any Reading) throws {
        self.frame = frame
        list = try AccessList(frame.event.id, reading)
        sendings = try AccessStore(reading).sendings(of: frame.event.id)
        names = try DirectoryNames(reading)
    }

    private var event: Event.ID { frame.event.id }
    private var lastDay: String { list.visit.lastDay(frame.event) }
    private var isPast: Bool { lastDay < CalendarDate.today(frame.visit.now, timeZone: frame.event.timeZone) }

    var answer: Answer {
        VisitFrame.answer(
            frame, "access", L("Access list"), path: VisitPaths.access(event),
            "<div class=\"head\"><h1>\(L("Access list"))</h1>\(words)</div>\(list.people.isEmpty ? nobody : "<div class=\"split\"><section>\(people)</section><section>\(taking)\(log)</section></div>")"
        )
    }

    private var words: HTML {
        guard !list.visit.asks.isEmpty else {
            return
                "<p class=\"muted\">\(L("The host asks for nothing but who comes.")) <a href=\"\(VisitPaths.settings(event))\">\(L("Change what is asked"))</a></p>"
        }
        return """
            <p>\(isPast ? L("The last day was \(DateText.day(lastDay)). What people told for the list is erased.") : L("The host needs the list by \(DateText.day(lastDay)). On the day after, what people told for it is erased."))</p>\
            <p class="muted">\(L("Asked: \(list: list.visit.asks.map { $0.label.string() })")) <a href="\(VisitPaths.settings(event))">\(L("Change what is asked"))</a></p>
            """
    }

    private var nobody: HTML {
        """
        <div class="empty"><h2>\(L("Nobody has a seat yet"))</h2>\
        <p class="muted">\(L("Who has a seat and comes to the place stands on the list, and tells on their own page what the host asks."))</p></div>
        """
    }

    private var people: HTML {
        let missing = Set(list.missing.map(\.id))
        let asks = !list.visit.asks.isEmpty && !isPast
        return """
            <h2>\(L("Who comes"))</h2>\
            \(asks ? "<p class=\"muted\">\(L("\(list.people.count - missing.count) of \(list.people.count) have told all that is asked."))</p>" : .empty)\
            <ul class="lines">\(list.people.html { person in
                let state: HTML =
                    !asks
                    ? .empty
                    : missing.contains(person.id)
                        ? "<span class=\"state warn\">\(L("not told yet"))</span>"
                        : "<span class=\"state good\">\(L("told"))</span>"
                return "<li class=\"between\"><span>\(asks ? "<a href=\"\(VisitPaths.accessEntry(event, person.id))\"><bdi>\(person.name)</bdi></a>" as HTML : "<bdi>\(person.name)</bdi>") \(names.chip(person.country))</span>\(state)</li>"
            })</ul>
            """
    }

    private var taking: HTML {
        """
        <section id="taking"><h2>\(L("For the host"))</h2><p class="muted">\(L("You take the list out and send it yourself, by a way that the host accepts. It is written down that you did; do not keep the file."))</p>\
        <form class="actions" method="post" action="\(VisitPaths.sending(event))">\(AccessList.Format.allCases.html { format in
            let isFirst = format == .pdf && sendings.isEmpty && !isPast
            return "<button name=\"format\" value=\"\(format.rawValue)\"\(isFirst ? " class=\"primary\"" as HTML : .empty)>\(Icon.svg("download")) \(format.rawValue.uppercased())</button>"
        })</form></section>
        """
    }

    private var log: HTML {
        guard !sendings.isEmpty else { return "<p class=\"muted\">\(L("The list has not been taken out yet."))</p>" }
        let clock = MomentWords(frame.event.timeZone)
        return """
            <section id="sendings"><h2>\(L("Taken out for the host"))</h2><ul class="lines">\(sendings.html { one in
                "<li class=\"between\"><span>\(clock.html(one.at))</span><span class=\"muted\">\(L(one.people, one: "\(one.people) person", other: "\(one.people) people")), \(one.format.uppercased())</span></li>"
            })</ul></section>
            """
    }
}

/// An organiser tells it for somebody. What was told before is never shown.
struct AccessEntryPage {
    let frame: EventFrame
    let person: Traveller
    let asks: [AccessAsk]
    let names: DirectoryNames
    let state: FormState

    init(_ frame: EventFrame, _ id: Registration.ID, _ state: FormState?, _ reading: any Reading) throws {
        self.frame = frame
        person = try TravellerStore(reading).traveller(frame.event.id, id)
        asks = try VisitStore(reading).visit(of: frame.event.id).asks
        names = try DirectoryNames(reading)
        self.state = state ?? FormState()
    }

    var answer: Answer {
        let path = VisitPaths.accessEntry(frame.event.id, person.id)
        let form = FieldForm<AccessFields>(state: state, options: ["nationality": names.countryOptions])
        return VisitFrame.answer(
            frame, "access", .verbatim(person.name), path: path,
            between: [.init(L("Access list"), VisitPaths.access(frame.event.id))],
            """
            <div class="head"><h1 dir="auto">\(person.name)</h1><p class="muted">\(L("You tell for this person what the host asks. What was told before is not shown, and is replaced."))</p></div>\
            <form class="form" id="access-form" method="post" action="\(path)">\(form.summary)\(form.html(without: AccessFields.left(asks)))\
            <div class="actions"><button class="primary">\(L("Save"))</button><a class="button plain" href="\(VisitPaths.access(frame.event.id))">\(L("Cancel"))</a></div></form>
            """, status: state.errors.isEmpty ? .ok : .wrong)
    }
}
