import Domain
import Storage
import Web

/// What else is said of an action in a plan.
struct PlanItemDraft: Sendable, Hashable {
    var owner: ActionOwner?
    /// Of which it is besides its owner's.
    var regions: [App.Region.ID] = []
    var isSecured = false
    var isHeldBack = false
}

/// Actions come to a plan, and are changed in it.
enum PlanItemOperations {
    /// A new action, which its owner is asked to agree to.
    static func add(
        _ visit: Visit, _ id: ProgrammePlan.ID, _ fields: ActionFields, _ told: PlanItemFields, _ draft: PlanItemDraft,
        key: String? = nil
    ) async throws -> PlanItem.ID {
        let cleaned = fields.ordered
        let item = told.cleaned
        return try await visit.database.write { tx in
            let (plan, voice) = try PlanOperations.edited(visit, id, tx)
            let work = Work(tx, visit)
            if let key = SendingKey.of(key, by: work.actor),
                let first = try ActionStore(tx).sent(plan.programme, key: key),
                let known = try PlanItemStore(tx).item(of: first.id)
            {
                return known.id
            }
            let all = try PlanItemStore(tx).items(of: [id])
            return try addIn(work, plan, voice, all, cleaned, item, draft, key: key).id
        }
    }

    /// - Parameters:
    ///   - all: what stands in the plan already.
    ///   - isChecked: numbers, and what waits for what, were held against each other.
    static func addIn(
        _ work: Work, _ plan: PlanRecord, _ voice: PlanVoice, _ all: [PlanItemRecord], _ cleaned: Cleaned<ActionFields>,
        _ told: Cleaned<PlanItemFields>, _ draft: PlanItemDraft, key: String? = nil, isChecked: Bool = false
    ) throws -> PlanItemRecord {
        guard all.count < PlanOperations.mostItems else {
            throw Refusal.tooMany(L("The plan has \(PlanOperations.mostItems) actions, the maximum."))
        }
        let action = ActionDraft(
            owner: draft.owner, origin: plan.origin, marking: plan.marking,
            isShared: plan.sharing == .programme && !draft.isHeldBack)
        var known = try ActionOperations.check(
            action, in: plan.programme, voice.actions, work, isForAnybody: mayName(draft.owner, plan, voice))
        let item = try told.checked { fields, check in
            fields.clean(further: &check)
            if fields.number.isEmpty { fields.number = next(all) }
            guard !isChecked else { return }
            for (name, words) in Self.faults(fields, nil, all) { check.fail(name, words) }
        }
        if let wrong = unknown(draft.regions, voice) { known["region"] = wrong }
        if known["owner"] == nil, draft.owner == nil, plan.owner != nil, plan.kind == .national {
            known["owner"] = L("Choose who does it.")
        }
        let made = try ActionOperations.proposeIn(work, plan.programme, cleaned, action, known: known, key: key)
        let id: PlanItem.ID = work.environment.id()
        try PlanItemStore.insert(
            id, plan.id, made.id, item, draft, work)
        try work.record(
            .programme(plan.programme), "plan:\(plan.id)", "plan.item",
            ["item": .text(id.description), "action": .text(made.id.description)])
        return try PlanItemStore(work.tx).item(id)
    }

    /// Who keeps a region's plan or a roadmap may ask any of its members; in a country's plan the usual rule holds.
    private static func mayName(_ owner: ActionOwner?, _ plan: PlanRecord, _ voice: PlanVoice) -> Bool {
        plan.kind != .national || owner?.member == plan.owner
    }

    /// Regions are those in which a country of the programme is at home.
    static func unknown(_ regions: [App.Region.ID], _ voice: PlanVoice, before: [App.Region.ID] = []) -> Message? {
        let known = voice.standing.regions.union(before)
        return regions.allSatisfy(known.contains) && regions.count <= PlanRegions.most
            ? nil : L("This value is not one of those allowed.")
    }

    static func next(_ all: [PlanItemRecord]) -> String {
        let taken = Set(all.map(\.number))
        var place = all.count + 1
        while taken.contains("A\(place)") { place += 1 }
        return "A\(place)"
    }

    /// What is wrong with the number, and with what it waits for.
    static func faults(_ fields: PlanItemFields, _ own: PlanItemRecord?, _ all: [PlanItemRecord]) -> [String: Message] {
        var wrong: [String: Message] = [:]
        let others = all.filter { $0.id != own?.id }
        if others.contains(where: { $0.number == fields.number }) {
            wrong["number"] = L("Another action of the plan has this number.")
        } else if let own, own.number != fields.number,
            others.contains(where: { $0.fields.predecessors.contains(own.number) })
        {
            wrong["number"] = L("Others wait for it under its number: it stays.")
        }
        let known = Set(others.map(\.number) + [fields.number])
        if let unknown = fields.predecessors.first(where: { !known.contains($0) }) {
            wrong["depends-on"] = L("There is no action \(unknown) in this plan.")
        } else {
            // A chain is told from the one that is changed.
            let lines =
                [PlanLine(fields.number, .agreed, dependsOn: fields.predecessors)]
                + others.map { PlanLine($0.number, .agreed, dependsOn: $0.fields.predecessors) }
            do { _ = try PlanDates(lines) } catch {
                wrong["depends-on"] = L("They would wait for each other: \(error.description)")
            }
        }
        return wrong
    }

