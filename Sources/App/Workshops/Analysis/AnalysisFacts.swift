import Storage
import Web

enum AnalysisFacts: RoutedFeature, CardFeature, LivePartFeature, StageFeature, EventResultFeature {
    static var screen: any StageScreen.Type { AnalyseScreen.self }
    static var routes: [Route] { AspectRoutes.all }
    static var api: [APIRoute] { AspectAPI.routes }

    static func results(of frame: EventFrame, _ reading: any Reading) throws -> [EventResult] {
        guard let stage = frame.event.stage, stage >= .analyse else { return [] }
        let aspects = try AspectStore(reading).aspects(of: frame.event.id)
        let (helps, blocks) = (
            aspects.count { $0.direction == .facilitating }, aspects.count { $0.direction == .blocking }
        )
        return [
            EventResult(
                order: 30, title: L("Tables"), path: Paths.tables(frame.event.id),
                note: L("What each group wrote of what helps and what blocks"),
                said: aspects.isEmpty ? nil : L("\(helps) that help, \(blocks) that block.")),
            EventResult(
                order: 60, title: L("Cases"), path: Paths.eventCases(frame.event.id),
                note: L("Past events and exercises, as evidence")),
        ]
    }

    // Corrected while the groups envision; what is exchanged and cited then stays as it was said.
    static var cards: [CardKind] {
        [
            CardKind(
                name: "table", table: "breakout_group",
                access: { asked, reading in
                    guard let group: BreakoutGroup.ID = asked.place.id.flatMap({ .init($0) }) else {
                        throw Refusal.notFound
                    }
                    return try CardAccess(group: group, asked, until: .envision, reading)
                })
        ]
    }

    static var liveParts: [LivePart] {
        [
            LivePart(
                kind: "table",
                view: { asked, reading in
                    guard let group: BreakoutGroup.ID = asked.id() else { return nil }
                    let table = try TableView(
                        asked.event, group, isWriting: asked.name == LiveParts.writing, people: asked.people, reading)
                    return LiveView(state: table.state, regions: table.regions)
                })
        ]
    }
}

extension CardPlace {
    /// The analysis of a breakout group.
    static func table(_ id: BreakoutGroup.ID) -> CardPlace { CardPlace("table", id.description) }
}
