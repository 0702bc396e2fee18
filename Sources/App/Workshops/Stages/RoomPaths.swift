import Domain
import Markup
import Storage
import Web

extension Paths {
    /// A participant's page: the present activity.
    static let room = PathPattern<String>("/e/:code")
    static let roomLive = PathPattern<String>("/e/:code/live")
    static let console = PathPattern<Event.ID>("/events/:event/console")
    static let consoleLive = PathPattern<Event.ID>("/events/:event/console/live")
    /// Leads who runs the room to the tokened address, which anybody may open.
    static let projectorOfRoom = PathPattern<Event.ID>("/events/:event/projector")
    static let projectorLive = PathPattern<Event.ID, String>("/events/:event/projector/:token/live")
    static let stage = PathPattern<Event.ID>("/events/:event/stage")
    static let stageReversal = PathPattern<Event.ID>("/events/:event/stage/reversal")
    static let roomSettings = PathPattern<Event.ID>("/events/:event/room-settings")
    static let admission = PathPattern<Event.ID, Participant.ID>("/events/:event/participants/:participant/admission")
    static let admissionOfAll = PathPattern<Event.ID>("/events/:event/admissions")
    static let refusal = PathPattern<Event.ID, Participant.ID>("/events/:event/participants/:participant/refusal")
    static let issues = PathPattern<Event.ID>("/events/:event/issues")
    static let issue = PathPattern<Event.ID, Issue.ID>("/events/:event/issues/:issue")
    static let issueWithdrawal = PathPattern<Event.ID, Issue.ID>("/events/:event/issues/:issue/withdrawal")
    static let issueRestoration = PathPattern<Event.ID, Issue.ID>("/events/:event/issues/:issue/restoration")
    static let issueWording = PathPattern<Event.ID, Issue.ID>("/events/:event/issues/:issue/wording")
    static let issueSeparation = PathPattern<Event.ID, Issue.ID>("/events/:event/issues/:issue/separation")
    static let merges = PathPattern<Event.ID>("/events/:event/merges")
    static let mergeReversal = PathPattern<Event.ID, Int>("/events/:event/merges/:act/reversal")
    static let dismissals = PathPattern<Event.ID>("/events/:event/dismissals")
}

extension Database {
    /// Reads for a page and renders in its language: bodies run on threads of their own, where the task's language is not known.
    func render<Value: Sendable>(
        in language: Language = .current, _ body: @escaping @Sendable (any Reading) throws -> Value
    ) async throws -> Value {
        let token = CSRF.page
        return try await read { reading in
            try Language.$current.withValue(language) { try CSRF.$page.withValue(token) { try body(reading) } }
        }
    }
}

extension Settings {
    /// The short address as people read and type it: without `https://`.
    func joinAddress(_ code: String) -> String {
        joinURL(code).replacing(/^https?:\/\//, with: "")
    }

    /// The short address as a QR code holds it.
    func joinURL(_ code: String) -> String { baseURL + Paths.room(code) }
}
