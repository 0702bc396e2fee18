import Domain
import Storage
import Web

/// Plans of groups, by who runs the room. The groups themselves are found as tables (Analysis).
extension GroupFacts: SearchFeature {
    private static let plan = SearchKind("group-plan", order: 160, L("Group plans"))

    static var searchKinds: [SearchKind] { [plan] }

    static func tellSearch(_ asked: SearchAsked, _ reading: any Reading) throws -> [SearchEntry] {
        try GroupStore(reading).planTitles(of: asked.events(allowing: .facilitate)).map { one in
            var entry = SearchEntry(
                plan, one.id, SearchText(one.title), in: .event(one.event), path: GroupPaths.plan(one.event, one.id))
            entry.texts = [SearchText(one.note)]
            return entry
        }
    }
}

extension GroupStore {
    fileprivate func planTitles(of events: [Event.ID]) throws
        -> [(id: GroupPlan.ID, event: Event.ID, title: String, note: String)]
    {
        try reading.all("SELECT id, event_id, title, note FROM group_plan WHERE event_id IN \(in: events)").map {
            (try $0.get("id"), try $0.get("event_id"), try $0.get("title"), try $0.get("note"))
        }
    }

    /// The groups of the plans in use.
    func searched(of events: [Event.ID]) throws
        -> [(id: BreakoutGroup.ID, event: Event.ID, number: Int, name: String, place: String)]
    {
        try reading.all(
            """
            SELECT g.id, g.event_id, g.number, g.name, g.place FROM breakout_group g
            JOIN workshop w ON w.group_plan_id = g.plan_id WHERE g.event_id IN \(in: events)
            """
        ).map {
            (
                try $0.get("id"), try $0.get("event_id"), try $0.get("number"), try $0.get("name"), try $0.get("place")
            )
        }
    }
}
