import Domain
import Markup
import Web

/// For who acts for several countries, members, groups or regions: which one.
struct MinePage {
    let visit: Visit
    let represented: [Behalf]
    let regions: [App.Region.ID]
    let names: MandateNames

    var answer: Answer {
        let title = represented.allSatisfy { $0.country != nil } ? L("My countries") : L("For whom you act")
        let main: HTML =
            represented.isEmpty && regions.isEmpty
            ? """
            <div class="empty"><h2>\(L("You act for no country"))</h2>\
            <p class="muted">\(L("Focal points, their alternates, contacts of cities and organisations, members of working groups and heads of secretariats find here for whom they act, once they are appointed."))</p></div>
            """
            : """
            <ul class="lines">\(represented.html { behalf in
                "<li><p class=\"title\"><a href=\"\(Paths.country(behalf.segment))\">\(behalf.holder.map(names.html))</a></p></li>"
            })\
            \(regions.html { "<li><p class=\"title\"><a href=\"\(Paths.secretariat($0))\">\(names.html(.region($0)))</a></p></li>" })</ul>
            """
        return DeskFrame(visit: visit, title: title, path: Paths.mine()).answer(
            "<div class=\"head\"><h1>\(title)</h1></div>\(main)")
    }
}

/// A country's page for its focal point: what waits, the calls, and the country's own people. Ten minutes a week. Who speaks for a city or an
/// organisation, and those of a working group, have theirs.
struct CountryPage {
    let visit: Visit
    let behalf: Behalf
    /// For what they hold their mandates.
    let holder: MandateHolder
    let calls: [CountryCall]
    let reviews: [CountryTask.Review]
    /// Before events, of whoever reads.
    let asked: [OwnConsultation]
    let names: MandateNames
    /// Of a country.
    let team: CountryTeam?
    /// What waits for the visitor elsewhere: answers, requests for experts, texts to release.
    let also: [TodayTask]
    /// Of other features: the country's experts, what others offer and ask, what it answered and shares.
    let more: HTML

    private var today: String { CalendarDate.today(visit.now) }
    private var current: [CountryCall] { calls.filter { !$0.isOver(on: today) } }
    private var over: [CountryCall] { calls.filter { $0.isOver(on: today) } }

    var answer: Answer {
        let name = names.name(holder)
        return DeskFrame(visit: visit, title: name, path: Paths.country(segment), crumbs: [.init(name, nil)]).answer(
            """
            <div class="head"><h1>\(name)</h1><p class="meta">\(held)</p></div>\(suspended)\
            <section id="waiting"><h2>\(L("Waits for you"))</h2>\(waiting)</section>\
            <section id="calls"><h2>\(isCountry ? L("Events to which your country is invited") : L("Events to which you are invited"))</h2>\(callList)</section>\
            <section id="people"><h2>\(L("Our people"))</h2>\(people)</section>\
            \(teamSection)\(more)\
            \(over.isEmpty ? .empty : """
                <details><summary>\(L("Past events"))</summary><ul class="lines">\(over.html(line))</ul></details>
                """)
            """)
    }

    private var segment: String { behalf.segment }
    private var isCountry: Bool { behalf.country != nil }

    private var teamSection: HTML {
        guard let team else { return .empty }
        let mayPropose = visit.visitor.speaking(for: team.country).contains(where: \.mayAct)
        return CountryTeamSection(team: team, names: names, mayPropose: mayPropose).html
    }

    private var held: HTML {
        visit.visitor.mandates.filter { $0.holder == holder }.html { mandate in
            "<span>\(mandate.role.label)</span> <span dir=\"auto\">\(names.programme(mandate.programme))</span> "
        }
    }

    private var suspended: HTML {
        let held = visit.visitor.mandates.filter { $0.holder == holder }
        guard !held.isEmpty, held.allSatisfy({ !$0.mayAct }) else { return .empty }
        return """
            <div class="notice warn" role="status"><p><b>\(Refusal.mandateSuspended.title)</b> \
            \(L("Write to who keeps the register of mandates."))</p></div>
            """
    }

    // MARK: What waits

    private var waiting: HTML {
        let questions = asked.map { one in
            CountryTask(
                id: "consultation-\(one.addressee)", what: one.what, place: one.event.title, path: one.path,
                due: one.due, zone: one.event.timeZone, marking: one.event.marking)
        }
        let tasks = calls.flatMap { $0.tasks(at: visit.now) } + questions
        guard !tasks.isEmpty || !reviews.isEmpty || !also.isEmpty else {
            return
                "<p class=\"muted\">\(visit.settings.mail == nil ? L("Nothing waits for you.") : L("Nothing waits for you. Come back when a mail tells you."))</p>"
        }
        return """
            <ul class="lines">\(tasks.html { task in
                """
                <li><p class="title"><a href="\(task.path)">\(task.what)</a></p>\
                <p class="meta"><span dir="auto">\(task.place)</span> \(task.due.map { "<span>\(L("until")) \(MomentWords(task.zone).html($0))</span>" })</p></li>
                """
            })\(reviews.html { review in
                review.line(L("Confirm that you still act for your country"), to: Paths.countryConfirmation(segment, review.mandate.id))
            })\(also.html { task in
                """
                <li><p class="title"><a href="\(task.path)">\(task.what)</a></p>\
                <p class="meta"><span dir="auto">\(task.place)</span> \(task.due.map { "<span>\(L("until")) \(MomentWords(task.zone).html($0))</span>" })</p></li>
                """
            })</ul>
            """
    }

