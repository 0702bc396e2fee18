import Domain
import Markup
import Storage
import Web

/// One person.
struct PersonPage {
    let visit: Visit
    let seen: SeenPerson
    let events: [PersonStore.Seated]
    let names: DirectoryNames
    /// For administrators: who sees the person, and the person's account.
    let keeping: PersonKeepingSection?
    /// For what the person acts, or acted.
    let functions: [SeenMandate]
    let mandateNames: MandateNames
    /// What they know, by name in the reader's language.
    let areas: [String]

    private var person: PersonRecord { seen.person }

    var answer: Answer {
        let fields = person.fields
        return DirectoryFrame(visit: visit, tab: .people).detail(
            .verbatim(fields.fullName), path: Paths.person(person.id),
            """
            <div class="head"><h1 dir="auto">\(fields.fullName)</h1>\
            <p class="meta">\(names.sector(fields.sector)?.html) <span>\(names.place(fields.country))</span></p></div>
            <div class="split"><section><dl class="facts">\
            \(fact(L("Organisation"), fields.organisation.isEmpty ? nil : organisation))\
            \(fact(L("E-mail"), email))\
            \(fact(L("Languages"), fields.languages.isEmpty ? nil : "\(PersonForm.languages(fields.languages))"))\
            \(areas.isEmpty ? .empty : fact(L("Areas"), "\(Message.list(areas, .commas))"))\
            \(fact(L("Areas of expertise"), fields.expertise.isEmpty ? nil : "\(Message.list(fields.expertise, .commas))"))\
            \(fields.note.isEmpty ? .empty : fact(L("Note"), "<span dir=\"auto\" class=\"lines-kept\">\(fields.note)</span>"))\
            \(fact(L("Who sees this"), "\(person.visibleTo.words)"))\
            </dl>\(seen.sight.hasProfile ? """
                <div class="actions"><a class="button primary" href="\(Paths.personEditing(person.id))">\(Icon.svg("edit")) \(L("Edit"))</a></div>
                """ : .empty)</section>
            <section><h2>\(L("Events"))</h2>\(eventList)\(functionList)</section></div>\(keeping?.html)
            """)
    }

    private var email: HTML? {
        if seen.hidesEmail { return PersonForm.hiddenEmail }
        return person.fields.email.map { "<a href=\"mailto:\($0)\">\($0)</a>" }
    }

    private var eventList: HTML {
        guard !events.isEmpty else {
            return seen.sight.events == .all
                ? "<p class=\"muted\">\(L("Not in an event yet. People are added on an event's page “People”."))</p>"
                : "<p class=\"muted\">\(L("In none of your events."))</p>"
        }
        return """
            <ul class="lines">\(events.html { event in
                """
                <li><p class="title" dir="auto"><a href="\(Paths.event(event.id))">\(event.title)</a></p>\
                <p class="meta"><time datetime="\(event.startsOn)">\(DateText.day(event.startsOn))</time> <span>\(event.role.label)</span></p></li>
                """
            })</ul>
            """
    }

    private var functionList: HTML {
        let query = QueryText.of([
            ("person", person.id.description), ("holder", person.fields.country.map { "country:\($0)" }),
        ])
        let today = CalendarDate.today(visit.now)
        return """
            <h2>\(L("Mandates"))</h2>\(functions.isEmpty ? "<p class=\"muted\">\(L("Acts for no country and no secretariat."))</p>" : .empty)\
            <ul class="lines">\(functions.html { seen in
                let holder = mandateNames.name(seen.holder)
                return """
                    <li><p class="title"><a href="\(Paths.mandate(seen.id))">\(L("\(seen.role.label): \(holder)"))</a></p>\
                    <p class="meta"><span>\(MandateDays.words(seen.mandate.since, seen.mandate.until))</span> \
                    \(MandateLine(seen: seen, names: mandateNames, day: today).state)</p></li>
                    """
            })</ul>\
            <p><a href="\(Paths.newMandate() + query)">\(L("Appoint"))</a></p>
            """
    }

    private var organisation: HTML {
        let name = person.fields.organisation
        guard let id = person.organisation else { return "\(name)" }
        return "<a href=\"\(Paths.organisation(id))\" dir=\"auto\">\(name)</a>"
    }

    private func fact(_ label: Message, _ value: HTML?) -> HTML {
        "<dt>\(label)</dt><dd>\(value ?? "<span class=\"muted\">\(L("Not stated"))</span>")</dd>"
    }
}

/// The form for a new or a known person, with the choice where somebody of this name exists.
struct PersonForm {
    let visit: Visit
    /// Nothing for a new one.
    let person: PersonRecord?
    let hidesEmail: Bool
    let mayChangeEmail: Bool
    let state: FormState
    /// Those with the same name and country, where that stopped the form.
    let namesakes: [PersonRecord]
    /// Whose e-mail it is, where that stopped the form.
    let owner: PersonRecord?
    let names: DirectoryNames
    let organisations: [String]

