import Domain
import Storage
import Web

/// A plan begins, is written, reviewed, adopted and closed.
enum PlanOperations {
    static let most = 500
    static let mostItems = 5_000

    /// A key that is known is answered with the first result.
    static func begin(
        _ visit: Visit, in programme: Programme.ID, _ fields: PlanRecordFields, _ draft: PlanDraft, key: String? = nil
    ) async throws -> PlanRecord {
        let cleaned = fields.ordered
        return try await visit.database.write { tx in
            let (work, store) = (Work(tx, visit), PlanRecordStore(tx))
            let voice = try PlanVoice(visit, programme, tx)
            try voice.standing.require(voice.standing.isOf)
            guard !voice.kinds.isEmpty else { throw Refusal.forbidden }
            let key = SendingKey.of(key, by: work.actor)
            if let key, let first = try store.sent(programme, key: key) { return first }
            let known = check(draft, voice)
            let fields = try cleaned.checked { _, check in for (name, words) in known { check.fail(name, words) } }
            guard try store.plans(of: programme).count < most else {
                throw Refusal.tooMany(L("The programme has \(most) plans, the maximum."))
            }
            return try beginIn(work, programme, fields, draft, key: key)
        }
    }

    /// For who has asked who may.
    static func beginIn(
        _ work: Work, _ programme: Programme.ID, _ fields: PlanRecordFields, _ draft: PlanDraft, key: String? = nil
    ) throws -> PlanRecord {
        let id: ProgrammePlan.ID = work.environment.id()
        try PlanRecordStore.insert(id, in: programme, fields, draft, key: key, work)
        try work.record(
            .programme(programme), "plan:\(id)", "plan.creation",
            ["kind": .text(draft.kind.rawValue), "owner": JSONValue(draft.owner?.description)])
        return try PlanRecordStore(work.tx).plan(id)
    }

    private static func check(_ draft: PlanDraft, _ voice: PlanVoice) -> [String: Message] {
        var wrong: [String: Message] = [:]
        if !SharedMarkings.all.contains(draft.marking) || draft.marking == "RED" {
            wrong["marking"] = L("This value is not one of those allowed.")
        }
        if !voice.kinds.contains(draft.kind) {
            wrong["kind"] = L("You cannot begin a plan of this kind.")
        } else if draft.kind.owner != nil, !voice.owners(of: draft.kind).contains(where: { $0 == draft.owner }) {
            wrong["owner"] = L("Choose whose plan it is.")
        }
        return wrong
    }

    static func change(
        _ visit: Visit, _ id: ProgrammePlan.ID, _ fields: PlanRecordFields, marking: String, sharing: PlanSharing,
        since: Int64? = nil
    ) async throws -> PlanRecord {
        try await change(visit, id, since: since) { plan in
            let draft = PlanDraft(
                kind: plan.kind, owner: plan.owner, marking: marking, sharing: sharing)
            return (fields, draft)
        }
    }

    /// - Parameters:
    ///   - since: when it was last changed, as whoever changes it has read it; nothing where they did not say.
    ///   - told: over what is there at the moment of the write.
    static func change(
        _ visit: Visit, _ id: ProgrammePlan.ID, since: Int64?,
        _ told: @escaping @Sendable (PlanRecord) -> (PlanRecordFields, PlanDraft)
    ) async throws -> PlanRecord {
        try await visit.database.write { tx in
            let (plan, voice) = try edited(visit, id, tx)
            guard since ?? .max >= plan.changedAt else { throw Refusal.changedSince }
            let (wanted, draft) = told(plan)
            let (marking, sharing) = (draft.marking, draft.sharing)
            let known = check(draft, voice)
            let fields = try wanted.ordered.checked { _, check in for (name, words) in known { check.fail(name, words) }
            }
            guard
                fields != plan.fields || marking != plan.marking || sharing != plan.sharing
            else { return plan }
            let work = Work(tx, visit)
            try PlanRecordStore.update(id, fields, draft, work)
            if sharing != plan.sharing {
                try PlanItemStore.share(sharing == .programme, actionsOf: id, work)
            }
            if marking != plan.marking { try PlanItemStore.close(marking, actionsOf: id, work) }
            try work.record(.programme(plan.programme), "plan:\(id)", "plan.change")
            return try PlanRecordStore(tx).plan(id)
        }
    }

