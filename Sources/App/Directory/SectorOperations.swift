import Domain
import Storage
import Web

struct SectorRecord: Sendable, Hashable {
    let name: SectorName
    let position: Int
    let isRetired: Bool
}

/// The SQL of sectors.
struct SectorStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// By their order, the retired too.
    func sectors() throws -> [SectorRecord] {
        try reading.all("SELECT * FROM sector ORDER BY position, code").map {
            SectorRecord(
                name: SectorName(code: try $0.get("code"), name: try $0.get("name"), hue: try $0.get("hue")),
                position: try $0.get("position"), isRetired: try $0.get("retired_at", as: Int64?.self) != nil)
        }
    }

    func insert(_ sector: SectorName, position: Int, _ tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO sector (code, name, position, hue, retired_at)
            VALUES (\(sector.code), \(sector.name), \(position), \(sector.hue), NULL)
            """)
    }

    func rename(_ code: String, _ name: String, _ tx: Transaction) throws {
        try tx.execute("UPDATE sector SET name = \(name) WHERE code = \(code)")
    }

    func setOrder(_ codes: [String], _ tx: Transaction) throws {
        for (index, code) in codes.enumerated() {
            try tx.execute("UPDATE sector SET position = \(index + 1) WHERE code = \(code)")
        }
    }

    func setRetired(_ code: String, at time: Int64?, _ tx: Transaction) throws {
        try tx.execute("UPDATE sector SET retired_at = \(time) WHERE code = \(code)")
    }
}

/// Sectors: eight hues and shapes in a fixed order, given to sectors as they are added and kept for ever.
enum SectorOperations {
    static let limit = 8

    static func add(_ visit: Visit, name: String) async throws {
        let cleaned = cleaned(name)
        try await visit.database.write { tx in
            try Policy.require(.administer, visitor: visit.visitor, roles: [])
            let sectors = try SectorStore(tx).sectors()
            let name = try checked(cleaned, among: sectors, but: nil)
            guard let hue = (1...limit).first(where: { hue in !sectors.contains { $0.name.hue == hue } }) else {
                throw Refusal.invalid([
                    "name": L(
                        "There are \(limit) colours and shapes, and all are in use. Restore a retired sector and rename it."
                    )
                ])
            }
            let code = freeCode(for: name, among: sectors)
            try SectorStore(tx).insert(SectorName(code: code, name: name, hue: hue), position: sectors.count + 1, tx)
            try Work(tx, visit).record(.directory, "sector:\(code)", "sector.creation", ["name": .text(name)])
        }
    }

    static func rename(_ visit: Visit, _ code: String, name: String) async throws {
        let cleaned = cleaned(name)
        try await visit.database.write { tx in
            try Policy.require(.administer, visitor: visit.visitor, roles: [])
            let sectors = try SectorStore(tx).sectors()
            let stored = try stored(code, sectors)
            let name = try checked(cleaned, among: sectors, but: code)
            try SectorStore(tx).rename(code, name, tx)
            try Work(tx, visit).record(
                .directory, "sector:\(code)", "sector.change", ["name": .text(name), "before": .text(stored.name.name)])
        }
    }

    /// - Parameter places: -1 for one place up, 1 for one place down, among those that are not retired.
    static func move(_ visit: Visit, _ code: String, by places: Int) async throws {
        try await visit.database.write { tx in
            try Policy.require(.administer, visitor: visit.visitor, roles: [])
            let sectors = try SectorStore(tx).sectors()
            var order = sectors.filter { !$0.isRetired }.map(\.name.code)
            guard let index = order.firstIndex(of: code) else { throw Refusal.notFound }
            order.remove(at: index)
            order.insert(code, at: min(max(index + places.signum(), 0), order.count))
            try SectorStore(tx).setOrder(order + sectors.filter(\.isRetired).map(\.name.code), tx)
            try Work(tx, visit).record(.directory, "sector:\(code)", "sector.order")
        }
    }

    /// No longer offered; people and votes that have it keep it.
    static func retire(_ visit: Visit, _ code: String) async throws {
        try await visit.database.write { tx in
            try Policy.require(.administer, visitor: visit.visitor, roles: [])
            let sectors = try SectorStore(tx).sectors()
            _ = try stored(code, sectors)
            guard sectors.contains(where: { !$0.isRetired && $0.name.code != code }) else {
                throw Refusal.lastSector
            }
            try SectorStore(tx).setRetired(code, at: visit.now, tx)
            try Work(tx, visit).record(.directory, "sector:\(code)", "sector.retirement")
        }
    }

    static func bringBack(_ visit: Visit, _ code: String) async throws {
        try await visit.database.write { tx in
            try Policy.require(.administer, visitor: visit.visitor, roles: [])
            _ = try stored(code, try SectorStore(tx).sectors())
            try SectorStore(tx).setRetired(code, at: nil, tx)
            try Work(tx, visit).record(.directory, "sector:\(code)", "sector.return")
        }
    }

    private static func stored(_ code: String, _ sectors: [SectorRecord]) throws -> SectorRecord {
        guard let sector = sectors.first(where: { $0.name.code == code }) else { throw Refusal.notFound }
        return sector
    }

    private static func cleaned(_ name: String) -> Cleaned<String> {
        Cleaned(name) { name, check in name = check.line("name", name, limit: 60, isRequired: true) }
    }

    private static func checked(_ name: Cleaned<String>, among sectors: [SectorRecord], but code: String?) throws
        -> String
    {
        try name.checked { name, check in
            let folded = Folded.text(name)
            if sectors.contains(where: { $0.name.code != code && Folded.text($0.name.name) == folded }) {
                check.fail("name", L("There is a sector with this name already."))
            }
        }
    }

    /// From the name's Latin letters, as `food-safety`; numbered where taken or empty.
    private static func freeCode(for name: String, among sectors: [SectorRecord]) -> String {
        let words = Folded.text(name).split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        let base = words.joined(separator: "-").prefix(40).nilIfBlank ?? "sector"
        let taken = Set(sectors.map(\.name.code))
        if !taken.contains(base) { return base }
        var number = 2
        while taken.contains("\(base)-\(number)") { number += 1 }
        return "\(base)-\(number)"
    }
}

extension Substring {
    fileprivate var nilIfBlank: String? { isEmpty ? nil : String(self) }
}
