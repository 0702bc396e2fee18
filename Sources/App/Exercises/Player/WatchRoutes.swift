import Domain
import Storage
import Web

/// # Who looks on
///
/// - `/events/E/exercise/observe` is an observer's page: the story's clock, the move, what is asked, what was played in moves that are closed.
/// - `…/observe/questions/P` is what somebody who looks on would decide; counts of it are shown from five on (``ObserverRoundOperations``).
/// - `/events/E/exercise/wall` and, by the projector's token, `/events/E/projector/TOKEN/exercise` are the room's screen.
/// Both follow the part `exercise-wall` (WatchView), which knows nothing of an inject that was not released.
enum WatchRoutes {
    static let all: [Route] = [
        .get(ExercisePaths.observe, .attend) { visit, event in
            try await visit.read { reading in
                _ = try PlayStore(reading).required(event)
                // Players have their own page; what they may not see yet does not reach them by this one.
                let standing = try ExerciseStanding(visit, event, reading)
                guard !standing.isPlayer else { return .redirect(to: ExercisePaths.play(event)) }
                return try ObserverPage(visit, event, reading).answer
            }
        },
        .get(PlayerPaths.observeLive, .attend) { visit, event in
            try await visit.read { reading in
                _ = try PlayStore(reading).required(event)
                let standing = try ExerciseStanding(visit, event, reading)
                try standing.require(!standing.isPlayer)
            }
            return await PlayerRoutes.listen(visit, event, ExercisePlaces.wall, name: LiveParts.reading)
        },
        .get(PlayerPaths.observerAnswer, .attend) { visit, event, id in
            try await visit.read { try ObserverQuestionPage(visit, event, id, nil, $0).answer }
        },
        .post(PlayerPaths.observerAnswer, .attend) { visit, event, id in
            let form = try visit.inbound.form()
            do {
                try await ObserverRoundOperations.answer(visit, event, id, form.text("option-code"))
            } catch {
                let state = try FormState.refused(form, error)
                return try await visit.read { try ObserverQuestionPage(visit, event, id, state, $0).answer }
            }
            return try await PlayerRoutes.done(visit, .saved, PlayerPaths.observerAnswer(event, id)) {
                try ObserverQuestionPage(visit, event, id, nil, $0).answer
            }
        },
        .get(PlayerPaths.wall, .attend) { visit, event in
            try await visit.read { reading in
                _ = try ExerciseStanding(visit, event, reading)
                return try wall(event, live: PlayerPaths.wallLive(event), now: visit.now, reading)
            }
        },
        .get(PlayerPaths.wallLive, .attend) { visit, event in
            _ = try await visit.read { try PlayStore($0).required(event) }
            return await PlayerRoutes.listen(visit, event, ExercisePlaces.wall, name: ExerciseWallSection.audience)
        },
        .get(PlayerPaths.screen, .anyone) { visit, event, token in
            try await visit.read { reading in
                try check(visit, event, token, reading)
                return try wall(event, live: PlayerPaths.screenLive(event, token), now: visit.now, reading)
            }
        },
        .get(PlayerPaths.screenLive, .anyone) { visit, event, token in
            try await visit.read { reading in
                try check(visit, event, token, reading)
                _ = try PlayStore(reading).required(event)
            }
            return await PlayerRoutes.listen(visit, event, ExercisePlaces.wall, name: ExerciseWallSection.audience)
        },
    ]

    private static func wall(_ event: Event.ID, live: String, now: Int64, _ reading: any Reading) throws -> Answer {
        guard let section = try ExerciseWallSection(event, now: now, reading) else { throw Refusal.notFound }
        return ExerciseWallPage(section: section, live: live).answer
    }

    /// Whoever holds no valid token is not told whether the event exists.
    private static func check(_ visit: Visit, _ event: Event.ID, _ token: String, _ reading: any Reading) throws {
        let record = try EventStore(reading).event(event)
        guard
            ProjectorLink.accepts(token, event: event, generation: record.projectorGeneration, key: visit.services.key)
        else { throw Refusal.notFound }
    }
}

/// The projector's link opens the exercise's screen while that is played.
extension PlayerFacts: RoomWallFeature {
    static func wall(of event: EventRecord, token: String, _ reading: any Reading) throws -> String? {
        guard try PlayStore(reading).exercise(of: event.id)?.state.isPlayed ?? false else { return nil }
        return PlayerPaths.screen(event.id, token)
    }

    /// What whoever looks on follows.
    static func watch(_ asked: LiveParts.Asked, _ reading: any Reading) throws -> LiveView? {
        if asked.name == ExerciseWallSection.audience {
            return try ExerciseWallSection(asked.event, now: asked.now, reading).map {
                LiveView(state: ExerciseWallSection.audience, regions: [LiveRegion("room", $0.html)])
            }
        }
        return try WatchView(asked.event, now: asked.now, reading).map { view in
            let isShown = view.exercise.state != .halted && !view.exercise.state.isPlanned
            return LiveView(state: view.state, regions: isShown ? ObserverSections(view: view).regions : [])
        }
    }
}
