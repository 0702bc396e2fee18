import Domain
import Markup
import Storage
import Web

/// Who was asked to an event, who has answered, and who has not.
struct InvitationsPage {
    private let frame: EventFrame
    private let rule: RegistrationRule
    private let invitations: [InvitationRecord]
    private let nominated: [Behalf: Int]
    private let names: DirectoryNames
    private let behalfs: BehalfNames
    private let regions: [RegionRecord]
    /// Of those that have not gone out.
    private let reach: [(target: Behalf, reach: InvitationReach)]
    /// The countries with a focal point, who stand first among those to be invited.
    private let represented: Set<String>
    /// Of the programme, those that are not asked yet.
    private let offered: [BehalfChoice.Offered]
    private let hasPeople: Bool
    private let state: FormState

    init(_ frame: EventFrame, _ reading: any Reading, _ state: FormState) throws {
        self.frame = frame
        self.state = state
        rule = try RegistrationStore(reading).requireRule(of: frame.event.id)
        names = try DirectoryNames(reading)
        let found = try InvitationStore(reading).invitations(of: frame.event.id)
        let behalfs = try BehalfNames(names, of: found.map(\.target), reading)
        self.behalfs = behalfs
        // Whoever has not answered comes first.
        invitations = Folded.ordered(found) {
            "\($0.state == .pending ? "0" : "1") \($0.target.kind == .country ? "0" : "1") \(behalfs.text($0.target))"
        }
        nominated = Dictionary(
            grouping: try NominationStore(reading).nominations(of: frame.event.id).filter { $0.state == .submitted },
            by: \.behalf
        ).mapValues(\.count)
        regions = try RegionStore(reading).regions()
        represented = Set(try InvitationForm.represented(frame.event, now: frame.visit.now, reading))
        let today = CalendarDate.today(frame.visit.now, timeZone: frame.event.timeZone)
        let asked = Set(found.map(\.target))
        offered = try BehalfChoice(frame.event.programme, on: today, reading).all.filter { !asked.contains($0.behalf) }
        hasPeople = try RegistrationPages.hasPeople(frame.event.id, reading)
        reach = try invitations.filter { $0.sentAt == nil }.map {
            ($0.target, try InvitationReach($0, in: frame.event, now: frame.visit.now, reading))
        }
    }

    private var event: Event.ID { frame.event.id }
    private var now: Int64 { frame.visit.now }
    private var unsent: Int { invitations.count { $0.sentAt == nil } }

    var answer: Answer {
        frame.registration(
            "invitations", L("Invitations"), path: RegistrationPaths.invitations(event),
            "\(sending)\(invitations.isEmpty ? empty : list)<div class=\"folds\">\(adding)\(files)</div>",
            hasPeople: hasPeople, status: state.errors.isEmpty ? .ok : .wrong)
    }

    private var hasMail: Bool { frame.visit.settings.mail != nil }

    /// Where nothing goes out by itself.
    private var handing: HTML {
        guard !hasMail, invitations.contains(where: { $0.sentAt != nil }) else { return .empty }
        return """
            <form class="notice" id="handing" method="post" action="\(RegistrationPaths.links(event))">\
            <p>\(L("This server sends no mail. Give everybody their own link."))</p>\
            <div class="actions"><button\("class", value: unsent == 0 ? "primary" : nil)>\(L("Show the links to hand over"))</button></div></form>
            """
    }

