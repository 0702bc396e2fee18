import Web

extension DesignFacts: JournalFeature {
    static var journal: [JournalKind] {
        [
            JournalKind("event.design", L("Steps set up from a design")),
            JournalKind("design.creation", L("Design saved")),
            JournalKind("design.retirement", L("Design retired")),
            JournalKind("design.return", L("Design restored")),
            JournalKind("step.creation", L("Step added")),
            JournalKind("step.change", L("Step changed")),
            JournalKind("step.order", L("Order of the steps changed")),
            JournalKind("step.withdrawal", L("Step removed")),
        ]
    }
}