    /// What the plan says of an action, and what the action says of itself.
    static func change(
        _ visit: Visit, _ id: PlanItem.ID, _ fields: ActionFields, _ told: PlanItemFields, _ draft: PlanItemDraft
    ) async throws {
        let (cleaned, item) = (fields.ordered, told.cleaned)
        try await visit.database.write { tx in
            let (own, plan, voice) = try edited(visit, id, tx)
            let work = Work(tx, visit)
            let all = try PlanItemStore(tx).items(of: [plan.id])
            let told = try item.checked { fields, check in
                if fields.number.isEmpty { fields.number = own.number }
                fields.clean(further: &check)
                for (name, words) in faults(fields, own, all) { check.fail(name, words) }
            }
            try changeIn(work, own, plan, voice, cleaned, told, draft)
        }
    }

    /// - Parameter told: held against the others of the plan.
    static func changeIn(
        _ work: Work, _ own: PlanItemRecord, _ plan: PlanRecord, _ voice: PlanVoice, _ cleaned: Cleaned<ActionFields>,
        _ told: PlanItemFields, _ draft: PlanItemDraft
    ) throws {
        if let wrong = unknown(draft.regions, voice, before: own.regions) { throw Refusal.invalid(["region": wrong]) }
        let action = try ActionStore(work.tx).action(own.action)
        let isShared =
            draft.isHeldBack == own.isHeldBack
            ? action.isShared : plan.sharing == .programme && !draft.isHeldBack
        let wanted = ActionDraft(
            owner: draft.owner, origin: action.origin, marking: action.marking, isShared: isShared)
        let fields = try cleaned.checked { _, _ in }
        var changed = action
        if fields != action.fields || draft.owner != action.owner || isShared != action.isShared {
            // What was taken in stays in the hands of who may change it.
            let isOfPlan = action.origin == plan.origin
            guard isOfPlan || voice.actions.edits(action) else { throw Refusal.forbidden }
            changed = try ActionOperations.changeIn(
                work, action, voice.actions, cleaned, wanted,
                isForAnybody: isOfPlan && mayName(draft.owner, plan, voice))
        }
        let isSame =
            told == own.fields && draft.isSecured == own.isSecured && draft.isHeldBack == own.isHeldBack
            && PlanRegions.text(draft.regions) == PlanRegions.text(own.regions)
        guard !isSame || changed != action else { return }
        try PlanItemStore.update(own.id, told, draft, work.tx)
        // A word is for what it was given for.
        try PlanRecordStore.clearStands(of: own.id, work.tx)
        try work.record(
            .programme(plan.programme), "plan:\(plan.id)", "plan.item-change",
            [
                "item": .text(own.id.description), "action": .text(own.action.description),
                "held_back": .flag(draft.isHeldBack),
            ])
    }

    /// - Parameter reason: empty where it can go on.
    static func block(_ visit: Visit, _ id: PlanItem.ID, _ reason: String) async throws {
        var check = FieldCheck()
        let reason = check.line("reason", reason, limit: 300)
        try check.finish()
        try await visit.database.write { tx in
            let (item, plan) = try worked(visit, id, tx)
            guard item.blocked != reason else { return }
            let work = Work(tx, visit)
            try PlanItemStore.block(id, reason, tx)
            guard item.blocked.isEmpty != reason.isEmpty else { return }
            try work.record(
                .programme(plan.programme), "action:\(item.action)",
                reason.isEmpty ? "action.unblocking" : "action.blocking")
        }
    }

    // MARK: Taking in

    /// An action that is there already, from a finding, a gap or a risk, comes to the plan with all that was said of it.
    static func take(_ visit: Visit, _ id: ProgrammePlan.ID, _ action: Action.ID) async throws -> PlanItem.ID {
        try await visit.database.write { tx in
            let (plan, voice) = try PlanOperations.edited(visit, id, tx)
            let store = PlanItemStore(tx)
            if let known = try store.item(of: action), known.plan == id { return known.id }
            guard try takeable(plan, voice, tx).contains(where: { $0.id == action }) else { throw Refusal.notFound }
            let work = Work(tx, visit)
            let all = try store.items(of: [id])
            guard all.count < PlanOperations.mostItems else {
                throw Refusal.tooMany(L("The plan has \(PlanOperations.mostItems) actions, the maximum."))
            }
            var fields = PlanItemFields()
            fields.number = next(all)
            let item: PlanItem.ID = work.environment.id()
            try PlanItemStore.insert(item, id, action, fields, PlanItemDraft(), work)
            try work.record(
                .programme(plan.programme), "plan:\(id)", "plan.item",
                ["item": .text(item.description), "action": .text(action.description)])
            return item
        }
    }

