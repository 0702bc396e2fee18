import Domain
import Markup
import Storage
import Web

/// The surroundings of every page of an event: trail, marking, what is on now, and the tabs, which lead from each page to all others.
/// Who takes part from a seat, without an account, has one page and finds none of this.
struct EventFrame {
    let visit: Visit
    let event: EventRecord
    let roles: Set<Role>
    /// Nothing for who has no part in the programme by their account.
    let programme: ProgrammeRecord?

    init(_ visit: Visit, _ id: Event.ID, _ reading: any Reading) throws {
        try self.init(visit, try EventStore(reading).event(id), reading)
    }

    init(_ visit: Visit, _ event: EventRecord, _ reading: any Reading) throws {
        self.visit = visit
        self.event = event
        let membership = try visit.membership(in: event.id, reading)
        roles = membership.roles
        // A place in a writing room opens nothing of the programme.
        let opens =
            try event.isMeeting
            ? membership.seesProgramme
            : !Policy.roles(of: visit.visitor, in: event.programme, reading).isEmpty
        programme = opens ? try ProgrammeStore(reading).programme(event.programme) : nil
    }

    func allows(_ permission: Permission) -> Bool { Policy.allows(permission, visitor: visit.visitor, roles: roles) }

    private var runsTheRoom: Bool { roles.contains { $0.runsTheRoom } }

    /// Whether the tabs are shown: to account holders, and to who runs the room by a personal link.
    var hasTabs: Bool { visit.visitor.account != nil || runsTheRoom }

    /// Where the event's name leads.
    private var home: String {
        hasTabs ? EventKind.named(event.kind)?.home?(event.id) ?? Paths.event(event.id) : Paths.room(event.code)
    }

    /// The way to the event.
    private var crumbs: [Layout.Crumb] {
        programme.map { [.init(.verbatim($0.title), Paths.programme($0.id))] } ?? []
    }

    // MARK: Pages

    /// A page of the event.
    /// - Parameters:
    ///   - tab: behind which it stands: the id of an ``EventTab``.
    ///   - between: steps between the event and this page.
    func layout(
        _ title: Message, path: String, tab: String?, kind: Layout.Kind = .desk, between: [Layout.Crumb] = []
    ) -> Layout {
        var layout = Layout(kind, title, path: path)
        layout.crumbs = crumbs + [.init(.verbatim(event.title), home)] + between + [.init(title, nil)]
        layout.marking = event.marking
        layout.dress(visit, isInRoom: !hasTabs)
        layout.under = tabs(tab, at: path)
        return layout
    }

    /// What one of the tabs opens.
    func tab(_ tab: EventTab, _ main: HTML, status: DeskFrame.FormStatus = .ok) -> Answer {
        let isOverview = tab.id == EventTab.overview.id
        var layout = self.layout(isOverview ? .verbatim(event.title) : tab.label, path: tab.path(self), tab: tab.id)
        if isOverview {
            layout.crumbs = crumbs + [.init(.verbatim(event.title), nil)]
            layout.styles = ["guide"]
        } else {
            layout.title = .verbatim("\(tab.label.string()) · \(event.title)")
        }
        return layout.answer(
            "<div class=\"head\">\(isOverview ? overviewHead : "<h1>\(tab.label)</h1>")</div>\n\(main)", status)
    }

    /// A page below the people.
    func peopleDetail(_ title: Message, path: String, _ main: HTML, status: DeskFrame.FormStatus = .ok) -> Answer {
        let between = [Layout.Crumb(L("People"), Paths.eventPeople(event.id))]
        return layout(title, path: path, tab: EventTab.people.id, between: between).answer(main, status)
    }

    private var overviewHead: HTML {
        """
        <h1 dir="auto">\(event.title)</h1><p class="meta muted">\
        \(kindLabel)<span>\(DateText.span(event.startsOn, event.endsOn))</span> <span dir="auto">\(event.place)</span></p>
        """
    }

    private var kindLabel: HTML { EventKind.named(event.kind).map { "<span>\($0.label)</span> " } ?? .empty }

    // MARK: Tabs

    private func tabs(_ chosen: String?, at path: String) -> HTML {
        guard hasTabs else { return .empty }
        let place: EventTab.Place = event.isMeeting ? .meetings : .writing
        let shown = EventTab.all.filter { $0.place == place && allows($0.permission) && $0.part.map(event.has) ?? true }
        let root = shown.first { $0.id == chosen }.map { $0.under ?? $0.id }
        let below = shown.filter { $0.under != nil && $0.under == root }
        return """
            <nav class="event-tabs" aria-label="\(L("Event").string())"><ul class="tabs">\(shown.filter { $0.under == nil }.html { item in
                tab(item, isChosen: item.id == root, isPage: item.id == chosen && below.isEmpty, path)
            })</ul>\(now)\(below.isEmpty ? .empty : """
                <ul class="tabs below">\((shown.filter { $0.id == root } + below).html { item in
                    tab(item, isChosen: item.id == chosen, isPage: item.id == chosen, path)
                })</ul>
                """)</nav>
            """
    }

