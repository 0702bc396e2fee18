import Domain
import Markup
import Web

/// One event to which a country, a city, an organisation or a group was asked: its people in their order, and the form to name one more.
struct CallPage {
    let visit: Visit
    let call: CountryCall
    let names: MandateNames
    let options: [String: [FieldOption]]
    let state: FormState

    /// So many are shown, unless all are asked for.
    private static let most = 100

    private var segment: String { call.segment }
    private var event: EventRecord { call.event }
    private var isOpen: Bool { call.isOpen(at: visit.now) }

    func answer(_ status: DeskFrame.FormStatus) -> Answer {
        let name = call.name(names)
        let frame = DeskFrame(
            visit: visit, title: .verbatim(event.title), path: Paths.call(segment, event.id),
            crumbs: [.init(name, Paths.country(segment)), .init(.verbatim(event.title), nil)])
        return frame.answer(
            """
            <div class="head"><h1 dir="auto">\(event.title)</h1>\
            <p class="meta"><span>\(DateText.span(event.startsOn, event.endsOn))</span> <bdi>\(event.place)</bdi></p>\
            <p class="muted">\(onBehalf)</p>\(seats)</div>\(deadline)\(passedOver)\
            <div class="split"><section id="list"><h2>\(L("Our people, in our order"))</h2>\(list)</section>\
            \(beside)</div>\(answerBox)\(past)\(files)
            """, status: status)
    }

    /// How the seats stand, and the form.
    private var beside: HTML {
        let strips = call.strips?.html ?? .empty
        guard isOpen || !strips.isEmpty else { return .empty }
        return "<div class=\"stack-4\">\(strips)\(isOpen ? add : .empty)</div>"
    }

    /// How many may come, and whom to ask.
    private var seats: HTML {
        let limit: HTML =
            call.limit.map {
                "<p><b>\(L($0, one: "There is \($0) seat for your country.", other: "There are up to \($0) seats for your country."))</b></p>"
            } ?? .empty
        let contact: HTML =
            call.contact.map {
                "<p class=\"meta\"><span>\(L("Questions go to the organisers:"))</span> <a href=\"mailto:\($0)\"><bdi>\($0)</bdi></a></p>"
            } ?? .empty
        return "\(limit)\(contact)"
    }

    /// As many are named as may sit.
    private var beyond: HTML {
        guard let limit = call.limit, call.isFull else { return .empty }
        return notice(
            "warn",
            "\(L("You have named as many as there are seats for your country (\(limit)): whoever you name now comes only if somebody else does not."))"
        )
    }

    private var onBehalf: Message {
        let name = call.name(names)
        return switch call.mandate.role {
        case .alternate: L("You act for \(name), as alternate.")
        case .focalPoint: L("You act for \(name), as focal point.")
        default: L("You act \(MandateWords.acting(call.mandate.role, call.mandate.holder, names)).")
        }
    }

    private var deadline: HTML {
        guard let rule = call.rule else {
            return notice("warn", "\(L("The organiser has not opened the registration yet."))")
        }
        let clock = MomentWords(event.timeZone)
        if !call.mandate.mayAct { return notice("warn", "\(Refusal.mandateSuspended.title)") }
        if let opens = rule.opens, opens.at > visit.now {
            return notice("", "\(L("Nominations open on")) \(clock.html(opens.at))")
        }
        if rule.isClosed(at: visit.now) { return notice("warn", "\(Refusal.registrationClosed.title)") }
        if call.isFrozen(at: visit.now) {
            return notice("warn", "\(L("The list is final. Write to the organiser for a change."))")
        }
        guard isOpen else { return .empty }
        if rule.work == .batch, rule.allocatedAt != nil {
            return notice(
                "",
                "\(L("The seats have been given. Whom you name now gets one if there is room, and else waits for one that becomes free."))"
            )
        }
        guard let due = call.due else { return .empty }
        if due < visit.now {
            return notice(
                "warn",
                "\(L("Nominations were due on")) \(clock.html(due)). \(L("Whom you name now comes after those."))")
        }
        return notice(
            "",
            "\(L("Nominate until")) \(clock.html(due)). \(L("All that come by then are equal in time: your order counts, not the hour."))"
        )
    }

