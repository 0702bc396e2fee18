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
        let behalf = Behalf(kind: .workingGroup, code: group.id.description)
        let mayName = visit.visitor.mandate(for: behalf, in: group.programme)?.mayAct ?? false
        let named = Set(asked.filter { mayName && $0.target == behalf }.map(\.event))
        let roles = try Policy.roles(of: visit.visitor, in: group.programme, reading)
        let own = try visit.visitor.account.map { try ProgrammeStore(reading).events(of: group.programme, with: $0.id) }
        let opens = { (event: Event.ID) in roles.contains(.organiser) || own?.contains(event) ?? false }
        let (past, next) = (events.filter { $0.endsOn < today }, events.filter { $0.endsOn >= today })
        return """
            <section id="invited"><h2>\(L("Invited to"))</h2><ul class="lines">\((next + past.reversed()).html { event in
                let title: HTML =
                    opens(event.id) ? "<a href=\"\(Paths.event(event.id))\">\(event.title)</a>" : "\(event.title)"
                let act = named.contains(event.id) && event.endsOn >= today ? nominating(behalf, event) : .empty
                return """
                    <li><p class="title" dir="auto">\(title)</p><p class="meta"><span>\(DateText.span(event.startsOn, event.endsOn))</span> \
                    <span dir="auto">\(event.place)</span> \(act)</p></li>
                    """
            })</ul></section>
            """
    }

    /// Where those of the group name people.
    private static func nominating(_ behalf: Behalf, _ event: EventSummary) -> HTML {
        """
        <a href="\(PostWay.page(of: behalf, in: event.id))">\(L("Nominate"))<span class="sr">: \(event.title)</span></a>
        """
    }
}
