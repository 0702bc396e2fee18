import Web

extension Refusal {
    static let noRegistration = Refusal(
        .notFound, "no-registration", L("The registration of this event has not been set up."),
        advice: L("Nothing was changed. Set it up first: dates, and who may come."))
    static let alreadyRegistered = Refusal(
        .conflict, "already-registered", L("This person is already registered."),
        advice: L("Nothing was changed."),
        // Beside the address, by which they are known: what was typed stays in the form.
        fields: ["email": L("This person is already registered.")])
    static let registrationNotOpen = Refusal(
        .conflict, "registration-not-open", L("Registration has not begun yet."), advice: L("Nothing was changed."))
    static let registrationClosed = Refusal(
        .conflict, "registration-closed", L("Registration is closed."),
        advice: L("Nothing was changed. Write to the organiser: they can still enter somebody."))
    static let channelClosed = Refusal(
        .conflict, "channel-closed", L("People do not come to this event in this way."),
        advice: L("Nothing was changed. Write to the organiser."))
    static let registrationEnded = Refusal(
        .conflict, "registration-ended", L("This registration has ended: it was withdrawn or not accepted."),
        advice: L("Nothing was changed."))
    static let registrationNotOpenToThis = Refusal(
        .conflict, "registration-state", L("This cannot be done with a registration in this state."),
        advice: L("Nothing was changed. Somebody may have been quicker: load the page again."))
    static let registrationFrozen = Refusal(
        .conflict, "registration-frozen", L("The list is final: hotels and travel are booked by it."),
        advice: L("Nothing was changed. Write to the organiser, who can still change it."))
    static let notInvited = Refusal(
        .conflict, "not-invited", L("There is no open invitation to nominate for this event."),
        advice: L("Nothing was changed. Write to the organiser."))
    static let nominationEnded = Refusal(
        .conflict, "nomination-ended", L("This nomination was replaced or withdrawn."),
        advice: L("Nothing was changed.")
    )

    static let invitationSent = Refusal(
        .conflict, "invitation-sent", L("This invitation has gone out."),
        advice: L("Nothing was changed. Enter the answer, or write to whoever was invited."))

    static let somebodyElse = Refusal(
        .conflict, "somebody-else", L("Name and e-mail are both other ones: this is somebody else."),
        advice: L("Nothing was changed. Enter them as who comes in this place: they then get a link of their own."),
        fields: ["family-name": L("Name and e-mail are both other ones: this is somebody else.")])
    static let hasCome = Refusal(
        .conflict, "has-come", L("This person was there: the seat stays theirs."), advice: L("Nothing was changed."))

    static func noRoomForChange(_ quotas: [Message]) -> Refusal {
        Refusal(
            .conflict, "no-room", L("There is no room for this: \(list: quotas, .semicolons)."),
            advice: L("Nothing was changed."))
    }

    /// - Parameter quotas: as people read them: “all 3 seats of security are taken”.
    static func substituteBlocked(_ quotas: [Message]) -> Refusal {
        Refusal(
            .conflict, "no-room", L("There is no room for this person: \(list: quotas, .semicolons)."),
            advice: L(
                "Nothing was changed. Name somebody else, or let them wait in this place: the seat then goes to who is next."
            ))
    }
}
