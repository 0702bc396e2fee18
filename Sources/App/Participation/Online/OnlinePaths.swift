import Domain
import Web

enum OnlinePaths {
    /// A participant's page: the button, the questions, the polls.
    static let room = PathPattern<String>("/e/:code/online")
    static let live = PathPattern<String>("/e/:code/online/live")
    static let joining = PathPattern<String>("/e/:code/online/joining")
    static let presence = PathPattern<String>("/e/:code/online/presence")
    static let questions = PathPattern<String>("/e/:code/online/questions")
    static let endorsement = PathPattern<String, RoomQuestion.ID>("/e/:code/online/questions/:question/endorsement")
    static let answer = PathPattern<String, RoomPoll.ID>("/e/:code/online/polls/:poll/answer")
    /// For who runs the event.
    static let desk = PathPattern<Event.ID>("/events/:event/online")
    static let deskLive = PathPattern<Event.ID>("/events/:event/online/live")
    /// For the room's screen; the token of the projector is the permission.
    static let wall = PathPattern<Event.ID, String>("/events/:event/projector/:token/online")
    static let wallLive = PathPattern<Event.ID, String>("/events/:event/projector/:token/online/live")
    /// Where the meeting is.
    static let link = PathPattern<Event.ID>("/events/:event/online/link")
    static let down = PathPattern<Event.ID>("/events/:event/online/outage")
    static let questionState = PathPattern<Event.ID, RoomQuestion.ID>("/events/:event/online/questions/:question/state")
    static let polls = PathPattern<Event.ID>("/events/:event/online/polls")
    static let pollState = PathPattern<Event.ID, RoomPoll.ID>("/events/:event/online/polls/:poll/state")
    static let figures = PathPattern<Event.ID, String>("/events/:event/online/figures/:format")
    static let apiFigures = PathPattern<Event.ID>("/api/v1/events/:event/online/figures")
    static let apiQuestions = PathPattern<Event.ID>("/api/v1/events/:event/online/questions")
    static let apiPolls = PathPattern<Event.ID>("/api/v1/events/:event/online/polls")
}
