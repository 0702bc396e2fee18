import Domain
import Storage
import Web

/// The study visit: a kind of event, and a part that any event may have.
enum VisitFacts: RoutedFeature, ClockFeature, JournalFeature, HelpFeature, NoticeFeature, EventTabFeature {
    static var routes: [Route] { VisitRoutes.all }
    static var api: [APIRoute] { VisitAPI.routes }
    static var clocks: [Clock] { [Clock { await AccessOperations.watch($0) }] }
    static var notices: [Done] { [.stopsPlanned, .stopsAsBefore] }

    static var eventTabs: [EventTab] {
        [
            EventTab(
                id: VisitFrame.tab, order: 25, label: L("Visit"), path: { VisitPaths.visit($0.event.id) },
                permission: .attend, part: partCode)
        ]
    }

    static var journal: [JournalKind] {
        [
            JournalKind("visit.change", L("Host of the visit changed")),
            JournalKind("stop.creation", L("Stop added")),
            JournalKind("stop.change", L("Stop changed")),
            JournalKind("stop.removal", L("Stop removed")),
            JournalKind("visit.planning", L("Stops put into the agenda")),
            JournalKind("visit.access", L("Told for the access list")),
            JournalKind("visit.access-withdrawal", L("Taken back from the access list")),
            JournalKind("visit.access-list", L("Access list taken out for the host")),
            JournalKind("visit.access-erasure", L("Data of the access list erased after its day")),
            JournalKind("stop.question", L("Question for a stop asked")),
            JournalKind("stop.question-removal", L("Question for a stop removed")),
            JournalKind("stop.endorsement", L("Question for a stop endorsed")),
            JournalKind("stop.answer", L("Question for a stop answered")),
            JournalKind("visit.observation", L("Observation written")),
            JournalKind("visit.observation-change", L("Observation changed")),
            JournalKind("visit.observation-removal", L("Observation removed")),
            JournalKind("visit.practice", L("Observation offered as a practice"), news: .everybody),
        ]
    }

    static var help: [HelpEntry] {
        [
            HelpEntry(
                key: "visit", order: 46, title: L("Visit"),
                screens: [
                    VisitPaths.visit.template, VisitPaths.stop.template, VisitPaths.newStop.template,
                    VisitPaths.stopEditing.template, VisitPaths.observation.template, VisitPaths.practice.template,
                ],
                text: [
                    L(
                        "The stops stand in the order of their days and times. At each, everybody who takes part writes questions before and on the way, and observations afterwards, on the phone."
                    ),
                    L(
                        "An observation may be marked as a practice. An organiser makes a case of the library of it, on which guides and later events can rest."
                    ),
                ], guides: [.organiser, .facilitator, .participant]),
            HelpEntry(
                key: "visit-access", order: 47, title: L("Access list"),
                screens: [VisitPaths.access.template, VisitPaths.accessEntry.template, VisitPaths.settings.template],
                text: [
                    L(
                        "Say who the host is, what it asks of everybody who enters, and by which day it needs the list. Who has a seat tells it on their own page."
                    ),
                    L(
                        "You take the list out as a file; that is written down. On the day after, all that was told for it is erased, also from a copy of the database that is brought back."
                    ),
                ], guides: [.organiser]),
        ]
    }
}

extension Done {
    static let stopsPlanned = Done("stops-planned", L("The stops stand in the draft of the agenda."))
    static let stopsAsBefore = Done("stops-as-before", L("Nothing was changed: the draft says the same already."))
}

extension VisitFacts: EventKindFeature, EventPartFeature {
    static let partCode = "visit"

    static var eventKinds: [EventKind] {
        [
            EventKind(
                "study-visit", order: 40, L("Study visit"),
                L(
                    "A visit to a host: stops in their order, the list of who may enter, questions and observations on the phone, and a report. A workshop can be added in the settings."
                ), parts: [partCode])
        ]
    }

    static var part: EventPartKind {
        EventPartKind(
            code: partCode, label: L("Visit"),
            summary: L(
                "A visit has a host and stops, a list of who may enter, and at each stop questions and observations."),
            hasRoom: false)
    }

    static func begin(_ part: EventPart.ID, in event: Event.ID, _ start: EventPartStart, _ work: Work) throws {}

    static func obstacle(_ part: EventPartRecord, _ reading: any Reading) throws -> Message? {
        try VisitStore(reading).stops(of: part.event).isEmpty ? nil : L("The visit has stops. Remove them first.")
    }

    static func end(_ part: EventPartRecord, _ tx: Transaction) throws {}
}

/// One's own page of a visit stands beside travel and costs.
extension VisitFacts: OwnPageFeature, RoomLinkFeature {
    static func ownPage(_ own: OwnJourney, _ event: EventRecord) -> SubTabs.Item? {
        event.has(partCode) ? SubTabs.Item(id: "visit", label: L("Visit"), path: own.visitPath) : nil
    }

    /// For a seat without account, whose room has no tabs.
    static func roomLinks(
        of event: EventRecord, _ membership: Membership, _ visit: Visit, _ reading: any Reading
    ) throws -> [(label: Message, path: String)] {
        guard event.has(partCode) else { return [] }
        return [(L("Stops, questions and observations"), VisitPaths.visit(event.id))]
    }
}
