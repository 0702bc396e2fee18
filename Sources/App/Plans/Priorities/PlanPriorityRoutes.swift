import Domain
import Storage
import Web

/// # Priorities
///
/// What counts in a region. `/programmes/P/priorities` lists them; `…/priorities/R` is one: where it comes from, what the countries said,
/// what the meeting decided. `/programmes/P/validity-polls/V` asks the countries whether they still hold: one answer a country, three minutes
/// on a phone; how answers are shown is fixed with the opening. The rule proposes, the meeting decides.
enum PlanPriorityRoutes {
    static let all: [Route] = priorities + polls

    private static let priorities: [Route] = [
        .get(PlanPriorityPaths.priorities, .seeProgramme) { visit, programme in
            try await visit.read { try PlanPrioritiesPage(visit, programme, $0).answer }
        },
        .get(PlanPriorityPaths.new, .seeProgramme) { visit, programme in try await form(visit, programme, nil, nil) },
        .post(PlanPriorityPaths.priorities, .seeProgramme) { visit, programme in
            let values = try visit.inbound.form()
            do {
                let priority = try await PlanPriorityOperations.propose(
                    visit, in: programme, PlanPriorityFields(values), try draft(values), key: visit.sendingName(values))
                return .redirect(to: Done.added.at(PlanPriorityPaths.priority(programme, priority.id)))
            } catch {
                return try await form(visit, programme, nil, .refused(values, error))
            }
        },
        .get(PlanPriorityPaths.files, .seeProgramme) { visit, programme, format in
            guard let format = TableFormat(rawValue: format) else { throw Refusal.notFound }
            let rows = try await visit.read { try PlanPriorityFiles.rows(visit, programme, $0) }
            return try format.answer(name: "priorities", header: PlanPriorityFiles.header, rows: rows)
        },
        .get(PlanPriorityPaths.priority, .seeProgramme) { visit, programme, id in try await page(visit, programme, id)
        },
        .get(PlanPriorityPaths.editing, .seeProgramme) { visit, programme, id in
            try await form(visit, programme, id, nil)
        },
        .post(PlanPriorityPaths.priority, .seeProgramme) { visit, programme, id in
            let values = try visit.inbound.form()
            do {
                let draft = try draft(values)
                _ = try await PlanPriorityOperations.change(
                    visit, programme, id, PlanPriorityFields(values), seen: PlansStale.seen(values)
                ) { _ in
                    draft
                }
                return .redirect(to: Done.saved.at(PlanPriorityPaths.priority(programme, id)))
            } catch {
                return try await form(visit, programme, id, .refused(values, error))
            }
        },
        .post(PlanPriorityPaths.decision, .seeProgramme) { visit, programme, id in
            let values = try visit.inbound.form()
            guard let state = PlanPriorityState(rawValue: values.text("state")) else { throw Refusal.malformedForm }
            do {
                let event = Event.ID(values.text("event"))
                if event == nil, !values.text("event").isEmpty {
                    throw Refusal.invalid(["event": L("Choose an event of the programme.")])
                }
                _ = try await PlanPriorityOperations.decide(
                    visit, programme, id, state, words: values["words"] ?? "", at: event)
                return .redirect(to: Done.saved.at(PlanPriorityPaths.priority(programme, id)))
            } catch {
                return try await page(visit, programme, id, ["decision": .refused(values, error)])
            }
        },
        .post(PlanPriorityPaths.rewording, .seeProgramme) { visit, programme, id in
            let values = try visit.inbound.form()
            do {
                let next = try await PlanPriorityOperations.reword(visit, programme, id, PlanPriorityFields(values))
                return .redirect(to: Done.saved.at(PlanPriorityPaths.priority(programme, next.id)))
            } catch {
                return try await page(visit, programme, id, ["rewording": .refused(values, error)])
            }
        },
    ]

    private static let polls: [Route] = [
        .get(PlanPriorityPaths.newPoll, .seeProgramme) { visit, programme in
            try await visit.read { try ValidityPollFormPage(visit, programme, nil, $0).answer }
        },
        .post(PlanPriorityPaths.polls, .seeProgramme) { visit, programme in
            let values = try visit.inbound.form()
            do {
                let poll = try await ValidityPollOperations.open(
                    visit, in: programme, of: try region(values), ValidityPollFields(values),
                    about: values.all("priority").compactMap { PlanPriority.ID($0) })
                return .redirect(to: Done.validityOpened.at(PlanPriorityPaths.poll(programme, poll.id)))
            } catch {
                let state = try FormState.refused(values, error)
                return try await visit.read { try ValidityPollFormPage(visit, programme, state, $0).answer }
            }
        },
        .get(PlanPriorityPaths.poll, .seeProgramme) { visit, programme, id in
            try await visit.read { try ValidityPollPage(visit, programme, id, nil, $0).answer }
        },
        .post(PlanPriorityPaths.pollAnswers, .seeProgramme) { visit, programme, id in
            let values = try visit.inbound.form()
            do {
                try await ValidityPollOperations.answer(
                    visit, programme, id, for: values.text("country"), said(values), agrees: values.isOn("agrees"))
                return .redirect(to: Done.validityAnswered.at(PlanPriorityPaths.poll(programme, id)))
            } catch {
                let state = try FormState.refused(values, error)
                return try await visit.read { try ValidityPollPage(visit, programme, id, state, $0).answer }
            }
        },
        .post(PlanPriorityPaths.pollClosing, .seeProgramme) { visit, programme, id in
            try await ValidityPollOperations.close(visit, programme, id)
            return .redirect(to: Done.saved.at(PlanPriorityPaths.poll(programme, id)))
        },
    ]

    /// What was chosen of each priority; what was left open is not said.
    private static func said(_ values: FormValues) -> [ValidityPollOperations.Said] {
        values.fields.compactMap { field in
            guard field.name.hasPrefix("stance-"), let id = PlanPriority.ID(String(field.name.dropFirst(7))),
                let stance = PriorityPoll.Stance(rawValue: field.value)
            else { return nil }
            return .init(priority: id, stance: stance, words: values["words-\(id)"] ?? "")
        }
    }

    private static func region(_ values: FormValues) throws -> App.Region.ID? {
        let told = values.text("region")
        guard !told.isEmpty else { return nil }
        guard let id = App.Region.ID(told) else {
            throw Refusal.invalid(["region": L("Choose a region for which you act.")])
        }
        return id
    }

    private static func draft(_ values: FormValues) throws -> PlanPriorityDraft {
        PlanPriorityDraft(
            region: try region(values), area: values.text("area"), sources: values.all("source").filter { !$0.isEmpty },
            marking: values.text("marking"), event: Event.ID(values.text("event")))
    }

    private static func page(
        _ visit: Visit, _ programme: Programme.ID, _ id: PlanPriority.ID, _ states: [String: FormState] = [:]
    ) async throws -> Answer {
        try await visit.read { try PlanPriorityPage(visit, programme, id, states, $0).answer }
    }

    private static func form(
        _ visit: Visit, _ programme: Programme.ID, _ id: PlanPriority.ID?, _ state: FormState?
    ) async throws -> Answer {
        try await visit.read { try PlanPriorityFormPage(visit, programme, id, state, $0).answer }
    }
}
