import Domain
import Storage
import Web

/// # The play of an exercise
///
/// - `POST /events/E/exercise/clock` is STARTEX, pause, resume, speed, the end of a halt, ENDEX (``ExerciseOperations``); `…/story` a jump
///   of the story, `…/moves/M/opening` and `…/closing` moves (``MoveOperations``).
/// - `/events/E/exercise/halt` is a real emergency: it asks once more, then halts everything. `…/alarm` answers an observer's.
/// - `POST …/injects/I/release`, `…/hold`, `…/deferral`, `…/completion`, `…/correction`, `…/call` move what goes out (``ReleaseOperations``).
///   All lead back to the console, whose pages stand in Exercises/Console.
/// - What is due by itself is released by ``ExerciseScheduler``.
enum PlayRoutes {
    static let all: [Route] = clocks + releases

    private static let clocks: [Route] = [
        .post(PlayPaths.clock, .attend) { visit, event in
            let form = try visit.inbound.form()
            guard let act = ExerciseOperations.Act(rawValue: form.text("act")) else { throw Refusal.malformedForm }
            try await ExerciseOperations.act(
                visit, event, act, speed: try speed(form.text("speed")), seen: seen(form))
            return back(visit, event, form)
        },
        .post(PlayPaths.moveOpening, .attend) { visit, event, move in
            let form = try visit.inbound.form()
            try await MoveOperations.open(
                visit, event, move, left: .init(rawValue: form.text("left")) ?? .keep, seen: seen(form))
            return back(visit, event, form)
        },
        .post(PlayPaths.moveClosing, .attend) { visit, event, move in
            let form = try visit.inbound.form()
            try await MoveOperations.close(
                visit, event, move, left: .init(rawValue: form.text("left")) ?? .keep, seen: seen(form))
            return back(visit, event, form)
        },
        .get(ExercisePaths.halt, .attend) { visit, event in
            try await visit.read { try HaltPage(visit, event, $0).answer }
        },
        .post(ExercisePaths.halt, .attend) { visit, event in
            let done = try await ExerciseOperations.halt(visit, event) == .halted ? Done.exerciseHalted : .alarmRaised
            let path = try await visit.read { HaltPage.home(try ExerciseStanding(visit, event, $0)) }
            return .redirect(to: done.at(path))
        },
        .post(PlayPaths.alarm, .attend) { visit, event in
            try await ExerciseOperations.answerAlarm(visit, event, isReal: try visit.inbound.form().isOn("real"))
            return .redirect(to: ExercisePaths.console(event))
        },
    ]

    private static let releases: [Route] = [
        .post(PlayPaths.hold, .attend) { visit, event, inject in
            let form = try visit.inbound.form()
            try await ReleaseOperations.hold(visit, event, inject, form.isOn("on"))
            return back(visit, event, form)
        },
        .post(PlayPaths.completion, .attend) { visit, event, inject in
            try await ReleaseOperations.complete(visit, event, inject)
            return back(visit, event, try visit.inbound.form())
        },
        .post(PlayPaths.call, .attend) { visit, event, inject in
            let form = try visit.inbound.form()
            guard let cell: ExerciseCell.ID = try form.id("cell"),
                let reach = ExercisePaper.Reach(rawValue: form.text("reach")), reach != .none
            else { throw Refusal.malformedForm }
            try await ReleaseOperations.note(visit, event, inject, in: cell, reach)
            return back(visit, event, form)
        },
    ]

    // MARK: Forms

    /// `2/1`
    static func speed(_ text: String) throws -> Speed? {
        guard !text.isEmpty else { return nil }
        let parts = text.split(separator: "/").compactMap { WholeText.read($0, in: Numbers.Ratio.range) }
        guard parts.count == 2 else { throw Refusal.malformedForm }
        return Speed(Int64(parts[0]), Int64(parts[1]))
    }

    static func seen(_ form: FormValues) throws -> Int? {
        guard !form.text("seen").isEmpty else { return nil }
        guard let seen: Int = form.wish("seen", in: Numbers.Revision.range) else { throw Refusal.malformedForm }
        return seen
    }

    /// To the page that the form stands on: the console, or the controller's phone.
    static func back(_ visit: Visit, _ event: Event.ID, _ form: FormValues) -> Answer {
        .redirect(to: form.text("from") == "control" ? PlayPaths.control(event) : ExercisePaths.console(event))
    }
}
