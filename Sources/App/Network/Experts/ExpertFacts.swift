import Domain
import Storage
import Web

/// Who knows what: found with the reason, asked through their focal point.
enum ExpertFacts: RoutedFeature, RailFeature, StoredFeature, JournalFeature, NoticeFeature, TodayFeature,
    EventTabFeature
{
    static var routes: [Route] { ExpertRoutes.all + ExpertRequestRoutes.all + EventAreas.routes }
    static var api: [APIRoute] { ExpertAPI.routes + ExpertRequestAPI.routes + EventAreas.api }
    static var eventTabs: [EventTab] { [EventAreas.tab] }

    static var rail: [RailEntry] {
        [
            RailEntry(
                order: 55, key: "x", icon: "account", label: { L("Experts") }, path: Paths.experts(),
                isFor: { $0.isAdministrator || $0.organisesProgrammes || !$0.mandates.isEmpty })
        ]
    }

    static var tables: [TableFacts] {
        [
            TableFacts(
                "expert_request", search: .left("requests are seen by who makes them"),
                person: .rows(342, [.actor("created_by")]), texts: ["title", "text", "words"],
                seats: [.actor("created_by")]),
            TableFacts(
                "expert_candidate", search: .left("who is asked is seen by who asks"),
                person: .rows(344, [.person("person_id"), .actor("answered_by")]),
                erasure: .blanked(["person_id": .nothing, "note": .empty, "why": .empty]), texts: ["note", "why"],
                seats: [.actor("answered_by")]),
        ]
    }

    static var journal: [JournalKind] {
        [
            JournalKind("expert-request.creation", L("Experts asked for")),
            JournalKind("expert-request.closure", L("Request for experts closed")),
            JournalKind("expert-request.candidate", L("Somebody put on the list of a request for experts")),
            JournalKind("expert-request.asking", L("Somebody asked as an expert")),
            JournalKind("expert-request.answer", L("Request for an expert answered")),
            JournalKind("event.areas", L("Areas of an event changed")),
        ]
    }

    static var notices: [Done] { [.expertAsked, .expertAnswered] }

    static var notificationKinds: [NotificationKind] {
        [
            NotificationKind(
                code: "experts", order: 43, label: L("Requests for experts"),
                hint: L("When you, or an expert of your country, are asked."))
        ]
    }

    static func waiting(for reader: AccountReader, _ reading: any Reading) throws -> [TodayTask] {
        try ExpertQuestion.all(reader.visitor, reading).filter(\.waits).map { question in
            TodayTask(
                id: "expert-\(question.candidate.id)", kind: "experts",
                what: question.isOwn
                    ? L("You are asked as an expert") : L("An expert of your country is asked for"),
                place: question.programme,
                why: question.isOwn ? L("You said that you may be found.") : L("You speak for your country."),
                path: Paths.expertQuestions())
        }
    }
}

extension Done {
    static let expertAsked = Done(
        "expert-asked", L("Asked. Whom it goes to first gets a mail, and finds it on their first page."),
        withoutMail: L("Asked. This server sends no mail: whom it goes to first finds it on their first page."))
    static let expertAnswered = Done("expert-answered", L("Answered: who asks sees it."))
}