    private func notice(_ kind: String, _ words: HTML) -> HTML {
        "<div class=\"notice \(kind)\" role=\"status\"><p>\(words)</p></div>"
    }

    private var passedOver: HTML {
        guard isOpen, let waiting = call.isPassedOver else { return .empty }
        let name = HTML(escaping: waiting.nomination.fields.fullName)
        let words: Message =
            (waiting.waiting?.full ?? []).isEmpty
            ? L("\(name) waits, and somebody further down your list has a seat. You can replace one of them.")
            : L(
                "\(name) waits: \(list: waiting.waiting?.full ?? [], .semicolons). Somebody further down your list has a seat; you can replace one of them, for instance by somebody of another sector."
            )
        return notice("warn", "\(words)")
    }

    // MARK: The list

    private var list: HTML {
        guard !call.people.isEmpty else {
            let words =
                isOpen
                ? L("Nobody yet. Name the first person with the form; you can change the order afterwards.")
                : L("Nobody was nominated.")
            return "<p class=\"muted\">\(words)</p>"
        }
        let isWhole = visit.inbound.query.isOn("all")
        let shown = Array(call.people.prefix(isWhole ? call.people.count : Self.most))
        let rest = ShortListSection(
            shown: shown.count, count: call.people.count, all: "\(Paths.call(segment, event.id))?all=1")
        return """
            \(giving)<ol class="lines">\(shown.enumerated().map { $0 }.html { index, nominee in
                line(nominee, number: index + 1)
            })</ol>\(rest.html)
            """
    }

    /// Once, above those of whom nothing is decided.
    private var giving: HTML {
        let isWaiting = call.people.contains { $0.registration?.state == .pending }
        guard isWaiting, !(call.rule?.seatsAtOnce ?? true) else { return .empty }
        return "<p class=\"muted\">\(NomineeWords.giving(call.rule, now: visit.now))</p>"
    }

    private func line(_ nominee: CountryCall.Nominee, number: Int) -> HTML {
        let words = NomineeWords(
            nominee: nominee, rule: call.rule, zone: event.timeZone, now: visit.now, isBrief: true)
        let fields = nominee.nomination.fields
        return """
            <li id="nomination-\(nominee.id)"><div class="between"><p class="title"><span class="muted">\(number).</span> \
            <span dir="auto">\(fields.fullName)</span></p><span class="state \(words.state.tone.rawValue)">\(words.state.words)</span></div>\
            <p class="meta">\(names.directory.sector(fields.sector)?.html) <span dir="auto">\(fields.organisation)</span></p>\
            \(words.reason.map { "<p class=\"meta\"><span>\($0)</span></p>" })\(actions(nominee, number))</li>
            """
    }

    private func actions(_ nominee: CountryCall.Nominee, _ number: Int) -> HTML {
        guard call.mandate.mayAct, !call.isFrozen(at: visit.now), let rule = call.rule, !rule.isClosed(at: visit.now)
        else { return .empty }
        let name = HTML(escaping: nominee.nomination.fields.fullName)
        let path = Paths.callNomination(segment, event.id, nominee.id)
        let isDraft = nominee.nomination.state == .draft
        return """
            <div class="actions">\(isDraft ? button(Paths.callSubmission(segment, event.id, nominee.id), L("Send"), name, "") : .empty)\
            \(move(nominee, -1, "up", L("Move up"), isDisabled: number == 1))\
            \(move(nominee, 1, "down", L("Move down"), isDisabled: number == call.people.count))\
            <a class="button plain" href="\(path)">\(L("Correct"))<span class="sr">: \(name)</span></a>\
            <details class="menu"><summary class="button plain">\(L("More", context: "menu"))<span class="sr">: \(name)</span></summary><ul>\
            \(isDraft ? .empty : "<li><a href=\"\(path)?replace=1\">\(L("Replace"))<span class=\"sr\">: \(name)</span></a></li>")\
            <li>\(button(Paths.callWithdrawal(segment, event.id, nominee.id), isDraft ? L("Remove") : L("Withdraw"), name, "plain danger"))</li></ul></details></div>
            """
    }

