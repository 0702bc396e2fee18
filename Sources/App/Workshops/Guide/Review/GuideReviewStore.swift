import Domain
import Storage
import Web

/// A comment on a section, a suggested change of it, or a reply to either.
struct GuideCommentRecord: Sendable, Hashable {
    enum Kind: String, Sendable, CaseIterable, SQLBindable, SQLDecodable { case comment, suggestion }
    enum State: String, Sendable, CaseIterable, SQLBindable, SQLDecodable { case open, accepted, declined, resolved }

    let id: GuideComment.ID
    let guide: Guide.ID
    let section: GuideSection.ID
    /// BCP 47: of the text that it is about.
    let language: String
    let parent: GuideComment.ID?
    let kind: Kind
    /// As ``Visitor/journalName``.
    let author: String
    /// The passage that it is about; empty for the whole section.
    let quote: String
    let text: String
    /// What a suggestion puts in the place of the quote; empty takes it out.
    let proposed: String
    let state: State
    /// Why it was declined.
    let answer: String
    let createdAt: Int64
    let decidedBy: String?
    let decidedAt: Int64?

    init(_ row: Row) throws {
        id = try row.get("id")
        guide = try row.get("guide_id")
        section = try row.get("section_id")
        language = try row.get("language")
        parent = try row.get("parent_id")
        kind = try row.get("kind")
        author = try row.get("author")
        quote = try row.get("quote")
        text = try row.get("text")
        proposed = try row.get("proposed")
        state = try row.get("state")
        answer = try row.get("answer")
        createdAt = try row.get("created_at")
        decidedBy = try row.get("decided_by")
        decidedAt = try row.get("decided_at")
    }
}

/// A kept version of a guide, without its content: see ``GuideReviewStore/content(of:)``.
struct GuideVersionRecord: Sendable, Hashable {
    let id: GuideVersion.ID
    let guide: Guide.ID
    /// From 1.
    let number: Int
    let title: String
    let note: String
    let createdBy: String?
    let createdAt: Int64
    /// When its review was opened.
    let reviewAt: Int64?
    let finalAt: Int64?
    let finalBy: String?
    /// What the organiser said who made it final, needed where something stood against it.
    let finalNote: String?

    init(_ row: Row) throws {
        id = try row.get("id")
        guide = try row.get("guide_id")
        number = try row.get("number")
        title = try row.get("title")
        note = try row.get("note")
        createdBy = try row.get("created_by")
        createdAt = try row.get("created_at")
        reviewAt = try row.get("review_at")
        finalAt = try row.get("final_at")
        finalBy = try row.get("final_by")
        finalNote = try row.get("final_note")
    }

    /// "Version 3 · after the second day"
    var label: Message { title.isEmpty ? L("Version \(number)") : L("Version \(number) · \(title)") }
}

/// Somebody's last word on a version, for a sector.
struct SignOffRecord: Sendable, Hashable {
    enum Decision: String, Sendable, CaseIterable, SQLBindable, SQLDecodable { case signed, objection }

    let version: GuideVersion.ID
    /// The sector's code.
    let sector: String
    let decision: Decision
    /// Why it objects; may be empty for a signature.
    let note: String
    /// As ``Visitor/journalName``.
    let actor: String
    let decidedAt: Int64

    init(_ row: Row) throws {
        version = try row.get("version_id")
        sector = try row.get("sector")
        decision = try row.get("decision")
        note = try row.get("note")
        actor = try row.get("actor")
        decidedAt = try row.get("decided_at")
    }
}

/// What the review needs to know of a guide.
struct ReviewedGuide: Sendable, Hashable {
    let id: Guide.ID
    let event: Event.ID
    let title: String
    /// BCP 47: the main language.
    let language: String
    let state: GuideState
}

