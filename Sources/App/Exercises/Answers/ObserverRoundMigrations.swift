import Storage

extension Migrations {
    /// What those who look on would decide is a sealed round: while it is open an answer is found again by a keyed hash of the person,
    /// closing destroys the key and leaves sums only.
    static let observerRounds = Migration(
        "0099-observer-rounds",
        [
            "DROP TABLE observer_answer",
            // ballot_key: nothing once it is closed.
            """
            CREATE TABLE observer_round (
                point_id TEXT PRIMARY KEY REFERENCES decision_point (id), ballot_key BLOB, closed_at BIGINT)
            """,
            // voter: by the round's key. Empty once the round is closed.
            """
            CREATE TABLE observer_ballot (
                point_id TEXT NOT NULL REFERENCES observer_round (point_id), voter TEXT NOT NULL, option_code TEXT NOT NULL,
                PRIMARY KEY (point_id, voter))
            """,
            """
            CREATE TABLE observer_tally (
                point_id TEXT NOT NULL REFERENCES observer_round (point_id), option_code TEXT NOT NULL, heads BIGINT NOT NULL,
                PRIMARY KEY (point_id, option_code))
            """,
        ])
}
