import Storage
import Web

/// The name that ends every UID of a calendar entry: of the host at which the installation was reached when it first started, and never of
/// the base URL of the day. A program that finds another UID takes the entry for another one, and keeps both.
struct CalendarHostStore {
    private static let name = "calendar-host"
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// Nothing before the first start.
    func host() throws -> String? {
        try reading.value("SELECT value FROM setting WHERE name = \(Self.name)", as: String.self)
    }

    /// Whoever starts first says it, once.
    static func fix(_ baseURL: String, in database: Database) async throws {
        guard try await database.read({ try CalendarHostStore($0).host() }) == nil else { return }
        try await database.write { tx in
            try tx.execute(
                """
                INSERT INTO setting (name, value) VALUES (\(name), \(host(of: baseURL))) ON CONFLICT (name) DO NOTHING
                """)
        }
    }

    /// `https://roundtable.example:8443/x` → `roundtable.example`; of an address in brackets what is within them.
    static func host(of address: String) -> String {
        let rest = address.split(separator: "://", maxSplits: 1).last ?? ""
        let whole = rest.prefix { $0 != "/" }
        let host = whole.hasPrefix("[") ? whole.dropFirst().prefix { $0 != "]" } : whole.prefix { $0 != ":" }
        let allowed = host.lowercased().unicodeScalars.filter {
            $0.isASCII
                && ($0.properties.isAlphabetic || $0.properties.numericType != nil || ".-:".unicodeScalars.contains($0))
        }
        return allowed.isEmpty ? "localhost" : String(String.UnicodeScalarView(allowed))
    }
}
