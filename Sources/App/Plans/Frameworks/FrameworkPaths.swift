import Domain
import Web

/// Questions for a programme's countries, in pillars and capacities.
enum Framework { typealias ID = Identifier<Framework> }

enum FrameworkPaths {
    static let frameworks = PathPattern<Programme.ID>("/programmes/:programme/planning/frameworks")
    static let new = PathPattern<Programme.ID>("/programmes/:programme/planning/frameworks/new")
    static let framework = PathPattern<Programme.ID, Framework.ID>(
        "/programmes/:programme/planning/frameworks/:framework")
    static let editing = PathPattern<Programme.ID, Framework.ID>(
        "/programmes/:programme/planning/frameworks/:framework/edit")
    static let file = PathPattern<Programme.ID, Framework.ID>(
        "/programmes/:programme/planning/frameworks/:framework/file")

    static let crosswalk = PathPattern<Programme.ID, Framework.ID>(
        "/programmes/:programme/planning/frameworks/:framework/crosswalk")
    /// A workbook as ODK and Kobo use it.
    static let form = PathPattern<Programme.ID, Framework.ID>(
        "/programmes/:programme/planning/frameworks/:framework/xlsform")
    static let forms = PathPattern<Programme.ID>("/programmes/:programme/planning/frameworks/xlsforms")

    static let apiFrameworks = PathPattern<Programme.ID>("/api/v1/programmes/:programme/frameworks")
    static let apiFramework = PathPattern<Programme.ID, Framework.ID>(
        "/api/v1/programmes/:programme/frameworks/:framework")
    static let apiCrosswalk = PathPattern<Programme.ID, Framework.ID>(
        "/api/v1/programmes/:programme/frameworks/:framework/crosswalk")
    static let apiForms = PathPattern<Programme.ID>("/api/v1/programmes/:programme/frameworks/xlsforms")
}
