import Web

/// What a mail is for. Who wants no mail refuses a class of it.
enum MailClass: String, CaseIterable, Sendable {
    /// What concerns the reader's own account or place: a take-over, a seat, an offer with its deadline. Nobody can refuse it, and it
    /// has no link for that.
    case service
    /// What waits for the reader.
    case reminder
    /// What is new, and what somebody wants to tell.
    case news
    /// What is played in an exercise.
    case exercise

    /// Those that a reader may refuse.
    static let refusable: [MailClass] = [.reminder, .news, .exercise]

    var isRefusable: Bool { Self.refusable.contains(self) }

    var label: Message {
        switch self {
        case .service: L("Your account and your place", context: "mail")
        case .reminder: L("Reminders", context: "mail")
        case .news: L("News", context: "mail")
        case .exercise: L("Exercises", context: "mail")
        }
    }

    /// What comes with it.
    var meaning: Message {
        switch self {
        case .service: L("Changes of your account, your place in an event, personal links: they always come.")
        case .reminder: L("What waits for you, at most once a day.")
        case .news: L("What is new in what you follow, and what organisers tell.")
        case .exercise: L("What is played in an exercise, only if you asked for it there.")
        }
    }
}
