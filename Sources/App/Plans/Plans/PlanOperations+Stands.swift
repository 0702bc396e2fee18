import Domain
import Storage
import Web

/// What those who are asked say of a plan in review, in their own time or in the room.
extension PlanOperations {
    /// - Parameter words: by item, what is said of it for the member.
    static func state(
        _ visit: Visit, _ id: ProgrammePlan.ID, for member: MemberRef,
        _ words: [PlanItem.ID: (kind: PlanStandKind, words: String)]
    ) async throws {
        var (check, cleaned) = (FieldCheck(), [PlanItem.ID: (kind: PlanStandKind, words: String)]())
        for (item, said) in words.prefix(mostItems) {
            let needsWords = said.kind != .agrees
            let text = check.lines("words-\(item)", said.words, limit: 1_000, isRequired: needsWords)
            cleaned[item] = (said.kind, said.kind == .agrees ? "" : text)
        }
        try check.finish()
        let told = cleaned
        try await visit.database.write { tx in
            let (plan, voice) = try seen(visit, id, tx)
            guard voice.states(in: plan).contains(member) else { throw Refusal.forbidden }
            guard plan.stage == .inReview else { throw Refusal.planNotInReview }
            let work = Work(tx, visit)
            let items = voice.visible(try PlanItemStore(tx).items(of: [id]), in: [plan])
            let meeting = member.country.flatMap { voice.delegations.headed[$0] }
            let isProvisional = voice.isProvisional(for: member)
            let known = try PlanRecordStore(tx).stands(of: id).filter { $0.member == member && !$0.isProvisional }
            let kept = Dictionary(known.map { ($0.item, $0) }, uniquingKeysWith: { first, _ in first })
            let actions = Dictionary(try PlanItemStore(tx).actions(of: [id]).map { ($0.id, $0) }) { first, _ in first }
            let asked = voice.asked(plan)
            var count = 0
            for item in items {
                guard let said = told[item.id], let action = actions[item.action],
                    voice.isShown(item, action, in: plan, to: asked)
                else { continue }
                // What the focal point has said is not changed in the room.
                if isProvisional, let before = kept[item.id] {
                    guard before.kind == said.kind, before.words == said.words else { throw Refusal.planStandConfirmed }
                    continue
                }
                try PlanRecordStore.state(
                    id, item.id, member, said.kind, said.words, isProvisional: isProvisional, work)
                count += 1
            }
            guard count > 0 else { return }
            try work.record(
                .programme(plan.programme), "plan:\(id)", "plan.statement",
                [
                    "member": .text(member.description), "items": .whole(count), "provisional": .flag(isProvisional),
                    "event": JSONValue(meeting?.description),
                ])
        }
    }

    /// The focal point confirms what the head of the delegation decided in the room, or takes it back.
    static func settle(_ visit: Visit, _ id: ProgrammePlan.ID, for member: MemberRef, isConfirmed: Bool) async throws {
        try await visit.database.write { tx in
            let (plan, voice) = try seen(visit, id, tx)
            guard voice.settles(in: plan).contains(member) else { throw Refusal.forbidden }
            guard plan.stage == .inReview else { throw Refusal.planNotInReview }
            let work = Work(tx, visit)
            let count = try PlanRecordStore.settle(id, member, isConfirmed: isConfirmed, work)
            guard count > 0 else { return }
            try work.record(
                .programme(plan.programme), "plan:\(id)", isConfirmed ? "plan.confirmation" : "plan.taking-back",
                ["member": .text(member.description), "items": .whole(count)])
        }
    }
}
