import Markup
import Web

/// The people of an event: filter, table, balance, and the ways to add more.
struct EventPeoplePage {
    let frame: EventFrame
    let participants: [ParticipantRecord]
    let removed: [ParticipantRecord]
    let doubles: [SeatDouble]
    let apart: [(ParticipantRecord, ParticipantRecord)]
    let joinings: [SeatJoiningRecord]
    let names: DirectoryNames
    /// Of the form that adds somebody by typing.
    let typed: FormState
    /// Of the form that invites an account.
    let invited: FormState

    private var event: EventRecord { frame.event }
    private var query: FormValues { frame.visit.inbound.query }
    private var mayChange: Bool { frame.allows(.organise) }

    private var isFiltered: Bool { ["q", "country", "sector", "role", "state"].contains { !query.text($0).isEmpty } }

    private var shown: [ParticipantRecord] {
        let words = Folded.text(query.text("q")).split(separator: " ")
        return participants.filter { person in
            let text = Folded.text("\(person.name) \(person.organisation)")
            return words.allSatisfy { text.contains($0) }
                && (query.text("country").isEmpty || person.country == query.text("country"))
                && (query.text("sector").isEmpty || person.sector == query.text("sector"))
                && (query.text("role").isEmpty || person.role.rawValue == query.text("role"))
                && (query.text("state").isEmpty || person.state.rawValue == query.text("state"))
        }
    }

    var answer: Answer {
        frame.tab(
            .people,
            """
            \(undo)\(SeatDoublesSection(frame: frame, doubles: doubles, apart: apart, joinings: joinings, names: names).html)
            \(participants.isEmpty ? empty : content)
            \(mayChange ? adding : .empty)
            \(removedList)
            """, status: typed.errors.isEmpty && invited.errors.isEmpty ? .ok : .wrong)
    }

    private var empty: HTML {
        """
        <div class="empty"><h2>\(L("Nobody has a seat yet"))</h2>\
        <p class="muted">\(L("Add whole delegations from the directory, import a file, or type names."))</p>\
        \(mayChange ? """
            <div class="actions"><a class="button primary" href="\(Paths.eventPeopleFromDirectory(event.id))">\(L("Add from the directory"))</a>\
            <a class="button" href="\(Paths.eventImport(event.id))">\(Icon.svg("upload")) \(L("Import a file"))</a></div>
            """ : .empty)</div>
        """
    }

    private var content: HTML {
        """
        <div class="actions">\(mayChange ? """
            <a class="button primary" href="\(Paths.eventPeopleFromDirectory(event.id))">\(Icon.svg("plus")) \(L("Add from the directory"))</a>\
            <a class="button" href="\(Paths.eventImport(event.id))">\(Icon.svg("upload")) \(L("Import a file"))</a>\
            <details class="menu"><summary class="button">\(L("More to do"))</summary><ul>\
            <li><a href="\(JoiningPaths.nameCards(event.id))">\(L("Name cards and links"))</a></li>\
            <li><a href="\(Paths.eventMail(event.id))">\(L("Mail"))</a></li>\
            <li><a href="\(Paths.speakers(event.id))">\(L("Who speaks for whom"))</a></li></ul></details>
            """ : .empty)</div>
        \(filterBar)<div class="narrowed" id="found" data-announce="\(counted.string())">\(table)</div>
        <details><summary>\(L("Balance of seats"))</summary>\(BalanceTable(participants, names).html)</details>
        """
    }

    private var filterBar: HTML {
        let form = FormState(query).placed("filter")
        let all: [(value: String, label: Message)] = [(value: "", label: L("All"))]
        let countries = Set(participants.compactMap(\.country))
        let countryOptions = names.allCountries.filter { countries.contains($0.code) }.map {
            (value: $0.code, label: Message.verbatim($0.name))
        }
        return """
            <form class="inline" id="filter" method="get" action="\(Paths.eventPeople(event.id))" role="search" data-auto data-typed="found">\
            \(form.text("q", L("Search"), type: "search"))\
            \(form.select("country", L("Country"), options: all + countryOptions))\
            \(form.select("sector", L("Sector"), options: all + names.sectorOptions().dropFirst()))\
            \(form.select("role", L("Role"), options: all + Role.allCases.map { (value: $0.rawValue, label: $0.label) }))\
            \(form.select("state", L("State"), options: all + states))<button>\(L("Show"))</button></form>
            """
    }

    private var states: [(value: String, label: Message)] {
        [ParticipantRecord.State.invited, .waiting, .present].map { (value: $0.rawValue, label: $0.label) }
    }

