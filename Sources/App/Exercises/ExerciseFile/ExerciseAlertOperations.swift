import Domain
import Storage
import Web

/// Alerts leave as CAP, and come from it.
enum ExerciseAlertOperations {
    static func requirePlanner(_ visit: Visit, _ event: Event.ID, _ reading: any Reading) throws {
        try InjectOperations.requirePlanner(visit, event, reading)
    }

    // MARK: Out

    /// EXCON sees it in every language in which it went out; a cell what it was given itself, or was passed.
    /// - Throws: ``Refusal/notFound`` for everybody else, and for papers of other channels.
    static func alert(_ visit: Visit, _ event: Event.ID, _ id: Paper.ID, _ reading: any Reading) throws -> ExerciseAlert
    {
        let standing = try ExerciseStanding(visit, event, reading)
        let exercise = try PlayStore(reading).required(event)
        if !standing.isExcon {
            guard let cell = standing.cell,
                try PlayerStore(reading).papers(of: cell, in: event).contains(where: { $0.id == id })
            else { throw Refusal.notFound }
        }
        let papers = try PlayStore(reading).papers(of: event)
        guard let paper = papers.first(where: { $0.id == id }), paper.channel == .cap else { throw Refusal.notFound }
        let same = papers.filter {
            $0.inject == paper.inject && $0.channel == .cap && ($0.corrects == nil) == (paper.corrects == nil)
                && $0.elapsed == paper.elapsed
        }
        return try made(
            paper, with: standing.isExcon ? [paper] + same.filter { $0.id != id } : [paper], of: exercise,
            try EventStore(reading).event(event), papers, reading)
    }

    private static func made(
        _ paper: ExercisePaper, with all: [ExercisePaper], of exercise: ExerciseRecord, _ event: EventRecord,
        _ papers: [ExercisePaper], _ reading: any Reading
    ) throws -> ExerciseAlert {
        let store = PlanStore(reading)
        let cells = try store.cells(of: exercise.msel)
        let cell = cells.first { $0.id == paper.cell }
        let zone = cell.map(\.zone) ?? event.timeZone
        let inject = try store.inject(paper.inject, of: exercise.msel)
        var languages: Set<String> = []
        let infos = all.filter { languages.insert($0.language).inserted }.map {
            ExerciseAlert.Info(
                language: $0.language, sender: $0.sender, headline: $0.subject.isEmpty ? inject.title : $0.subject,
                description: $0.body)
        }
        let host = try CalendarHostStore(reading).host() ?? "roundtable.invalid"
        let addressed = Set(all.map(\.cell))
        var alert = ExerciseAlert(
            sender: ExerciseAlert.sender(event.code, host: host),
            identifier: ExerciseAlert.identifier(event.code, paper.id),
            sent: ExerciseAlert.time(paper.wall, zone: zone), title: event.title,
            cells: cells.filter { addressed.contains($0.id) }.map(\.name), infos: infos,
            story: ExerciseAlert.time(paper.story, zone: zone), columns: inject.extra)
        if let old = papers.first(where: { $0.id == paper.corrects }) {
            let there = cells.first { $0.id == old.cell }.map(\.zone) ?? event.timeZone
            alert.corrects = ExerciseAlert.Reference(
                identifier: ExerciseAlert.identifier(event.code, old.id),
                sent: ExerciseAlert.time(old.wall, zone: there))
        }
        return alert
    }

    // MARK: In

    /// An inject in draft, of the channel of alerts.
    static func take(_ visit: Visit, _ event: Event.ID, _ bytes: [UInt8], adopts: Bool) async throws -> Inject.ID {
        let read = try await visit.services.limits.imports.pass(busy: .importsBusy) {
            try await Stopping.aside { try ExerciseAlertReader.read(bytes, adopts: adopts) }
        }
        return try await InjectOperations.write(visit, event) { work, desk in try takeIn(work, desk, read) }
    }

    static func takeIn(_ work: Work, _ desk: InjectDesk, _ read: AlertRead) throws -> Inject.ID {
        let infos = read.infos.filter { desk.msel.languages.contains($0.language) }
        guard let first = infos.first else {
            throw Refusal.invalid(["file": L("The plan is written in none of its languages.")])
        }
        var draft = InjectDraft()
        draft.fields.title = title(first)
        draft.fields.channel = ExerciseChannel.cap.rawValue
        draft.fields.note = note(read, first)
        let id = try InjectOperations.createIn(work, desk, draft, extra: try columns(first, desk, work))
        var seen: Set<String> = []
        for info in infos where seen.insert(info.language).inserted {
            let inject = try InjectStore(work.tx).inject(id, of: desk.msel.id)
            let body = [plain(info.description), plain(info.instruction)].filter { !$0.isEmpty }.joined(
                separator: "\n\n")
            let fields = InjectTextFields(
                subject: cut(headline(info), 300), body: cut(body.isEmpty ? headline(info) : body, 10_000))
            try InjectOperations.textIn(work, desk, inject, info.language, fields)
        }
        return id
    }

    private static func title(_ info: AlertRead.Info) -> String {
        let title = cut(headline(info), 200)
        return title.isEmpty ? L("Alert").string() : title
    }

    private static func headline(_ info: AlertRead.Info) -> String {
        let text = info.headline.isEmpty ? info.event : info.headline
        let mark = ExerciseMark.title("")
        return FieldCheck.line(text.hasPrefix(mark) ? String(text.dropFirst(mark.count)) : text)
    }

    /// Without the lines of the mark, which each paper carries by itself.
    private static func plain(_ text: String) -> String {
        FieldCheck.lines(text).split(separator: "\n", omittingEmptySubsequences: false).filter {
            !$0.hasPrefix(ExerciseMark.call)
        }.joined(separator: "\n").trimmed
    }

    /// For controllers: from where it came, under which name.
    private static func note(_ read: AlertRead, _ info: AlertRead.Info) -> String {
        cut(
            [read.identifier, read.sender, read.sent, info.sender].filter { !$0.isEmpty }.joined(separator: "\n"), 1_000
        )
    }

    private static func cut(_ text: String, _ limit: Int) -> String { String(text.prefix(limit)) }

    /// What is no text becomes columns of the plan, which planners read and change.
    private static func columns(_ info: AlertRead.Info, _ desk: InjectDesk, _ work: Work) throws -> [String: String] {
        let told: [(ExerciseAlert.Column, String)] = [
            (.category, info.category), (.event, info.event), (.urgency, info.urgency), (.severity, info.severity),
            (.certainty, info.certainty), (.area, info.area), (.polygon, info.polygon), (.circle, info.circle),
        ]
        var values: [String: String] = [:]
        for (column, value) in told where !value.isEmpty {
            values[column.rawValue] = cut(FieldCheck.line(value), 4_000)
        }
        let there = desk.msel.extraColumns
        let new = ExerciseAlert.Column.allCases.map(\.rawValue).filter { values[$0] != nil && !there.contains($0) }
        if !new.isEmpty { try ExerciseFileStore.setExtraColumns(there + new, of: desk.msel.id, work) }
        return values
    }
}
