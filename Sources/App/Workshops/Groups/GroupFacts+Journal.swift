import Web

extension GroupFacts: JournalFeature, RightsFeature {
    static var journal: [JournalKind] {
        [
            JournalKind("group-plan.proposal", L("Groups proposed")),
            JournalKind("group-plan.copy", L("Groups copied")),
            JournalKind("group-plan.use", L("Groups put to use in the room")),
            JournalKind("group-plan.change", L("Plan of groups changed")),
            JournalKind("group-plan.withdrawal", L("Plan of groups discarded")),
            JournalKind("group-plan.priorities", L("Priorities shared out among groups")),
            JournalKind("group.creation", L("Group added")),
            JournalKind("group.change", L("Group changed")),
            JournalKind("group.withdrawal", L("Group removed")),
            JournalKind("group.membership", L("Participant moved to a group")),
            JournalKind("group.priorities", L("Priorities of a group changed")),
            JournalKind("priorities.choice", L("Priorities chosen")),
        ]
    }

    static let takingRights: Set<String> = ["group.membership"]
}
