import Web

extension Refusal {
    static let notLookedAt = Refusal(
        .serviceUnavailable, "file-not-looked-at", L("The program that looks at files does not answer."),
        advice: L("Nothing was kept. Try again later, and tell the administrator."))
    static let harmfulFile = Refusal.invalid([
        "file": L("The program that looks at files found something harmful in this one. It was not kept.")
    ])
}
