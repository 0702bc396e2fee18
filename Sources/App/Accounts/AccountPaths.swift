import Domain
import Web

enum AccountPaths {
    static let signIn = FixedPath("/sign-in")
    static let signInLink = PathPattern<String>("/sign-in/links/:token")
    static let invitation = PathPattern<String>("/sign-in/invitations/:token")
    static let signOut = FixedPath("/sign-out")
    static let language = FixedPath("/language")
    static let account = FixedPath("/account")
    static let password = FixedPath("/account/password")
    static let sessionEnding = PathPattern<String>("/account/sessions/:session/ending")
    static let allSessionsEnding = FixedPath("/account/sessions/ending")
    static let tokens = FixedPath("/account/tokens")
    static let tokenRevocation = PathPattern<AccessToken.ID>("/account/tokens/:token/revocation")
    static let signInCode = FixedPath("/sign-in/code")
    static let secondFactor = FixedPath("/account/second-factor")
    static let secondFactorConfirmation = FixedPath("/account/second-factor/confirmation")
    static let secondFactorRemoval = FixedPath("/account/second-factor/removal")
    static let recoveryCodes = FixedPath("/account/second-factor/recovery-codes")
    static let secondFactorRule = FixedPath("/accounts/second-factor-rule")
    static let accounts = FixedPath("/accounts")
    static let accountInvitation = PathPattern<Account.ID>("/accounts/:account/invitation")
    static let disablement = PathPattern<Account.ID>("/accounts/:account/disablement")
    static let enablement = PathPattern<Account.ID>("/accounts/:account/enablement")
}
