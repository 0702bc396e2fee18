import Domain
import Storage
import Web

/// # The injects of an exercise
///
/// - `/events/E/exercise/msel` is the plan as a table, filtered, with one line open for a change in its place and a form for a new line;
///   `…/paste` takes lines of a sheet, `…/timeline` shows lanes per cell, `…/approval` what waits for a second person.
/// - `/events/E/exercise/injects/I` is one inject: texts beside each other, decision, rule, findings of safety, what it waits for;
///   `…/edit`, `…/point` and `…/rule` are its forms, and what is done to it is posted beside them.
///
/// Who plans: EXCON, and whoever runs the event. To everybody else there is nothing at these addresses.
enum InjectRoutes {
    static let all: [Route] = list + single + steps

    private static let list: [Route] = [
        .get(InjectPaths.msel, .attend) { visit, event in
            try await page(visit, event) { try InjectListPage($0, $1).answer }
        },
        .post(InjectPaths.msel, .attend) { visit, event in
            let form = try visit.inbound.form()
            do {
                var draft = InjectDraft()
                draft.fields.label = form.text("label")
                draft.fields.title = form["title"] ?? ""
                draft.fields.channel = form.text("channel")
                draft.time = form.text("time")
                draft.recipients = [InjectRecord.Recipient(code: form.text("recipients"))].compactMap { $0 }
                let id = try await InjectOperations.create(visit, event, draft, byDefault: true)
                return .redirect(to: Done.added.at(InjectPaths.msel(event)) + "#inject-\(id)")
            } catch {
                let state = try FormState.refused(form, error)
                return try await page(visit, event) { try InjectListPage($0, newState: state, $1).answer }
            }
        },
        .get(InjectPaths.paste, .attend) { visit, event in
            try await page(visit, event) { try InjectPastePage($0, $1).answer }
        },
        .post(InjectPaths.paste, .attend, limit: 2 * Route.formLimit) { visit, event in
            let form = try visit.inbound.form()
            let text = form["text"] ?? ""
            guard form.text("act") == "storage" else {
                return try await page(visit, event) { try InjectPastePage($0, text: text, $1).answer }
            }
            let (added, left) = try await InjectOperations.paste(visit, event, text)
            guard !left.isEmpty || added == 0 else { return .redirect(to: Done.added.at(InjectPaths.msel(event))) }
            let rest = left.isEmpty ? text : left.joined(separator: "\n")
            return try await page(visit, event) {
                try InjectPastePage($0, text: rest, added: added > 0 ? added : nil, $1).answer
            }
        },
        .get(InjectPaths.timeline, .attend) { visit, event in
            try await page(visit, event) { try InjectTimelinePage($0, $1).answer }
        },
        .post(InjectPaths.timeline, .attend) { visit, event in
            let form = try visit.inbound.form()
            do {
                let wish = try InjectTiming.wish(form)
                try await InjectTiming.put(visit, event, wish)
                let path = form.text("back") == "console" ? ExercisePaths.console(event) : InjectPaths.timeline(event)
                return .redirect(to: "\(path)?put=\(wish.thing.text)&from=\(wish.seen)\(wish.rest ? "&rest=1" : "")")
            } catch {
                let state = try FormState.refused(form, error)
                return try await page(visit, event) { try InjectTimelinePage($0, state: state, $1).answer }
            }
        },
        .get(InjectPaths.approval, .attend) { visit, event in
            try await page(visit, event) { try InjectApprovalPage($0, $1).answer }
        },
        .post(InjectPaths.approval, .attend) { visit, event in
            let count = try await InjectOperations.takeDrafts(visit, event)
            return .redirect(to: (count > 0 ? Done.draftsWentOn : .noDraftReady).at(InjectPaths.approval(event)))
        },
    ]

