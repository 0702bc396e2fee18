import Domain
import Storage
import Web

/// To which events a city or an organisation is invited, on its page, for who names its people: each leads to where they are named. A country's
/// own page has them.
extension RegistrationFacts: MemberSectionFeature {
    static var memberSection: (order: Int, title: Message) { (5, L("Invited to")) }

    static func things(of member: MemberRef, in programmes: [Programme.ID], _ visit: Visit, _ reading: any Reading)
        throws -> [MemberThing]
    {
        guard let holder = MandateHolder(member.description), let behalf = Behalf(holder: holder),
            behalf.country == nil, visit.visitor.represented.contains(behalf)
        else { return [] }
        let today = CalendarDate.today(visit.now)
        let asked = try InvitationStore(reading).invitations(to: behalf).filter { $0.sentAt != nil }
        let events = try EventStore(reading).events(asked.map(\.event)).filter { event in
            event.endsOn >= today && programmes.contains(event.programme)
                && visit.visitor.mandate(for: behalf, in: event.programme) != nil
        }
        return events.sorted { ($0.startsOn, $0.title) < ($1.startsOn, $1.title) }.map { event in
            MemberThing(
                title: event.title, path: PostWay.page(of: behalf, in: event.id), marking: event.marking,
                note: .verbatim(DateText.span(event.startsOn, event.endsOn)))
        }
    }
}
