import Web

extension PlayFacts: JournalFeature, NoticeFeature {
    static var journal: [JournalKind] {
        [
            JournalKind("exercise.start", L("Exercise started")),
            JournalKind("exercise.pause", L("Exercise paused")),
            JournalKind("exercise.resumption", L("Exercise resumed")),
            JournalKind("exercise.speed", L("Speed of the exercise’s clock changed")),
            JournalKind("exercise.jump", L("Story of the exercise jumped")),
            JournalKind("exercise.halt", L("Exercise halted: real emergency")),
            JournalKind("exercise.halt-end", L("Halt of the exercise ended")),
            JournalKind("exercise.alarm", L("Alarm raised by an observer")),
            JournalKind("exercise.alarm-answer", L("Alarm of an observer answered")),
            JournalKind("exercise.end", L("Exercise ended")),
            JournalKind("exercise.conduct", L("Settings of the exercise changed")),
            JournalKind("exercise-move.opening", L("Move of an exercise opened")),
            JournalKind("exercise-move.closing", L("Move of an exercise closed")),
            JournalKind("inject.release", L("Inject released")),
            JournalKind("inject.due", L("Inject made due by its rule")),
            JournalKind("inject.call", L("Call of an inject not taken")),
            JournalKind("inject.hold", L("Inject held")),
            JournalKind("inject.unhold", L("Inject no longer held")),
            JournalKind("inject.deferral", L("Inject deferred")),
            JournalKind("inject.keeping", L("Inject kept for the next move")),
            JournalKind("inject.taking-up", L("Inject taken up again")),
            JournalKind("inject.completion", L("Inject complete")),
            JournalKind("inject.correction", L("Inject corrected")),
            JournalKind("paper.arrival", L("Paper received")),
            JournalKind("paper.correction", L("Paper corrected")),
        ]
    }

    static var notices: [Done] { [.injectReleased, .exerciseHalted, .alarmRaised] }
}

extension Done {
    static let injectReleased = Done("inject-released", L("Released."))
    static let exerciseHalted = Done("exercise-halted", L("Everything is halted."))
    static let alarmRaised = Done("alarm-raised", L("Whoever runs the exercise is told."))
}
