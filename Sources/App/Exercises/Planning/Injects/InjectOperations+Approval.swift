import Domain
import Storage
import Web

/// The way of an inject to its approval, and out of the list.
extension InjectOperations {
    /// What a person may press.
    enum Step: String, Sendable, Codable, CaseIterable, ChoiceType {
        case submission, approval, `return`, obsolete
    }

    static func take(_ visit: Visit, _ event: Event.ID, _ id: Inject.ID, _ step: Step?, reason: String = "")
        async throws
    {
        try await write(visit, event) { work, desk in
            let inject = try InjectStore(work.tx).inject(id, of: desk.msel.id)
            switch step {
            case nil: throw Refusal.malformedForm
            case .submission: try submitIn(work, desk, inject)
            case .approval: try approveIn(work, desk, inject, names: try names(visit, event, work.tx))
            case .return: try returnIn(work, desk, inject, reason: reason)
            case .obsolete: try obsoleteIn(work, desk, inject, reason: reason)
            }
        }
    }

    /// All by which the journal may know the visitor here: the account, and each seat.
    static func names(_ visit: Visit, _ event: Event.ID, _ reading: any Reading) throws -> Set<String> {
        let seats = try visit.membership(in: event, reading).places.map { "participant:\($0.seat)" }
        return Set(seats + [visit.visitor.journalName].compactMap { $0 })
    }

    static func submitIn(_ work: Work, _ desk: InjectDesk, _ inject: InjectRecord) throws {
        try desk.requireOpen()
        guard inject.status == .draft else { throw Refusal.injectStatus }
        try requireWhole(inject)
        try InjectStore.setStatus(inject.id, .submitted, submittedBy: work.actor, work)
        try record(work, desk, inject.id, "inject.submission")
    }

    /// By a second person where the exercise asks for one; else in one step from the draft.
    /// - Parameter names: of whoever approves; the journal's name counts anyway.
    static func approveIn(_ work: Work, _ desk: InjectDesk, _ inject: InjectRecord, names: Set<String> = []) throws {
        try desk.requireOpen()
        guard inject.status == .submitted || inject.status == .draft && !desk.needsSecond else {
            throw Refusal.injectStatus
        }
        try requireWhole(inject)
        if desk.needsSecond {
            let wrote = try InjectStore(work.tx).authors(of: inject.id)
            let approver = names.union([work.actor].compactMap { $0 })
            guard wrote.isDisjoint(with: approver) else { throw Refusal.ownInject }
        }
        try requireSafe(inject, desk, work.tx)
        try InjectStore.approve(inject.id, revision: inject.revision, work)
        try record(work, desk, inject.id, "inject.approval")
    }

    static func returnIn(_ work: Work, _ desk: InjectDesk, _ inject: InjectRecord, reason: String) throws {
        try desk.requireOpen()
        guard inject.status == .submitted else { throw Refusal.injectStatus }
        try InjectStore.setStatus(inject.id, .draft, reason: try Self.reason(reason), work)
        try record(work, desk, inject.id, "inject.return")
    }

    static func obsoleteIn(_ work: Work, _ desk: InjectDesk, _ inject: InjectRecord, reason: String) throws {
        try desk.requireOpen()
        if inject.status.isOut { throw Refusal.injectIsOut }
        guard inject.status != .obsolete else { throw Refusal.injectIsObsolete }
        try InjectStore.setStatus(inject.id, .obsolete, reason: try Self.reason(reason), work)
        try record(work, desk, inject.id, "inject.obsolescence")
    }

    private static func reason(_ text: String) throws -> String {
        try Cleaned(text) { $0 = $1.lines("reason", $0, limit: 500, isRequired: true) }.checked()
    }

    private static func requireWhole(_ inject: InjectRecord) throws {
        guard inject.texts.contains(where: { !$0.body.isEmpty }) else { throw Refusal.injectWithoutText }
        guard !inject.recipients.isEmpty else { throw Refusal.injectWithoutRecipient }
    }

    /// All drafts that are whole go on: to a second person, or, where none is asked for and nothing could be taken for real, to approval.
    /// - Returns: how many.
    static func takeDrafts(_ visit: Visit, _ event: Event.ID) async throws -> Int {
        try await write(visit, event) { work, desk in
            try desk.requireOpen()
            var count = 0
            for inject in try PlanStore(work.tx).injects(of: desk.msel.id) where inject.status == .draft {
                // One that was returned is looked at by itself.
                guard inject.reason.isEmpty else { continue }
                do {
                    if desk.needsSecond {
                        try submitIn(work, desk, inject)
                    } else {
                        try approveIn(work, desk, inject)
                    }
                    count += 1
                } catch is Refusal {
                    continue
                }
            }
            return count
        }
    }

    // MARK: Safety

