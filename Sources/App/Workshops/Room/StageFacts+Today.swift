import Domain
import Storage
import Web

/// What a stage wants of the reader's own seats, as the features tell it to reminders (``WaitingFeature``).
extension StageFacts: TodayFeature {
    static var notificationKinds: [NotificationKind] {
        [
            NotificationKind(
                code: "contribution", order: 20, label: L("What a workshop asks of me"),
                hint: L("Issues, votes and ratings that are open, and when they close."))
        ]
    }

    static func waiting(for reader: AccountReader, _ reading: any Reading) throws -> [TodayTask] {
        try reader.events(reading).compactMap { event in
            guard let feature = WaitingFeatures.of(event.stage), !feature.tellsTodayItself,
                let membership = reader.memberships[event.id]
            else { return nil }
            let seats = Set(membership.places.filter { $0.role.contributes && $0.isApproved }.map(\.seat))
            let step = try StepStore(reading).present(of: event.id)
            // A room that nobody moved on asks nothing of anybody when the days of the event are over.
            let isOpen = !event.isOver(at: reader.now) || (step?.closesAt ?? 0) > reader.now
            guard !seats.isEmpty, isOpen, try !StepStore(reading).isOver(in: event.id),
                let waiting = try feature.waiting(for: seats, in: event, at: reader.now, reading),
                !waiting.people.isEmpty
            else { return nil }
            let end = waiting.closesAt ?? step?.closesAt
            return TodayTask(
                id: "stage-\(event.id)-\(feature.waitingStage.rawValue)", kind: "contribution", what: feature.request,
                place: event.title, why: L("You take part in the event."), path: Paths.room(event.code), due: end,
                zone: event.timeZone)
        }
    }
}
