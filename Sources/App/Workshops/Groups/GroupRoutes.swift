import Domain
import Storage
import Web

/// Priorities and breakout groups.
///
/// - Their place is the console in the groups stage (GroupConsoleSection); most forms lead back there.
/// - A plan has a page of its own (`/events/E/group-plans/P`), to look at it before it is used, and a sheet to print.
/// - What participants and the projector see is in GroupsScreen.
enum GroupRoutes {
    static let all: [Route] = priorities + plans + groups

    private static let priorities: [Route] = [
        .post(GroupPaths.priorities, .facilitate) { visit, event in
            let form = try visit.inbound.form()
            if let round: Round.ID = try form.id("round") {
                guard let reason = PriorityRecord.Reason(rawValue: form.text("reason")) else {
                    throw Refusal.malformedForm
                }
                try await PriorityOperations.take(visit, event, from: round, by: reason)
            } else {
                try await PriorityOperations.add(visit, event, try form.ids("issue").map { PriorityChoice($0) })
            }
            return try await RoomRoutes.consoleAnswer(visit, event)
        },
        .post(GroupPaths.priorityOrder, .facilitate) { visit, event, issue in
            let by = try visit.inbound.form().wish("by", in: -999...999) ?? 0
            try await PriorityOperations.move(visit, event, issue, by: by.signum())
            return try await RoomRoutes.consoleAnswer(visit, event)
        },
        .post(GroupPaths.priorityRemoval, .facilitate) { visit, event, issue in
            try await PriorityOperations.remove(visit, event, issue)
            return try await RoomRoutes.consoleAnswer(visit, event)
        },
    ]

    private static let plans: [Route] = [
        .post(GroupPaths.plans, .facilitate) { visit, event in
            let form = try visit.inbound.form()
            guard let count = form.wish("groups", in: 1...GroupWish.most) else {
                throw Refusal.invalid(["groups": L("Enter a number of groups from 1 to \(GroupWish.most).")])
            }
            let plan = try await GroupOperations.propose(
                visit, event, GroupWish(count, considersLanguages: form.isOn("languages")))
            // With a plan in use the new one has a page of its own.
            let isFirst = try await visit.read { try GroupStore($0).presentPlan(of: event) == nil }
            return isFirst
                ? try await RoomRoutes.consoleAnswer(visit, event) : .redirect(to: GroupPaths.plan(event, plan))
        },
        .get(GroupPaths.plan, .facilitate) { visit, event, plan in
            try await visit.read { reading in
                try GroupPlanPage(
                    section: try section(visit, event, plan, reading), frame: EventFrame(visit, event, reading)
                ).answer
            }
        },
        .get(GroupPaths.sheet, .facilitate) { visit, event, plan in
            try await visit.read { reading in
                try GroupSheetPage(
                    section: try section(visit, event, plan, reading), frame: EventFrame(visit, event, reading)
                ).answer
            }
        },
        .post(GroupPaths.plan, .facilitate) { visit, event, plan in
            let form = try visit.inbound.form()
            try await GroupOperations.rename(visit, event, plan, title: form.text("title"), note: form.text("note"))
            return try await answer(visit, event, plan)
        },
        .post(GroupPaths.use, .facilitate) { visit, event, plan in
            try await GroupOperations.use(visit, event, plan)
            return try await RoomRoutes.consoleAnswer(visit, event)
        },
        .post(GroupPaths.copy, .facilitate) { visit, event, plan in
            .redirect(to: GroupPaths.plan(event, try await GroupOperations.copy(visit, event, plan)))
        },
        .post(GroupPaths.discarding, .facilitate) { visit, event, plan in
            try await GroupOperations.discard(visit, event, plan)
            return try await RoomRoutes.consoleAnswer(visit, event)
        },
        .post(GroupPaths.spreading, .facilitate) { visit, event, plan in
            try await GroupOperations.spreadPriorities(visit, event, plan)
            return try await answer(visit, event, plan)
        },
    ]

    private static let groups: [Route] = [
        .post(GroupPaths.members, .facilitate) { visit, event, plan in
            let form = try visit.inbound.form()
            guard let person: Participant.ID = try form.id("participant") else { throw Refusal.malformedForm }
            try await GroupOperations.move(visit, event, plan, person, to: try form.id("group"))
            return try await answer(visit, event, plan)
        },
        .post(GroupPaths.latecomers, .facilitate) { visit, event, plan in
            let person: Participant.ID? = try visit.inbound.form().id("participant")
            try await GroupOperations.placeLatecomers(visit, event, plan, person.map { [$0] })
            return try await answer(visit, event, plan)
        },
        .post(GroupPaths.planGroups, .facilitate) { visit, event, plan in
            _ = try await GroupOperations.addGroup(visit, event, plan)
            return try await answer(visit, event, plan)
        },
        .post(GroupPaths.group, .facilitate) { visit, event, id in
            let form = try visit.inbound.form()
            let fields = GroupFields(
                name: form.text("name"), place: form.text("place"), language: form.text("language"),
                facilitator: try form.id("facilitator"), rapporteur: try form.id("rapporteur"))
            let issues: [Issue.ID]? = form.isOn("chooses") ? try form.ids("issue") : nil
            try await GroupOperations.change(visit, event, id, fields, priorities: issues)
            let group = try await visit.read { try GroupStore($0).group(id, in: event) }
            return try await answer(visit, event, group.plan)
        },
        .post(GroupPaths.groupRemoval, .facilitate) { visit, event, id in
            let group = try await visit.read { try GroupStore($0).group(id, in: event) }
            try await GroupOperations.removeGroup(visit, event, id)
            return try await answer(visit, event, group.plan)
        },
    ]

    private static func section(_ visit: Visit, _ event: Event.ID, _ plan: GroupPlan.ID, _ reading: any Reading) throws
        -> GroupPlanSection
    {
        try visit.require(.facilitate, in: event, reading)
        return try GroupPlanSection(
            try EventStore(reading).event(event), try GroupStore(reading).plan(plan, in: event),
            names: try DirectoryNames(reading), isPage: true, reading)
    }

    /// Back to where the form stood: the plan's own page or the console.
    private static func answer(_ visit: Visit, _ event: Event.ID, _ plan: GroupPlan.ID) async throws -> Answer {
        if try visit.inbound.form().text("back") == "plan" { return .redirect(to: GroupPaths.plan(event, plan)) }
        return try await RoomRoutes.consoleAnswer(visit, event)
    }
}
