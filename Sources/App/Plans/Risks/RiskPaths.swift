import Domain
import Web

enum RiskPaths {
    static let risks = PathPattern<Programme.ID>("/programmes/:programme/risks")
    static let newRisk = PathPattern<Programme.ID>("/programmes/:programme/risks/new")
    static let settings = PathPattern<Programme.ID>("/programmes/:programme/risks/settings")
    static let fileImport = PathPattern<Programme.ID>("/programmes/:programme/risks/import")
    static let files = PathPattern<Programme.ID, String>("/programmes/:programme/risks/files/:format")
    static let risk = PathPattern<Programme.ID, RiskScenario.ID>("/programmes/:programme/risks/:risk")
    static let editing = PathPattern<Programme.ID, RiskScenario.ID>("/programmes/:programme/risks/:risk/edit")
    /// The room's screen.
    static let wall = PathPattern<Programme.ID, RiskScenario.ID>("/programmes/:programme/risks/:risk/wall")
    static let rounds = PathPattern<Programme.ID, RiskScenario.ID>("/programmes/:programme/risks/:risk/rounds")
    static let roundClosing = PathPattern<Programme.ID, RiskScenario.ID>(
        "/programmes/:programme/risks/:risk/rounds/closing")
    static let judgement = PathPattern<Programme.ID, RiskScenario.ID>("/programmes/:programme/risks/:risk/judgement")
    static let sectorJudgement = PathPattern<Programme.ID, RiskScenario.ID>(
        "/programmes/:programme/risks/:risk/sector-judgement")
    static let agreement = PathPattern<Programme.ID, RiskScenario.ID>("/programmes/:programme/risks/:risk/agreement")
    static let treatment = PathPattern<Programme.ID, RiskScenario.ID>("/programmes/:programme/risks/:risk/treatment")
    static let actions = PathPattern<Programme.ID, RiskScenario.ID>("/programmes/:programme/risks/:risk/actions")
    static let closing = PathPattern<Programme.ID, RiskScenario.ID>("/programmes/:programme/risks/:risk/closing")
    /// Somebody thinks that its text says too much.
    static let reports = PathPattern<Programme.ID, RiskScenario.ID>("/programmes/:programme/risks/:risk/reports")
    static let settling = PathPattern<Programme.ID, RiskScenario.ID>(
        "/programmes/:programme/risks/:risk/reports/settling")

    static let apiRisks = PathPattern<Programme.ID>("/api/v1/programmes/:programme/risks")
    static let apiFile = PathPattern<Programme.ID>("/api/v1/programmes/:programme/risks/file")
    static let apiRisk = PathPattern<Programme.ID, RiskScenario.ID>("/api/v1/programmes/:programme/risks/:risk")
    static let apiRound = PathPattern<Programme.ID, RiskScenario.ID>("/api/v1/programmes/:programme/risks/:risk/round")
    static let apiJudgement = PathPattern<Programme.ID, RiskScenario.ID>(
        "/api/v1/programmes/:programme/risks/:risk/judgement")
    static let apiAgreement = PathPattern<Programme.ID, RiskScenario.ID>(
        "/api/v1/programmes/:programme/risks/:risk/agreement")
    static let apiTreatment = PathPattern<Programme.ID, RiskScenario.ID>(
        "/api/v1/programmes/:programme/risks/:risk/treatment")
}
