import Web

extension Refusal {
    static let signInExpired = Refusal(
        .badRequest, "sign-in-expired", L("This sign-in was started too long ago, or in another browser."),
        advice: L("You were not signed in. Begin again; it must be finished within ten minutes."))
    static let accountLocked = Refusal(
        .forbidden, "account-locked", L("Your account here is disabled."),
        advice: L("You were not signed in. An administrator of this server can enable it again."))
    static func signInDeclined(_ name: String) -> Refusal {
        Refusal(
            .forbidden, "sign-in-declined", L("\(name) did not sign you in."),
            advice: L("You stopped there, or it refused. You can try again, or use your password."))
    }
    static func providerAway(_ name: String) -> Refusal {
        Refusal(
            .serviceUnavailable, "provider-away", L("\(name) does not answer at the moment."),
            advice: L("You were not signed in. Try again in a minute, or use your password."))
    }
    static func providerWrong(_ name: String, request: String) -> Refusal {
        Refusal(
            .badGateway, "provider-wrong", L("The answer of \(name) could not be trusted."),
            advice: L(
                "You were not signed in. Try again; if it happens again, tell the administrator of this server this number: \(request)"
            ))
    }
    static func emailDoubtful(_ name: String) -> Refusal {
        Refusal(
            .forbidden, "email-doubtful", L("\(name) has not confirmed your e-mail address."),
            advice: L(
                "The first time, a confirmed address finds your account. Ask whoever manages your account there, or use your password."
            ))
    }
    static func noAccount(email: String, _ name: String) -> Refusal {
        Refusal(
            .forbidden, "no-account", L("There is no account for you here."),
            advice: L(
                "\(name) knows you as \(email), and no account here has this address. Accounts are made by invitation: ask the organiser of your event or an administrator of this server to invite this address."
            ))
    }
    static func otherIdentity(_ name: String) -> Refusal {
        Refusal(
            .forbidden, "other-identity", L("The account with your address is linked to somebody else at \(name)."),
            advice: L(
                "You were not signed in. If the account is yours, sign in with its password, unlink it under “My account”, and try again. An administrator can send you a new link."
            ))
    }
}
