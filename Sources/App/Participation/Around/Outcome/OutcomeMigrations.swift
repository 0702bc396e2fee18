import Storage

extension Migrations {
    static let releasedFigures = Migration(
        "0055-released-figures",
        [
            // ``ReleasedFigures`` as JSON: what was counted when the note was released; empty where it was released before that was kept.
            "ALTER TABLE public_note_release ADD COLUMN figures TEXT NOT NULL DEFAULT ''"
        ])
}
