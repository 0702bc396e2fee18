import Domain
import Storage
import Web

/// The stations of an exercise with their timetable, read at once.
struct StationPlan: Sendable {
    let event: EventRecord
    let exercise: ExerciseRecord
    let stations: [StationRecord]
    /// Who goes round: the cells of players.
    let groups: [CellRecord]
    let tasks: [TaskRecord]
    let evaluators: [SeatRecord]
    let timetable: StationTimetable
    let revision: Int

    init(_ id: Event.ID, _ reading: any Reading) throws {
        event = try EventStore(reading).event(id)
        let exercise = try PlayStore(reading).required(id)
        self.exercise = exercise
        let store = StationStore(reading)
        stations = try store.stations(of: id)
        groups = try PlanStore(reading).cells(of: exercise.msel).filter { $0.kind == .players }
        tasks = try PlanStore(reading).tasks(of: exercise.msel)
        evaluators = try PlayStore(reading).seats(of: id).filter { $0.role == .evaluator }
        timetable = try store.timetable(of: id)
        revision = try store.revision(of: id)
    }

    func station(_ id: String?) -> StationRecord? { id.flatMap { id in stations.first { $0.id.description == id } } }
    func group(_ id: String) -> CellRecord? { groups.first { $0.id.description == id } }
    /// The group at a station in a rotation.
    func group(at station: ExerciseStation.ID, in rotation: StationTimetable.Rotation) -> CellRecord? {
        groups.first { rotation.visits[$0.id.description] == station.description }
    }

    var findings: [StationTimetable.Finding] {
        timetable.findings(groups: groups.map(\.id.description), stations: stations.map(\.id.description))
    }

    /// What cannot be of a timetable, at `rotation-N`.
    func faults(of timetable: StationTimetable) -> [String: Message] {
        let (groups, places) = (groups.map(\.id.description), stations.map(\.id.description))
        var faults: [String: Message] = [:]
        for finding in timetable.findings(groups: groups, stations: places) {
            switch finding {
            case .clash(let rotation, _, _), .overlap(let rotation): faults["rotation-\(rotation)"] = words(finding)
            case .missed, .again: break
            }
        }
        for (index, rotation) in timetable.rotations.enumerated() {
            let field = "rotation-\(index + 1)"
            if !rotation.visits.allSatisfy({ groups.contains($0.key) && places.contains($0.value) }) {
                faults[field] = L("Choose one of these.")
            }
            if !StationOperations.lengths.contains(rotation.length) {
                faults[field] = L("Give minutes, from one to a day.")
            }
            if !EpochTime.known.contains(rotation.start) {
                faults[field] = L("Write day and time as 2027-06-18T07:40.")
            }
        }
        return faults
    }

    /// Who looks at what by the timetable: each evaluator of a station at its tasks, in each group that comes.
    var watches: Set<Watch> {
        var all: Set<Watch> = []
        for rotation in timetable.rotations {
            for (cell, at) in rotation.visits {
                guard let station = station(at), let cell = ExerciseCell.ID(cell) else { continue }
                for seat in station.seats {
                    for task in station.tasks { all.insert(Watch(seat: seat, task: task, cell: cell)) }
                }
            }
        }
        return all
    }

    struct Watch: Sendable, Hashable, Comparable {
        let seat: ExerciseSeat.ID
        let task: CriticalTask.ID
        let cell: ExerciseCell.ID

        static func < (one: Watch, other: Watch) -> Bool {
            (one.seat, one.task, one.cell) < (other.seat, other.task, other.cell)
        }
    }

    func words(_ finding: StationTimetable.Finding) -> Message {
        func name(_ id: String) -> String { station(id)?.title ?? "" }
        switch finding {
        case .clash(let rotation, let station, let groups):
            return L(
                "Rotation \(rotation): \(list: groups.map { group($0)?.code ?? "" }) are at station \(name(station)) together."
            )
        case .overlap(let rotation): return L("Rotation \(rotation) begins before the one above has ended.")
        case .missed(let group, let stations):
            return L("\(self.group(group)?.code ?? "") does not come to \(list: stations.map(name)).")
        case .again(let group, let station):
            return L("\(self.group(group)?.code ?? "") comes to \(name(station)) more than once.")
        }
    }
}
