import Web

extension RegistrationFacts: JournalFeature, RightsFeature {
    static var journal: [JournalKind] {
        [
            JournalKind("registration-rule.change", L("Registration set up or changed")),
            JournalKind("invitation.addition", L("Somebody put on the list of who is invited")),
            JournalKind("invitation.removal", L("Somebody taken off the list of who is invited")),
            JournalKind("invitation.sending", L("Invitation sent"), news: .organisers),
            JournalKind("invitation.answer", L("Invitation answered"), news: .organisers),
            JournalKind("registration.links", L("Links shown, to be handed over")),
            JournalKind("nomination.submission", L("Somebody nominated"), news: .organisers),
            JournalKind("nomination.ranking", L("Order of nominations changed")),
            JournalKind("nomination.replacement", L("Nomination replaced"), news: .organisers),
            JournalKind("nomination.withdrawal", L("Nomination withdrawn"), news: .organisers),
            JournalKind("registration.submission", L("Registration received"), news: .organisers),
            JournalKind("registration.approval", L("Registration accepted")),
            JournalKind("registration.waiting", L("Registration waits for a seat")),
            JournalKind("registration.rejection", L("Registration not accepted")),
            JournalKind("registration.withdrawal", L("Registration withdrawn"), news: .organisers),
            JournalKind("registration.return", L("Registration came back")),
            JournalKind("registration.substitution", L("Somebody comes in another’s place")),
            JournalKind("registration.confirmation", L("Registration confirmed by the person")),
            JournalKind("registration.unseating", L("Seat taken back")),
            JournalKind("registration.change", L("Registration changed")),
        ]
    }

    static var takingRights: Set<String> { ["registration.withdrawal", "registration.unseating"] }
}
