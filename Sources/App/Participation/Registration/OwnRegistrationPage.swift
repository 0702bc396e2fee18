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
    let questions: RegistrationQuestionsSection
    /// What may be looked at before.
    var links: [(label: Message, path: String)] = []
    /// The address to which the link goes, once it was sent.
    var sentTo: String?

    private var path: String { RegistrationPaths.own(event.code) }

    var answer: Answer {
        let section: HTML = """
            <section id="activity" data-stage="registration"><div class="head"><h1 dir="auto">\(event.title)</h1>\
            <p class="meta muted"><bdi>\(event.place)</bdi> <span>\(DateText.span(event.startsOn, event.endsOn))</span></p></div>\
            \(links.isEmpty ? .empty : "<p class=\"actions\">\(links.html { "<a class=\"button plain\" href=\"\($0.path)\">\($0.label)</a>" })</p>")\(body)\(people)</section>
            """
        var layout = JoiningPages.phone(event)
        layout.title = .verbatim("\(L("Registration").string()) · \(event.title)")
        return .html(layout.document(section), status: state.errors.isEmpty ? .ok : .unprocessableContent)
    }

    private var body: HTML {
        if let sentTo {
            return """
                <div class="notice good" role="status"><p><b>\(L("One more step"))</b> \
                \(visit.settings.mail == nil ? L("This server sends no mail: the organisers hand you your link. Before you open it nothing is decided.") : L("We write to \(sentTo). Open the link in that message to say that the address is yours; before that nothing is decided."))</p></div>
                """
        }
        if let own, own.isActive { return registered(own) }
        guard isOpen else { return closedWay }
        let clock = MomentWords(event.timeZone)
        if let opens = rule.opens, opens.at > visit.now {
            return "<div class=\"notice\"><p>\(L("Registration opens")): \(clock.html(opens.at))</p></div>"
        }
        if rule.isClosed(at: visit.now) { return "<div class=\"notice\"><p>\(L("Registration is closed."))</p></div>" }
        return form
    }

    /// How people come where they do not by themselves.
    private var closedWay: HTML {
        guard rule.channels.contains(.nomination) else {
            return "<p>\(L("People are invited to this event. Write to its organiser."))</p>"
        }
        return """
            <p>\(L("People are named for this event by their country, city or organisation. Ask its focal point, or write to the organiser."))</p>
            """
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
            \(state.summary([("given-name", L("Given name")), ("family-name", L("Family name")), ("email", L("E-mail")), ("country", L("Country"))]))\(questions.summary)\(closes)\
            <div class="row">\(state.text("given-name", L("Given name"), autocomplete: "given-name", maxLength: 200))\
            \(state.text("family-name", L("Family name"), autocomplete: "family-name", maxLength: 200, isRequired: true))</div>\
            \(isKnown ? .empty : state.text("email", L("E-mail"), hint: L("Your answer and the link to change it go there."), type: "email", autocomplete: "email", maxLength: 254, isRequired: true))\
            \(asked)\
            \(rule.mode == .hybrid ? state.select("mode", L("How you take part"), options: AttendanceMode.allCases.map { (value: $0.rawValue, label: $0.label) }) : .empty)\
            \(questions.fields)\
            \(rule.listShownTo == .participants || rule.listShownTo == .public ? state.check("list-consent", L("My name may stand on the list of who comes")) : .empty)\
            <p class="muted small">\(L("Who runs the event sees what you write here, to plan it and to give out seats. It is erased with the names of the event."))</p>\
            <div class="dock actions"><button class="primary">\(L("Register"))</button></div></form>
            """
    }

    /// What the rule asks besides.
    private var asked: HTML {
        RegistrationRule.AskedField.allCases.filter(rule.askedFields.contains).html { field in
            switch field {
            case .country: state.select("country", field.label, options: names.countryOptions)
            case .sector: state.select("sector", field.label, options: names.sectorOptions())
            case .organisation:
                state.text("organisation", field.label, autocomplete: "organization", maxLength: 400)
            case .city: state.text("city", field.label, autocomplete: "address-level2", maxLength: 200)
            case .workingGroup: state.text("working-group", field.label, maxLength: 200)
            }
        }
    }

    private var people: HTML {
        guard let list else { return .empty }
        guard !list.lines.isEmpty else { return .empty }
        return """
            <section id="people"><h2>\(L("Who comes"))</h2><ul class="lines">\(list.lines.html { line in
                "<li><bdi>\(line.name)</bdi> \(names.chip(line.country)) <span class=\"small muted\" dir=\"auto\">\(line.organisation)</span></li>"
            })</ul></section>
            """
    }

    static func fields(_ form: FormValues, _ rule: RegistrationRule) -> RegistrationFields {
        // What is not asked is not taken.
        func told(_ field: RegistrationRule.AskedField) -> String {
            rule.askedFields.contains(field) ? form[field.rawValue] ?? "" : ""
        }
        return RegistrationFields(
            givenName: form["given-name"] ?? "", familyName: form["family-name"] ?? "", email: form["email"],
            country: told(.country).trimmed.nilIfEmpty, sector: told(.sector).trimmed.nilIfEmpty,
            organisation: told(.organisation), city: told(.city), workingGroup: told(.workingGroup),
            mode: AttendanceMode(rawValue: form.text("mode")) ?? rule.usualMode, funding: .own,
            listConsent: form.isOn("list-consent"))
    }
}
