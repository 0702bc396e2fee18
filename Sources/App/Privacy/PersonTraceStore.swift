import Domain
import Storage
import Web

/// The SQL that finds what belongs to one person, gives it out and takes it away.
struct PersonTraceStore {
    let reading: any Reading

    /// What stands in place of a name, in any language.
    static let erasedName = "—"

    init(_ reading: any Reading) { self.reading = reading }

    /// - Parameter wanted: an e-mail address, or the id of an account, of a person of the directory or of a seat.
    func trace(_ wanted: String) throws -> PersonTrace {
        let key = wanted.trimmed.lowercased()
        var trace = PersonTrace()
        trace.accounts = try reading.all("SELECT id FROM account WHERE email = \(key) OR id = \(key)").map {
            try $0.get("id")
        }
        trace.people = try reading.all("SELECT id FROM person WHERE email = \(key) OR id = \(key)").map {
            try $0.get("id")
        }
        if trace.isEmpty,
            let seat = try reading.first("SELECT account_id, person_id FROM participant WHERE id = \(key)")
        {
            trace.accounts = try seat.get("account_id", as: Account.ID?.self).map { [$0] } ?? []
            trace.people = try seat.get("person_id", as: Person.ID?.self).map { [$0] } ?? []
            trace.seats = try reading.all("SELECT id FROM participant WHERE id = \(key)").map { try $0.get("id") }
        }
        try complete(&trace)
        return trace
    }

    /// An account and an entry of the directory that are linked, or have the same address, are one person; so are those who share a
    /// seat. Looks until nobody more is found.
    private func complete(_ trace: inout PersonTrace) throws {
        while true {
            let before = trace
            let seats = try reading.all(
                """
                SELECT id, account_id, person_id FROM participant
                WHERE account_id IN \(in: trace.accounts) OR person_id IN \(in: trace.people) OR id IN \(in: trace.seats)
                    OR joined_into IN \(in: trace.seats)
                    OR id IN (SELECT joined_into FROM participant
                        WHERE id IN \(in: trace.seats) AND joined_into IS NOT NULL)
                """)
            trace.seats = Self.sorted(trace.seats, try seats.map { try $0.get("id") })
            trace.accounts = Self.sorted(trace.accounts, try seats.compactMap { try $0.get("account_id") })
            trace.people = Self.sorted(trace.people, try seats.compactMap { try $0.get("person_id") })
            let links = try reading.all(
                """
                SELECT id, person_id FROM account
                WHERE person_id IN \(in: trace.people) OR (id IN \(in: trace.accounts) AND person_id IS NOT NULL)
                """)
            trace.accounts = Self.sorted(trace.accounts, try links.map { try $0.get("id") })
            trace.people = Self.sorted(trace.people, try links.compactMap { try $0.get("person_id") })
            let addresses = try reading.all(
                """
                SELECT email FROM account WHERE id IN \(in: trace.accounts)
                UNION SELECT email FROM person WHERE id IN \(in: trace.people) AND email IS NOT NULL
                """)
            trace.addresses = Set(try addresses.map { try $0.get("email", as: String.self) })
            let known = trace.addresses.sorted()
            let accounts = try reading.all("SELECT id FROM account WHERE email IN \(in: known)")
            let people = try reading.all("SELECT id FROM person WHERE email IN \(in: known)")
            trace.accounts = Self.sorted(trace.accounts, try accounts.map { try $0.get("id") })
            trace.people = Self.sorted(trace.people, try people.map { try $0.get("id") })
            if trace == before { return }
        }
    }

    private static func sorted<ID: Hashable & CustomStringConvertible>(_ known: [ID], _ more: [ID]) -> [ID] {
        Set(known + more).sorted { $0.description < $1.description }
    }

