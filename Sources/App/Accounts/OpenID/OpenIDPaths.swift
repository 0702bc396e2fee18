import Domain
import Web

enum OpenIDPaths {
    /// `?back=` says where the sign-in leads.
    static let start = FixedPath("/sign-in/provider")
    /// What the provider knows as the redirect URI; see ``OpenIDSettings/returnAddress(baseURL:)``.
    static let comeBack = FixedPath("/sign-in/provider/return")
    static let removal = PathPattern<AccountIdentity.ID>("/account/identities/:identity/removal")
}
