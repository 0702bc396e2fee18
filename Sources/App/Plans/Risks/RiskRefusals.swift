import Web

extension Refusal {
    static let riskRoundOpen = Refusal(
        .conflict, "risk-round-open", L("The judgement of this scenario is open."),
        advice: L("Nothing was changed. Close it first."))
    static let riskRoundClosed = Refusal(
        .conflict, "risk-round-closed", L("The judgement of this scenario is not open."),
        advice: L("Nothing was stored. Whoever keeps it opens it."))
    static let riskJudged = Refusal(
        .conflict, "risk-judged", L("This scenario was judged: what it says stays."), advice: L("Nothing was changed."))
    static let riskSigned = Refusal(
        .conflict, "risk-signed", L("Somebody else has signed for this sector."), advice: L("Nothing was changed."))
    static let riskNotJudged = Refusal(
        .conflict, "risk-not-judged", L("The sectors have not judged this scenario yet."),
        advice: L("Nothing was changed. Open and close its judgement first."))
    static let riskNotAgreed = Refusal(
        .conflict, "risk-not-agreed", L("The room has not agreed on this risk yet."), advice: L("Nothing was changed."))
    static let riskNotTreated = Refusal(
        .conflict, "risk-not-treated", L("It is not said yet what is done about this risk."),
        advice: L("Nothing was changed."))
    static let riskClosed = Refusal(
        .conflict, "risk-closed", L("This scenario is closed."), advice: L("Nothing was changed."))
    static let riskTableFixed = Refusal(
        .conflict, "risk-table-fixed", L("The table of bands was judged by already."),
        advice: L("Nothing was changed: what was judged by one table is not read by another."))
}
