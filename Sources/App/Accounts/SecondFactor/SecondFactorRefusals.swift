import Web

extension Refusal {
    static let halfOver = Refusal(
        .gone, "half-over", L("This sign-in took too long."),
        advice: L("Nothing was lost. Begin again with your password; you then have ten minutes for the code."))
    static let secondFactorNeeded = Refusal(
        .forbidden, "second-factor-needed", L("Your account needs a second factor first."),
        advice: L("Nothing was changed. Set it up on the page of your account; then everything is open again."))
    static let secondFactorRequired = Refusal(
        .conflict, "second-factor-required", L("This server requires a second factor for your account."),
        advice: L("It stays on. Only an administrator can change this requirement."))
    static let secondFactorIsOn = Refusal(
        .conflict, "second-factor-is-on", L("The second factor is on already."),
        advice: L("Nothing was changed. To use another phone, turn it off and set it up again."))
    static let secondFactorNotBegun = Refusal(
        .conflict, "second-factor-not-begun", L("The second factor is not set up."),
        advice: L("Nothing was changed. Begin on the page of your account."))
}