    private var counted: Message {
        isFiltered
            ? L("\(shown.count) of \(participants.count) people")
            : L(
                "\(participants.count(where: { $0.state != .waiting })) with a seat, \(participants.count(where: \.hasCome)) here"
            )
    }

    private var table: HTML {
        let shown = shown
        guard !shown.isEmpty else {
            return """
                <div class="empty"><h2>\(L("Nobody found"))</h2>\
                <a class="button" href="\(Paths.eventPeople(event.id))">\(L("Show everybody"))</a></div>
                """
        }
        return """
            \(TableFormat.line(counted) { Paths.eventPeopleExport(event.id, $0.rawValue) })\
            <div class="scroll" tabindex="0" role="region" aria-label="\(L("People").string())"><table class="stack">\
            <caption class="sr">\(counted)</caption><thead><tr><th scope="col">\(L("Name"))</th><th scope="col">\(L("Country"))</th>\
            <th scope="col">\(L("Sector"))</th><th scope="col">\(L("Role"))</th><th scope="col">\(L("State"))</th>\
            <th scope="col">\(L("Link"))</th>\(mayChange ? "<th scope=\"col\">\(L("Changes"))</th>" : .empty)</tr></thead>\
            <tbody>\(shown.html(line))</tbody></table></div>
            """
    }

    private func line(_ person: ParticipantRecord) -> HTML {
        """
        <tr id="p-\(person.id)"><th scope="row"><div class="stack-2">\(mayChange ? "<a href=\"\(Paths.participant(event.id, person.id))\"><bdi>\(person.name)</bdi></a>" : "<bdi>\(person.name)</bdi>" as HTML)\
        \(person.organisation.isEmpty ? .empty : "<span class=\"small muted\"><bdi>\(person.organisation)</bdi></span>")</div></th>\
        <td data-label="\(L("Country").string())"><span>\(names.place(person.country))</span></td>\
        <td data-label="\(L("Sector").string())">\(names.sector(person.sector)?.html)</td>\
        <td data-label="\(L("Role").string())">\(person.role.label)</td>\
        <td data-label="\(L("State").string())"><span class="state \(person.state.mark)">\(person.state.label)</span></td>\
        <td data-label="\(L("Link").string())">\(link(person))</td>\
        \(mayChange ? "<td data-label=\"\(L("Changes").string())\">\(changes(person))</td>" : .empty)</tr>
        """
    }

    private func link(_ person: ParticipantRecord) -> HTML {
        if person.account != nil { return "\(L("By account"))" }
        return person.hasLink ? "\(L("Has a link"))" : "<span class=\"muted\">\(L("None yet"))</span>"
    }

    private func changes(_ person: ParticipantRecord) -> HTML {
        """
        <form method="post" action="\(Paths.participantRemoval(event.id, person.id))">\
        <button class="plain">\(L("Remove"))<span class="sr">: \(person.name)</span></button></form>
        """
    }

    /// Right after a removal.
    private var undo: HTML {
        guard mayChange, let id = Participant.ID(query.text("who")), let person = removed.first(where: { $0.id == id })
        else {
            return .empty
        }
        return """
            <div class="notice between" role="status"><p>\(L("\(HTML(escaping: person.name)) was removed; their link no longer works. What they wrote stays."))</p>\
            <form method="post" action="\(Paths.participantReturn(event.id, id))">\
            <button>\(Icon.svg("undo")) \(L("Undo"))</button></form></div>
            """
    }

    private var removedList: HTML {
        guard mayChange, !removed.isEmpty else { return .empty }
        return """
            <details><summary>\(L(removed.count, one: "\(removed.count) removed person", other: "\(removed.count) removed people"))</summary>\
            <ul class="lines">\(removed.html { person in
                """
                <li class="between"><bdi>\(person.name)</bdi><form method="post" action="\(Paths.participantReturn(event.id, person.id))">\
                <button class="plain">\(Icon.svg("undo")) \(L("Restore"))<span class="sr">: \(person.name)</span></button></form></li>
                """
            })</ul></details>
            """
    }

    // MARK: Adding