    static func languages(_ tags: [String]) -> String {
        tags.map { Languages.name($0) }.joined(separator: ListJoin.comma)
    }

    static var hiddenEmail: HTML {
        "<span class=\"muted\">\(L("Stored, not shown to you: administrators see it, and organisers of the programmes that entered it."))</span>"
    }

    private func emailField(_ shown: FormState) -> HTML {
        if !hidesEmail && mayChangeEmail {
            return shown.text(
                "email", PersonField.email.label,
                hint: L("Imports recognise the person by it; no two people can have the same one."),
                type: "email", autocomplete: "off", maxLength: 254)
        }
        let kept: HTML = person?.fields.email.map { "<bdi>\($0)</bdi>" } ?? .empty
        let address: HTML =
            hidesEmail
            ? Self.hiddenEmail : "\(kept) <span class=\"muted\">\(DirectoryOperations.fixedEmail)</span>"
        return "<p id=\"email\">\(PersonField.email.label): \(address)</p>\(shown.error("email"))"
    }

    func answer(_ status: DeskFrame.FormStatus) -> Answer {
        let title = person.map { L("Edit \(HTML(escaping: $0.fields.fullName))") } ?? L("Add a person")
        let path = person.map { Paths.person($0.id) } ?? Paths.people()
        let labels = PersonField.allCases.map { (field: $0.rawValue, label: $0.label) }
        var shown = state
        shown.errors["namesake"] = nil
        return DirectoryFrame(visit: visit, tab: .people).detail(
            title, path: person.map { Paths.personEditing($0.id) } ?? Paths.newPerson(),
            """
            <div class="head"><h1>\(title)</h1></div>
            <form class="form" id="person" method="post" action="\(path)">\
            \(shown.summary(labels))\(wished)\(ownerNotice)\(choice)\
            <div class="row">\(shown.text("given-name", PersonField.givenName.label, maxLength: 100))\
            \(shown.text("family-name", PersonField.familyName.label, maxLength: 100, isRequired: true))</div>\
            \(emailField(shown))\
            <div class="row">\(shown.select("country", PersonField.country.label, options: names.countryOptions))\
            \(shown.select("sector", PersonField.sector.label, options: names.sectorOptions(kept: person?.fields.sector)))</div>\
            \(shown.text("organisation", PersonField.organisation.label, hint: L("Choose one that is known, or type a new name to add it."), maxLength: 200, list: "organisation-names"))\
            <datalist id="organisation-names">\(organisations.html { "<option value=\"\($0)\"></option>" })</datalist>\
            \(shown.text("languages", PersonField.languages.label, hint: L("Separated by commas, the strongest first: English, French."), maxLength: 400))\
            \(shown.area("expertise", PersonField.expertise.label, hint: L("Separated by commas, in the person's own words."), maxLength: 2_000))\
            \(shown.area("note", PersonField.note.label, hint: L("Seen by everybody who maintains the directory. Nothing about health."), maxLength: PersonFields.longestNote))\
            <div class="actions"><button class="primary">\(L("Save the person"))</button>\
            <a class="button plain" href="\(person.map { Paths.person($0.id) } ?? Paths.people())">\(L("Cancel"))</a></div></form>
            """, status: status)
    }

    /// For what the person is to be appointed.
    private var wished: HTML {
        "\(WishedMandate(state.values).fields.html { "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">" })"
    }

    private var ownerNotice: HTML {
        guard let owner, owner.id != person?.id else { return .empty }
        return "<p><a href=\"\(Paths.person(owner.id))\">\(L("Open \(HTML(escaping: owner.fields.fullName))"))</a></p>"
    }

    private var choice: HTML {
        guard !namesakes.isEmpty else { return .empty }
        return """
            <div class="notice warn" role="alert" tabindex="-1" id="namesake"><p><b>\
            \(L("Somebody with this name and country is in the directory already."))</b> \(L("What you typed is kept."))</p>\
            <ul>\(namesakes.html { other in
                """
                <li><a href="\(Paths.person(other.id))" dir="auto">\(other.fields.fullName)</a> \
                <span class="muted">\([other.fields.organisation, other.fields.email ?? ""].filter { !$0.isEmpty }.joined(separator: " · "))</span></li>
                """
            })</ul>\
            <label class="check"><input type="checkbox" name="another-person" value="1"> \
            <span>\(L("This is another person: save anyway"))</span></label></div>
            """
    }
}

extension Role {
    var label: Message {
        switch self {
        case .organiser: L("Organiser")
        case .facilitator: L("Facilitator")
        case .rapporteur: L("Rapporteur")
        case .participant: L("Participant")
        case .observer: L("Observer")
        }
    }
}
