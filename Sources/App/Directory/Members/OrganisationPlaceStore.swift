import Domain
import Storage
import Web

/// The SQL of what organisations are parts of, and what became of them.
struct OrganisationPlaceStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// - Throws: ``Refusal/notFound``.
    func place(of id: Organisation.ID) throws -> OrganisationPlace {
        guard
            let row = try reading.first("SELECT parent_id, successor_id, ended_on FROM organisation WHERE id = \(id)")
        else { throw Refusal.notFound }
        return OrganisationPlace(
            parent: try row.get("parent_id"), successor: try row.get("successor_id"), endedOn: try row.get("ended_on"))
    }

    func name(of id: Organisation.ID) throws -> String? {
        try reading.value("SELECT name FROM organisation WHERE id = \(id)", as: String.self)
    }

    /// Whether one comes to the other by going on, from each to its parent or successor.
    func leads(
        from start: Organisation.ID?, to end: Organisation.ID, along path: KeyPath<OrganisationPlace, Organisation.ID?>
    ) throws -> Bool {
        var (at, seen): (Organisation.ID?, Set<Organisation.ID>) = (start, [])
        while let one = at, seen.insert(one).inserted {
            if one == end { return true }
            at = try place(of: one)[keyPath: path]
        }
        return false
    }

    /// Its parts, and what became it.
    func others(of id: Organisation.ID) throws -> [(id: Organisation.ID, name: String, isPart: Bool)] {
        try reading.all(
            """
            SELECT id, name, CASE WHEN parent_id = \(id) THEN 1 ELSE 0 END AS is_part FROM organisation
            WHERE parent_id = \(id) OR successor_id = \(id) ORDER BY name, id
            """
        ).map { (try $0.get("id"), try $0.get("name"), try $0.get("is_part", as: Int.self) == 1) }
    }

    func set(_ place: OrganisationPlace, of id: Organisation.ID, _ tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE organisation SET parent_id = \(place.parent), successor_id = \(place.successor), ended_on = \(place.endedOn)
            WHERE id = \(id)
            """)
    }

    func people(of id: Organisation.ID) throws -> [Person.ID] {
        try reading.all("SELECT id FROM person WHERE organisation_id = \(id) ORDER BY id").map { try $0.get("id") }
    }

    func move(_ people: [Person.ID], to other: Organisation.ID, now: Int64, _ tx: Transaction) throws {
        for start in stride(from: 0, to: people.count, by: 1_000) {
            let some = people[start..<min(start + 1_000, people.count)]
            try tx.execute(
                "UPDATE person SET organisation_id = \(other), changed_at = \(now) WHERE id IN \(in: some)")
        }
    }
}
