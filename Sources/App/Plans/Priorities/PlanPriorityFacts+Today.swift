import Domain
import Storage
import Web

/// What waits: the answer of one's country to a poll.
extension PlanPriorityFacts: TodayFeature {
    static var notificationKinds: [NotificationKind] {
        [
            NotificationKind(
                code: "priority", order: 71, label: L("Priorities"),
                hint: L("Polls that ask my country whether priorities still hold."))
        ]
    }

    static func waiting(for reader: AccountReader, _ reading: any Reading) throws -> [TodayTask] {
        let programmes = try NetworkRoster.read(reader.visitor, reading, now: reader.now).belongs
        guard !programmes.isEmpty else { return [] }
        let store = ValidityPollStore(reading)
        let today = CalendarDate.today(reader.now)
        let open = try store.open(until: today).filter { programmes[$0.programme] != nil }
        guard !open.isEmpty else { return [] }
        let answers = try store.answers(of: open.map(\.id))
        var standings: [Programme.ID: PlansStanding] = [:]
        for programme in Set(open.map(\.programme)) {
            standings[programme] = try PlansStanding(reader.visitor, programme, now: reader.now, reading)
        }
        let names = try RiskWords(reading)
        return open.flatMap { poll -> [TodayTask] in
            let done = Set((answers[poll.id] ?? []).map(\.country))
            let mine = standings[poll.programme]?.focal.intersection(poll.countries).subtracting(done) ?? []
            return mine.sorted().map { country in
                var task = TodayTask(
                    id: "validity-\(poll.id)-\(country)", kind: "priority",
                    what: L("Say whether the priorities still hold"),
                    place: names.place(RiskPlace(region: poll.region, country: nil)).string(),
                    why: L("You speak for your country."),
                    path: "\(PlanPriorityPaths.poll(poll.programme, poll.id))?country=\(country)")
                if let day = CalendarDate(poll.fields.closesOn) {
                    (task.due, task.isDay) = (Int64(day.daysSince1970 + 1) * EpochTime.day, true)
                }
                return task
            }
        }
    }
}

/// Priorities, by who reads them.
extension PlanPriorityFacts: SearchFeature {
    private static let kind = SearchKind("priority", order: 92, L("Priorities"))

    static var searchKinds: [SearchKind] { [kind] }

    static func tellSearch(_ asked: SearchAsked, _ reading: any Reading) throws -> [SearchEntry] {
        let programmes = asked.programmes.keys.sorted()
        let all = try programmes.isEmpty ? [] : PlanPriorityStore(reading).priorities(of: programmes)
        guard !all.isEmpty else { return [] }
        var standings: [Programme.ID: PlansStanding] = [:]
        for programme in Set(all.map(\.programme)) {
            standings[programme] = try PlansStanding(asked.visit, programme, reading)
        }
        return all.filter { standings[$0.programme]?.reads($0) ?? false }.map { one in
            var entry = SearchEntry(
                kind, one.id, SearchText(one.statement, in: one.language), in: .programme(one.programme),
                path: PlanPriorityPaths.priority(one.programme, one.id))
            entry.texts = [SearchText(one.reason, in: one.language)]
            entry.details = [one.state.label]
            entry.marking = one.marking
            return entry
        }
    }
}
