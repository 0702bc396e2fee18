import Web

extension Refusal {
    static let lastLead = Refusal(
        .conflict, "last-lead", L("A publication is of at least one member."),
        advice: L("Nothing was changed. Add another member first."))
    static let noLeads = Refusal(
        .conflict, "no-leads", L("No member has taken it on yet."),
        advice: L("Nothing was changed. Put a member among those who write it first."))
    static let noWritingRoom = Refusal(
        .conflict, "no-writing-room", L("Nobody has begun to write this yet."),
        advice: L("Nothing was changed. Open the writing room first."))
    static let nothingWritten = Refusal(
        .conflict, "nothing-written", L("Nothing is written in it yet."),
        advice: L("Nothing was changed. Write at least one section first."))
    static let notInReview = Refusal(
        .conflict, "not-in-review", L("No version is in review."), advice: L("Nothing was changed."))
    static let publicationIsReleased = Refusal(
        .conflict, "publication-released", L("This was released, and its text is locked."),
        advice: L("Nothing was changed. Begin its next version first."))
    static let notReleased = Refusal(
        .conflict, "not-released", L("This is not released."), advice: L("Nothing was changed."))
    static let noReleasedText = Refusal(
        .notFound, "no-released-text", L("There is no released text of this."),
        advice: L("Its page says how far it is, or why it was withdrawn."))
    static let leadsRelease = Refusal(
        .forbidden, "leads-release", L("Only who acts for a member that writes it can release it for that member."),
        advice: L("Nothing was released. Two leads of different members release a publication."))
    static let markedOtherwise = Refusal(
        .conflict, "marked-otherwise", L("The text is marked otherwise than the publication."),
        advice: L("Nothing was released. Set the marking of the publication again."))
    static let leadsSayForWhom = Refusal(
        .forbidden, "leads-say-for-whom", L("Who reads it is said by the members that write it."),
        advice: L("Nothing was changed. Ask one of them; an organiser may only mark it closer."))
    static let releasedCloser = Refusal(
        .conflict, "released-as-it-is", L("What was released keeps its title, its marking and its readers."),
        advice: L("Nothing was changed. Withdraw it first: those who had it are told."))
}
