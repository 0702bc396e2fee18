import Storage

extension Migrations {
    /// For what somebody can be asked as an expert, how, and since when they agree to it.
    static let profiles = Migration(
        "0064-profiles",
        [
            // willing: ``Willingness``, with spaces between; notice_weeks: how long ahead they are asked; contact_via: ``ContactWay``;
            // consent_at: since when they may be found, nothing while they may not; reviewed_at: when they last said that it is so;
            // asked_at: when they were last asked to say it.
            """
            CREATE TABLE profile (
                person_id TEXT PRIMARY KEY REFERENCES person (id), willing TEXT NOT NULL, notice_weeks BIGINT,
                remote_only BOOLEAN NOT NULL, contact_via TEXT NOT NULL, consent_at BIGINT, reviewed_at BIGINT, asked_at BIGINT)
            """,
            "CREATE INDEX profile_consent ON profile (consent_at)",
        ])
}
