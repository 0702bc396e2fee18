import Domain
import Storage
import Web

extension PublicationStore {
    static func insert(
        _ id: Publication.ID, in programme: Programme.ID, _ input: PublicationPlan, by actor: String?, now: Int64,
        _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO publication (id, programme_id, title, state, due, marking, languages, structure, withdrawn_note, created_by,
                created_at, changed_at)
            VALUES (\(id), \(programme), \(input.title), \(PublicationState.planned), \(input.due.isEmpty ? nil : input.due),
                \(input.marking), \(input.languages.joined(separator: " ")), \(input.structure), '', \(actor), \(now), \(now))
            """)
    }

    static func update(_ id: Publication.ID, _ input: PublicationPlan, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE publication SET title = \(input.title), due = \(input.due.isEmpty ? nil : input.due),
                marking = \(input.marking), languages = \(input.languages.joined(separator: " ")), changed_at = \(now)
            WHERE id = \(id)
            """)
    }

    /// The room is called and marked as its publication is.
    static func updateRoom(_ event: Event.ID, title: String, marking: String, endsOn: String, _ tx: Transaction) throws
    {
        try tx.execute(
            """
            UPDATE event SET title = \(title), marking = \(marking),
                ends_on = CASE WHEN \(endsOn) < starts_on THEN starts_on ELSE \(endsOn) END WHERE id = \(event)
            """)
    }

    static func setRoom(_ event: Event.ID, of id: Publication.ID, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE publication SET event_id = \(event), state = \(PublicationState.drafting), changed_at = \(now)
            WHERE id = \(id)
            """)
    }

    static func set(_ state: PublicationState, of id: Publication.ID, now: Int64, _ tx: Transaction) throws {
        try tx.execute("UPDATE publication SET state = \(state), changed_at = \(now) WHERE id = \(id)")
    }

    /// Locks the row until the transaction ends, so that two leads who speak at once are counted together.
    static func lock(_ id: Publication.ID, _ tx: Transaction) throws {
        try tx.execute("UPDATE publication SET changed_at = changed_at WHERE id = \(id)")
    }

    // MARK: Leads

    static func insert(_ lead: PublicationLead, of id: Publication.ID, _ tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO publication_lead (publication_id, member_kind, member, account_id)
            VALUES (\(id), \(lead.member.kind), \(lead.member.ref), \(lead.account))
            ON CONFLICT (publication_id, member_kind, member) DO UPDATE SET account_id = \(lead.account)
            """)
    }

    static func delete(_ member: MemberRef, of id: Publication.ID, number: Int, _ tx: Transaction) throws {
        try tx.execute(
            """
            DELETE FROM publication_lead WHERE publication_id = \(id) AND member_kind = \(member.kind)
                AND member = \(member.ref)
            """)
        try tx.execute(
            """
            DELETE FROM publication_word WHERE publication_id = \(id) AND number = \(number)
                AND member_kind = \(member.kind) AND member = \(member.ref)
            """)
    }

    // MARK: Places in its writing room

    static func letIn(_ account: Account.ID, to id: Publication.ID, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO publication_writer (publication_id, account_id, let_in_at)
            VALUES (\(id), \(account), \(now)) ON CONFLICT (publication_id, account_id) DO NOTHING
            """)
    }

    static func letOut(_ account: Account.ID, of id: Publication.ID, _ tx: Transaction) throws {
        try tx.execute(
            "DELETE FROM publication_writer WHERE publication_id = \(id) AND account_id = \(account)")
    }

    // MARK: Words and releases

    /// In the place of what somebody said who no longer speaks for the member.
    static func say(
        _ member: MemberRef, _ account: Account.ID, under mandate: Mandate.ID?, of id: Publication.ID, number: Int,
        now: Int64, _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO publication_word (publication_id, number, member_kind, member, account_id, mandate_id, said_at)
            VALUES (\(id), \(number), \(member.kind), \(member.ref), \(account), \(mandate), \(now))
            ON CONFLICT (publication_id, number, member_kind, member)
                DO UPDATE SET account_id = \(account), mandate_id = \(mandate), said_at = \(now)
            """)
    }

    /// What was said of a version that is no longer under review.
    static func forgetWords(of id: Publication.ID, number: Int, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM publication_word WHERE publication_id = \(id) AND number = \(number)")
    }

    /// What others said for a member for which one person is named now.
    static func forgetWords(of id: Publication.ID, number: Int, but lead: PublicationLead, _ tx: Transaction) throws {
        guard let account = lead.account else { return }
        try tx.execute(
            """
            DELETE FROM publication_word WHERE publication_id = \(id) AND number = \(number)
                AND member_kind = \(lead.member.kind) AND member = \(lead.member.ref) AND account_id <> \(account)
            """)
    }

    static func release(
        _ id: Publication.ID, number: Int, _ version: GuideVersion.ID, marking: String, _ documents: [GuideDocument],
        on day: String, now: Int64, _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO publication_release (publication_id, number, version_id, marking, released_at)
            VALUES (\(id), \(number), \(version), \(marking), \(now))
            """)
        for document in documents {
            let text = document.sections.map { "\($0.title)\n\($0.markdown)" }.joined(separator: "\n\n")
            try tx.execute(
                """
                INSERT INTO publication_text (publication_id, number, language, title, text, document)
                VALUES (\(id), \(number), \(document.language), \(document.title), \(text), \(try JSONCoding.text(document)))
                """)
        }
        let languages = documents.map(\.language).joined(separator: " ")
        try tx.execute(
            """
            UPDATE publication SET state = \(PublicationState.released), released_on = \(day), languages = \(languages),
                title = \(documents.first?.title ?? ""), withdrawn_note = '', changed_at = \(now) WHERE id = \(id)
            """)
    }

    static func withdraw(_ id: Publication.ID, note: String, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE publication SET state = \(PublicationState.withdrawn), withdrawn_note = \(note), changed_at = \(now)
            WHERE id = \(id)
            """)
        try tx.execute(
            """
            UPDATE publication_release SET withdrawn_at = \(now) WHERE publication_id = \(id) AND withdrawn_at IS NULL
            """)
    }
}
