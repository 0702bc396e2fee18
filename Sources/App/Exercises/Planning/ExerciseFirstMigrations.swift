import Storage

extension Migrations {
    /// Exercises that were events without a part of their own get an empty plan; ids are the event's, which SQL that both engines know cannot make.
    static let exercisesThatWere = Migration(
        "0092-exercises-that-were",
        [
            """
            INSERT INTO msel (id, programme_id, kind, title, overview, zone, story_start, languages, marking, extra_columns,
                created_at, changed_at)
            SELECT e.id, e.programme_id, 'exercise', e.title, '', e.time_zone, e.created_at, '["en"]', e.marking, '[]',
                e.created_at, e.created_at
            FROM event e WHERE e.kind = 'exercise' AND NOT EXISTS (SELECT 1 FROM exercise x WHERE x.event_id = e.id)
            """,
            """
            INSERT INTO exercise (event_id, msel_id, state, pace, approval, release_default, comparison, rules_text,
                emergency_phone, catch_up_ms, cells_talk, created_at, changed_at)
            SELECT e.id, e.id, 'draft', 'clock', 'none', 'hand', 'private', '', '', 60000, FALSE, e.created_at, e.created_at
            FROM event e WHERE e.kind = 'exercise' AND NOT EXISTS (SELECT 1 FROM exercise x WHERE x.event_id = e.id)
            """,
        ])
}
