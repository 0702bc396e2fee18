import Domain
import Storage
import Web

/// The same as JSON. Times are written as in the table: `0:26`, `M2+10`, `2027-06-15 11:00`, `hand`, `rule`.
enum InjectAPI {
    struct RecipientBody: Codable, Sendable, NamedType {
        static var schemaName: String { "InjectRecipient" }

        enum Kind: String, Codable, Sendable, CaseIterable, ChoiceType { case all, cell, function, simcell }

        let kind: Kind
        /// Of a cell or a function.
        let id: String?

        init(_ stored: InjectRecord.Recipient) {
            kind = Kind(rawValue: stored.kind.rawValue) ?? .all
            id = stored.target.isEmpty ? nil : stored.target
        }

        var recipient: InjectRecord.Recipient? {
            InjectRecord.Recipient.Kind(rawValue: kind.rawValue).map { .init(kind: $0, target: id ?? "") }
        }
    }

    struct TextBody: Codable, Sendable, NamedType {
        static var schemaName: String { "InjectText" }

        let language: String
        let subject: String?
        let body: String
        /// Somebody has read it and found it right.
        let isChecked: Bool?
    }

    struct PointBody: Codable, Sendable, NamedType {
        static var schemaName: String { "DecisionPoint" }

        struct OptionBody: Codable, Sendable, NamedType {
            static var schemaName: String { "DecisionOption" }

            let code: String
            /// By language.
            let text: [String: String]
        }

        /// By language.
        let question: [String: String]
        /// After the release.
        let minutes: Int?
        /// Codes of functions that must agree.
        let consent: [String]?
        let allowsOther: Bool?
        let options: [OptionBody]?
        /// Pairs of codes.
        let incompatible: [[String]]?

        init(_ stored: PointRecord) {
            question = stored.question.byLanguage
            minutes = stored.deadline.map { Int($0 / EpochTime.minute) }
            consent = stored.consent
            allowsOther = stored.allowsOther
            options = stored.options.map { OptionBody(code: $0.code, text: $0.text.byLanguage) }
            incompatible = stored.incompatible.map { [$0.0, $0.1] }
        }

        func draft() throws -> InjectPointDraft {
            let pairs = incompatible ?? []
            guard pairs.allSatisfy({ $0.count == 2 }) else {
                throw Refusal.invalid(["incompatible": L("A pair has two codes.")])
            }
            return InjectPointDraft(
                LocalTexts(question), deadline: try InjectAPI.time(minutes, "minutes"), consent: consent ?? [],
                allowsOther: allowsOther ?? true,
                (options ?? []).prefix(50).map { .init($0.code, LocalTexts($0.text)) },
                incompatible: pairs.prefix(50).map { .init($0[0], $0[1]) })
        }
    }

    struct RuleBody: Codable, Sendable, NamedType {
        static var schemaName: String { "InjectRule" }

        struct ConditionBody: Codable, Sendable, NamedType {
            static var schemaName: String { "RuleCondition" }

            let event: RuleEvent
            /// An inject, a decision point or a move, by the event.
            let subject: String?
            /// An option's code, or a request's type.
            let value: String?
            let minutes: Int?
        }

        let scope: RuleScope?
        let count: Int?
        let match: RuleMatch?
        /// Minutes later.
        let delay: Int?
        let effect: RuleEffect?
        let conditions: [ConditionBody]

        init(_ stored: RuleRecord) {
            scope = stored.scope
            count = stored.count
            match = stored.match
            delay = Int(stored.delay / EpochTime.minute)
            effect = stored.effect
            conditions = stored.conditions.map { one in
                ConditionBody(
                    event: one.event, subject: one.subject, value: one.value,
                    minutes: one.after.map { Int($0 / EpochTime.minute) })
            }
        }

        func draft() throws -> InjectRuleDraft {
            InjectRuleDraft(
                try conditions.prefix(50).map { one in
                    InjectRuleDraft.Condition(
                        event: one.event, subject: one.subject ?? "", value: one.value ?? "",
                        after: try InjectAPI.time(one.minutes, "minutes"))
                }, scope: scope ?? .eachCell, count: count, match: match ?? .all,
                delay: try InjectAPI.time(delay, "delay") ?? 0, effect: effect ?? .due)
        }
    }

