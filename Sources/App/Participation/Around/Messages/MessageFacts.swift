import Domain
import Markup
import Web

/// What organisers write to chosen people of an event.
enum MessageFacts: RoutedFeature, StoredFeature, JournalFeature, OverviewFeature {
    static var routes: [Route] { MessageRoutes.all }
    static var api: [APIRoute] { MessageAPI.routes }

    static var tables: [TableFacts] {
        [
            TableFacts(
                "event_message", search: .left("seen by who organises the event"), texts: ["texts"],
                seats: [.actor("sent_by")], file: .stays("mail is sent by the server that has the people"))
        ]
    }

    static var journal: [JournalKind] { [JournalKind("message.sending", L("Message sent to people of the event"))] }

    static func links(of frame: EventFrame) -> HTML {
        frame.allows(.organise)
            ? "<a class=\"button\" href=\"\(Paths.messages(frame.event.id))\">\(L("Messages"))</a>" : .empty
    }
}
