import Domain
import Markup
import Storage
import Web

/// Pages behind the event's tab of travel and money. A feature tells its own.
struct LogisticsTab: Sendable {
    let id: String
    let order: Int
    let label: Message
    let path: @Sendable (Event.ID) -> String
}

protocol LogisticsFeature: Feature {
    static var logisticsTabs: [LogisticsTab] { get }
}

enum Logistics {
    static let tab = "logistics"

    private static let all: [LogisticsTab] = Features.all { $0 as? any LogisticsFeature.Type }.flatMap {
        $0.logisticsTabs
    }
    .sorted { $0.order < $1.order }

    static func answer(
        _ frame: EventFrame, _ chosen: String, _ title: Message, path: String, _ main: HTML,
        status: DeskFrame.FormStatus = .ok
    ) -> Answer {
        var layout = frame.layout(title, path: path, tab: tab)
        layout.styles = ["tables"]
        let tabs = SubTabs(
            label: L("Travel and money"),
            items: all.map { .init(id: $0.id, label: $0.label, path: $0.path(frame.event.id)) }, chosen: chosen)
        return layout.answer("\(tabs.html)\(main)", status)
    }
}

/// Who comes when, from where, and sleeps where.
struct TravelPage {
    let frame: EventFrame
    let travellers: [Traveller]
    let journeys: [Registration.ID: JourneyRecord]
    let letters: [Registration.ID]
    let names: DirectoryNames

    init(_ frame: EventFrame, _ reading: any Reading) throws {
        self.frame = frame
        let event = frame.event.id
        travellers = try TravellerStore(reading).all(of: event).filter(\.travels)
        journeys = try JourneyStore(reading).journeys(of: event)
        letters = try JourneyStore(reading).letters(of: event)
        names = try DirectoryNames(reading)
    }

    private var event: Event.ID { frame.event.id }

    var answer: Answer {
        let told = travellers.count - silent.count
        return Logistics.answer(
            frame, "travel", L("Travel"), path: LogisticsPaths.travel(event),
            """
            <div class="between"><h1>\(L("Travel"))</h1><div class="actions">\
            \(travellers.isEmpty ? .empty : "<a class=\"button plain\" href=\"\(LogisticsPaths.rooming(event))\">\(L("Rooming list as a workbook"))</a><a class=\"button plain\" href=\"\(LogisticsPaths.roomingImport(event))\">\(Icon.svg("upload")) \(FieldImportSection.title)</a>")</div></div>\
            \(travellers.isEmpty ? nothing : """
                <p class="muted">\(L("\(told) of \(travellers.count) have told when they come."))</p>\(waiting)\(awaited)\
                \(arrivals.isEmpty && nights.isEmpty ? .empty : "<div class=\"split\"><section id=\"arrivals\">\(arrivals)</section><section id=\"nights\">\(nights)</section></div>")\(list)
                """)
            """)
    }

    private var nothing: HTML {
        """
        <div class="empty"><h2>\(L("Nobody has a seat yet"))</h2>\
        <p class="muted">\(L("Who has a seat tells their journey here, by their account or personal link; you can enter it for them."))</p></div>
        """
    }

    private var waiting: HTML {
        guard !letters.isEmpty else { return .empty }
        let people = travellers.filter { letters.contains($0.id) }
        return """
            <section id="letters" class="notice warn"><h2>\(L(people.count, one: "\(people.count) visa letter is waiting", other: "\(people.count) visa letters are waiting"))</h2>\
            <ul class="lines">\(people.html { person in
                """
                <li class="between"><span><bdi>\(person.name)</bdi> \(names.chip(person.country))</span><span class="actions">\
                <a class="button plain" href="\(LogisticsPaths.letterFile(event, person.id))">\(L("Make the letter"))<span class="sr">: \(person.name)</span></a>\
                <form method="post" action="\(LogisticsPaths.letterIssue(event, person.id))"><button>\(L("It is handed over"))<span class="sr">: \(person.name)</span></button></form></span></li>
                """
            })</ul><p class="hint">\(L("When it is handed over, what was copied from the passport is erased; at the latest on the day after the event."))</p></section>
            """
    }

    private var silent: [Traveller] { travellers.filter { journeys[$0.id] == nil } }

