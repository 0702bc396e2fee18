import Domain
import Storage
import Web

/// Moves, breaks, actors; objectives and tasks; scenarios.
extension ExercisePlanRoutes {
    static let moves: [Route] = [
        .get(ExercisePlanPaths.moves, .attend) { visit, event in try await moves(visit, event, [:]) },
        .post(ExercisePlanPaths.moves, .attend) { visit, event in
            let form = try visit.inbound.form()
            do {
                let told = try MoveFields(form)
                _ = try await ExercisePlanning.write(visit, event) { try ExercisePlanOperations.moveIn($0, $1, told) }
                return .redirect(to: Done.added.at(ExercisePlanPaths.moves(event)))
            } catch {
                return try await moves(visit, event, ["move": .refused(form, error)])
            }
        },
        .get(ExercisePlanPaths.move, .attend) { visit, event, id in try await move(visit, event, id, nil) },
        .post(ExercisePlanPaths.move, .attend) { visit, event, id in
            let form = try visit.inbound.form()
            do {
                let told = try MoveFields(form)
                try await ExercisePlanning.write(visit, event) {
                    try ExercisePlanOperations.changeMoveIn($0, $1, id, told)
                }
                return .redirect(to: Done.saved.at(ExercisePlanPaths.moves(event)))
            } catch {
                return try await move(visit, event, id, .refused(form, error))
            }
        },
        .post(ExercisePlanPaths.moveShift, .attend) { visit, event, id in
            let form = try visit.inbound.form()
            let typed = form.text("by").replacing("−", with: "-")
            guard let minutes = WholeText.read(typed, in: -43_200...43_200) else { throw Refusal.malformedForm }
            let rest = form.isOn("rest")
            try await ExercisePlanning.write(visit, event) {
                try ExercisePlanOperations.dragMoveIn($0, $1, id, by: Int64(minutes) * 60_000, rest: rest)
            }
            return .redirect(to: Done.saved.at(ExercisePlanPaths.moves(event)) + "#move-\(id)")
        },
        .post(ExercisePlanPaths.moveRemoval, .attend) { visit, event, id in
            try await ExercisePlanning.write(visit, event) { try ExercisePlanOperations.removeMoveIn($0, $1, id) }
            return .redirect(to: Done.removed.at(ExercisePlanPaths.moves(event)))
        },
        .post(ExercisePlanPaths.breaks, .attend) { visit, event in
            let form = try visit.inbound.form()
            do {
                let told = try BreakFields(form)
                _ = try await ExercisePlanning.write(visit, event) { try ExercisePlanOperations.breakIn($0, $1, told) }
                return .redirect(to: Done.added.at(ExercisePlanPaths.moves(event)) + "#breaks")
            } catch {
                return try await moves(visit, event, ["break": .refused(form, error)])
            }
        },
        .post(ExercisePlanPaths.breakRemoval, .attend) { visit, event, id in
            try await ExercisePlanning.write(visit, event) { try ExercisePlanOperations.removeBreakIn($0, $1, id) }
            return .redirect(to: Done.removed.at(ExercisePlanPaths.moves(event)) + "#breaks")
        },
        .post(ExercisePlanPaths.storylines, .attend) { visit, event in
            let form = try visit.inbound.form()
            do {
                let title = form["title"] ?? ""
                _ = try await ExercisePlanning.write(visit, event) {
                    try ExercisePlanOperations.storylineIn($0, $1, title)
                }
                return .redirect(to: Done.added.at(ExercisePlanPaths.moves(event)) + "#storylines")
            } catch {
                return try await moves(visit, event, ["storyline": .refused(form, error)])
            }
        },
        .post(ExercisePlanPaths.storylineRemoval, .attend) { visit, event, id in
            try await ExercisePlanning.write(visit, event) {
                try ExercisePlanOperations.removeStorylineIn($0, $1, id)
            }
            return .redirect(to: Done.removed.at(ExercisePlanPaths.moves(event)) + "#storylines")
        },
        .get(ExercisePlanPaths.actors, .attend) { visit, event in try await actors(visit, event, nil, nil) },
        .post(ExercisePlanPaths.actors, .attend) { visit, event in
            let form = try visit.inbound.form()
            do {
                let told = try ActorFields(form)
                _ = try await ExercisePlanning.write(visit, event) { try ExercisePlanOperations.actorIn($0, $1, told) }
                return .redirect(to: Done.added.at(ExercisePlanPaths.actors(event)))
            } catch {
                return try await actors(visit, event, nil, .refused(form, error))
            }
        },
        .get(ExercisePlanPaths.actor, .attend) { visit, event, id in try await actors(visit, event, id, nil) },
        .post(ExercisePlanPaths.actor, .attend) { visit, event, id in
            let form = try visit.inbound.form()
            do {
                let told = try ActorFields(form)
                try await ExercisePlanning.write(visit, event) {
                    try ExercisePlanOperations.changeActorIn($0, $1, id, told)
                }
                return .redirect(to: Done.saved.at(ExercisePlanPaths.actors(event)))
            } catch {
                return try await actors(visit, event, id, .refused(form, error))
            }
        },
        .post(ExercisePlanPaths.actorRemoval, .attend) { visit, event, id in
            try await ExercisePlanning.write(visit, event) { try ExercisePlanOperations.removeActorIn($0, $1, id) }
            return .redirect(to: Done.removed.at(ExercisePlanPaths.actors(event)))
        },
    ]

