import Domain
import Markup
import Web

/// By what rule an event takes people.
struct RegistrationRulePage {
    let frame: EventFrame
    let rule: RegistrationRule?
    let hasPeople: Bool
    /// As it was sent, where something was wrong with it.
    let state: FormState

    static func state(_ fields: RegistrationRuleFields) -> FormState {
        var values: [(String, String)] = [
            ("opens", fields.opens), ("nominations-close", fields.nominationsClose), ("closes", fields.closes),
            ("freeze", fields.freeze), ("offer-last", fields.offerLast), ("approval", fields.approval.rawValue),
            ("mode", fields.mode.rawValue), ("order", fields.order.rawValue), ("work", fields.work.rawValue),
            ("offer-hours", String(fields.offerHours)), ("hold-pending", fields.holdPending ? "1" : "0"),
            ("list-shown-to", fields.listShownTo.rawValue), ("places-shown", fields.placesShown ? "1" : "0"),
            ("needs-erased-on", fields.needsErasedOn),
        ]
        for field in fields.asked { values.append(("asks-\(field.rawValue)", "1")) }
        for language in fields.languages { values.append(("language", language)) }
        for channel in fields.channels { values.append(("channel-\(channel.rawValue)", "1")) }
        for role in fields.countedRoles { values.append(("counts-\(role.rawValue)", "1")) }
        return FormState(stored: values)
    }

    static func fields(_ form: FormValues) -> RegistrationRuleFields {
        var fields = RegistrationRuleFields()
        fields.opens = form.text("opens")
        fields.nominationsClose = form.text("nominations-close")
        fields.closes = form.text("closes")
        fields.freeze = form.text("freeze")
        fields.offerLast = form.text("offer-last")
        fields.channels = Set(RegistrationChannel.allCases.filter { form.isOn("channel-\($0.rawValue)") })
        fields.approval = RegistrationRule.Approval(rawValue: form.text("approval")) ?? .nobody
        fields.mode = RegistrationRule.Mode(rawValue: form.text("mode")) ?? .inPerson
        fields.order = RegistrationRule.Order(rawValue: form.text("order")) ?? .lot
        fields.work = RegistrationRule.Work(rawValue: form.text("work")) ?? .batch
        fields.offerHours = form.wish("offer-hours", in: 0...720) ?? -1
        fields.holdPending = form.isOn("hold-pending")
        fields.countedRoles = Set(Role.allCases.filter { form.isOn("counts-\($0.rawValue)") })
        fields.listShownTo = RegistrationRule.ListAudience(rawValue: form.text("list-shown-to")) ?? .organisers
        fields.placesShown = form.isOn("places-shown")
        fields.asked = Set(RegistrationRule.AskedField.allCases.filter { form.isOn("asks-\($0.rawValue)") })
        fields.languages = form.all("language").prefix(20).map { $0 }
        fields.needsErasedOn = form.text("needs-erased-on")
        return fields
    }

    private var event: Event.ID { frame.event.id }

    var answer: Answer {
        frame.registration(
            "rule", rule == nil ? L("Set up registration") : L("Rule of registration"),
            path: RegistrationPaths.rule(event), form, hasPeople: hasPeople,
            status: state.errors.isEmpty ? .ok : .wrong)
    }

    private var form: HTML {
        """
        <form class="form" id="rule" method="post" action="\(RegistrationPaths.rule(event))">\
        \(state.summary([("channels", L("How people come")), ("opens", L("Registration opens")), ("nominations-close", L("Nominations are equal in time until")), ("closes", L("Registration closes")), ("freeze", L("The list is final from")), ("offer-last", L("Nobody moves up by themselves after")), ("offer-hours", L("Hours to answer an offer")), ("counted-roles", L("Who counts in quotas"))]))\
        <fieldset class="options" id="channels"><legend>\(L("How people come"))</legend>\(state.error("channels"))\
        \(state.check("channel-nomination", L("named by countries, cities or organisations that are invited")))\
        \(state.check("channel-invitation", L("invited in person")))\
        \(state.check("channel-open", L("they register by themselves")))\
        <p class="hint">\(L("At \(frame.visit.settings.baseURL + RegistrationPaths.own(frame.event.code)): for everybody where the event is TLP:CLEAR, else for accounts of the programme."))</p></fieldset>\
        \(dates)<div class="folds">\(waysOfWork)\(asking)</div>\
        <div class="dock actions"><button class="primary">\(rule == nil ? L("Set up registration") : L("Save the rule"))</button>\
        <a class="button plain" href="\(RegistrationPaths.list(event))">\(L("Cancel"))</a></div></form>
        """
    }

    private var dates: HTML {
        let zone = MomentWords(frame.event.timeZone).name(at: frame.visit.now)
        return """
            <h2>\(L("Dates"))</h2><p class="muted">\(L("By the clock of the event: \(zone). Only the second is needed, and only where seats are given all at once; a time that is left empty does not count."))</p>\
            <div class="row">\(state.text("opens", L("Registration opens"), type: "datetime-local"))\
            \(state.text("nominations-close", L("Nominations are equal in time until"), hint: L("A slow ministry does not lose: what comes until then counts alike, and what comes later stands behind it."), type: "datetime-local"))</div>\
            <div class="row">\(state.text("closes", L("Registration closes"), hint: L("From then on nobody is named or registers, not even late."), type: "datetime-local"))\
            \(state.text("freeze", L("The list is final from"), hint: L("Later changes are requests that you grant."), type: "datetime-local"))</div>
            """
    }