    /// Who has told nothing yet, in a line each.
    private var awaited: HTML {
        guard !silent.isEmpty else { return .empty }
        let addresses = silent.compactMap(\.email).joined(separator: ", ")
        return """
            <section id="silent"><div class="between"><h2>\(L(silent.count, one: "\(silent.count) has told nothing yet", other: "\(silent.count) have told nothing yet"))</h2>\
            \(addresses.isEmpty ? .empty : "<button type=\"button\" class=\"plain\" data-copy=\"\(addresses)\">\(Icon.svg("copy")) \(L("Copy their e-mail addresses"))</button>" as HTML)</div>\
            <ul class="lines">\(silent.html { person in
                "<li><a href=\"\(LogisticsPaths.journey(event, person.id))\"><bdi>\(person.name)</bdi></a> \(names.chip(person.country))</li>"
            })</ul></section>
            """
    }

    private var told: [Traveller] { travellers.filter { journeys[$0.id] != nil } }

    /// As most travel: it is said once, and in a line only where it is otherwise.
    private var usualTicket: String? {
        let tickets = Dictionary(grouping: told.compactMap { journeys[$0.id]?.fields.ticket }) { $0 }
        return tickets.first { $0.value.count * 2 > told.count && told.count > 2 }?.key
    }

    private var list: HTML {
        guard !told.isEmpty else { return .empty }
        let asksVisa = told.contains { journeys[$0.id]?.visa ?? .notNeeded != .notNeeded }
        let usual = usualTicket
        let note: HTML =
            usual.map {
                "<p class=\"muted\">\(L("Ticket")): \(JourneyFields.ticketWords($0)); \(L("where it is otherwise, it is said."))</p>"
            } ?? .empty
        return """
            <section id="journeys"><h2>\(L("Journeys"))</h2>\(note)<div class="scroll" tabindex="0" role="region" aria-label="\(L("Travel").string())"><table class="stack trips"><thead><tr><th scope="col">\(L("Name"))</th>\
            <th scope="col">\(L("Arrival"))</th><th scope="col">\(L("Departure"))</th><th scope="col" class="num">\(L("Nights"))</th>\
            <th scope="col"><span\("class", value: usual == nil ? nil : "sr")>\(L("Ticket"))</span></th>\(asksVisa ? "<th scope=\"col\">\(L("Visa"))</th>" : .empty)</tr></thead>\
            <tbody>\(told.html { row($0, usual: usual, asksVisa: asksVisa) })</tbody></table></div></section>
            """
    }