    // MARK: Calls and people

    private var noCall: Message {
        guard isCountry else { return L("No invitation yet.") }
        return visit.settings.mail == nil
            ? L("No invitation yet. Organisers invite your country; look here again.")
            : L("No invitation yet. Organisers invite your country; a mail tells you.")
    }

    private var callList: HTML {
        guard !current.isEmpty else {
            return
                "<p class=\"muted\">\(noCall)</p>"
        }
        return "<ul class=\"lines\">\(current.html(line))</ul>"
    }

    private func line(_ call: CountryCall) -> HTML {
        """
        <li class="between"><div><p class="title" dir="auto"><a href="\(Paths.call(segment, call.event.id))">\(call.event.title)</a></p>\
        <p class="meta"><span>\(DateText.span(call.event.startsOn, call.event.endsOn))</span> <bdi>\(call.event.place)</bdi> \
        <span>\(counts(call))</span></p>\(deadline(call))</div>\
        <a class="button" href="\(Paths.call(segment, call.event.id))">\(isAsked(call) ? L("Nominate") : L("Show"))<span class="sr">: \(call.event.title)</span></a></li>
        """
    }

    /// Nobody is named yet, and it is not too late: what it is for now. What was done is looked at.
    private func isAsked(_ call: CountryCall) -> Bool {
        !call.isFull && call.isOpen(at: visit.now) && call.invitation?.state != .declined
            && (call.people.isEmpty || call.due.map { $0 >= visit.now } ?? true)
    }

    private func deadline(_ call: CountryCall) -> HTML {
        if call.invitation?.state == .declined, call.people.isEmpty {
            return "<p class=\"meta\"><span class=\"state\">\(L("Nobody comes"))</span></p>"
        }
        guard let due = call.due, call.isOpen(at: visit.now) else { return .empty }
        let words = MomentWords(call.event.timeZone)
        if due < visit.now {
            let day = DateText.day(words.wallClock(due).date)
            return "<p class=\"meta\"><span class=\"state warn\">\(L("Late: closed \(day)"))</span></p>"
        }
        let what =
            call.isFull ? L("All are named. They and their order may be changed until") : L("Nominations until")
        return "<p class=\"meta\"><span>\(what)</span> \(words.html(due))</p>"
    }

    private func counts(_ call: CountryCall) -> Message {
        guard !call.people.isEmpty else { return L("nobody nominated yet") }
        let named = call.people.count
        if let limit = call.limit, !(call.rule?.seatsAtOnce ?? false) { return L("\(named) of \(limit) named") }
        return call.rule?.seatsAtOnce ?? false
            ? L(
                named, one: "\(named) nominated, \(call.seated) with a seat, \(call.waiting) waiting",
                other: "\(named) nominated, \(call.seated) with a seat, \(call.waiting) waiting")
            : L(named, one: "\(named) nominated", other: "\(named) nominated")
    }

    private var people: HTML {
        let shown = named
        guard !shown.isEmpty else {
            return
                "<p class=\"muted\">\(L("Whom you nominate stands here, with their seats and why somebody waits."))</p>"
        }
        return """
            <div class="scroll" tabindex="0" role="region" aria-label="\(L("Our people").string())"><table class="stack">\
            <thead><tr><th scope="col">\(L("Person"))</th><th scope="col">\(L("Events"))</th></tr></thead>\
            <tbody>\(shown.html { person in
                """
                <tr><th scope="row" dir="auto">\(person.name)</th><td><div>\(person.calls.html { part($0.call, $0.nominee) })</div></td></tr>
                """
            })</tbody></table></div>
            """
    }

    /// Each person once, with all that they are named for; why somebody waits stands on the event's page.
    private var named: [(name: String, calls: [(call: CountryCall, nominee: CountryCall.Nominee)])] {
        let all = current.flatMap { call in call.people.map { (call: call, nominee: $0) } }
        let people = Dictionary(grouping: all) { item in
            let fields = item.nominee.nomination.fields
            return Folded.text("\(fields.fullName) \(fields.email ?? "")")
        }
        let listed = people.values.map { parts in
            (name: parts[0].nominee.nomination.fields.fullName, calls: parts)
        }
        return Folded.ordered(listed) { $0.name }
    }

    private func part(_ call: CountryCall, _ nominee: CountryCall.Nominee) -> HTML {
        let state = NomineeWords(nominee: nominee, rule: call.rule, zone: call.event.timeZone).state
        return """
            <p class="meta"><a href="\(Paths.call(segment, call.event.id))"><bdi>\(call.event.title)</bdi></a> \
            <span class="state \(state.tone.rawValue)">\(state.words)</span></p>
            """
    }
}

extension CountryTask.Review {
    /// A question that one tap answers.
    func line(_ what: Message, to path: String) -> HTML {
        let by = mandate.reviewBy.map { DateText.day($0) } ?? ""
        return """
            <li class="between"><div><p class="title">\(what)</p>\
            <p class="meta"><span>\(isOverdue ? L("This was due on \(by).") : L("This is due on \(by)."))</span></p></div>\
            <form method="post" action="\(path)"><button>\(L("Yes, I still do"))</button></form></li>
            """
    }
}
