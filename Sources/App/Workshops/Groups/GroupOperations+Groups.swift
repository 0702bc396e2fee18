import Domain
import Storage
import Web

/// Single groups of a plan, changed by hand.
extension GroupOperations {
    /// Moves somebody into a group of the plan, or out of all of them.
    static func move(
        _ visit: Visit, _ event: Event.ID, _ plan: GroupPlan.ID, _ person: Participant.ID, to group: BreakoutGroup.ID?
    ) async throws {
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            try moveIn(Work(tx, visit), event, plan, person, to: group)
        }
    }

    static func moveIn(
        _ work: Work, _ event: Event.ID, _ plan: GroupPlan.ID, _ person: Participant.ID, to group: BreakoutGroup.ID?
    ) throws {
        let store = GroupStore(work.tx)
        _ = try store.plan(plan, in: event)
        let groups = try store.groups(of: plan)
        guard
            try EventStore(work.tx).participants(of: event).contains(where: { $0.id == person && $0.state != .waiting })
        else { throw Refusal.notFound }
        let before = groups.first { $0.holds(person) }
        guard before?.id != group else { return }
        if let before { try GroupStore.dismiss(person, from: before.id, work.tx) }
        if let group {
            guard groups.contains(where: { $0.id == group }) else { throw Refusal.notFound }
            try GroupStore.seat(person, in: group, plan: plan, work.tx)
        } else {
            try GroupStore.unseat(person, plan: plan, work.tx)
        }
        try work.record(
            .event(event), "participant:\(person)", "group.membership",
            [
                "plan": .text(plan.description), "before": JSONValue(before?.id.description),
                "group": JSONValue(group?.description),
            ])
    }

    /// Puts who has no group yet into the smallest fitting ones, one after the other.
    /// - Parameter people: nothing for all of them.
    /// - Returns: how many were placed.
    @discardableResult
    static func placeLatecomers(
        _ visit: Visit, _ event: Event.ID, _ plan: GroupPlan.ID, _ people: [Participant.ID]? = nil
    ) async throws -> Int {
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            return try placeLatecomersIn(Work(tx, visit), event, plan, people)
        }
    }

    static func placeLatecomersIn(
        _ work: Work, _ event: Event.ID, _ plan: GroupPlan.ID, _ people: [Participant.ID]? = nil
    ) throws -> Int {
        _ = try GroupStore(work.tx).plan(plan, in: event)
        let room = try GroupPeople(event, work.tx)
        let groups = try GroupStore(work.tx).groups(of: plan)
        var seated = groups.flatMap(\.members)
        var places: [[Int]] = groups.map { group in
            seated.indices.filter { group.holds(seated[$0].id) }
        }
        let late = room.seats.filter { seat in
            !seated.contains { $0.id == seat.id } && people.map { $0.contains(seat.id) } ?? true
        }
        for person in late {
            guard
                let group = GroupBalance.place(
                    for: room.person(person), among: seated.map(room.person), groups: places)
            else { break }
            try moveIn(work, event, plan, person.id, to: groups[group].id)
            places[group].append(seated.count)
            seated.append(person)
        }
        return late.count
    }

    /// Changes a group's name, place, language, facilitator and rapporteur.
    /// - Parameter priorities: what it works on; nothing leaves that as it is.
    static func change(
        _ visit: Visit, _ event: Event.ID, _ id: BreakoutGroup.ID, _ fields: GroupFields, priorities: [Issue.ID]? = nil
    ) async throws {
        let fields = fields.cleaned
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            try changeIn(Work(tx, visit), event, id, fields)
            if let priorities { try setPrioritiesIn(Work(tx, visit), event, id, priorities) }
        }
    }

    static func changeIn(_ work: Work, _ event: Event.ID, _ id: BreakoutGroup.ID, _ fields: Cleaned<GroupFields>) throws
    {
        let fields = try fields.checked()
        let group = try GroupStore(work.tx).group(id, in: event)
        guard fields != GroupFields(group) else { return }
        let leads = [fields.facilitator, fields.rapporteur].compactMap { $0 }
        guard leads.allSatisfy(group.holds) else { throw Refusal.notInGroup }
        try GroupStore.update(id, fields, work.tx)
        try work.record(
            .event(event), "group:\(id)", "group.change",
            [
                "name": .text(fields.name), "place": .text(fields.place),
                "rapporteur": JSONValue(fields.rapporteur?.description),
                "facilitator": JSONValue(fields.facilitator?.description),
            ])
    }

    /// What a group works on, in this order; each issue may be on the lists of several groups.
    static func setPriorities(_ visit: Visit, _ event: Event.ID, _ id: BreakoutGroup.ID, _ issues: [Issue.ID])
        async throws
    {
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            try setPrioritiesIn(Work(tx, visit), event, id, issues)
        }
    }

    static func setPrioritiesIn(_ work: Work, _ event: Event.ID, _ id: BreakoutGroup.ID, _ issues: [Issue.ID]) throws {
        let group = try GroupStore(work.tx).group(id, in: event)
        let known = Set(try PriorityStore(work.tx).priorities(of: event).map(\.issue))
        var seen: Set<Issue.ID> = []
        let issues = issues.filter { seen.insert($0).inserted }
        guard issues.allSatisfy(known.contains) else {
            throw Refusal.invalid(["issue": L("One of these is no longer a priority. Look at the list again.")])
        }
        guard issues != group.priorities else { return }
        try GroupStore.setPriorities(issues, of: id, work.tx)
        try work.record(.event(event), "group:\(id)", "group.priorities", ["issues": JSONValue(issues)])
    }

    /// Gives the priorities to the groups of a plan in turn.
    static func spreadPriorities(_ visit: Visit, _ event: Event.ID, _ plan: GroupPlan.ID) async throws {
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            try spreadPrioritiesIn(Work(tx, visit), event, plan)
        }
    }

    static func spreadPrioritiesIn(_ work: Work, _ event: Event.ID, _ plan: GroupPlan.ID) throws {
        _ = try GroupStore(work.tx).plan(plan, in: event)
        let groups = try GroupStore(work.tx).groups(of: plan)
        let priorities = try PriorityStore(work.tx).priorities(of: event).map(\.issue)
        let spread = GroupProposal.spread(priorities: priorities.count, over: groups.count)
        for (group, share) in zip(groups, spread) {
            try GroupStore.setPriorities(share.map { priorities[$0] }, of: group.id, work.tx)
        }
        try work.record(
            .event(event), "group-plan:\(plan)", "group-plan.priorities", ["issues": JSONValue(priorities)])
    }

    /// One more group, still empty.
    static func addGroup(_ visit: Visit, _ event: Event.ID, _ plan: GroupPlan.ID) async throws -> BreakoutGroup.ID {
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            _ = try GroupStore(tx).plan(plan, in: event)
            let groups = try GroupStore(tx).groups(of: plan)
            guard groups.count < GroupWish.most else {
                throw Refusal.invalid(["groups": L("Enter a number of groups from 1 to \(GroupWish.most).")])
            }
            let id: BreakoutGroup.ID = visit.environment.id()
            let number = (groups.map(\.number).max() ?? 0) + 1
            try GroupStore.insert(.init(id: id, number: number), plan: plan, event: event, tx)
            try visit.record(
                tx, scope: .event(event), subject: "group:\(id)", kind: "group.creation",
                facts: ["number": .whole(number)])
            return id
        }
    }

    /// Removes an empty group.
    static func removeGroup(_ visit: Visit, _ event: Event.ID, _ id: BreakoutGroup.ID) async throws {
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            let store = GroupStore(tx)
            let group = try store.group(id, in: event)
            guard group.members.isEmpty else { throw Refusal.groupNotEmpty }
            guard try store.groups(of: group.plan).count > 1 else { throw Refusal.lastGroup }
            guard try !store.isWorkedIn(id) else { throw Refusal.planWorkedIn }
            try GroupStore.delete(id, tx)
            try visit.record(
                tx, scope: .event(event), subject: "group:\(id)", kind: "group.withdrawal",
                facts: ["number": .whole(group.number)])
        }
    }
}