    private static let single: [Route] = [
        .get(InjectPaths.new, .attend) { visit, event in try await form(visit, event, nil, nil) },
        .post(InjectPaths.new, .attend) { visit, event in
            let sent = try visit.inbound.form()
            do {
                let id = try await InjectOperations.create(visit, event, try InjectDraft(sent))
                return .redirect(to: Done.added.at(InjectPaths.inject(event, id)))
            } catch {
                return try await form(visit, event, nil, .refused(sent, error))
            }
        },
        .get(InjectPaths.inject, .attend) { visit, event, id in try await inject(visit, event, id) },
        .get(InjectPaths.editing, .attend) { visit, event, id in try await form(visit, event, id, nil) },
        .post(InjectPaths.editing, .attend) { visit, event, id in
            let sent = try visit.inbound.form()
            do {
                try await InjectOperations.change(
                    visit, event, id, try InjectDraft(sent),
                    revision: WholeText.read(sent.text("revision"), in: 1...1_000_000_000))
                return .redirect(to: Done.saved.at(InjectPaths.inject(event, id)))
            } catch {
                return try await form(visit, event, id, .refused(sent, error))
            }
        },
        .post(InjectPaths.row, .attend) { visit, event, id in try await row(visit, event, id) },
        .post(InjectPaths.texts, .attend) { visit, event, id in
            let form = try visit.inbound.form()
            let language = form.text("language")
            do {
                try await InjectOperations.setText(
                    visit, event, id, language,
                    InjectTextFields(subject: form["subject"] ?? "", body: form["body"] ?? ""),
                    state: form.isOn("checked") ? .checked : .draft, base: form["base"])
                return .redirect(to: Done.saved.at(InjectPaths.inject(event, id)) + "#texts")
            } catch {
                let state = try FormState.refused(form, error)
                return try await inject(visit, event, id, ["text-\(language)": state])
            }
        },
        .get(InjectPaths.point, .attend) { visit, event, id in
            try await page(visit, event) { try InjectPointPage($0, id, nil, $1).answer }
        },
        .post(InjectPaths.point, .attend) { visit, event, id in
            let form = try visit.inbound.form()
            do {
                try await InjectOperations.setPoint(visit, event, id, form)
                return .redirect(to: Done.saved.at(InjectPaths.inject(event, id)) + "#point")
            } catch {
                let state = try FormState.refused(form, error)
                return try await page(visit, event) { try InjectPointPage($0, id, state, $1).answer }
            }
        },
        .get(InjectPaths.rule, .attend) { visit, event, id in
            try await page(visit, event) { try InjectRulePage($0, id, nil, $1).answer }
        },
        .post(InjectPaths.rule, .attend) { visit, event, id in
            let form = try visit.inbound.form()
            do {
                try await InjectOperations.setRule(visit, event, id, form)
                return .redirect(to: Done.saved.at(InjectPaths.inject(event, id)) + "#rule")
            } catch {
                let state = try FormState.refused(form, error)
                return try await page(visit, event) { try InjectRulePage($0, id, state, $1).answer }
            }
        },
    ]

    private static let steps: [Route] = [
        .post(InjectPaths.status, .attend) { visit, event, id in
            let form = try visit.inbound.form()
            let step = InjectOperations.Step(rawValue: form.text("step"))
            do {
                try await InjectOperations.take(visit, event, id, step, reason: form["reason"] ?? "")
                return .redirect(to: Done.saved.at(InjectPaths.inject(event, id)))
            } catch {
                let state = try FormState.refused(form, error)
                return try await inject(visit, event, id, [step?.rawValue ?? "": state])
            }
        },
        .post(InjectPaths.clearing, .attend) { visit, event, id in
            let form = try visit.inbound.form()
            try await InjectOperations.clear(
                visit, event, id, InjectSafety.Kind(rawValue: form.text("kind")).map { .init($0, form["text"] ?? "") })
            return .redirect(to: Done.saved.at(InjectPaths.inject(event, id)) + "#safety")
        },
        .post(InjectPaths.order, .attend) { visit, event, id in
            let before = try visit.inbound.form().text("before")
            try await InjectOperations.move(visit, event, id, before: before.isEmpty ? nil : Inject.ID(before))
            return .redirect(to: Done.moved.at(InjectPaths.msel(event)) + "#inject-\(id)")
        },
        .post(InjectPaths.copy, .attend) { visit, event, id in
            let made = try await InjectOperations.copy(visit, event, id)
            return .redirect(to: Done.added.at(InjectPaths.inject(event, made)))
        },
        .post(InjectPaths.removal, .attend) { visit, event, id in
            try await InjectOperations.delete(visit, event, id)
            return .redirect(to: Done.removed.at(InjectPaths.msel(event)))
        },
    ]

