import Storage
import Web

enum GuideFacts: RoutedFeature, CardFeature, LivePartFeature, StageFeature, EventTabFeature {
    static var screen: any StageScreen.Type { GuideScreen.self }
    static var routes: [Route] { GuideRoutes.all + GuideReviewRoutes.all }
    static var api: [APIRoute] { GuideAPI.routes + GuideReviewAPI.routes }

    static var eventTabs: [EventTab] {
        [
            EventTab(
                id: EventTab.guideID, order: 60, label: L("Guide"), path: { Paths.guide($0.event.id) },
                permission: .attend, part: EventWorkshop.kind),
            EventTab(
                id: EventTab.guideID, order: 60, label: L("Text", context: "of a publication"),
                path: { $0.allows(.writeGuide) ? Paths.guideBuilder($0.event.id) : Paths.guide($0.event.id) },
                permission: .attend, place: .writing),
            EventTab(
                id: "review", order: 70, label: L("Comments and versions"), path: { Paths.guideReview($0.event.id) },
                permission: .attend, place: .writing),
        ]
    }

    static var cards: [CardKind] {
        [
            CardKind(
                name: "guide", limit: 40_000, isMarkdown: true,
                access: { asked, reading in
                    let writes = asked.membership.allows(.writeGuide)
                    let isFinal = try GuideReviewStore(reading).guideIfAny(of: asked.event)?.state == .final
                    return CardAccess(
                        isSeen: !asked.membership.isStranger, isOwn: writes,
                        refusal: !writes ? .forbidden : isFinal ? .guideIsFinal : nil)
                },
                follow: { card, text, tx in try GuideCitations.keep(card, text: text, tx) })
        ]
    }

    static var liveParts: [LivePart] {
        [
            LivePart(
                kind: "guide",
                view: { asked, reading in try GuideLive.view(asked.event, people: asked.people, reading) })
        ]
    }
}

extension CardPlace {
    /// A section of the guide.
    static let guide = CardPlace("guide", nil)
}
