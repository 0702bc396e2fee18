import Domain
import Storage
import Web

public enum InjectAttachment { public typealias ID = Identifier<InjectAttachment> }

/// A file that goes out with an inject.
struct InjectAttachmentRecord: Sendable {
    enum Kind: String, Sendable, Codable, CaseIterable, ChoiceType, SQLBindable, SQLDecodable {
        /// Shown in a frame that carries the mark.
        case image
        /// Shown as part of the paper.
        case text
        /// Handed out on paper: no page can put the mark into it.
        case pdf
    }

    let id: InjectAttachment.ID
    let inject: Inject.ID
    /// Of the papers with which it goes; nothing for all.
    let language: String?
    let kind: Kind
    let alt: String
    let width: Int
    let height: Int
    let turns: Int
    let file: KeptFileRecord

    fileprivate init(_ row: Row, _ file: KeptFileRecord) throws {
        id = try row.get("id")
        inject = try row.get("inject_id")
        language = try row.get("language")
        kind = try row.get("kind")
        alt = try row.get("alt")
        width = try row.get("width")
        height = try row.get("height")
        turns = try row.get("turns")
        self.file = file
    }

    func goes(with paper: ExercisePaper) -> Bool {
        inject == paper.inject && (language == nil || language == paper.language)
    }
}

/// The SQL of what goes out with injects.
struct InjectAttachmentStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    func all(of inject: Inject.ID) throws -> [InjectAttachmentRecord] {
        let rows = try reading.all(
            "SELECT * FROM inject_attachment WHERE inject_id = \(inject) ORDER BY position, id")
        guard !rows.isEmpty else { return [] }
        let files = try reading.all(
            """
            SELECT k.* FROM kept_file k JOIN inject_attachment a ON a.file_id = k.id WHERE a.inject_id = \(inject)
            """
        ).map(KeptFileRecord.init)
        return try rows.compactMap { row in
            let file: KeptFile.ID = try row.get("file_id")
            return try files.first { $0.id == file }.map { try InjectAttachmentRecord(row, $0) }
        }
    }

    /// Of a whole plan, by inject.
    func all(in msel: Msel.ID) throws -> [Inject.ID: [InjectAttachmentRecord]] {
        let files = Dictionary(
            try reading.all(
                """
                SELECT k.* FROM kept_file k JOIN inject_attachment a ON a.file_id = k.id JOIN inject i ON i.id = a.inject_id
                WHERE i.msel_id = \(msel)
                """
            ).map(KeptFileRecord.init).map { ($0.id, $0) }
        ) { first, _ in first }
        guard !files.isEmpty else { return [:] }
        var all: [Inject.ID: [InjectAttachmentRecord]] = [:]
        for row in try reading.all(
            """
            SELECT a.* FROM inject_attachment a JOIN inject i ON i.id = a.inject_id WHERE i.msel_id = \(msel)
            ORDER BY a.inject_id, a.position, a.id
            """)
        {
            let file: KeptFile.ID = try row.get("file_id")
            guard let kept = files[file] else { continue }
            all[try row.get("inject_id"), default: []].append(try InjectAttachmentRecord(row, kept))
        }
        return all
    }

    /// By their hash, the smaller ones first, as far as there is room.
    func bytes(of attachments: [InjectAttachmentRecord], atMost most: Int) throws -> [String: [UInt8]] {
        // What stands there twice counts twice.
        let kinds = Dictionary(grouping: attachments.map(\.file), by: \.sha256)
        var (left, wanted): (Int, [String]) = (most, [])
        for (hash, files) in kinds.sorted(by: { ($0.value[0].size, $0.key) < ($1.value[0].size, $1.key) }) {
            let size = files.reduce(0) { $0 + $1.size }
            guard size <= left else { continue }
            left -= size
            wanted.append(hash)
        }
        guard !wanted.isEmpty else { return [:] }
        var contents: [String: [UInt8]] = [:]
        for row in try reading.all(
            "SELECT sha256, bytes FROM file_content WHERE sha256 IN \(in: wanted) ORDER BY sha256, chunk")
        {
            contents[try row.get("sha256"), default: []] += try row.get("bytes", as: [UInt8].self)
        }
        return contents
    }

    /// Those that go with a paper.
    func all(of paper: ExercisePaper) throws -> [InjectAttachmentRecord] {
        try all(of: paper.inject).filter { $0.goes(with: paper) }
    }

    func bytes(of attachment: InjectAttachmentRecord) throws -> [UInt8] {
        try KeptFileStore(reading).bytes(of: attachment.file)
    }

    /// Of text files, as they are shown.
    func texts(of attachments: [InjectAttachmentRecord]) throws -> [InjectAttachment.ID: String] {
        var texts: [InjectAttachment.ID: String] = [:]
        for one in attachments where one.kind == .text {
            texts[one.id] = String(decoding: try bytes(of: one), as: UTF8.self)
        }
        return texts
    }

    struct New: Sendable {
        var language: String?
        let kind: InjectAttachmentRecord.Kind
        let alt: String
        var image: PlainImage?
        /// As it was known before the picture was made plain.
        var turns: Int?
    }

    static func insert(_ new: New, _ file: KeptFile.ID, of inject: Inject.ID, at position: Int, _ work: Work) throws
        -> InjectAttachment.ID
    {
        let id: InjectAttachment.ID = work.environment.id()
        try work.tx.execute(
            """
            INSERT INTO inject_attachment (id, inject_id, position, language, kind, file_id, alt, width, height, turns, added_at)
            VALUES (\(id), \(inject), \(position), \(new.language), \(new.kind), \(file), \(new.alt),
                \(new.image?.width ?? 0), \(new.image?.height ?? 0), \(new.turns ?? new.image?.turns ?? 0), \(work.now))
            """)
        return id
    }

    /// A plan that is copied brings them along: the bytes stand once.
    static func copy(of inject: Inject.ID, to other: Inject.ID, _ work: Work) throws {
        for (place, one) in try InjectAttachmentStore(work.tx).all(of: inject).enumerated() {
            let (file, id): (KeptFile.ID, InjectAttachment.ID) = (work.environment.id(), work.environment.id())
            try work.tx.execute(
                """
                INSERT INTO kept_file (id, event_id, name, type, size, sha256, created_by, created_at)
                SELECT \(file), event_id, name, type, size, sha256, NULL, created_at FROM kept_file WHERE id = \(one.file.id)
                """)
            try work.tx.execute(
                """
                INSERT INTO inject_attachment (id, inject_id, position, language, kind, file_id, alt, width, height, turns, added_at)
                VALUES (\(id), \(other), \(place + 1), \(one.language), \(one.kind), \(file), \(one.alt), \(one.width),
                    \(one.height), \(one.turns), \(work.now))
                """)
        }
    }

    static func remove(_ attachment: InjectAttachmentRecord, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM inject_attachment WHERE id = \(attachment.id)")
        try KeptFileStore.remove(attachment.file.id, tx)
    }

    static func remove(of inject: Inject.ID, _ tx: Transaction) throws {
        for one in try InjectAttachmentStore(tx).all(of: inject) { try remove(one, tx) }
    }
}
