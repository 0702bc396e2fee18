import Storage

extension Migrations {
    /// What an item of the picture said before, so that one can look back at any moment. Appended only; the newest says the same as the item.
    static let pictureVersions = Migration(
        "0098-picture-versions",
        [
            """
            CREATE TABLE picture_version (
                item_id TEXT NOT NULL REFERENCES picture_item (id), number BIGINT NOT NULL, topic TEXT NOT NULL, text TEXT NOT NULL,
                standing TEXT NOT NULL, shown_to TEXT NOT NULL, as_of BIGINT, elapsed BIGINT NOT NULL, PRIMARY KEY (item_id, number))
            """,
            """
            INSERT INTO picture_version (item_id, number, topic, text, standing, shown_to, as_of, elapsed)
            SELECT id, 1, topic, text, standing, shown_to, as_of, elapsed FROM picture_item
            """,
        ])
}
