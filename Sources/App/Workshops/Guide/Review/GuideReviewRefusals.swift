import Web

extension Refusal {
    static let guideIsFinal = Refusal(
        .conflict, "guide-final", L("This guide is final: its text is the one that was signed."),
        advice: L(
            "Nothing was changed, and what you wrote is kept on this device. To continue, whoever runs the room takes the guide back to writing on its review page; the signed version stays as it is."
        ))
    static let tooManyVersions = Refusal(
        .conflict, "too-many-versions",
        L("This guide has \(GuideVersionOperations.mostVersions) versions, the maximum."),
        advice: L("Nothing was changed."))
    static let notASigner = Refusal(
        .forbidden, "not-a-signer", L("You are not named to sign for your sector."),
        advice: L("Nothing was changed. An organiser names who signs; you may comment."))
    static let unverifiedSigner = Refusal(
        .forbidden, "unverified", L("You came in with the code, and nobody has confirmed that they know you."),
        advice: L("Nothing was changed. Ask whoever runs the room."))
    static let observersDoNotSign = Refusal(
        .forbidden, "observers-do-not-sign", L("Only participants sign for their sector."),
        advice: L("Nothing was changed. Observers, facilitators and organisers may comment."))
    static let noSector = Refusal(
        .conflict, "no-sector", L("No sector is given for your seat."),
        advice: L("Nothing was changed. Ask an organiser to enter your sector, then sign."))
    static let otherSector = Refusal(
        .forbidden, "other-sector", L("You can sign for your own sector only."), advice: L("Nothing was changed."))
    static let reviewMovedOn = Refusal(
        .conflict, "review-moved-on", L("This version is not under review at the moment."),
        advice: L("Nothing was changed. Look at the guide's review to see which version is."))
    static let tooManyComments = Refusal(
        .conflict, "too-many-comments",
        L("The guide has \(GuideCommentOperations.mostComments) comments, the maximum."),
        advice: L("Nothing was changed. Speak with those who write the guide."))
    static let tooManyOwnComments = Refusal(
        .conflict, "too-many-own-comments",
        L("You have written \(GuideCommentOperations.mostOfPerson) comments, the maximum for one person."),
        advice: L("Nothing was changed. Speak with those who write the guide."))
    static let commentSettled = Refusal(
        .conflict, "comment-settled", L("This has since been decided."),
        advice: L("Nothing was changed. Reload the page to see how it was decided; a new comment is always possible."))
    static let notASuggestion = Refusal(
        .conflict, "not-a-suggestion", L("This is a comment without a suggested change."),
        advice: L("Nothing was changed. Answer it, or mark it as settled."))
    static let quoteGone = Refusal(
        .conflict, "quote-gone", L("The passage is no longer in the text, or occurs there more than once."),
        advice: L(
            "Nothing was changed, and the suggestion is still open. Edit the text by hand and settle the suggestion, or decline it."
        ))
}
