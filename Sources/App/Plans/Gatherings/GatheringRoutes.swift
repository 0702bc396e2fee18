import Domain
import Storage
import Web

/// # Mass gatherings
///
/// `/programmes/P/gatherings` lists those that somebody reads, the next one first; `…/gatherings/G` is the planning board of one: who does
/// what by when (actions), its risks, its exercise, and what was learned at earlier ones. Kept as scenarios are.
enum GatheringRoutes {
    static let all: [Route] = [
        .get(GatheringPaths.gatherings, .seeProgramme) { visit, programme in
            try await visit.read { try GatheringsPage(visit, programme, $0).answer }
        },
        .get(GatheringPaths.new, .seeProgramme) { visit, programme in try await form(visit, programme, nil, nil) },
        .post(GatheringPaths.gatherings, .seeProgramme) { visit, programme in
            let values = try visit.inbound.form()
            do {
                let made = try await GatheringOperations.plan(
                    visit, in: programme, GatheringFields(values), try draft(values), key: visit.sendingName(values))
                return .redirect(to: Done.added.at(GatheringPaths.gathering(programme, made.id)))
            } catch {
                return try await form(visit, programme, nil, .refused(values, error))
            }
        },
        .get(GatheringPaths.gathering, .seeProgramme) { visit, programme, id in try await page(visit, programme, id) },
        .get(GatheringPaths.editing, .seeProgramme) { visit, programme, id in try await form(visit, programme, id, nil)
        },
        .post(GatheringPaths.gathering, .seeProgramme) { visit, programme, id in
            let values = try visit.inbound.form()
            do {
                let draft = try draft(values)
                _ = try await GatheringOperations.change(
                    visit, programme, id, GatheringFields(values), seen: PlansStale.seen(values)
                ) { _ in draft }
                return .redirect(to: Done.saved.at(GatheringPaths.gathering(programme, id)))
            } catch {
                return try await form(visit, programme, id, .refused(values, error))
            }
        },
        .post(GatheringPaths.state, .seeProgramme) { visit, programme, id in
            guard let state = GatheringState(rawValue: try visit.inbound.form().text("state")) else {
                throw Refusal.malformedForm
            }
            try await GatheringOperations.set(visit, programme, id, state)
            return .redirect(to: Done.saved.at(GatheringPaths.gathering(programme, id)))
        },
        .post(GatheringPaths.actions, .seeProgramme) { visit, programme, id in
            try await act(visit, programme, id, "action") { values in
                let told = values.text("owner")
                let owner = ActionOwner(told)
                if owner == nil, !told.isEmpty {
                    throw Refusal.invalid(["owner": L("Choose a country, a member or a person of the programme.")])
                }
                _ = try await GatheringOperations.act(
                    visit, programme, id, ActionFields(values), owner: owner, key: visit.sendingName(values))
                return .added
            }
        },
        .post(GatheringPaths.links, .seeProgramme) { visit, programme, id in
            guard let link = GatheringLink(try visit.inbound.form().text("link")) else { throw Refusal.malformedForm }
            try await GatheringOperations.link(visit, programme, id, link)
            return .redirect(to: Done.added.at(GatheringPaths.gathering(programme, id)))
        },
        .post(GatheringPaths.unlinking, .seeProgramme) { visit, programme, id in
            guard let link = GatheringLink(try visit.inbound.form().text("link")) else { throw Refusal.malformedForm }
            try await GatheringOperations.unlink(visit, programme, id, link)
            return .redirect(to: Done.removed.at(GatheringPaths.gathering(programme, id)))
        },
        .post(GatheringPaths.lessons, .seeProgramme) { visit, programme, id in
            try await act(visit, programme, id, "lesson") { values in
                let language = values.text("language")
                try await GatheringOperations.learn(
                    visit, programme, id, values["text"] ?? "",
                    language: language.isEmpty ? visit.language.rawValue : language)
                return .added
            }
        },
    ]

    private static func act(
        _ visit: Visit, _ programme: Programme.ID, _ id: Gathering.ID, _ form: String,
        _ work: (FormValues) async throws -> Done
    ) async throws -> Answer {
        let values = try visit.inbound.form()
        do {
            return .redirect(to: try await work(values).at(GatheringPaths.gathering(programme, id)))
        } catch {
            return try await page(visit, programme, id, [form: try .refused(values, error)])
        }
    }

    private static func draft(_ values: FormValues) throws -> GatheringDraft {
        guard let place = RiskPlace(values.text("place")) else {
            throw Refusal.invalid(["place": L("Choose a region or a country for which you act.")])
        }
        return GatheringDraft(
            place: place, areas: AreaField.told(values) ?? [], marking: values.text("marking"),
            isShared: values.isOn("shared"))
    }

    private static func page(
        _ visit: Visit, _ programme: Programme.ID, _ id: Gathering.ID, _ states: [String: FormState] = [:]
    ) async throws -> Answer {
        try await visit.read { try GatheringPage(visit, programme, id, states, $0).answer }
    }

    private static func form(
        _ visit: Visit, _ programme: Programme.ID, _ id: Gathering.ID?, _ state: FormState?
    ) async throws -> Answer {
        try await visit.read { try GatheringFormPage(visit, programme, id, state, $0).answer }
    }
}