    /// What could be taken for real, and was not cleared by anybody.
    static func findings(_ inject: InjectRecord, _ desk: InjectDesk, _ reading: any Reading) throws -> [InjectSafety
        .Finding]
    {
        let actor = desk.actors.first { $0.id == inject.actor }
        let isReal =
            try actor.map { try PersonStore(reading).organisation(named: $0.name, country: nil) != nil } ?? false
        var texts = inject.texts.flatMap { [$0.subject, $0.body] }
        texts += try InjectStore(reading).pointTexts(of: inject.id).flatMap { $0.byLanguage.values.sorted() }
        let attached = InjectAttachmentStore(reading)
        let attachments = try attached.all(of: inject.id)
        texts += attachments.flatMap { [$0.alt, $0.file.name] }
        texts += try attached.texts(of: attachments).sorted { $0.key < $1.key }.map(\.value)
        if let actor { texts += [actor.name, actor.address] }
        return InjectSafety.findings(
            in: texts, sender: actor?.name ?? "", agencies: isReal ? [actor?.name ?? ""] : [])
    }

    private static func requireSafe(_ inject: InjectRecord, _ desk: InjectDesk, _ reading: any Reading) throws {
        let found = try findings(inject, desk, reading)
        let unknown = found.filter { !$0.kind.mayBeCleared }
        guard unknown.isEmpty else { throw Refusal.unknownVariables(unknown.map(\.text)) }
        let open = try openFindings(inject, desk, reading)
        guard open.isEmpty else { throw Refusal.injectUnsafe(open.map(\.text)) }
    }

    /// Those that nobody has cleared.
    static func openFindings(_ inject: InjectRecord, _ desk: InjectDesk, _ reading: any Reading) throws
        -> [InjectSafety.Finding]
    {
        let cleared = Set(try InjectStore(reading).clearings(of: inject.id).map(\.finding))
        return try findings(inject, desk, reading).filter { !cleared.contains($0) }
    }

    /// A person says by their name that a finding is meant so.
    static func clear(_ visit: Visit, _ event: Event.ID, _ id: Inject.ID, _ finding: InjectSafety.Finding?) async throws
    {
        try await write(visit, event) { work, desk in
            try desk.requireOpen()
            let inject = try InjectStore(work.tx).inject(id, of: desk.msel.id)
            guard let finding else { throw Refusal.malformedForm }
            guard finding.kind.mayBeCleared, try findings(inject, desk, work.tx).contains(finding) else {
                throw Refusal.notFound
            }
            try InjectStore.clear(finding, of: id, work)
            try record(work, desk, id, "inject.clearing", ["kind": .text(finding.kind.rawValue)])
        }
    }

    // MARK: Order, copies, and away

    /// - Parameter before: the one that it is put before; nothing: at the end.
    static func move(_ visit: Visit, _ event: Event.ID, _ id: Inject.ID, before other: Inject.ID?) async throws {
        try await write(visit, event) { work, desk in
            try desk.requireOpen()
            let store = InjectStore(work.tx)
            _ = try store.inject(id, of: desk.msel.id)
            let position =
                try other.map { try store.inject($0, of: desk.msel.id).position }
                ?? store.lastPosition(in: desk.msel.id) + 1
            try InjectStore.setPosition(id, position, in: desk.msel.id, work)
            try record(work, desk, id, "inject.order")
        }
    }

    /// A draft of the same content behind it; what was approved or cleared is so of the first one only.
    static func copy(_ visit: Visit, _ event: Event.ID, _ id: Inject.ID) async throws -> Inject.ID {
        try await write(visit, event) { work, desk in
            let store = InjectStore(work.tx)
            let inject = try store.inject(id, of: desk.msel.id)
            var draft = InjectDraft(inject, desk)
            draft.fields.label = ""
            if draft.time == InjectTime.rule.text { draft.time = "" }
            let made = try createIn(work, desk, draft, extra: inject.extra, position: inject.position + 1)
            for text in inject.texts {
                try textIn(
                    work, desk, try store.inject(made, of: desk.msel.id), text.language, InjectTextFields(text),
                    state: text.state)
            }
            if let point = try PlanStore(work.tx).points(of: desk.msel.id).first(where: { $0.inject == id }) {
                try pointIn(work, desk, try store.inject(made, of: desk.msel.id), InjectPointDraft(point))
            }
            try InjectAttachmentStore.copy(of: id, to: made, work)
            return made
        }
    }

    static func delete(_ visit: Visit, _ event: Event.ID, _ id: Inject.ID) async throws {
        try await write(visit, event) { work, desk in
            try deleteIn(work, desk, try InjectStore(work.tx).inject(id, of: desk.msel.id))
        }
    }

    /// Drafts only.
    static func deleteIn(_ work: Work, _ desk: InjectDesk, _ inject: InjectRecord) throws {
        try desk.requireOpen()
        let store = InjectStore(work.tx)
        guard inject.status == .draft, try !store.hasPapers(inject.id) else { throw Refusal.injectNoDraft }
        let points = try PlanStore(work.tx).points(of: desk.msel.id).filter { $0.inject == inject.id }
        let subjects = [inject.id.description] + points.map(\.id.description)
        let watching = try store.watching(subjects, of: desk.msel.id)
        guard watching.isEmpty else { throw Refusal.injectIsWatched(watching) }
        try InjectAttachmentStore.remove(of: inject.id, work.tx)
        try InjectStore.remove(inject.id, work.tx)
        try record(work, desk, inject.id, "inject.removal")
    }
}
