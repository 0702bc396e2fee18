import Domain
import Web

extension Paths {
    static let apiTally = PathPattern<Event.ID, Round.ID>("/api/v1/events/:event/rounds/:round/tally")
    static let apiBallots = PathPattern<Event.ID, Round.ID>("/api/v1/events/:event/rounds/:round/ballots")
    static let apiCounts = PathPattern<Event.ID, Round.ID>("/api/v1/events/:event/rounds/:round/counts.csv")
    static let apiBallotFile = PathPattern<Event.ID, Round.ID>("/api/v1/events/:event/rounds/:round/ballots.csv")
}

enum ResultPaths {
    static let ballotsCSV = PathPattern<Event.ID, Round.ID>("/events/:event/rounds/:round/ballots.csv")
    static let ballotsJSON = PathPattern<Event.ID, Round.ID>("/events/:event/rounds/:round/ballots.json")
    static let countsCSV = PathPattern<Event.ID, Round.ID>("/events/:event/rounds/:round/counts.csv")
    static let tallyCSV = PathPattern<Event.ID, Round.ID>("/events/:event/rounds/:round/tally.csv")
    static let tallyJSON = PathPattern<Event.ID, Round.ID>("/events/:event/rounds/:round/tally.json")
    static let slopeSVG = PathPattern<Event.ID, Round.ID>("/events/:event/rounds/:round/slope.svg")
    static let slopePNG = PathPattern<Event.ID, Round.ID>("/events/:event/rounds/:round/slope.png")
}
