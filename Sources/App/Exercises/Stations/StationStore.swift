import Domain
import Storage
import Web

/// The SQL of stations and their timetable.
struct StationStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// In their order.
    func stations(of event: Event.ID) throws -> [StationRecord] {
        var stations = try reading.all(
            "SELECT * FROM exercise_station WHERE event_id = \(event) ORDER BY number, id"
        ).map(StationRecord.init)
        guard !stations.isEmpty else { return [] }
        let places = Dictionary(uniqueKeysWithValues: stations.enumerated().map { ($1.id, $0) })
        let ids = stations.map(\.id)
        for row in try reading.all(
            "SELECT station_id, task_id FROM exercise_station_task WHERE station_id IN \(in: ids)")
        {
            if let place = places[try row.get("station_id")] { stations[place].tasks.insert(try row.get("task_id")) }
        }
        for row in try reading.all(
            "SELECT station_id, seat_id FROM exercise_station_seat WHERE station_id IN \(in: ids)")
        {
            if let place = places[try row.get("station_id")] { stations[place].seats.insert(try row.get("seat_id")) }
        }
        return stations
    }

    func hasStations(_ event: Event.ID) throws -> Bool {
        try reading.first("SELECT id FROM exercise_station WHERE event_id = \(event) LIMIT 1") != nil
    }

    /// Changes of the timetable so far; 0 where there is none yet.
    func revision(of event: Event.ID) throws -> Int {
        try reading.first("SELECT revision FROM exercise_timetable WHERE event_id = \(event)")?.get("revision") ?? 0
    }

    func timetable(of event: Event.ID) throws -> StationTimetable {
        var visits: [Int: [String: String]] = [:]
        for row in try reading.all(
            "SELECT number, cell_id, station_id FROM exercise_rotation_cell WHERE event_id = \(event)")
        {
            visits[try row.get("number"), default: [:]][try row.get("cell_id")] = try row.get("station_id")
        }
        let rotations = try reading.all(
            "SELECT number, starts_at, length_ms FROM exercise_rotation WHERE event_id = \(event) ORDER BY number"
        ).map { row in
            StationTimetable.Rotation(
                start: try row.get("starts_at"), length: try row.get("length_ms"),
                visits: visits[try row.get("number")] ?? [:])
        }
        return StationTimetable(rotations)
    }

    // MARK: Calendars

    /// Of groups in which these seats play, and of stations at which they evaluate; of exercises that are planned for people, not of drafts.
    func visits(of seats: [Participant.ID]) throws -> [StationVisit] {
        guard !seats.isEmpty else { return [] }
        let shown: [ExerciseState] = [.draft, .cancelled]
        let playing = try reading.all(
            """
            SELECT r.event_id, r.number, r.starts_at, r.length_ms, c.station_id, c.cell_id, k.code, t.name, t.place, p.revision,
                p.changed_at
            FROM exercise_seat s JOIN exercise_rotation_cell c ON c.cell_id = s.cell_id AND c.event_id = s.event_id
                JOIN exercise_rotation r ON r.event_id = c.event_id AND r.number = c.number
                JOIN exercise_station t ON t.id = c.station_id JOIN exercise_cell k ON k.id = c.cell_id
                JOIN exercise_timetable p ON p.event_id = r.event_id JOIN exercise e ON e.event_id = r.event_id
            WHERE s.participant_id IN \(in: seats) AND s.role = \(ExerciseRole.player) AND e.state NOT IN \(in: shown)
            ORDER BY r.event_id, r.number
            """
        ).map { try StationVisit($0, isEvaluator: false) }
        let rating = try reading.all(
            """
            SELECT r.event_id, r.number, r.starts_at, r.length_ms, c.station_id, c.cell_id, k.code, t.name, t.place, p.revision,
                p.changed_at
            FROM exercise_seat s JOIN exercise_station_seat x ON x.seat_id = s.id
                JOIN exercise_rotation_cell c ON c.station_id = x.station_id
                JOIN exercise_rotation r ON r.event_id = c.event_id AND r.number = c.number
                JOIN exercise_station t ON t.id = c.station_id JOIN exercise_cell k ON k.id = c.cell_id
                JOIN exercise_timetable p ON p.event_id = r.event_id JOIN exercise e ON e.event_id = r.event_id
            WHERE s.participant_id IN \(in: seats) AND s.role = \(ExerciseRole.evaluator) AND e.state NOT IN \(in: shown)
            ORDER BY r.event_id, r.number, t.number, k.number
            """
        ).map { try StationVisit($0, isEvaluator: true) }
        return playing + rating
    }

    // MARK: Writing

    static func insert(
        _ id: ExerciseStation.ID, in event: Event.ID, number: Int, _ fields: StationFields, _ work: Work
    ) throws {
        try work.tx.execute(
            """
            INSERT INTO exercise_station (id, event_id, number, \(StationFields.columns), created_at, changed_at)
            VALUES (\(id), \(event), \(number), \(fields.columnValues), \(work.now), \(work.now))
            """)
    }

    static func update(_ id: ExerciseStation.ID, _ fields: StationFields, _ work: Work) throws {
        try work.tx.execute(
            "UPDATE exercise_station SET \(fields.assignments), changed_at = \(work.now) WHERE id = \(id)")
    }

    static func set(
        _ id: ExerciseStation.ID, tasks: Set<CriticalTask.ID>, seats: Set<ExerciseSeat.ID>, _ tx: Transaction
    ) throws {
        try tx.execute("DELETE FROM exercise_station_task WHERE station_id = \(id)")
        for task in tasks.sorted() {
            try tx.execute("INSERT INTO exercise_station_task (station_id, task_id) VALUES (\(id), \(task))")
        }
        try tx.execute("DELETE FROM exercise_station_seat WHERE station_id = \(id)")
        for seat in seats.sorted() {
            try tx.execute("INSERT INTO exercise_station_seat (station_id, seat_id) VALUES (\(id), \(seat))")
        }
    }

    static func remove(_ id: ExerciseStation.ID, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM exercise_station WHERE id = \(id)")
    }

    static func setNumber(_ id: ExerciseStation.ID, _ number: Int, _ tx: Transaction) throws {
        try tx.execute("UPDATE exercise_station SET number = \(number) WHERE id = \(id)")
    }

    /// In place of the one before.
    static func set(_ timetable: StationTimetable, of event: Event.ID, revision: Int, _ work: Work) throws {
        let tx = work.tx
        try tx.execute(
            """
            INSERT INTO exercise_timetable (event_id, revision, changed_at) VALUES (\(event), \(revision), \(work.now))
            ON CONFLICT (event_id) DO UPDATE SET revision = excluded.revision, changed_at = excluded.changed_at
            """)
        try tx.execute("DELETE FROM exercise_rotation_cell WHERE event_id = \(event)")
        try tx.execute("DELETE FROM exercise_rotation WHERE event_id = \(event)")
        for (index, rotation) in timetable.rotations.enumerated() {
            try tx.execute(
                """
                INSERT INTO exercise_rotation (event_id, number, starts_at, length_ms)
                VALUES (\(event), \(index + 1), \(rotation.start), \(rotation.length))
                """)
            for (cell, station) in rotation.visits.sorted(by: { $0.key < $1.key }) {
                try tx.execute(
                    """
                    INSERT INTO exercise_rotation_cell (event_id, number, cell_id, station_id)
                    VALUES (\(event), \(index + 1), \(cell), \(station))
                    """)
            }
        }
    }
}
