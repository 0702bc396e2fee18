import Domain
import Storage
import Web

/// What goes out to the cells, and what is kept back. An inject reaches a cell once, however often and from however many sides it is released.
enum ReleaseOperations {
    /// What a hand wants to release.
    struct Wish: Sendable {
        /// Nothing: all that lack it.
        var cells: Set<ExerciseCell.ID>?
        /// Of the inject as it was looked at; nothing where that does not matter.
        var revision: Int?
        /// Whether cells without a text in their language get another one.
        var acceptsGaps = false
    }

    /// - Returns: the papers that went out.
    @discardableResult
    static func release(_ visit: Visit, _ event: Event.ID, _ id: Inject.ID, _ wish: Wish = Wish()) async throws
        -> [Paper.ID]
    {
        try await visit.database.write { tx in
            let play = try controllers(visit, event, tx)
            try play.require(.running)
            guard let inject = play.plan.inject(id) else { throw Refusal.notFound }
            guard !inject.channel.isSpoken else { throw Refusal.injectIsSpoken }
            let cells = try open(inject, wish.cells, play)
            if let revision = wish.revision, revision != inject.revision { throw Refusal.injectChanged }
            let gaps = cells.filter {
                inject.text(in: $0.language, languages: play.plan.msel.languages)?.isOwn == false
            }
            if !gaps.isEmpty, !wish.acceptsGaps {
                throw Refusal.languageGaps(gaps.map(\.name).joined(separator: ", "))
            }
            let papers = try send(inject, to: cells, play)
            try RulesOperations.judge(play)
            return papers
        }
    }

    /// What came of a call or a word in person: reached and a message left make a paper, not reached makes none.
    static func note(
        _ visit: Visit, _ event: Event.ID, _ id: Inject.ID, in cell: ExerciseCell.ID, _ reach: ExercisePaper.Reach
    ) async throws {
        try await visit.database.write { tx in
            let standing = try ExerciseStanding(visit, event, tx)
            try standing.require(standing.isExcon)
            let play = try PlayWork(event, Work(tx, visit))
            try play.require(.running)
            guard let inject = play.plan.inject(id) else { throw Refusal.notFound }
            guard inject.channel.isSpoken, reach != .none else { throw Refusal.malformedForm }
            let cells = try open(inject, [cell], play)
            guard reach == .notReached else {
                _ = try send(inject, to: cells, reach: reach, play)
                try RulesOperations.judge(play)
                return
            }
            try ReleaseStore.insert(
                CallAttempt(
                    inject: id, cell: cell, wall: play.now, elapsed: play.elapsed, actor: play.work.actor), tx)
            try play.record("inject:\(id)", "inject.call", ["cell": .text("\(cell)")])
        }
    }

    /// Stops a release for now, or lets it go on.
    static func hold(_ visit: Visit, _ event: Event.ID, _ id: Inject.ID, _ isHeld: Bool) async throws {
        try await change(visit, event, id) { inject, play in
            guard inject.status == .approved else { throw try refusal(inject, play) }
            guard (inject.heldAt != nil) != isHeld else { return }
            try ReleaseStore.setHeld(id, at: isHeld ? play.now : nil, now: play.now, play.tx)
            try play.record("inject:\(id)", isHeld ? "inject.hold" : "inject.unhold")
        }
    }

    /// Leaves it out, with a reason; it can be taken up again.
    static func `defer`(_ visit: Visit, _ event: Event.ID, _ id: Inject.ID, reason: String) async throws {
        var check = FieldCheck()
        let reason = check.line("reason", reason, limit: 200, isRequired: true)
        try check.finish()
        try await change(visit, event, id) { inject, play in
            if inject.status == .released, inject.anchor == .rule {
                try ReleaseStore.dismiss(id, now: play.now, play.tx)
            } else {
                guard inject.status == .approved else { throw try refusal(inject, play) }
                try ReleaseStore.set(.deferred, reason: reason, of: id, now: play.now, play.tx)
            }
            try play.record("inject:\(id)", "inject.deferral")
        }
    }

    static func takeUp(_ visit: Visit, _ event: Event.ID, _ id: Inject.ID) async throws {
        try await change(visit, event, id) { inject, play in
            guard inject.status == .deferred else { throw Refusal.injectIs(inject.status) }
            try ReleaseStore.set(.approved, reason: "", of: id, now: play.now, play.tx)
            try play.record("inject:\(id)", "inject.taking-up")
        }
    }

    static func complete(_ visit: Visit, _ event: Event.ID, _ id: Inject.ID) async throws {
        try await change(visit, event, id) { inject, play in
            guard inject.status == .released else { throw Refusal.injectIs(inject.status) }
            try ReleaseStore.set(.complete, reason: "", of: id, now: play.now, play.tx)
            try play.record("inject:\(id)", "inject.completion")
        }
    }

