import Storage
import Web

enum VotingFacts: RoutedFeature, EventResultFeature, ClockFeature {
    static var clocks: [Clock] { [Clock { await RoundClosing.watch($0) }] }

    static var routes: [Route] { RoundRoutes.all + PaperRoutes.all + ResultRoutes.all }
    static var api: [APIRoute] { RoundAPI.routes + ResultAPI.routes }

    /// The last vote first. What is not revealed is not there.
    static func results(of frame: EventFrame, _ reading: any Reading) throws -> [EventResult] {
        try RoundStore(reading).rounds(of: frame.event.id).filter { $0.state == .revealed }.map { round in
            EventResult(
                order: 20, title: round.question, path: RoundPaths.result(frame.event.id, round.id),
                note: L("Vote · \(round.name)"))
        }
    }
}
