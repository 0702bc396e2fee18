import Storage
import Web

extension ReportsPage {
    /// Looks through both documents as they would be printed now; what cannot be made at all is said elsewhere.
    static func blanks(_ visit: Visit, _ event: Event.ID) async throws -> [ReportKind: [Message]] {
        guard Program.weasyPrint.find() != nil else { return [:] }
        var blanks: [ReportKind: [Message]] = [:]
        for kind in [ReportKind.report, .guide] {
            let file = ReportFile(kind, "pdf")
            do {
                let content = try await visit.read { try file.content(of: event, .init(), now: visit.now, $0) }
                blanks[kind] = try await Self.blanks(content)
            } catch is Refusal {
                continue
            }
        }
        return blanks
    }

    /// Of a file that is printed; nil if all is drawn, or nobody can say.
    static func blanks(_ content: ReportFile.Content) async throws -> [Message] {
        guard let coverage = await GlyphCoverage.current(), let document = try await ReportFile.document(content) else {
            return []
        }
        return DocumentBlanks(document, coverage).words
    }
}
