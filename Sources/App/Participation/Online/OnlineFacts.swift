import Web

/// The online room of an event.
enum OnlineFacts: RoutedFeature, LivePartFeature, RoomAsideFeature, AttendanceLinkFeature, ClockFeature {
    static var clocks: [Clock] { [Clock { await OnlineMails.watch($0) }] }
    static var routes: [Route] { OnlineRoutes.all }
    static var api: [APIRoute] { OnlineAPI.routes }

    static func attendanceLink(of event: Event.ID) -> (label: Message, path: String) {
        (OnlineDeskPage.label, OnlinePaths.desk(event))
    }

    static func aside(of event: EventRecord) -> (label: Message, path: String)? {
        event.link.isEmpty ? nil : (L("Meeting, questions and polls"), OnlinePaths.room(event.code))
    }

    static var liveParts: [LivePart] {
        [
            LivePart(
                kind: CardPlace.online.kind,
                view: { asked, reading in
                    let event = try EventStore(reading).event(asked.event)
                    let regions =
                        switch asked.name {
                        case OnlineDeskSections.audience:
                            try OnlineDeskSections(event, now: asked.now, reading).regions
                        case OnlineWallSection.audience:
                            [LiveRegion("wall", try OnlineWallSection(event, reading).html)]
                        default: try OnlineSections(event, reading).regions
                        }
                    return LiveView(state: OnlineSections.state, regions: regions)
                })
        ]
    }
}
