import Domain
import Storage
import Web

/// Injects are planned: by EXCON, and by whoever runs the event. The functions that end in `In` check the rules and not the permission.
enum InjectOperations {
    static let mostInjects = 2_000

    /// Reads the desk and who asks, inside the transaction.
    static func write<Value: Sendable>(
        _ visit: Visit, _ event: Event.ID, _ body: @escaping @Sendable (Work, InjectDesk) throws -> Value
    ) async throws -> Value {
        let language = visit.language
        return try await visit.database.write { tx in
            try requirePlanner(visit, event, tx)
            return try Language.$current.withValue(language) { try body(Work(tx, visit), InjectDesk(event, tx)) }
        }
    }

    /// - Throws: ``Refusal/notFound`` for whoever plans nothing here.
    static func requirePlanner(_ visit: Visit, _ event: Event.ID, _ reading: any Reading) throws {
        let standing = try ExerciseStanding(visit, event, reading)
        try standing.require(standing.mayPlan)
        _ = try PlayStore(reading).required(event)
    }

    // MARK: Writing

    /// - Parameter byDefault: it goes out as the exercise says.
    static func create(_ visit: Visit, _ event: Event.ID, _ draft: InjectDraft, byDefault: Bool = false) async throws
        -> Inject.ID
    {
        try await write(visit, event) { work, desk in
            var draft = draft
            if byDefault, let way = desk.exercise?.releaseDefault { draft.fields.release = way.rawValue }
            return try createIn(work, desk, draft)
        }
    }

    /// - Parameters:
    ///   - position: before which it stands; nothing: at the end.
    ///   - extra: what stood in columns of a sheet that are not ours.
    static func createIn(
        _ work: Work, _ desk: InjectDesk, _ draft: InjectDraft, extra: [String: String] = [:], position: Int? = nil,
        copiedFrom: Inject.ID? = nil
    ) throws -> Inject.ID {
        try desk.requireOpen()
        let store = InjectStore(work.tx)
        let count = try store.count(in: desk.msel.id)
        guard count < mostInjects else { throw Refusal.tooMany(L("A plan has at most \(mostInjects) injects.")) }
        let plan = try desk.plan(
            draft, next: draft.fields.label.trimmed.isEmpty ? try store.nextLabel(in: desk.msel.id) : "")
        let id: Inject.ID = work.environment.id()
        try InjectStore.insert(
            id, in: desk.msel.id, at: try store.lastPosition(in: desk.msel.id) + 1, plan, extra: extra,
            copiedFrom: copiedFrom, status: .draft, work)
        if let position { try InjectStore.setPosition(id, position, in: desk.msel.id, work) }
        if let actor = work.actor { try InjectStore.note(author: actor, of: id, work.tx) }
        try record(work, desk, id, "inject.creation")
        return id
    }

    static func change(_ visit: Visit, _ event: Event.ID, _ id: Inject.ID, _ draft: InjectDraft, revision: Int? = nil)
        async throws
    {
        try await write(visit, event) { work, desk in
            let inject = try InjectStore(work.tx).inject(id, of: desk.msel.id)
            guard revision ?? inject.revision == inject.revision else { throw Refusal.injectMovedOn }
            try changeIn(work, desk, inject, draft)
        }
    }

