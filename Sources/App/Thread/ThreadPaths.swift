import Domain
import Web

enum ThreadPaths {
    static let event = PathPattern<Event.ID>("/events/:event/thread")
    static let item = PathPattern<Event.ID, ThreadReference>("/events/:event/thread/:item")
    static let programme = PathPattern<Programme.ID>("/programmes/:programme/thread")
    static let programmeItem = PathPattern<Programme.ID, ThreadReference>("/programmes/:programme/thread/:item")
    static let api = PathPattern<ThreadReference>("/api/v1/thread/:item")

    static func address(_ of: ThreadItem) -> String {
        if let event = of.event { return item(event, ThreadReference(of)) }
        return of.programme.map { programmeItem($0, ThreadReference(of)) } ?? "/"
    }
}
