import Web

extension Refusal {
    static let needClosed = Refusal(
        .conflict, "need-closed", L("This need is closed."), advice: L("Nothing was changed. Propose a new one."))
    static let needAtEvent = Refusal(
        .conflict, "need-at-event",
        L("Everybody at the event reads its topics: mark the need TLP:GREEN, for everybody."),
        advice: L("Nothing was changed."))
    static let noticeEnded = Refusal(
        .conflict, "notice-ended", L("This notice has ended."), advice: L("Nothing was changed."))
    static let noticeAsksNothing = Refusal(
        .conflict, "notice-asks-nothing", L("This notice asks nothing."), advice: L("Nothing was changed."))
}
