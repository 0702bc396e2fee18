import Domain
import Storage
import Web

/// The SQL of members. Partial dates compare as text: `2018` stands before every day of 2018, and after the last of 2017.
struct MemberStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// By role, then by name.
    /// - Parameter day: those that belong to it on that day; nothing for all that ever did, each time of each.
    func members(of programme: Programme.ID, on day: String?) throws -> [MemberRecord] {
        let all = try read("programme_id = \(programme)")
        return day.map { day in all.filter { $0.holds(on: day) } } ?? all
    }

    /// The countries that belong to each programme on a day.
    func countries(on day: String) throws -> [Programme.ID: Set<String>] {
        let held = try read("kind = \(MemberRef.Kind.country)").filter { $0.holds(on: day) }
        return Dictionary(grouping: held, by: \.programme).mapValues { Set($0.compactMap(\.ref.country)) }
    }

    /// To which programmes somebody belongs on a day.
    func programmes(of ref: MemberRef, on day: String) throws -> [Programme.ID] {
        let held = try times(of: ref).filter { $0.holds(on: day) }
        return Set(held.map(\.programme)).sorted { $0.description < $1.description }
    }

    /// All times of one member, in every programme.
    func times(of ref: MemberRef) throws -> [MemberRecord] { try read("kind = \(ref.kind) AND ref = \(ref.ref)") }

    /// - Throws: ``Refusal/notFound``.
    func member(_ id: Member.ID) throws -> MemberRecord {
        guard let found = try read("id = \(id)").first else { throw Refusal.notFound }
        return found
    }

    private func read(_ condition: SQL) throws -> [MemberRecord] {
        let roles: [MemberRole: Int] = Dictionary(uniqueKeysWithValues: zip(MemberRole.allCases, 0...))
        return try reading.all("SELECT * FROM member WHERE \(condition) ORDER BY name, since, id").compactMap(
            Self.record
        )
        .enumerated().sorted { one, other in
            (roles[one.element.role] ?? 0, one.offset) < (roles[other.element.role] ?? 0, other.offset)
        }.map(\.element)
    }

    /// Nothing for a row of a kind or role that a later release may have written.
    private static func record(_ row: Row) throws -> MemberRecord? {
        guard let kind = MemberRef.Kind(rawValue: try row.get("kind")),
            let role = MemberRole(rawValue: try row.get("role"))
        else { return nil }
        return MemberRecord(
            id: try row.get("id"), programme: try row.get("programme_id"), ref: MemberRef(kind, try row.get("ref")),
            name: try row.get("name"), role: role, since: try row.get("since"), until: try row.get("until"),
            note: try row.get("note"), document: try row.get("document"))
    }

    func insert(_ member: MemberRecord, by actor: String?, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO member (id, programme_id, kind, ref, name, role, since, until, note, document, created_by, created_at, changed_at)
            VALUES (\(member.id), \(member.programme), \(member.ref.kind), \(member.ref.ref), \(member.name), \(member.role),
                \(member.since), \(member.until), \(member.note), \(member.document), \(actor), \(now), \(now))
            """)
    }

    func end(_ id: Member.ID, until: String?, now: Int64, _ tx: Transaction) throws {
        try tx.execute("UPDATE member SET until = \(until), changed_at = \(now) WHERE id = \(id)")
    }

    func update(_ id: Member.ID, note: String, document: String, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            "UPDATE member SET note = \(note), document = \(document), changed_at = \(now) WHERE id = \(id)")
    }

    func correct(
        _ id: Member.ID, _ role: MemberRole, since: String, until: String?, now: Int64, _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            UPDATE member SET role = \(role), since = \(since), until = \(until), changed_at = \(now) WHERE id = \(id)
            """)
    }
}
