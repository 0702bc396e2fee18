import Domain
import Storage
import Web

extension GuideReviewStore {
    struct NewComment {
        let id: GuideComment.ID
        let guide: Guide.ID
        let section: GuideSection.ID
        let language: String
        var parent: GuideComment.ID?
        let kind: GuideCommentRecord.Kind
        let author: String
        var quote = ""
        let text: String
        var proposed = ""
        let key: String?
    }

    static func insert(_ new: NewComment, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO guide_comment (id, guide_id, section_id, language, parent_id, kind, author, quote, text, proposed, key,
                state, answer, created_at)
            VALUES (\(new.id), \(new.guide), \(new.section), \(new.language), \(new.parent), \(new.kind), \(new.author),
                \(new.quote), \(new.text), \(new.proposed), \(new.key), 'open', '', \(now))
            """)
    }

    static func settle(
        _ id: GuideComment.ID, _ state: GuideCommentRecord.State, answer: String, by actor: String?, now: Int64,
        _ tx: Transaction
    ) throws {
        let isOpen = state == .open
        try tx.execute(
            """
            UPDATE guide_comment SET state = \(state), answer = \(answer), decided_by = \(isOpen ? nil : actor),
                decided_at = \(isOpen ? nil : now) WHERE id = \(id)
            """)
    }

    struct NewVersion {
        let id: GuideVersion.ID
        let guide: Guide.ID
        let title: String
        let note: String
        let content: GuideSnapshot
        let actor: String?
    }

    static func insert(_ new: NewVersion, now: Int64, _ tx: Transaction) throws {
        // Takes the guide's lock, so that numbers are given one at a time.
        try tx.execute("UPDATE guide SET state = state WHERE id = \(new.guide)")
        try tx.execute(
            """
            INSERT INTO guide_version (id, guide_id, number, title, note, content, created_by, created_at)
            SELECT \(new.id), \(new.guide), COALESCE(MAX(number), 0) + 1, \(new.title), \(new.note),
                \(try JSONCoding.text(new.content)), \(new.actor), \(now)
            FROM guide_version WHERE guide_id = \(new.guide)
            """)
    }

    static func setState(_ guide: Guide.ID, _ state: GuideState, _ tx: Transaction) throws {
        try tx.execute("UPDATE guide SET state = \(state.rawValue) WHERE id = \(guide)")
    }

    static func setReview(_ version: GuideVersion.ID, at time: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE guide_version SET review_at = \(time), final_at = NULL, final_by = NULL, final_note = NULL
            WHERE id = \(version)
            """)
    }

    static func setFinal(
        _ version: GuideVersion.ID, at time: Int64?, by actor: String?, note: String?, _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            UPDATE guide_version SET final_at = \(time), final_by = \(actor), final_note = \(note) WHERE id = \(version)
            """)
    }

    /// The last word of each person counts.
    static func signOff(
        _ version: GuideVersion.ID, _ sector: String, _ decision: SignOffRecord.Decision, note: String,
        by actor: String,
        now: Int64, _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO sign_off (version_id, sector, decision, note, actor, decided_at)
            VALUES (\(version), \(sector), \(decision), \(note), \(actor), \(now))
            ON CONFLICT (version_id, sector, actor) DO UPDATE SET decision = excluded.decision, note = excluded.note,
                decided_at = excluded.decided_at
            """)
    }
}
