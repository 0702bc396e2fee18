import Domain
import Storage
import Web

/// Practices at an event: a part that any event may have, and a kind of workshop that begins with it.
enum EventPracticeFacts: RoutedFeature, StoredFeature, JournalFeature, NoticeFeature, EventTabFeature {
    static let partCode = "practices"

    static var routes: [Route] { EventPracticeRoutes.all }
    static var api: [APIRoute] { EventPracticeAPI.routes }
    static var notices: [Done] { [.practiceAsked] }
    static var eventTabs: [EventTab] { [.practices] }

    static var tables: [TableFacts] {
        [
            TableFacts(
                "practice_question", search: .left("it stands with its practice, at its event"),
                person: .rows(369, [.actor("asked_by"), .actor("answered_by")]), texts: ["text", "answer"],
                seats: [.actor("asked_by"), .actor("answered_by")],
                file: .stays("practices belong to the library of a server"))
        ]
    }

    static var journal: [JournalKind] {
        [
            JournalKind("practice.offer", L("Practice offered")),
            JournalKind("practice.question", L("Question about a practice asked")),
            JournalKind("practice.answer", L("Question about a practice answered")),
        ]
    }
}

extension EventTab {
    static let practices = EventTab(
        id: "practices", order: 44, label: L("Practices"), path: { Paths.eventPractices($0.event.id) },
        permission: .attend, part: EventPracticeFacts.partCode)
}

extension Done {
    static let practiceAsked = Done("practiceAsked", L("It stands with the practice now."))
}

extension EventPracticeFacts: EventKindFeature, EventPartFeature {
    static var eventKinds: [EventKind] {
        [
            EventKind(
                "best-practice", order: 12, L("Best-practice workshop"),
                L("A workshop at which delegations offer what works, ask each other, and say what they take over."),
                parts: [EventWorkshop.kind, partCode])
        ]
    }

    static var part: EventPartKind {
        EventPartKind(
            code: partCode, label: L("Practices"),
            summary: L("Delegations offer what works; others ask, and say what they take over."), hasRoom: false)
    }

    static func begin(_ part: EventPart.ID, in event: Event.ID, _ start: EventPartStart, _ work: Work) throws {}

    static func obstacle(_ part: EventPartRecord, _ reading: any Reading) throws -> Message? {
        try EventPracticeStore(reading).isUsed(part.event) ? L("Practices were offered here.") : nil
    }

    static func end(_ part: EventPartRecord, _ tx: Transaction) throws {}
}
