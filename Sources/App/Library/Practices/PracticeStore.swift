import Domain
import Storage
import Web

/// What a member did with a practice.
struct PracticeAdoptionRecord: Sendable, Hashable {
    let id: PracticeAdoption.ID
    let practice: Case.ID
    let member: MemberRef
    let decision: PracticeDecision
    let note: String
    let decidedBy: String?
    /// Under which it was decided; nothing where a delegation did at an event.
    let mandate: Mandate.ID?
    let decidedAt: Int64
    /// When the member is asked what became of it.
    let askAgainOn: String?

    init?(_ row: Row) throws {
        guard let kind = MemberRef.Kind(rawValue: try row.get("member_kind")),
            let decision = PracticeDecision(rawValue: try row.get("decision"))
        else { return nil }
        id = try row.get("id")
        practice = try row.get("case_id")
        member = MemberRef(kind, try row.get("member"))
        self.decision = decision
        note = try row.get("note")
        decidedBy = try row.get("decided_by")
        mandate = try row.get("mandate_id")
        decidedAt = try row.get("decided_at")
        askAgainOn = try row.get("ask_again_on")
    }
}

/// The SQL of practices, beyond that of cases.
struct PracticeStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// By when each member decided last.
    func adoptions(of id: Case.ID) throws -> [PracticeAdoptionRecord] {
        try reading.all(
            "SELECT * FROM practice_adoption WHERE case_id = \(id) ORDER BY decided_at DESC, member_kind, member"
        ).compactMap { try PracticeAdoptionRecord($0) }
    }

    /// The same of many.
    func adoptions(of ids: [Case.ID]) throws -> [Case.ID: [PracticeAdoptionRecord]] {
        guard !ids.isEmpty else { return [:] }
        let found = try reading.all(
            """
            SELECT * FROM practice_adoption WHERE case_id IN \(in: ids) ORDER BY decided_at DESC, member_kind, member
            """
        ).compactMap { try PracticeAdoptionRecord($0) }
        return Dictionary(grouping: found, by: \.practice)
    }

    func adoption(of id: Case.ID, by member: MemberRef) throws -> PracticeAdoptionRecord? {
        try adoptions(of: id).first { $0.member == member }
    }

    /// What a member decided in these programmes.
    func adoptions(by member: MemberRef, in programmes: [Programme.ID]) throws -> [PracticeAdoptionRecord] {
        try reading.all(
            """
            SELECT a.* FROM practice_adoption a JOIN past_case c ON c.id = a.case_id
            WHERE a.member_kind = \(member.kind) AND a.member = \(member.ref) AND c.programme_id IN \(in: programmes)
            ORDER BY a.decided_at DESC, a.id
            """
        ).compactMap { try PracticeAdoptionRecord($0) }
    }

    /// How many members adopted or adapt each of a programme's practices.
    func uses(in programme: Programme.ID) throws -> [Case.ID: Int] {
        let rows = try reading.all(
            """
            SELECT a.case_id, COUNT(*) AS n FROM practice_adoption a JOIN past_case c ON c.id = a.case_id
            WHERE c.programme_id = \(programme) AND a.decision IN ('adopt', 'adapt') GROUP BY a.case_id
            """)
        return Dictionary(uniqueKeysWithValues: try rows.map { (try $0.get("case_id"), try $0.get("n")) })
    }

    /// What these members are to be asked again of, on a day.
    func due(for members: Set<MemberRef>, on day: String) throws -> [PracticeAdoptionRecord] {
        guard !members.isEmpty else { return [] }
        let refs = Set(members.map(\.ref)).sorted()
        return try reading.all(
            """
            SELECT a.* FROM practice_adoption a JOIN past_case c ON c.id = a.case_id
            WHERE a.ask_again_on <= \(day) AND a.member IN \(in: refs) AND c.retired_at IS NULL ORDER BY a.ask_again_on, a.id
            """
        ).compactMap { try PracticeAdoptionRecord($0) }.filter { members.contains($0.member) }
    }

    static func set(_ id: Case.ID, conditions: String, owner: MemberRef?, _ tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE past_case SET conditions = \(conditions), owner_kind = \(owner?.kind.rawValue), owner = \(owner?.ref)
            WHERE id = \(id)
            """)
    }

    /// What a member decides, in place of what it decided before.
    struct Decision {
        let id: PracticeAdoption.ID
        let practice: Case.ID
        let member: MemberRef
        let decision: PracticeDecision
        let note: String
        let actor: String?
        let mandate: Mandate.ID?
        let askAgainOn: String?
    }

    static func decide(_ made: Decision, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO practice_adoption (id, case_id, member_kind, member, decision, note, decided_by, mandate_id, decided_at,
                ask_again_on)
            VALUES (\(made.id), \(made.practice), \(made.member.kind), \(made.member.ref), \(made.decision), \(made.note),
                \(made.actor), \(made.mandate), \(now), \(made.askAgainOn))
            ON CONFLICT (case_id, member_kind, member) DO UPDATE SET decision = excluded.decision, note = excluded.note,
                decided_by = excluded.decided_by, mandate_id = excluded.mandate_id, decided_at = excluded.decided_at,
                ask_again_on = excluded.ask_again_on
            """)
    }

    static func deleteAdoptions(of id: Case.ID, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM practice_adoption WHERE case_id = \(id)")
    }
}
