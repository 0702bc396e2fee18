import Domain
import Markup
import Web

/// One mandate, with who held the same before and after.
struct MandatePage {
    let visit: Visit
    let mandate: SeenMandate
    /// All that were ever held, or proposed, for the same country, region, city, organisation, programme or group.
    let others: [SeenMandate]
    let acts: [MandateAct]
    let names: MandateNames
    let mayKeep: Bool
    /// Of the form that ends it.
    let state: FormState
    /// Of the form that corrects it, where it was refused.
    let correction: FormState?

    private var today: String { CalendarDate.today(visit.now) }
    private var record: MandateRecord { mandate.mandate }
    private var line: MandateLine { MandateLine(seen: mandate, names: names, day: today) }

    var answer: Answer {
        let title = L("\(record.role.label): \(names.name(record.holder))")
        return DirectoryFrame(visit: visit, tab: .mandates).detail(
            title, path: Paths.mandate(record.id),
            """
            <div class="head"><h1>\(title)</h1><p class="meta">\(line.marks)</p></div>
            <div class="split"><section><dl class="facts">\
            <dt>\(L("Person"))</dt><dd>\(person)</dd>\
            <dt>\(L("Holds"))</dt><dd>\(MandateDays.words(record.since, record.until))</dd>\
            \(record.country.map { "<dt>\(L("On behalf of"))</dt><dd>\(names.html(.country($0)))</dd>" })\
            <dt>\(L("Programme"))</dt><dd dir="auto">\(names.programme(record.programme).map { .verbatim($0) } ?? L("All programmes"))</dd>\
            \(record.reviewBy.map { "<dt>\(L("To be confirmed by"))</dt><dd>\(DateText.day($0))</dd>" })\
            \(record.document.isEmpty ? .empty : "<dt>\(L("Document"))</dt><dd dir=\"auto\">\(record.document)</dd>")\
            \(record.note.isEmpty ? .empty : "<dt>\(L("Note"))</dt><dd class=\"lines-kept\" dir=\"auto\">\(record.note)</dd>")\
            </dl>\(actions)\(correcting)</section>\
            <section><h2>\(L("Before and after"))</h2>\(history)\(done)</section></div>
            """, status: state.errors.isEmpty && correction == nil ? .ok : .wrong)
    }

    private var correcting: HTML {
        guard visit.visitor.account?.isAdministrator ?? false, record.isGiven else { return .empty }
        return MandateCorrectionSection(mandate: record, names: names, refused: correction).html
    }

    private var person: HTML {
        guard let id = record.person, mandate.isPersonSeen else { return "<span dir=\"auto\">\(line.who)</span>" }
        let isAdministrator = visit.visitor.account?.isAdministrator ?? false
        let hint: HTML =
            mandate.hasAccount
            ? .empty
            : isAdministrator
                ? "<p class=\"hint\">\(L("Without an account nobody can act under this mandate.")) <a href=\"\(Paths.person(id))#account\">\(L("Invite them"))</a></p>"
                : "<p class=\"hint\">\(L("Without an account nobody can act under this mandate. An administrator invites the person from their page."))</p>"
        return "<a href=\"\(Paths.person(id))\" dir=\"auto\">\(line.who)</a>\(hint)"
    }

    private var actions: HTML {
        guard mayKeep, record.lasts(from: today) else { return .empty }
        guard record.isGiven else { return answering }
        let confirm: Message =
            record.state == .suspended ? L("Let them act again") : L("Confirm for another year")
        let successor = QueryText.of([
            ("role", record.role.rawValue), ("holder", record.holder.description),
            ("programme", record.programme?.description),
        ])
        return """
            <div class="actions"><form method="post" action="\(Paths.mandateConfirmation(record.id))"><button class="primary">\(confirm)</button></form>\
            \(!record.role.hasOneHolder ? .empty : "<a class=\"button\" href=\"\(Paths.newMandate() + successor)\">\(L("Appoint a successor"))</a>")\
            \(record.state == .suspended ? .empty : """
                <form method="post" action="\(Paths.mandateSuspension(record.id))"><button class="plain">\(L("Suspend"))</button></form>
                """)</div>\
            <form class="form" id="ending" method="post" action="\(Paths.mandateEnding(record.id))">\
            \(state.text("last-day", L("Last day"), type: "date", isRequired: true))\
            <div class="actions"><button class="danger">\(L("End the mandate"))</button></div></form>
            """
    }

    /// For what was proposed.
    private var answering: HTML {
        """
        <div class="actions"><form method="post" action="\(Paths.mandateConfirmation(record.id))"><button class="primary">\(L("Confirm the appointment"))</button></form>\
        <form method="post" action="\(Paths.mandateRefusal(record.id))"><button class="danger">\(L("Refuse the proposal"))</button></form></div>
        """
    }

    private var history: HTML {
        """
        <ul class="lines">\(others.html { other in
            let line = MandateLine(seen: other, names: names, day: today)
            let name: HTML = other.id == mandate.id
                ? "<b dir=\"auto\">\(line.who)</b>" : "<a href=\"\(Paths.mandate(other.id))\" dir=\"auto\">\(line.who)</a>"
            return """
                <li><p class="title">\(name)</p><p class="meta"><span>\(other.role.label)</span> \
                <span>\(MandateDays.words(other.mandate.since, other.mandate.until))</span> \
                <span dir="auto">\(names.programme(other.programme))</span> \(line.state)</p></li>
                """
        })</ul>
        """
    }
}

