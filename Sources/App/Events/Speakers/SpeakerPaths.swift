import Domain
import Web

extension Paths {
    static let headship = PathPattern<Event.ID, Participant.ID>("/events/:event/people/:participant/headship")
    static let headshipEnd = PathPattern<Event.ID, Participant.ID>("/events/:event/people/:participant/headship/end")
    static let signing = PathPattern<Event.ID, Participant.ID>("/events/:event/people/:participant/signing")
    static let signingEnd = PathPattern<Event.ID, Participant.ID>("/events/:event/people/:participant/signing/end")
    static let verification = PathPattern<Event.ID, Participant.ID>("/events/:event/people/:participant/verification")
    static let namingOf = PathPattern<Event.ID, Participant.ID>("/events/:event/people/:participant/naming")
    static let naming = PathPattern<Event.ID>("/events/:event/naming")
    static let speakers = PathPattern<Event.ID>("/events/:event/speakers")
    static let apiSpeakers = PathPattern<Event.ID>("/api/v1/events/:event/speakers")
    static let apiHeadship = PathPattern<Event.ID, Participant.ID>(
        "/api/v1/events/:event/participants/:participant/headship")
    static let apiSigning = PathPattern<Event.ID, Participant.ID>(
        "/api/v1/events/:event/participants/:participant/signing")
    static let apiVerification = PathPattern<Event.ID, Participant.ID>(
        "/api/v1/events/:event/participants/:participant/verification")
    static let apiNaming = PathPattern<Event.ID, Participant.ID>(
        "/api/v1/events/:event/participants/:participant/naming")
}
