import Web

enum OutlineFacts: RoutedFeature, CardFeature, LivePartFeature, StageFeature {
    static var screen: any StageScreen.Type { OutlineScreen.self }
    static var routes: [Route] { OutlineRoutes.all }
    static var api: [APIRoute] { OutlineAPI.routes }

    static var cards: [CardKind] {
        [
            CardKind(
                name: "outline",
                access: { asked, _ in
                    let writes = asked.membership.allows(.writeGuide)
                    return CardAccess(
                        isSeen: !asked.membership.isStranger, isOwn: writes, refusal: writes ? nil : .forbidden)
                })
        ]
    }

    static var liveParts: [LivePart] {
        [LivePart(kind: "outline", view: { asked, reading in try OutlinePage.view(asked.event, reading) })]
    }
}

extension CardPlace {
    /// The outline of the guide.
    static let outline = CardPlace("outline", nil)
}
