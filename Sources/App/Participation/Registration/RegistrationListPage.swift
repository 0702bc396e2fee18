import Domain
import Markup
import Storage
import Web

/// Who has a seat, who waits and why, who is to be decided: an organiser's page of an event's registration.
struct RegistrationListPage {
    private let frame: EventFrame
    private let rule: RegistrationRule?
    private let records: [RegistrationRecord]
    private let waiting: [Registration.ID: SeatStanding.Waiting]
    private let strips: HTML
    /// Whose seat would break a ceiling of the budget, of those who wait for a word.
    private let held: Set<Registration.ID>
    private let due: [RegistrationDue]
    /// Who waits and fits while nobody moves up by themselves any more.
    private let fitting: Int
    private let names: DirectoryNames

    init(_ frame: EventFrame, _ reading: any Reading) throws {
        self.frame = frame
        let (event, now) = (frame.event.id, frame.visit.now)
        names = try DirectoryNames(reading)
        rule = try RegistrationStore(reading).rule(of: event)
        guard let rule else {
            (records, waiting, strips, due, fitting, held) = ([], [:], .empty, [], 0, [])
            return
        }
        records = try RegistrationStore(reading).registrations(of: event)
        held = rule.seatsAtOnce ? try SeatCosts.held(records, in: event, reading) : []
        waiting = try SeatStanding.waiting(in: event, rule, now: now, reading)
        fitting =
            rule.isPastOffers(at: now) && frame.allows(.organise)
            ? try Seating.whoFits(in: event, rule, now: now, reading).count : 0
        strips = try RegistrationPages.features.map { try $0.strips(frame, rule, reading) }.html { $0 }
        due = frame.allows(.organise) ? try RegistrationPages.due(frame, rule, reading) : []
    }

    private var event: Event.ID { frame.event.id }
    private var query: FormValues { frame.visit.inbound.query }
    private var mayChange: Bool { frame.allows(.organise) }

    var answer: Answer {
        frame.registration(
            RegistrationPages.list, L("Registration"), path: RegistrationPaths.list(event),
            rule == nil
                ? frame.notSetUpYet
                : records.isEmpty ? "\(empty)\(strips)" : "\(figures)\(actions)\(strips)\(content)",
            hasPeople: !records.isEmpty)
    }

    private var empty: HTML {
        """
        <div class="empty"><h2>\(L("Nobody is registered yet"))</h2>\
        <p class="muted">\(L("Invite countries or people; whoever they name stands here, with the reason where somebody waits."))</p>\
        \(mayChange ? "<div class=\"actions\">\(acts)</div>" : .empty)</div>
        """
    }

    // MARK: Above the list

    /// What is due next, what comes after it, and what is always possible.
    private var acts: HTML {
        """
        \((due + decisions).prefix(2).enumerated().map { $0 }.html { index, next in
            "<a class=\"button\(index == 0 ? " primary" : "")\" href=\"\(next.path)\">\(next.label)</a>"
        })<a class="button" href="\(RegistrationPaths.newPerson(event))">\(L("Enter somebody"))</a>
        """
    }

    /// Who waits for the organiser's word.
    private var decisions: [RegistrationDue] {
        let wishes = records.count { $0.wish != nil }
        let pending =
            rule?.approval == .organiser
            ? records.count { $0.state == .pending && $0.approvedAt == nil && !$0.awaitsPerson } : 0
        var all: [RegistrationDue] = []
        if wishes > 0 {
            all.append(
                RegistrationDue(
                    order: 1, label: L(wishes, one: "Answer \(wishes) request", other: "Answer \(wishes) requests"),
                    path: "\(RegistrationPaths.list(event))#wishes"))
        }
        if pending > 0 {
            all.append(
                RegistrationDue(
                    order: 2,
                    label: L(pending, one: "Decide about \(pending) person", other: "Decide about \(pending) people"),
                    path: "\(RegistrationPaths.list(event))#pending"))
        }
        return all
    }

    private var actions: HTML {
        guard mayChange else { return .empty }
        let note: HTML = due.first?.note.map { "<p class=\"muted\">\($0)</p>" } ?? .empty
        let count = records.count
        return """
            <div class="actions">\(acts)</div>\(note)\
            \(TableFormat.line(L(count, one: "\(count) registration", other: "\(count) registrations")) { RegistrationPaths.export(event, $0.rawValue) })
            """
    }

