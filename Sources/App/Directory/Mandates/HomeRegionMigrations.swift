import Storage

extension Migrations {
    /// In which of its regions a country is counted.
    static let homeRegion = Migration(
        "0032-home-region",
        [
            // One at most of a country's memberships that last: where none is told, the first.
            "ALTER TABLE region_country ADD COLUMN is_home BOOLEAN NOT NULL DEFAULT FALSE",
            """
            UPDATE region_country SET is_home = TRUE WHERE until IS NULL AND NOT EXISTS (
                SELECT o.country FROM region_country o
                WHERE o.country = region_country.country AND o.until IS NULL AND o.region_id < region_country.region_id)
            """,
        ])
}
