import Domain
import Foundation
import Storage
import Web

/// The same files for `roundtable export`, which works on the data folder without a server. It stands outside of every event, and so
/// gets what an organiser gets: sealed votes and unpublished sheets stay in.
public enum ReportExport {
    public struct Listed: Sendable, Hashable {
        public let id: String
        public let code: String
        public let title: String
        public let startsOn: String
    }

    public struct Wish: Sendable {
        public var kind: ReportKind
        /// One of ``ReportKind/formats``.
        public var format: String
        /// Of the words that the product adds.
        public var language: Language = .english
        /// Of the guide's text; its main language where nothing is said.
        public var guideLanguage: String?
        public var namesPeople = false

        public init(_ kind: ReportKind, format: String) {
            self.kind = kind
            self.format = format
        }
    }

    /// All events, the newest first.
    public static func events(_ database: Database) async throws -> [Listed] {
        try await database.read { try ReportStore($0).events() }
    }

    /// - Parameters:
    ///   - event: its id.
    ///   - told: gets what would be blank in a PDF, in English; not called where nothing would be.
    ///   - watch: for who watches, and may stop it.
    /// - Throws: ``Web/Refusal`` in words where there is nothing to make, or a program is missing.
    public static func make(
        _ wish: Wish, of event: String, _ database: Database, now: Int64, watch: LongWork? = nil,
        told: ([String]) -> Void = { _ in }
    ) async throws -> [UInt8] {
        guard let id = Event.ID(event), wish.kind.formats.contains(wish.format) else { throw Refusal.notFound }
        try watch?.begin("Reading the event")
        if wish.kind == .workshop { return try await workshop(id, database) }
        let file = ReportFile(wish.kind, wish.format)
        try file.document?.checkPrograms()
        let choice = ReportFile.Choice(namesPeople: wish.namesPeople, guideLanguage: wish.guideLanguage)
        return try await Language.$current.withValue(wish.language) {
            let content = try await database.render { try file.content(of: id, choice, now: now, $0) }
            if file.document == .pdf {
                let blanks = try await Language.$current.withValue(.english) {
                    try await ReportsPage.blanks(content)
                }
                if !blanks.isEmpty { told(blanks.map { $0.string(in: .english) }) }
            }
            try watch?.begin("Writing the file")
            let stopping = Stopping()
            watch?.whenStopped { stopping.begin() }
            return try await Stopping.$current.withValue(stopping) { try await file.bytes(content) }
        }
    }

    private static func workshop(_ event: Event.ID, _ database: Database) async throws -> [UInt8] {
        Array(try await database.read { try WorkshopFile.export(event, $0) }.utf8)
    }
}

extension ReportStore {
    func events() throws -> [ReportExport.Listed] {
        try reading.all("SELECT id, code, title, starts_on FROM event ORDER BY starts_on DESC, title, id").map {
            .init(
                id: try $0.get("id"), code: try $0.get("code"), title: try $0.get("title"),
                startsOn: try $0.get("starts_on"))
        }
    }
}