    private var figures: HTML {
        let counts: [(Message, Int)] = [
            (L("have a seat"), records.count { $0.state == .complete }),
            (L("offered a seat"), records.count(where: \.isOffered)),
            (L("wait for a seat"), records.count(where: \.isWaiting)),
            (L("to be decided"), records.count { $0.state == .pending }),
        ]
        return """
            <dl class="figures">\(counts.html { label, count in "<div><dt>\(label)</dt><dd>\(count)</dd></div>" })</dl>
            """
    }

    // MARK: The list

    private var shown: [RegistrationRecord] {
        let words = Folded.text(query.text("q")).split(separator: " ")
        return records.filter { record in
            let text = Folded.text("\(record.name) \(record.organisation)")
            return words.allSatisfy { text.contains($0) }
                && (query.text("country").isEmpty || record.country == query.text("country"))
                && (query.text("sector").isEmpty || record.sector == query.text("sector"))
                && (query.text("state").isEmpty || record.state.rawValue == query.text("state"))
        }
    }

    private var content: HTML {
        let shown = shown
        guard let rule else { return .empty }
        if shown.isEmpty {
            return """
                \(filterBar)<div class="empty"><h2>\(L("Nobody found"))</h2>\
                <a class="button" href="\(RegistrationPaths.list(event))">\(L("Show everybody"))</a></div>
                """
        }
        let inOrder = shown.sorted { RegistrationOrder($0, rule) < RegistrationOrder($1, rule) }
        let byName = Folded.ordered(shown) { "\($0.country ?? "") \($0.familyName)" }
        let groups: [(id: String, title: Message, people: [RegistrationRecord])] = [
            ("wishes", L("Ask for a change"), byName.filter { $0.wish != nil }),
            ("pending", RegistrationRecord.State.pending.label, inOrder.filter { $0.state == .pending }),
            ("offered", L("Offered a seat"), inOrder.filter(\.isOffered)),
            ("waiting", RegistrationRecord.State.waitlisted.label, inOrder.filter(\.isWaiting)),
            ("seated", RegistrationRecord.State.complete.label, byName.filter { $0.state == .complete }),
        ]
        let ended = byName.filter { !$0.isActive }
        return """
            \(filterBar)\(groups.html { group in
                group.people.isEmpty ? .empty : """
                    <section id="\(group.id)"><h2>\(group.title)</h2>\(group.id == "pending" ? acceptingAll : group.id == "waiting" ? seating : .empty)\(table(group.people, under: group.title, isOrdered: group.id != "seated" || rule.mode == .hybrid))</section>
                    """
            })\(ended.isEmpty ? .empty : """
                <details id="ended"><summary>\(L(ended.count, one: "\(ended.count) not accepted or withdrawn", other: "\(ended.count) not accepted or withdrawn"))</summary>\(table(ended))</details>
                """)
            """
    }

    private var acceptingAll: HTML {
        let count = records.count { $0.state == .pending && $0.approvedAt == nil && !$0.awaitsPerson }
        guard mayChange, rule?.approval == .organiser, count > 1 else { return .empty }
        return """
            <form id="approvals" method="post" action="\(RegistrationPaths.approvals(event))"><div class="actions">\
            <button>\(L(count, one: "Accept \(count)", other: "Accept all \(count)"))</button></div></form>
            """
    }

    private var seating: HTML {
        guard fitting > 0 else { return .empty }
        return """
            <form id="promotions" method="post" action="\(RegistrationPaths.promotions(event))">\
            <p class="muted">\(L("Nobody moves up by themselves any more, and whoever comes now waits behind them."))</p><div class="actions">\
            <button>\(L(fitting, one: "Give the free seat to \(fitting) person who fits", other: "Give free seats to the \(fitting) people who fit"))</button></div></form>
            """
    }

    private var filterBar: HTML {
        let form = FormState(query).placed("filter")
        let all: [(value: String, label: Message)] = [(value: "", label: L("All"))]
        let countries = Set(records.compactMap(\.country))
        let offered = names.allCountries.filter { countries.contains($0.code) }.map {
            (value: $0.code, label: Message.verbatim($0.name))
        }
        let states = RegistrationRecord.State.allCases.map { (value: $0.rawValue, label: $0.label) }
        return """
            <form class="inline" id="filter" method="get" action="\(RegistrationPaths.list(event))" role="search" data-auto>\
            \(form.text("q", L("Search"), type: "search"))\(form.select("country", L("Country"), options: all + offered))\
            \(form.select("sector", L("Sector"), options: all + names.sectorOptions().dropFirst()))\
            \(form.select("state", L("State"), options: all + states))<button>\(L("Show"))</button></form>
            """
    }

