import Domain
import Storage
import Web

/// Deadlines stay on the clock of the event's place: where the event gets another zone, or a government changes the rules of its own, the
/// moments follow.
enum RegistrationTimes {
    static func refresh(_ database: Database, now: Int64) async throws {
        let changed = try await database.read { try moved($0, now: now) }
        guard !changed.isEmpty else { return }
        try await database.write { tx in
            for (event, rule) in try moved(tx, now: now) {
                try RegistrationStore.keep(rule, of: event, now: now, tx)
                let zone = try EventStore(tx).event(event).timeZone
                for invitation in try InvitationStore(tx).invitations(of: event) {
                    guard let known = invitation.answerBy, known.at > now else { continue }
                    let fresh = known.refreshed(zone: zone)
                    if fresh != known { try InvitationStore.setAnswerBy(fresh, of: invitation.id, tx) }
                }
            }
        }
    }

    /// Rules some of whose coming times are no more what their clock says.
    private static func moved(_ reading: any Reading, now: Int64) throws -> [(Event.ID, RegistrationRule)] {
        try RegistrationStore(reading).events().compactMap { event in
            let known = try RegistrationStore(reading).requireRule(of: event)
            let zone = try EventStore(reading).event(event).timeZone
            var rule = known
            func fresh(_ time: TypedTime?) -> TypedTime? { time.map { $0.at > now ? $0.refreshed(zone: zone) : $0 } }
            (rule.opens, rule.nominationsClose, rule.closes) = (
                fresh(rule.opens), fresh(rule.nominationsClose), fresh(rule.closes)
            )
            (rule.freeze, rule.offerLast) = (fresh(rule.freeze), fresh(rule.offerLast))
            return rule == known ? nil : (event, rule)
        }
    }

    static let clock = Clock { services in
        await services.again(every: .seconds(60), failing: "Deadlines of registrations could not follow their zones") {
            try await refresh(services.database, now: services.environment.now())
        }
    }
}

extension RegistrationFacts: ClockFeature {
    static var clocks: [Clock] { [RegistrationTimes.clock] }
}
