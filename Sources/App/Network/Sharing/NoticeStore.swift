import Domain
import Storage
import Web

/// A notice or question as stored.
@dynamicMemberLookup
struct NoticeRecord: SharedRecord, Hashable {
    static let subject = RecordSubject.Kind.notice

    let id: Notice.ID
    let programme: Programme.ID
    let fields: NoticeFields
    let marking: String
    /// The member that tells or asks; nothing for the programme itself.
    let member: MemberRef?
    /// The working group that does.
    let group: WorkingGroup.ID?
    let createdBy: String?
    let createdAt: Int64
    let changedAt: Int64
    let endedAt: Int64?

    init(_ row: Row) throws {
        id = try row.get("id")
        programme = try row.get("programme_id")
        fields = try NoticeFields(row)
        marking = try row.get("marking")
        member = try row.member("owner_kind", "owner")
        group = try row.get("group_id")
        createdBy = try row.get("created_by")
        createdAt = try row.get("created_at")
        changedAt = try row.get("changed_at")
        endedAt = try row.get("ended_at")
    }

    subscript<Value>(dynamicMember path: KeyPath<NoticeFields, Value>) -> Value { fields[keyPath: path] }

    var recordID: String { id.description }
    var originators: Set<MemberRef> { Set([member].compactMap { $0 }) }
    /// In whose name: `country:KZ`, `working-group:ID`; nothing for the programme itself.
    var name: String? { member?.description ?? group.map { SharedName.group($0).description } }
    var isQuestion: Bool { fields.kind == NoticeFields.Kind.question.rawValue }

    /// Whether it is shown among those of a day.
    func isCurrent(on day: String) -> Bool { endedAt == nil && (fields.expiresOn.isEmpty || day < fields.expiresOn) }

    func takesAnswers(on day: String) -> Bool {
        isQuestion && isCurrent(on: day) && (fields.answerBy.isEmpty || day <= fields.answerBy)
    }
}

/// What a member answered.
@dynamicMemberLookup
struct NoticeAnswerRecord: Sendable, Hashable {
    let id: NoticeAnswer.ID
    let notice: Notice.ID
    let member: MemberRef
    let fields: NoticeAnswerFields
    /// Read by who asked and by who answers, else by whoever reads the question.
    let isToAsker: Bool
    let createdBy: String?
    /// Under which it was answered.
    let mandate: Mandate.ID?
    let changedAt: Int64

    init?(_ row: Row) throws {
        guard let member = try row.member("member_kind", "member") else { return nil }
        id = try row.get("id")
        notice = try row.get("notice_id")
        self.member = member
        fields = try NoticeAnswerFields(row)
        isToAsker = try row.get("to_asker")
        createdBy = try row.get("created_by")
        mandate = try row.get("mandate_id")
        changedAt = try row.get("changed_at")
    }

    subscript<Value>(dynamicMember path: KeyPath<NoticeAnswerFields, Value>) -> Value { fields[keyPath: path] }
}

/// The SQL of notices and their answers.
struct NoticeStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// Newest first.
    func notices(of programmes: [Programme.ID]) throws -> [NoticeRecord] {
        try read("programme_id IN \(in: programmes)")
    }

    func notices(_ ids: [Notice.ID]) throws -> [NoticeRecord] { try read("id IN \(in: ids)") }

    /// - Throws: ``Refusal/notFound``.
    func notice(_ id: Notice.ID) throws -> NoticeRecord {
        guard let found = try read("id = \(id)").first else { throw Refusal.notFound }
        return found
    }

    func sent(_ programme: Programme.ID, key: String) throws -> NoticeRecord? {
        try read("programme_id = \(programme) AND key = \(key)").first
    }

    func count(in programme: Programme.ID) throws -> Int {
        try reading.value("SELECT COUNT(*) FROM notice WHERE programme_id = \(programme)") ?? 0
    }

    private func read(_ condition: SQL) throws -> [NoticeRecord] {
        try reading.all("SELECT * FROM notice WHERE \(condition) ORDER BY created_at DESC, id").map(NoticeRecord.init)
    }

    /// Oldest first.
    func answers(to notices: [Notice.ID]) throws -> [NoticeAnswerRecord] {
        try reading.all(
            "SELECT * FROM notice_answer WHERE notice_id IN \(in: notices) ORDER BY created_at, id"
        ).compactMap { try NoticeAnswerRecord($0) }
    }

    /// What a member answered in these programmes.
    func answers(by member: MemberRef, in programmes: [Programme.ID]) throws -> [NoticeAnswerRecord] {
        try reading.all(
            """
            SELECT a.* FROM notice_answer a JOIN notice n ON n.id = a.notice_id
            WHERE a.member_kind = \(member.kind) AND a.member = \(member.ref) AND n.programme_id IN \(in: programmes)
            ORDER BY a.changed_at DESC, a.id
            """
        ).compactMap { try NoticeAnswerRecord($0) }
    }

    /// - Throws: ``Refusal/notFound``.
    func answer(_ id: NoticeAnswer.ID) throws -> NoticeAnswerRecord {
        let row = try reading.first("SELECT * FROM notice_answer WHERE id = \(id)")
        guard let row, let found = try NoticeAnswerRecord(row) else { throw Refusal.notFound }
        return found
    }

    static func insert(
        _ id: Notice.ID, _ fields: NoticeFields, _ draft: SharedDraft<NoticeFields>, in programme: Programme.ID,
        key: String?, _ work: Work
    ) throws {
        try work.tx.execute(
            """
            INSERT INTO notice (id, programme_id, \(NoticeFields.columns), marking, owner_kind, owner, group_id, created_by,
                created_at, changed_at, key)
            VALUES (\(id), \(programme), \(fields.columnValues), \(draft.choice.marking), \(draft.member?.kind.rawValue),
                \(draft.member?.ref), \(draft.group), \(work.actor), \(work.now), \(work.now), \(key))
            """)
    }

    static func update(_ id: Notice.ID, _ fields: NoticeFields, _ marking: String, _ work: Work) throws {
        try work.tx.execute(
            "UPDATE notice SET \(fields.assignments), marking = \(marking), changed_at = \(work.now) WHERE id = \(id)")
    }

    static func end(_ id: Notice.ID, _ work: Work) throws {
        try work.tx.execute(
            "UPDATE notice SET ended_at = \(work.now), changed_at = \(work.now) WHERE id = \(id) AND ended_at IS NULL")
    }

    /// In place of what the member answered before.
    static func answer(
        _ notice: Notice.ID, _ member: MemberRef, _ fields: NoticeAnswerFields, toAsker: Bool,
        under mandate: Mandate.ID?, _ work: Work
    ) throws {
        let id: NoticeAnswer.ID = work.environment.id()
        try work.tx.execute(
            """
            INSERT INTO notice_answer (id, notice_id, member_kind, member, \(NoticeAnswerFields.columns), to_asker, created_by,
                mandate_id, created_at, changed_at)
            VALUES (\(id), \(notice), \(member.kind), \(member.ref), \(fields.columnValues), \(toAsker), \(work.actor), \(mandate),
                \(work.now), \(work.now))
            ON CONFLICT (notice_id, member_kind, member) DO UPDATE SET text = excluded.text, language = excluded.language,
                to_asker = excluded.to_asker, created_by = excluded.created_by, mandate_id = excluded.mandate_id,
                changed_at = excluded.changed_at
            """)
    }
}
