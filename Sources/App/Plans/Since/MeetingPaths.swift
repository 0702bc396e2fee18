import Domain
import Web

enum MeetingPaths {
    static let meeting = PathPattern<Event.ID>("/events/:event/meeting")
    static let wall = PathPattern<Event.ID>("/events/:event/meeting/wall")
    static let live = PathPattern<Event.ID>("/events/:event/meeting/live")
    static let decisions = PathPattern<Event.ID, AgendaBlock.ID>("/events/:event/meeting/items/:block/decisions")
    static let papers = PathPattern<Event.ID, AgendaBlock.ID>("/events/:event/meeting/items/:block/papers")
    static let actions = PathPattern<Event.ID, AgendaBlock.ID>("/events/:event/meeting/items/:block/actions")
    static let decision = PathPattern<Event.ID, MeetingDecision.ID>("/events/:event/meeting/decisions/:meetingDecision")
    static let stand = PathPattern<Event.ID, MeetingDecision.ID>("/events/:event/meeting/decisions/:meetingDecision/stand")
    static let settling = PathPattern<Event.ID, MeetingDecision.ID>(
        "/events/:event/meeting/decisions/:meetingDecision/settling")
    static let floor = PathPattern<Event.ID>("/events/:event/meeting/floor")
    static let speakers = PathPattern<Event.ID>("/events/:event/meeting/speakers")
    static let turn = PathPattern<Event.ID>("/events/:event/meeting/turn")

    static let api = PathPattern<Event.ID>("/api/v1/events/:event/meeting")
    static let apiDecisions = PathPattern<Event.ID, AgendaBlock.ID>(
        "/api/v1/events/:event/meeting/items/:block/decisions")
    static let apiPapers = PathPattern<Event.ID, AgendaBlock.ID>("/api/v1/events/:event/meeting/items/:block/papers")
    static let apiActions = PathPattern<Event.ID, AgendaBlock.ID>("/api/v1/events/:event/meeting/items/:block/actions")
    static let apiDecision = PathPattern<Event.ID, MeetingDecision.ID>(
        "/api/v1/events/:event/meeting/decisions/:meetingDecision")
    static let apiStand = PathPattern<Event.ID, MeetingDecision.ID>(
        "/api/v1/events/:event/meeting/decisions/:meetingDecision/stand")
    static let apiSettling = PathPattern<Event.ID, MeetingDecision.ID>(
        "/api/v1/events/:event/meeting/decisions/:meetingDecision/settling")
    static let apiFloor = PathPattern<Event.ID>("/api/v1/events/:event/meeting/floor")
    static let apiSpeakers = PathPattern<Event.ID>("/api/v1/events/:event/meeting/speakers")
    static let apiTurn = PathPattern<Event.ID>("/api/v1/events/:event/meeting/turn")
}
