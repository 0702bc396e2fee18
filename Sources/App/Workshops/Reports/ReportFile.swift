import Domain
import Storage
import Web

/// What an event can hand out, and in which formats: the words of addresses and of `roundtable export`.
public enum ReportKind: String, CaseIterable, Sendable {
    case guide, report, workshop, tables

    public var formats: [String] {
        switch self {
        case .guide, .report: Document.Format.allCases.map(\.rawValue)
        case .workshop: ["json"]
        case .tables: ["xlsx"]
        }
    }
}

/// A file, made or about to be made: `report.pdf`.
struct ReportFile: Sendable {
    let kind: ReportKind
    let format: String

    /// - Throws: ``Refusal/notFound`` for a name that is none of ours.
    init(_ name: String) throws {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let kind = ReportKind(rawValue: parts[0]), kind != .workshop,
            kind.formats.contains(parts[1])
        else { throw Refusal.notFound }
        self.init(kind, parts[1])
    }

    init(_ kind: ReportKind, _ format: String) {
        self.kind = kind
        self.format = format
    }

    var name: String { "\(kind.rawValue).\(format)" }
    var document: Document.Format? { Document.Format(rawValue: format) }

    var mediaType: String {
        document?.mediaType ?? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    }

    /// What is read in one transaction, before any program is started.
    enum Content: Sendable {
        case document(Document)
        /// Its texts are laid out outside of the transaction.
        case guide(GuideReport)
        case sheets([WorkbookSheet])
    }

    struct Choice: Sendable {
        var namesPeople = false
        /// Of the guide: which of its languages; the main one by default.
        var guideLanguage: String?
    }

    /// In the language of the task.
    func content(of event: Event.ID, _ choice: Choice, now: Int64, _ reading: any Reading) throws -> Content {
        switch kind {
        case .tables: return .sheets(WorkshopWorkbook(record: try ReportStore(reading).record(of: event)).sheets)
        case .report, .workshop:
            let record = try ReportStore(reading).record(of: event)
            let options = WorkshopReport.Options(
                namesPeople: choice.namesPeople, madeOn: CalendarDate.today(now, timeZone: record.event.timeZone))
            return .document(WorkshopReport(record: record, options: options).document)
        case .guide:
            let zone = try EventStore(reading).event(event).timeZone
            return .guide(
                try GuideReport.of(
                    event, in: choice.guideLanguage, madeOn: CalendarDate.today(now, timeZone: zone), reading))
        }
    }

    func bytes(_ content: Content) async throws -> [UInt8] {
        if case .sheets(let sheets) = content { return try XLSXWriter.write(sheets) }
        guard let format = self.document, let document = try await Self.document(content) else {
            throw Refusal.notFound
        }
        return try await document.file(format)
    }

    /// What a file of a document is made from; nothing for tables.
    static func document(_ content: Content) async throws -> Document? {
        switch content {
        case .document(let document): document
        case .guide(let report): try await RenderingRoom.run(in: report.language) { report.document }
        case .sheets: nil
        }
    }
}