    /// All rows that are the person's or say who they are, by table, without what opens doors.
    func rows(of trace: PersonTrace) throws -> [(table: String, rows: [Row])] {
        let (accounts, seats, actors) = (trace.accounts, trace.seats, trace.actors)
        let addresses = trace.addresses.sorted()
        let wishes: [(String, SQL)] = [
            (
                "account",
                "SELECT id, email, name, language, is_administrator, created_at, disabled_at, person_id FROM account WHERE id IN \(in: accounts)"
            ),
            (
                "access_token",
                "SELECT id, name, kind, created_at, used_at, expires_at, revoked_at FROM access_token WHERE account_id IN \(in: accounts)"
            ),
            (
                "account_identity",
                "SELECT issuer, subject, created_at, used_at FROM account_identity WHERE account_id IN \(in: accounts)"
            ),
            (
                "session",
                "SELECT created_at, seen_at, expires_at, agent FROM session WHERE account_id IN \(in: accounts) OR participant_id IN \(in: seats)"
            ),
            (
                "second_factor",
                "SELECT account_id, created_at, confirmed_at FROM second_factor WHERE account_id IN \(in: accounts)"
            ),
            ("recovery_code", "SELECT account_id, used_at FROM recovery_code WHERE account_id IN \(in: accounts)"),
            (
                "pending_sign_in",
                "SELECT account_id, created_at, expires_at FROM pending_sign_in WHERE account_id IN \(in: accounts)"
            ),
            ("person", "SELECT * FROM person WHERE id IN \(in: trace.people)"),
            ("programme_organiser", "SELECT programme_id FROM programme_organiser WHERE account_id IN \(in: accounts)"),
            (
                "participant",
                """
                SELECT id, event_id, account_id, person_id, name, organisation, country, sector, language, role, state, created_at,
                    arrived_at, unverified_at, naming_agreed_at FROM participant WHERE id IN \(in: seats)
                """
            ),
            (
                "seat_joining",
                "SELECT kept_id, joined_id, joined_at, undone_at FROM seat_joining WHERE kept_id IN \(in: seats) OR joined_id IN \(in: seats)"
            ),
            (
                "seats_kept_apart",
                "SELECT first_seat, second_seat, kept_at FROM seats_kept_apart WHERE first_seat IN \(in: seats) OR second_seat IN \(in: seats)"
            ),
            ("group_member", "SELECT * FROM group_member WHERE participant_id IN \(in: seats)"),
            ("issue", "SELECT * FROM issue WHERE participant_id IN \(in: seats)"),
            (
                "participation",
                "SELECT round_id, participant_id, is_paper FROM participation WHERE participant_id IN \(in: seats)"
            ),
            ("round_voter", "SELECT * FROM round_voter WHERE participant_id IN \(in: seats)"),
            ("delegation_head", "SELECT * FROM delegation_head WHERE participant_id IN \(in: seats)"),
            ("adoption_proposal", "SELECT * FROM adoption_proposal WHERE participant_id IN \(in: seats)"),
            ("guide_signer", "SELECT * FROM guide_signer WHERE participant_id IN \(in: seats)"),
            (
                "paper_ballot",
                "SELECT id, round_id, state, entered_at FROM paper_ballot WHERE participant_id IN \(in: seats)"
            ),
            ("card_revision", "SELECT * FROM card_revision WHERE changed_by IN \(in: actors)"),
            ("past_case", "SELECT * FROM past_case WHERE created_by IN \(in: actors)"),
            ("aspect", "SELECT * FROM aspect WHERE created_by IN \(in: actors)"),
            ("intervention", "SELECT * FROM intervention WHERE created_by IN \(in: actors)"),
            ("intervention_vote", "SELECT * FROM intervention_vote WHERE participant_id IN \(in: seats)"),
            ("endorsement", "SELECT * FROM endorsement WHERE participant_id IN \(in: seats)"),
            ("exchange_question", "SELECT * FROM exchange_question WHERE participant_id IN \(in: seats)"),
            ("standing", "SELECT * FROM standing WHERE participant_id IN \(in: seats)"),
            ("adoption", "SELECT * FROM adoption WHERE decided_by IN \(in: actors)"),
            (
                "outline_statement",
                "SELECT * FROM outline_statement WHERE participant_id IN \(in: seats) OR author IN \(in: actors)"
            ),
            ("statement_rating", "SELECT * FROM statement_rating WHERE participant_id IN \(in: seats)"),
            (
                "guide_comment",
                "SELECT * FROM guide_comment WHERE author IN \(in: actors) OR decided_by IN \(in: actors)"
            ),
            (
                "guide_version",
                "SELECT id, guide_id, number, title, note, created_at FROM guide_version WHERE created_by IN \(in: actors) OR final_by IN \(in: actors)"
            ),
            ("sign_off", "SELECT * FROM sign_off WHERE actor IN \(in: actors)"),
            (
                "outgoing_mail",
                """
                SELECT id, event_id, kind, address, name, language, subject, text, created_at, sent_at, failed_at FROM outgoing_mail
                WHERE address IN \(in: addresses)
                """
            ),
            ("mail_refusal", "SELECT * FROM mail_refusal WHERE address IN \(in: addresses)"),
            (
                "journal",
                "SELECT sequence, time, scope, subject, kind, facts FROM journal WHERE actor IN \(in: actors) ORDER BY sequence"
            ),
        ]
        return try wishes.map { (table: $0.0, rows: try reading.all($0.1)) } + [
            (table: "import_memory", rows: try remembered(trace))
        ]
    }