    private var adding: HTML {
        """
        <div class="split even"><section><h2>\(L("Add by typing"))</h2>\
        <form class="form" id="typed" method="post" action="\(Paths.eventPeople(event.id))">\
        \(ParticipantFields.summary(typed))\(ParticipantFields.form(typed, names, hasAccount: false))\
        <div class="actions"><button>\(L("Add the person"))</button></div></form></section>
        <section><h2>\(L("Give an account a role"))</h2>\
        <form class="form" id="invited" method="post" action="\(Paths.eventInvitations(event.id))">\
        \(invited.summary([("email", L("E-mail")), ("invited-role", L("Role"))]))\
        \(invited.text("email", L("E-mail"), hint: L("The address of somebody who has an account here."), type: "email", maxLength: 254, isRequired: true))\
        \(invited.select("invited-role", L("Role"), options: [Role.facilitator, .rapporteur, .observer, .organiser].map { (value: $0.rawValue, label: $0.label) }))\
        <div class="actions"><button>\(L("Give the role"))</button></div></form></section></div>
        """
    }
}

extension ParticipantFields {
    static func summary(_ state: FormState) -> HTML {
        state.summary([
            ("name", L("Name")), ("organisation", L("Organisation")), ("country", L("Country")),
            ("sector", L("Sector")),
            ("role", L("Role")),
        ])
    }

    /// The fields of a seat. - Parameter hasAccount: then the roles that run the room are offered too.
    static func form(_ state: FormState, _ names: DirectoryNames, hasAccount: Bool) -> HTML {
        let roles: [Role] = hasAccount ? Role.allCases : [.participant, .rapporteur, .observer]
        let languages: [(value: String, label: Message)] =
            [(value: "", label: L("Same as the browser"))]
            + Language.allCases.map { (value: $0.rawValue, label: .verbatim($0.ownName)) }
        return """
            \(state.text("name", L("Name"), maxLength: 200, isRequired: true))\
            \(state.text("organisation", L("Organisation"), maxLength: 200))\
            <div class="row">\(state.select("country", L("Country"), options: names.countryOptions))\
            \(state.select("sector", L("Sector"), options: names.sectorOptions(kept: state.values["sector"])))</div>\
            <div class="row">\(state.select("role", L("Role"), options: roles.map { (value: $0.rawValue, label: $0.label) }))\
            \(state.select("language", L("Language"), options: languages))</div>
            """
    }
}

/// One participant's seat.
struct ParticipantFormPage {
    let frame: EventFrame
    let participant: ParticipantRecord
    let names: DirectoryNames
    /// Nothing for the stored values.
    let state: FormState?

    var answer: Answer {
        let event = frame.event
        let stored = FormState(
            stored: [
                ("name", participant.name), ("organisation", participant.organisation),
                ("country", participant.country ?? ""),
                ("sector", participant.sector ?? ""), ("role", participant.role.rawValue),
                ("language", participant.language?.rawValue ?? ""),
            ])
        let form = state ?? stored
        let path = Paths.participant(event.id, participant.id)
        return frame.peopleDetail(
            .verbatim(participant.name), path: path,
            """
            <div class="head"><h1 dir="auto">\(participant.name)</h1><p class="muted">\(L("Details for this event only. The entry in the directory, and what was said and voted before, stay as they are."))</p></div>
            <form class="form" id="seat" method="post" action="\(path)">\(ParticipantFields.summary(form))\
            \(ParticipantFields.form(form, names, hasAccount: participant.account != nil))\
            <div class="actions"><button class="primary">\(L("Save the details"))</button>\
            <a class="button plain" href="\(Paths.eventPeople(event.id))">\(L("Cancel"))</a></div></form>
            \(speaking)<section><h2>\(L("More"))</h2><div class="actions">\
            \(participant.person.map { "<a class=\"button\" href=\"\(Paths.person($0))\">\(L("Open the entry in the directory"))</a>" })\
            \(participant.account == nil ? """
                <form method="post" action="\(JoiningPaths.personalLink(event.id, participant.id))">\
                <button>\(participant.hasLink ? L("Show the personal link") : L("Make a personal link"))</button></form>
                """ : .empty)\
            \(participant.hasLink ? """
                <form method="post" action="\(JoiningPaths.linkRenewal(event.id, participant.id))">\
                <button>\(L("End this link and make a new one"))</button></form>
                """ : .empty)\
            <form method="post" action="\(Paths.participantRemoval(event.id, participant.id))">\
            <button class="danger">\(L("Remove from the event"))</button></form></div></section>
            """, status: form.errors.isEmpty ? .ok : .wrong)
    }