    /// Who cannot be told, and whose account is made by it.
    private var reached: HTML {
        let none = reach.filter { $0.reach.readers.isEmpty && $0.reach.heads.isEmpty }.map { behalfs.text($0.target) }
        let headed = reach.filter { !$0.reach.heads.isEmpty }.map { behalfs.text($0.target) }
        let new = reach.filter { !$0.reach.newcomers.isEmpty }.map { behalfs.text($0.target) }
        let unreachable: HTML =
            none.isEmpty
            ? .empty
            : """
            <div class="notice warn"><p>\(L("Nobody with an e-mail address speaks for these, so that they cannot be told: \(list: none, .commas)"))</p>\
            <p><a href="\(Paths.mandates())">\(L("Appoint somebody"))</a></p></div>
            """
        let instead: HTML =
            headed.isEmpty
            ? .empty
            : """
            <div class="notice warn" id="headed"><p>\(L("These have neither a focal point nor an alternate who can be told. It is told to the head of the secretariat of their region instead: \(list: headed, .commas)"))</p>\
            <p><a href="\(Paths.mandates())">\(L("Appoint somebody"))</a></p></div>
            """
        let newcomers: HTML =
            new.isEmpty
            ? .empty
            : """
            <details><summary>\(L(new.count, one: "\(new.count) of them gets a link to sign in by it", other: "\(new.count) of them get a link to sign in by it"))</summary>\
            <p class="muted">\(hasMail ? L("Who speaks for them cannot sign in yet: the mail brings each a link of their own, at which they choose a password and come to the page where they nominate.") : L("Who speaks for them cannot sign in yet: an administrator hands each a link of their own, at which they choose a password."))</p>\
            <p>\(L("Of: \(list: new, .commas)"))</p></details>
            """
        return "\(unreachable)\(instead)\(newcomers)"
    }

    private var sending: HTML {
        guard unsent > 0 else { return handing }
        let lot: HTML =
            rule.seed == nil && rule.order == .lot
            ? "<p class=\"muted\">\(L("With the first one the lot is drawn that decides between equal ranks; nothing changes it afterwards."))</p>"
            : .empty
        return """
            <form id="sending" method="post" action="\(RegistrationPaths.sending(event))">\(reached)\
            \(hasMail ? .empty : "<p class=\"notice warn\">\(L("This server sends no mail: nobody is told by this. Afterwards you hand the links over."))</p>")<div class="actions">\
            <button class="primary">\(hasMail ? L(unsent, one: "Send \(unsent) invitation", other: "Send \(unsent) invitations") : L(unsent, one: "Open \(unsent) invitation", other: "Open \(unsent) invitations"))</button></div>\(lot)</form>\(handing)
            """
    }

    private var empty: HTML {
        """
        <div class="empty"><h2>\(L("Nobody is invited yet"))</h2>\
        <p class="muted">\(L("Tick regions or countries below. Nothing goes out before you send it."))</p></div>
        """
    }

    private var list: HTML {
        let silent = invitations.count { $0.sentAt != nil && $0.state == .pending }
        var counts = [L(invitations.count, one: "\(invitations.count) invited", other: "\(invitations.count) invited")]
        if unsent > 0 { counts.append(L(unsent, one: "\(unsent) not sent yet", other: "\(unsent) not sent yet")) }
        if unsent < invitations.count {
            counts.append(L(silent, one: "\(silent) has not answered", other: "\(silent) have not answered"))
        }
        return """
            \(silent > 0 ? reminding : .empty)<div class="scroll" tabindex="0" role="region" aria-label="\(L("Invitations").string())"><table class="stack">\
            <caption>\(counts.enumerated().map { $0 }.html { index, count in "\(index == 0 ? "" : " · ")\(count)" })</caption>\
            <thead><tr><th scope="col">\(L("Invited", context: "whom"))</th><th scope="col">\(L("State"))</th>\
            <th scope="col">\(L("Nominated"))</th><th scope="col">\(L("Answer"))</th></tr></thead>\
            <tbody>\(invitations.html(line))</tbody></table></div>
            """
    }

    /// Until when those are waited for who have not answered, and what comes of itself.
    private var reminding: HTML {
        guard let close = rule.nominationsClose, close.at > now else { return .empty }
        let (first, last) = (PostReminders.beforeClosing[0], PostReminders.beforeClosing[1])
        return """
            <p class="meta"><span>\(L("Nominations until"))</span> \(MomentWords(frame.event.timeZone).html(close.at)) \
            <span>\(hasMail ? L("Whoever has not answered is reminded \(first) and \(last) days before.") : L("Nobody is reminded, since this server sends no mail."))</span></p>\
            \(hasMail ? "<form id=\"reminding\" method=\"post\" action=\"\(RegistrationPaths.reminders(event))\"><div class=\"actions\"><button>\(L("Remind them now"))</button></div></form>" : .empty)
            """
    }

