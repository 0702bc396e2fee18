import Domain
import Storage
import Web

/// What was played, without anybody's name: marks of the clocks, papers, decisions, requests. Places are those of the plan in the same file.
struct ExerciseFileRun: Codable, Sendable {
    let state: ExerciseState
    let clock: [Mark]
    let story: [StoryMark]
    let papers: [Paper]
    let decisions: [Decision]
    let requests: [Request]

    struct Mark: Codable, Sendable {
        let kind: String
        let wall: Int64
        let speed: String
    }

    struct StoryMark: Codable, Sendable {
        let elapsed: Int64
        let story: Int64
        let rate: String
    }

    struct Paper: Codable, Sendable {
        let inject: Int
        let cell: Int
        let number: Int
        let channel: ExerciseChannel
        let sender: String
        let language: String
        let subject: String
        let body: String
        let wall: Int64
        let elapsed: Int64
        let story: Int64
        /// The place of the paper that it strikes.
        let corrects: Int?
        let reached: ExercisePaper.Reach
    }

    struct Decision: Codable, Sendable {
        let inject: Int
        let cell: Int
        let version: Int
        let choice: String
        let other: String
        let why: String
        let confidence: Int?
        let function: String
        let elapsed: Int64
        let isLate: Bool
        let isWithdrawn: Bool
    }

    struct Request: Codable, Sendable {
        let number: Int
        let type: String
        let from: Int
        let toCell: Int?
        let toActor: Int?
        let fromFunction: String
        let toFunction: String
        let text: String
        let language: String
        let sent: Int64
        let allowed: Int64
        /// The number of the request that was passed on here.
        let parent: Int?
        let steps: [Step]
    }

    struct Step: Codable, Sendable {
        let kind: String
        let outcome: String
        let text: String
        let function: String
        let elapsed: Int64
    }

    init(_ exercise: ExerciseRecord, _ places: ExerciseFilePlaces, _ plan: ExercisePlan, _ reading: any Reading) throws
    {
        let play = PlayStore(reading)
        state = exercise.state
        clock = try play.clock(of: exercise.event).marks.map {
            Mark(kind: $0.kind.rawValue, wall: $0.wall, speed: RateTyped.text($0.speed))
        }
        story = try play.story(of: exercise.event).marks.map {
            StoryMark(elapsed: $0.elapsed, story: $0.story, rate: RateTyped.text($0.rate))
        }
        let all = try play.papers(of: exercise.event).filter {
            places.injects[$0.inject] != nil && places.cells[$0.cell] != nil
        }
        let order = ExerciseFilePlaces.places(all.map(\.id))
        papers = all.map { paper in
            Paper(
                inject: places.injects[paper.inject] ?? 0, cell: places.cells[paper.cell] ?? 0, number: paper.number,
                channel: paper.channel, sender: paper.sender, language: paper.language, subject: paper.subject,
                body: paper.body, wall: paper.wall, elapsed: paper.elapsed, story: paper.story,
                corrects: paper.corrects.flatMap { order[$0] }, reached: paper.reached)
        }
        decisions = try Self.decisions(exercise.event, places, plan, reading)
        requests = try Self.requests(exercise.event, places, reading)
    }

    private static func decisions(
        _ event: Event.ID, _ places: ExerciseFilePlaces, _ plan: ExercisePlan, _ reading: any Reading
    ) throws -> [Decision] {
        try CellDecisionStore(reading).all(of: event).compactMap { one in
            guard let inject = plan.point(one.point).flatMap({ places.injects[$0.inject] }),
                let cell = places.cells[one.cell]
            else { return nil }
            return Decision(
                inject: inject, cell: cell, version: one.version, choice: one.choice, other: one.fields.other,
                why: one.fields.rationale, confidence: one.fields.confidence, function: one.function,
                elapsed: one.decided, isLate: one.isLate, isWithdrawn: one.isWithdrawn)
        }
    }

    private static func requests(_ event: Event.ID, _ places: ExerciseFilePlaces, _ reading: any Reading) throws
        -> [Request]
    {
        let all = try CellRequestStore(reading).all(of: event)
        let numbers = Dictionary(all.map { ($0.id, $0.number) }) { first, _ in first }
        return all.compactMap { one in
            guard let from = places.cells[one.from] else { return nil }
            return Request(
                number: one.number, type: one.type.rawValue, from: from,
                toCell: one.target.cell.flatMap { places.cells[$0] },
                toActor: one.target.actor.flatMap { places.actors[$0] }, fromFunction: one.fromFunction,
                toFunction: one.toFunction, text: one.text, language: one.language, sent: one.sent,
                allowed: one.allowed, parent: one.parent.flatMap { numbers[$0] },
                steps: one.steps.map {
                    Step(
                        kind: $0.kind.rawValue, outcome: $0.outcome.rawValue, text: $0.text, function: $0.function,
                        elapsed: $0.elapsed)
                })
        }
    }
}
