import Domain
import Storage
import Web

/// Journeys go along with their event: days and nights move by as many days, and whose they are is asked to look at them. What is postponed
/// without a date keeps its days until there is one.
extension LogisticsFacts: EventChangeFeature {
    static func follow(_ change: EventChange, _ work: Work) throws {
        guard moves(change) else { return }
        let journeys = try JourneyStore(work.tx).journeys(of: change.event.id)
        guard !journeys.isEmpty else { return }
        for journey in journeys.values {
            var fields = journey.fields
            fields.arrivesOn = later(fields.arrivesOn, change)
            fields.departsOn = later(fields.departsOn, change)
            try JourneyStore.move(journey.registration, fields, now: work.now, work.tx)
        }
        try work.record(
            .event(change.event.id), "event:\(change.event.id)", "journey.move", ["count": .whole(journeys.count)])
    }

    private static func moves(_ change: EventChange) -> Bool {
        guard change.after.standing != .cancelled else { return false }
        return change.before.startsOn != change.after.startsOn || change.before.endsOn != change.after.endsOn
            || change.ends
    }

    private static func later(_ day: String, _ change: EventChange) -> String {
        day.isEmpty ? day : EventChanges.later(day, days: change.days)
    }

    static func consequences(of change: EventChange, _ reading: any Reading) throws -> [Message] {
        guard moves(change) else { return [] }
        let count = try JourneyStore(reading).journeys(of: change.event.id).count
        guard count > 0 else { return [] }
        guard change.days != 0 else {
            return [
                L(
                    count, one: "\(count) person who told their journey is asked to look at it again.",
                    other: "\(count) people who told their journeys are asked to look at them again.")
            ]
        }
        return [
            L(
                count, one: "\(count) journey moves along with its nights; the person is asked to look at it.",
                other: "\(count) journeys move along with their nights; the people are asked to look at them.")
        ]
    }
}
