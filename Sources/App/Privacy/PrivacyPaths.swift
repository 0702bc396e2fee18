import Domain
import Web

extension Paths {
    static let apiDirectoryRetention = FixedPath("/api/v1/directory/retention")
}
