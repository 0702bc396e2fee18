import Domain
import Storage
import Web

/// What waits for an organiser in the registration of their events.
extension RegistrationFacts: TodayFeature {
    static var notificationKinds: [NotificationKind] {
        [
            NotificationKind(
                code: "registration", order: 62, label: L("Registration"),
                hint: L("Nominations, answers to invitations and withdrawals in events that I organise."))
        ]
    }

    static var news: [NewsKind] {
        [
            .event("nomination.submission", "registration", to: .organise, at: { RegistrationPaths.list($0) }) {
                count in
                L(count, one: "\(count) person was nominated", other: "\(count) people were nominated")
            },
            .event("registration.withdrawal", "registration", to: .organise, at: { RegistrationPaths.list($0) }) {
                count in
                L(count, one: "\(count) registration was withdrawn", other: "\(count) registrations were withdrawn")
            },
            .event("invitation.answer", "registration", to: .organise, at: { RegistrationPaths.invitations($0) }) {
                count in L(count, one: "\(count) invitation was answered", other: "\(count) invitations were answered")
            },
        ]
    }

    static func waiting(for reader: AccountReader, _ reading: any Reading) throws -> [TodayTask] {
        try reader.events(reading).flatMap { event -> [TodayTask] in
            guard !event.isOver(at: reader.now), reader.allows(.organise, in: event.id),
                let rule = try RegistrationStore(reading).rule(of: event.id)
            else { return [] }
            return try tasks(event.id, event.title, rule, reader.now, reading)
        }
    }

    private static func tasks(
        _ event: Event.ID, _ title: String, _ rule: RegistrationRule, _ now: Int64, _ reading: any Reading
    ) throws -> [TodayTask] {
        let active = try RegistrationStore(reading).active(in: event)
        let path = RegistrationPaths.list(event)
        func task(_ name: String, _ what: Message, _ why: Message, _ path: String) -> TodayTask {
            TodayTask(id: "\(name)-\(event)", kind: "registration", what: what, place: title, why: why, path: path)
        }
        var tasks: [TodayTask] = []
        let pending = active.filter { $0.state == .pending && !$0.awaitsPerson }
        // Where seats are given as people come, also whose seat would go beyond the budget.
        let needsWord = rule.approval == .organiser || rule.seatsAtOnce
        let undecided = needsWord ? pending.count { $0.approvedAt == nil } : 0
        if undecided > 0 {
            tasks.append(
                task(
                    "approvals",
                    L(
                        undecided, one: "Decide about \(undecided) registration",
                        other: "Decide about \(undecided) registrations"),
                    L("They wait for an organiser’s word."), "\(path)#pending"))
        }
        let isFrozen = try rule.isFrozen(at: now, in: EventStore(reading).event(event))
        let wishes = active.count { $0.wish == .withdrawal || $0.wish != nil && isFrozen }
        if wishes > 0 {
            tasks.append(
                task(
                    "wishes", L(wishes, one: "Answer \(wishes) request", other: "Answer \(wishes) requests"),
                    L("The list is final, and somebody asks for a change."), "\(path)#wishes"))
        }
        if rule.work == .batch, rule.allocatedAt == nil, rule.isLate(at: now), !pending.isEmpty {
            tasks.append(task("allocation", L("Allocate the seats"), L("Nominations have closed."), path))
        }
        return tasks
    }
}
