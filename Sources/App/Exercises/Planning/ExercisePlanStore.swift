import Domain
import Storage
import Web

/// Writes what an exercise is made of. What is read stands in ``PlanStore`` and ``PlayStore``.
enum ExercisePlanStore {
    // MARK: Plan and exercise

    struct NewMsel: Sendable {
        let id: Msel.ID
        let programme: Programme.ID
        let kind: MselRecord.Kind
        let title: String
        let overview: String
        let zone: String
        let storyStart: Int64
        let languages: [String]
        let marking: String
        var extraColumns: [String] = []
        var copiedFrom: Msel.ID?
    }

    static func insert(_ msel: NewMsel, _ work: Work) throws {
        let (languages, extra) = (try JSONCoding.text(msel.languages), try JSONCoding.text(msel.extraColumns))
        try work.tx.execute(
            """
            INSERT INTO msel (id, programme_id, kind, title, overview, zone, story_start, languages, marking, extra_columns,
                copied_from, created_by, created_at, changed_at)
            VALUES (\(msel.id), \(msel.programme), \(msel.kind), \(msel.title), \(msel.overview), \(msel.zone),
                \(msel.storyStart), \(languages), \(msel.marking), \(extra), \(msel.copiedFrom), \(work.actor),
                \(work.now), \(work.now))
            """)
    }

    static func update(_ msel: Msel.ID, _ fields: ExerciseSettingsFields, storyStart: Int64, _ work: Work) throws {
        let languages = try JSONCoding.text(fields.languageCodes)
        try work.tx.execute(
            """
            UPDATE msel SET title = \(fields.title), overview = \(fields.overview), zone = \(fields.zone),
                story_start = \(storyStart), languages = \(languages), marking = \(fields.marking),
                changed_at = \(work.now) WHERE id = \(msel)
            """)
    }

    /// Takes over what a copied plan is called and how its story begins.
    static func follow(_ msel: Msel.ID, _ other: MselRecord, _ work: Work) throws {
        let (languages, extra) = (try JSONCoding.text(other.languages), try JSONCoding.text(other.extraColumns))
        try work.tx.execute(
            """
            UPDATE msel SET overview = \(other.overview), zone = \(other.zone), story_start = \(other.storyStart),
                languages = \(languages), extra_columns = \(extra), copied_from = \(other.id), changed_at = \(work.now)
            WHERE id = \(msel)
            """)
    }

    static func retitle(_ msel: Msel.ID, _ title: String, _ overview: String, _ work: Work) throws {
        try work.tx.execute(
            "UPDATE msel SET title = \(title), overview = \(overview), changed_at = \(work.now) WHERE id = \(msel)")
    }

    static func insertExercise(_ event: Event.ID, _ msel: Msel.ID, _ start: ExerciseStart, _ work: Work) throws {
        try work.tx.execute(
            """
            INSERT INTO exercise (event_id, msel_id, state, pace, approval, release_default, comparison, rules_text,
                emergency_phone, rehearses, catch_up_ms, cells_talk, planned_startex, created_at, changed_at)
            VALUES (\(event), \(msel), \(ExerciseState.draft), \(start.pace), \(start.approval), \(start.release),
                \(start.comparison), '', '', \(start.rehearses), \(60_000), \(false), \(start.startex), \(work.now), \(work.now))
            """)
    }

    static func update(
        _ event: Event.ID, _ fields: ExerciseSettingsFields, startex: Int64?, _ work: Work
    ) throws {
        let catchUp = Int64(fields.catchUp ?? 60) * 1_000
        try work.tx.execute(
            """
            UPDATE exercise SET pace = \(fields.pace), approval = \(fields.approval), release_default = \(fields.release),
                comparison = \(fields.comparison), rules_text = \(fields.rules), emergency_phone = \(fields.emergencyPhone),
                catch_up_ms = \(catchUp), cells_talk = \(fields.cellsTalk == "yes"), planned_startex = \(startex),
                rehearses = \(Event.ID(fields.rehearses)),
                changed_at = \(work.now) WHERE event_id = \(event)
            """)
    }

    static func setState(_ event: Event.ID, _ state: ExerciseState, from: ExerciseState, _ work: Work) throws -> Bool {
        try work.tx.change(
            """
            UPDATE exercise SET state = \(state), changed_at = \(work.now)
            WHERE event_id = \(event) AND state = \(from)
            """) == 1
    }

    static func setStartex(_ event: Event.ID, _ startex: Int64, _ tx: Transaction) throws {
        try tx.execute("UPDATE exercise SET planned_startex = \(startex) WHERE event_id = \(event)")
    }

    static func setWall(_ inject: Inject.ID, _ wall: Int64, _ tx: Transaction) throws {
        try tx.execute("UPDATE inject SET wall_at = \(wall) WHERE id = \(inject)")
    }

