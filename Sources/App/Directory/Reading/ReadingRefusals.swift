import Web

extension Refusal {
    static let needsMandate = Refusal(
        .forbidden, "needs-mandate", L("Only who acts for a member of the programme, or organises it, writes this."),
        advice: L("Ask an organiser of the programme to enter your mandate."))
}
