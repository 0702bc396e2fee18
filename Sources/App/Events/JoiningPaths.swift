import Domain
import Web

enum JoiningPaths {
    static let code = FixedPath("/join")
    static let link = PathPattern<String>("/i/:token")
    /// Behind a personal link: where in the room it leads, by the last part of that page's address.
    static func onward(_ place: String) -> String { "?to=\(place)" }
    /// On a name card, which is worn in public.
    static let card = PathPattern<String>("/k/:card")
    static let arrivals = PathPattern<String>("/e/:code/arrivals")
    static let waitingLive = PathPattern<String>("/e/:code/arrivals/live")
    static let departure = FixedPath("/seat/departure")
    static let personalLink = PathPattern<Event.ID, Participant.ID>("/events/:event/participants/:participant/link")
    static let linkRevocation = PathPattern<Event.ID, Participant.ID>(
        "/events/:event/participants/:participant/link/revocation")
    static let linkRenewal = PathPattern<Event.ID, Participant.ID>(
        "/events/:event/participants/:participant/link/renewal")
    static let nameCards = PathPattern<Event.ID>("/events/:event/name-cards")
    static let linkSlips = PathPattern<Event.ID>("/events/:event/link-slips")
}