    private func line(_ invitation: InvitationRecord) -> HTML {
        let target = invitation.target
        let count = nominated[target] ?? 0
        let named: HTML =
            target.kind == .person
            ? .empty
            : """
            <a href="\(RegistrationPaths.nominations(event, target))">\(L(count, one: "\(count) nominated", other: "\(count) nominated"))\
            <span class="sr">: \(behalfs.text(target))</span></a>
            """
        return """
            <tr id="i-\(invitation.id)"><th scope="row"><div class="stack-2"><span>\(target.country.map { names.place($0) } ?? "<bdi>\(behalfs.text(target))</bdi>")</span>\
            \(target.kind == .country ? .empty : "<span class=\"small muted\">\(target.kind.label)</span>")</div></th>\
            <td data-label="\(L("State").string())"><div class="stack-2"><span><span class="state \(invitation.stateMark(at: now))">\(invitation.stateLabel(at: now))</span></span>\
            \(invitation.answer.isEmpty ? .empty : "<span class=\"small muted\"><bdi>\(invitation.answer)</bdi></span>")\
            \(until(invitation))</div></td>\
            <td data-label="\(L("Nominated").string())">\(named)</td>\
            <td data-label="\(L("Answer").string())">\(changes(invitation))</td></tr>
            """
    }

    private func until(_ invitation: InvitationRecord) -> HTML {
        guard invitation.state == .pending, let time = invitation.answerBy else { return .empty }
        return "<span class=\"small muted\">\(L("until")) \(MomentWords(frame.event.timeZone).html(time.at))</span>"
    }

    private func changes(_ invitation: InvitationRecord) -> HTML {
        guard invitation.sentAt != nil else {
            return """
                <form method="post" action="\(RegistrationPaths.removal(event, invitation.id))">\
                <button class="plain danger">\(L("Remove"))<span class="sr">: \(behalfs.text(invitation.target))</span></button></form>
                """
        }
        let isNamed = nominated[invitation.target] ?? 0 > 0
        guard invitation.state != .accepted || !isNamed else { return .empty }
        let form = FormState().placed("answer-\(invitation.id)")
        let answers: [(InvitationRecord.State, Message)] = [(.accepted, L("Accepted")), (.declined, L("Declined"))]
        return """
            <details class="menu" id="answer-\(invitation.id)"><summary class="button plain">\(invitation.state == .pending ? L("Enter an answer") : L("Change the answer"))\
            <span class="sr">: \(behalfs.text(invitation.target))</span></summary>\
            <form class="form" method="post" action="\(RegistrationPaths.answer(event, invitation.id))">\
            <fieldset class="options"><legend>\(L("Answer"))</legend>\(answers.html { answer, label in
                """
                <label><input type="radio" name="state" value="\(answer.rawValue)" required\("checked", when: invitation.state == answer)> <span>\(label)</span></label>
                """
            })</fieldset>\
            \(form.text("answer", L("In words"), maxLength: 500))<div class="actions"><button>\(L("Enter the answer"))</button></div></form></details>
            """
    }

    // MARK: More

    private var files: HTML {
        """
        <details id="files"\("open", when: state.errors["file"] != nil)><summary><h2>\(L("Nominations as a file"))</h2></summary>\
        <form class="form" id="nomination-file" method="post" enctype="multipart/form-data" action="\(RegistrationPaths.nominationFile(event))">\
        <p class="muted">\(L("Each row names the country that nominates, in its order. Whoever is registered already is left out."))</p>\
        <div class="field"><label for="file">\(L("CSV or XLSX file"))</label>\(state.error("file"))\
        <input type="file" id="file" name="file" accept=".csv,.xlsx,.tsv,.txt"></div>\
        <div class="actions"><button name="trial" value="1">\(L("Look what it would do"))</button><button>\(L("Take the nominations"))</button>\
        <span class="end actions">\(TableFormat.allCases.html { format in
            """
            <a class="button plain" href="\(RegistrationPaths.nominationExport(event, format.rawValue))" download>\
            \(Icon.svg("download")) \(format.label)</a>
            """
        })</span></div></form></details>
        """
    }

