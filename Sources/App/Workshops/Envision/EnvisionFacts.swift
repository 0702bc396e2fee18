import Web

enum EnvisionFacts: RoutedFeature, CardFeature, LivePartFeature, StageFeature {
    static var screen: any StageScreen.Type { EnvisionScreen.self }
    static var routes: [Route] { EnvisionRoutes.all }
    static var api: [APIRoute] { EnvisionAPI.routes }

    static var cards: [CardKind] {
        [
            CardKind(
                name: "sheet", table: "sheet",
                access: { asked, reading in
                    guard let sheet: EnvisionSheet.ID = asked.place.id.flatMap({ .init($0) }) else {
                        throw Refusal.notFound
                    }
                    return try CardAccess(sheet: sheet, asked, reading)
                })
        ]
    }

    static var liveParts: [LivePart] {
        [
            LivePart(
                kind: "sheet",
                view: { asked, reading in
                    guard let id: EnvisionSheet.ID = asked.id() else { return nil }
                    // Only those who write the sheet listen (EnvisionRoutes).
                    let view = try SheetView(
                        try SheetStore(reading).sheet(id, in: asked.event),
                        mayWrite: try SheetAccess.isOpen(asked.event, reading), people: asked.people,
                        seats: SheetView.seats(of: asked.name), reading)
                    return LiveView(state: view.state, regions: view.regions)
                })
        ]
    }
}

extension CardPlace {
    /// The desired situations and interventions of a group or a country.
    static func sheet(_ id: EnvisionSheet.ID) -> CardPlace { CardPlace("sheet", id.description) }
}
