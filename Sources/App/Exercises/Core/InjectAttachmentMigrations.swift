import Storage

extension Migrations {
    static let injectAttachments = Migration(
        "0153-inject-attachments",
        [
            // language: nothing for a paper in any. kind: image, text, pdf. alt: what is to be seen on it. width, height: of an image as stored,
            // pixels; turns: by how many quarter turns clockwise it is shown.
            """
            CREATE TABLE inject_attachment (
                id TEXT PRIMARY KEY, inject_id TEXT NOT NULL REFERENCES inject (id), position BIGINT NOT NULL, language TEXT,
                kind TEXT NOT NULL, file_id TEXT NOT NULL REFERENCES kept_file (id), alt TEXT NOT NULL, width BIGINT NOT NULL,
                height BIGINT NOT NULL, turns BIGINT NOT NULL, added_at BIGINT NOT NULL)
            """,
            "CREATE INDEX inject_attachment_inject ON inject_attachment (inject_id, position)",
            "CREATE INDEX inject_attachment_file ON inject_attachment (file_id)",
        ])
}
