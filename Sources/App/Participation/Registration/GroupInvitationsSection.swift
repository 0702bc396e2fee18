import Domain
import Markup
import Storage
import Web

/// To which events of its programme a working group is invited, on its page: the next first, then those that are over.
extension RegistrationFacts: WorkingGroupSectionFeature {
    static func section(of group: WorkingGroupRecord, _ visit: Visit, _ reading: any Reading) throws -> HTML {
        // Before it was chosen from a list, a group was named in words.
        let asked = try [group.id.description, group.title].flatMap {
            try InvitationStore(reading).invitations(to: Behalf(kind: .workingGroup, code: $0))
        }.filter { $0.sentAt != nil }
        let today = CalendarDate.today(visit.now)
        let told = try ProgrammeStore(reading).events(of: group.programme, seenBy: visit.visitor)
        let events = told.filter { event in
            asked.contains { $0.event == event.id }
        }
        guard !events.isEmpty else { return .empty }
        let roles = try Policy.roles(of: visit.visitor, in: group.programme, reading)
        let own = try visit.visitor.account.map { try ProgrammeStore(reading).events(of: group.programme, with: $0.id) }
        let opens = { (event: Event.ID) in roles.contains(.organiser) || own?.contains(event) ?? false }
        let (past, next) = (events.filter { $0.endsOn < today }, events.filter { $0.endsOn >= today })
        return """
            <section id="invited"><h2>\(L("Invited to"))</h2><ul class="lines">\((next + past.reversed()).html { event in
                let title: HTML =
                    opens(event.id) ? "<a href=\"\(Paths.event(event.id))\">\(event.title)</a>" : "\(event.title)"
                return """
                    <li><p class="title" dir="auto">\(title)</p><p class="meta"><span>\(DateText.span(event.startsOn, event.endsOn))</span> \
                    <span dir="auto">\(event.place)</span></p></li>
                    """
            })</ul></section>
            """
    }
}
