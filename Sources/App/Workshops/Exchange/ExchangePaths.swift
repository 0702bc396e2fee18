import Domain
import Web

extension Paths {
    /// The results of the exchange: matrix, shared blockers, proposed visits, decisions.
    static let exchange = PathPattern<Event.ID>("/events/:event/exchange")
    static let exchangeView = PathPattern<Event.ID>("/events/:event/exchange/view")
    static let exchangeStep = PathPattern<Event.ID>("/events/:event/exchange/step")
    /// What one's own country decides.
    static let decisions = PathPattern<Event.ID>("/events/:event/decisions")
    static let interventionEndorsement = PathPattern<Event.ID, Intervention.ID>(
        "/events/:event/interventions/:intervention/endorsement")
    static let interventionDecision = PathPattern<Event.ID, Intervention.ID>(
        "/events/:event/interventions/:intervention/decision")
    static let interventionProposal = PathPattern<Event.ID, Intervention.ID>(
        "/events/:event/interventions/:intervention/proposal")
    static let interventionProposalWithdrawal = PathPattern<Event.ID, Intervention.ID>(
        "/events/:event/interventions/:intervention/proposal/withdrawal")
    static let interventionProgress = PathPattern<Event.ID, Intervention.ID>(
        "/events/:event/interventions/:intervention/progress")
    static let aspectStanding = PathPattern<Event.ID, Aspect.ID>("/events/:event/aspects/:aspect/standing")
    static let sheetQuestions = PathPattern<Event.ID, EnvisionSheet.ID>("/events/:event/sheets/:sheet/questions")
    static let questionAnswer = PathPattern<Event.ID, ExchangeQuestion.ID>("/events/:event/questions/:question/answer")
    static let questionHiding = PathPattern<Event.ID, ExchangeQuestion.ID>("/events/:event/questions/:question/hiding")

    static let apiExchange = PathPattern<Event.ID>("/api/v1/events/:event/exchange")
    static let apiMatrix = PathPattern<Event.ID>("/api/v1/events/:event/exchange/matrix")
    static let apiSharedBlockers = PathPattern<Event.ID>("/api/v1/events/:event/exchange/blockers")
    static let apiEndorsement = PathPattern<Event.ID, Intervention.ID>(
        "/api/v1/events/:event/interventions/:intervention/endorsement")
    static let apiDecision = PathPattern<Event.ID, Intervention.ID>(
        "/api/v1/events/:event/interventions/:intervention/decision")
    static let apiProposal = PathPattern<Event.ID, Intervention.ID>(
        "/api/v1/events/:event/interventions/:intervention/proposal")
    static let apiProposals = PathPattern<Event.ID>("/api/v1/events/:event/proposals")
    static let apiProgress = PathPattern<Event.ID, Intervention.ID>(
        "/api/v1/events/:event/interventions/:intervention/progress")
    static let apiDecisions = PathPattern<Event.ID>("/api/v1/events/:event/decisions")
    static let apiStanding = PathPattern<Event.ID, Aspect.ID>("/api/v1/events/:event/aspects/:aspect/standing")
    static let apiQuestions = PathPattern<Event.ID>("/api/v1/events/:event/questions")
    static let apiQuestionAnswer = PathPattern<Event.ID, ExchangeQuestion.ID>(
        "/api/v1/events/:event/questions/:question/answer")
    static let apiQuestionHiding = PathPattern<Event.ID, ExchangeQuestion.ID>(
        "/api/v1/events/:event/questions/:question/hiding")
}
