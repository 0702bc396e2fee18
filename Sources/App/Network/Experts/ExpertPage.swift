import Domain
import Markup
import Storage
import Web

/// Somebody of the network, as far as the visitor sees them.
struct ExpertPage {
    let visit: Visit
    let seen: SeenPerson
    let profile: ProfileRecord?
    let tree: AreaTree
    let names: DirectoryNames
    let mandates: [SeenMandate]
    let mandateNames: MandateNames
    let events: [PersonStore.Seated]
    /// Whether mail to them did not arrive since they last confirmed.
    let isUnreachable: Bool

    init(_ visit: Visit, _ id: Person.ID, _ reading: any Reading) throws {
        let sights = try SightStore(reading, visit)
        seen = try sights.person(id)
        self.visit = visit
        profile = try seen.sight.hasProfile ? ProfileStore(reading).profile(of: id) : nil
        tree = try AreaTree(reading)
        names = try DirectoryNames(reading)
        mandates = try MandateSight(visit, reading).all(of: id).filter { $0.name != nil && $0.mandate.isGiven }
        mandateNames = try MandateNames(reading)
        events = try sights.events(of: seen)
        isUnreachable = try seen.sight.hasProfile && ProfileStore(reading).unreachable(among: [id]).contains(id)
    }

    private var fields: PersonFields { seen.person.fields }
    private var keepsDirectory: Bool { Policy.allows(.keepDirectory, visitor: visit.visitor, roles: []) }

    var answer: Answer {
        ExpertFrame(visit: visit, tab: .list).detail(
            .verbatim(fields.fullName), path: Paths.expert(seen.person.id),
            """
            <div class="head"><h1 dir="auto">\(fields.fullName)</h1>\
            <p class="meta">\(names.sector(fields.sector)?.html) <span>\(names.place(fields.country))</span> <bdi>\(fields.organisation)</bdi></p></div>\
            \(isUnreachable ? "<div class=\"notice warn\" role=\"status\"><p>\(L("A mail to this person did not arrive: their contact is broken until they confirm it."))</p></div>" : .empty)\
            <div class="split"><section>\(facts)<div class="actions">\
            <a class="button" href="\(Paths.expertCard(seen.person.id))" download>\(Icon.svg("download")) \(L("For your address book"))</a>\
            \(keepsDirectory ? "<a class=\"button plain\" href=\"\(Paths.person(seen.person.id))\">\(L("Entry in the directory"))</a>" : .empty)</div></section>\
            <section><h2>\(L("Mandates"))</h2>\(functions)\(eventList)</section></div>
            """)
    }

    private var facts: HTML {
        let areas = tree.all.filter { profile?.areas[$0.id] != nil }
        return """
            <dl class="facts">\(fact(L("Areas"), areas.isEmpty ? nil : "<ul>\(areas.html(area))</ul>"))\
            \(fact(L("In their own words"), fields.expertise.isEmpty ? nil : "\(Message.list(fields.expertise, .commas))"))\
            \(fact(L("Languages"), fields.languages.isEmpty ? nil : "\(PersonForm.languages(fields.languages))"))\
            \(fact(L("Willing"), willing))\(fact(L("Is asked"), profile.map { "\($0.contact.others)" }))\
            \(fields.email.map { fact(L("E-mail"), "<a href=\"mailto:\($0)\">\($0)</a>") })\
            \(fact(L("Confirmed"), profile?.reviewedAt.map { "\(DateText.day(CalendarDate.today($0)))" }))</dl>
            """
    }

    private func area(_ area: AreaRecord) -> HTML {
        let level = profile?.areas[area.id]
        return "<li>\(tree.path(of: area.id)) <span class=\"muted\">\(level?.label)</span></li>"
    }

    private var willing: HTML? {
        guard let profile, !profile.willing.isEmpty else { return nil }
        let what = Willingness.allCases.filter(profile.willing.contains).map { $0.label.string() }
        let notice: HTML =
            profile.noticeWeeks.map {
                "<p class=\"meta\"><span>\(L($0, one: "\($0) week of notice", other: "\($0) weeks of notice"))</span></p>"
            } ?? .empty
        let remote: HTML = profile.isRemoteOnly ? "<p class=\"meta\"><span>\(L("online only"))</span></p>" : .empty
        return "\(Message.list(what, .commas))\(notice)\(remote)"
    }

    private var functions: HTML {
        guard !mandates.isEmpty else { return "<p class=\"muted\">\(L("None that you see."))</p>" }
        let today = CalendarDate.today(visit.now)
        return """
            <ul class="lines">\(mandates.html { one in
                """
                <li><p class="title">\(L("\(one.role.label): \(mandateNames.name(one.holder))"))</p>\
                <p class="meta"><span>\(MandateDays.words(one.mandate.since, one.mandate.until))</span> <bdi>\(mandateNames.programme(one.programme))</bdi> \
                \(MandateLine(seen: one, names: mandateNames, day: today).state)</p></li>
                """
            })</ul>
            """
    }

    private var eventList: HTML {
        guard !events.isEmpty else { return .empty }
        return """
            <h2>\(L("Events"))</h2><ul class="lines">\(events.html { event in
                "<li><span dir=\"auto\">\(event.title)</span> <span class=\"muted\">\(DateText.day(event.startsOn))</span></li>"
            })</ul>
            """
    }

    private func fact(_ label: Message, _ value: HTML?) -> HTML {
        "<dt>\(label)</dt><dd>\(value ?? "<span class=\"muted\">\(L("Not stated"))</span>")</dd>"
    }
}

extension ContactWay {
    /// As others read it.
    var others: Message {
        switch self {
        case .focalPoint: L("through the focal point of their country")
        case .direct: L("directly")
        }
    }
}