    /// Minutes as milliseconds, within what an exercise may last.
    static func time(_ minutes: Int?, _ field: String) throws -> Int64? {
        guard let minutes else { return nil }
        guard (0...60_000).contains(minutes) else { throw Refusal.invalid([field: WholeText.words(0...60_000)]) }
        return Int64(minutes) * EpochTime.minute
    }

    struct More: Codable, Sendable {
        /// `M2+10`, `0:26`, `@11:00`, `rule`; by hand without one.
        let time: String?
        let move: ExerciseMove.ID?
        let storyline: Storyline.ID?
        let actor: Actor.ID?
        let controller: ExerciseSeat.ID?
        let showsObservers: Bool?
        let recipients: [RecipientBody]?
        let tasks: [CriticalTask.ID]?
        /// Of the languages that are named; others stay.
        let texts: [TextBody]?
        /// Left out, it stays as it is.
        let point: PointBody?
        let rule: RuleBody?
        /// To which it is a change: refused where somebody else was quicker.
        let revision: Int?
    }

    struct Known: Codable, Sendable {
        let id: Inject.ID
        let position: Int
        let status: InjectStatus
        let revision: Int
        let time: String
        /// Milliseconds of the exercise's clock; absent where nothing but a person, a rule or the time of the day says when.
        let dueElapsed: Int64?
        let move: ExerciseMove.ID?
        let storyline: Storyline.ID?
        let actor: Actor.ID?
        let controller: ExerciseSeat.ID?
        let showsObservers: Bool
        let recipients: [RecipientBody]
        let tasks: [CriticalTask.ID]
        let texts: [TextBody]
        /// Languages whose text was written to an earlier revision.
        let outOfDate: [String]
        let point: PointBody?
        let rule: RuleBody?
        /// The rule in words.
        let sentence: String?
        let reason: String
    }

    struct StepInput: Codable, Sendable {
        let step: InjectOperations.Step
        /// Why it is returned, or not needed any more.
        let reason: String?
    }

    struct TimeInput: Codable, Sendable, NamedType {
        static var schemaName: String { "InjectTimeInput" }

        /// When it was due as it was read last, in milliseconds of the exercise's clock.
        let seen: Int64
        /// When it is to be due.
        let due: Int64
    }

    typealias Input = FieldSending<InjectFields, More>
    typealias Body = FieldBody<InjectFields, Known>

    private static let tag = "Exercises"

    static let routes: [APIRoute] = [
        .get(
            InjectPaths.apiInjects, .attend, tag, "The injects of an exercise in their order, for whoever plans it.",
            query: Cursor.parameters
        ) { visit, event in
            let (desk, plan) = try await visit.read { reading in
                try InjectOperations.requirePlanner(visit, event, reading)
                let desk = try InjectDesk(event, reading)
                return (desk, try ExercisePlan(desk.msel.id, reading))
            }
            let (items, next) = try Cursor(visit).cut(plan.injects) { $0.id.description }
            return ListBody(items: items.map { body($0, plan, desk) }, next: next)
        },
        .send(
            .post, InjectPaths.apiInjects, .attend, tag, "Writes an inject, as a draft at the end of the list.",
            success: .created
        ) { (visit, input: Input, event) in
            let id = try await InjectOperations.write(visit, event) { work, desk in
                let id = try InjectOperations.createIn(work, desk, draft(input, over: InjectDraft()))
                try rest(work, desk, id, input.more)
                return id
            }
            return try await read(visit, event, id)
        },
        .get(InjectPaths.apiInject, .attend, tag, "An inject, for whoever plans the exercise.") { visit, event, id in
            try await read(visit, event, id)
        },
        .send(
            .put, InjectPaths.apiInject, .attend, tag,
            "Changes an inject. A field of its own that the body leaves out is emptied; texts, decision and rule stay."
        ) { (visit, input: Input, event, id) in
            try await InjectOperations.write(visit, event) { work, desk in
                let inject = try InjectStore(work.tx).inject(id, of: desk.msel.id)
                guard input.more.revision ?? inject.revision == inject.revision else { throw Refusal.injectMovedOn }
                try InjectOperations.changeIn(work, desk, inject, draft(input, over: InjectDraft()))
                try rest(work, desk, id, input.more)
            }
            return try await read(visit, event, id)
        },
        .act(.delete, InjectPaths.apiInject, .attend, tag, "Deletes a draft.") { visit, event, id in
            try await InjectOperations.delete(visit, event, id)
            return EmptyBody()
        },
        .send(
            .put, InjectPaths.apiTime, .attend, tag,
            "Puts an inject at another time of the exercise's clock, where nobody else has since; approvals stay."
        ) { (visit, input: TimeInput, event, id) in
            try await InjectTiming.put(visit, event, .init(inject: id, seen: input.seen, due: input.due))
            return try await read(visit, event, id)
        },
        .send(
            .put, InjectPaths.apiStatus, .attend, tag,
            "Submits, approves or returns an inject, or marks it as obsolete."
        ) {
            (visit, input: StepInput, event, id) in
            try await InjectOperations.take(visit, event, id, input.step, reason: input.reason ?? "")
            return try await read(visit, event, id)
        },
    ]