    /// What most leave as it is, with how it is now in a word: open where something is wrong.
    private func fold(_ id: String, _ title: Message, _ now: [Message], _ body: HTML) -> HTML {
        """
        <details id="\(id)"\("open", when: !state.errors.isEmpty)><summary><h2>\(title)</h2>\
        \(now.isEmpty ? .empty : " <span class=\"muted small\">\(Message.list(now, .commas))</span>")</summary><div class="form">\(body)</div></details>
        """
    }

    /// As it is; before it is set up, as it is offered.
    private var known: RegistrationRule { rule ?? RegistrationRule() }

    private var heldLabel: Message {
        switch known.mode {
        case .online: L("online")
        case .hybrid: L("in person and online")
        case .inPerson: L("in person")
        }
    }

    private var waysOfWork: HTML {
        let when = known.work == .batch ? L("all at once") : L("each as it comes")
        let approval = known.approval == .organiser ? L("an organiser agrees") : L("nobody has to agree")
        return fold("seats", L("How seats are given"), [when, approval, heldLabel], seatFields)
    }

    private var seatFields: HTML {
        """
        \(radios("work", L("When"), [("batch", L("all at once, when nominations have closed: you see a preview and confirm it")), ("rolling", L("each as it comes"))]))\
        \(radios("order", L("Between equal ranks decides"), [("lot", L("a lot that the server draws when the first invitation goes out")), ("time", L("who came first"))]))\
        \(radios("approval", L("Before somebody has a seat"), [("none", L("nobody has to agree")), ("organiser", L("an organiser agrees"))]))\
        \(state.check("hold-pending", L("keep a seat for those who wait for the organiser’s word")))\
        \(state.select("mode", L("The event is held"), options: [(value: "in-person", label: L("in person")), (value: "online", label: L("online")), (value: "hybrid", label: L("in person and online"))]))\
        <div class="row">\(state.text("offer-hours", L("Hours to answer an offer"), hint: L("0: who fits is seated without being asked."), inputMode: "numeric"))\
        \(state.text("offer-last", L("Nobody moves up by themselves after"), hint: L("Empty: seven days before the event."), type: "datetime-local"))</div>\
        <fieldset class="options" id="counted-roles"><legend>\(L("Who counts in quotas"))</legend>\(state.error("counted-roles"))\
        \([Role.participant, .rapporteur, .observer].html { role in state.check("counts-\(role.rawValue)", role.label) })</fieldset>\
        \(state.select("list-shown-to", L("The list of who comes is shown to"), hint: L("Names of those who agreed, never an e-mail. In this field a list of names is a list of targets."), options: [(value: "nobody", label: L("nobody but who runs the event")), (value: "organisers", label: L("organisers and facilitators")), (value: "participants", label: L("participants too")), (value: "public", label: L("everybody"))]))\
        \(state.check("places-shown", L("tell people who wait their place in the list")))
        """
    }

    private var asking: HTML {
        let asked = RegistrationRule.AskedField.allCases.filter(known.askedFields.contains)
        return fold("asking", L("What people are asked"), asked.map(\.label), askingFields)
    }

    private var askingFields: HTML {
        let chosen = Set(state.values.all("language"))
        return """
            <fieldset class="options" id="asks"><legend>\(L("Who registers by themselves is asked, besides name and e-mail"))</legend>\
            \(RegistrationRule.AskedField.allCases.html { field in state.check("asks-\(field.rawValue)", field.label) })</fieldset>\
            <fieldset class="options" id="language"><legend>\(L("Languages of your own questions"))</legend><p class="hint">\(L("None ticked: all of the interface. The first is the one in which every question is written."))</p>\
            \(Language.allCases.html { language in
                """
                <label><input type="checkbox" name="language" value="\(language.rawValue)"\("checked", when: chosen.contains(language.rawValue))> \
                <span lang="\(language.rawValue)">\(language.ownName)</span></label>
                """
            })\(state.error("language"))</fieldset>\
            \(rule == nil ? .empty : "<p><a href=\"\(RegistrationPaths.questions(event))\">\(L("Questions of your own"))</a></p>")\
            \(state.text("needs-erased-on", L("Needs and travel are erased after"), hint: L("Empty: 30 days after the event."), type: "date"))
            """
    }

    private func radios(_ name: String, _ legend: Message, _ options: [(String, Message)]) -> HTML {
        """
        <fieldset class="options"><legend>\(legend)</legend>\(options.html { value, label in
            """
            <label><input type="radio" name="\(name)" value="\(value)"\("checked", when: state.values[name] == value)> <span>\(label)</span></label>
            """
        })</fieldset>
        """
    }
}

extension RegistrationRule.AskedField {
    var label: Message {
        switch self {
        case .country: L("Country")
        case .sector: L("Sector")
        case .organisation: L("Organisation")
        case .city: L("City")
        case .workingGroup: L("Working group")
        }
    }
}
