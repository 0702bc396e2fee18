import Domain
import Storage
import Web

enum GroupFacts: RoutedFeature, StageFeature, NameCardFeature {
    static var screen: any StageScreen.Type { GroupsScreen.self }
    static var routes: [Route] { GroupRoutes.all }
    static var api: [APIRoute] { GroupAPI.routes }

    /// The group of the plan in use, and where it sits.
    static func lines(of event: Event.ID, _ reading: any Reading) throws -> [Participant.ID: Message] {
        var lines: [Participant.ID: Message] = [:]
        for group in try GroupStore(reading).groups(of: event) {
            let words = group.place.isEmpty ? group.label : .verbatim("\(group.label.string()) · \(group.place)")
            for member in group.members { lines[member.id] = words }
        }
        return lines
    }
}
