import Storage

extension Migrations {
    /// What an assessor from outside says of a country: beside its own value, never in place of it, and in no picture.
    static let needsOutside = Migration(
        "0146-needs-outside",
        [
            // source: as it is called, such as an assessment and its year. value: 1 to 5. said_on: a day or empty.
            """
            CREATE TABLE needs_outside (
                cycle_id TEXT NOT NULL REFERENCES needs_cycle (id), country TEXT NOT NULL REFERENCES country (code),
                indicator TEXT NOT NULL, source TEXT NOT NULL, value BIGINT NOT NULL, said_on TEXT NOT NULL, taken_by TEXT,
                taken_at BIGINT NOT NULL, PRIMARY KEY (cycle_id, country, indicator, source))
            """,
            "CREATE INDEX needs_outside_country ON needs_outside (country)",
        ])
}
