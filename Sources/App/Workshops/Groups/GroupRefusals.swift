import Web

/// Priorities and groups.
extension Refusal {
    static func priorityInGroups(_ title: String, _ groups: [Int]) -> Refusal {
        return Refusal(
            .conflict, "priority-in-groups",
            L(
                groups.count, one: "Group \(list: groups, .and) works on “\(title)”.",
                other: "Groups \(list: groups, .and) work on “\(title)”."),
            advice: L("Nothing was changed. Take it off their lists first."))
    }
    static func priorityWorkedOn(_ title: String) -> Refusal {
        Refusal(
            .conflict, "priority-worked-on", L("A table has written about “\(title)”, so it stays a priority."),
            advice: L("Nothing was changed. You may move it to the end."))
    }
    static let planWorkedIn = Refusal(
        .conflict, "plan-worked-in", L("The groups of this plan have written something, so it cannot be discarded."),
        advice: L("Nothing was changed. Use another plan instead."))
    static let planInUse = Refusal(
        .conflict, "plan-in-use", L("This plan is in use."),
        advice: L("Nothing was changed. Use another plan first."))
    static let nobodyToGroup = Refusal(
        .conflict, "nobody-to-group", L("Nobody can be put into groups yet."),
        advice: L("Add participants first; people waiting at the door have to be let in."))
    static let groupNotEmpty = Refusal(
        .conflict, "group-not-empty", L("There are still people in this group."),
        advice: L("Nothing was changed. Move them to other groups first."))
    static let lastGroup = Refusal(
        .conflict, "last-group", L("A plan keeps at least one group."), advice: L("Nothing was changed."))
    static let notInGroup = Refusal(
        .unprocessableContent, "not-in-group", L("Rapporteurs and facilitators of a group must be in it."),
        advice: L("Nothing was changed. Move the person into the group first."))
}
