import Web

extension StageFacts: JournalFeature {
    static var journal: [JournalKind] {
        [
            JournalKind("stage.announcement", L("Next stage announced")),
            JournalKind("stage.opening", L("Room moved to a stage")),
            JournalKind("stage.undoing", L("Move of the room undone")),
            JournalKind("step.end", L("Step ended")),
            JournalKind("event.settings", L("Settings of the room changed")),
        ]
    }
}
