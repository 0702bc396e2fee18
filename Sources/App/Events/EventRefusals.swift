import Web

extension Refusal {
    static let roundIsOpen = Refusal(
        .conflict, "round-is-open", L("A vote is open."), advice: L("Nothing was changed. Close the vote first."))
    static let observersLookOn = Refusal(
        .forbidden, "observers-look-on", L("Observers read and do not write."),
        advice: L("If you should take part, ask an organiser to change your role."))
    static let stepOver = Refusal(
        .conflict, "step-over", L("The time for this part is over."),
        advice: L(
            "What was sent before is kept. What you wrote now is kept on this device: the facilitator can give this part more time or open it again."
        ))
    static let doorClosed = Refusal(
        .forbidden, "door-closed", L("You need a personal link to enter this event."),
        advice: L("Open the link that you were sent, or scan the one on your slip."))
    static let invitationTaken = Refusal(
        .conflict, "invitation-taken", L("Somebody has come in with this invitation in the meantime."),
        advice: L("Nothing was changed. Let them in as somebody else, and look at the event’s people."))
    static let doorFull = Refusal(
        .conflict, "door-full", L("Too many people wait at the door."),
        advice: L("Speak with the facilitator, and try again when some have been let in."))
    static let notAMeeting = Refusal(
        .conflict, "not-a-meeting", L("A text is written here: it has no days, door or parts of its own."),
        advice: L("Nothing was changed. What can be changed stands on the page of the publication."))
    static func noSuchProgramme(_ titles: [String]) -> Refusal {
        Refusal(
            .notFound, "no-such-programme", L("There is no programme of this name."),
            advice: L("Those there are: \(list: Array(titles.prefix(20)), .semicolons)"))
    }
    static let parentOfOthers = Refusal(
        .forbidden, "parent-of-others", L("A programme is put under one that you organise."))
    static let parentOfItself = Refusal(
        .conflict, "parent-of-itself", L("A programme cannot be a part of itself."),
        advice: L("Choose one that does not stand below it."))
    static let lastOrganiser = Refusal(
        .conflict, "last-organiser", L("A programme keeps at least one organiser."),
        advice: L("Add another organiser first. Nothing was changed."))

    static func topicInUse(_ title: String) -> Refusal {
        Refusal(
            .conflict, "topic-in-use", L("“\(title)” holds issues or a vote, so it cannot be removed."),
            advice: L("You may rename it. Nothing was changed."))
    }
}
