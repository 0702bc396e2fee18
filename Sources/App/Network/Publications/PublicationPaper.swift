import Domain
import Storage
import Web

/// What was released, as a file: PDF, DOCX, ODT, HTML, Markdown.
enum PublicationPaper {
    /// - Parameter name: `publication.pdf`.
    /// - Throws: ``Refusal/notFound`` for a name that is none of ours.
    static func format(_ name: String) throws -> Document.Format {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false).map { String($0) }
        guard parts.count == 2, parts[0] == "publication", let format = Document.Format(rawValue: parts[1]) else {
            throw Refusal.notFound
        }
        return format
    }

    /// The newest release, in a language that it has; else in the one in which it was written.
    /// - Throws: ``Refusal/noReleasedText``.
    static func report(_ seen: SeenPublication, in language: String?, now: Int64, _ reading: any Reading) throws
        -> GuideReport
    {
        let (record, store) = (seen.record, PublicationStore(reading))
        guard record.isReleased, let release = try store.releases(of: record.id).first else {
            throw Refusal.noReleasedText
        }
        let known = try store.languages(of: record.id, number: release.number)
        let chosen = language.flatMap { known.contains($0) ? $0 : nil } ?? record.language
        guard let guide = try store.document(of: record.id, number: release.number, in: chosen) else {
            throw Refusal.noReleasedText
        }
        let names = try PublicationNames(record.programme, reading, now: now)
        let programme = try ProgrammeStore(reading).programme(record.programme).title
        let cover = Language.$current.withValue(Language(rawValue: chosen) ?? .current) {
            GuideReport.Cover(
                kind: L("Publication"),
                facts: [
                    .init(L("Programme"), programme),
                    .init(L("Written by"), Message.list(names.names(seen.leads), .commas).string()),
                    .init(L("Released on"), DateText.day(record.releasedOn ?? "")),
                    .init(L("Release"), String(release.number)), .init(L("Marking"), "TLP:\(release.marking)"),
                ])
        }
        return try GuideReport.released(guide, cover, reading)
    }

    static func bytes(_ report: GuideReport, _ format: Document.Format) async throws -> [UInt8] {
        try await RenderingRoom.run(in: report.language) { report.document }.file(format)
    }

    /// `Water in two cities - publication.pdf`
    static func fileName(_ title: String, _ format: Document.Format) -> String {
        let clean = String(title.map { $0.isLetter || $0.isNumber || " -_.,()".contains($0) ? $0 : "-" }.prefix(80))
            .trimmed
        let name = "publication.\(format.rawValue)"
        return clean.isEmpty ? name : "\(clean) - \(name)"
    }
}
