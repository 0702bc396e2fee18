import Web

extension Refusal {
    static let deskIsOver = Refusal(
        .gone, "desk-is-over", L("This desk link was for a day that is over."),
        advice: L(
            "What this device noted on that day is still taken for three days. Ask the organiser for a link for today.")
    )

    /// - Parameter opens: the moment, in words.
    static func deskIsEarly(_ opens: String) -> Refusal {
        Refusal(
            .conflict, "desk-is-early", L("This desk link does not open yet."),
            advice: L("It opens on \(opens), so that the tables can be set up."))
    }

    static let certificateNotFound = Refusal(
        .notFound, "certificate-not-found", L("There is no certificate with this number and surname."),
        advice: L("Type the number and the surname as they stand on the paper. Capitals and accents do not matter."))
    static let wrongRoomCode = Refusal.invalid([
        "code": L("This is not the code that is shown in the room. Type the six digits as they stand on the screen.")
    ])
}