    private func button(_ path: String, _ words: Message, _ name: HTML, _ style: String) -> HTML {
        """
        <form method="post" action="\(path)"><button class="\(style)">\(words)<span class="sr">: \(name)</span></button></form>
        """
    }

    private func move(
        _ nominee: CountryCall.Nominee, _ by: Int, _ icon: String, _ word: Message, isDisabled: Bool
    ) -> HTML {
        guard call.people.count > 1 else { return .empty }
        return """
            <form method="post" action="\(Paths.callPlace(segment, event.id, nominee.id))"><input type="hidden" name="by" value="\(by)">\
            <button class="square plain"\("disabled", when: isDisabled)>\(Icon.svg(icon))<span class="sr">\(word): \(nominee.nomination.fields.fullName)</span></button></form>
            """
    }

    // MARK: The form

    /// On a phone folded away once somebody is named; beside the list it stands open.
    private var add: HTML {
        let isBegun = !(state.values["family-name"] ?? "").isEmpty || !state.errors.isEmpty
        let isFolded = !call.people.isEmpty && !isBegun
        return """
            <section id="add"><h2>\(L("Nominate somebody"))</h2>\
            <details\("class", value: call.isFull ? nil : "open-beside")\("open", when: !isFolded)><summary>\(L("Show the form"))</summary>\(form)</details></section>
            """
    }

    private var form: HTML {
        let fields = NomineeForm(state: state, options: options, rule: call.rule)
        return """
            \(beyond)<form class="form" id="nomination" method="post" action="\(Paths.callNominations(segment, event.id))">\
            \(fields.html)\
            <p class="hint">\(visit.settings.mail == nil ? L("This server sends no mail: the organiser hands the person the link to confirm.") : L("The person gets a mail with what is stored about them, and a link to confirm."))</p>\
            <div class="actions"><button class="primary">\(L("Nominate"))</button>\
            <button class="plain" name="draft" value="1">\(L("Keep as a draft"))</button></div></form>
            """
    }

    private var answerBox: HTML {
        guard isOpen, let asked = call.invitation else { return .empty }
        if asked.state == .declined {
            return """
                <section id="answer"><p>\(L("You have answered that nobody comes."))</p>\
                <form method="post" action="\(Paths.callAnswer(segment, event.id))"><button name="comes" value="yes">\(L("We come after all"))</button></form></section>
                """
        }
        guard call.people.isEmpty else { return .empty }
        return """
            <details id="answer"><summary>\(call.country == nil ? L("Nobody of us comes") : L("Nobody comes from our country"))</summary>\
            <form class="form" method="post" action="\(Paths.callAnswer(segment, event.id))">\
            \(state.placed("answer").text("answer", L("A word to the organiser"), maxLength: 500))\
            <div class="actions"><button name="comes" value="no">\(L("Answer that nobody comes"))</button></div></form></details>
            """
    }

    private var files: HTML {
        let check: HTML =
            call.rule?.allocatedAt == nil || call.people.isEmpty
            ? .empty : "<a href=\"\(Paths.allocationCheck(event.id))\">\(L("How anybody can check who has a seat"))</a>"
        return """
            <p class="meta">\(isOpen ? "<a href=\"\(Paths.callImport(segment, event.id))\">\(L("Nominations from a file"))</a>" : .empty) \(check)</p>
            """
    }

    private var past: HTML {
        guard !call.past.isEmpty else { return .empty }
        return """
            <details><summary>\(L("Replaced and withdrawn"))</summary><ul class="lines">\(call.past.html { nominee in
                let words = nominee.nomination.state == .replaced ? L("Replaced") : L("Withdrawn")
                return "<li class=\"between\"><span dir=\"auto\">\(nominee.nomination.fields.fullName)</span> <span class=\"muted\">\(words)</span></li>"
            })</ul></details>
            """
    }
}

/// What is asked of somebody who is named: only what the event needs.
struct NomineeForm {
    let state: FormState
    let options: [String: [FieldOption]]
    let rule: RegistrationRule?