    /// Open actions that stand in no plan: of whose plan it is; in a plan of the programme all that they may change.
    static func takeable(_ plan: PlanRecord, _ voice: PlanVoice, _ reading: any Reading) throws -> [ActionRecord] {
        try PlanItemStore(reading).free(in: plan.programme, owner: plan.owner).filter {
            voice.actions.reads($0) && voice.actions.edits($0)
        }
    }

    // MARK: Gathering

    static func gather(_ visit: Visit, _ id: PlanItem.ID, _ other: PlanItem.ID) async throws {
        try await visit.database.write { tx in
            let (item, plan, voice) = try edited(visit, id, tx)
            guard let kind = plan.kind.gathers else { throw Refusal.forbidden }
            let (gathered, from, _) = try seen(visit, other, tx)
            let isOffered = try sources(plan, voice, tx).contains { $0.id == from.id } && !gathered.isHeldBack
            let isDropped = try ActionStore(tx).action(gathered.action).state == .dropped
            guard from.kind == kind, isOffered, !isDropped else { throw Refusal.notFound }
            let work = Work(tx, visit)
            guard try !(PlanItemStore(tx).gathered(by: [id])[id] ?? []).contains(other) else { return }
            try PlanItemStore.gather(id, other, work)
            try work.record(
                .programme(plan.programme), "plan:\(plan.id)", "plan.gathering",
                ["item": .text(item.id.description), "gathered": .text(other.description)])
        }
    }

    static func letGo(_ visit: Visit, _ id: PlanItem.ID, _ other: PlanItem.ID) async throws {
        try await visit.database.write { tx in
            let (item, plan, _) = try edited(visit, id, tx)
            guard try (PlanItemStore(tx).gathered(by: [id])[id] ?? []).contains(other) else { throw Refusal.notFound }
            let work = Work(tx, visit)
            try PlanItemStore.letGo(id, other, tx)
            try work.record(
                .programme(plan.programme), "plan:\(plan.id)", "plan.letting-go",
                ["item": .text(item.id.description), "gathered": .text(other.description)])
        }
    }

    /// Plans from which one can gather: of its region's countries, or of the regions; what they share and whoever writes the plan reads.
    private static func sources(_ plan: PlanRecord, _ voice: PlanVoice, _ reading: any Reading) throws -> [PlanRecord] {
        guard let kind = plan.kind.gathers else { return [] }
        return try PlanRecordStore(reading).plans(of: plan.programme).filter { one in
            guard one.kind == kind, one.sharing != .owner, one.stage != .closed, voice.reads(one) else { return false }
            guard kind == .national, let country = one.owner?.country else { return true }
            return voice.standing.homes[country] == plan.region
        }
    }

    /// What an action of a plan could gather, and does not yet.
    static func offers(to id: PlanItem.ID, _ plan: PlanRecord, _ voice: PlanVoice, _ reading: any Reading) throws
        -> [PlanEntry]
    {
        let items = try PlanItemStore(reading).offered(
            of: sources(plan, voice, reading).map(\.id), to: id)
        return try PlanMaterial.entries(items, voice, reading)
    }

    // MARK: Who

    /// - Throws: ``Refusal/notFound`` also for what they may not know of.
    static func seen(_ visit: Visit, _ id: PlanItem.ID, _ reading: any Reading) throws -> (
        PlanItemRecord, PlanRecord, PlanVoice
    ) {
        let item = try PlanItemStore(reading).item(id)
        let plan = try PlanRecordStore(reading).plan(item.plan)
        let voice = try PlanVoice(visit, plan.programme, reading)
        guard voice.reads(item, in: plan), voice.reads(try ActionStore(reading).action(item.action), of: plan) else {
            throw Refusal.notFound
        }
        return (item, plan, voice)
    }

    static func edited(_ visit: Visit, _ id: PlanItem.ID, _ tx: Transaction) throws -> (
        PlanItemRecord, PlanRecord, PlanVoice
    ) {
        let (item, plan, voice) = try seen(visit, id, tx)
        guard voice.edits(plan) else { throw Refusal.forbidden }
        guard plan.stage != .closed else { throw Refusal.planClosed }
        return (item, plan, voice)
    }

    /// Who writes the plan, or owns the action, says how far it is.
    static func worked(_ visit: Visit, _ id: PlanItem.ID, _ tx: Transaction) throws -> (PlanItemRecord, PlanRecord) {
        let (item, plan, voice) = try seen(visit, id, tx)
        let action = try ActionStore(tx).action(item.action)
        guard voice.edits(plan) || voice.actions.owns(action) else { throw Refusal.forbidden }
        guard plan.stage != .closed else { throw Refusal.planClosed }
        return (item, plan)
    }
}
