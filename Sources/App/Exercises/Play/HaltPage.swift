import Domain
import Markup
import Storage
import Web

/// Asks once more before everything is halted; afterwards says so, in all languages, with whom to call.
struct HaltPage {
    private let visit: Visit
    private let event: EventRecord
    private let exercise: ExerciseRecord
    private let standing: ExerciseStanding
    private let haltedBy: String

    init(_ visit: Visit, _ event: Event.ID, _ reading: any Reading) throws {
        self.visit = visit
        self.event = try EventStore(reading).event(event)
        standing = try ExerciseStanding(visit, event, reading)
        exercise = try PlayStore(reading).required(event)
        haltedBy = exercise.state == .halted ? try PlayActors(reading).name(exercise.haltedBy) : ""
    }

    var answer: Answer {
        var layout = Layout(.phone, L("Real emergency"), path: ExercisePaths.halt(event.id))
        layout.styles = ["exercise"]
        layout.heading = "<span dir=\"auto\">\(event.title)</span>"
        layout.tools = LanguageMenu.html(path: ExercisePaths.halt(event.id))
        layout.notice = Done.notice(visit)
        return .html(layout.document(exercise.state == .halted ? halted : asking))
    }

    static func home(_ standing: ExerciseStanding) -> String {
        ExercisePaths.halt(standing.event)
    }

    private var back: HTML {
        let path =
            standing.isExcon
            ? ExercisePaths.console(event.id)
            : standing.isPlayer ? ExercisePaths.play(event.id) : ExercisePaths.home(event.id)
        return "<a class=\"button plain\" href=\"\(path)\">\(L("Back"))</a>"
    }

    private var asking: HTML {
        let words =
            standing.observes
            ? L("Whoever runs the exercise is told at once.")
            : L("The clock, all releases and all mail of the exercise stop for everybody.")
        return """
            <div class="head"><h1>\(L("Real emergency"))</h1><p class="lede">\(words)</p></div>\(phone)\
            <form id="halt" method="post" action="\(ExercisePaths.halt(event.id))"><div class="actions">\
            <button class="primary danger"\("disabled", when: !exercise.state.isPlayed)>\
            \(standing.observes ? L("Raise the alarm") : L("Halt everything"))</button>\(back)</div></form>
            """
    }

    private var halted: HTML {
        let zone = event.timeZone
        return """
            <div class="head"><h1 lang="en" dir="ltr">NO EXERCISE</h1>\
            <p class="lede"><span lang="fr">PAS UN EXERCICE</span> · <span lang="ru">ЭТО НЕ УЧЕНИЕ</span> · \
            <span lang="ar" dir="rtl">ليس تمرينًا</span></p>\
            <p>\(L("The exercise is halted by \(haltedBy): real emergency."))\
            \(exercise.haltedAt.map { " \(MomentWords(zone).html($0, .time))" as HTML } ?? .empty)</p></div>\(phone)\
            <div class="actions">\(back)</div>
            """
    }

    /// For who takes part, never for observers.
    private var phone: HTML {
        guard !standing.observes, !exercise.emergencyPhone.isEmpty else { return .empty }
        return """
            <p>\(L("Organiser’s telephone:")) <b dir="ltr">\(exercise.emergencyPhone)</b></p>
            """
    }
}