    var html: HTML {
        """
        \(state.summary(NominationFields.fields.map { (field: $0.name, label: $0.label) }))\
        <div class="row">\(state.text("given-name", label("given-name"), autocomplete: "off", maxLength: 200))\
        \(state.text("family-name", label("family-name"), autocomplete: "off", maxLength: 200, isRequired: true))</div>\
        \(state.text("email", label("email"), hint: L("Invitation and answers go there."), type: "email", autocomplete: "off", maxLength: 254))\
        \(options["country"].map { state.select("country", label("country"), options: $0) })\
        \(state.text("organisation", label("organisation"), maxLength: 400))\
        \(state.select("sector", label("sector"), options: options["sector"] ?? []))\
        \(state.text("languages", label("languages"), hint: L("As names or codes: English, ru"), maxLength: 200))\
        \(rule?.mode == .hybrid ? state.select("mode", label("mode"), options: AttendanceMode.allCases.map { ($0.rawValue, $0.label) }) : mode)\
        \(state.select("funding", label("funding"), options: RegistrationFunding.allCases.map { ($0.rawValue, $0.label) }))\
        \(state.area("note", label("note"), maxLength: 2_000))
        """
    }

    private var mode: HTML {
        "<input type=\"hidden\" name=\"mode\" value=\"\(rule?.usualMode.rawValue ?? AttendanceMode.inPerson.rawValue)\">"
    }

    private func label(_ name: String) -> Message {
        NominationFields.fields.first { $0.name == name }?.label ?? .verbatim(name)
    }
}

/// Correcting what is told of somebody, or naming somebody else in their place.
struct NomineePage {
    let visit: Visit
    let call: CountryCall
    let nominee: CountryCall.Nominee
    let names: MandateNames
    let options: [String: [FieldOption]]
    let state: FormState
    let replaces: Bool
    /// Why the seat could not be handed on.
    let blocked: Refusal?

    var answer: Answer {
        let (segment, event) = (call.segment, call.event)
        let name = nominee.nomination.fields.fullName
        let title =
            replaces ? L("Somebody else in place of \(HTML(escaping: name))") : L("Correct \(HTML(escaping: name))")
        let path = Paths.callNomination(segment, event.id, nominee.id)
        let back = Paths.call(segment, event.id)
        let frame = DeskFrame(
            visit: visit, title: title, path: replaces ? "\(path)?replace=1" : path,
            crumbs: [
                .init(call.name(names), Paths.country(segment)), .init(.verbatim(event.title), back),
                .init(title, nil),
            ], kind: .narrow)
        return frame.answer(
            """
            <div class="head"><h1>\(title)</h1>\
            <p class="muted">\(replaces ? L("They get the same place in the list, and the seat if there is one.") : L("Changes are seen by the organiser."))\(other)</p></div>\(block)
            <form class="form" id="nominee" method="post" action="\(replaces ? Paths.callReplacement(segment, event.id, nominee.id) : path)">\
            \(NomineeForm(state: state, options: options, rule: call.rule).html)\
            \(blocked == nil ? .empty : state.check("waits", L("Let them wait in this place; the seat goes to who is next")))\
            <div class="actions"><button class="primary">\(replaces ? L("Replace") : L("Save"))</button>\
            <a class="button plain" href="\(back)">\(L("Cancel"))</a></div></form>
            """, status: state.errors.isEmpty && blocked == nil ? .ok : .wrong)
    }

    /// What a correction is not, and what somebody new still needs.
    private var other: HTML {
        let isApproved = call.rule?.approval == .organiser && nominee.registration != nil
        if replaces { return isApproved ? " \(L("The organisers have to accept them first."))" : .empty }
        guard nominee.registration != nil else { return .empty }
        return
            " \(L("Another e-mail, or a wholly other name, is somebody else in this place: they get a link of their own."))"
    }

    private var block: HTML {
        guard let blocked else { return .empty }
        return """
            <div class="notice warn" role="alert" tabindex="-1"><p><b>\(blocked.title)</b> \
            \(L("Name somebody else, or tick below that they wait: then the seat goes to who is next."))</p></div>
            """
    }
}
