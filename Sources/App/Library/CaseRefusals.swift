import Web

extension Refusal {
    static let caseRetired = Refusal(
        .conflict, "case-retired", L("This case is retired."),
        advice: L("Nothing was changed. An organiser of the programme can restore it; or choose another case."))

    static let withdrawnByMember = Refusal(
        .forbidden, "withdrawn-by-member", L("The member that shared it withdrew it."),
        advice: L("Nothing was changed. Who acts for the member brings it back."))
    static let practiceElsewhere = Refusal(
        .conflict, "practice-elsewhere",
        L("A member shares this practice: it is changed and withdrawn on its own page."),
        advice: L("Nothing was changed."))

    /// Names the first few places.
    static func caseCited(_ citations: [CaseCitation]) -> Refusal {
        let named = citations.prefix(3).map { $0.words.string() }
        let rest = citations.count - named.count
        return Refusal(
            .conflict, "case-cited",
            rest == 0
                ? L("This case is cited: \(list: named, .semicolons).")
                : L(
                    rest, one: "This case is cited: \(list: named, .semicolons); and in \(rest) more place.",
                    other: "This case is cited: \(list: named, .semicolons); and in \(rest) more places."),
            advice: L("Nothing was changed. Retire it instead: it is no longer offered, and stays where it is cited."))
    }
}
