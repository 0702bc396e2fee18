import Domain
import Web

/// What organisers write to chosen people of an event.
enum MessageFacts: RoutedFeature, StoredFeature, JournalFeature, AroundFeature {
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

    static var aroundPages: [AroundPage] {
        [
            AroundPage(
                id: "messages", order: 30, label: L("Messages"), path: { Paths.messages($0) }, permission: .organise)
        ]
    }
}
