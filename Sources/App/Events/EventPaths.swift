import Web

extension Paths {
    static let programmes = FixedPath("/programmes")
    static let newProgramme = FixedPath("/programmes/new")
    static let programme = PathPattern<Programme.ID>("/programmes/:programme")
    static let programmeEditing = PathPattern<Programme.ID>("/programmes/:programme/edit")
    static let programmeOrganisers = PathPattern<Programme.ID>("/programmes/:programme/organisers")
    static let programmeOrganiserRemoval = PathPattern<Programme.ID, Account.ID>(
        "/programmes/:programme/organisers/:account/removal")
    static let newEvent = PathPattern<Programme.ID>("/programmes/:programme/events/new")
    static let programmeEvents = PathPattern<Programme.ID>("/programmes/:programme/events")
    static let eventResults = PathPattern<Event.ID>("/events/:event/results")
    static let programmePeople = PathPattern<Programme.ID>("/programmes/:programme/people")
    static let eventSettings = PathPattern<Event.ID>("/events/:event/settings")
    static let eventCode = PathPattern<Event.ID>("/events/:event/code")
    static let eventMail = PathPattern<Event.ID>("/events/:event/mail")
    static let eventProjectorLink = PathPattern<Event.ID>("/events/:event/projector-link")
    static let topics = PathPattern<Event.ID>("/events/:event/topics")
    static let topic = PathPattern<Event.ID, Topic.ID>("/events/:event/topics/:topic")
    static let topicOrder = PathPattern<Event.ID, Topic.ID>("/events/:event/topics/:topic/order")
    static let topicRemoval = PathPattern<Event.ID, Topic.ID>("/events/:event/topics/:topic/removal")
    static let eventPeople = PathPattern<Event.ID>("/events/:event/people")
    static let eventPeopleFromDirectory = PathPattern<Event.ID>("/events/:event/people/directory")
    static let eventPeopleExport = PathPattern<Event.ID, String>("/events/:event/people/export/:format")
    static let eventInvitations = PathPattern<Event.ID>("/events/:event/invitations")
    static let participant = PathPattern<Event.ID, Participant.ID>("/events/:event/people/:participant")
    static let participantRemoval = PathPattern<Event.ID, Participant.ID>("/events/:event/people/:participant/removal")
    static let seatJoinings = PathPattern<Event.ID>("/events/:event/seat-joinings")
    static let seatDistinctions = PathPattern<Event.ID>("/events/:event/seat-distinctions")
    static let seatJoiningReversal = PathPattern<Event.ID, SeatJoining.ID>(
        "/events/:event/seat-joinings/:joining/reversal")
    static let participantReturn = PathPattern<Event.ID, Participant.ID>("/events/:event/people/:participant/return")
    static let eventImport = PathPattern<Event.ID>("/events/:event/people/import")
    /// The event's short address, and for participants the room itself.
    static let room = PathPattern<String>("/e/:code")
    /// From where the room is run.
    static let console = PathPattern<Event.ID>("/events/:event/console")
    static let apiMe = FixedPath("/api/v1/me")
    static let apiProgrammes = FixedPath("/api/v1/programmes")
    static let apiProgramme = PathPattern<Programme.ID>("/api/v1/programmes/:programme")
    static let apiProgrammeEvents = PathPattern<Programme.ID>("/api/v1/programmes/:programme/events")
    static let apiEvents = FixedPath("/api/v1/events")
    static let apiEvent = PathPattern<Event.ID>("/api/v1/events/:event")
    static let apiTopics = PathPattern<Event.ID>("/api/v1/events/:event/topics")
    static let apiTopic = PathPattern<Event.ID, Topic.ID>("/api/v1/events/:event/topics/:topic")
    static let apiParticipants = PathPattern<Event.ID>("/api/v1/events/:event/participants")
    static let apiParticipant = PathPattern<Event.ID, Participant.ID>("/api/v1/events/:event/participants/:participant")
    static let apiParticipantLink = PathPattern<Event.ID, Participant.ID>(
        "/api/v1/events/:event/participants/:participant/link")
    static let apiParticipantLinkRenewal = PathPattern<Event.ID, Participant.ID>(
        "/api/v1/events/:event/participants/:participant/link/renewal")
    static let apiParticipantRole = PathPattern<Event.ID, Participant.ID>(
        "/api/v1/events/:event/participants/:participant/role")
}

extension Settings {
    /// The short address as people read and type it: without `https://`.
    func joinAddress(_ code: String) -> String {
        joinURL(code).replacing(/^https?:\/\//, with: "")
    }

    /// The short address as a QR code holds it.
    func joinURL(_ code: String) -> String { baseURL + Paths.room(code) }
}
