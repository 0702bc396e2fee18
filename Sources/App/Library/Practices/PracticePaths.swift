import Domain
import Web

extension Paths {
    /// Where a practice is begun: the programme is chosen, where there are several.
    static let practiceStart = FixedPath("/library/practices/new")
    static let practices = PathPattern<Programme.ID>("/programmes/:programme/practices")
    static let newPractice = PathPattern<Programme.ID>("/programmes/:programme/practices/new")
    static let practice = PathPattern<Programme.ID, Case.ID>("/programmes/:programme/practices/:practice")
    static let practiceEditing = PathPattern<Programme.ID, Case.ID>("/programmes/:programme/practices/:practice/edit")
    static let practiceDecision = PathPattern<Programme.ID, Case.ID>(
        "/programmes/:programme/practices/:practice/decision")
    static let practiceWithdrawal = PathPattern<Programme.ID, Case.ID>(
        "/programmes/:programme/practices/:practice/withdrawal")

    static let apiAllPractices = FixedPath("/api/v1/practices")
    static let apiPractices = PathPattern<Programme.ID>("/api/v1/programmes/:programme/practices")
    static let apiPractice = PathPattern<Programme.ID, Case.ID>("/api/v1/programmes/:programme/practices/:practice")
    static let apiPracticeDecision = PathPattern<Programme.ID, Case.ID>(
        "/api/v1/programmes/:programme/practices/:practice/decision")
    static let apiPracticeWithdrawal = PathPattern<Programme.ID, Case.ID>(
        "/api/v1/programmes/:programme/practices/:practice/withdrawal")
}

enum PracticePaths {
    /// Over the pages of a practice: those of its programme.
    static func crumb(_ programme: Programme.ID) -> Layout.Crumb {
        .init(L("Practices"), Paths.cases(programme) + "?kind=practice")
    }
}
