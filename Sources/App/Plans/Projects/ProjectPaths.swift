import Domain
import Web

enum ProjectPaths {
    static let list = PathPattern<Programme.ID>("/programmes/:programme/projects")
    /// `projects.csv`, `projects.xlsx`, `iati.xml`.
    static let new = PathPattern<Programme.ID>("/programmes/:programme/projects/new")
    static let importing = PathPattern<Programme.ID>("/programmes/:programme/projects/import")
    static let apiImport = PathPattern<Programme.ID>("/api/v1/programmes/:programme/projects/import")
    static let listFile = PathPattern<Programme.ID, String>("/programmes/:programme/projects/files/:file")
    static let one = PathPattern<Programme.ID>("/projects/:project")
    static let editing = PathPattern<Programme.ID>("/projects/:project/edit")
    /// `iati.xml`
    static let file = PathPattern<Programme.ID, String>("/projects/:project/files/:file")
    static let bodies = PathPattern<Programme.ID>("/projects/:project/bodies")
    static let budgets = PathPattern<Programme.ID>("/projects/:project/budgets")
    static let carrying = PathPattern<Programme.ID>("/projects/:project/carrying-on")
    static let results = PathPattern<Programme.ID>("/projects/:project/results")
    static let result = PathPattern<ProjectResult.ID>("/results/:result")
    static let indicators = PathPattern<ProjectResult.ID>("/results/:result/indicators")

    static let apiList = PathPattern<Programme.ID>("/api/v1/programmes/:programme/projects")
    static let apiOne = PathPattern<Programme.ID>("/api/v1/projects/:project")
    static let apiIATI = PathPattern<Programme.ID>("/api/v1/projects/:project/iati")
    static let apiResults = PathPattern<Programme.ID>("/api/v1/programmes/:programme/results")
    static let apiResult = PathPattern<ProjectResult.ID>("/api/v1/results/:result")
}
