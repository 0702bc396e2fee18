import Storage

extension Migrations {
    /// What people are trained in, and in which events.
    static let courses = Migration(
        "0142-courses",
        [
            // sectors: codes with spaces between; rule: when a certificate is given, in words; requires: the course that comes before.
            """
            CREATE TABLE course (
                id TEXT PRIMARY KEY, programme_id TEXT NOT NULL REFERENCES programme (id), title TEXT NOT NULL, text TEXT NOT NULL,
                sectors TEXT NOT NULL, hours BIGINT, rule TEXT NOT NULL, language TEXT NOT NULL,
                requires TEXT REFERENCES course (id), created_by TEXT, created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL)
            """,
            "CREATE INDEX course_programme ON course (programme_id, title)",
            """
            CREATE TABLE course_module (
                id TEXT PRIMARY KEY, course_id TEXT NOT NULL REFERENCES course (id), title TEXT NOT NULL, hours BIGINT,
                created_at BIGINT NOT NULL)
            """,
            "CREATE INDEX course_module_course ON course_module (course_id, created_at)",
            // starts, ends: ISO 8601 dates or empty.
            """
            CREATE TABLE course_cohort (
                id TEXT PRIMARY KEY, course_id TEXT NOT NULL REFERENCES course (id), title TEXT NOT NULL, starts TEXT NOT NULL,
                ends TEXT NOT NULL, created_at BIGINT NOT NULL)
            """,
            "CREATE INDEX course_cohort_course ON course_cohort (course_id, created_at)",
            // Where a cohort is taught a module.
            """
            CREATE TABLE cohort_module (
                cohort_id TEXT NOT NULL REFERENCES course_cohort (id), module_id TEXT NOT NULL REFERENCES course_module (id),
                event_id TEXT NOT NULL REFERENCES event (id), PRIMARY KEY (cohort_id, module_id))
            """,
            "CREATE INDEX cohort_module_event ON cohort_module (event_id)",
            "CREATE INDEX cohort_module_module ON cohort_module (module_id)",
        ])
}