    /// So many of a group are shown, unless all are asked for.
    private static let most = 250

    /// The list as it is filtered, with everybody.
    private var everybody: String {
        var asked: [(String, String?)] = [("all", "1")]
        for name in ["q", "country", "sector", "state"] { asked.append((name, query.text(name).nilIfEmpty)) }
        return RegistrationPaths.list(event) + QueryText.of(asked)
    }

    /// - Parameters:
    ///   - heading: a state that it says is not said again in each row.
    ///   - isOrdered: whether their order still decides something.
    private func table(_ people: [RegistrationRecord], under heading: Message? = nil, isOrdered: Bool = true) -> HTML {
        let shown = people.prefix(query.isOn("all") ? people.count : Self.most)
        return """
            <div class="scroll" tabindex="0" role="region" aria-label="\(L("Registrations").string())"><table class="stack"><thead><tr>\
            <th scope="col">\(L("Name"))</th><th scope="col">\(L("Country"))</th><th scope="col">\(L("Sector"))</th>\
            \(isOrdered ? "<th scope=\"col\">\(L("Order of the list"))</th>" : .empty)<th scope="col">\(L("State"))</th></tr></thead>\
            <tbody>\(shown.html { line($0, under: heading, isOrdered) })</tbody></table></div>\
            \(ShortListSection(shown: shown.count, count: people.count, all: everybody).html)
            """
    }

    private func line(_ record: RegistrationRecord, under heading: Message?, _ isOrdered: Bool) -> HTML {
        let chip: HTML =
            record.stateLabel == heading
            ? .empty
            : "<span><span class=\"state \(record.stateMark)\">\(record.stateLabel)</span></span>"
        let state: HTML = "\(chip)\(reason(record))"
        return """
            <tr id="r-\(record.id)"><th scope="row"><div class="stack-2">\
            \(mayChange ? "<a href=\"\(RegistrationPaths.person(event, record.id))\"><bdi>\(record.name)</bdi></a>" : "<bdi>\(record.name)</bdi>" as HTML)\
            \(record.organisation.isEmpty ? .empty : "<span class=\"small muted\"><bdi>\(record.organisation)</bdi></span>")</div></th>\
            <td data-label="\(L("Country").string())"><span class="place">\(names.place(record.country))</span></td>\
            <td data-label="\(L("Sector").string())">\(names.sector(record.sector)?.html)</td>\
            \(isOrdered ? "<td data-label=\"\(L("Order of the list").string())\"><span>\(place(record))</span></td>" : .empty)\
            <td data-label="\(L("State").string())">\(state.isEmpty ? .empty : "<div class=\"stack-2\">\(state)</div>")</td></tr>
            """
    }

    private func place(_ record: RegistrationRecord) -> HTML {
        guard record.isActive else { return "–" }
        let rank: Message =
            record.channel == .nomination ? L("rank \(record.rank)") : record.channel.label
        let place = record.isWaiting ? waiting[record.id]?.place : nil
        let more: [Message] = [
            place.map { L("waits in place \($0)") }, record.class == 0 ? L("protected") : nil,
            record.isLate ? L("late") : nil,
            record.movedBackAt == nil ? nil : L("at the end"),
            record.mode == .online && rule?.mode == .hybrid ? AttendanceMode.online.label : nil,
        ].compactMap { $0 }
        return "\(rank)\(more.html { " · \($0)" })"
    }

    /// Why it is as it is, in words.
    private func reason(_ record: RegistrationRecord) -> HTML {
        var words: [HTML] = []
        if let wish = record.wish { words.append("\(wish.label)") }
        if let until = record.offeredUntil {
            words.append("\(L("until")) \(MomentWords(frame.event.timeZone).html(until))")
        }
        if record.isWaiting, let why = waiting[record.id], !why.full.isEmpty {
            words.append("\(Message.list(why.full, .semicolons))")
        }
        if held.contains(record.id) { words.append("\(L("a seat for them goes beyond the budget"))") }
        if record.state == .pending, rule?.seatsAtOnce == false { words.append("\(L("until seats are allocated"))") }
        if record.state == .complete, record.confirmedAt == nil { words.append("\(L("has not confirmed yet"))") }
        if !record.reason.isEmpty { words.append("<bdi>\(record.reason)</bdi>") }
        if record.isWaiting, record.heldBackAt != nil { words.append("\(L("moves up once an organiser says so"))") }
        return words.html { "<span class=\"small muted\">\($0)</span>" }
    }
}
