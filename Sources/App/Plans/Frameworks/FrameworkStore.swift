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

    /// With what each asks now.
    func contents(of programme: Programme.ID) throws -> [(framework: FrameworkRecord, content: FrameworkContent)] {
        try reading.all(
            """
            SELECT f.*, v.content FROM framework f JOIN framework_version v ON v.framework_id = f.id AND v.version = f.version
            WHERE f.programme_id = \(programme) ORDER BY f.code, f.id
            """
        ).map { (try FrameworkRecord($0), try JSONCoding.value(try $0.get("content", as: String.self))) }
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
}