    /// What the person answered for files of their own, and the spellings of others' answers that say who the person is.
    private func remembered(_ trace: PersonTrace) throws -> [Row] {
        let scopes = trace.accounts.map { "account:\($0)" }
        let own = try reading.all(
            "SELECT kind, answers, used_at FROM import_memory WHERE scope IN \(in: scopes)")
        let others = try RememberedSpellingStore(reading).found(spellings(of: trace)).filter {
            !scopes.contains($0.memory.scope)
        }
        return try own
            + others.flatMap { memory, spellings in
                try reading.all(
                    """
                    SELECT kind, CAST(\(spellings.joined(separator: "; ")) AS TEXT) AS spellings, used_at FROM import_memory
                    WHERE scope = \(memory.scope) AND kind = \(memory.kind) AND fingerprint = \(memory.fingerprint)
                    """)
            }
    }

    /// - Throws: ``Refusal/notFound``.
    func event(ofSeat seat: Participant.ID) throws -> Event.ID {
        let event = try reading.value("SELECT event_id FROM participant WHERE id = \(seat)", as: Event.ID.self)
        guard let event else { throw Refusal.notFound }
        return event
    }

    /// How many texts that people wrote hold the word: what they say of a person by name is not found by any id.
    /// Upper and lower case are the same where the engine knows them.
    func mentions(of word: String) throws -> Int {
        let pattern = "%" + word.replacing("!", with: "!!").replacing("%", with: "!%").replacing("_", with: "!_") + "%"
        var count = 0
        for (table, columns) in Self.texts {
            let matches: [SQL] = columns.map { column in
                let name = SQL(verbatim: "\"\(column)\"")
                return "(\(name) LIKE \(pattern) ESCAPE '!' OR LOWER(\(name)) LIKE \(pattern.lowercased()) ESCAPE '!')"
            }
            count +=
                try reading.value("SELECT COUNT(*) FROM \(table) WHERE \(matches.joined(" OR "))", as: Int.self) ?? 0
        }
        return count
    }

    /// Where people write freely.
    private static let texts: [(table: SQL, columns: [String])] = [
        ("issue", ["title", "explanation"]), ("card", ["text"]), ("card_revision", ["text"]),
        ("past_case", ["title", "summary", "source"]), ("intervention", ["lead"]), ("exchange_question", ["text"]),
        ("standing", ["note"]), ("adoption", ["note", "progress_note"]), ("adoption_proposal", ["note"]),
        ("section_text", ["title"]),
        ("guide_comment", ["quote", "text", "proposed", "answer"]),
        ("guide_version", ["note", "content", "final_note"]),
        ("sign_off", ["note"]), ("outgoing_mail", ["subject", "text"]), ("journal", ["facts"]),
    ]

