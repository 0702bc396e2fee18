import Storage

extension Migrations {
    /// Who wrote on an inject, so that none of them approves it; and which findings of safety a person has cleared.
    static let injectPlanning = Migration(
        "0084-inject-planning",
        [
            // actor: as the journal names people.
            """
            CREATE TABLE inject_author (
                inject_id TEXT NOT NULL REFERENCES inject (id), actor TEXT NOT NULL, PRIMARY KEY (inject_id, actor))
            """,
            // kind and found: as InjectSafety tells a finding.
            """
            CREATE TABLE inject_clearing (
                inject_id TEXT NOT NULL REFERENCES inject (id), kind TEXT NOT NULL, found TEXT NOT NULL, actor TEXT,
                cleared_at BIGINT NOT NULL, PRIMARY KEY (inject_id, kind, found))
            """,
        ])
}