    static let goals: [Route] = [
        .get(ExercisePlanPaths.objectives, .attend) { visit, event in try await objectives(visit, event, [:]) },
        .post(ExercisePlanPaths.objectives, .attend) { visit, event in
            let form = try visit.inbound.form()
            do {
                let told = try ObjectiveFields(form)
                let id = try await ExercisePlanning.write(visit, event) {
                    try ExercisePlanOperations.objectiveIn($0, $1, told)
                }
                return .redirect(to: Done.added.at(ExercisePlanPaths.objectives(event)) + "#objective-\(id)")
            } catch {
                return try await objectives(visit, event, ["objective": .refused(form, error)])
            }
        },
        .get(ExercisePlanPaths.sources, .attend) { visit, event in
            try await visit.read { try ExerciseSourcesPage(ExerciseFrame(visit, event, $0), $0).answer }
        },
        .post(ExercisePlanPaths.sources, .attend) { visit, event in
            let form = try visit.inbound.form()
            let id = try await ExercisePlanning.exerciseThis(
                visit, event, kind: form.text("kind"), id: form.text("id"))
            return .redirect(to: Done.added.at(ExercisePlanPaths.objectives(event)) + "#objective-\(id)")
        },
        .get(ExercisePlanPaths.objective, .attend) { visit, event, id in try await goal(visit, event, id, nil) },
        .post(ExercisePlanPaths.objective, .attend) { visit, event, id in
            let form = try visit.inbound.form()
            do {
                let told = try ObjectiveFields(form)
                try await ExercisePlanning.write(visit, event) {
                    try ExercisePlanOperations.changeObjectiveIn($0, $1, id, told)
                }
                return .redirect(to: Done.saved.at(ExercisePlanPaths.objectives(event)) + "#objective-\(id)")
            } catch {
                return try await goal(visit, event, id, .refused(form, error))
            }
        },
        .post(ExercisePlanPaths.objectiveRemoval, .attend) { visit, event, id in
            try await ExercisePlanning.write(visit, event) {
                try ExercisePlanOperations.removeObjectiveIn($0, $1, id)
            }
            return .redirect(to: Done.removed.at(ExercisePlanPaths.objectives(event)))
        },
        .post(ExercisePlanPaths.tasks, .attend) { visit, event, objective in
            let form = try visit.inbound.form()
            do {
                let told = try TaskFields(form)
                let id = try await ExercisePlanning.write(visit, event) {
                    try ExercisePlanOperations.taskIn($0, $1, objective, told)
                }
                return .redirect(to: Done.added.at(ExercisePlanPaths.objectives(event)) + "#task-\(id)")
            } catch {
                return try await objectives(visit, event, ["task-\(objective)": .refused(form, error)])
            }
        },
        .get(ExercisePlanPaths.task, .attend) { visit, event, id in try await task(visit, event, id, nil) },
        .post(ExercisePlanPaths.task, .attend) { visit, event, id in
            let form = try visit.inbound.form()
            do {
                let told = try TaskFields(form)
                try await ExercisePlanning.write(visit, event) {
                    try ExercisePlanOperations.changeTaskIn($0, $1, id, told)
                }
                return .redirect(to: Done.saved.at(ExercisePlanPaths.objectives(event)) + "#task-\(id)")
            } catch {
                return try await task(visit, event, id, .refused(form, error))
            }
        },
        .post(ExercisePlanPaths.taskRemoval, .attend) { visit, event, id in
            try await ExercisePlanning.write(visit, event) { try ExercisePlanOperations.removeTaskIn($0, $1, id) }
            return .redirect(to: Done.removed.at(ExercisePlanPaths.objectives(event)))
        },
    ]

