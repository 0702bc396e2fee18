import Domain
import Web

extension Paths {
    static let experts = FixedPath("/experts")
    static let expertCoverage = FixedPath("/experts/coverage")
    static let expert = PathPattern<Person.ID>("/experts/people/:person")
    static let expertCard = PathPattern<Person.ID>("/experts/people/:person/card")
    static let apiExperts = FixedPath("/api/v1/experts")
    static let apiExpertCard = PathPattern<Person.ID>("/api/v1/experts/:person/card")
    static let apiExpertCoverage = FixedPath("/api/v1/expert-coverage")
    static let expertRequests = FixedPath("/experts/requests")
    static let newExpertRequest = FixedPath("/experts/requests/new")
    static let expertRequest = PathPattern<ExpertRequest.ID>("/experts/requests/:expertRequest")
    static let expertRequestClosure = PathPattern<ExpertRequest.ID>("/experts/requests/:expertRequest/closure")
    static let expertCandidates = PathPattern<ExpertRequest.ID>("/experts/requests/:expertRequest/candidates")
    static let expertAsking = PathPattern<ExpertRequest.ID, ExpertCandidate.ID>(
        "/experts/requests/:expertRequest/candidates/:expertCandidate/asking")
    static let expertRemoval = PathPattern<ExpertRequest.ID, ExpertCandidate.ID>(
        "/experts/requests/:expertRequest/candidates/:expertCandidate/removal")
    static let expertQuestions = FixedPath("/experts/questions")
    static let expertAnswer = PathPattern<ExpertCandidate.ID>("/experts/questions/:expertCandidate/answer")
    static let apiExpertRequests = FixedPath("/api/v1/expert-requests")
    static let apiExpertRequest = PathPattern<ExpertRequest.ID>("/api/v1/expert-requests/:expertRequest")
    static let apiExpertRequestClosure = PathPattern<ExpertRequest.ID>("/api/v1/expert-requests/:expertRequest/closure")
    static let apiExpertCandidates = PathPattern<ExpertRequest.ID>("/api/v1/expert-requests/:expertRequest/candidates")
    static let apiExpertAsking = PathPattern<ExpertRequest.ID, ExpertCandidate.ID>(
        "/api/v1/expert-requests/:expertRequest/candidates/:expertCandidate/asking")
    static let apiExpertCandidate = PathPattern<ExpertRequest.ID, ExpertCandidate.ID>(
        "/api/v1/expert-requests/:expertRequest/candidates/:expertCandidate")
    static let apiExpertQuestions = FixedPath("/api/v1/expert-questions")
    static let apiExpertAnswer = PathPattern<ExpertCandidate.ID>("/api/v1/expert-questions/:expertCandidate/answer")
    static let eventAreas = PathPattern<Event.ID>("/events/:event/areas")
    static let apiEventAreas = PathPattern<Event.ID>("/api/v1/events/:event/areas")
}
