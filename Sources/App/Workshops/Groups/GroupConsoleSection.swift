import Domain
import Markup
import Storage
import Web

/// The groups stage on the console: figures, priorities, the plan that it is about, other plans, and a new proposal.
struct GroupConsoleSection {
    let room: Room
    let plans: [GroupPlanRecord]
    /// The plan in use, else the newest.
    let focus: GroupPlanSection?
    let priorities: PrioritySection
    /// Who is put into groups: see ``GroupPeople``.
    let people: Int
    private let missing: Int
    private let isForInvited: Bool

    init(_ room: Room, _ reading: any Reading) throws {
        self.room = room
        let store = GroupStore(reading)
        let plans = try store.plans(of: room.event.id)
        self.plans = plans
        focus = try (plans.first { $0.isInUse } ?? plans.last).map { plan in
            try GroupPlanSection(room.event, plan, names: room.names, reading)
        }
        priorities = try PrioritySection(
            room, groups: try store.groups(of: room.event.id), reading)
        let grouped = try GroupPeople(room.event.id, reading)
        (people, missing, isForInvited) = (grouped.seats.count, grouped.missing, grouped.isForInvited)
    }

    private var event: Event.ID { room.event.id }
    private var hasPlanInUse: Bool { plans.contains(where: \.isInUse) }

    /// The next stage is the thing to do only when everybody has a group and the groups an issue.
    var isReady: Bool { !wantsPriorities && (hasPlanInUse || people == 0) }
    /// A result waits to be taken: that comes first.
    private var wantsPriorities: Bool { priorities.priorities.isEmpty && !priorities.offers.isEmpty }

    var stage: HTML {
        let seated = focus.map { people - $0.ungrouped.count } ?? 0
        return """
            <div class="head"><h1>\(L("Groups"))</h1><p class="muted">\(advice)</p></div>\
            <dl class="figures"><div><dt>\(L(priorities.priorities.count, one: "priority issue", other: "priority issues"))</dt><dd>\(priorities.priorities.count)</dd></div>\
            \(focus.map { focus in
                "<div><dt>\(groupsLabel(focus.groups.count))</dt><dd>\(focus.groups.count)</dd></div><div><dt>\(seatedLabel)</dt><dd>\(seated)</dd></div>" as HTML
            })</dl>
            """
    }

    private func groupsLabel(_ count: Int) -> Message {
        hasPlanInUse
            ? L(count, one: "group", other: "groups") : L(count, one: "group proposed", other: "groups proposed")
    }

    /// A proposal that nobody uses seats nobody yet.
    private var seatedLabel: Message {
        switch (hasPlanInUse, isForInvited) {
        case (true, true): L("of \(people) invited in a group")
        case (true, false): L("of \(people) here in a group")
        case (false, true): L("of \(people) invited in the proposal")
        case (false, false): L("of \(people) here in the proposal")
        }
    }

    private var advice: Message {
        if priorities.priorities.isEmpty { return L("First the priority issues, then who works on them.") }
        guard let focus else { return L("Propose groups: they are balanced over sectors and countries.") }
        guard hasPlanInUse else { return L("Look at the proposal, change it by hand, then use it.") }
        return focus.ungrouped.isEmpty
            ? L("Everybody's phone shows their group.")
            : L(
                focus.ungrouped.count, one: "\(focus.ungrouped.count) person has no group yet.",
                other: "\(focus.ungrouped.count) people have no group yet.")
    }

    var work: HTML { "\(priorities.html)\(focus?.html)\(others)\(proposal)" }

    private var others: HTML {
        guard plans.count > 1 else { return .empty }
        return """
            <section id="plans"><h2>\(L("Group plans"))</h2><ul class="lines">\(plans.html { plan in
                """
                <li class="between" id="plan-\(plan.id)"><span><a href="\(GroupPaths.plan(event, plan.id))"><bdi>\(plan.label)</bdi></a> \
                <span class="muted" dir="auto">\(plan.note)</span></span>\(plan.isInUse ? "<span class=\"state good\">\(L("In use"))</span>" : use(plan, L("Use it")))</li>
                """
            })</ul></section>
            """
    }

    private func use(_ plan: GroupPlanRecord, _ words: Message, isPrimary: Bool = false) -> HTML {
        """
        <form id="\(isPrimary ? "use-now" : "use-\(plan.id)")" method="post" action="\(GroupPaths.use(event, plan.id))" data-send>\
        <button\("class", value: isPrimary ? "primary" : nil)\("data-key", value: isPrimary ? "u" : nil)>\(words)\(isPrimary ? " <kbd>U</kbd>" : .empty)</button></form>
        """
    }

    private var proposal: HTML {
        let count = focus?.groups.count ?? GroupWish.usual(people)
        return """
            <section id="proposal"><h2>\(plans.isEmpty ? L("Propose groups") : L("Propose other groups"))</h2>\
            <form class="inline" id="propose" method="post" action="\(GroupPaths.plans(event))" data-send>\
            <div class="field"><label for="groups">\(L("How many groups"))</label><input id="groups" name="groups" type="number" min="1" \
            max="\(max(1, min(people, GroupWish.most)))" value="\(count)" required></div>\
            <label class="check"><input type="checkbox" name="languages" value="1"> <span>\(L("share a language in each group"))</span></label>\
            <button>\(plans.isEmpty ? L("Propose") : L("Make another plan"))</button></form>\
            <p class="hint">\(population)\(L("Languages are those of the directory. A new plan changes nothing until it is used."))</p></section>
            """
    }

    private var population: HTML {
        if isForInvited { return "\(L("Nobody is here yet: the plan is for those who are invited.")) " }
        guard missing > 0 else { return .empty }
        return
            "\(L(missing, one: "Groups are made of those who are here. \(missing) person is invited and missing.", other: "Groups are made of those who are here. \(missing) people are invited and missing.")) "
    }

    var actions: HTML {
        guard let focus else {
            guard people > 0 else { return .empty }
            let count = GroupWish.usual(people)
            return """
                <form id="propose-now" method="post" action="\(GroupPaths.plans(event))" data-send><input type="hidden" name="groups" value="\(count)">\
                <button\("class", value: wantsPriorities ? nil : "primary") data-key="p">\
                \(L(count, one: "Propose \(count) group", other: "Propose \(count) groups")) <kbd>P</kbd></button></form>
                """
        }
        return hasPlanInUse ? .empty : use(focus.plan, L("Use these groups"), isPrimary: !wantsPriorities)
    }
}
