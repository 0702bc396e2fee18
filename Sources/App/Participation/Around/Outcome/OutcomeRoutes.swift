import Domain
import Markup
import Storage
import Web

/// # After an event: the note for the public, the report to the funder
///
/// - `/events/E/note` is where organisers write what came of it; `…/release` and `…/withdrawal` say whether `/notes/E` is there for anybody.
/// - `/events/E/funder` offers the report to the funder, `/events/E/funder/report.pdf` is it, with the figures of people that
///   were counted last (`…/count`); `/programmes/P/funder/report.pdf` tells of
///   all events of a programme in one file.
enum OutcomeRoutes {
    static let all: [Route] = [
        .get(OutcomePaths.note, .organise) { visit, event in try await page(visit, event, nil) },
        .post(OutcomePaths.note, .organise) { visit, event in
            let form = try visit.inbound.form()
            do {
                var texts: [Language: String] = [:]
                for language in Language.allCases where form.has("outcome-\(language.rawValue)") {
                    texts[language] = form["outcome-\(language.rawValue)"] ?? ""
                }
                try await OutcomeOperations.write(visit, event, texts)
                return .redirect(to: Done.saved.at(OutcomePaths.note(event)))
            } catch {
                return try await page(visit, event, .refused(form, error))
            }
        },
        .post(OutcomePaths.noteRelease, .organise) { visit, event in
            let names = try visit.inbound.form().isOn("names")
            try await OutcomeOperations.release(visit, event, namesPeople: names)
            return .redirect(to: Done.saved.at(OutcomePaths.note(event)))
        },
        .post(OutcomePaths.noteWithdrawal, .organise) { visit, event in
            try await OutcomeOperations.withdraw(visit, event)
            return .redirect(to: Done.saved.at(OutcomePaths.note(event)))
        },
        .get(OutcomePaths.publicNote, .anyone) { visit, event in
            let language = visit.language
            return try await visit.read { reading in
                PublicNotePage(note: try OutcomeOperations.note(event, in: language, reading), visit: visit).answer
            }
        },
        .get(OutcomePaths.funder, .organise) { visit, event in
            try await visit.read { reading in try FunderPage(EventFrame(visit, event, reading), reading).answer }
        },
        .post(OutcomePaths.funderCount, .organise) { visit, event in
            let last = try WholeText.read(visit.inbound.form().text("after"), in: 0...1_000_000) ?? 0
            try await OutcomeOperations.count(visit, event, after: last)
            return .redirect(to: Done.saved.at(OutcomePaths.funder(event)))
        },
        .get(OutcomePaths.funderFile, .organise, eventFile),
        .get(OutcomePaths.programmeFile, .organiseProgramme) { visit, programme, name in
            try await file(visit, name) { reading in
                try Policy.require(.organiseProgramme, in: programme, visitor: visit.visitor, reading)
                let record = try ProgrammeStore(reading).programme(programme)
                let parts = try MoneyStore(reading).events(of: programme).reversed().map {
                    try FunderReport.Part($0, reading)
                }
                return FunderReport(record, parts, madeOn: CalendarDate.today(visit.now))
            }
        },
    ]

    static func eventFile(_ visit: Visit, _ event: Event.ID, _ name: String) async throws -> Answer {
        try await file(visit, name) { reading in
            try visit.require(.organise, in: event, reading)
            let part = try FunderReport.Part(event, reading)
            let programme = try ProgrammeStore(reading).programme(part.outcome.event.programme)
            return FunderReport(
                programme, [part], title: part.outcome.event.title,
                madeOn: CalendarDate.today(visit.now, timeZone: part.outcome.event.timeZone))
        }
    }

    private static func file(
        _ visit: Visit, _ name: String, _ body: @escaping @Sendable (any Reading) throws -> FunderReport
    ) async throws -> Answer {
        let parts = name.split(separator: ".").map(String.init)
        guard parts.count == 2, parts[0] == "report", let format = Document.Format(rawValue: parts[1]) else {
            throw Refusal.notFound
        }
        let document = try await visit.read { try body($0).document }
        let bytes: [UInt8]
        if format.programs.isEmpty {
            bytes = try await document.file(format)
        } else {
            try visit.services.limits.exports.check(visit.visitor.journalName ?? "", now: visit.now)
            bytes = try await visit.services.limits.conversions.pass(busy: .conversionsBusy) {
                try await document.file(format)
            }
        }
        return .download(bytes, type: format.mediaType, name: "funder-\(name)")
    }

    private static func page(_ visit: Visit, _ event: Event.ID, _ state: FormState?) async throws -> Answer {
        try await visit.read { try NotePage(EventFrame(visit, event, $0), state, $0).answer }
    }
}