    private func row(_ person: Traveller, usual: String?, asksVisa: Bool) -> HTML {
        let journey = journeys[person.id]
        let fields = journey?.fields ?? JourneyFields()
        let moved: HTML =
            journey?.movedAt == nil ? .empty : " <span class=\"state warn\">\(L("moved with the event"))</span>"
        let ticket: HTML = fields.ticket == usual ? .empty : "\(JourneyFields.ticketWords(fields.ticket))"
        let visa: HTML =
            asksVisa
            ? "<td\((journey?.visa ?? .notNeeded) == .notNeeded ? " class=\"none\"" as HTML : .empty) data-label=\"\(L("Visa").string())\">\(journey.map { $0.visa.chip } ?? .empty)</td>"
            : .empty
        return """
            <tr><th scope="row"><a href="\(LogisticsPaths.journey(event, person.id))"><bdi>\(person.name)</bdi></a> \(names.chip(person.country))</th>\
            <td data-label="\(L("Arrival").string())"><span>\(moment(fields.arrivesOn, fields.arrivesTime)) <bdi class="carrier">\(fields.carrier)</bdi>\(moved)</span></td>\
            <td class="departs" data-label="\(L("Departure").string())">\(moment(fields.departsOn, fields.departsTime))</td>\
            <td class="num nights" data-label="\(L("Nights").string())">\(fields.nights.count)</td>\
            <td data-label="\(L("Ticket").string())">\(ticket)</td>\(visa)</tr>
            """
    }

    private func moment(_ on: String, _ time: String) -> HTML {
        on.isEmpty
            ? "<span class=\"muted\">–</span>" : "<span>\(DateText.dayAndMonth(on)) <bdi>\(time)</bdi></span>"
    }

    /// How many have to be met, day by day and hour by hour; each with their flight.
    private var arrivals: HTML {
        var days: [String: [String: [Traveller]]] = [:]
        for person in travellers {
            guard let fields = journeys[person.id]?.fields, !fields.arrivesOn.isEmpty else { continue }
            let hour = fields.arrivesTime.isEmpty ? "–" : "\(fields.arrivesTime.prefix(2)):00"
            days[fields.arrivesOn, default: [:]][hour, default: []].append(person)
        }
        guard !days.isEmpty else { return .empty }
        return """
            <h2>\(L("Arrivals by hour"))</h2><table class="hours"><thead class="sr"><tr><th scope="col">\(L("Hour"))</th><th scope="col">\(L("How many"))</th><th scope="col">\(L("Who"))</th></tr></thead>\
            \(days.sorted { $0.key < $1.key }.html { day, hours in
                """
                <tbody><tr><th scope="rowgroup" colspan="3">\(DateText.dayAndMonth(day))</th></tr>\(hours.sorted { $0.key < $1.key }.html { hour, people in
                    """
                    <tr><th scope="row"><bdi>\(hour)</bdi></th><td class="num"><b>\(people.count)</b></td><td class="muted">\(people.enumerated().html { place, person in
                        "\(place > 0 ? " · " : "")\(met(person))"
                    })</td></tr>
                    """
                })</tbody>
                """
            })</table>
            """
    }

    private func met(_ person: Traveller) -> HTML {
        "<bdi>\("\(person.familyName) \(journeys[person.id]?.fields.carrier ?? "")".trimmed)</bdi>"
    }

    private var nights: HTML {
        var count: [String: Int] = [:]
        for person in travellers {
            for night in journeys[person.id]?.fields.nights ?? [] { count[night, default: 0] += 1 }
        }
        guard !count.isEmpty else { return .empty }
        return """
            <h2>\(L("Rooms by night"))</h2><ul class="lines">\(count.sorted { $0.key < $1.key }.html { day, rooms in
                "<li class=\"between\"><span>\(DateText.dayAndMonth(day))</span><b>\(rooms)</b></li>"
            })</ul>
            """
    }

    /// The list for the hotel, and beside it who shares a room.
    func sheets() -> [WorkbookSheet] {
        let sharing = travellers.compactMap { person in
            journeys[person.id].flatMap { $0.fields.sharesWith.isEmpty ? nil : [person.name, $0.fields.sharesWith] }
        }
        guard !sharing.isEmpty else { return [sheet()] }
        return [
            sheet(),
            WorkbookSheet(
                name: L("Room shared with").string(), header: [L("Name").string(), L("Room shared with").string()],
                rows: sharing.map { $0.map { SheetCell($0) } }),
        ]
    }

    /// `name,country,arrives,departs,nights,ticket,visa`
    private func sheet() -> WorkbookSheet {
        WorkbookSheet(
            name: L("Rooming list").string(), header: RoomingRow.fields.map(\.column),
            rows: travellers.map { person -> [SheetCell] in
                let journey = journeys[person.id]
                let fields = journey?.fields ?? JourneyFields()
                return [
                    SheetCell(person.name), SheetCell(names.country(person.country)),
                    SheetCell("\(fields.arrivesOn) \(fields.arrivesTime)".trimmed),
                    SheetCell("\(fields.departsOn) \(fields.departsTime)".trimmed), SheetCell(fields.nights.count),
                    SheetCell(journey == nil ? "" : JourneyFields.ticketLabel(fields.ticket).string()),
                    SheetCell(journey.map { $0.visa.label.string() } ?? ""),
                ]
            })
    }
}

extension JourneyRecord.Visa {
    var label: Message {
        switch self {
        case .notNeeded: L("no letter asked")
        case .asked: L("letter asked")
        case .issued: L("letter issued")
        }
    }

    var chip: HTML {
        switch self {
        case .notNeeded: "<span class=\"muted\">–</span>"
        case .asked: "<span class=\"state warn\">\(label)</span>"
        case .issued: "<span class=\"state good\">\(label)</span>"
        }
    }
}

