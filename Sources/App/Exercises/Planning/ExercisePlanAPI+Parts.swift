import Domain
import Storage
import Web

/// The smaller parts of a plan, and plans that are kept.
extension ExercisePlanAPI {
    struct FunctionKnown: Codable, Sendable { let id: ExerciseFunction.ID }
    struct ActorKnown: Codable, Sendable { let id: Actor.ID }
    struct StorylineKnown: Codable, Sendable { let id: Storyline.ID }
    struct BreakKnown: Codable, Sendable { let id: Identifier<PlannedBreak> }

    struct ScenarioInput: Codable, Sendable {
        let title: String
        /// As the exercise has it, unless told.
        let overview: String?
    }

    typealias FunctionBody = FieldBody<FunctionFields, FunctionKnown>
    typealias ActorBody = FieldBody<ActorFields, ActorKnown>
    typealias StorylineBody = FieldBody<StorylineFields, StorylineKnown>
    typealias BreakBody = FieldBody<BreakFields, BreakKnown>

    static let parts: [APIRoute] = [
        .get(ExercisePlanPaths.apiFunctions, .attend, tag, "The functions in cells.") { visit, event in
            ListBody(items: try await visit.read { try functions(visit, event, $0) }, next: nil)
        },
        .send(.post, ExercisePlanPaths.apiFunctions, .attend, tag, "Adds a function.", success: .created) {
            (visit, input: FieldInput<FunctionFields>, event) in
            let told = input.fields()
            let id = try await ExercisePlanning.write(visit, event) {
                try ExercisePlanOperations.functionIn($0, $1, code: told.code, name: told.name)
            }
            return try await visit.read { try found(functions(visit, event, $0)) { $0.facts.id == id } }
        },
        .get(ExercisePlanPaths.apiBreaks, .attend, tag, "The breaks, as planned.") { visit, event in
            ListBody(items: try await visit.read { try breaks(visit, event, $0) }, next: nil)
        },
        .send(.post, ExercisePlanPaths.apiBreaks, .attend, tag, "Adds a break.", success: .created) {
            (visit, input: FieldInput<BreakFields>, event) in
            let id = try await ExercisePlanning.write(visit, event) {
                try ExercisePlanOperations.breakIn($0, $1, input.fields())
            }
            return try await visit.read { try found(breaks(visit, event, $0)) { $0.facts.id == id } }
        },
        .get(ExercisePlanPaths.apiActors, .attend, tag, "Who injects come from.") { visit, event in
            ListBody(items: try await visit.read { try actors(visit, event, $0) }, next: nil)
        },
        .send(.post, ExercisePlanPaths.apiActors, .attend, tag, "Adds an actor.", success: .created) {
            (visit, input: FieldInput<ActorFields>, event) in
            let id = try await ExercisePlanning.write(visit, event) {
                try ExercisePlanOperations.actorIn($0, $1, input.fields())
            }
            return try await visit.read { try found(actors(visit, event, $0)) { $0.facts.id == id } }
        },
        .get(ExercisePlanPaths.apiStorylines, .attend, tag, "The storylines, in their order.") { visit, event in
            ListBody(items: try await visit.read { try storylines(visit, event, $0) }, next: nil)
        },
        .send(.post, ExercisePlanPaths.apiStorylines, .attend, tag, "Adds a storyline.", success: .created) {
            (visit, input: FieldInput<StorylineFields>, event) in
            let id = try await ExercisePlanning.write(visit, event) {
                try ExercisePlanOperations.storylineIn($0, $1, input.fields().title)
            }
            return try await visit.read { try found(storylines(visit, event, $0)) { $0.facts.id == id } }
        },
        .send(
            .post, ExercisePlanPaths.apiKeeping, .attend, tag, "Keeps the plan as a scenario of the programme.",
            success: .created
        ) { (visit, input: ScenarioInput, event) in
            let id = try await ExerciseCopyOperations.save(
                visit, event, title: input.title, overview: input.overview ?? "")
            return try await visit.read { ScenarioBody(try PlanStore($0).msel(id)) }
        },
    ]

    // MARK: Bodies

    private static func found<Body>(_ all: [Body], _ isIt: (Body) -> Bool) throws -> Body {
        guard let one = all.first(where: isIt) else { throw Refusal.notFound }
        return one
    }

    private static func functions(_ visit: Visit, _ event: Event.ID, _ reading: any Reading) throws -> [FunctionBody] {
        let exercise = try ExercisePlanning.require(visit, event, reading)
        return try PlanStore(reading).functions(of: exercise.msel).map {
            FunctionBody(FunctionKnown(id: $0.id), FunctionFields($0))
        }
    }

    private static func breaks(_ visit: Visit, _ event: Event.ID, _ reading: any Reading) throws -> [BreakBody] {
        let exercise = try ExercisePlanning.require(visit, event, reading)
        return try PlanStore(reading).breaks(of: exercise.msel).map { one in
            var fields = BreakFields()
            (fields.title, fields.at) = (one.title, ElapsedTyped.text(one.elapsed))
            fields.lasts = ElapsedTyped.text(one.length)
            return BreakBody(BreakKnown(id: one.id), fields)
        }
    }

    private static func actors(_ visit: Visit, _ event: Event.ID, _ reading: any Reading) throws -> [ActorBody] {
        let exercise = try ExercisePlanning.require(visit, event, reading)
        return try PlanStore(reading).actors(of: exercise.msel).map {
            ActorBody(ActorKnown(id: $0.id), ActorFields($0))
        }
    }

    private static func storylines(_ visit: Visit, _ event: Event.ID, _ reading: any Reading) throws -> [StorylineBody]
    {
        let exercise = try ExercisePlanning.require(visit, event, reading)
        return try PlanStore(reading).storylines(of: exercise.msel).map { one in
            var fields = StorylineFields()
            fields.title = one.title
            return StorylineBody(StorylineKnown(id: one.id), fields)
        }
    }
}
