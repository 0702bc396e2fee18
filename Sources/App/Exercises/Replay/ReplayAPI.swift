import Domain
import Storage
import Web

/// What a cell knew at a moment, and two runs beside each other, as JSON.
enum ReplayAPI {
    struct PaperBody: Codable, Sendable, NamedType {
        static var schemaName: String { "ReplayPaper" }

        let id: Paper.ID
        let subject: String
        /// When the cell got it, by the exercise's clock, milliseconds.
        let elapsed: Int64
        let opened: Int64?
    }

    struct DecisionBody: Codable, Sendable, NamedType {
        static var schemaName: String { "ReplayDecision" }

        let point: DecisionPoint.ID
        /// Nothing while it was open.
        let version: Int?
        let choice: String?
        let decided: Int64?
    }

    struct RequestBody: Codable, Sendable, NamedType {
        static var schemaName: String { "ReplayRequest" }

        let id: ExerciseRequest.ID
        let number: Int
        let state: RequestState
        let isOverdue: Bool
    }

    struct ItemBody: Codable, Sendable, NamedType {
        static var schemaName: String { "ReplayItem" }

        let id: PictureItem.ID
        let cell: ExerciseCell.ID
        let text: String
        let standing: PictureStanding
    }

    struct LineBody: Codable, Sendable, NamedType {
        static var schemaName: String { "ReplayLine" }

        let kind: LogLineKind
        let text: String
        let elapsed: Int64
    }

    struct MomentBody: Codable, Sendable, NamedType {
        static var schemaName: String { "ReplayMoment" }

        let exercise: Bool
        let cell: ExerciseCell.ID
        /// By the exercise's clock, milliseconds.
        let at: Int64
        /// The story's instant, epoch milliseconds.
        let story: Int64?
        let papers: [PaperBody]
        let decisions: [DecisionBody]
        let requests: [RequestBody]
        let picture: [ItemBody]
        let log: [LineBody]

        init(_ moment: ReplayMoment) {
            exercise = true
            (cell, at, story) = (moment.cell.id, moment.at, moment.story)
            papers = moment.papers.map {
                PaperBody(id: $0.id, subject: $0.title, elapsed: $0.elapsed, opened: moment.opened[$0.id])
            }
            decisions = moment.decisions.map { point, decision in
                DecisionBody(
                    point: point.id, version: decision?.version, choice: decision?.choice, decided: decision?.decided)
            }
            requests = moment.requests.map {
                RequestBody(
                    id: $0.id, number: $0.number, state: $0.state, isOverdue: $0.isOverdue(at: moment.at))
            }
            picture = moment.picture.map {
                ItemBody(id: $0.id, cell: $0.cell, text: $0.fields.text, standing: $0.standing)
            }
            log = moment.log.map { LineBody(kind: $0.kind, text: $0.text.string(), elapsed: $0.elapsed) }
        }
    }

    struct PlayedBody: Codable, Sendable, NamedType {
        static var schemaName: String { "RunInject" }

        let event: Event.ID
        let released: Int64?
        let late: Int64?
        let decided: Int
        let asked: Int
        /// An exact fraction, such as "3/10".
        let alike: String?
    }

    struct InjectBody: Codable, Sendable, NamedType {
        static var schemaName: String { "RunInjectLine" }

        /// Of the scenario.
        let inject: Inject.ID
        let label: String
        let title: String
        let runs: [PlayedBody]
    }

    struct RatingBody: Codable, Sendable, NamedType {
        static var schemaName: String { "RunRating" }

        let event: Event.ID
        let rating: TaskRating
        let count: Int
        /// Only where both exercises are compared by name.
        let cells: [String]
    }

    struct TaskBody: Codable, Sendable, NamedType {
        static var schemaName: String { "RunTask" }

        let task: CriticalTask.ID
        let ratings: [RatingBody]
    }

    struct RunsBody: Codable, Sendable, NamedType {
        static var schemaName: String { "ExerciseRuns" }

        let exercise: Bool
        /// The scenario's exercises that have begun.
        let events: [Event.ID]
        let injects: [InjectBody]
        let tasks: [TaskBody]
    }

    private static let tag = "Exercise"

    static let routes: [APIRoute] = [
        .get(
            ReplayPaths.apiReplay, .attend, tag,
            "What a cell had, decided, asked and knew at a moment of the exercise’s clock.",
            query: [
                .init(name: "at", meaning: "`1:20:00`; the newest moment by default.", schema: .string),
                .init(name: "cell", meaning: "A cell; the first that you may see by default.", schema: .string),
            ]
        ) { visit, event in
            let query = visit.inbound.query
            return try await visit.read { MomentBody(try ReplayMoment.read(visit, event, query, $0).moment) }
        },
        .get(
            ReplayPaths.apiRuns, .organiseProgramme, tag, "Two exercises of one scenario beside each other.",
            query: [
                .init(name: "one", meaning: "An event; the last but one by default.", schema: .string),
                .init(name: "other", meaning: "An event; the last by default.", schema: .string),
            ]
        ) { visit, programme, id in
            let query = visit.inbound.query
            return try await visit.read { reading in
                let read = try RunComparison.read(visit, programme, id, query, reading)
                return body(read.runs, read.comparison)
            }
        },
    ]

    private static func body(_ runs: [ExerciseRun], _ comparison: RunComparison?) -> RunsBody {
        let pair = comparison?.runs ?? []
        let injects = (comparison?.lines ?? []).map { line in
            InjectBody(
                inject: line.inject.id, label: line.inject.label, title: line.inject.title,
                runs: zip(pair, line.played).compactMap { run, played in
                    played.map {
                        PlayedBody(
                            event: run.event, released: $0.released, late: $0.late, decided: $0.decided,
                            asked: $0.asked, alike: $0.alike?.description)
                    }
                })
        }
        let tasks = (comparison?.tasks ?? []).map { line in
            TaskBody(
                task: line.task.id,
                ratings: zip(pair, line.ratings).flatMap { run, ratings in
                    ratings.map {
                        RatingBody(event: run.event, rating: $0.rating, count: $0.count, cells: $0.cells)
                    }
                })
        }
        return RunsBody(exercise: true, events: runs.map(\.event), injects: injects, tasks: tasks)
    }
}
