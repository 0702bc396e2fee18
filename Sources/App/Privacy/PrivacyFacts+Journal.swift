import Web

extension PrivacyFacts: JournalFeature, RightsFeature {
    static var journal: [JournalKind] {
        [
            JournalKind("event.names-erasure", L("Names of the event removed")),
            JournalKind("directory.retention", L("Rule for how long the directory keeps people changed")),
            JournalKind("person.retention", L("Person in the directory kept or let go")),
            JournalKind("account.erasure", L("Account erased at its owner’s request")),
            JournalKind("person.erasure", L("Person in the directory erased")),
            JournalKind("participant.erasure", L("Name of a participant erased")),
            JournalKind("registration.erasure", L("Name in a registration erased")),
        ]
    }

    static let takingRights: Set<String> = [
        "account.erasure", "participant.erasure", "registration.erasure", "event.names-erasure",
    ]
}
