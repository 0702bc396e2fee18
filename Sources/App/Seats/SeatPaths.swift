import Domain
import Web

extension Paths {
    static let apiDoubles = PathPattern<Event.ID>("/api/v1/events/:event/doubles")
    static let apiSeatDistinctions = PathPattern<Event.ID>("/api/v1/events/:event/seat-distinctions")
    static let apiSeatJoinings = PathPattern<Event.ID>("/api/v1/events/:event/seat-joinings")
    static let apiSeatJoining = PathPattern<Event.ID, SeatJoining.ID>("/api/v1/events/:event/seat-joinings/:joining")
}
