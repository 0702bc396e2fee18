import Domain
import Storage
import Web

/// What waits: to judge a scenario; for who keeps it, to look at a report, or again at an accepted risk.
extension RiskFacts: TodayFeature {
    static var notificationKinds: [NotificationKind] {
        [
            NotificationKind(
                code: "risk", order: 70, label: L("Risks"),
                hint: L("Scenarios that I can judge, and those of mine that are to be looked at."))
        ]
    }

    private static let most = 20
    /// Days before the day on which it is looked at again.
    private static let soon = 14

    static func waiting(for reader: AccountReader, _ reading: any Reading) throws -> [TodayTask] {
        let programmes = try NetworkRoster.read(reader.visitor, reading, now: reader.now).programmes.sorted()
        let store = RiskStore(reading)
        let all = try programmes.isEmpty ? [] : store.risks(of: programmes).filter { $0.state != .closed }
        guard !all.isEmpty else { return [] }
        var standings: [Programme.ID: PlansStanding] = [:]
        for programme in Set(all.map(\.programme)) {
            standings[programme] = try PlansStanding(reader.visitor, programme, now: reader.now, reading)
        }
        let seen = all.filter { standings[$0.programme]?.reads($0) ?? false }
        let rounds = RiskRoundStore(reading)
        let open = try rounds.rounds(of: seen.map(\.id)).compactMapValues { $0.first(where: \.isOpen) }
        let said = try rounds.judgements(of: open.values.map(\.id))
        let kept = seen.filter { standings[$0.programme]?.keeps($0) ?? false }
        let reports = try store.reports(of: kept.map(\.id))
        let edge = EventChanges.later(reader.today, days: soon)
        var tasks: [TodayTask] = []
        for risk in seen {
            if let round = open[risk.id], said[round.id]?.own["account:\(reader.id)"] == nil {
                tasks.append(
                    task("judge-\(round.id)", L("Judge a scenario"), risk, L("Each sector is asked, each for itself.")))
            }
        }
        for risk in kept {
            if reports[risk.id]?.contains(where: { !$0.isSettled }) ?? false {
                tasks.append(
                    task(
                        "report-\(risk.id)", L("Look at a report"), risk,
                        L("Somebody thinks that a text says too much.")))
            }
            guard let day = risk.treatment?.reviewOn, !day.isEmpty, day <= edge, let date = CalendarDate(day) else {
                continue
            }
            var review = task("review-\(risk.id)-\(day)", L("Look again at a risk"), risk, L("Its day has come."))
            (review.due, review.isDay) = (Int64(date.daysSince1970 + 1) * EpochTime.day, true)
            tasks.append(review)
        }
        return Array(tasks.prefix(most))
    }

    private static func task(_ id: String, _ what: Message, _ risk: RiskRecord, _ why: Message) -> TodayTask {
        TodayTask(
            id: "risk-\(id)", kind: "risk", what: what, place: risk.title, why: why,
            path: RiskPaths.risk(risk.programme, risk.id), marking: risk.marking)
    }
}
