import Domain
import Markup
import Web

/// Somebody who speaks for a member today, by their mandate.
struct MemberSpeaker: Sendable {
    let mandate: MandateRecord
    let name: String
}

/// One member of a programme: when it belonged to it, who speaks for it, and what organisers change.
struct MemberPage {
    enum Form: String { case role, ending, correction }

    let frame: ProgrammeFrame
    let member: MemberRecord
    /// All its times in this programme.
    let times: [MemberRecord]
    let names: MemberNames
    let speakers: [MemberSpeaker]
    let things: [(title: Message, things: [MemberThing])]
    /// Of one form; the others begin with what is stored.
    let state: (form: Form, state: FormState)?

    private var today: String { CalendarDate.today(frame.visit.now) }
    private var mayKeep: Bool { frame.allows(.organiseProgramme) }

    var answer: Answer {
        let title = names.name(member)
        return frame.page(
            title, path: Paths.programmeMember(frame.id, member.id), tab: NetworkMemberFacts.tab,
            between: [.init(L("Members"), Paths.programmeMembers(frame.id))],
            status: state?.state.errors.isEmpty ?? true ? .ok : .wrong,
            """
            <div class="head"><h1 dir="auto">\(title)</h1><p class="meta"><span class="sector s\(member.role.hue)">\(member.role.label)</span> \
            <span>\(MemberDays.words(member.since, member.until))</span></p></div>
            <div class="split"><section><dl class="facts"><dt>\(L("Kind"))</dt><dd>\(member.ref.kind.label)</dd>\
            \(country)\(formerly)\
            \(member.document.isEmpty ? .empty : "<dt>\(L("Document"))</dt><dd dir=\"auto\">\(member.document)</dd>")\
            \(member.note.isEmpty ? .empty : "<dt>\(L("Note"))</dt><dd class=\"lines-kept\" dir=\"auto\">\(member.note)</dd>")</dl>\
            \(cityLink)\(mayKeep ? forms : .empty)</section>\
            <section><h2>\(L("Who speaks for it"))</h2>\(MemberSpeakers(speakers: speakers).html)\(mayKeep ? naming : .empty)\
            <h2>\(L("Its times in the programme"))</h2>\(history)\(MemberThingsSection(groups: things).html)</section></div>
            """)
    }

    private var country: HTML {
        guard member.ref.kind != .country, let code = names.country(of: member.ref) else { return .empty }
        return "<dt>\(L("Country"))</dt><dd>\(names.directory.place(code))</dd>"
    }

    /// The name of the day of joining stays; what it is called today stands beside it.
    private var formerly: HTML {
        guard names.formerly(member) != nil else { return .empty }
        return "<dt>\(L("Called today"))</dt><dd dir=\"auto\">\(names.name(member.ref))</dd>"
    }

    private var cityLink: HTML {
        guard member.ref.kind == .city, let id = City.ID(member.ref.ref) else { return .empty }
        return "<p><a href=\"\(Paths.city(id))\">\(L("The page of the city"))</a></p>"
    }

    /// Where somebody is appointed to speak for it in this programme.
    private var naming: HTML {
        guard member.until == nil || member.holds(on: today) else { return .empty }
        let role =
            switch member.ref.kind {
            case .country: "focal-point"
            case .region: "head"
            case .city, .organisation: "city-contact"
            }
        let query = QueryText.of([
            ("role", role), ("holder", member.ref.description), ("programme", frame.id.description),
        ])
        return "<p><a href=\"\(Paths.newMandate() + query)\">\(L("Appoint who speaks for it"))</a></p>"
    }

    private var history: HTML {
        let bars = MemberTimes(times, on: today, today: today)
        return """
            <ul class="lines">\(times.sorted { $0.since > $1.since }.html { time in
                """
                <li><p class="title"><a href="\(Paths.programmeMember(frame.id, time.id))">\(time.role.label)</a></p>\
                <p class="meta"><span>\(MemberDays.words(time.since, time.until))</span></p></li>
                """
            })</ul>\(bars.bar(times))
            """
    }

    // MARK: Forms

    private func state(_ form: Form, _ stored: [(String, String)]) -> FormState {
        (state.flatMap { $0.form == form ? $0.state : nil } ?? FormState(stored: stored)).placed(form.rawValue)
    }

    private func isOpen(_ form: Form) -> Bool { state?.form == form }

    private var forms: HTML {
        "\(member.until == nil || member.holds(on: today) ? roleForm : .empty)\(endForm)\(correctForm)"
    }

    private static let roles: [FieldOption] = MemberRole.allCases.map { ($0.rawValue, $0.label) }

