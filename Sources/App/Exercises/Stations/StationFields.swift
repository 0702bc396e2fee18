import Domain
import Storage
import Web

public enum ExerciseStation { public typealias ID = Identifier<ExerciseStation> }

/// What is told of a station.
struct StationFields: FieldRecord {
    var name = ""
    var place = ""
    var text = ""

    static let fields: [Field<StationFields>] = [
        .line("name", \.name, L("Name"), limit: 100, isRequired: true),
        .line("place", \.place, L("Place"), limit: 200, isBeside: true),
        .lines("text", \.text, L("What is done there"), limit: 4_000),
    ]

    var cleaned: Cleaned<StationFields> { Cleaned(self) { $0.clean(&$1) } }
}

/// A station with what is rated there and by whom.
struct StationRecord: Sendable {
    let id: ExerciseStation.ID
    let number: Int
    let fields: StationFields
    let changedAt: Int64
    var tasks: Set<CriticalTask.ID> = []
    var seats: Set<ExerciseSeat.ID> = []

    init(_ row: Row) throws {
        id = try row.get("id")
        number = try row.get("number")
        fields = try StationFields(row)
        changedAt = try row.get("changed_at")
    }

    /// `3 First aid`
    var title: String { "\(number) \(fields.name)" }
}

/// Where a group is in one rotation, as a calendar has it.
struct StationVisit: Sendable {
    let event: Event.ID
    let rotation: Int
    let startsAt: Int64
    let length: Int64
    let station: ExerciseStation.ID
    let name: String
    let place: String
    let cell: ExerciseCell.ID
    /// Of the group.
    let code: String
    let isEvaluator: Bool
    let revision: Int
    let changedAt: Int64

    init(_ row: Row, isEvaluator: Bool) throws {
        event = try row.get("event_id")
        rotation = try row.get("number")
        startsAt = try row.get("starts_at")
        length = try row.get("length_ms")
        station = try row.get("station_id")
        name = try row.get("name")
        place = try row.get("place")
        cell = try row.get("cell_id")
        code = try row.get("code")
        revision = try row.get("revision")
        changedAt = try row.get("changed_at")
        self.isEvaluator = isEvaluator
    }
}
