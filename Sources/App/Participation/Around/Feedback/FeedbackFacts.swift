import Domain
import Markup
import Storage
import Web

enum FeedbackFacts: RoutedFeature, StoredFeature, JournalFeature, AroundFeature, HelpFeature, OverviewFeature {
    static var routes: [Route] { FeedbackRoutes.all }
    static var api: [APIRoute] { FeedbackAPI.routes }

    static var aroundPages: [AroundPage] {
        [
            AroundPage(
                id: "feedback", order: 35, label: L("Feedback"), path: { FeedbackPaths.feedback($0) },
                permission: .facilitate)
        ]
    }

    static var journal: [JournalKind] {
        [
            JournalKind("feedback.questions", L("Questions of the feedback changed")),
            JournalKind("feedback.opening", L("Feedback asked for"), news: .everybody),
            JournalKind("feedback.closing", L("Feedback closed"), news: .organisers),
            JournalKind("feedback.answer", L("Feedback given")),
        ]
    }

    static var help: [HelpEntry] {
        [
            HelpEntry(
                key: "feedback", order: 175, title: L("Feedback"), screens: [FeedbackPaths.feedback.template],
                text: [
                    L(
                        "After the event, people say on their own page what it was worth. A set of questions is there; change them before you ask."
                    ),
                    L(
                        "Answers carry no name and no time. Nothing is shown before you close it, and nothing if fewer than five have answered."
                    ),
                ], guides: [.organiser])
        ]
    }

    /// For who took part, while they are asked.
    static func section(of event: Event.ID, _ visit: Visit, _ reading: any Reading) throws -> HTML {
        guard let record = try FeedbackStore(reading).feedback(of: event), record.state == .open else { return .empty }
        let code = try EventStore(reading).event(event).code
        return FeedbackInvitationSection(code: code).html
    }

    private static let here = "what people said without a name stays on the server that promised it"

    static var tables: [TableFacts] {
        [
            TableFacts(
                "feedback", search: .left("questions for one event, on its page"), texts: ["questions"],
                file: .stays(here)),
            TableFacts(
                "feedback_answer", search: .left("told together only"), texts: ["answers"], file: .stays(here)),
            TableFacts(
                "feedback_given", person: .rows(358, [.seat("participant_id")], ["event_id"]), erasure: .deleted,
                seats: [
                    .seat("participant_id", by: ["event_id", "participant_id"], .movesOnce(in: "event_id"))
                ], file: .stays(here)),
        ]
    }
}