    static let scenarios: [Route] = [
        .get(ExercisePlanPaths.scenarios, .organiseProgramme) { visit, programme in
            try await visit.read { try ScenariosPage(visit, programme, $0).answer }
        },
        .get(ExercisePlanPaths.scenarioPage, .organiseProgramme) { visit, programme, id in
            try await visit.read { try ScenarioPage(visit, programme, id, nil, $0).answer }
        },
        .post(ExercisePlanPaths.scenarioPage, .organiseProgramme) { visit, programme, id in
            let form = try visit.inbound.form()
            do {
                try await ExerciseCopyOperations.rename(
                    visit, programme, id, title: form["title"] ?? "", overview: form["overview"] ?? "")
                return .redirect(to: Done.saved.at(ExercisePlanPaths.scenarios(programme)))
            } catch {
                let state = try FormState.refused(form, error)
                return try await visit.read { try ScenarioPage(visit, programme, id, state, $0).answer }
            }
        },
    ]

    // MARK: Pages

    private static func moves(_ visit: Visit, _ event: Event.ID, _ states: [String: FormState]) async throws -> Answer {
        try await visit.read { try ExerciseMovesPage(ExerciseFrame(visit, event, $0), states, $0).answer }
    }

    private static func move(_ visit: Visit, _ event: Event.ID, _ id: ExerciseMove.ID, _ state: FormState?) async throws
        -> Answer
    {
        try await visit.read { try ExerciseMovePage(ExerciseFrame(visit, event, $0), id, state, $0).answer }
    }

    private static func actors(_ visit: Visit, _ event: Event.ID, _ id: Actor.ID?, _ state: FormState?) async throws
        -> Answer
    {
        try await visit.read { try ExerciseActorsPage(ExerciseFrame(visit, event, $0), id, state, $0).answer }
    }

    private static func objectives(_ visit: Visit, _ event: Event.ID, _ states: [String: FormState]) async throws
        -> Answer
    {
        try await visit.read { try ExerciseObjectivesPage(ExerciseFrame(visit, event, $0), states, $0).answer }
    }

    private static func goal(_ visit: Visit, _ event: Event.ID, _ id: ExerciseObjective.ID, _ state: FormState?)
        async throws -> Answer
    {
        try await visit.read { try ExerciseGoalPage(ExerciseFrame(visit, event, $0), id, state, $0).answer }
    }

    private static func task(_ visit: Visit, _ event: Event.ID, _ id: CriticalTask.ID, _ state: FormState?) async throws
        -> Answer
    {
        try await visit.read { try ExerciseGoalPage(ExerciseFrame(visit, event, $0), task: id, state, $0).answer }
    }
}
