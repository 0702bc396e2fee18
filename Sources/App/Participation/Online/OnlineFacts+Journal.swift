import Web

extension OnlineFacts: JournalFeature, NoticeFeature, HelpFeature {
    static var journal: [JournalKind] {
        [
            JournalKind("online.joining", L("Person went to the online meeting")),
            JournalKind("online.down", L("Meeting said to be unreachable or back")),
            JournalKind("room-question.asking", L("Question asked")),
            JournalKind("room-question.endorsement", L("Question endorsed")),
            JournalKind("room-question.moderation", L("Question shown or not shown")),
            JournalKind("room-poll.creation", L("Poll added")),
            JournalKind("room-poll.state", L("Poll opened or closed")),
            JournalKind("room-poll.answer", L("Poll answered")),
        ]
    }

    static var notices: [Done] { [.questionSent, .pollAnswered] }

    static var help: [HelpEntry] {
        [
            HelpEntry(
                key: "online", order: 45, title: L("Online"), screens: [OnlinePaths.desk.template],
                text: [
                    L("Who is connected now, what is asked, and polls. A question is shown to all when you show it."),
                    L("The figures join groups of fewer than five to the others, so that they can be reported."),
                ], guides: [.organiser, .facilitator])
        ]
    }
}

extension Done {
    static let questionSent = Done(
        "question-sent", L("Your question is sent. It is shown to all when whoever runs the event shows it."))
    static let pollAnswered = Done("poll-answered", L("Your answer is stored."))
}