    // MARK: Pages

    private static func page(
        _ visit: Visit, _ event: Event.ID, _ body: @escaping @Sendable (ExerciseFrame, any Reading) throws -> Answer
    ) async throws -> Answer {
        try await visit.read { try body(ExerciseFrame(visit, event, $0), $0) }
    }

    private static func form(_ visit: Visit, _ event: Event.ID, _ id: Inject.ID?, _ state: FormState?) async throws
        -> Answer
    {
        try await page(visit, event) { try InjectFormPage($0, id, state, $1).answer }
    }

    private static func inject(
        _ visit: Visit, _ event: Event.ID, _ id: Inject.ID, _ states: [String: FormState] = [:]
    ) async throws -> Answer {
        try await page(visit, event) { try InjectPage($0, id, states, $1).answer }
    }

    /// Label, title and time of a line; then the next one opens.
    private static func row(_ visit: Visit, _ event: Event.ID, _ id: Inject.ID) async throws -> Answer {
        let form = try visit.inbound.form()
        do {
            try await InjectOperations.changeRow(
                visit, event, id, label: form["label"] ?? "", title: form["title"] ?? "", time: form.text("time"),
                revision: WholeText.read(form.text("revision"), in: 1...1_000_000_000))
            let query = InjectFilter(visit.inbound.query).query
            let list = InjectPaths.msel(event) + (query.isEmpty ? "" : "?\(query)")
            if form.text("then") == "next", let next = Inject.ID(form.text("next")) {
                return .redirect(to: "\(list)\(query.isEmpty ? "?" : "&")edit=\(next)#inject-\(next)")
            }
            return .redirect(to: "\(list)#inject-\(id)")
        } catch {
            let state = try FormState.refused(form, error)
            return try await page(visit, event) { try InjectListPage($0, edited: id, rowState: state, $1).answer }
        }
    }
}

extension InjectOperations {
    /// A line of the table: the rest stays.
    static func changeRow(
        _ visit: Visit, _ event: Event.ID, _ id: Inject.ID, label: String, title: String, time: String, revision: Int?
    ) async throws {
        try await write(visit, event) { work, desk in
            let inject = try InjectStore(work.tx).inject(id, of: desk.msel.id)
            guard revision ?? inject.revision == inject.revision else { throw Refusal.injectMovedOn }
            var draft = InjectDraft(inject, desk)
            (draft.fields.label, draft.fields.title, draft.time) = (label, title, time)
            try changeIn(work, desk, inject, draft)
        }
    }

    /// As its form brings it; `act=removal` takes it away.
    static func setPoint(_ visit: Visit, _ event: Event.ID, _ id: Inject.ID, _ form: FormValues) async throws {
        try await write(visit, event) { work, desk in
            let inject = try InjectStore(work.tx).inject(id, of: desk.msel.id)
            let point = form.text("act") == "removal" ? nil : try InjectPointDraft(form, languages: desk.msel.languages)
            try pointIn(work, desk, inject, point)
        }
    }

    static func setRule(_ visit: Visit, _ event: Event.ID, _ id: Inject.ID, _ form: FormValues) async throws {
        try await write(visit, event) { work, desk in
            let plan = try ExercisePlan(desk.msel.id, work.tx)
            guard let inject = plan.inject(id) else { throw Refusal.notFound }
            try ruleIn(work, desk, inject, form.text("act") == "removal" ? nil : try InjectRuleDraft(form, plan))
        }
    }
}
