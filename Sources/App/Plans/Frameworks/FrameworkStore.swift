import Domain
import Storage
import Web

@dynamicMemberLookup
struct FrameworkRecord: Sendable, Hashable {
    let id: Framework.ID
    let programme: Programme.ID
    let fields: FrameworkFields
    let version: Int
    /// Whether somebody is asked with this version.
    let isOpen: Bool

    init(_ row: Row) throws {
        id = try row.get("id")
        programme = try row.get("programme_id")
        fields = try FrameworkFields(row)
        version = try row.get("version")
        isOpen = try row.get("is_open")
    }

    subscript<Value>(dynamicMember path: KeyPath<FrameworkFields, Value>) -> Value { fields[keyPath: path] }
}

/// The SQL of frameworks.
struct FrameworkStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    func frameworks(of programme: Programme.ID) throws -> [FrameworkRecord] {
        try reading.all("SELECT * FROM framework WHERE programme_id = \(programme) ORDER BY code, id")
            .map(FrameworkRecord.init)
    }

    /// - Throws: ``Refusal/notFound``, also where it is another programme's.
    func framework(_ id: Framework.ID, of programme: Programme.ID) throws -> FrameworkRecord {
        guard let row = try reading.first("SELECT * FROM framework WHERE id = \(id) AND programme_id = \(programme)")
        else { throw Refusal.notFound }
        return try FrameworkRecord(row)
    }

    func sent(_ programme: Programme.ID, key: String) throws -> FrameworkRecord? {
        try reading.first("SELECT * FROM framework WHERE programme_id = \(programme) AND key = \(key)")
            .map(FrameworkRecord.init)
    }

    func content(_ id: Framework.ID, version: Int) throws -> FrameworkContent {
        guard
            let text: String = try reading.value(
                "SELECT content FROM framework_version WHERE framework_id = \(id) AND version = \(version)")
        else { throw Refusal.notFound }
        return try JSONCoding.value(text)
    }

    /// Of their present versions.
    func contents(_ records: [FrameworkRecord]) throws -> [Framework.ID: FrameworkContent] {
        let versions = Dictionary(records.map { ($0.id, $0.version) }) { first, _ in first }
        let rows = try reading.all(
            "SELECT framework_id, version, content FROM framework_version WHERE framework_id IN \(in: records.map(\.id))"
        )
        var found: [Framework.ID: FrameworkContent] = [:]
        for row in rows {
            let id: Framework.ID = try row.get("framework_id")
            if versions[id] == (try row.get("version", as: Int.self)) {
                found[id] = try JSONCoding.value(try row.get("content"))
            }
        }
        return found
    }

    /// What stands in the table of a crosswalk.
    func crosswalk(of record: FrameworkRecord) throws -> String {
        let codes = Dictionary(try frameworks(of: record.programme).map { ($0.id, $0.code) }) { first, _ in first }
        return CrosswalkTable.write(
            try crossings(of: record.id).map { one in
                CrosswalkLine(
                    indicator: one.indicator, framework: codes[one.framework] ?? "", other: one.other,
                    relation: one.relation, note: one.note)
            })
    }

    static func insert(
        _ id: Framework.ID, _ fields: FrameworkFields, in programme: Programme.ID, key: String?, _ work: Work
    ) throws {
        try work.tx.execute(
            """
            INSERT INTO framework (id, programme_id, \(FrameworkFields.columns), version, is_open, created_by, created_at, changed_at, key)
            VALUES (\(id), \(programme), \(fields.columnValues), 1, \(false), \(work.actor), \(work.now), \(work.now), \(key))
            """)
    }

    static func update(_ id: Framework.ID, _ fields: FrameworkFields, version: Int, isOpen: Bool, _ work: Work) throws {
        try work.tx.execute(
            """
            UPDATE framework SET \(fields.assignments), version = \(version), is_open = \(isOpen), changed_at = \(work.now)
            WHERE id = \(id)
            """)
    }

    static func setOpen(_ id: Framework.ID, _ work: Work) throws {
        try work.tx.execute("UPDATE framework SET is_open = \(true), changed_at = \(work.now) WHERE id = \(id)")
    }

    static func keep(_ content: FrameworkContent, of id: Framework.ID, version: Int, _ work: Work) throws {
        try work.tx.execute(
            """
            INSERT INTO framework_version (framework_id, version, content, made_at)
            VALUES (\(id), \(version), \(try JSONCoding.text(content)), \(work.now))
            ON CONFLICT (framework_id, version) DO UPDATE SET content = excluded.content, made_at = excluded.made_at
            """)
    }

    // MARK: Crosswalks

    struct Crossing: Sendable, Hashable {
        let indicator: String
        let framework: Framework.ID
        let other: String
        let relation: CrosswalkLine.Relation
        let note: String
    }

    /// As it was written at this framework.
    func crossings(of id: Framework.ID) throws -> [Crossing] {
        try reading.all(
            "SELECT * FROM framework_crosswalk WHERE framework_id = \(id) ORDER BY indicator, other_id, other"
        ).map { row in
            Crossing(
                indicator: try row.get("indicator"), framework: try row.get("other_id"), other: try row.get("other"),
                relation: .init(rawValue: try row.get("relation")) ?? .wider, note: try row.get("note"))
        }
    }

    /// Indicators of others that ask the same, whichever of the two says so: by the indicator of this framework.
    func same(as id: Framework.ID) throws -> [String: [(framework: Framework.ID, indicator: String)]] {
        var same: [String: [(framework: Framework.ID, indicator: String)]] = [:]
        for crossing in try crossings(of: id) where crossing.relation == .same {
            same[crossing.indicator, default: []].append((crossing.framework, crossing.other))
        }
        let rows = try reading.all(
            "SELECT framework_id, indicator, other FROM framework_crosswalk WHERE other_id = \(id) AND relation = 'same'"
        )
        for row in rows {
            same[try row.get("other"), default: []].append((try row.get("framework_id"), try row.get("indicator")))
        }
        return same
    }

    static func keep(_ crossings: [Crossing], of id: Framework.ID, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM framework_crosswalk WHERE framework_id = \(id)")
        guard !crossings.isEmpty else { return }
        let rows = crossings.map { one -> SQL in
            "(\(id), \(one.indicator), \(one.framework), \(one.other), \(one.relation.rawValue), \(one.note))"
        }
        try tx.execute(
            """
            INSERT INTO framework_crosswalk (framework_id, indicator, other_id, other, relation, note) VALUES \(rows.joined())
            """)
    }
}
