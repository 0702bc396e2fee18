import Domain
import Storage
import Web

/// The SQL of gatherings.
struct GatheringStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// By their first day.
    func gatherings(of programmes: [Programme.ID]) throws -> [GatheringRecord] {
        try read("programme_id IN \(in: programmes)")
    }

    func gatherings(_ ids: [Gathering.ID]) throws -> [GatheringRecord] { try read("id IN \(in: ids)") }

    /// - Throws: ``Refusal/notFound``.
    func gathering(_ id: Gathering.ID, of programme: Programme.ID) throws -> GatheringRecord {
        guard let found = try read("id = \(id)").first, found.programme == programme else { throw Refusal.notFound }
        return found
    }

    func sent(_ programme: Programme.ID, key: String) throws -> GatheringRecord? {
        try read("programme_id = \(programme) AND key = \(key)").first
    }

    func count(in programme: Programme.ID) throws -> Int {
        try reading.value("SELECT COUNT(*) FROM gathering WHERE programme_id = \(programme)") ?? 0
    }

    private func read(_ condition: SQL) throws -> [GatheringRecord] {
        var found = try reading.all("SELECT * FROM gathering WHERE \(condition) ORDER BY starts_on, created_at, id")
            .map(
                GatheringRecord.init)
        var places: [Gathering.ID: Int] = [:]
        for (place, one) in found.enumerated() { places[one.id] = place }
        let ids = found.map(\.id)
        for row in try reading.all("SELECT gathering_id, area_id FROM gathering_area WHERE gathering_id IN \(in: ids)")
        {
            guard let place = places[try row.get("gathering_id")] else { continue }
            found[place].areas.insert(try row.get("area_id"))
        }
        for row in try reading.all(
            "SELECT * FROM gathering_link WHERE gathering_id IN \(in: ids) ORDER BY linked_at, kind, target")
        {
            let (kind, target): (String, String) = (try row.get("kind"), try row.get("target"))
            guard let place = places[try row.get("gathering_id")], let link = GatheringLink("\(kind):\(target)") else {
                continue
            }
            found[place].links.append(link)
        }
        return found
    }

    static func insert(
        _ id: Gathering.ID, _ fields: GatheringFields, _ draft: GatheringDraft, areas: Set<Area.ID>,
        in programme: Programme.ID, key: String?, _ work: Work
    ) throws {
        try work.tx.execute(
            """
            INSERT INTO gathering (id, programme_id, region_id, country, \(GatheringFields.columns), marking, is_shared, state,
                created_by, created_at, changed_at, key)
            VALUES (\(id), \(programme), \(draft.place.region), \(draft.place.country), \(fields.columnValues), \(draft.marking),
                \(draft.isShared), \(GatheringState.planned), \(work.actor), \(work.now), \(work.now), \(key))
            """)
        try set(areas, of: id, work.tx)
    }

    static func update(
        _ id: Gathering.ID, _ fields: GatheringFields, _ draft: GatheringDraft, areas: Set<Area.ID>, _ work: Work
    ) throws {
        try work.tx.execute(
            """
            UPDATE gathering SET \(fields.assignments), marking = \(draft.marking), is_shared = \(draft.isShared),
                changed_at = \(work.now) WHERE id = \(id)
            """)
        try set(areas, of: id, work.tx)
    }

    private static func set(_ areas: Set<Area.ID>, of id: Gathering.ID, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM gathering_area WHERE gathering_id = \(id)")
        for area in areas.sorted() {
            try tx.execute("INSERT INTO gathering_area (gathering_id, area_id) VALUES (\(id), \(area))")
        }
    }

    static func set(_ state: GatheringState, of id: Gathering.ID, _ work: Work) throws {
        try work.tx.execute(
            "UPDATE gathering SET state = \(state), changed_at = \(work.now) WHERE id = \(id)")
    }

    static func link(_ link: GatheringLink, of id: Gathering.ID, _ work: Work) throws {
        try work.tx.execute(
            """
            INSERT INTO gathering_link (gathering_id, kind, target, linked_at)
            VALUES (\(id), \(link.kind), \(link.target), \(work.now)) ON CONFLICT DO NOTHING
            """)
    }

    static func unlink(_ link: GatheringLink, of id: Gathering.ID, _ tx: Transaction) throws -> Int {
        try tx.change(
            "DELETE FROM gathering_link WHERE gathering_id = \(id) AND kind = \(link.kind) AND target = \(link.target)")
    }

    // MARK: Lessons

    /// As they were written.
    func lessons(of gatherings: [Gathering.ID]) throws -> [GatheringLessonRecord] {
        try reading.all(
            "SELECT * FROM gathering_lesson WHERE gathering_id IN \(in: gatherings) ORDER BY created_at, id"
        ).map(GatheringLessonRecord.init)
    }

    static func learn(
        _ id: GatheringLesson.ID, _ text: String, _ language: String, at gathering: Gathering.ID, _ work: Work
    ) throws {
        try work.tx.execute(
            """
            INSERT INTO gathering_lesson (id, gathering_id, text, language, created_by, created_at)
            VALUES (\(id), \(gathering), \(text), \(language), \(work.actor), \(work.now))
            """)
    }
}
