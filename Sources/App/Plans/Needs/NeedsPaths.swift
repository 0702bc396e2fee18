import Domain
import Web

/// One round of asking a programme's countries.
enum NeedsCycle { typealias ID = Identifier<NeedsCycle> }
/// What one country answers in a cycle.
enum NeedsAssessment { typealias ID = Identifier<NeedsAssessment> }
/// A picture of a cycle that hides countries.
enum NeedsRollup { typealias ID = Identifier<NeedsRollup> }
enum NeedsAnswer { typealias ID = Identifier<NeedsAnswer> }

enum NeedsPaths {
    static let needs = PathPattern<Programme.ID>("/programmes/:programme/planning/needs")
    static let cycles = PathPattern<Programme.ID>("/programmes/:programme/planning/cycles")
    static let newCycle = PathPattern<Programme.ID>("/programmes/:programme/planning/cycles/new")
    static let cycle = PathPattern<Programme.ID, NeedsCycle.ID>("/programmes/:programme/planning/cycles/:cycle")
    static let closing = PathPattern<Programme.ID, NeedsCycle.ID>(
        "/programmes/:programme/planning/cycles/:cycle/closing")
    static let rollups = PathPattern<Programme.ID, NeedsCycle.ID>(
        "/programmes/:programme/planning/cycles/:cycle/rollups")
    static let gaps = PathPattern<Programme.ID, NeedsCycle.ID>("/programmes/:programme/planning/cycles/:cycle/gaps")
    /// Back to the country with questions.
    static let giveBack = PathPattern<Programme.ID, NeedsCycle.ID>(
        "/programmes/:programme/planning/cycles/:cycle/returns")
    static let assessment = PathPattern<Programme.ID, NeedsAssessment.ID>(
        "/programmes/:programme/planning/assessments/:assessment")
    static let respondents = PathPattern<Programme.ID, NeedsAssessment.ID>(
        "/programmes/:programme/planning/assessments/:assessment/respondents")
    static let consolidation = PathPattern<Programme.ID, NeedsAssessment.ID>(
        "/programmes/:programme/planning/assessments/:assessment/consolidation")
    static let submission = PathPattern<Programme.ID, NeedsAssessment.ID>(
        "/programmes/:programme/planning/assessments/:assessment/submission")
    static let sharing = PathPattern<Programme.ID, NeedsAssessment.ID>(
        "/programmes/:programme/planning/assessments/:assessment/sharing")
    /// National values of one pillar, from 1.
    static let chapter = PathPattern<Programme.ID, NeedsAssessment.ID, Int>(
        "/programmes/:programme/planning/assessments/:assessment/chapters/:pillar")
    static let scores = PathPattern<Programme.ID, NeedsAssessment.ID>(
        "/programmes/:programme/planning/assessments/:assessment/scores")

    /// Of who answers for a sector.
    static let own = PathPattern<NeedsAssessment.ID, String>("/my-assessments/:assessment/:sector")
    /// One question, from 1.
    static let question = PathPattern<NeedsAssessment.ID, String, Int>(
        "/my-assessments/:assessment/:sector/:needsQuestion")

    static let apiAssessments = PathPattern<Programme.ID>("/api/v1/programmes/:programme/assessments")
    static let apiAssessment = PathPattern<Programme.ID, NeedsAssessment.ID>(
        "/api/v1/programmes/:programme/assessments/:assessment")
    static let apiSubmission = PathPattern<Programme.ID, NeedsAssessment.ID>(
        "/api/v1/programmes/:programme/assessments/:assessment/submission")
    static let apiRollups = PathPattern<Programme.ID>("/api/v1/programmes/:programme/rollups")
}
