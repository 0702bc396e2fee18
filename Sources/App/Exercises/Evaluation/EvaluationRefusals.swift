import Web

extension Refusal {
    static let ratingsOwnCell = Refusal(
        .forbidden, "rating-own-cell", L("Nobody rates their own cell, country or organisation."),
        advice: L("Nothing was stored. Ask the director to assign somebody else."))
    static let ratingsSubmitted = Refusal(
        .conflict, "ratings-submitted", L("You have submitted your ratings."),
        advice: L("Nothing was changed. What is agreed is written down as consensus."))
    static let ratingsSealed = Refusal(
        .conflict, "ratings-sealed", L("Not everybody has submitted yet: these ratings are sealed."),
        advice: L("Nothing was changed. Wait, or open the ratings."))
    static let ratingsNotYet = Refusal(
        .conflict, "ratings-not-yet", L("Ratings are given from STARTEX until the report is agreed."),
        advice: L("Nothing was stored."))
    static let observationShared = Refusal(
        .conflict, "observation-shared", L("This observation was submitted."), advice: L("Nothing was changed."))
    static func ratingsMissing(_ names: [String]) -> Refusal {
        Refusal(
            .conflict, "ratings-missing", L("Not rated yet: \(list: names)"),
            advice: L("Rate them, or say that you did not observe them."))
    }
}