    /// Those who are asked answer until a day.
    static func review(_ visit: Visit, _ id: ProgrammePlan.ID, answerBy: String, silenceAgrees: Bool) async throws {
        var check = FieldCheck()
        let answerBy = check.date("answer-by", answerBy, isRequired: false)
        try check.finish()
        try await visit.database.write { tx in
            let (plan, voice) = try edited(visit, id, tx)
            guard plan.stage == .draft else { throw Refusal.planStage(plan.stage.label, PlanStage.inReview.label) }
            if !voice.asked(plan).isEmpty, answerBy < voice.standing.today {
                throw Refusal.invalid(["answer-by": L("Choose a day that is not over.")])
            }
            let work = Work(tx, visit)
            try PlanRecordStore.clearStands(of: id, tx)
            try PlanRecordStore.set(
                .inReview, of: id, version: plan.version, answerBy: answerBy, silenceAgrees: silenceAgrees, work)
            try work.record(
                .programme(plan.programme), "plan:\(id)", "plan.review",
                ["until": .text(answerBy), "silence": .flag(silenceAgrees)])
        }
    }

    /// Back to a draft: from the review, or an adopted plan to be written on for its next version.
    static func reopen(_ visit: Visit, _ id: ProgrammePlan.ID) async throws {
        try await visit.database.write { tx in
            let (plan, _) = try edited(visit, id, tx)
            if plan.stage == .draft { return }
            guard plan.stage.next.contains(.draft) else {
                throw Refusal.planStage(plan.stage.label, PlanStage.draft.label)
            }
            let work = Work(tx, visit)
            try PlanRecordStore.set(
                .draft, of: id, version: plan.version, answerBy: "", silenceAgrees: false, work)
            try work.record(.programme(plan.programme), "plan:\(id)", "plan.reopening")
        }
    }

    /// Its owner's word. What was there is kept for ever; pressed twice, or on two nodes, it is one.
    static func adopt(_ visit: Visit, _ id: ProgrammePlan.ID) async throws {
        try await visit.database.write { tx in
            let plan = try PlanRecordStore(tx).plan(id)
            let voice = try PlanVoice(visit, plan.programme, tx)
            guard voice.reads(plan) else { throw Refusal.notFound }
            guard voice.adopts(plan) else { throw Refusal.planNotAdopting }
            if plan.stage == .adopted { return }
            guard plan.stage == .inReview else { throw Refusal.planStage(plan.stage.label, PlanStage.adopted.label) }
            let work = Work(tx, visit)
            // Whole, also what its owner shows to nobody else.
            let items = try PlanItemStore(tx).items(of: [id])
            let entries = try PlanMaterial.entries(items, of: [id], voice, tx)
            let adoption = try PlanAdoption(plan, entries, voice, tx)
            guard adoption.isComplete || plan.answerBy < voice.standing.today else { throw Refusal.planAnswersOpen }
            let words = try PlanWords(plan.programme, entries.map(\.action), tx)
            try PlanRecordStore.keep(
                id, version: plan.version + 1, table: PlanTableFile.text(plan, entries, words),
                stands: adoption.json, work)
            try PlanRecordStore.set(
                .adopted, of: id, version: plan.version + 1, answerBy: plan.answerBy,
                silenceAgrees: plan.silenceAgrees, work)
            try work.record(
                .programme(plan.programme), "plan:\(id)", "plan.adoption", ["version": .whole(plan.version + 1)])
        }
    }

    static func close(_ visit: Visit, _ id: ProgrammePlan.ID) async throws {
        try await visit.database.write { tx in
            let plan = try PlanRecordStore(tx).plan(id)
            let voice = try PlanVoice(visit, plan.programme, tx)
            guard voice.reads(plan) else { throw Refusal.notFound }
            guard voice.adopts(plan) else { throw Refusal.planNotAdopting }
            if plan.stage == .closed { return }
            guard plan.stage == .adopted else { throw Refusal.planStage(plan.stage.label, PlanStage.closed.label) }
            let work = Work(tx, visit)
            try PlanRecordStore.set(
                .closed, of: id, version: plan.version, answerBy: plan.answerBy, silenceAgrees: plan.silenceAgrees,
                work)
            try work.record(.programme(plan.programme), "plan:\(id)", "plan.closing")
        }
    }

    /// - Throws: ``Refusal/notFound`` also for what they may not know of.
    static func seen(_ visit: Visit, _ id: ProgrammePlan.ID, _ reading: any Reading) throws -> (PlanRecord, PlanVoice) {
        let plan = try PlanRecordStore(reading).plan(id)
        let voice = try PlanVoice(visit, plan.programme, reading)
        guard voice.reads(plan) else { throw Refusal.notFound }
        return (plan, voice)
    }

    static func edited(_ visit: Visit, _ id: ProgrammePlan.ID, _ tx: Transaction) throws -> (PlanRecord, PlanVoice) {
        let (plan, voice) = try seen(visit, id, tx)
        guard voice.edits(plan) else { throw Refusal.forbidden }
        guard plan.stage != .closed else { throw Refusal.planClosed }
        return (plan, voice)
    }
}
