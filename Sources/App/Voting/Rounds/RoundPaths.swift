import Domain
import Web

extension Paths {
    static let apiRounds = PathPattern<Event.ID>("/api/v1/events/:event/rounds")
    static let apiRound = PathPattern<Event.ID, Round.ID>("/api/v1/events/:event/rounds/:round")
    static let apiOpening = PathPattern<Event.ID, Round.ID>("/api/v1/events/:event/rounds/:round/opening")
    static let apiExtension = PathPattern<Event.ID, Round.ID>("/api/v1/events/:event/rounds/:round/extension")
    static let apiClosure = PathPattern<Event.ID, Round.ID>("/api/v1/events/:event/rounds/:round/closure")
    static let apiRevelation = PathPattern<Event.ID, Round.ID>("/api/v1/events/:event/rounds/:round/revelation")
    static let apiBallot = PathPattern<Event.ID, Round.ID>("/api/v1/events/:event/rounds/:round/ballot")
    static let apiPapers = PathPattern<Event.ID, Round.ID>("/api/v1/events/:event/rounds/:round/paper-ballots")
    static let apiPaperConfirmation = PathPattern<Event.ID, Round.ID, PaperBallot.ID>(
        "/api/v1/events/:event/rounds/:round/paper-ballots/:paper/confirmation")
}

enum RoundPaths {
    /// The pages of Room/ that rounds lead back to.
    static let console = Paths.console
    static let seat = Paths.room

    static let new = PathPattern<Event.ID>("/events/:event/rounds/new")
    static let all = PathPattern<Event.ID>("/events/:event/rounds")
    static let edit = PathPattern<Event.ID, Round.ID>("/events/:event/rounds/:round/edit")
    static let change = PathPattern<Event.ID, Round.ID>("/events/:event/rounds/:round/change")
    static let withdrawal = PathPattern<Event.ID, Round.ID>("/events/:event/rounds/:round/withdrawal")
    static let opening = PathPattern<Event.ID, Round.ID>("/events/:event/rounds/:round/opening")
    static let extending = PathPattern<Event.ID, Round.ID>("/events/:event/rounds/:round/extension")
    static let closure = PathPattern<Event.ID, Round.ID>("/events/:event/rounds/:round/closure")
    static let revelation = PathPattern<Event.ID, Round.ID>("/events/:event/rounds/:round/revelation")

    static let ballot = PathPattern<String, Round.ID>("/e/:code/rounds/:round/ballot")
    static let receipts = PathPattern<String, Round.ID>("/e/:code/rounds/:round/receipts")

    static let paper = PathPattern<Event.ID, Round.ID>("/events/:event/rounds/:round/paper")
    static let sheet = PathPattern<Event.ID, Round.ID, PaperBallot.ID>("/events/:event/rounds/:round/paper/:paper")
    static let confirmation = PathPattern<Event.ID, Round.ID, PaperBallot.ID>(
        "/events/:event/rounds/:round/paper/:paper/confirmation")
    static let rejection = PathPattern<Event.ID, Round.ID, PaperBallot.ID>(
        "/events/:event/rounds/:round/paper/:paper/withdrawal")

    static let result = PathPattern<Event.ID, Round.ID>("/events/:event/rounds/:round")
}
