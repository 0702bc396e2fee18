import Domain
import Storage
import Web

/// What rounds ask. One that is being prepared is its facilitators'; of no round anything that people answered.
extension VotingFacts: SearchFeature {
    private static let round = SearchKind("round", order: 90, L("Rounds of voting"))

    static var searchKinds: [SearchKind] { [round] }

    static func tellSearch(_ asked: SearchAsked, _ reading: any Reading) throws -> [SearchEntry] {
        try RoundStore(reading).titles(of: asked.events).filter { !$0.isDraft || asked.runsTheRoom($0.event) }.map {
            one in
            let console = asked.runsTheRoom(one.event) ? RoundPaths.console(one.event) : Paths.event(one.event)
            return SearchEntry(
                round, one.id, SearchText(one.title), in: .event(one.event),
                path: one.isRevealed ? RoundPaths.result(one.event, one.id) : console)
        }
    }
}

extension RoundStore {
    fileprivate func titles(of events: [Event.ID]) throws
        -> [(id: Round.ID, event: Event.ID, title: String, isDraft: Bool, isRevealed: Bool)]
    {
        try reading.all("SELECT id, event_id, title, state FROM round WHERE event_id IN \(in: events)").map {
            let state: String = try $0.get("state")
            return (
                try $0.get("id"), try $0.get("event_id"), try $0.get("title"), state == "draft", state == "revealed"
            )
        }
    }
}
