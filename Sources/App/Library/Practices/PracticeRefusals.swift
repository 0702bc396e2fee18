import Web

extension Refusal {
    static let noDelegation = Refusal(
        .forbidden, "no-delegation", L("You are here for no country: its delegation says what it takes over."))
    static let decidedForCountry = Refusal(
        .forbidden, "decided-for-country",
        L("Who acts for your country has decided this: only they change it."), advice: L("Nothing was changed."))
    static let practiceWithdrawn = Refusal(
        .conflict, "practice-withdrawn", L("This practice was withdrawn."),
        advice: L("Nothing was changed."))

    /// Names the first few places.
    static func practiceCited(_ citations: [CaseCitation]) -> Refusal {
        let named = citations.prefix(3).map { $0.words.string() }
        return Refusal(
            .conflict, "practice-cited",
            L("This practice is cited, and must stay readable there: \(list: named, .semicolons)."),
            advice: L("Nothing was changed. Share a new one with fewer readers, and withdraw this one."))
    }
}
