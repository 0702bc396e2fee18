import Domain
import Web

extension Paths {
    static let profile = FixedPath("/profile")
    static let profileConfirmation = FixedPath("/profile/confirmation")
    static let apiProfile = FixedPath("/api/v1/profile")
    static let apiProfileConfirmation = FixedPath("/api/v1/profile/confirmation")
}