    /// Whether they are known, and may be named in reports. For whom they speak stands on a page of its own.
    private var speaking: HTML {
        let event = frame.event.id
        let unknown: HTML =
            participant.unverifiedAt == nil
            ? .empty
            : """
            <div class="notice warn"><p>\(L("Came in with the code only: until you confirm that you know them, they cannot sign, or see and write what belongs to their country alone."))</p>\
            \(SpeakersPage.verification(event, participant, from: "seat"))</div>
            """
        let agrees = participant.namingAgreedAt != nil
        return """
            <section id="speaking"><h2>\(L("Speaking and naming"))</h2>\(unknown)\
            <p>\(agrees ? L("Agrees to be named in reports.") : L("Has not agreed to be named in reports."))</p><div class="actions">\
            <form id="naming" method="post" action="\(Paths.namingOf(event, participant.id))"><input type="hidden" name="back" value="seat">\
            \(agrees ? .empty : "<input type=\"hidden\" name=\"agrees\" value=\"1\">")<button>\(agrees ? L("Withdraws the agreement") : L("Agreed, on paper or by mail"))</button></form>\
            <a class="button" href="\(Paths.speakers(event))">\(L("Who speaks for whom"))</a></div></section>
            """
    }
}

/// Choosing people of the directory: single ones, or whole delegations by filter.
struct EventDirectoryPage {
    static let limit = 200

    let frame: EventFrame
    let filter: PersonFilter
    let people: [PersonRecord]
    let total: Int
    let seated: Set<Person.ID>
    let names: DirectoryNames
    let state: FormState

    private var path: String { Paths.eventPeopleFromDirectory(frame.event.id) }

    var answer: Answer {
        let form = filter.form
        let all: [(value: String, label: Message)] = [(value: "", label: L("All"))]
        return frame.peopleDetail(
            L("Add from the directory"), path: path,
            """
            <div class="head"><h1>\(L("Add from the directory"))</h1><p class="muted">\(L("Narrow the list to a country and add the whole delegation, or tick people one by one."))</p></div>
            <form class="inline" id="filter" method="get" action="\(path)" role="search" data-auto data-typed="found">\
            \(form.text("q", L("Search"), type: "search"))\
            \(form.select("country", L("Country"), options: all + names.countryOptions.dropFirst()))\
            \(form.select("sector", L("Sector"), options: all + names.sectorOptions().dropFirst()))<button>\(L("Show"))</button></form>
            <div class="narrowed" id="found" data-announce="\(L(total, one: "\(total) person", other: "\(total) people").string())">\
            \(people.isEmpty ? nobody : choice)</div>
            """, status: state.errors.isEmpty ? .ok : .wrong)
    }

    private var nobody: HTML {
        """
        <div class="empty"><h2>\(filter.isEmpty ? L("The directory is empty") : L("Nobody found"))</h2>\
        <p class="muted">\(L("Import a file: people are added to the directory and to the event at once."))</p>\
        <a class="button primary" href="\(Paths.eventImport(frame.event.id))">\(L("Import a file"))</a></div>
        """
    }

    private var choice: HTML {
        let free = people.count { !seated.contains($0.id) }
        let roles: [(value: String, label: Message)] = [Role.participant, .rapporteur, .observer].map {
            (value: $0.rawValue, label: $0.label)
        }
        return """
            <form id="choice" class="stack-2" method="post" action="\(path)">\
            \(state.summary([("person", L("People"))]))\
            <input type="hidden" name="q" value="\(filter.query)"><input type="hidden" name="country" value="\(filter.country)">\
            <input type="hidden" name="sector" value="\(filter.sector)">\
            <fieldset class="options" id="person"><legend>\(L(total, one: "\(total) person", other: "\(total) people"))\
            \(total > people.count ? " · \(L("the first \(people.count) are shown"))" : .empty)</legend>\
            \(people.html(option))</fieldset>\
            <div class="inline">\(FormState(stored: [("role", "participant")]).select("role", L("Their role"), options: roles))\
            <button class="primary"\("disabled", when: free == 0)>\(L("Add the ticked people"))</button>\
            \(free > 1 && total <= 2_000 ? "<button name=\"all\" value=\"1\">\(L("Add all \(total)"))</button>" : .empty)\
            <a class="button plain" href="\(Paths.eventPeople(frame.event.id))">\(L("Cancel"))</a></div></form>
            """
    }

    private func option(_ person: PersonRecord) -> HTML {
        let isSeated = seated.contains(person.id)
        return """
            <label><input type="checkbox" name="person" value="\(person.id.description)"\("disabled", when: isSeated)\("checked", when: isSeated)> \
            <span><bdi>\(person.fields.fullName)</bdi> <span class="meta">\(names.origin(sector: person.fields.sector, country: person.fields.country)) \
            <span class="muted" dir="auto">\(person.fields.organisation)</span>\
            \(isSeated ? " <span class=\"chip\">\(L("in the event"))</span>" : .empty)</span></span></label>
            """
    }
}
