import Web

extension EventFacts: JournalFeature, RightsFeature {
    static var journal: [JournalKind] {
        [
            JournalKind("programme.creation", L("Programme created")),
            JournalKind("programme.change", L("Programme changed")),
            JournalKind("programme.parent", L("Programme put under another one")),
            JournalKind("programme.public-page", L("Public page of the programme switched on or off")),
            JournalKind("programme.organiser", L("Organiser of the programme named")),
            JournalKind("programme.organiser-removal", L("Organiser of the programme removed")),
            JournalKind("event.creation", L("Event created"), news: .everybody),
            JournalKind("event.change", L("Event changed")),
            JournalKind("part.creation", L("Part of the event added")),
            JournalKind("part.removal", L("Part of the event removed")),
            JournalKind("event.code", L("Code of the event changed")),
            JournalKind("event.projector-link", L("New link for the projector made")),
            JournalKind("topic.creation", L("Topic added")),
            JournalKind("topic.change", L("Topic changed")),
            JournalKind("topic.order", L("Order of the topics changed")),
            JournalKind("topic.removal", L("Topic removed")),
            JournalKind("link.creation", L("Personal link made")),
            JournalKind("link.renewal", L("Personal link renewed")),
            JournalKind("link.revocation", L("Personal link ended")),
            JournalKind("name-card.creation", L("Name cards made")),
            JournalKind("participant.creation", L("Participant added")),
            JournalKind("participant.change", L("Participant changed")),
            JournalKind("participant.role", L("Role of a participant changed")),
            JournalKind("participant.arrival", L("Participant came in")),
            JournalKind("participant.approval", L("Participant let in")),
            JournalKind("participant.refusal", L("Participant not let in")),
            JournalKind("participant.removal", L("Participant removed")),
            JournalKind("participant.return", L("Participant restored")),
            JournalKind("participant.verification", L("Participant confirmed")),
            JournalKind("participant.naming", L("Consent to being named changed")),
            JournalKind("delegation.head", L("Head of a delegation named")),
            JournalKind("delegation.head-removal", L("Head of a delegation no longer named")),
            JournalKind("guide.signer", L("Signer of the guide named")),
            JournalKind("guide.signer-removal", L("Signer of the guide no longer named")),
        ]
    }

    static let takingRights: Set<String> = [
        "participant.removal", "participant.refusal", "participant.role", "participant.change", "event.projector-link",
        "link.revocation", "link.renewal", "programme.organiser-removal",
    ]
}
