import Domain
import Web

extension Paths {
    static let experts = FixedPath("/experts")
    static let expertCoverage = FixedPath("/experts/coverage")
    static let expert = PathPattern<Person.ID>("/experts/people/:person")
    static let expertCard = PathPattern<Person.ID>("/experts/people/:person/card")
    static let apiExperts = FixedPath("/api/v1/experts")
    static let apiExpertCoverage = FixedPath("/api/v1/expert-coverage")
}
