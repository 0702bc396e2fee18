import Storage
import Web

enum ExchangeFacts: RoutedFeature, StageFeature, EventResultFeature {
    static var screen: any StageScreen.Type { ExchangeScreen.self }
    static var routes: [Route] { ExchangeRoutes.all }
    static var api: [APIRoute] { ExchangeAPI.routes }

    static func results(of frame: EventFrame, _ reading: any Reading) throws -> [EventResult] {
        guard let stage = frame.event.stage, stage >= .exchange else { return [] }
        let decided = try ExchangeStore(reading).adoptions(of: frame.event.id)
        let (taken, countries) = (decided.count { $0.decision != .decline }, Set(decided.map(\.country)).count)
        let all = EventResult(
            order: 40, title: L("Exchange"), path: Paths.exchange(frame.event.id),
            note: L("What countries plan, share and decide"),
            said: decided.isEmpty
                ? nil
                : L(
                    countries, one: "\(countries) country has decided; interventions taken up: \(taken).",
                    other: "\(countries) countries have decided; interventions taken up: \(taken)."))
        let own = EventResult(
            order: 50, title: L("What our country decides"), path: Paths.decisions(frame.event.id),
            note: L("For the delegations"))
        return frame.visit.visitor.seat?.event == frame.event.id && frame.allows(.contribute) ? [all, own] : [all]
    }
}
