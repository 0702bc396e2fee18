import Domain
import Storage
import Web

/// A record as the tables of audiences, fetches and areas name it: `case:ID`.
struct RecordSubject: Sendable, Hashable, CustomStringConvertible {
    enum Kind: String, Sendable, CaseIterable { case pastCase = "case", publication, material, notice, need, route }

    let kind: Kind
    let id: String

    init(_ kind: Kind, _ id: some CustomStringConvertible) {
        self.kind = kind
        self.id = id.description
    }

    var description: String { "\(kind.rawValue):\(id)" }
}

/// That somebody had a record.
struct RecordFetch: Sendable, Hashable {
    let account: Account.ID
    let name: String
    let fetchedAt: Int64
    let what: String
}

/// That a record was taken back, and what is said of it to those who had it.
struct RecordWithdrawal: Sendable, Hashable {
    let note: String
    let by: String?
    let at: Int64
}

/// The SQL of audiences, of who had a record, and of what was taken back.
struct AudienceStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    func audience(of subject: RecordSubject) throws -> RecordAudience {
        try audiences(of: subject.kind, [subject.id])[subject.id] ?? .programme
    }

    /// Of those that name somebody; all others are for their programme.
    func audiences(of kind: RecordSubject.Kind, _ ids: [String]) throws -> [String: RecordAudience] {
        guard !ids.isEmpty else { return [:] }
        // Few name somebody: of many, it is less to read those.
        let some: SQL = ids.count > Self.many ? "" : "AND subject_id IN \(in: ids)"
        let rows = try reading.all(
            """
            SELECT subject_id, kind, ref FROM record_audience WHERE subject = \(kind.rawValue) \(some)
            ORDER BY subject_id, kind, ref
            """)
        let byRecord = try Dictionary(grouping: rows) { try $0.get("subject_id", as: String.self) }
        return try byRecord.mapValues(Self.audience)
    }

    private static let many = 200

    /// What nobody understands any more is nobody's rather than everybody's.
    private static func audience(_ rows: [Row]) throws -> RecordAudience {
        var (members, accounts): (Set<MemberRef>, Set<Account.ID>) = ([], [])
        for row in rows {
            let ref: String = try row.get("ref")
            if try row.get("kind", as: String.self) == "account" {
                if let id = Account.ID(ref) { accounts.insert(id) }
            } else if let member = MemberRef(ref) {
                members.insert(member)
            }
        }
        return accounts.isEmpty ? .members(members) : .accounts(accounts)
    }

    static func set(_ audience: RecordAudience, of subject: RecordSubject, _ tx: Transaction) throws {
        try tx.execute(
            "DELETE FROM record_audience WHERE subject = \(subject.kind.rawValue) AND subject_id = \(subject.id)")
        let rows: [(kind: String, ref: String)] =
            switch audience {
            case .programme: []
            case .members(let members): members.map { ("member", $0.description) }
            case .accounts(let accounts): accounts.map { ("account", $0.description) }
            }
        for row in rows {
            try tx.execute(
                """
                INSERT INTO record_audience (subject, subject_id, kind, ref)
                VALUES (\(subject.kind.rawValue), \(subject.id), \(row.kind), \(row.ref))
                """)
        }
    }

    /// All that is kept of a record that is taken away altogether.
    static func forget(_ subject: RecordSubject, _ tx: Transaction) throws {
        let (kind, id) = (subject.kind.rawValue, subject.id)
        try tx.execute("DELETE FROM record_audience WHERE subject = \(kind) AND subject_id = \(id)")
        try tx.execute("DELETE FROM record_fetch WHERE subject = \(kind) AND subject_id = \(id)")
        try tx.execute("DELETE FROM record_withdrawal WHERE subject = \(kind) AND subject_id = \(id)")
    }

    // MARK: Who had it

    /// - Parameter what: `page`, `file`, `api`.
    static func noteFetch(
        _ subject: RecordSubject, by account: Account.ID, _ what: String, now: Int64, _ tx: Transaction
    )
        throws
    {
        try tx.execute(
            """
            INSERT INTO record_fetch (subject, subject_id, account_id, fetched_at, what)
            VALUES (\(subject.kind.rawValue), \(subject.id), \(account), \(now), \(what))
            ON CONFLICT (subject, subject_id, account_id, what) DO NOTHING
            """)
    }

    func hasFetched(_ subject: RecordSubject, _ account: Account.ID, _ what: String) throws -> Bool {
        try reading.first(
            """
            SELECT what FROM record_fetch WHERE subject = \(subject.kind.rawValue) AND subject_id = \(subject.id)
                AND account_id = \(account) AND what = \(what)
            """) != nil
    }

    /// Those of them that the account did not have yet, that way.
    func notFetched(_ subjects: [RecordSubject], _ account: Account.ID, _ what: String) throws -> [RecordSubject] {
        var known: Set<RecordSubject> = []
        for (kind, some) in Dictionary(grouping: subjects, by: \.kind) {
            let rows = try reading.all(
                """
                SELECT subject_id FROM record_fetch WHERE subject = \(kind.rawValue) AND account_id = \(account)
                    AND what = \(what) AND subject_id IN \(in: some.map(\.id))
                """)
            for row in rows { known.insert(RecordSubject(kind, try row.get("subject_id", as: String.self))) }
        }
        return subjects.filter { !known.contains($0) }
    }

    /// Each account once, by when it first had it.
    func fetches(of subject: RecordSubject) throws -> [RecordFetch] {
        try reading.all(
            """
            SELECT f.account_id, MAX(a.name) AS name, MIN(f.fetched_at) AS fetched_at, MIN(f.what) AS what
            FROM record_fetch f JOIN account a ON a.id = f.account_id
            WHERE f.subject = \(subject.kind.rawValue) AND f.subject_id = \(subject.id)
            GROUP BY f.account_id ORDER BY 3, 2, 1
            """
        ).map {
            RecordFetch(
                account: try $0.get("account_id"), name: try $0.get("name"), fetchedAt: try $0.get("fetched_at"),
                what: try $0.get("what"))
        }
    }

    // MARK: What was taken back

    func withdrawal(of subject: RecordSubject) throws -> RecordWithdrawal? {
        try withdrawals(of: subject.kind, [subject.id])[subject.id]
    }

    func withdrawals(of kind: RecordSubject.Kind, _ ids: [String]) throws -> [String: RecordWithdrawal] {
        guard !ids.isEmpty else { return [:] }
        let rows = try reading.all(
            """
            SELECT subject_id, note, withdrawn_by, withdrawn_at FROM record_withdrawal
            WHERE subject = \(kind.rawValue) AND subject_id IN \(in: ids)
            """)
        return Dictionary(
            uniqueKeysWithValues: try rows.map {
                (
                    try $0.get("subject_id", as: String.self),
                    RecordWithdrawal(
                        note: try $0.get("note"), by: try $0.get("withdrawn_by"), at: try $0.get("withdrawn_at"))
                )
            })
    }

    /// What was taken back since a time that this account had, and when.
    func withdrawn(from account: Account.ID, of kind: RecordSubject.Kind, since: Int64) throws -> [(
        id: String, at: Int64
    )] {
        try reading.all(
            """
            SELECT w.subject_id, w.withdrawn_at FROM record_withdrawal w
            WHERE w.subject = \(kind.rawValue) AND w.withdrawn_at >= \(since) AND EXISTS (SELECT f.account_id FROM record_fetch f
                WHERE f.subject = w.subject AND f.subject_id = w.subject_id AND f.account_id = \(account))
            ORDER BY w.withdrawn_at, w.subject_id
            """
        ).map { (try $0.get("subject_id"), try $0.get("withdrawn_at")) }
    }

    static func withdraw(_ subject: RecordSubject, _ note: String, by actor: String?, now: Int64, _ tx: Transaction)
        throws
    {
        try tx.execute(
            """
            INSERT INTO record_withdrawal (subject, subject_id, note, withdrawn_by, withdrawn_at)
            VALUES (\(subject.kind.rawValue), \(subject.id), \(note), \(actor), \(now))
            ON CONFLICT (subject, subject_id) DO UPDATE SET note = \(note), withdrawn_by = \(actor), withdrawn_at = \(now)
            """)
    }

    static func undoWithdrawal(_ subject: RecordSubject, _ tx: Transaction) throws {
        try tx.execute(
            "DELETE FROM record_withdrawal WHERE subject = \(subject.kind.rawValue) AND subject_id = \(subject.id)")
    }
}