    static func copySettings(of event: ExerciseRecord, to after: Event.ID, _ work: Work) throws {
        try work.tx.execute(
            """
            UPDATE exercise SET pace = \(event.pace), approval = \(event.approval),
                release_default = \(event.releaseDefault), comparison = \(event.comparison), rules_text = \(event.rules),
                catch_up_ms = \(event.catchUp), cells_talk = \(event.cellsTalk), changed_at = \(work.now)
            WHERE event_id = \(after)
            """)
    }

    /// Takes out an exercise in which nothing was planned.
    static func removeExercise(_ event: Event.ID, _ msel: Msel.ID, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM exercise WHERE event_id = \(event)")
        try tx.execute("DELETE FROM exercise_function WHERE msel_id = \(msel)")
        try tx.execute("DELETE FROM msel WHERE id = \(msel)")
    }

    // MARK: Cells, functions, actors, storylines

    static func insert(
        _ id: ExerciseCell.ID, in msel: Msel.ID, number: Int, _ fields: CellFields, copiedFrom: ExerciseCell.ID? = nil,
        _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO exercise_cell (id, msel_id, number, \(CellFields.columns), copied_from)
            VALUES (\(id), \(msel), \(number), \(fields.columnValues), \(copiedFrom))
            """)
    }

    static func update(_ id: ExerciseCell.ID, _ fields: CellFields, _ tx: Transaction) throws {
        try tx.execute("UPDATE exercise_cell SET \(fields.assignments) WHERE id = \(id)")
    }

    /// With its borders, and out of whom injects go to; what was released to it is asked before.
    static func remove(_ id: ExerciseCell.ID, of msel: Msel.ID, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM cell_border WHERE cell_id = \(id) OR neighbour_id = \(id)")
        try tx.execute("DELETE FROM task_assignment WHERE cell_id = \(id)")
        try tx.execute(
            """
            DELETE FROM inject_recipient WHERE kind = 'cell' AND target_id = \(id)
                AND inject_id IN (SELECT id FROM inject WHERE msel_id = \(msel))
            """)
        try tx.execute("DELETE FROM exercise_cell WHERE id = \(id)")
    }

    static func border(_ one: ExerciseCell.ID, _ other: ExerciseCell.ID, isThere: Bool, _ tx: Transaction) throws {
        let (first, second) = one < other ? (one, other) : (other, one)
        guard isThere else {
            return try tx.execute("DELETE FROM cell_border WHERE cell_id = \(first) AND neighbour_id = \(second)")
        }
        try tx.execute(
            """
            INSERT INTO cell_border (cell_id, neighbour_id) VALUES (\(first), \(second))
            ON CONFLICT (cell_id, neighbour_id) DO NOTHING
            """)
    }

    static func insert(
        _ id: ExerciseFunction.ID, in msel: Msel.ID, position: Int, _ fields: FunctionFields, _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO exercise_function (id, msel_id, code, name, position)
            VALUES (\(id), \(msel), \(fields.code), \(fields.name), \(position))
            """)
    }

    static func removeFunctions(of msel: Msel.ID, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM exercise_function WHERE msel_id = \(msel)")
    }

    static func removeFunction(_ id: ExerciseFunction.ID, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM exercise_function WHERE id = \(id)")
    }

    static func isUsed(_ function: ExerciseFunction.ID, _ reading: any Reading) throws -> Bool {
        try reading.first("SELECT 1 AS used FROM exercise_seat WHERE function_id = \(function) LIMIT 1") != nil
            || reading.first(
                "SELECT 1 AS used FROM inject_recipient WHERE kind = 'function' AND target_id = \(function) LIMIT 1")
                != nil
    }

    static func insert(_ id: Actor.ID, in msel: Msel.ID, _ fields: ActorFields, _ tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO exercise_actor (id, msel_id, \(ActorFields.columns)) VALUES (\(id), \(msel), \(fields.columnValues))
            """)
    }

    static func update(_ id: Actor.ID, _ fields: ActorFields, _ tx: Transaction) throws {
        try tx.execute("UPDATE exercise_actor SET \(fields.assignments) WHERE id = \(id)")
    }

    static func remove(_ id: Actor.ID, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM exercise_actor WHERE id = \(id)")
    }

    static func insert(_ id: Storyline.ID, in msel: Msel.ID, position: Int, _ title: String, _ tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO storyline (id, msel_id, position, title) VALUES (\(id), \(msel), \(position), \(title))
            """)
    }

    static func remove(_ id: Storyline.ID, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM storyline WHERE id = \(id)")
    }

    /// Whether an inject stands on it.
    static func isUsed(_ actor: Actor.ID, _ reading: any Reading) throws -> Bool {
        try reading.first("SELECT 1 AS used FROM inject WHERE actor_id = \(actor) LIMIT 1") != nil
    }

    static func isUsed(_ storyline: Storyline.ID, _ reading: any Reading) throws -> Bool {
        try reading.first("SELECT 1 AS used FROM inject WHERE storyline_id = \(storyline) LIMIT 1") != nil
    }
}
