import Domain
import Markup
import Web

/// The form with which somebody registers by themselves, and what became of it.
struct OwnRegistrationPage {
    let visit: Visit
    let event: EventRecord
    let rule: RegistrationRule
    /// Whether whoever looks may register by themselves.
    let isOpen: Bool
    let own: RegistrationRecord?
    let list: RegistrationPublicList?
    let names: DirectoryNames
    let state: FormState
    /// The address to which the link goes, once it was sent.
    var sentTo: String?

    private var path: String { RegistrationPaths.own(event.code) }

    var answer: Answer {
        let section: HTML = """
            <section id="activity" data-stage="registration"><div class="head"><h1 dir="auto">\(event.title)</h1>\
            <p class="muted"><bdi>\(event.place)</bdi> <span>\(DateText.span(event.startsOn, event.endsOn))</span></p></div>\
            \(body)\(people)</section>
            """
        var layout = JoiningPages.phone(event)
        layout.title = .verbatim("\(L("Registration").string()) · \(event.title)")
        return .html(layout.document(section), status: state.errors.isEmpty ? .ok : .unprocessableContent)
    }

    private var body: HTML {
        if let sentTo {
            return """
                <div class="notice good" role="status"><p><b>\(L("One more step"))</b> \
                \(L("We write to \(sentTo). Open the link in that message to say that the address is yours; before that nothing is decided."))</p></div>
                """
        }
        if let own, own.isActive { return registered(own) }
        guard isOpen else { return .empty }
        let clock = MomentWords(event.timeZone)
        if let opens = rule.opens, opens.at > visit.now {
            return "<div class=\"notice\"><p>\(L("Registration opens")): \(clock.html(opens.at))</p></div>"
        }
        if rule.isClosed(at: visit.now) { return "<div class=\"notice\"><p>\(L("Registration is closed."))</p></div>" }
        return form
    }

    private func registered(_ own: RegistrationRecord) -> HTML {
        """
        <div class="notice \(own.state == .complete ? "good" : "")"><p><b>\(own.stateLabel)</b> \(own.reason)</p></div>\(leaving(own))
        """
    }

    private func leaving(_ own: RegistrationRecord) -> HTML {
        guard own.wish != .withdrawal else { return "<p>\(L("You asked to withdraw; an organiser answers."))</p>" }
        return """
            <form id="withdrawal" method="post" action="\(RegistrationPaths.ownWithdrawal(event.code))"><div class="actions">\
            <button class="plain danger">\(L("I cannot come"))</button></div></form>
            """
    }

    private var form: HTML {
        let isKnown = visit.visitor.account != nil
        let closes: HTML =
            rule.closes.map {
                "<p class=\"muted\">\(L("Registration closes")): \(MomentWords(event.timeZone).html($0.at))</p>"
            } ?? .empty
        return """
            <form class="form" id="registration" method="post" action="\(path)">\
            \(state.summary([("given-name", L("Given name")), ("family-name", L("Family name")), ("email", L("E-mail")), ("country", L("Country"))]))\(closes)\
            <div class="row">\(state.text("given-name", L("Given name"), autocomplete: "given-name", maxLength: 200))\
            \(state.text("family-name", L("Family name"), autocomplete: "family-name", maxLength: 200, isRequired: true))</div>\
            \(isKnown ? .empty : state.text("email", L("E-mail"), hint: L("Your answer and the link to change it go there."), type: "email", autocomplete: "email", maxLength: 254, isRequired: true))\
            \(state.text("organisation", L("Organisation"), autocomplete: "organization", maxLength: 400))\
            <div class="row">\(state.select("country", L("Country"), options: names.countryOptions))\
            \(state.select("sector", L("Sector"), options: names.sectorOptions()))</div>\
            \(rule.mode == .hybrid ? state.select("mode", L("How you take part"), options: AttendanceMode.allCases.map { (value: $0.rawValue, label: $0.label) }) : .empty)\
            \(rule.listShownTo == .participants || rule.listShownTo == .public ? state.check("list-consent", L("My name may stand on the list of who comes")) : .empty)\
            <p class="muted small">\(L("Who runs the event sees what you write here, to plan it and to give out seats. It is erased with the names of the event."))</p>\
            <div class="dock actions"><button class="primary">\(L("Register"))</button></div></form>
            """
    }

    private var people: HTML {
        guard let list else { return .empty }
        guard !list.lines.isEmpty else {
            return isOpen ? .empty : "<p class=\"muted\">\(L("Nobody stands on the list of who comes yet."))</p>"
        }
        return """
            <section id="people"><h2>\(L("Who comes"))</h2><ul class="lines">\(list.lines.html { line in
                "<li><bdi>\(line.name)</bdi> \(names.chip(line.country)) <span class=\"small muted\" dir=\"auto\">\(line.organisation)</span></li>"
            })</ul></section>
            """
    }

    static func fields(_ form: FormValues, _ rule: RegistrationRule) -> RegistrationFields {
        RegistrationFields(
            givenName: form["given-name"] ?? "", familyName: form["family-name"] ?? "", email: form["email"],
            country: form.text("country").nilIfEmpty, sector: form.text("sector").nilIfEmpty,
            organisation: form["organisation"] ?? "",
            mode: AttendanceMode(rawValue: form.text("mode")) ?? rule.usualMode, funding: .own,
            listConsent: form.isOn("list-consent"))
    }
}