    private func tab(_ item: EventTab, isChosen: Bool, isPage: Bool, _ path: String) -> HTML {
        let address = item.path(self)
        let current = isChosen ? (isPage && address == path ? "page" : "true") : nil
        return "<li><a href=\"\(address)\"\("aria-current", value: current)>\(item.label)</a></li>"
    }

    /// What is on now: the stage while the event lasts, else when it is.
    private var now: HTML {
        guard event.isMeeting else { return .empty }
        let today = CalendarDate.today(visit.now, timeZone: event.timeZone)
        if let label = event.standing.label { return "<p class=\"now\"><span class=\"state warn\">\(label)</span></p>" }
        if event.endsOn < today { return "<p class=\"now muted\">\(L("The event is over"))</p>" }
        if let stage = event.stage {
            // On a phone there is room for the stage alone.
            return """
                <p class="now"><a class="state open" href="\(EventTab.room.path(self))"><span class="far">\(L("Now: \(stage.eventLabel)"))</span>\
                <span class="near" aria-hidden="true">\(stage.eventLabel)</span></a></p>
                """
        }
        return "<p class=\"now muted\">\(DateText.span(event.startsOn, event.endsOn))</p>"
    }
}

/// Seats counted by country and sector: who is at the table, and who is missing.
struct BalanceTable {
    /// Those who contribute; observers and those who run the room are not counted.
    let voices: [ParticipantRecord]
    let names: DirectoryNames

    init(_ participants: [ParticipantRecord], _ names: DirectoryNames) {
        voices = participants.filter(\.isInvitedVoice)
        self.names = names
    }

    var html: HTML {
        let sectors = names.sectors.filter { sector in sector.hue <= 3 || voices.contains { $0.sector == sector.code } }
        let hasOther = voices.contains { voice in !sectors.contains { $0.code == voice.sector } }
        let countries = Array(Set(voices.map { $0.country ?? "" })).sorted {
            ($0.isEmpty ? "\u{10FFFF}" : names.country($0) ?? $0)
                < ($1.isEmpty ? "\u{10FFFF}" : names.country($1) ?? $1)
        }
        return """
            <div class="scroll" tabindex="0" role="region" aria-label="\(L("Seats by country and sector").string())"><table class="narrow-heads">\
            <caption>\(L("Seats by country and sector, here or not yet"))</caption><thead><tr><th scope="col">\(L("Country"))</th>\
            \(sectors.html { "<th scope=\"col\" class=\"num\">\($0.html)</th>" })\
            \(hasOther ? "<th scope=\"col\" class=\"num\">\(L("Not stated"))</th>" : .empty)\
            <th scope="col" class="num">\(L("All"))</th></tr></thead><tbody>\(countries.html { country in
                let delegation = voices.filter { ($0.country ?? "") == country }
                return """
                    <tr><th scope="row">\(country.isEmpty ? "\(L("Not stated"))" : names.place(country))</th>\
                    \(cells(delegation, sectors, hasOther))</tr>
                    """
            })<tr><th scope="row"><b>\(L("All"))</b></th>\(cells(voices, sectors, hasOther))</tr></tbody></table></div>\
            <ul class="key narrow-key small" aria-hidden="true">\(sectors.html { "<li>\($0.html)</li>" })</ul>
            """
    }

    private func cells(_ people: [ParticipantRecord], _ sectors: [SectorName], _ hasOther: Bool) -> HTML {
        let counts = sectors.map { sector in people.count { $0.sector == sector.code } }
        let other = people.count - counts.reduce(0, +)
        return """
            \(counts.html { count in
                count == 0 ? "<td class=\"num muted\">–</td>" : "<td class=\"num\">\(count)</td>"
            })\
            \(hasOther ? "<td class=\"num\">\(other)</td>" : .empty)<td class="num"><b>\(people.count)</b></td>
            """
    }
}

extension ParticipantRecord.State {
    var label: Message {
        switch self {
        case .invited: L("Has a seat")
        case .waiting: L("Waiting at the door")
        case .present: L("Has come in")
        case .removed: L("Removed")
        }
    }

    var mark: String {
        switch self {
        case .invited: "open"
        case .waiting: "warn"
        case .present: "good"
        case .removed: "bad"
        }
    }
}