extension MandatePage {
    /// In whose name somebody proposed, confirmed or refused it.
    private var done: HTML {
        guard !acts.isEmpty else { return .empty }
        let moment = MomentWords(visit.visitor.account?.timeZone)
        return """
            <section id="acts"><h2>\(L("What was done with it"))</h2><ul class="lines">\(acts.html { act in
                """
                <li><p class="title" dir="auto">\(words(act))</p><p class="meta"><span>\(moment.html(act.at))</span> \
                \(act.by.map { "<span>\(L("by \(HTML(escaping: $0))", context: "who did it"))</span> " as HTML } ?? .empty)\
                \(act.acting.map { "<span>\($0)</span>" as HTML } ?? .empty)</p></li>
                """
            })</ul></section>
            """
    }

    /// With whom it names, where the visitor is told.
    private func words(_ act: MandateAct) -> Message {
        guard let name = mandate.name else { return act.words }
        return switch act.kind {
        case "mandate.appointment": L("\(name) appointed", context: "to a mandate")
        case "mandate.proposal": L("\(name) proposed", context: "for a mandate")
        default: act.words
        }
    }
}

/// The form with which somebody is appointed. People are found first, then chosen.
struct MandateForm {
    static let mostPeople = 100

    let visit: Visit
    let state: FormState
    /// Those that were found, one more than ``mostPeople`` where there are more.
    let people: [PersonRecord]
    let names: MandateNames
    /// In which the visitor may appoint.
    let programmes: [Programme.ID: String]

    private var isAdministrator: Bool { visit.visitor.account?.isAdministrator ?? false }

    func answer(_ status: DeskFrame.FormStatus) -> Answer {
        let title = L("Appoint somebody")
        let labels: [(field: String, label: Message)] = [
            ("role", L("Function")), ("holder", L("For")), ("programme", L("Programme")), ("person", L("Person")),
            ("since", L("First day")), ("last-day", L("Last day")), ("review-by", L("To be confirmed by")),
            ("document", L("Document")), ("note", L("Note")),
        ]
        return DirectoryFrame(visit: visit, tab: .mandates).detail(
            title, path: Paths.newMandate(),
            """
            <div class="head"><h1>\(title)</h1></div>\(search)
            <form class="form" id="mandate" method="post" action="\(Paths.mandates())">\(state.summary(labels))\
            <div class="row">\(state.select("role", L("Function"), options: MandateRole.allCases.map { ($0.rawValue, $0.label) }))\
            \(state.select("holder", L("For"), options: [(value: "", label: L("Choose for what it is held"))] + names.holderOptions(kinds, in: Set(programmes.keys))))</div>\
            \(state.select("person", L("Person"), hint: found, options: personOptions))\
            \(state.select("programme", L("Programme"), options: programmeOptions))\
            <div class="row">\(dates.text("since", L("First day"), hint: beginning, type: "date", isRequired: true))\
            \(state.text("last-day", L("Last day"), hint: L("Empty while nobody knows."), type: "date"))</div>\
            \(state.text("review-by", L("To be confirmed by"), hint: L("Empty: a year after the first day."), type: "date"))\
            \(state.text("document", L("Document"), hint: L("Where the appointment is written, for instance a note and its number."), maxLength: 200))\
            \(state.area("note", L("Note"), maxLength: 500))\
            <div class="actions"><button class="primary">\(L("Appoint"))</button>\
            <a class="button plain" href="\(Paths.mandates())">\(L("Cancel"))</a></div></form>
            """, status: status)
    }

    /// For what the chosen function can be held; all where none is.
    private var kinds: Set<MandateHolder.Kind> {
        Set(MandateRole(rawValue: state.values.text("role"))?.holders ?? MandateHolder.Kind.allCases)
    }

    /// What the first day does, for the chosen function.
    private var beginning: Message {
        guard let role = MandateRole(rawValue: state.values.text("role")), !role.hasOneHolder else {
            return L("A new focal point ends the mandate of the one before, on the same day.")
        }
        return L("From this day on they can act.")
    }

    /// Begins today.
    private var dates: FormState {
        var dates = state
        if !dates.values.has("since") {
            dates.values = FormValues(dates.values.fields + [(name: "since", value: CalendarDate.today(visit.now))])
        }
        return dates
    }

    private var search: HTML {
        """
        <form class="inline" id="find" method="get" action="\(Paths.newMandate())" role="search">\
        <input type="hidden" name="role" value="\(state.values.text("role"))"><input type="hidden" name="holder" value="\(state.values.text("holder"))">\
        <input type="hidden" name="programme" value="\(state.values.text("programme"))">\
        \(state.placed("find").text("q", L("Find a person"), type: "search"))<button>\(L("Search"))</button>\
        <a class="button plain" href="\(Paths.newPerson() + WishedMandate(state.values).query(for: nil))">\(L("Add a person"))</a></form>
        """
    }

    private var found: Message {
        people.count > Self.mostPeople
            ? L("The first \(Self.mostPeople) are offered. Search above for others.")
            : L("Whom the search above finds in the directory.")
    }

    private var personOptions: [(value: String, label: Message)] {
        [(value: "", label: L("Choose a person"))]
            + people.map { person in
                let more = [person.fields.country, person.fields.organisation.nilIfEmpty].compactMap { $0 }
                let words = ([person.fields.fullName] + more).joined(separator: " · ")
                return (value: person.id.description, label: .verbatim(words))
            }
    }

    private var programmeOptions: [(value: String, label: Message)] {
        let own = programmes.sorted { ($0.value, $0.key.description) < ($1.value, $1.key.description) }
            .map { (value: $0.key.description, label: Message.verbatim($0.value)) }
        return (isAdministrator ? [(value: "", label: L("All programmes"))] : []) + own
    }
}
