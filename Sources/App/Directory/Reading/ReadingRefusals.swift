import Web

extension Refusal {
    static let needsMandate = Refusal(
        .forbidden, "needs-mandate", L("Only who acts for a member of the programme, or organises it, writes this."),
        advice: L("Ask an organiser of the programme to enter your mandate."))
    static let moreReaders = Refusal(
        .conflict, "more-readers",
        L("Other members have added something for those who read it now: nobody else may come to read it."),
        advice: L("Nothing was changed. Begin a new one for more readers."))
    static let isWithdrawn = Refusal(
        .conflict, "withdrawn", L("This was withdrawn already."), advice: L("Nothing was changed."))
}
