import Domain
import Web

enum VisitPaths {
    static let visit = PathPattern<Event.ID>("/events/:event/visit")
    static let settings = PathPattern<Event.ID>("/events/:event/visit/settings")
    static let stops = PathPattern<Event.ID>("/events/:event/visit/stops")
    static let newStop = PathPattern<Event.ID>("/events/:event/visit/stops/new")
    static let stop = PathPattern<Event.ID, VisitStop.ID>("/events/:event/visit/stops/:stop")
    static let stopEditing = PathPattern<Event.ID, VisitStop.ID>("/events/:event/visit/stops/:stop/edit")
    static let stopRemoval = PathPattern<Event.ID, VisitStop.ID>("/events/:event/visit/stops/:stop/removal")
    /// The stops become blocks of the agenda's draft.
    static let agenda = PathPattern<Event.ID>("/events/:event/visit/agenda")
    static let access = PathPattern<Event.ID>("/events/:event/visit/access")
    /// An organiser tells it for somebody.
    static let accessEntry = PathPattern<Event.ID, Registration.ID>("/events/:event/visit/access/:registration")
    /// Takes the list out for the host; it is written down.
    static let sending = PathPattern<Event.ID>("/events/:event/visit/access/sending")
    static let questions = PathPattern<Event.ID, VisitStop.ID>("/events/:event/visit/stops/:stop/questions")
    static let endorsement = PathPattern<Event.ID, StopQuestion.ID>(
        "/events/:event/visit/questions/:inquiry/endorsement")
    static let answer = PathPattern<Event.ID, StopQuestion.ID>("/events/:event/visit/questions/:inquiry/answer")
    static let questionRemoval = PathPattern<Event.ID, StopQuestion.ID>(
        "/events/:event/visit/questions/:inquiry/removal")
    static let observations = PathPattern<Event.ID, VisitStop.ID>("/events/:event/visit/stops/:stop/observations")
    static let observation = PathPattern<Event.ID, Observation.ID>("/events/:event/visit/observations/:observation")
    static let observationRemoval = PathPattern<Event.ID, Observation.ID>(
        "/events/:event/visit/observations/:observation/removal")
    /// An observation becomes a case of the library.
    static let practice = PathPattern<Event.ID, Observation.ID>(
        "/events/:event/visit/observations/:observation/practice")
    static let report = PathPattern<Event.ID, String>("/events/:event/visit/files/:file")

    static let own = PathPattern<Registration.ID>("/my-events/:registration/visit")
    static let link = PathPattern<String>("/r/:token/visit")

    static let apiVisit = PathPattern<Event.ID>("/api/v1/events/:event/visit")
    static let apiAccess = PathPattern<Event.ID>("/api/v1/events/:event/visit/access")
    static let apiStops = PathPattern<Event.ID>("/api/v1/events/:event/stops")
    static let apiStop = PathPattern<Event.ID, VisitStop.ID>("/api/v1/events/:event/stops/:stop")
    static let apiQuestions = PathPattern<Event.ID, VisitStop.ID>("/api/v1/events/:event/stops/:stop/questions")
    static let apiStopObservations = PathPattern<Event.ID, VisitStop.ID>(
        "/api/v1/events/:event/stops/:stop/observations")
    static let apiObservations = PathPattern<Event.ID>("/api/v1/events/:event/observations")
    static let apiReport = PathPattern<Event.ID, String>("/api/v1/events/:event/visit/files/:file")
}

extension OwnJourney {
    var visitPath: String {
        switch self {
        case .account(let id): VisitPaths.own(id)
        case .link(let token): VisitPaths.link(token)
        }
    }
}
