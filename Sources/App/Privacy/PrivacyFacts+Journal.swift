import Web

extension PrivacyFacts: JournalFeature, RightsFeature {
    static var journal: [JournalKind] {
        [
            JournalKind("event.names-erasure", L("Names of the event taken away")),
            JournalKind("directory.retention", L("How long the directory keeps people changed")),
            JournalKind("person.retention", L("Person of the directory kept or let go")),
            JournalKind("account.erasure", L("Account forgotten at its owner’s wish")),
            JournalKind("person.erasure", L("Person of the directory forgotten")),
            JournalKind("participant.erasure", L("Name of a participant forgotten")),
        ]
    }

    static let takingRights: Set<String> = ["account.erasure", "participant.erasure", "event.names-erasure"]
}
