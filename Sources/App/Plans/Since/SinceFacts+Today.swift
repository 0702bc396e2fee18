import Domain
import Storage
import Web

/// What waits for a focal point: to confirm what was said for the country at a meeting.
extension SinceFacts: TodayFeature {
    static func waiting(for reader: AccountReader, _ reading: any Reading) throws -> [TodayTask] {
        let countries = Set(
            reader.account.mandates.filter { $0.mayAct && $0.role == .focalPoint }.compactMap(\.holder.country))
        let decisions = try MeetingStore(reading).provisional(for: countries.sorted())
        return try Set(decisions.map(\.event)).sorted().map { id in
            let event = try EventStore(reading).event(id)
            var task = TodayTask(
                id: "confirming-\(id)", kind: "event", what: L("Confirm what was said for your country"),
                place: EventSummary.forNamed.contains(event.marking) ? "" : event.title,
                why: L("You speak for your country."), path: SincePaths.since(event.programme))
            task.marking = event.marking
            return task
        }
    }
}
