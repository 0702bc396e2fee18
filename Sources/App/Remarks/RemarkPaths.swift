import Domain
import Web

enum RemarkPaths {
    /// `action:ID`, `idea:ID`, `plan:ID`.
    static let all = PathPattern<String>("/comments/:item")
    static let removal = PathPattern<String>("/comments/:item/removal")
    static let filters = FixedPath("/filters")
    static let filterRemoval = FixedPath("/filters/removal")
    static let apiAll = PathPattern<String>("/api/v1/comments/:item")
    static let apiOne = PathPattern<String, RemarkEntry.ID>("/api/v1/comments/:item/:comment")
    static let apiFilters = FixedPath("/api/v1/filters")
    static let apiFilter = PathPattern<KeptFilter.ID>("/api/v1/filters/:filter")
}