    /// A new paper that strikes the old one, to whoever has it.
    /// - Parameter texts: by language; of a cell whose language has none, the first of the plan's.
    static func correct(
        _ visit: Visit, _ event: Event.ID, _ id: Inject.ID, texts: [String: (subject: String, body: String)]
    ) async throws {
        let written = try Correction(texts)
        try await change(visit, event, id) { inject, play in
            guard inject.status.isOut else { throw Refusal.injectIs(inject.status) }
            let papers = try PlayStore(play.tx).papers(of: id)
            let countries = PaperCountries(play.tx)
            // The newest of each cell is what it holds for true.
            let newest = Dictionary(papers.map { ($0.cell, $0) }) { $0.number > $1.number ? $0 : $1 }
            for paper in newest.values.sorted(by: { $0.id < $1.id }) {
                guard let cell = play.plan.cell(paper.cell),
                    let text = written.text(cell.language, play.plan.msel.languages)
                else { continue }
                let writer = try PaperWriter(play, inject, cell, language: text.language, countries)
                try writer.write(subject: text.subject, body: text.body, corrects: paper.id)
            }
            try play.record("inject:\(id)", "inject.correction")
        }
    }

    // MARK: Inside

    /// Papers to cells, in one transaction with the journal.
    static func send(
        _ inject: InjectRecord, to cells: [CellRecord], reach: ExercisePaper.Reach = .none, _ play: PlayWork
    ) throws -> [Paper.ID] {
        guard !inject.texts.isEmpty else { throw Refusal.injectHasNoText }
        if inject.status == .approved {
            let due = try dueElapsed(inject, cells, play)
            let isFirst = try ReleaseStore.setReleased(
                inject.id, due: due, elapsed: play.elapsed, now: play.now, play.tx)
            guard isFirst else { throw try refusal(inject, play) }
        }
        var papers: [Paper.ID] = []
        let countries = PaperCountries(play.tx)
        for cell in cells {
            guard let text = inject.text(in: cell.language, languages: play.plan.msel.languages)?.text else { continue }
            let writer = try PaperWriter(play, inject, cell, language: text.language, countries)
            papers += try writer.write(subject: text.subject, body: text.body, reach: reach).map { [$0] } ?? []
        }
        try play.record(
            "inject:\(inject.id)", "inject.release", ["cells": .list(cells.map { .text("\($0.id)") })])
        try play.work.record(
            .part(play.event, ExercisePlaces.evaluators), "exercise:\(play.event)", "paper.arrival",
            ["elapsed": .whole(play.elapsed)])
        return papers
    }

    /// When it was due, which no later pause changes.
    private static func dueElapsed(_ inject: InjectRecord, _ cells: [CellRecord], _ play: PlayWork) throws -> Int64? {
        let ids = Set(cells.map(\.id))
        let dues = try ReleaseStore(play.tx).dues(of: play.exercise.msel).filter {
            $0.inject == inject.id && ids.contains($0.cell)
        }
        switch ReleaseView.due(inject, play.plan, play.moment, dues) {
        case .elapsed(let due): return due
        case .wall(let wall, _): return wall <= play.now ? play.moment.clock.elapsed(at: wall) : nil
        case .waits, .closed, .hand, .rule: return nil
        }
    }

    /// Who lacks it, of those asked for.
    private static func open(_ inject: InjectRecord, _ wished: Set<ExerciseCell.ID>?, _ play: PlayWork) throws
        -> [CellRecord]
    {
        guard inject.status == .approved || inject.status == .released else { throw try refusal(inject, play) }
        let having = Set(try PlayStore(play.tx).papers(of: inject.id).map(\.cell))
        let recipients = play.plan.recipients(of: inject).filter { wished?.contains($0.id) ?? true }
        let open = recipients.filter { !having.contains($0.id) }
        guard !open.isEmpty else {
            throw recipients.isEmpty ? Refusal.noCellIsOpen : try refusal(inject, play)
        }
        return open
    }

    /// Of what went out already: who did it, and when.
    private static func refusal(_ inject: InjectRecord, _ play: PlayWork) throws -> Refusal {
        let now = try PlanStore(play.tx).inject(inject.id, of: inject.msel)
        guard now.status.isOut,
            let paper = try PlayStore(play.tx).papers(of: inject.id).last
        else { return .injectIs(now.status) }
        let zone = try EventStore(play.tx).event(play.event).timeZone
        return .alreadyReleased(
            by: try PlayActors(play.tx).name(paper.releasedBy), at: PlayMoments.seconds(paper.wall, zone: zone))
    }

    private static func controllers(_ visit: Visit, _ event: Event.ID, _ tx: Transaction) throws -> PlayWork {
        let standing = try ExerciseStanding(visit, event, tx)
        try standing.require(standing.isExcon)
        guard standing.isDirector || standing.roles.contains(.controller) else { throw Refusal.forbidden }
        return try PlayWork(event, Work(tx, visit))
    }

    private static func change(
        _ visit: Visit, _ event: Event.ID, _ id: Inject.ID,
        _ body: @escaping @Sendable (InjectRecord, PlayWork) throws -> Void
    ) async throws {
        try await visit.database.write { tx in
            let play = try controllers(visit, event, tx)
            try play.require(.ready, .running, .paused, .halted)
            guard let inject = play.plan.inject(id) else { throw Refusal.notFound }
            try body(inject, play)
        }
    }
}
