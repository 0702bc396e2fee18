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
        let alert = try await visit.services.limits.imports.pass(busy: .importsBusy) {
            try await Stopping.aside { AlertDraft(try ExerciseAlertReader.read(bytes, adopts: adopts)) }
        }
        return try await InjectOperations.write(visit, event) { work, desk in try takeIn(work, desk, alert) }
    }

    static func takeIn(_ work: Work, _ desk: InjectDesk, _ alert: AlertDraft) throws -> Inject.ID {
        let texts = alert.texts.filter { desk.msel.languages.contains($0.language) }
        guard let first = texts.first else {
            throw Refusal.invalid(["file": L("The plan is written in none of its languages.")])
        }
        var draft = InjectDraft()
        let title = String(first.subject.prefix(200)).trimmed
        draft.fields.title = title.isEmpty ? L("Alert").string() : title
        draft.fields.channel = ExerciseChannel.cap.rawValue
        draft.fields.note = alert.note
        // What is no text becomes columns of the plan, which planners read and change.
        let there = desk.msel.extraColumns
        let new = ExerciseAlert.Column.allCases.map(\.rawValue).filter {
            first.columns[$0] != nil && !there.contains($0)
        }
        if !new.isEmpty { try ExerciseFileStore.setExtraColumns(there + new, of: desk.msel.id, work) }
        let id = try InjectOperations.createIn(work, desk, draft, extra: first.columns)
        var seen: Set<String> = []
        for text in texts where seen.insert(text.language).inserted {
            let inject = try InjectStore(work.tx).inject(id, of: desk.msel.id)
            try InjectOperations.textIn(
                work, desk, inject, text.language, InjectTextFields(subject: text.subject, body: text.body))
        }
        return id
    }
}
