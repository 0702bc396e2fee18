import Web

extension ReminderFacts: JournalFeature {
    static var journal: [JournalKind] {
        [
            JournalKind("reminder.sending", L("Reminders sent")),
            JournalKind("personal-link.sending", L("Personal links sent")),
        ]
    }
}