    /// Of one that is out only the note and the controller change; the revision grows where its content changes.
    static func changeIn(_ work: Work, _ desk: InjectDesk, _ inject: InjectRecord, _ draft: InjectDraft) throws {
        try desk.requireOpen()
        var plan = try desk.plan(draft, next: inject.label)
        let before = InjectPlan(inject)
        if draft.time == desk.timeText(inject) {
            // A time that was not touched stays as it is, also where it is finer than it is shown.
            (plan.anchor, plan.offset, plan.wallAt) = (before.anchor, before.offset, before.wallAt)
            if before.anchor == .elapsed { plan.move = before.move }
        }
        guard plan != before else { return }
        if inject.status.isOut {
            var allowed = before
            (allowed.fields.note, allowed.controller) = (plan.fields.note, plan.controller)
            guard allowed == plan else { throw Refusal.injectIsOut }
            try InjectStore.updateNote(inject.id, plan.fields.note, plan.controller, work)
        } else {
            guard inject.status != .obsolete else { throw Refusal.injectIsObsolete }
            try InjectStore.update(inject.id, plan, work)
            let movesOn = plan.fields.title != before.fields.title || plan.actor != before.actor
            if movesOn || plan.fields.content != before.fields.content || plan.recipients != before.recipients
                || plan.showsObservers != before.showsObservers
            {
                // What it is called and who sends it stands in the translations, too.
                let source = InjectTexts.source(inject, desk.msel.languages)
                try touch(work, desk, inject, kept: movesOn ? source.map { [$0] } ?? [] : nil)
            }
            try settleIn(work, desk, inject)
        }
        try record(work, desk, inject.id, "inject.change")
    }

    /// Its content is another one: the revision grows, whoever did it wrote on it, and what was approved waits again for a second person.
    static func touch(_ work: Work, _ desk: InjectDesk, _ inject: InjectRecord, kept: Set<String>? = nil) throws {
        if inject.status.isOut { throw Refusal.injectIsOut }
        if inject.status == .obsolete { throw Refusal.injectIsObsolete }
        try InjectStore.grow(inject, kept: kept, work)
        if let actor = work.actor { try InjectStore.note(author: actor, of: inject.id, work.tx) }
        if desk.needsSecond, inject.status == .approved || inject.status == .deferred {
            try InjectStore.setStatus(inject.id, .submitted, submittedBy: work.actor, work)
        }
    }

    /// Where nobody else approves, what could be taken for real still does not stay approved.
    static func settleIn(_ work: Work, _ desk: InjectDesk, _ inject: InjectRecord) throws {
        guard inject.status == .approved || inject.status == .deferred, !desk.needsSecond else { return }
        let now = try InjectStore(work.tx).inject(inject.id, of: desk.msel.id)
        let open = try openFindings(now, desk, work.tx)
        guard !open.isEmpty else { return }
        try InjectStore.setStatus(inject.id, .draft, reason: open.map(\.text).joined(separator: "\n"), work)
    }

    // MARK: Texts

    /// - Parameter base: of the text that was changed (``InjectTextFields/digest``); where somebody else was quicker, it is said.
    static func setText(
        _ visit: Visit, _ event: Event.ID, _ id: Inject.ID, _ language: String, _ fields: InjectTextFields,
        state: InjectRecord.Text.State, base: String? = nil
    ) async throws {
        try await write(visit, event) { work, desk in
            let inject = try InjectStore(work.tx).inject(id, of: desk.msel.id)
            let stored = inject.texts.first { $0.language == language }.map { InjectTextFields($0) }
            if let base, base != (stored ?? InjectTextFields()).digest, fields != stored {
                throw Refusal.invalid([
                    "body": L("Somebody else has changed this text since. What it says now stands below.")
                ])
            }
            try textIn(work, desk, inject, language, fields, state: state)
        }
    }

    /// - Parameter language: one of the plan's. An empty text takes it away.
    static func textIn(
        _ work: Work, _ desk: InjectDesk, _ inject: InjectRecord, _ language: String, _ fields: InjectTextFields,
        state: InjectRecord.Text.State = .draft
    ) throws {
        try desk.requireOpen()
        guard desk.msel.languages.contains(language) else {
            throw Refusal.invalid(["language": L("The plan is not written in this language.")])
        }
        if inject.status.isOut { throw Refusal.injectIsOut }
        let stored = inject.texts.first { $0.language == language }
        if fields.subject.trimmed.isEmpty, fields.body.trimmed.isEmpty {
            guard stored != nil else { return }
            try touch(work, desk, inject)
            try InjectStore.removeText(inject.id, language, work.tx)
            return try record(work, desk, inject.id, "inject.text", ["language": .text(language)])
        }
        let told = try fields.cleaned.checked()
        let isSame = stored.map(InjectTextFields.init) == told
        if isSame, stored?.state == state, stored?.revision == inject.revision { return }
        var revision = inject.revision
        if !isSame {
            // The first language leads: where it moves on, the others have to be looked at.
            let leads = (InjectTexts.source(inject, desk.msel.languages) ?? language) == language
            try touch(work, desk, inject, kept: leads ? [language] : nil)
            revision += 1
        }
        try InjectStore.store(inject.id, language, told, revision: revision, state, work.tx)
        try settleIn(work, desk, inject)
        try record(work, desk, inject.id, "inject.text", ["language": .text(language)])
    }

