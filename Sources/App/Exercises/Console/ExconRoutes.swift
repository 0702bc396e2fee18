import Domain
import Storage
import Web

/// # The console of an exercise
///
/// - `/events/E/exercise/console` is where an exercise is run from: clocks, what is overdue, due and next, a time line of all cells, and the
///   cells as they stand; `…/console/live` streams it to all who run it.
/// - `/events/E/exercise/msel/present` is the list for the screen of a planning conference, ten lines or one inject at a time.
/// - `/events/E/exercise/console/injects/I` is the last look at an inject: `POST …/injects/I/release`, `…/deferral` and `…/correction` are sent
///   from here, and come back here where they are refused.
/// - `/events/E/exercise/console/rules` tries all rules on what happened so far, also of a finished exercise.
/// - `/events/E/exercise/control` is a controller's phone: the next three that are theirs.
/// - `/events/E/exercise/story` lets the story jump, for the director.
enum ExconRoutes {
    static let all: [Route] = [
        .get(ExercisePaths.console, .attend) { visit, event in
            try await visit.read { try ExconPage(visit, event, $0).answer }
        },
        .get(ExconPaths.live, .attend) { visit, event in
            try await listen(visit, event, ExconPage.audience(InjectFilter(visit.inbound.query)))
        },
        .get(ExconPaths.present, .attend) { visit, event in
            try await visit.read { try ExconPresentPage(visit, event, $0).answer }
        },
        .get(ExconPaths.presentLive, .attend) { visit, event in
            try await listen(visit, event, ExconPresentPage.audience) { $0.mayPlan }
        },
        .get(PlayPaths.control, .attend) { visit, event in
            try await visit.read { try ExconControlPage(visit, event, $0).answer }
        },
        .get(ExconPaths.controlLive, .attend) { visit, event in
            try await listen(visit, event, ExconControlPage.audience)
        },
        .get(ExconPaths.inject, .attend) { visit, event, inject in
            try await visit.read { try ExconInjectPage(visit, event, inject, $0).answer }
        },
        .get(ExconPaths.rules, .attend) { visit, event in
            try await visit.read { try ExconRulesPage(visit, event, $0).answer }
        },
        .post(PlayPaths.release, .attend) { visit, event, inject in
            let form = try visit.inbound.form()
            let cells = form.all("cell").prefix(500).compactMap { ExerciseCell.ID($0) }
            return try await back(visit, event, inject, "release", form, done: .injectReleased) {
                try await ReleaseOperations.release(
                    visit, event, inject,
                    .init(
                        cells: cells.isEmpty && !form.isOn("chosen") ? nil : Set(cells),
                        revision: form.wish("revision", in: Numbers.Revision.range),
                        acceptsGaps: form.isOn("gaps")))
            }
        },
        .post(PlayPaths.deferral, .attend) { visit, event, inject in
            let form = try visit.inbound.form()
            return try await back(visit, event, inject, "deferral", form, done: .saved) {
                if form.text("act") == "taking-up" {
                    return try await ReleaseOperations.takeUp(visit, event, inject)
                }
                let reason = form.text("reason").isEmpty ? form.text("ready") : form.text("reason")
                try await ReleaseOperations.defer(visit, event, inject, reason: reason)
            }
        },
        .post(PlayPaths.correction, .attend) { visit, event, inject in
            let form = try visit.inbound.form()
            let texts = form.fields.filter { $0.name.hasPrefix("body-") }.prefix(40).map { field in
                let code = String(field.name.dropFirst(5).prefix(20))
                return (code, (subject: form["subject-\(code)"] ?? "", body: field.value))
            }
            return try await back(visit, event, inject, "correction", form, done: .injectReleased) {
                try await ReleaseOperations.correct(
                    visit, event, inject, texts: Dictionary(texts) { first, _ in first })
            }
        },
        .get(PlayPaths.jump, .attend) { visit, event in
            try await visit.read { try ExconStoryPage(visit, event, $0).answer }
        },
        .post(PlayPaths.jump, .attend) { visit, event in
            let form = try visit.inbound.form()
            do {
                let zone = try await visit.read { reading in
                    try PlanStore(reading).msel(try PlayStore(reading).required(event).msel).zone
                }
                let story = try story(form.text("story"), zone: zone)
                try await MoveOperations.jump(
                    visit, event, to: story, rate: try PlayRoutes.speed(form.text("rate")),
                    reason: form["reason"] ?? "", seen: PlayRoutes.seen(form))
                return .redirect(to: Done.saved.at(ExercisePaths.console(event)))
            } catch {
                let state = try FormState.refused(form, error)
                return try await visit.read { try ExconStoryPage(visit, event, form: state, $0).answer }
            }
        },
    ]

    /// - Throws: where the clock of the story's place leaves the time out, the next one that it shows.
    private static func story(_ text: String, zone: String) throws -> Int64 {
        switch EventClock(zone: zone).typed(text) {
        case .moment(let story, _): return story
        case .skipped(let next):
            throw Refusal.invalid(["story": ClockTurn.skipped(MomentWords(zone).string(next))])
        case .unreadable: throw Refusal.invalid(["story": L("Write a day and a time.")])
        }
    }

    /// Back to the console, or to the inject with what is wrong.
    private static func back(
        _ visit: Visit, _ event: Event.ID, _ inject: Inject.ID, _ name: String, _ form: FormValues, done: Done,
        _ act: () async throws -> Void
    ) async throws -> Answer {
        do {
            try await act()
            return .redirect(to: done.at(ExercisePaths.console(event)))
        } catch let refusal as Refusal where !refusal.fields.isEmpty {
            let state = try FormState.refused(form, refusal)
            return try await visit.read {
                try ExconInjectPage(visit, event, inject, refused: name, form: state, $0).answer
            }
        }
    }

    static func listen(
        _ visit: Visit, _ event: Event.ID, _ name: String,
        _ may: @escaping @Sendable (ExerciseStanding) -> Bool = { $0.isExcon }
    ) async throws -> Answer {
        try await visit.read { reading in
            let standing = try ExerciseStanding(visit, event, reading)
            try standing.require(may(standing))
            _ = try PlayStore(reading).required(event)
        }
        let audience = Audience(
            scope: Scope.part(event, ExercisePlaces.excon).description, name: name, language: visit.language)
        let person = visit.visitor.journalName ?? visit.inbound.id
        return Answer(body: .events(await visit.services.live.listen(audience, person: person)))
    }
}
