import Web

extension Paths {
    static let roomLive = PathPattern<String>("/e/:code/live")
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
    static let apiActivity = PathPattern<Event.ID>("/api/v1/events/:event/activity")
    static let apiStage = PathPattern<Event.ID>("/api/v1/events/:event/stage")
    static let guideBuilder = PathPattern<Event.ID>("/events/:event/guide/edit")
    static let reports = PathPattern<Event.ID>("/events/:event/reports")
}
