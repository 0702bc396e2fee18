import Web

extension Refusal {
    static let onlineIsClosed = Refusal(
        .conflict, "online-closed", L("The meeting is not open now."),
        advice: L("The button leads on from a quarter of an hour before the beginning. This page says when that is."))
    static let pollIsClosed = Refusal(
        .conflict, "poll-closed", L("This poll is closed."), advice: L("Your answer was not stored."))
}
