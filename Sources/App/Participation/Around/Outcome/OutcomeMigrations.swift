import Storage

extension Migrations {
    static let releasedFigures = Migration(
        "0055-released-figures",
        [
            // ``ReleasedFigures`` as JSON: what was counted when the note was released; empty where it was released before that was kept.
            "ALTER TABLE public_note_release ADD COLUMN figures TEXT NOT NULL DEFAULT ''"
        ])

    /// Reports to the funder, each with what was counted when it was made.
    static let funderReports = Migration(
        "0061-funder-reports",
        [
            // figures: ``FunderFigures`` as JSON.
            """
            CREATE TABLE funder_report (
                event_id TEXT NOT NULL REFERENCES event (id), number BIGINT NOT NULL, made_at BIGINT NOT NULL,
                figures TEXT NOT NULL, PRIMARY KEY (event_id, number))
            """
        ])
}