/// How many need what; who, only with a reason.
struct NeedsPage {
    let frame: EventFrame
    let counts: [NeedCode: Int]
    let lastDay: String
    let readings: [NeedStore.LoggedReading]
    let state: FormState
    /// Just read, with the reason that is logged.
    let seen: NeedOperations.Seen?
    let names: DirectoryNames

    init(_ frame: EventFrame, _ state: FormState, seen: NeedOperations.Seen?, _ reading: any Reading) throws {
        self.frame = frame
        self.state = state
        self.seen = seen
        let store = NeedStore(reading)
        counts = try store.counts(of: frame.event.id)
        lastDay = try store.lastDay(of: frame.event.id) ?? frame.event.endsOn
        readings = frame.allows(.organise) ? try store.readings(of: frame.event.id) : []
        names = try DirectoryNames(reading)
    }

    private var event: Event.ID { frame.event.id }

    var answer: Answer {
        Logistics.answer(
            frame, "needs", L("Needs"), path: LogisticsPaths.needs(event),
            """
            <div class="head"><h1>\(L("Needs"))</h1><p class="muted">\(L("What people have told that they need. The kitchen gets the numbers; who needs what is read with a reason only, which is written down. Everything is erased after \(DateText.day(lastDay))."))</p></div>\
            \(counts.isEmpty ? "<p class=\"muted\">\(L("Nobody has told a need."))</p>" : table)\(bringing)\(seen.map(people) ?? .empty)\(counts.isEmpty && readings.isEmpty && state.errors.isEmpty ? .empty : asking)
            """, status: state.errors.isEmpty ? .ok : .wrong)
    }

    private var table: HTML {
        """
        <table class="narrow-table"><caption>\(L("Of those who have a seat"))</caption><thead><tr><th scope="col">\(L("Need"))</th><th scope="col" class="num">\(L("How many"))</th></tr></thead>\
        <tbody>\(NeedCode.allCases.filter { counts[$0] != nil }.html { "<tr><th scope=\"row\">\($0.label)</th><td class=\"num\">\(counts[$0] ?? 0)</td></tr>" })</tbody></table>\
        <p>\(FieldList.workbook(LogisticsPaths.needsFile(event)))</p>
        """
    }

    private var bringing: HTML {
        guard frame.allows(.organise) else { return .empty }
        return
            "<p><a href=\"\(LogisticsPaths.needsImport(event))\">\(L("Bring in needs from a workbook, by person"))</a></p>"
    }

    private func people(_ seen: NeedOperations.Seen) -> HTML {
        """
        <section id="people"><h2>\(L("Who needs what"))</h2><ul class="lines">\(seen.needs.html { need in
            guard let person = seen.travellers[need.registration], person.isSeated else { return .empty }
            return """
                <li><p class="title"><bdi>\(person.name)</bdi> \(names.chip(person.country))</p><p class="meta"><span>\(need.code.label)</span>\
                \(need.text.isEmpty ? .empty : " <span dir=\"auto\">\(need.text)</span>")</p></li>
                """
        })</ul></section>
        """
    }

    private var asking: HTML {
        guard frame.allows(.organise) else { return .empty }
        return """
            <section id="reading"><h2>\(L("Read who needs what"))</h2><form class="form" id="reason-form" method="post" action="\(LogisticsPaths.needsReading(event))">\
            \(state.summary([("reason", L("Reason"))]))\(state.text("reason", L("Reason"), hint: L("Written down with your name and the time: “seating at dinner”."), maxLength: 400, isRequired: true))\
            <div class="actions"><button>\(L("Read the names"))</button></div></form>\
            \(readings.isEmpty ? .empty : "<details><summary>\(L("Who has read them"))</summary><ul class=\"lines\">\(readings.html { "<li><p dir=\"auto\">\($0.reason)</p><p class=\"meta\">\(MomentWords(frame.event.timeZone).html($0.at))</p></li>" })</ul></details>")</section>
            """
    }

    /// `need,count`
    func sheet() -> WorkbookSheet {
        WorkbookSheet(
            name: L("Needs").string(), header: ["need", "count"],
            rows: NeedCode.allCases.filter { counts[$0] != nil }.map {
                [SheetCell($0.label.string()), SheetCell(counts[$0])]
            })
    }
}
