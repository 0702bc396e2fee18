import Storage

extension Migrations {
    static let «plural» = Migration(
        "«number»-«path»",
        [
            """
            CREATE TABLE «table» (
                id TEXT PRIMARY KEY, «owner definition»«columns»,
                created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL, retired_at BIGINT, key TEXT)
            """,«owner index»
            "CREATE UNIQUE INDEX «table»_key ON «table» («key index»)",
        ])
}
