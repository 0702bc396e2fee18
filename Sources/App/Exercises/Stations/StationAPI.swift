import Domain
import Storage
import Web

/// The same as JSON, on the same operations.
enum StationAPI {
    struct More: Codable, Sendable {
        /// Critical tasks that are rated there.
        let tasks: [CriticalTask.ID]?
        /// Seats of evaluators who stay there.
        let seats: [ExerciseSeat.ID]?
    }

    struct Known: Codable, Sendable {
        let id: ExerciseStation.ID
        let number: Int
        /// Absent for those who will be rated.
        let tasks: [CriticalTask.ID]?
        let seats: [ExerciseSeat.ID]?
    }

    struct PlaceBody: Codable, Sendable, NamedType {
        static var schemaName: String { "StationPlace" }

        let group: ExerciseCell.ID
        let station: ExerciseStation.ID
    }

    struct RotationBody: Codable, Sendable, NamedType {
        static var schemaName: String { "StationRotation" }

        /// Epoch milliseconds.
        let startsAt: Int64
        let minutes: Int
        /// A group that waits is in none.
        let places: [PlaceBody]
    }

    struct TimetableBody: Codable, Sendable, NamedType {
        static var schemaName: String { "StationTimetable" }

        /// Counts the changes; sent back, it says what was read.
        let revision: Int
        let rotations: [RotationBody]
        /// What is worth a look, in words; for planners.
        let findings: [String]
    }

    struct TimetableInput: Codable, Sendable, NamedType {
        static var schemaName: String { "StationTimetableInput" }

        let revision: Int?
        /// The whole timetable; without it one is made by `startsAt`, `minutes` and `change`.
        let rotations: [RotationBody]?
        /// Epoch milliseconds.
        let startsAt: Int64?
        /// At a station.
        let minutes: Int?
        /// Minutes between two rotations.
        let change: Int?
    }

    typealias Input = FieldSending<StationFields, More>
    typealias Body = FieldBody<StationFields, Known>

    private static let tag = "Exercises"

    static let routes: [APIRoute] = [
        .get(StationPaths.apiStations, .attend, tag, "The stations of a practical exercise, in their order.") {
            visit, event in
            ListBody(items: try await visit.read { try bodies(visit, event, $0) }, next: nil)
        },
        .send(.post, StationPaths.apiStations, .attend, tag, "Adds a station.", success: .created) {
            (visit, input: Input, event) in
            let id = try await StationOperations.add(visit, event, draft(input))
            return try await body(visit, event, id)
        },
        .send(
            .put, StationPaths.apiStation, .attend, tag,
            "Changes a station. A field that the body leaves out begins again."
        ) { (visit, input: Input, event, id) in
            try await StationOperations.change(visit, event, id, draft(input))
            return try await body(visit, event, id)
        },
        .act(.delete, StationPaths.apiStation, .attend, tag, "Removes a station with its places in the timetable.") {
            visit, event, id in
            try await StationOperations.remove(visit, event, id)
            return EmptyBody()
        },
        .get(StationPaths.apiTimetable, .attend, tag, "Which group is at which station when.") { visit, event in
            try await timetable(visit, event)
        },
        .send(
            .put, StationPaths.apiTimetable, .attend, tag,
            "Stores the timetable, or makes one: every group at every station once. Evaluators are assigned what comes to their stations."
        ) { (visit, input: TimetableInput, event) in
            try await put(visit, event, input)
            return try await timetable(visit, event)
        },
    ]

    private static func draft(_ input: Input) -> StationDraft {
        StationDraft(
            fields: input.told.fields(), tasks: Set(input.more.tasks ?? []), seats: Set(input.more.seats ?? []))
    }

    private static func put(_ visit: Visit, _ event: Event.ID, _ input: TimetableInput) async throws {
        func length(_ minutes: Int?) -> Int64 {
            Int64(min(max(minutes ?? 0, -1), 100_000)) * EpochTime.minute
        }
        guard let rotations = input.rotations else {
            guard let start = input.startsAt, EpochTime.known.contains(start) else {
                throw Refusal.invalid(["startsAt": L("Write day and time as 2027-06-18T07:40.")])
            }
            return try await StationOperations.generate(
                visit, event,
                TimetableWish(start: start, length: length(input.minutes), change: length(input.change)),
                revision: input.revision)
        }
        let told = rotations.prefix(StationOperations.mostRotations + 1).map { rotation in
            StationTimetable.Rotation(
                start: rotation.startsAt, length: length(rotation.minutes),
                visits: Dictionary(
                    rotation.places.prefix(500).map { ($0.group.description, $0.station.description) },
                    uniquingKeysWith: { $1 }))
        }
        try await StationOperations.set(visit, event, StationTimetable(told), revision: input.revision)
    }

    private static func bodies(_ visit: Visit, _ event: Event.ID, _ reading: any Reading) throws -> [Body] {
        let sight = try StationSight(visit, event, reading)
        return sight.plan.stations.map { station in
            var fields = station.fields
            if !sight.seesTasks { fields.text = "" }
            return Body(
                Known(
                    id: station.id, number: station.number, tasks: sight.seesTasks ? station.tasks.sorted() : nil,
                    seats: sight.seesTasks ? station.seats.sorted() : nil), fields)
        }
    }

    private static func body(_ visit: Visit, _ event: Event.ID, _ id: ExerciseStation.ID) async throws -> Body {
        try await visit.read { reading in
            guard let body = try bodies(visit, event, reading).first(where: { $0.facts.id == id }) else {
                throw Refusal.notFound
            }
            return body
        }
    }

    private static func timetable(_ visit: Visit, _ event: Event.ID) async throws -> TimetableBody {
        try await visit.read { reading in
            let sight = try StationSight(visit, event, reading)
            let plan = sight.plan
            return TimetableBody(
                revision: plan.revision,
                rotations: plan.timetable.rotations.map { rotation in
                    RotationBody(
                        startsAt: rotation.start, minutes: Int(rotation.length / EpochTime.minute),
                        places: plan.groups.compactMap { group in
                            rotation.visits[group.id.description].flatMap { ExerciseStation.ID($0) }.map {
                                PlaceBody(group: group.id, station: $0)
                            }
                        })
                }, findings: sight.standing.mayPlan ? plan.findings.map { plan.words($0).string() } : [])
        }
    }
}
