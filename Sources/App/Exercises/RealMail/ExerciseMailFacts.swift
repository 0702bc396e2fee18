import Domain
import Storage
import Web

/// Real mail of an exercise: off until its director turns it on, and then to whoever asked for it.
enum ExerciseMailFacts: RoutedFeature, ClockFeature, JournalFeature, StoredFeature, ExerciseTabFeature, HelpFeature {
    static var routes: [Route] { ExerciseMailRoutes.all }
    static var api: [APIRoute] { ExerciseMailAPI.routes.map(\.ofExercise) }
    static var clocks: [Clock] { [Clock { await ExerciseMailing.watch($0) }] }

    static var journal: [JournalKind] {
        [
            JournalKind("exercise-mail.start", L("Real mail of an exercise turned on")),
            JournalKind("exercise-mail.stop", L("Real mail of an exercise turned off")),
            JournalKind("exercise-mail.choice", L("Player chose about mail of an exercise")),
        ]
    }

    static var exerciseTabs: [ExerciseTab] {
        [
            ExerciseTab(
                id: ExerciseMailPage.tab, order: 46, label: ExerciseMailPage.label,
                path: { ExerciseMailPaths.settings($0) }, group: .plan, isShown: { standing, _ in standing.isExcon })
        ]
    }

    static var help: [HelpEntry] {
        [
            HelpEntry(
                key: "exercise-mail", order: 98, title: ExerciseMailPage.label,
                screens: [ExerciseMailPaths.settings.template],
                text: [
                    L(
                        "An exercise sends no mail until its director types its name here. It reaches only players who asked for it, in domains that this server allows; each gets the rules first, and can stop it with one press."
                    )
                ], guides: [.organiser])
        ]
    }

    static var tables: [TableFacts] {
        [
            TableFacts(
                "exercise_mail", person: .rows(600, [.actor("changed_by")], ["event_id", "on_at", "changed_at"]),
                erasure: .blanked(["changed_by": .nothing]), seats: [.actor("changed_by", by: ["event_id"])],
                file: .stays("a server sends mail of its own")),
            TableFacts(
                "exercise_mail_choice", person: .rows(601, [.seat("participant_id")]), erasure: .deleted,
                seats: [.seat("participant_id", by: ["event_id", "participant_id"], .movesOnce(in: "event_id"))],
                file: .stays("a server sends mail of its own")),
        ]
    }
}

/// How its mail goes, and how it ends.
extension ExerciseMailFacts: MailKindFeature {
    static var mailKinds: Set<String> { ExerciseOutbox.kinds }

    static func going(_ mail: OutgoingMailRecord, _ settings: Settings, now: Int64, _ reading: any Reading) throws
        -> MailGoing
    {
        try ExerciseMailing.going(mail, settings, now: now, reading)
    }

    static func lastLine(of mail: OutgoingMailRecord) -> String {
        ExerciseMark.line(Language(rawValue: mail.language) ?? .english)
    }
}

/// A player is told that there is such mail while it is on.
extension ExerciseMailFacts: PlayAskFeature {
    static func asks(_ event: Event.ID, _ exercise: ExerciseRecord, _ cell: CellRecord, _ reading: any Reading) throws
        -> [PlayAsk]
    {
        guard !exercise.state.isOver, try ExerciseMailStore(reading).onSince(event) != nil else { return [] }
        return [
            PlayAsk(
                id: "mail", eyebrow: ExerciseMailPage.label, title: L("Papers can come to you by mail, too.").string(),
                label: L("Choose"), path: ExerciseMailPaths.choice(event), waits: false)
        ]
    }
}
