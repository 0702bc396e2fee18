import Storage
import Web

enum VotingFacts: RoutedFeature, EventResultFeature, ClockFeature {
    static var clocks: [Clock] { [Clock { await RoundClosing.watch($0) }] }

    static var routes: [Route] { RoundRoutes.all + PaperRoutes.all + ResultRoutes.all }
    static var api: [APIRoute] { RoundAPI.routes + ResultAPI.routes }

    /// The last vote first. What is not revealed is not there.
    static func results(of frame: EventFrame, _ reading: any Reading) throws -> [EventResult] {
        let names = try DirectoryNames(reading)
        return try RoundStore(reading).rounds(of: frame.event.id).filter { $0.state == .revealed }.map { round in
            let result = try ResultCache.shared.result(of: round, reading)
            let told = result.map { L("\($0.ballots) of \($0.present) answered") }
            return EventResult(
                order: 20, title: round.question, path: RoundPaths.result(frame.event.id, round.id),
                note: .list([L("Vote · \(round.name)"), told].compactMap { $0 }, .commas),
                said: result.map { ResultWords($0, $0.main, names).answer })
        }
    }
}
