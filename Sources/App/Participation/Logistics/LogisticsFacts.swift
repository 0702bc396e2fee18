import Domain
import Web

enum LogisticsFacts: RoutedFeature, StoredFeature, JournalFeature, ClockFeature, HelpFeature, EventTabFeature,
    LogisticsFeature
{
    static var routes: [Route] { LogisticsRoutes.all }
    static var api: [APIRoute] { LogisticsAPI.routes }
    static var clocks: [Clock] { [Clock { await NeedOperations.watch($0) }] }

    static var eventTabs: [EventTab] {
        [
            EventTab(
                id: Logistics.tab, order: 62, label: L("Travel and money"),
                path: { LogisticsPaths.travel($0.event.id) },
                permission: .organise, under: EventTab.people.id)
        ]
    }

    static var logisticsTabs: [LogisticsTab] {
        [
            LogisticsTab(id: "travel", order: 10, label: L("Travel"), path: { LogisticsPaths.travel($0) }),
            LogisticsTab(id: "needs", order: 20, label: L("Needs"), path: { LogisticsPaths.needs($0) }),
        ]
    }

    static var journal: [JournalKind] {
        [
            JournalKind("journey.change", L("Journey told")),
            JournalKind("journey.move", L("Journeys moved along with their event")),
            JournalKind("journey.letter-request", L("Visa letter asked for")),
            JournalKind("journey.letter-withdrawal", L("Visa letter asked for no longer")),
            JournalKind("journey.letter-issue", L("Visa letter handed over")),
            JournalKind("need.change", L("Needs told")),
            JournalKind("need.reading", L("Needs read with names")),
            JournalKind("need.erasure", L("Needs erased after their last day")),
        ]
    }

    static var help: [HelpEntry] {
        [
            HelpEntry(
                key: "travel", order: 62, title: L("Travel and money"),
                screens: [
                    LogisticsPaths.travel.template, LogisticsPaths.needs.template, LogisticsPaths.journey.template,
                ],
                text: [
                    L(
                        "Who has a seat tells on their phone when they come, where they sleep and what they need. You enter it for who cannot."
                    ),
                    L(
                        "The rooming list goes to the hotel, the numbers of needs to the kitchen. Names beside needs are shown only with a reason, which is written down."
                    ),
                    L(
                        "What was told for a visa letter is erased when the letter is handed over, needs some weeks after the event."
                    ),
                ], guides: [.organiser])
        ]
    }

    // MARK: Tables

    private static let here = "travel, needs and money are kept by the server that organises"
    private static let hidden = "personal, and seen by the organisers of the event only"

    static var tables: [TableFacts] {
        [
            TableFacts(
                "need", search: .left(hidden),
                person: .rows(
                    306, [.seat("participant_id"), .record("registration_id")], ["code", "text", "told_at"]),
                erasure: .deleted, namesOfEvent: .column("event_id"), texts: ["text"], seats: [.seat("participant_id")],
                file: .stays(here)),
            TableFacts(
                "need_reading", search: .left(hidden), person: .rows(302, [.actor("reader")]), texts: ["reason"],
                seats: [.actor("reader")], file: .stays(here)),
            TableFacts(
                "journey", search: .left(hidden),
                person: .rows(307, [.seat("participant_id"), .record("registration_id")]),
                erasure: .deleted, namesOfEvent: .column("event_id"),
                texts: ["origin", "carrier", "shares_with", "note"],
                seats: [.seat("participant_id", by: ["registration_id"])], file: .stays(here)),
            TableFacts(
                "visa_letter", search: .left(hidden),
                person: .rows(308, [.seat("participant_id"), .record("registration_id")]),
                erasure: .deleted, namesOfEvent: .column("event_id"),
                texts: ["passport_name"], seats: [.seat("participant_id", by: ["registration_id"])], file: .stays(here)),
        ]
    }
}
