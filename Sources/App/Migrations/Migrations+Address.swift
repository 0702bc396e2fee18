import Storage

extension Migrations {
    /// Whose organisers entered the address of a person, and when it was changed last.
    static let address = Migration(
        "0027-address",
        [
            // Nothing as long as the first one stands.
            "ALTER TABLE person ADD COLUMN email_changed_at BIGINT",
            // The programmes whose organisers entered the address that is kept now: they see it.
            """
            CREATE TABLE known_address (
                person_id TEXT NOT NULL REFERENCES person (id), programme_id TEXT NOT NULL REFERENCES programme (id),
                known_at BIGINT NOT NULL, PRIMARY KEY (person_id, programme_id))
            """,
            "CREATE INDEX known_address_programme ON known_address (programme_id)",
            // Nobody noted it before: the programme that had the person first is taken for it.
            """
            INSERT INTO known_address (person_id, programme_id, known_at)
            SELECT s.person_id, e.programme_id, s.created_at FROM participant s JOIN event e ON e.id = s.event_id
            JOIN person p ON p.id = s.person_id
            WHERE p.email IS NOT NULL AND NOT EXISTS (SELECT t.id FROM participant t WHERE t.person_id = s.person_id
                AND (t.created_at < s.created_at OR (t.created_at = s.created_at AND t.id < s.id)))
            """,
        ])
}