/// Reads comments, versions and sign-offs. Writing is in GuideReviewStore+Writing.swift.
struct GuideReviewStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// - Throws: ``Refusal/notFound`` where the event has no guide yet.
    func guide(of event: Event.ID) throws -> ReviewedGuide {
        guard let guide = try guideIfAny(of: event) else { throw Refusal.notFound }
        return guide
    }

    func guideIfAny(of event: Event.ID) throws -> ReviewedGuide? {
        try reading.first("SELECT id, event_id, title, language, state FROM guide WHERE event_id = \(event)").map {
            row in
            ReviewedGuide(
                id: try row.get("id"), event: try row.get("event_id"), title: try row.get("title"),
                language: try row.get("language"),
                state: GuideState(rawValue: try row.get("state")) ?? .writing)
        }
    }

    /// The card of a section's text in a language.
    /// - Throws: ``Refusal/sectionRemoved`` where the section was taken out, ``Refusal/notFound`` where it is unknown, of another
    ///   guide, or not written in this language.
    func card(of section: GuideSection.ID, in language: String, guide: Guide.ID) throws -> CardRecord {
        let row = try reading.first(
            """
            SELECT s.removed_at, t.card_id FROM guide_section s
            LEFT JOIN section_text t ON t.section_id = s.id AND t.language = \(language)
            WHERE s.id = \(section) AND s.guide_id = \(guide)
            """)
        guard let row else { throw Refusal.notFound }
        guard try row.get("removed_at", as: Int64?.self) == nil else { throw Refusal.sectionRemoved }
        guard let card = try row.get("card_id", as: Card.ID?.self) else { throw Refusal.notFound }
        return try CardStore(reading).card(card)
    }

    /// By section and language, also of sections that were taken out: how comments name what they are about.
    func sectionTitles(of guide: Guide.ID) throws -> [GuideSection.ID: [String: String]] {
        let rows = try reading.all(
            """
            SELECT t.section_id, t.language, t.title FROM section_text t JOIN guide_section s ON s.id = t.section_id
            WHERE s.guide_id = \(guide)
            """)
        var titles: [GuideSection.ID: [String: String]] = [:]
        for row in rows {
            titles[try row.get("section_id"), default: [:]][try row.get("language")] = try row.get("title")
        }
        return titles
    }

    // MARK: Comments

    /// All of a guide, replies too, oldest first.
    func comments(of guide: Guide.ID) throws -> [GuideCommentRecord] {
        try comments("guide_id = \(guide)")
    }

    /// Comments and suggestions (not replies) that nobody has settled.
    func openComments(of guide: Guide.ID) throws -> [GuideCommentRecord] {
        try comments("guide_id = \(guide) AND parent_id IS NULL AND state = 'open'")
    }

    /// - Throws: ``Refusal/notFound``.
    func comment(_ id: GuideComment.ID, of guide: Guide.ID) throws -> GuideCommentRecord {
        guard let found = try comments("id = \(id) AND guide_id = \(guide)").first else { throw Refusal.notFound }
        return found
    }

    func comment(of guide: Guide.ID, author: String, key: String) throws -> GuideCommentRecord? {
        try comments("guide_id = \(guide) AND author = \(author) AND key = \(key)").first
    }

    private func comments(_ condition: SQL) throws -> [GuideCommentRecord] {
        try reading.all("SELECT * FROM guide_comment WHERE \(condition) ORDER BY created_at, id").map(
            GuideCommentRecord.init)
    }

    // MARK: Versions and sign-off

    /// Newest first.
    func versions(of guide: Guide.ID) throws -> [GuideVersionRecord] {
        try versions("guide_id = \(guide)")
    }

    /// - Throws: ``Refusal/notFound``.
    func version(_ id: GuideVersion.ID, of guide: Guide.ID) throws -> GuideVersionRecord {
        guard let found = try versions("id = \(id) AND guide_id = \(guide)").first else { throw Refusal.notFound }
        return found
    }

    /// The version that is under review, or that became final; nothing while the guide is being written.
    func reviewed(_ guide: ReviewedGuide) throws -> GuideVersionRecord? {
        guard guide.state != .writing else { return nil }
        return try versions("guide_id = \(guide.id) AND review_at IS NOT NULL")
            .max { ($0.reviewAt ?? 0, $0.number) < ($1.reviewAt ?? 0, $1.number) }
    }

    private func versions(_ condition: SQL) throws -> [GuideVersionRecord] {
        try reading.all(
            """
            SELECT id, guide_id, number, title, note, created_by, created_at, review_at, final_at, final_by, final_note
            FROM guide_version WHERE \(condition) ORDER BY number DESC
            """
        ).map(GuideVersionRecord.init)
    }

    func content(of version: GuideVersion.ID) throws -> GuideSnapshot {
        guard let row = try reading.first("SELECT content FROM guide_version WHERE id = \(version)") else {
            throw Refusal.notFound
        }
        return try JSONCoding.value(try row.get("content"))
    }

    /// What was said of a version, each person's last word: by sector in the order of the directory, then by time.
    func signOffs(of version: GuideVersion.ID) throws -> [SignOffRecord] {
        try reading.all(
            """
            SELECT o.version_id, o.sector, o.decision, o.note, o.actor, o.decided_at
            FROM sign_off o JOIN sector s ON s.code = o.sector WHERE o.version_id = \(version)
            ORDER BY s.position, o.sector, o.decided_at, o.actor
            """
        ).map(SignOffRecord.init)
    }

    /// The sectors whose word is needed: of those who have come and may contribute, and those for which somebody is named to sign.
    func sectorsToSign(in event: Event.ID) throws -> [String] {
        try reading.all(
            """
            SELECT s.code FROM sector s WHERE EXISTS (SELECT 1 FROM participant p WHERE p.event_id = \(event)
                AND p.sector = s.code AND p.state = 'present' AND p.role IN ('participant', 'rapporteur'))
            OR EXISTS (SELECT 1 FROM guide_signer g JOIN participant q ON q.id = g.participant_id
                WHERE g.event_id = \(event) AND g.sector = s.code AND q.sector = s.code AND q.state <> 'removed')
            ORDER BY s.position, s.code
            """
        ).map { try $0.get("code") }
    }

    /// Sectors that were invited, and of which nobody is here.
    func sectorsMissing(in event: Event.ID) throws -> [String] {
        let needed = Set(try sectorsToSign(in: event))
        let people = try EventStore(reading).participants(of: event).filter(\.isInvitedVoice)
        return Set(people.compactMap(\.sector)).subtracting(needed).sorted()
    }

    /// Names for those who wrote and decided: by ``Visitor/journalName``.
    func people(of event: Event.ID) throws -> GuidePeople {
        let participants = try EventStore(reading).participants(of: event)
        let rows = try reading.all(
            """
            SELECT id, name FROM account WHERE id IN (SELECT account_id FROM participant WHERE event_id = \(event))
                OR id IN (SELECT o.account_id FROM programme_organiser o JOIN event e ON e.programme_id = o.programme_id
                    WHERE e.id = \(event))
            """)
        let accounts = try rows.map { (try $0.get("id", as: Account.ID.self), try $0.get("name", as: String.self)) }
        return GuidePeople(participants: participants, accounts: accounts)
    }
}

/// Who is behind a journal name, in one event.
struct GuidePeople: Sendable {
    struct Person: Sendable, Hashable {
        let name: String
        let sector: String?
        let country: String?
        /// Those who run the room are always named in it.
        let runsTheRoom: Bool
        /// In what leaves the room: who agreed to it, for themselves.
        var agreesToNaming = false
    }

    private let known: [String: Person]

    init(participants: [ParticipantRecord], accounts: [(Account.ID, String)]) {
        var known: [String: Person] = [:]
        for (id, name) in accounts {
            known["account:\(id)"] = Person(name: name, sector: nil, country: nil, runsTheRoom: true)
        }
        for participant in participants {
            let person = Person(
                name: participant.name, sector: participant.sector, country: participant.country,
                runsTheRoom: participant.role.runsTheRoom, agreesToNaming: participant.namingAgreedAt != nil)
            known["participant:\(participant.id)"] = person
            if let account = participant.account { known["account:\(account)"] = person }
        }
        self.known = known
    }

    subscript(_ journalName: String?) -> Person? { journalName.flatMap { known[$0] } }
}
