import Domain
import Web

/// What the owner of an account is told by mail, so that a change made by somebody else does not stay unnoticed.
enum AccountNotice: String {
    case passwordChanged = "password"
    case secondFactorOn = "second-factor-on"
    case secondFactorOff = "second-factor-off"
    case recoveryCodesNew = "recovery-codes"
    case recoveryCodeUsed = "recovery-code"
    case identityLinked = "identity-linked"
    case identityUnlinked = "identity-unlinked"

    /// Into the outbox, in the transaction of what it tells; nowhere where this server sends no mail.
    func writeIn(_ work: Work, _ id: Account.ID, _ settings: Settings) throws {
        guard settings.mail != nil else { return }
        let account = try AccountStore(work.tx).account(id)
        let language = try account.language ?? AccountStore(work.tx).usualLanguage(of: id) ?? .english
        let moment = MomentWords(account.timeZone).string(work.now, in: language)
        let parts: [Message] = [
            L("Hello \(account.name),"), happened, L("Time: \(moment). Server: \(settings.baseURL)"),
            L("If this was you, there is nothing to do."),
            L(
                "If it was not you, somebody else may be using your account: tell an administrator of this server at once, and ask for a new link to choose a password."
            ),
        ]
        try Outbox.writeIn(
            work,
            MailDraft(
                event: nil, kind: MailDraft.account,
                key: "account:\(id):\(rawValue):\(work.environment.id(OutgoingMail.ID.self))",
                to: MailAddress(name: account.name, address: account.email), language: language.rawValue,
                subject: L("Your account was changed").string(in: language),
                text: parts.map { $0.string(in: language) }.joined(separator: "\n\n") + "\n",
                mailClass: .service))
    }

    private var happened: Message {
        switch self {
        case .passwordChanged:
            L(
                "The password of your account was changed. All browsers were signed out, and sign-in links and tokens for programs were ended."
            )
        case .secondFactorOn: L("The second factor of your account was turned on.")
        case .secondFactorOff:
            L("The second factor of your account was turned off: signing in no longer asks for a code.")
        case .recoveryCodesNew: L("New recovery codes were made for your account; the old ones no longer work.")
        case .identityLinked:
            L("Your account was linked to an account at your institution, after a sign-in there with your address.")
        case .identityUnlinked: L("Your account is no longer linked with your institution.")
        case .recoveryCodeUsed: L("Somebody signed in to your account with one of your recovery codes.")
        }
    }
}