    // MARK: Decision point and rule

    static func setPoint(_ visit: Visit, _ event: Event.ID, _ id: Inject.ID, _ point: InjectPointDraft?) async throws {
        try await write(visit, event) { work, desk in
            try pointIn(work, desk, try InjectStore(work.tx).inject(id, of: desk.msel.id), point)
        }
    }

    /// - Parameter point: nothing takes it away.
    static func pointIn(_ work: Work, _ desk: InjectDesk, _ inject: InjectRecord, _ point: InjectPointDraft?) throws {
        try desk.requireOpen()
        let stored = try PlanStore(work.tx).points(of: desk.msel.id).first { $0.inject == inject.id }
        if let point {
            let checked = try point.checked(desk)
            if let stored, InjectPointDraft(stored) == checked { return }
            try touch(work, desk, inject)
            if let stored {
                try InjectPointStore.update(stored, checked, work)
            } else {
                try InjectPointStore.insert(work.environment.id(), of: inject, checked, work)
            }
        } else {
            guard let stored else { return }
            let watching = try InjectStore(work.tx).watching([stored.id.description], of: desk.msel.id)
            guard watching.isEmpty else { throw Refusal.injectIsWatched(watching) }
            try touch(work, desk, inject)
            try InjectPointStore.remove(of: inject.id, work.tx)
        }
        try settleIn(work, desk, inject)
        try record(work, desk, inject.id, "inject.point")
    }

    static func setRule(_ visit: Visit, _ event: Event.ID, _ id: Inject.ID, _ rule: InjectRuleDraft?) async throws {
        try await write(visit, event) { work, desk in
            try ruleIn(work, desk, try InjectStore(work.tx).inject(id, of: desk.msel.id), rule)
        }
    }

    /// With a rule an inject is due by it; without one, by hand.
    /// - Parameter rule: nothing takes it away.
    static func ruleIn(_ work: Work, _ desk: InjectDesk, _ inject: InjectRecord, _ rule: InjectRuleDraft?) throws {
        try desk.requireOpen()
        let stored = try PlanStore(work.tx).rules(of: desk.msel.id).first { $0.inject == inject.id }
        if let rule {
            let checked = try rule.checked(inject, desk, work.tx)
            if let stored, InjectRuleDraft(stored) == checked, inject.anchor == .rule { return }
            try touch(work, desk, inject)
            try InjectRuleStore.store(checked, of: inject.id, work)
            try InjectStore.setAnchor(inject.id, .rule, work)
        } else {
            guard stored != nil else { return }
            try touch(work, desk, inject)
            try InjectRuleStore.remove(of: inject.id, work.tx)
            if inject.anchor == .rule { try InjectStore.setAnchor(inject.id, .hand, work) }
        }
        try record(work, desk, inject.id, "inject.rule-change")
    }

    static func record(
        _ work: Work, _ desk: InjectDesk, _ id: Inject.ID, _ kind: String, _ facts: [String: JSONValue] = [:]
    ) throws {
        try work.record(desk.scope, "inject:\(id)", kind, facts)
    }
}

/// Which text leads, and how those of other languages stand to it.
enum InjectTexts {
    /// The first language of the plan in which there is a text.
    static func source(_ inject: InjectRecord, _ languages: [String]) -> String? {
        languages.first { code in inject.texts.contains { $0.language == code } } ?? inject.texts.first?.language
    }
}
