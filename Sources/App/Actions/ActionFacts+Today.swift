import Domain
import Storage
import Web

/// What waits for the owner of an action: to say yes, to do it by its day, to go on after a retest.
extension ActionFacts: TodayFeature, FollowableFeature {
    static var followed: [FollowedKind] {
        [
            FollowedKind(noun: "action", label: L("Action")) { id, reader, reading in
                guard let id = Action.ID(id), let action = try ActionStore(reading).actions([id]).first,
                    try ActionVoice(reader.visitor, now: reader.now, reading).reads(action)
                else { return nil }
                return FollowedThing(
                    title: action.title, language: action.language, path: Paths.action(id), marking: action.marking)
            }
        ]
    }

    static var news: [NewsKind] {
        [
            ("action.beginning", L("Action begun")), ("action.completion", L("Action done")),
            ("action.dropping", L("Action dropped")),
        ].map { entry, words in
            .programme(entry, "action", .itemFollowers, at: { Paths.actions($0) }) { _ in words }
        }
    }

    static var notificationKinds: [NotificationKind] {
        [
            NotificationKind(
                code: "action", order: 68, label: L("Actions"),
                hint: L("Actions that I am asked to do, and those that are due or overdue."))
        ]
    }

    /// Days before it is due.
    private static let soon = 14
    /// What is due first stands there; all of it is on the programme's page.
    private static let most = 20

    static func waiting(for reader: AccountReader, _ reading: any Reading) throws -> [TodayTask] {
        let voice = try ActionVoice(reader.visitor, now: reader.now, reading)
        let own = try ActionStore(reading).actions(of: reader.id, voice.members(in: nil)).filter(voice.owns)
        guard !own.isEmpty else { return [] }
        let proofs = try ActionProofs(own, reading)
        let (today, edge) = (reader.today, EventChanges.later(reader.today, days: soon))
        let tasks: [TodayTask] = own.compactMap { action in
            let standing = proofs.standing(action)
            guard standing.isOpen else { return nil }
            let isDue = !action.dueOn.isEmpty && action.dueOn <= edge
            guard standing == .proposed || standing == .notProven || isDue else { return nil }
            var task = TodayTask(
                id: "action-\(standing.rawValue)-\(action.id)", kind: "action",
                what: what(action, standing, today), place: action.title, why: L("You own the action."),
                path: Paths.action(action.id), marking: action.marking)
            if let day = CalendarDate(action.dueOn) {
                task.due = Int64(day.daysSince1970 + 1) * EpochTime.day
                task.isDay = true
            }
            return task
        }
        return Array(tasks.sorted { ($0.due ?? .max, $0.id) < ($1.due ?? .max, $1.id) }.prefix(most))
    }

    private static func what(_ action: ActionRecord, _ standing: ActionStanding, _ today: String) -> Message {
        switch standing {
        case .proposed: L("Say whether you will do it")
        case .notProven: L("A retest failed: go on with the action")
        default: action.isOverdue(on: today, standing) ? L("An action is overdue") : L("An action is due soon")
        }
    }
}

/// Whoever reads an action may say something of it, in its programme or as its owner.
extension ActionFacts: RemarkableFeature {
    static var remarkable: [RemarkableKind] {
        [
            RemarkableKind(noun: "action") { id, visit, reading in
                guard let id = Action.ID(id) else { return nil }
                let (action, voice) = try ActionOperations.seen(visit, id, reading)
                return RemarkSubject(
                    subject: "action:\(id)", programme: action.programme, title: action.title, path: Paths.action(id),
                    marking: action.marking, mayWrite: voice.owns(action) || voice.roster.isOf(action.programme),
                    keeps: voice.organises(action.programme))
            }
        ]
    }
}
