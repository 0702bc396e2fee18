import Markup
import Storage
import Web

/// The surroundings of an event's pages for those who prepare it: trail, title, marking and tabs.
struct EventFrame {
    let visit: Visit
    let event: EventRecord
    let programme: ProgrammeRecord
    let roles: Set<Role>

    init(_ visit: Visit, _ id: Event.ID, _ reading: any Reading) throws {
        self.visit = visit
        event = try EventStore(reading).event(id)
        programme = try ProgrammeStore(reading).programme(event.programme)
        roles = try visit.membership(in: id, reading).roles
    }

    func allows(_ permission: Permission) -> Bool { Policy.allows(permission, visitor: visit.visitor, roles: roles) }

    private var crumbs: [Layout.Crumb] {
        let mayProgramme = visit.visitor.account != nil
        return mayProgramme
            ? [
                .init(L("Programmes"), Paths.programmes()),
                .init(.verbatim(programme.title), Paths.programme(programme.id)),
            ]
            : []
    }

    /// One of the tabs.
    func tab(_ tab: EventTab, _ main: HTML, status: DeskFrame.FormStatus = .ok) -> Answer {
        let tabs = EventTab.all.filter { allows($0.permission) && $0.part.map(event.has) ?? true }
        var frame = DeskFrame(
            visit: visit, title: .verbatim(event.title), path: tab.path(event.id),
            crumbs: crumbs + [.init(.verbatim(event.title), nil)], marking: event.marking)
        frame.styles = tab.id == EventTab.overview.id ? ["guide"] : []
        return frame.answer(
            """
            <div class="head"><h1 dir="auto">\(event.title)</h1><p class="meta muted">\
            \(kindLabel)<span>\(DateText.span(event.startsOn, event.endsOn))</span> <span dir="auto">\(event.place)</span></p></div>
            \(allows(.facilitate) ? """
                <nav aria-label="\(L("Event").string())"><ul class="tabs">\(tabs.html { item in
                    "<li><a href=\"\(item.path(event.id))\"\("aria-current", value: item.id == tab.id ? "page" : nil)>\(item.label)</a></li>"
                })</ul></nav>
                """ : .empty)
            \(main)
            """, status: status)
    }

    private var kindLabel: HTML { EventKind.named(event.kind).map { "<span>\($0.label)</span> " } ?? .empty }

    /// A page below the people.
    func peopleDetail(_ title: Message, path: String, _ main: HTML, status: DeskFrame.FormStatus = .ok) -> Answer {
        let frame = DeskFrame(
            visit: visit, title: title, path: path,
            crumbs: crumbs + [
                .init(.verbatim(event.title), Paths.event(event.id)), .init(L("People"), Paths.eventPeople(event.id)),
                .init(title, nil),
            ], marking: event.marking)
        return frame.answer(main, status: status)
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
            <caption>\(L("Invited by country and sector, here or not yet"))</caption><thead><tr><th scope="col">\(L("Country"))</th>\
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
        case .invited: L("Invited")
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
