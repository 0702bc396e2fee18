import Domain
import Markup
import Storage
import Web

/// The first of two taps for a real emergency: what it does, and the button. An observer's is an alarm that whoever runs the exercise confirms.
struct EmergencyPage {
    let visit: Visit
    let event: EventRecord
    let exercise: ExerciseRecord
    let standing: ExerciseStanding

    init(_ visit: Visit, _ id: Event.ID, _ reading: any Reading) throws {
        self.visit = visit
        exercise = try PlayStore(reading).required(id)
        standing = try ExerciseStanding(visit, id, reading)
        event = try EventStore(reading).event(id)
    }

    /// Where somebody goes on, by what they are in the exercise.
    static func home(_ standing: ExerciseStanding) -> String {
        if standing.isPlayer { return ExercisePaths.play(standing.event) }
        if standing.isExcon { return ExercisePaths.console(standing.event) }
        return standing.observes ? ExercisePaths.observe(standing.event) : ExercisePaths.evaluate(standing.event)
    }

    var answer: Answer {
        let path = PlayerPaths.emergency(event.id)
        var frame = PlayerFrame(visit: visit, event: event, title: L("Real emergency"), path: path)
        frame.isMarked = false
        frame.back = (L("Exercise"), Self.home(standing))
        let phone = exercise.emergencyPhone
        return frame.answer(
            """
            <section class="play-full"><h1>\(L("Is something real happening?"))</h1>\(said)\
            \(isPlayed ? "<form id=\"emergency\" method=\"post\" action=\"\(path)\"><button class=\"primary danger\">\(standing.observes ? L("Raise the alarm") : L("Stop the exercise now"))</button></form>" as HTML : .empty)\
            \(phone.isEmpty || standing.observes ? .empty : "<p>\(L("Organiser’s telephone")) <a href=\"tel:\(phone)\"><b dir=\"ltr\">\(phone)</b></a></p>")\
            <p><a class="button" href="\(Self.home(standing))">\(L("No: back to the exercise"))</a></p></section>
            """)
    }

    private var isPlayed: Bool { exercise.state == .running || exercise.state == .paused }

    private var said: HTML {
        guard isPlayed else { return "<p class=\"lede\">\(L("The exercise is not being played at the moment."))</p>" }
        return standing.observes
            ? "<p class=\"lede\">\(L("Whoever runs the exercise is told at once, and stops it."))</p>"
            : "<p class=\"lede\">\(L("The clock, all papers and all mail stop for everybody, on every screen. Your name stands there."))</p>"
    }
}

/// What an observer is told who has raised the alarm.
struct AlarmPage {
    let visit: Visit
    let event: EventRecord

    var answer: Answer {
        var frame = PlayerFrame(
            visit: visit, event: event, title: L("Real emergency"), path: PlayerPaths.emergency(event.id))
        frame.isMarked = false
        frame.back = (L("Exercise"), ExercisePaths.observe(event.id))
        return frame.answer(
            """
            <section class="play-full"><h1>\(L("The alarm is raised"))</h1><p class="lede">\(L("Whoever runs the exercise sees it now."))</p></section>
            """)
    }
}
