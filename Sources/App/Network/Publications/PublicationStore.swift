import Domain
import Storage
import Web

/// Reads publications. Writing is in PublicationStore+Writing.swift.
struct PublicationStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// - Throws: ``Refusal/notFound``.
    func publication(_ id: Publication.ID) throws -> PublicationRecord {
        guard let row = try reading.first("SELECT * FROM publication WHERE id = \(id)") else { throw Refusal.notFound }
        return try PublicationRecord(row)
    }

    /// By the day on which they are due or were released, then by title.
    func publications(of programmes: [Programme.ID]) throws -> [PublicationRecord] {
        try reading.all(
            """
            SELECT * FROM publication WHERE programme_id IN \(in: programmes)
            ORDER BY COALESCE(released_on, due, '9999'), title, id
            """
        ).map(PublicationRecord.init)
    }

    func publications(_ ids: [Publication.ID]) throws -> [PublicationRecord] {
        try reading.all("SELECT * FROM publication WHERE id IN \(in: ids) ORDER BY title, id").map(
            PublicationRecord.init)
    }

    /// Those that are written in these rooms.
    func publications(in rooms: [Event.ID]) throws -> [PublicationRecord] {
        guard !rooms.isEmpty else { return [] }
        return try reading.all("SELECT * FROM publication WHERE event_id IN \(in: rooms) ORDER BY title, id").map(
            PublicationRecord.init)
    }

    /// Those that are marked so, of any programme.
    func publications(marked marking: String) throws -> [PublicationRecord] {
        try reading.all("SELECT * FROM publication WHERE marking = \(marking) ORDER BY title, id").map(
            PublicationRecord.init)
    }

    func count(in programme: Programme.ID) throws -> Int {
        try reading.value("SELECT COUNT(*) FROM publication WHERE programme_id = \(programme)") ?? 0
    }

    // MARK: Leads

    func leads(of ids: [Publication.ID]) throws -> [Publication.ID: [PublicationLead]] {
        let rows = try reading.all(
            """
            SELECT publication_id, member_kind, member, account_id FROM publication_lead
            WHERE publication_id IN \(in: ids) ORDER BY publication_id, member_kind, member
            """)
        let leads = try rows.compactMap { row -> (Publication.ID, PublicationLead)? in
            guard let kind = MemberRef.Kind(rawValue: try row.get("member_kind")) else { return nil }
            return (
                try row.get("publication_id"),
                PublicationLead(member: MemberRef(kind, try row.get("member")), account: try row.get("account_id"))
            )
        }
        return Dictionary(grouping: leads, by: \.0).mapValues { $0.map(\.1) }
    }

    func leads(of id: Publication.ID) throws -> [PublicationLead] { try leads(of: [id])[id] ?? [] }

    /// Who may speak for a member in a programme today, by account; nobody for one that is no member any more.
    func speakers(for member: MemberRef, in programme: Programme.ID, on day: String) throws -> [AccountRecord] {
        try reading.all(
            """
            SELECT a.* FROM account a WHERE a.disabled_at IS NULL AND a.person_id IN (
                SELECT m.person_id FROM mandate m JOIN member x ON x.kind = m.holder_kind AND x.ref = m.holder
                WHERE m.holder_kind = \(member.kind.rawValue) AND m.holder = \(member.ref)
                    AND x.programme_id = \(programme) AND \(Self.acts(on: day)))
            ORDER BY a.name, a.id
            """
        ).map(AccountRecord.init)
    }

    /// Of `mandate m` for `member x`: that it lets its holder speak for the member in its programme on a day.
    private static func acts(on day: String) -> SQL {
        """
        m.role IN \(in: MandateRole.allCases.filter(\.speaks).map(\.rawValue)) AND m.state = 'active'
            AND m.since <= \(day) AND (m.until IS NULL OR m.until > \(day))
            AND (m.programme_id IS NULL OR m.programme_id = x.programme_id)
            AND x.since <= \(day) AND (x.until IS NULL OR x.until > \(day))
        """
    }

    /// Who acts for their leads on a day.
    func speakers(of ids: [Publication.ID], on day: String) throws -> [Publication.ID: Set<PublicationSpeaker>] {
        let rows = try reading.all(
            """
            SELECT l.publication_id, l.member_kind, l.member, l.account_id AS named, a.id AS account FROM publication_lead l
            JOIN publication b ON b.id = l.publication_id
            JOIN member x ON x.programme_id = b.programme_id AND x.kind = l.member_kind AND x.ref = l.member
            JOIN mandate m ON m.holder_kind = x.kind AND m.holder = x.ref
            JOIN account a ON a.person_id = m.person_id
            WHERE l.publication_id IN \(in: ids) AND a.disabled_at IS NULL AND \(Self.acts(on: day))
            """)
        var found: [Publication.ID: Set<PublicationSpeaker>] = [:]
        for row in rows {
            guard let kind = MemberRef.Kind(rawValue: try row.get("member_kind")) else { continue }
            let (account, named): (Account.ID, Account.ID?) = (try row.get("account"), try row.get("named"))
            found[try row.get("publication_id"), default: []].insert(
                PublicationSpeaker(
                    member: MemberRef(kind, try row.get("member")), account: account,
                    speaks: named == nil || named == account, isNamed: named == account))
        }
        return found
    }

    // MARK: Words and releases

    /// What leads have said of a release, by member.
    func words(of id: Publication.ID, number: Int) throws -> [PublicationWord] {
        try reading.all(
            """
            SELECT w.number, w.member_kind, w.member, w.account_id, w.mandate_id, w.said_at, a.name FROM publication_word w
            JOIN account a ON a.id = w.account_id WHERE w.publication_id = \(id) AND w.number = \(number)
            ORDER BY w.said_at, w.member_kind, w.member
            """
        ).compactMap { row in
            guard let kind = MemberRef.Kind(rawValue: try row.get("member_kind")) else { return nil }
            return PublicationWord(
                number: try row.get("number"), member: MemberRef(kind, try row.get("member")),
                account: try row.get("account_id"), name: try row.get("name"), mandate: try row.get("mandate_id"),
                saidAt: try row.get("said_at"))
        }
    }

    /// The newest first.
    func releases(of id: Publication.ID) throws -> [PublicationRelease] {
        try reading.all("SELECT * FROM publication_release WHERE publication_id = \(id) ORDER BY number DESC").map(
            PublicationRelease.init)
    }

    /// Of those that were released after one moment and up to another.
    func released(after since: Int64, until: Int64, in programmes: [Programme.ID]) throws -> [PublicationRecord] {
        try reading.all(
            """
            SELECT * FROM publication WHERE state = \(PublicationState.released) AND programme_id IN \(in: programmes)
                AND EXISTS (SELECT r.number FROM publication_release r
                    WHERE r.publication_id = publication.id AND r.released_at > \(since) AND r.released_at <= \(until))
            ORDER BY title, id
            """
        ).map(PublicationRecord.init)
    }

    /// The languages of a release, the one in which it was written first.
    func languages(of id: Publication.ID, number: Int) throws -> [String] {
        let rows = try reading.all(
            "SELECT language FROM publication_text WHERE publication_id = \(id) AND number = \(number) ORDER BY language"
        )
        return try rows.map { try $0.get("language") }
    }

    func document(of id: Publication.ID, number: Int, in language: String) throws -> GuideDocument? {
        let row = try reading.first(
            """
            SELECT document FROM publication_text
            WHERE publication_id = \(id) AND number = \(number) AND language = \(language)
            """)
        return try row.map { try JSONCoding.value(try $0.get("document", as: String.self)) }
    }

    /// The number of the newest release of each; what a release says stays as it is.
    func newest(of ids: [Publication.ID]) throws -> [Publication.ID: Int] {
        guard !ids.isEmpty else { return [:] }
        let rows = try reading.all(
            """
            SELECT publication_id, MAX(number) AS number FROM publication_release WHERE publication_id IN \(in: ids)
            GROUP BY publication_id
            """)
        return Dictionary(
            uniqueKeysWithValues: try rows.map { row in
                (try row.get("publication_id", as: Publication.ID.self), try row.get("number", as: Int.self))
            })
    }

    /// What is searched of the newest release of each that stands.
    func texts(of ids: [Publication.ID]) throws
        -> [Publication.ID: [(language: String, title: String, text: String)]]
    {
        let rows = try reading.all(
            """
            SELECT t.publication_id, t.language, t.title, t.text FROM publication_text t
            WHERE t.publication_id IN \(in: ids)
                AND t.number = (SELECT MAX(r.number) FROM publication_release r WHERE r.publication_id = t.publication_id)
            ORDER BY t.publication_id, t.language
            """
        ).map {
            (
                try $0.get("publication_id", as: Publication.ID.self),
                (
                    language: try $0.get("language", as: String.self), title: try $0.get("title", as: String.self),
                    text: try $0.get("text", as: String.self)
                )
            )
        }
        return Dictionary(grouping: rows, by: \.0).mapValues { $0.map(\.1) }
    }

    // MARK: Writers

    struct Place: Sendable, Hashable {
        let account: Account.ID
        /// Somebody let it in by name: it holds whether or not it acts for a lead.
        let isLetIn: Bool
    }

    /// The places in writing rooms, by room. Which of them hold says ``SeenPublication/writers``, and ``WritingPlaceStore`` of who asks.
    func places(in rooms: [Event.ID]) throws -> [Event.ID: Set<Place>] {
        let rows = try reading.all(
            """
            SELECT p.event_id, p.account_id, w.account_id AS let_in FROM participant p
            JOIN publication b ON b.event_id = p.event_id
            LEFT JOIN publication_writer w ON w.publication_id = b.id AND w.account_id = p.account_id
            WHERE p.event_id IN \(in: rooms) AND p.account_id IS NOT NULL AND p.state <> 'removed'
            """)
        var found: [Event.ID: Set<Place>] = [:]
        for row in rows {
            found[try row.get("event_id"), default: []].insert(
                Place(
                    account: try row.get("account_id"),
                    isLetIn: try row.get("let_in", as: Account.ID?.self) != nil))
        }
        return found
    }
}
