import Storage
import Web

enum ExchangeFacts: RoutedFeature, StageFeature, EventResultFeature {
    static var screen: any StageScreen.Type { ExchangeScreen.self }
    static var routes: [Route] { ExchangeRoutes.all }
    static var api: [APIRoute] { ExchangeAPI.routes }

    static func results(of frame: EventFrame, _ reading: any Reading) throws -> [EventResult] {
        guard let stage = frame.event.stage, stage >= .exchange else { return [] }
        let all = EventResult(
            order: 40, title: L("Exchange"), path: Paths.exchange(frame.event.id),
            note: L("What countries plan, share and decide"))
        let own = EventResult(
            order: 50, title: L("What our country decides"), path: Paths.decisions(frame.event.id),
            note: L("For the delegations"))
        return frame.visit.visitor.seat?.event == frame.event.id && frame.allows(.contribute) ? [all, own] : [all]
    }
}
