import Storage

extension Migrations {
    /// What somebody needs, how they come and stay, the letter for a visa; and money: lines of a budget, rates, what somebody is entitled to,
    /// claims and payments.
    static let logistics = Migration(
        "0039-logistics",
        [
            // Special categories of personal data may stand here: rows go on their own last day (``NeedStore``), and reading is logged.
            """
            CREATE TABLE need (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id),
                registration_id TEXT NOT NULL REFERENCES registration (id), participant_id TEXT REFERENCES participant (id),
                code TEXT NOT NULL, text TEXT NOT NULL, told_at BIGINT NOT NULL, UNIQUE (registration_id, code))
            """,
            "CREATE INDEX need_event ON need (event_id, code)",
            """
            CREATE TABLE need_reading (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), reader TEXT, reason TEXT NOT NULL,
                read_at BIGINT NOT NULL)
            """,
            "CREATE INDEX need_reading_event ON need_reading (event_id, read_at)",
            // arrives_on …: days of the event's place, with the clock time beside them; nights: JSON list of days; ticket: organiser, own,
            // none; visa: not-needed, asked, issued.
            """
            CREATE TABLE journey (
                registration_id TEXT PRIMARY KEY REFERENCES registration (id), event_id TEXT NOT NULL REFERENCES event (id),
                participant_id TEXT REFERENCES participant (id),
                origin TEXT NOT NULL, arrives_on TEXT, arrives_time TEXT NOT NULL, departs_on TEXT, departs_time TEXT NOT NULL,
                carrier TEXT NOT NULL, nights TEXT NOT NULL, shares_with TEXT NOT NULL, ticket TEXT NOT NULL, visa TEXT NOT NULL,
                letter_issued_at BIGINT, note TEXT NOT NULL, changed_at BIGINT NOT NULL)
            """,
            "CREATE INDEX journey_event ON journey (event_id)",
            // As in the passport, only while a letter is asked for.
            """
            CREATE TABLE visa_letter (
                registration_id TEXT PRIMARY KEY REFERENCES registration (id), event_id TEXT NOT NULL REFERENCES event (id),
                participant_id TEXT REFERENCES participant (id),
                passport_name TEXT NOT NULL, passport_number TEXT NOT NULL, born_on TEXT NOT NULL, asked_at BIGINT NOT NULL)
            """,
            "CREATE INDEX visa_letter_event ON visa_letter (event_id)",
            """
            CREATE TABLE programme_finance (
                programme_id TEXT NOT NULL REFERENCES programme (id), account_id TEXT NOT NULL REFERENCES account (id),
                added_at BIGINT NOT NULL, PRIMARY KEY (programme_id, account_id))
            """,
            "CREATE INDEX programme_finance_account ON programme_finance (account_id)",
            // Amounts are in minor units of their currency (ISO 4217); rates of exchange are exact decimals as text.
            """
            CREATE TABLE budget_line (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), position BIGINT NOT NULL, category TEXT NOT NULL,
                title TEXT NOT NULL, currency TEXT NOT NULL, ceiling BIGINT, per_person BIGINT, created_at BIGINT NOT NULL,
                changed_at BIGINT NOT NULL)
            """,
            "CREATE INDEX budget_line_event ON budget_line (event_id, position)",
            // rate: units of the currency for one unit of base, of a month (2027-06).
            """
            CREATE TABLE exchange_rate (
                programme_id TEXT NOT NULL REFERENCES programme (id), currency TEXT NOT NULL, base TEXT NOT NULL, month TEXT NOT NULL,
                rate TEXT NOT NULL, source TEXT NOT NULL, entered_at BIGINT NOT NULL, PRIMARY KEY (programme_id, currency, base, month))
            """,
            // basis: night, day, km, flat; quantity: nothing is taken from the journey or the event's days; part: an exact fraction;
            // is_fixed: stays, also where the person does not come.
            """
            CREATE TABLE entitlement (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id),
                registration_id TEXT NOT NULL REFERENCES registration (id), line_id TEXT NOT NULL REFERENCES budget_line (id),
                basis TEXT NOT NULL, quantity BIGINT, rate BIGINT NOT NULL, currency TEXT NOT NULL, part TEXT NOT NULL,
                is_fixed BOOLEAN NOT NULL, note TEXT NOT NULL, created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL)
            """,
            "CREATE INDEX entitlement_event ON entitlement (event_id)",
            "CREATE INDEX entitlement_registration ON entitlement (registration_id)",
            """
            CREATE TABLE claim (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), number BIGINT NOT NULL,
                registration_id TEXT NOT NULL REFERENCES registration (id), participant_id TEXT REFERENCES participant (id),
                state TEXT NOT NULL, currency TEXT NOT NULL, note TEXT NOT NULL, reason TEXT NOT NULL, checker TEXT, approver TEXT, submitted_at BIGINT, decided_at BIGINT,
                created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL, UNIQUE (event_id, number))
            """,
            "CREATE INDEX claim_registration ON claim (registration_id)",
            // exchanged, allowed: in the claim's currency; rate and its source as they were when it was checked.
            """
            CREATE TABLE claim_item (
                id TEXT PRIMARY KEY, claim_id TEXT NOT NULL REFERENCES claim (id), line_id TEXT REFERENCES budget_line (id),
                position BIGINT NOT NULL, category TEXT NOT NULL, spent_on TEXT NOT NULL, words TEXT NOT NULL, amount BIGINT NOT NULL,
                currency TEXT NOT NULL, rate TEXT, rate_source TEXT NOT NULL, exchanged BIGINT, allowed BIGINT, reason TEXT NOT NULL)
            """,
            "CREATE INDEX claim_item_claim ON claim_item (claim_id, position)",
            // kind: advance, claim, recovery (given back: taken off).
            """
            CREATE TABLE payment (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id),
                registration_id TEXT NOT NULL REFERENCES registration (id), claim_id TEXT REFERENCES claim (id), kind TEXT NOT NULL,
                amount BIGINT NOT NULL, currency TEXT NOT NULL, paid_on TEXT NOT NULL, reference TEXT NOT NULL, payer TEXT,
                created_at BIGINT NOT NULL)
            """,
            "CREATE INDEX payment_registration ON payment (registration_id)",
            "CREATE INDEX payment_event ON payment (event_id)",
        ])
}
