import Domain
import Web

enum IdeaPaths {
    static let board = PathPattern<Programme.ID>("/programmes/:programme/ideas")
    static let new = PathPattern<Programme.ID>("/programmes/:programme/ideas/new")
    static let rule = PathPattern<Programme.ID>("/programmes/:programme/ideas/rule")
    static let export = PathPattern<Programme.ID, String>("/programmes/:programme/ideas/export/:format")
    static let importing = PathPattern<Programme.ID>("/programmes/:programme/ideas/import")
    static let apiImport = PathPattern<Programme.ID>("/api/v1/programmes/:programme/ideas/import")
    static let one = PathPattern<ProjectIdea.ID>("/ideas/:idea")
    static let editing = PathPattern<ProjectIdea.ID>("/ideas/:idea/edit")
    static let state = PathPattern<ProjectIdea.ID>("/ideas/:idea/state")
    static let endorsement = PathPattern<ProjectIdea.ID>("/ideas/:idea/endorsement")
    static let joining = PathPattern<ProjectIdea.ID>("/ideas/:idea/joining")
    static let funders = PathPattern<ProjectIdea.ID>("/ideas/:idea/funders")
    static let reply = PathPattern<ProjectIdea.ID>("/ideas/:idea/funders/reply")
    static let sheet = PathPattern<ProjectIdea.ID>("/ideas/:idea/sheet")
    /// `sheet.pdf`, `sheet.docx` …
    static let file = PathPattern<ProjectIdea.ID, String>("/ideas/:idea/files/:file")
    static let proposals = PathPattern<ProjectIdea.ID>("/ideas/:idea/proposal")
    static let proposal = PathPattern<IdeaProposal.ID>("/proposals/:proposal")
    static let proposalState = PathPattern<IdeaProposal.ID>("/proposals/:proposal/state")

    static let apiBoard = PathPattern<Programme.ID>("/api/v1/programmes/:programme/ideas")
    static let apiOne = PathPattern<ProjectIdea.ID>("/api/v1/ideas/:idea")
    static let apiState = PathPattern<ProjectIdea.ID>("/api/v1/ideas/:idea/state")
    static let apiEndorsement = PathPattern<ProjectIdea.ID, String>("/api/v1/ideas/:idea/endorsements/:country")
    static let apiProposals = PathPattern<Programme.ID>("/api/v1/programmes/:programme/proposals")
    static let apiProposal = PathPattern<IdeaProposal.ID>("/api/v1/proposals/:proposal")
    static let apiProposalState = PathPattern<IdeaProposal.ID>("/api/v1/proposals/:proposal/state")
}
