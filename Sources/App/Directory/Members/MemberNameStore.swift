import Domain
import Storage
import Web

/// The SQL of what members are called.
struct MemberNameStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// Those of them that there are: their names in English, and where they are.
    func names(of refs: Set<MemberRef>) throws -> [MemberRef: (name: String, country: String?)] {
        var found: [MemberRef: (name: String, country: String?)] = [:]
        for (kind, some) in Dictionary(grouping: refs, by: \.kind) {
            let ids = some.map(\.ref).sorted()
            for start in stride(from: 0, to: ids.count, by: 1_000) {
                let part = Array(ids[start..<min(start + 1_000, ids.count)])
                for row in try reading.all(select(kind, part)) {
                    let ref = MemberRef(kind, try row.get("ref", as: String.self))
                    found[ref] = (try row.get("name", as: String.self), try row.get("country", as: String?.self))
                }
            }
        }
        return found
    }

    private func select(_ kind: MemberRef.Kind, _ ids: [String]) -> SQL {
        switch kind {
        case .country: "SELECT code AS ref, name_en AS name, code AS country FROM country WHERE code IN \(in: ids)"
        case .city: "SELECT id AS ref, name, country FROM city WHERE id IN \(in: ids)"
        case .organisation: "SELECT id AS ref, name, country FROM organisation WHERE id IN \(in: ids)"
        case .region: "SELECT id AS ref, name, host_country AS country FROM region WHERE id IN \(in: ids)"
        }
    }

    /// Those of an organisation's name, folded: several where it stands in several countries.
    func organisations(named name: String) throws -> [Organisation.ID] {
        try reading.all("SELECT id FROM organisation WHERE name_key = \(Folded.text(name)) ORDER BY created_at, id").map
        {
            try $0.get("id")
        }
    }

    /// By name, so many at most.
    func organisations(limit: Int) throws -> [(id: Organisation.ID, name: String)] {
        try reading.all("SELECT id, name FROM organisation WHERE ended_on IS NULL ORDER BY name, id LIMIT \(limit)").map
        {
            (try $0.get("id"), try $0.get("name"))
        }
    }
}
