import Web

/// Who may come, who was asked, named and seated, and why.
enum RegistrationFacts: StoredFeature {
    static var tables: [TableFacts] { [rule, questions, invitation, quota, nomination, registration, allocation] }

    private static let here = "who may come is decided on the server that asks"

    private static let rule = TableFacts(
        "registration_rule", search: .left("settings, read on the page of registration"), lookalikes: ["order_by"],
        file: .stays(here))

    private static let questions = TableFacts(
        "registration_questions", search: .left("asked on the form of registration"), texts: ["questions"],
        file: .stays(here))

    private static let invitation = TableFacts(
        "invitation", search: .left("seen by who keeps the event and who was asked"), texts: ["note", "answer"],
        seats: [.actor("answered_by")], file: .stays(here))

    private static let quota = TableFacts(
        "quota", search: .left("stands on the event's page of registration"), file: .stays(here))

    private static let nomination = TableFacts(
        "nomination", search: .left("seen by who keeps the event and who nominated"),
        person: .rows(
            76, [.person("person_id"), .address("email", names: ["given_name", "family_name"]), .record("id")]),
        erasure: .blanked([
            "given_name": .empty, "family_name": .dash, "email": .nothing, "organisation": .empty, "languages": .empty,
            "note": .empty, "person_id": .nothing,
        ]),
        namesOfEvent: .column("event_id"),
        texts: ["note"], seats: [.actor("nominated_by")], file: .stays(here))

    private static let registration = TableFacts(
        "registration", search: .left("seen by who keeps the event and whose it is"),
        person: .rows(
            81,
            [
                .person("person_id"), .account("account_id"), .seat("participant_id"),
                .address("email", names: ["given_name", "family_name"]), .record("id"),
                .record("nomination_id"),
            ],
            [
                "id", "event_id", "number", "channel", "given_name", "family_name", "email", "country", "sector",
                "organisation", "city", "mode", "funding", "role", "language", "state", "submitted_at", "state_since",
                "offered_until", "confirmed_at", "list_consent", "reason", "answers",
            ]),
        erasure: .blanked([
            "given_name": .empty, "family_name": .dash, "email": .nothing, "organisation": .empty, "reason": .empty,
            "token_digest": .nothing, "token_generation": .next, "person_id": .nothing, "account_id": .nothing,
            "city": .empty, "working_group": .empty, "answers": .empty,
        ]),
        namesOfEvent: .column("event_id"),
        texts: ["reason", "answers"], seats: [.seat("participant_id", .stays)], file: .stays(here))

    private static let allocation = TableFacts(
        "allocation", search: .left("holds numbers and words of the rule"), seats: [.actor("made_by")],
        file: .stays(here))
}
