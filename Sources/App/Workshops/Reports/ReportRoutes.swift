import Domain
import Storage
import Web

/// What leaves the room: `/events/E/reports` with a button for each file, and the files themselves. The report of the workshop
/// (`report`), the guide (`guide`), all tables (`tables.xlsx`); the whole workshop as JSON is WorkshopFile's.
///
/// A file is read from the database in one transaction (``ReportFile/content(of:_:now:_:)``) and then made outside of it, by
/// ourselves or by pandoc and WeasyPrint: at most two at a time, and each within ``Program/Limits``.
/// `?names=agreed` names those who took part and agreed to be named, for an organiser; `?language=fr` chooses the guide's language.
enum ReportRoutes {
    static let all: [Route] = [
        .get(Paths.reports, .facilitate) { visit, event in
            let blanks = try await ReportsPage.blanks(visit, event)
            return try await visit.read { reading in
                ReportsPage(
                    try EventFrame(visit, event, reading), state: try ReportsPage.State(event, reading), blanks: blanks
                ).answer
            }
        },
        .get(Paths.report, .attend, file),
    ]

    static func file(_ visit: Visit, _ event: Event.ID, _ name: String) async throws -> Answer {
        let file = try ReportFile(name)
        return try await visit.watched(
            L("Making “\(name)”"), leaves: L("If you stop it, no file is made; nothing else changes."),
            back: Paths.reports(event)
        ) { watch in
            try await make(file, visit, event, watch)
        }
    }

    private static func make(_ file: ReportFile, _ visit: Visit, _ event: Event.ID, _ watch: LongWork) async throws
        -> Answer
    {
        try watch.begin(L("Reading the event").string())
        let choice = ReportFile.Choice(
            namesPeople: visit.inbound.query["names"] == "agreed", guideLanguage: visit.inbound.query["language"])
        let (content, title) = try await visit.read { reading in
            try ReportOperations.require(file, choice, visit, event, reading)
            return (
                try file.content(of: event, choice, now: visit.now, reading),
                try EventStore(reading).event(event).title
            )
        }
        try watch.begin(L("Making the file").string())
        let bytes: [UInt8]
        if file.document?.programs.isEmpty ?? true {
            bytes = try await file.bytes(content)
        } else {
            try visit.services.limits.exports.check(visit.visitor.journalName ?? "", now: visit.now)
            bytes = try await visit.services.limits.conversions.pass(busy: .conversionsBusy) {
                try await file.bytes(content)
            }
        }
        return .download(bytes, type: file.mediaType, name: ReportOperations.fileName(file, title))
    }
}

enum ReportOperations {
    /// Who runs the room gets every file; who attends gets the final guide as PDF or HTML. Names need an organiser's word.
    static func require(
        _ file: ReportFile, _ choice: ReportFile.Choice, _ visit: Visit, _ event: Event.ID, _ reading: any Reading
    ) throws {
        let roles = try visit.membership(in: event, reading).roles
        if choice.namesPeople { try Policy.require(.organise, visitor: visit.visitor, roles: roles) }
        if Policy.allows(.facilitate, visitor: visit.visitor, roles: roles) { return }
        try Policy.require(.attend, visitor: visit.visitor, roles: roles)
        // Whoever writes a text of a programme takes its draft along.
        let writes = Policy.allows(.writeGuide, visitor: visit.visitor, roles: roles)
        if writes, file.kind == .guide, try !EventStore(reading).event(event).isMeeting { return }
        guard file.kind == .guide, ["pdf", "html"].contains(file.format) else { throw Refusal.forbidden }
        guard try ReportStore(reading).guide(event)?.state == "final" else { throw Refusal.guideNotFinal }
    }

    /// `Cross-sector workshop - report.pdf`
    static func fileName(_ file: ReportFile, _ title: String) -> String {
        let clean = String(title.map { $0.isLetter || $0.isNumber || " -_.,()".contains($0) ? $0 : "-" }.prefix(80))
            .trimmed
        return clean.isEmpty ? file.name : "\(clean) - \(file.name)"
    }
}
