import Domain
import Storage
import Web

/// What waits: to say what is agreed of a plan in review, and to adopt one on which everybody has answered.
extension PlanFacts: TodayFeature, FollowableFeature {
    static var notificationKinds: [NotificationKind] {
        [
            NotificationKind(
                code: "plan", order: 72, label: L("Plans"),
                hint: L("Plans on which I am asked, and those that can be adopted."))
        ]
    }

    static var news: [NewsKind] {
        [
            .programme("plan.adoption", "plan", .itemFollowers, at: { PlanPaths.plans($0) }) { _ in
                L("A plan was adopted")
            },
            .programme("plan.review", "plan", .itemFollowers, at: { PlanPaths.plans($0) }) { _ in
                L("A plan was given for review")
            },
        ]
    }

    static var followed: [FollowedKind] {
        [
            FollowedKind(
                noun: "plan", label: L("Plan"),
                find: { id, reader, reading in
                    guard let id = ProgrammePlan.ID(id) else { return nil }
                    let plan = try PlanRecordStore(reading).plan(id)
                    let voice = try PlanVoice(reader.visitor, plan.programme, now: reader.now, reading)
                    guard voice.reads(plan) else { return nil }
                    return FollowedThing(
                        title: plan.title, language: plan.language, path: PlanPaths.plan(id), marking: plan.marking)
                })
        ]
    }

    private static let most = 20

    static func waiting(for reader: AccountReader, _ reading: any Reading) throws -> [TodayTask] {
        let plans = try PlanRecordStore(reading).inReview()
        guard !plans.isEmpty else { return [] }
        var tasks: [TodayTask] = []
        for (programme, own) in Dictionary(grouping: plans, by: \.programme) {
            let voice = try PlanVoice(reader.visitor, programme, now: reader.now, reading)
            let mine = own.filter { voice.reads($0) && (!voice.states(in: $0).isEmpty || voice.adopts($0)) }
            let ids = mine.map(\.id)
            let items = Dictionary(grouping: try PlanItemStore(reading).items(of: ids), by: \.plan)
            let actions = Dictionary(try PlanItemStore(reading).actions(of: ids).map { ($0.id, $0) }) { first, _ in
                first
            }
            let stands = Dictionary(grouping: try PlanRecordStore(reading).stands(of: ids), by: \.plan)
            for plan in mine {
                let asked = voice.asked(plan)
                let shown = (items[plan.id] ?? []).filter { item in
                    actions[item.action].map { voice.isShown(item, $0, in: plan, to: asked) } ?? false
                }
                if let task = task(plan, voice, Set(shown.map(\.id)), stands[plan.id] ?? []) { tasks.append(task) }
            }
        }
        return Array(tasks.sorted { ($0.due ?? .max, $0.id) < ($1.due ?? .max, $1.id) }.prefix(most))
    }

    /// - Parameter items: those on which everybody who is asked can answer.
    private static func task(
        _ plan: PlanRecord, _ voice: PlanVoice, _ items: Set<PlanItem.ID>, _ stands: [PlanStandRecord]
    ) -> TodayTask? {
        let members = voice.states(in: plan)
        let isOpen = plan.answerBy.isEmpty || plan.answerBy >= voice.standing.today
        guard !members.isEmpty && isOpen || voice.adopts(plan) else { return nil }
        let said = Dictionary(grouping: stands.filter { items.contains($0.item) }, by: \.member)
        // What was said in the room is an answer for who said it, and for nobody else.
        func isSilent(_ member: MemberRef) -> Bool {
            let isOwn = voice.isProvisional(for: member)
            return (said[member]?.count { isOwn || !$0.isProvisional } ?? 0) < items.count
        }
        if isOpen, members.contains(where: isSilent) {
            var task = TodayTask(
                id: "plan-answer-\(plan.id)", kind: "plan", what: L("Say what you agree to in a plan"),
                place: plan.title, why: L("It is adopted after everybody was asked."), path: PlanPaths.stands(plan.id),
                marking: plan.marking)
            if let day = CalendarDate(plan.answerBy) {
                task.due = Int64(day.daysSince1970 + 1) * EpochTime.day
                task.isDay = true
            }
            return task
        }
        guard voice.adopts(plan), !isOpen || !voice.asked(plan).contains(where: isSilent) else { return nil }
        return TodayTask(
            id: "plan-adoption-\(plan.id)", kind: "plan", what: L("Adopt a plan"), place: plan.title,
            why: L("Everybody who was asked has answered, or the day is over."), path: PlanPaths.plan(plan.id),
            marking: plan.marking)
    }
}

/// Whoever reads a plan of their programme may say something of it.
extension PlanFacts: RemarkableFeature {
    static var remarkable: [RemarkableKind] {
        [
            RemarkableKind(noun: "plan") { id, visit, reading in
                guard let id = ProgrammePlan.ID(id) else { return nil }
                let plan = try PlanRecordStore(reading).plan(id)
                let voice = try PlanVoice(visit, plan.programme, reading)
                guard voice.reads(plan) else { return nil }
                return RemarkSubject(
                    subject: "plan:\(id)", programme: plan.programme, title: plan.title, path: PlanPaths.plan(id),
                    marking: plan.marking, mayWrite: voice.standing.isOf, keeps: voice.edits(plan))
            }
        ]
    }
}
