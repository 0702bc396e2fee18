import Domain
import Markup
import Web

/// What somebody tells of themselves, and who sees what of it.
struct ProfilePage {
    let visit: Visit
    let person: PersonRecord
    let profile: ProfileRecord?
    let tree: AreaTree
    let views: [ProfileView]
    /// As it was sent, where something was wrong.
    let state: FormState?

    private static var title: Message { L("My profile") }

    /// For an account without an entry in the directory.
    static func unknown(_ visit: Visit) -> Answer {
        DeskFrame(visit: visit, title: title, path: Paths.profile()).answer(
            """
            <div class="head"><h1>\(title)</h1></div><div class="empty"><h2>\(L("Your account is not linked to the directory"))</h2>\
            <p class="muted">\(L("An administrator links your account with your entry; then you say here what you know and who may see it."))</p></div>
            """)
    }

    var answer: Answer {
        DeskFrame(visit: visit, title: Self.title, path: Paths.profile()).answer(
            """
            <div class="head"><h1>\(Self.title)</h1><p class="meta"><bdi>\(person.fields.fullName)</bdi> \
            <bdi>\(person.fields.organisation)</bdi></p></div>\(freshness)\
            <div class="split"><section>\(form)</section><section id="views"><h2>\(L("Who sees what of you now"))</h2>\(seen)</section></div>
            """, status: state == nil ? .ok : .wrong)
    }

    // MARK: Whether it is still so

    private var freshness: HTML {
        guard let profile, profile.consentAt != nil else {
            return
                "<p class=\"lede\">\(L("You do not stand in the list of experts yet. Say what you know, and that you may be found."))</p>"
        }
        let isFresh = profile.isFresh(at: visit.now)
        let day = profile.reviewedAt.map { DateText.day(CalendarDate.today($0)) } ?? "–"
        return """
            <div class="notice \(isFresh ? "good" : "warn")" role="status"><p>\(isFresh
                ? L("Confirmed on \(day).") : L("Not confirmed since \(day): you stand further down in lists until you do."))</p>\
            <form method="post" action="\(Paths.profileConfirmation())"><button\("class", value: isFresh ? "plain" : nil)>\
            \(L("All of it is still so"))</button></form></div>
            """
    }

    // MARK: The form

    private var stored: FormState {
        let told = profile ?? ProfileRecord()
        var values: [(String, String)] = [
            ("languages", PersonForm.languages(person.fields.languages)),
            ("expertise", person.fields.expertise.joined(separator: ", ")),
            ("notice-weeks", told.noticeWeeks.map { String($0) } ?? ""), ("contact-via", told.contact.rawValue),
            ("visible-to", person.visibleTo.rawValue),
        ]
        for (index, area) in knownAreas.enumerated() {
            values.append(("area-\(index + 1)", area.code))
            values.append(("level-\(index + 1)", told.areas[area.id]?.rawValue ?? ""))
        }
        for one in told.willing { values.append(("willing-\(one.rawValue)", "1")) }
        if told.isRemoteOnly { values.append(("remote-only", "1")) }
        if told.consentAt != nil { values.append(("consents", "1")) }
        return FormState(stored: values)
    }

    /// Those that the person knows, in the order of the tree.
    private var knownAreas: [AreaRecord] {
        let own = profile?.areas ?? [:]
        return tree.all.filter { own[$0.id] != nil }
    }

    private var rows: Int { min(knownAreas.count + 3, ProfileFields.mostAreas + 3) }

    private var form: HTML {
        let shown = state ?? stored
        var labels: [(field: String, label: Message)] = (1...rows).map { (field: "area-\($0)", label: L("Area \($0)")) }
        labels += [
            (field: "languages", label: PersonField.languages.label),
            (field: "expertise", label: PersonField.expertise.label),
            (field: "notice-weeks", label: L("Weeks of notice")), (field: "visible-to", label: L("Seen by")),
        ]
        return """
            <form class="form" id="profile" method="post" action="\(Paths.profile())">\(shown.summary(labels))\
            <fieldset class="form"><legend>\(L("What I know"))</legend>\((1...rows).map { $0 }.html { areaRow($0, shown) })\
            \(shown.area("expertise", L("In my own words"), hint: L("Separated by commas: methods, devices, experience. Who searches for a word finds it here."), maxLength: 2_000))\
            \(shown.text("languages", PersonField.languages.label, hint: L("Separated by commas, the strongest first: English, French."), maxLength: 400))</fieldset>\
            <fieldset class="form"><legend>\(L("I am willing"))</legend>\(Willingness.allCases.html { shown.check("willing-\($0.rawValue)", $0.label) })\
            \(shown.check("remote-only", L("only from where I am, online")))\
            \(shown.text("notice-weeks", L("Weeks of notice"), hint: L("How long ahead you are asked; empty for any time."), inputMode: "numeric"))</fieldset>\
            <fieldset class="form"><legend>\(L("Who finds me"))</legend>\
            \(shown.select("visible-to", L("Seen by"), options: VisibleTo.allCases.map { ($0.rawValue, $0.label) }))\
            \(shown.select("contact-via", L("I am asked"), options: ContactWay.allCases.map { ($0.rawValue, $0.label) }))\
            \(shown.check("consents", L("Those who see me may find me as an expert, and ask me. I can take this back at any time.")))</fieldset>\
            <div class="actions"><button class="primary">\(L("Save my profile"))</button></div></form>
            """
    }

    private func areaRow(_ number: Int, _ shown: FormState) -> HTML {
        let kept = Set(knownAreas.map(\.id))
        return """
            <div class="row">\(shown.select("area-\(number)", L("Area \(number)"), options: tree.options(first: L("None"), kept: kept)))\
            \(shown.select("level-\(number)", L("How well"), options: AreaLevel.allCases.map { ($0.rawValue, $0.label) }))</div>
            """
    }

    // MARK: Who sees it

    private var seen: HTML {
        """
        <p class="muted">\(L("As it is stored now, by the rule that every page, list and file asks."))</p>\
        <dl class="facts">\(views.html { "<dt>\($0.viewer)</dt><dd>\($0.words)</dd>" })\
        <dt>\(L("Administrators, and organisers of your events"))</dt><dd>\(L("your profile, whatever you choose"))</dd></dl>\
        \(views.contains(where: \.isHolder) ? "<p class=\"muted\">\(L("While you hold a mandate, your name, your function and since when stand on the pages of members and groups, whatever you choose."))</p>" : .empty)\
        <p class="muted">\(L("Who wants to ask you goes the way that you chose: your address is not shown for it."))</p>
        """
    }
}
