import Domain
import Markup
import Storage
import Web

/// The meeting at the table.
enum MeetingFacts: RoutedFeature, EventTabFeature, StoredFeature, JournalFeature, LivePartFeature, ActionOriginFeature,
    HelpFeature, RoomLinkFeature
{
    static let wall = "wall"

    static var routes: [Route] { MeetingRoutes.all }
    static var api: [APIRoute] { MeetingAPI.routes }

    static var eventTabs: [EventTab] {
        [
            EventTab(
                id: EventTab.meetingID, order: 56, label: L("The meeting"),
                path: { MeetingPaths.meeting($0.event.id) }, permission: .attend, under: EventTab.agendaID)
        ]
    }

    /// For a seat without account: where the list of speakers is open.
    static func roomLinks(
        of event: EventRecord, _ membership: Membership, _ visit: Visit, _ reading: any Reading
    ) throws -> [(label: Message, path: String)] {
        let isOpen = try reading.remember("list of speakers of \(event.id)") {
            try MeetingFloorStore(reading).floor(of: event.id).isOpen
        }
        return isOpen ? [(L("The meeting"), MeetingPaths.meeting(event.id))] : []
    }

    static var liveParts: [LivePart] {
        [
            LivePart(
                kind: CardPlace.meeting.kind,
                view: { asked, reading in
                    let section = try MeetingFloorSection(
                        asked.event, now: asked.now, isOnWall: asked.name == wall, reading)
                    return LiveView(
                        state: MeetingFloorSection.state,
                        regions: [LiveRegion(MeetingFloorSection.element, section.html)])
                })
        ]
    }

    private static let here = "what a meeting decides belongs to the server on which it was held"

    static var tables: [TableFacts] {
        [
            TableFacts("meeting_paper", file: .stays(here)),
            TableFacts(
                "meeting_decision", search: .left("it stands on the page of its meeting"),
                person: .rows(642, [.actor("created_by")]), erasure: .blanked(["created_by": .nothing]),
                texts: ["text"], seats: [.actor("created_by")], file: .stays(here)),
            TableFacts(
                "meeting_stand", search: .left("it stands on the page of its meeting"),
                person: .rows(643, [.actor("stated_by"), .actor("settled_by")]),
                erasure: .blanked(["stated_by": .nothing, "settled_by": .nothing]), texts: ["words"],
                seats: [
                    .actor("stated_by", by: ["decision_id", "country"]),
                    .actor("settled_by", by: ["decision_id", "country"]),
                ], file: .stays(here)),
            TableFacts("meeting_floor", file: .stays(here)),
            TableFacts(
                "meeting_speaker", person: .rows(644, [.seat("participant_id")]), erasure: .deleted,
                seats: [.seat("participant_id")], file: .stays(here)),
        ]
    }

    static var journal: [JournalKind] {
        [
            JournalKind("meeting.decision", L("Decision of a meeting written"), news: .everybody),
            JournalKind("meeting.decision-change", L("Decision of a meeting changed")),
            JournalKind("meeting.stand", L("Delegation said what it thinks of a decision")),
            JournalKind("meeting.paper", L("Document of an item of the agenda linked or removed")),
            JournalKind("meeting.floor", L("List of speakers changed")),
            JournalKind("meeting.asking", L("Floor asked for, or no longer")),
        ]
    }

    static var help: [HelpEntry] {
        [
            HelpEntry(
                key: "meeting", order: 46, title: L("The meeting"),
                screens: [MeetingPaths.meeting.template, MeetingPaths.wall.template],
                text: [
                    L(
                        "What was promised last time stands first. Under each item stand its documents, minutes, decisions and actions. The head of a delegation decides; where a focal point is mandated, the word is provisional until they confirm it."
                    )
                ], guides: [.organiser, .facilitator, .focalPoint])
        ]
    }

    // MARK: Where its actions come from

    static var actionOrigins: [String] { [MeetingOperations.origin] }

    static func actionOrigin(_ origin: ActionOrigin, _ visit: Visit, _ reading: any Reading) throws -> ActionSource? {
        guard let id = AgendaBlock.ID(origin.id), let event = try MeetingTiesStore(reading).event(of: id) else {
            return nil
        }
        let membership = try visit.membership(in: event, reading)
        guard !membership.isStranger else { return nil }
        let block = try AgendaStore(reading).block(id, of: event)
        guard try block.isRead(by: membership, in: EventStore(reading).event(event).marking) else { return nil }
        return ActionSource(label: L("Meeting"), title: block.title, path: MeetingPaths.meeting(event) + "#item-\(id)")
    }
}

extension EventTab {
    static let meetingID = "meeting"
}