    private var roleForm: HTML {
        let form = state(.role, [("role", MemberRole.member.rawValue), ("since", today)])
        return """
            <details\("open", when: isOpen(.role))><summary>\(L("Change the role"))</summary>
            <form class="form" method="post" action="\(Paths.memberRole(frame.id, member.id))">\
            <p class="muted">\(L("The present role ends, and the new one begins the same day: a partner becomes a member."))</p>\
            \(form.summary([("role", L("Role")), ("since", L("From"))]))\
            \(form.select("role", L("Role"), options: Self.roles))\
            \(form.text("since", L("From"), hint: L("A year, a month or a day, as much as is known."), maxLength: 10, isRequired: true))\
            <div class="actions"><button>\(L("Change the role"))</button></div></form></details>
            """
    }

    private var endForm: HTML {
        guard member.until == nil else { return .empty }
        let form = state(.ending, [("until", today)])
        return """
            <details\("open", when: isOpen(.ending))><summary>\(L("It leaves the programme"))</summary>
            <form class="form" method="post" action="\(Paths.memberEnding(frame.id, member.id))">\
            <p class="muted">\(L("What it was stays to be read. Mandates that are held for it in this programme end on the same day."))</p>\
            \(form.summary([("until", L("No longer from")), ("note", L("Note"))]))\
            \(form.text("until", L("No longer from"), hint: L("A year, a month or a day, as much as is known."), maxLength: 10, isRequired: true))\
            \(form.area("note", L("Note"), maxLength: 1_000))\
            <div class="actions"><button>\(L("End the membership"))</button></div></form></details>
            """
    }

    private var correctForm: HTML {
        let form = state(
            .correction,
            [
                ("role", member.role.rawValue), ("since", member.since), ("until", member.until ?? ""),
                ("document", member.document), ("note", member.note),
            ])
        return """
            <details\("open", when: isOpen(.correction))><summary>\(L("Correct what was entered"))</summary>
            <form class="form" method="post" action="\(Paths.programmeMember(frame.id, member.id))">\
            \(MemberForm.fields(form))\
            <div class="actions"><button>\(L("Save"))</button></div></form></details>
            """
    }
}

/// Who speaks for a member today: their names are function data, shown to whoever is in the programme.
struct MemberSpeakers {
    let speakers: [MemberSpeaker]

    var html: HTML {
        guard !speakers.isEmpty else {
            return "<p class=\"muted\">\(L("Nobody yet: no mandate is held for it today."))</p>"
        }
        return """
            <ul class="lines">\(speakers.html { speaker in
                """
                <li><p class="title" dir="auto">\(speaker.name)</p><p class="meta"><span>\(speaker.mandate.role.label)</span> \
                <span>\(MandateDays.words(speaker.mandate.since, speaker.mandate.until))</span></p></li>
                """
            })</ul>
            """
    }
}

/// The form that adds a member.
struct MemberForm {
    let frame: ProgrammeFrame
    let state: FormState
    let options: [FieldOption]

    var answer: Answer {
        frame.page(
            L("Add a member"), path: Paths.newProgrammeMember(frame.id), tab: NetworkMemberFacts.tab,
            between: [.init(L("Members"), Paths.programmeMembers(frame.id))],
            status: state.errors.isEmpty ? .ok : .wrong,
            """
            <div class="head"><h1>\(L("Add a member"))</h1></div>
            <form class="form" id="member-form" method="post" action="\(Paths.programmeMembers(frame.id))">\
            \(state.select("member", L("Who"), hint: L("A city or an organisation that is missing is added with the buttons below; then this form comes back with it."), options: options))\
            \(Self.fields(state))\
            <div class="actions"><button class="primary">\(L("Add the member"))</button>\
            \(MemberReturnSection.buttons(frame.id))\
            <a class="button plain" href="\(Paths.programmeMembers(frame.id))">\(L("Cancel"))</a></div></form>
            """)
    }

    /// What stands in it besides who it is.
    static func fields(_ form: FormState) -> HTML {
        let labels: [(field: String, label: Message)] = [
            ("member", L("Who")), ("role", L("Role")), ("since", L("Since")), ("until", L("No longer from")),
            ("document", L("Document")), ("note", L("Note")),
        ]
        return """
            \(form.summary(labels))\
            \(form.select("role", L("Role"), options: MemberRole.allCases.map { ($0.rawValue, $0.label) }))\
            <div class="row">\(form.text("since", L("Since"), hint: L("A year, a month or a day, as much as is known."), maxLength: 10, isRequired: true))\
            \(form.text("until", L("No longer from"), hint: L("Empty while no end is set."), maxLength: 10))</div>\
            \(form.text("document", L("Document"), hint: L("Where it is written: a decision and its number."), maxLength: 400))\
            \(form.area("note", L("Note"), maxLength: 1_000))
            """
    }
}
