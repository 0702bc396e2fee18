import Web

extension Refusal {
    static let meetingFloorClosed = Refusal(
        .conflict, "meeting-floor-closed", L("The list of speakers is closed."),
        advice: L("Whoever runs the meeting opens it."))
    static let meetingSettled = Refusal(
        .conflict, "meeting-settled", L("The focal point has spoken for this country."),
        advice: L("Only they change it."))
}
