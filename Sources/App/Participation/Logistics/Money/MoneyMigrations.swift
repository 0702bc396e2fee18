import Storage

extension Migrations {
    /// Receipts of claims; costs that cannot be given back; whose the words of money are, so that they go with the person; journeys that
    /// moved with their event and were not looked at since.
    static let receipts = Migration(
        "0048-receipts",
        [
            "ALTER TABLE journey ADD COLUMN moved_at BIGINT",
            "ALTER TABLE claim_item ADD COLUMN is_not_refundable BOOLEAN NOT NULL DEFAULT FALSE",
            "ALTER TABLE claim_item ADD COLUMN participant_id TEXT REFERENCES participant (id)",
            "ALTER TABLE entitlement ADD COLUMN participant_id TEXT REFERENCES participant (id)",
            "ALTER TABLE payment ADD COLUMN participant_id TEXT REFERENCES participant (id)",
            """
            UPDATE claim_item SET participant_id = (SELECT c.participant_id FROM claim c WHERE c.id = claim_item.claim_id)
            """,
            """
            UPDATE entitlement SET participant_id = (SELECT r.participant_id FROM registration r WHERE r.id = entitlement.registration_id)
            """,
            """
            UPDATE payment SET participant_id = (SELECT r.participant_id FROM registration r WHERE r.id = payment.registration_id)
            """,
            // erased_at: nobody reads it from then on, and its file goes within a minute.
            """
            CREATE TABLE receipt (
                id TEXT PRIMARY KEY, claim_item_id TEXT NOT NULL REFERENCES claim_item (id),
                event_id TEXT NOT NULL REFERENCES event (id), participant_id TEXT REFERENCES participant (id),
                file_id TEXT NOT NULL REFERENCES kept_file (id), added_at BIGINT NOT NULL, erased_at BIGINT)
            """,
            "CREATE INDEX receipt_claim_item ON receipt (claim_item_id)",
            "CREATE INDEX receipt_event ON receipt (event_id)",
            "CREATE INDEX receipt_file ON receipt (file_id)",
            "CREATE INDEX receipt_erased ON receipt (erased_at) WHERE erased_at IS NOT NULL",
        ])

    /// What is paid for a night, a day or a kilometre, by scheme, place and date.
    static let allowances = Migration(
        "0049-allowances",
        [
            // country: nothing for everywhere; city: empty for the whole country; per: night, day, km; amount: in minor units.
            """
            CREATE TABLE allowance (
                id TEXT PRIMARY KEY, programme_id TEXT NOT NULL REFERENCES programme (id), scheme TEXT NOT NULL,
                country TEXT REFERENCES country (code),
                city TEXT NOT NULL, per TEXT NOT NULL, amount BIGINT NOT NULL, currency TEXT NOT NULL, valid_from TEXT NOT NULL,
                changed_at BIGINT NOT NULL)
            """,
            """
            CREATE UNIQUE INDEX allowance_place ON allowance (programme_id, scheme, COALESCE(country, ''), city, per, valid_from)
            """,
        ])
}
