import Storage
import Web

/// A file that `roundtable export` makes besides those of an event: a feature tells it (``NamedExportFeature``).
public struct NamedExport: Sendable {
    public struct Wish: Sendable {
        /// As it was typed: an id, or a name where the feature finds it by one; empty where it is of nothing.
        public let subject: String
        /// As it was typed: `2026-11-30`; nothing for all times.
        public let day: String?
        /// One of ``NamedExport/formats``.
        public let format: String
        public let language: Language
        /// Epoch milliseconds.
        public let now: Int64
        /// With what was played, where it is of an exercise.
        public let withRun: Bool

        public init(
            subject: String, day: String?, format: String, language: Language, now: Int64, withRun: Bool = false
        ) {
            self.subject = subject
            self.day = day
            self.format = format
            self.language = language
            self.now = now
            self.withRun = withRun
        }
    }

    /// What `--what` says: `members`.
    public let name: String
    public let formats: [String]
    /// Which option names what it is of: `programme` or `publication`; nothing where it is of the whole server.
    public let subject: String?
    private let maker: @Sendable (Wish, Database) async throws -> [UInt8]

    init(
        _ name: String, formats: [String] = ["csv", "xlsx"], of subject: String? = nil,
        _ maker: @escaping @Sendable (Wish, Database) async throws -> [UInt8]
    ) {
        self.name = name
        self.formats = formats
        self.subject = subject
        self.maker = maker
    }

    /// - Throws: ``Refusal`` in words where it cannot be made.
    public func make(_ wish: Wish, _ database: Database) async throws -> [UInt8] { try await maker(wish, database) }

    public static let all: [NamedExport] = Features.all { $0 as? any NamedExportFeature.Type }.flatMap { $0.exports }
        .sorted { $0.name < $1.name }
}

protocol NamedExportFeature: Feature {
    static var exports: [NamedExport] { get }
}

extension TableFormat {
    /// The file itself. - Parameter name: of the sheet.
    func bytes(name: String, header: [String], rows: [[String]]) throws -> [UInt8] {
        switch self {
        case .csv, .semicolons: CSVTable.write(header: header, rows: rows, self == .csv ? .comma : .semicolon)
        case .xlsx: try XLSXWriter.write(sheet: name, header: header, rows: rows)
        }
    }
}