    private static func draft(_ input: Input, over begin: InjectDraft) -> InjectDraft {
        var draft = begin
        let more = input.more
        draft.fields = input.told.fields()
        draft.time = more.time ?? ""
        draft.move = more.move
        draft.storyline = more.storyline
        draft.actor = more.actor
        draft.controller = more.controller
        draft.showsObservers = more.showsObservers ?? true
        draft.recipients = (more.recipients ?? []).compactMap(\.recipient)
        draft.tasks = more.tasks ?? []
        return draft
    }

    /// Texts, decision and rule, as far as the body tells them.
    private static func rest(_ work: Work, _ desk: InjectDesk, _ id: Inject.ID, _ more: More) throws {
        func now() throws -> InjectRecord { try InjectStore(work.tx).inject(id, of: desk.msel.id) }
        for text in more.texts ?? [] {
            try InjectOperations.textIn(
                work, desk, now(), text.language, InjectTextFields(subject: text.subject ?? "", body: text.body),
                state: text.isChecked == true ? .checked : .draft)
        }
        if let point = more.point { try InjectOperations.pointIn(work, desk, now(), point.draft()) }
        if let rule = more.rule { try InjectOperations.ruleIn(work, desk, now(), rule.draft()) }
    }

    private static func read(_ visit: Visit, _ event: Event.ID, _ id: Inject.ID) async throws -> Body {
        try await visit.read { reading in
            try InjectOperations.requirePlanner(visit, event, reading)
            let desk = try InjectDesk(event, reading)
            let plan = try ExercisePlan(desk.msel.id, reading)
            guard let inject = plan.inject(id) else { throw Refusal.notFound }
            return body(inject, plan, desk)
        }
    }

    private static func body(_ inject: InjectRecord, _ plan: ExercisePlan, _ desk: InjectDesk) -> Body {
        let rule = plan.rule(of: inject.id)
        return Body(
            Known(
                id: inject.id, position: inject.position, status: inject.status, revision: inject.revision,
                time: desk.timeText(inject), dueElapsed: plan.dueElapsed(inject), move: inject.move,
                storyline: inject.storyline, actor: inject.actor, controller: inject.controller,
                showsObservers: inject.showsObservers, recipients: inject.recipients.map(RecipientBody.init),
                tasks: inject.tasks,
                texts: inject.texts.map {
                    TextBody(language: $0.language, subject: $0.subject, body: $0.body, isChecked: $0.state == .checked)
                },
                outOfDate: inject.texts.filter { $0.revision < inject.revision }.map(\.language),
                point: plan.point(of: inject.id).map(PointBody.init), rule: rule.map(RuleBody.init),
                sentence: rule.map { InjectRuleWords(plan: plan).sentence($0).string() }, reason: inject.reason),
            InjectFields(inject))
    }
}
