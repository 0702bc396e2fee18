import Web

extension AnswerFacts: JournalFeature {
    static var journal: [JournalKind] {
        [
            JournalKind("exercise.decision", L("Cell decided")),
            JournalKind("exercise.consent", L("Function agreed with a decision")),
            JournalKind("exercise.decision-withdrawal", L("Decision withdrawn by the director")),
            JournalKind("exercise.request", L("Request sent")),
            JournalKind("exercise.request-acknowledgement", L("Request acknowledged")),
            JournalKind("exercise.request-answer", L("Request answered")),
            JournalKind("exercise.request-redirection", L("Request passed on")),
            JournalKind("exercise.request-withdrawal", L("Request withdrawn")),
            JournalKind("exercise.request-closure", L("Request closed")),
            JournalKind("exercise.request-reminder", L("Reminder of a request shown")),
            JournalKind("exercise.picture-item", L("Item of the picture added")),
            JournalKind("exercise.picture-change", L("Item of the picture changed")),
            JournalKind("exercise.picture-standing", L("Item of the picture confirmed or disproved")),
            JournalKind("exercise.log-line", L("Line of the log written")),
            JournalKind("exercise.situation-report", L("Situation report made")),
            JournalKind("exercise.statement", L("Words to the public written")),
            JournalKind("exercise.statement-consent", L("Neighbour answered to words to the public")),
            JournalKind("exercise.statement-release", L("Words to the public released")),
            JournalKind("exercise.message", L("Message of the exercise sent")),
            JournalKind("exercise.observer-answer", L("Observer said what they would decide")),
        ]
    }
}