    func names(of trace: PersonTrace) throws -> [String] {
        let people = try reading.all("SELECT family_name FROM person WHERE id IN \(in: trace.people)")
        let accounts = try reading.all("SELECT name FROM account WHERE id IN \(in: trace.accounts)")
        let seats = try reading.all("SELECT name FROM participant WHERE id IN \(in: trace.seats)")
        let whole = try (accounts + seats).map { try $0.get("name", as: String.self) }
        return Set(try people.map { try $0.get("family_name", as: String.self) } + whole).filter { $0.count > 2 }
            .sorted()
    }

    /// How an import may have remembered the person.
    private func spellings(of trace: PersonTrace) throws -> RememberedSpellingStore.Names {
        .init(try names(of: trace), addresses: trace.addresses.sorted())
    }

    /// Takes away what names the person. What the room decided stays: texts, tallies, seats without a name, and the journal, which names
    /// nobody.
    static func erase(_ trace: PersonTrace, now: Int64, _ tx: Transaction) throws {
        try RememberedSpellingStore.forget(try PersonTraceStore(tx).spellings(of: trace), tx)
        try eraseNames(of: "id IN \(in: trace.seats)", now: now, tx)
        let (accounts, people) = (trace.accounts, trace.people)
        try tx.execute(
            "DELETE FROM session WHERE account_id IN \(in: accounts) OR participant_id IN \(in: trace.seats)")
        try tx.execute("DELETE FROM access_token WHERE account_id IN \(in: accounts)")
        try tx.execute("DELETE FROM account_identity WHERE account_id IN \(in: accounts)")
        for account in accounts { try SecondFactorWriting(tx).delete(account) }
        try tx.execute("DELETE FROM programme_organiser WHERE account_id IN \(in: accounts)")
        // Previews of files, which may hold anybody; they last a day anyway.
        try tx.execute("DELETE FROM import_draft")
        try tx.execute("DELETE FROM import_memory WHERE scope IN \(in: accounts.map { "account:\($0)" })")
        let addresses = trace.addresses.sorted()
        try tx.execute("DELETE FROM outgoing_mail WHERE address IN \(in: addresses)")
        try tx.execute("DELETE FROM mail_refusal WHERE address IN \(in: addresses)")
        try AccountWriting(tx).unlink(people)
        try tx.execute("DELETE FROM person WHERE id IN \(in: people)")
        for account in accounts {
            try tx.execute(
                """
                UPDATE account SET email = \("erased-\(account)@invalid"), name = \(erasedName), password_hash = NULL, language = NULL,
                    is_administrator = \(false), disabled_at = \(now)
                WHERE id = \(account)
                """)
        }
    }

    /// Country and sector stay: they weigh in what was counted.
    /// - Parameter seats: a condition on `participant`.
    static func eraseNames(of seats: SQL, now: Int64, _ tx: Transaction) throws {
        let names = try tx.all("SELECT name FROM participant WHERE \(seats)").map {
            try $0.get("name", as: String.self)
        }
        try RememberedSpellingStore.forget(.init(names), tx)
        try tx.execute(
            """
            UPDATE person SET released_at = \(now)
            WHERE id IN (SELECT person_id FROM participant WHERE person_id IS NOT NULL AND \(seats))
            """)
        try tx.execute(
            "DELETE FROM session WHERE participant_id IN (SELECT id FROM participant WHERE \(seats))")
        try tx.execute(
            """
            UPDATE seat_joining SET moved = '' WHERE kept_id IN (SELECT id FROM participant WHERE \(seats))
                OR joined_id IN (SELECT id FROM participant WHERE \(seats))
            """)
        try tx.execute(
            """
            UPDATE participant SET name = \(erasedName), organisation = '', language = NULL, link_digest = NULL, account_id = NULL, person_id = NULL,
                first_link_digest = NULL, link_generation = link_generation + 1, card_code = NULL, naming_agreed_at = NULL
            WHERE \(seats)
            """)
    }
}
