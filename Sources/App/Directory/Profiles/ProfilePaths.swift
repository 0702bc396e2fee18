import Domain
import Web

extension Paths {
    static let profile = FixedPath("/profile")
    static let profileConfirmation = FixedPath("/profile/confirmation")
    static let profileImport = FixedPath("/directory/profiles/import")
    static let profileExport = PathPattern<String>("/directory/profiles/export/:format")
    static let apiProfileFile = FixedPath("/api/v1/profile-file")
    static let apiProfile = FixedPath("/api/v1/profile")
    static let apiProfileConfirmation = FixedPath("/api/v1/profile/confirmation")
}