    private func countries(_ open: [(code: String, name: String)], _ legend: Message) -> HTML {
        guard !open.isEmpty else { return .empty }
        return """
            <fieldset class="options columns"><legend>\(legend)</legend>\(open.html { country in
                "<label><input type=\"checkbox\" name=\"country\" value=\"\(country.code)\"\("checked", when: state.values.all("country").contains(country.code))> <span>\(country.name)</span></label>"
            })</fieldset>
            """
    }

    private var adding: HTML {
        let isWrong = state.errors.keys.contains { $0 != "file" }
        return """
            <details id="add"\("open", when: invitations.isEmpty || isWrong)><summary><h2>\(invitations.isEmpty ? L("Invite") : L("Invite more"))</h2></summary>\(form)</details>
            """
    }

    /// Cities, organisations and working groups of the programme: who speaks for them is asked as a country's focal point is.
    private var members: HTML {
        guard !offered.isEmpty else { return .empty }
        let ticked = Set(state.values.all("member"))
        let kinds: [(Behalf.Kind, Message)] = [
            (.city, L("Cities of the programme")), (.organisation, L("Organisations of the programme")),
            (.workingGroup, L("Working groups of the programme")),
        ]
        let parts: HTML = kinds.html { kind, legend in
            let own = offered.filter { $0.behalf.kind == kind }
            guard !own.isEmpty else { return .empty }
            return """
                <fieldset class="options columns"><legend>\(legend)</legend>\(own.html { one in
                    let value = one.behalf.description
                    return "<label><input type=\"checkbox\" name=\"member\" value=\"\(value)\"\("checked", when: ticked.contains(value))> <span dir=\"auto\">\(one.name)</span></label>"
                })</fieldset>
                """
        }
        let isOpen = !ticked.isEmpty || state.errors["target"] != nil || represented.isEmpty
        return """
            <details id="members"\("open", when: isOpen)><summary>\(L("Cities, organisations and groups of the programme"))</summary>\(parts)</details>
            """
    }

    private var form: HTML {
        let known = Set(invitations.compactMap(\.target.country))
        let open = names.allCountries.filter { !known.contains($0.code) }
        let (first, others) = (
            open.filter { represented.contains($0.code) }, open.filter { !represented.contains($0.code) }
        )
        let kinds: [Behalf.Kind] = [.organisation, .person]
        return """
            <form class="form" id="invite" method="post" action="\(RegistrationPaths.invitations(event))">\
            \(state.summary([("country", L("Countries")), ("named", L("Name or e-mail")), ("answer-by", L("Answer until")), ("target", L("Invited", context: "whom"))]))\
            \(regions.isEmpty ? .empty : """
                <fieldset class="options columns"><legend>\(L("All countries of a region"))</legend>\(regions.html { region in
                    "<label><input type=\"checkbox\" name=\"region\" value=\"\(region.id)\"\("checked", when: state.values.all("region").contains(region.id.description))> <span>\(region.label)</span></label>"
                })</fieldset>
                """)\
            <label class="check"><input type="checkbox" name="represented" value="1"\("checked", when: state.values.isOn("represented"))> <span>\(L("All countries with a focal point"))</span></label>\
            \(countries(first, L("Single countries with a focal point")))\
            <details id="countries"\("open", when: regions.isEmpty && first.isEmpty)><summary>\(first.isEmpty ? L("Single countries") : L("Countries without a focal point"))</summary>\
            \(countries(others, L("Countries")))</details>\
            \(members)\
            <details id="others"\("open", when: state.errors["named"] != nil)><summary>\(L("An organisation of the directory, or a person"))</summary><div class="row">\
            \(state.select("kind", L("Kind"), options: kinds.map { (value: $0.rawValue, label: $0.label) }))\
            \(state.text("named", L("Name or e-mail"), hint: L("A person by the e-mail that the directory has."), maxLength: 254))</div></details>\
            <div class="row">\(state.text("answer-by", L("Answer until"), hint: L("Asks for an earlier answer. Who is named later still counts by the rule."), type: "datetime-local"))</div>\
            \(state.area("note", L("What the invitation says besides"), maxLength: 1_000))\
            <div class="actions"><button\("class", value: invitations.isEmpty ? "primary" : nil)>\(L("Put on the list"))</button></div></form>
            """
    }
}
