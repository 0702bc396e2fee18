import Domain
import Storage
import Web

/// The SQL of areas of work. What a page shows comes from ``AreaTree``.
struct AreaStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// By their position, the retired too.
    func areas() throws -> [AreaRecord] {
        try reading.all("SELECT * FROM area ORDER BY position, code").map(AreaRecord.init)
    }

    /// - Throws: ``Refusal/notFound``.
    func area(_ id: Area.ID) throws -> AreaRecord {
        guard let row = try reading.first("SELECT * FROM area WHERE id = \(id)") else { throw Refusal.notFound }
        return try AreaRecord(row)
    }

    func hasNone() throws -> Bool { try reading.first("SELECT id FROM area LIMIT 1") == nil }

    func insert(_ id: Area.ID, _ fields: AreaFields, parent: Area.ID?, position: Int, _ tx: Transaction) throws {
        let names = fields.names
        try tx.execute(
            """
            INSERT INTO area (id, code, parent_id, name_en, name_fr, name_ru, name_ar, note, crosswalk, axis, position, retired_at,
                successor_id)
            VALUES (\(id), \(fields.code), \(parent), \(names.english), \(names.french), \(names.russian), \(names.arabic),
                \(fields.note), \(fields.crosswalk), \(fields.axis), \(position), NULL, NULL)
            ON CONFLICT DO NOTHING
            """)
    }

    func update(_ id: Area.ID, _ fields: AreaFields, parent: Area.ID?, _ tx: Transaction) throws {
        let names = fields.names
        try tx.execute(
            """
            UPDATE area SET code = \(fields.code), parent_id = \(parent), name_en = \(names.english), name_fr = \(names.french),
                name_ru = \(names.russian), name_ar = \(names.arabic), note = \(fields.note), crosswalk = \(fields.crosswalk),
                axis = \(fields.axis)
            WHERE id = \(id)
            """)
    }

    func retire(_ id: Area.ID, at time: Int64?, successor: Area.ID?, _ tx: Transaction) throws {
        try tx.execute("UPDATE area SET retired_at = \(time), successor_id = \(successor) WHERE id = \(id)")
    }

    /// How many people know each area.
    func people() throws -> [Area.ID: Int] {
        let rows = try reading.all("SELECT area_id, COUNT(*) AS n FROM person_area GROUP BY area_id")
        return Dictionary(uniqueKeysWithValues: try rows.map { (try $0.get("area_id"), try $0.get("n")) })
    }
}

/// Which records are of which areas: one table for all kinds of records.
struct AreaTags {
    /// Whose records are tagged; the id is that of a row of its table.
    enum Subject: String, CaseIterable, Sendable, SQLBindable {
        case past = "case"
        case publication, material, notice, need, event
    }

    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// Of each of these records that has some.
    func areas(of subject: Subject, ids: [String]) throws -> [String: Set<Area.ID>] {
        var found: [String: Set<Area.ID>] = [:]
        for start in stride(from: 0, to: ids.count, by: 1_000) {
            let some = ids[start..<min(start + 1_000, ids.count)]
            let rows = try reading.all(
                "SELECT subject_id, area_id FROM record_area WHERE subject = \(subject) AND subject_id IN \(in: some)")
            for row in rows {
                let (record, area): (String, Area.ID) = (try row.get("subject_id"), try row.get("area_id"))
                found[record, default: []].insert(area)
            }
        }
        return found
    }

    func areas(of subject: Subject, id: some CustomStringConvertible) throws -> Set<Area.ID> {
        try areas(of: subject, ids: [id.description])[id.description, default: []]
    }

    /// Of a whole kind, by record.
    func areas(of subject: Subject) throws -> [String: Set<Area.ID>] {
        var found: [String: Set<Area.ID>] = [:]
        for row in try reading.all("SELECT subject_id, area_id FROM record_area WHERE subject = \(subject)") {
            let (record, area): (String, Area.ID) = (try row.get("subject_id"), try row.get("area_id"))
            found[record, default: []].insert(area)
        }
        return found
    }

    /// The records of these areas: ask with ``AreaTree/within(_:)``, so that those of the ones below and of retired ones are found.
    func records(of subject: Subject, in areas: Set<Area.ID>) throws -> Set<String> {
        let rows = try reading.all(
            "SELECT DISTINCT subject_id FROM record_area WHERE subject = \(subject) AND area_id IN \(in: areas.sorted())"
        )
        return Set(try rows.map { try $0.get("subject_id", as: String.self) })
    }

    /// In place of those that it had.
    func set(_ areas: Set<Area.ID>, on subject: Subject, id: some CustomStringConvertible, _ tx: Transaction) throws {
        let id = id.description
        try tx.execute("DELETE FROM record_area WHERE subject = \(subject) AND subject_id = \(id)")
        for area in areas.sorted() {
            try tx.execute(
                "INSERT INTO record_area (subject, subject_id, area_id) VALUES (\(subject), \(id), \(area))")
        }
    }
}
