import Storage
import Web

/// On the pages of a programme and of an event: who was asked, who is registered, who has a seat.
extension RegistrationFacts: OverviewFeature {
    static func counts(of events: [Event.ID], _ reading: any Reading) throws -> [Event.ID: OverviewCount] {
        let known = Set(try RegistrationStore(reading).events())
        let ruled = events.filter(known.contains)
        return try ruled.reduce(into: [:]) { found, event in
            let sent = try InvitationStore(reading).invitations(of: event).count { $0.sentAt != nil }
            let people = try RegistrationStore(reading).active(in: event)
            let seated = people.count { $0.state == .complete }
            found[event] = OverviewCount(
                words: [
                    L(people.count, one: "\(people.count) registered", other: "\(people.count) registered"),
                    L(seated, one: "\(seated) with a seat", other: "\(seated) with a seat"),
                ] + (sent == 0 ? [] : [L(sent, one: "\(sent) invitation sent", other: "\(sent) invitations sent")]),
                path: RegistrationPaths.list(event))
        }
    }
}
