import Domain
import Storage
import Web

/// A file that somebody put somewhere.
struct KeptFileRecord: Sendable, Hashable {
    let id: KeptFile.ID
    let event: Event.ID?
    let name: String
    /// A media type.
    let type: String
    /// Bytes.
    let size: Int
    /// Of its content, as hex.
    let sha256: String
    let createdAt: Int64

    init(_ row: Row) throws {
        id = try row.get("id")
        event = try row.get("event_id")
        name = try row.get("name")
        type = try row.get("type")
        size = try row.get("size")
        sha256 = try row.get("sha256")
        createdAt = try row.get("created_at")
    }
}

/// The SQL of kept files. Their bytes stand in the database, in pieces, so that several nodes have them and one backup holds all; files
/// with the same bytes share them.
struct KeptFileStore {
    static let chunk = 256 << 10

    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    func known(_ id: KeptFile.ID) throws -> KeptFileRecord? {
        try reading.first("SELECT * FROM kept_file WHERE id = \(id)").map(KeptFileRecord.init)
    }

    /// - Throws: ``Refusal/notFound``.
    func file(_ id: KeptFile.ID) throws -> KeptFileRecord {
        guard let file = try known(id) else { throw Refusal.notFound }
        return file
    }

    func bytes(of file: KeptFileRecord) throws -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(file.size)
        for row in try reading.all("SELECT bytes FROM file_content WHERE sha256 = \(file.sha256) ORDER BY chunk") {
            bytes += try row.get("bytes", as: [UInt8].self)
        }
        return bytes
    }

    /// Bytes of all files of an event, each counted as often as it was put there.
    func size(ofAll event: Event.ID) throws -> Int {
        try reading.value("SELECT COALESCE(SUM(size), 0) FROM kept_file WHERE event_id = \(event)", as: Int.self) ?? 0
    }

    static func insert(
        _ id: KeptFile.ID, _ event: Event.ID?, _ file: CheckedFile, by actor: String?, now: Int64, _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO kept_file (id, event_id, name, type, size, sha256, created_by, created_at)
            VALUES (\(id), \(event), \(file.name), \(file.type), \(file.bytes.count), \(file.sha256), \(actor), \(now))
            """)
        for (number, start) in stride(from: 0, to: file.bytes.count, by: chunk).enumerated() {
            let piece = Array(file.bytes[start..<min(start + chunk, file.bytes.count)])
            try tx.execute(
                """
                INSERT INTO file_content (sha256, chunk, bytes) VALUES (\(file.sha256), \(number), \(piece))
                ON CONFLICT (sha256, chunk) DO NOTHING
                """)
        }
    }

    /// The file goes, and its bytes with the last file that has them.
    static func remove(_ id: KeptFile.ID, _ tx: Transaction) throws {
        guard let file = try KeptFileStore(tx).known(id) else { return }
        try tx.execute("DELETE FROM kept_file WHERE id = \(id)")
        try tx.execute(
            """
            DELETE FROM file_content WHERE sha256 = \(file.sha256)
                AND NOT EXISTS (SELECT 1 FROM kept_file WHERE sha256 = \(file.sha256))
            """)
    }
}
