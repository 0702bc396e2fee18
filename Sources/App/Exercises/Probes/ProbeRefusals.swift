import Web

extension Refusal {
    static let probeWasOpened = Refusal(
        .conflict, "probe-opened", L("This probe was opened already."), advice: L("Nothing was changed."))
    static let probeIsClosed = Refusal(
        .conflict, "probe-closed", L("This probe is closed."), advice: L("Nothing was stored."))
    static let probeIsEmpty = Refusal(
        .conflict, "probe-empty", L("This probe has no question yet."), advice: L("Nothing was changed."))
}
