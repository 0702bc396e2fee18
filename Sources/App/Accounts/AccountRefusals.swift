import Web

extension Refusal {
    static let signInFailed = Refusal(
        .unprocessableContent, "sign-in-failed", L("The e-mail address or the password is wrong."),
        advice: L("Check both. If you forgot your password, an administrator can send you a new link."))
    static let accountDisabled = Refusal(
        .conflict, "account-disabled", L("This account is disabled."), advice: L("Enable it first."))
    static let lastAdministrator = Refusal(
        .conflict, "last-administrator", L("This is the last account that administers the server."),
        advice: L("Nothing was changed. Make another administrator first: roundtable admin create."))
    static let ownAccount = Refusal(
        .conflict, "own-account", L("You cannot disable your own account."), advice: L("Another administrator can."))
    static let tooBusy = Refusal(
        .serviceUnavailable, "too-busy", L("The server is too busy at the moment."),
        advice: L("Nothing was changed. Try again in a minute."))
}
