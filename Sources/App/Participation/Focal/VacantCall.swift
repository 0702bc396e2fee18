import Domain
import Storage
import Web

/// An invitation of a country that has neither a focal point nor an alternate who could be told: it comes to who heads the secretariat of its
/// home region.
struct VacantCall: Sendable {
    let country: String
    let event: EventRecord
    /// Until when it can be answered.
    let due: Int64?

    /// Those that nobody has answered, of events still to come in programmes of which the visitor reads.
    static func all(in region: App.Region.ID, _ visitor: Visitor, now: Int64, _ reading: any Reading) throws
        -> [VacantCall]
    {
        let today = CalendarDate.today(now)
        let heads = visitor.mandates.filter { $0.role.readsRegion && $0.holder == .region(region) }
        let countries = try RegionStore(reading).homes(on: today).filter { $0.value == region }.keys.sorted()
        return try countries.flatMap { country -> [VacantCall] in
            let behalf = Behalf.country(country)
            let asked = try InvitationStore(reading).invitations(to: behalf).filter {
                $0.sentAt != nil && $0.state == .pending
            }
            return try asked.compactMap { invitation -> VacantCall? in
                let event = try EventStore(reading).event(invitation.event)
                guard event.endsOn >= today, event.standing == .planned,
                    heads.contains(where: { $0.holds(in: event.programme) }),
                    try NominationStore(reading).open(in: event.id, behalf: behalf).isEmpty,
                    try PostStore(reading).holders(of: behalf, in: event, on: today).isEmpty
                else { return nil }
                let rule = try RegistrationStore(reading).rule(of: event.id)
                return VacantCall(
                    country: country, event: event,
                    due: rule?.nominationsClose?.at ?? invitation.answerBy?.at ?? rule?.closes?.at)
            }
        }.sorted { ($0.due ?? .max, $0.country) < ($1.due ?? .max, $1.country) }
    }
}
