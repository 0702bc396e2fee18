import Domain
import Storage
import Web

/// # Actions
///
/// What somebody has to do, wherever it comes from: who owns it, by when, what will show that it is done.
///
/// - `/programmes/P/actions` lists what somebody reads of a programme's; `/actions/A` is the page of one.
/// - An action is proposed by organisers, or by who acts for a member for that member. It is agreed by the owner's own click alone.
/// - Done is not proven: whether it is follows from retests, which other features tell (``ActionProofFeature``).
enum ActionRoutes {
    static let all: [Route] = [
        .get(Paths.actions, .seeProgramme) { visit, programme in
            try await visit.read { try ActionsPage(visit, programme, $0).answer }
        },
        .get(Paths.newAction, .seeProgramme) { visit, programme in try await form(visit, programme, nil, nil) },
        .post(Paths.actions, .seeProgramme) { visit, programme in
            let values = try visit.inbound.form()
            do {
                let action = try await ActionOperations.propose(
                    visit, in: programme, ActionFields(values), draft(values), key: visit.sendingName(values))
                return .redirect(to: Done.added.at(Paths.action(action.id)))
            } catch {
                return try await form(visit, programme, nil, .refused(values, error))
            }
        },
        .get(Paths.action, .account) { visit, id in try await page(visit, id, FormState()) },
        .get(Paths.actionEditing, .account) { visit, id in try await form(visit, nil, id, nil) },
        .post(Paths.action, .account) { visit, id in
            let values = try visit.inbound.form()
            do {
                _ = try await ActionOperations.change(
                    visit, id, ActionFields(values), draft(values), since: Int64(values.text("changed")))
                return .redirect(to: Done.saved.at(Paths.action(id)))
            } catch {
                return try await form(visit, nil, id, .refused(values, error))
            }
        },
        .post(Paths.actionState, .account) { visit, id in
            let values = try visit.inbound.form()
            guard let move = ActionMove(rawValue: values.text("move")) else { throw Refusal.malformedForm }
            do {
                _ = try await ActionOperations.move(visit, id, move, values["words"] ?? "")
                return .redirect(to: Done.saved.at(Paths.action(id)))
            } catch {
                return try await page(visit, id, .refused(values, error))
            }
        },
    ]

    /// - Throws: ``Refusal`` for an owner that is none.
    private static func draft(_ values: FormValues) throws -> ActionDraft {
        let told = values.text("owner")
        let owner = ActionOwner(told)
        if owner == nil, !told.isEmpty {
            throw Refusal.invalid(["owner": L("Choose a country, a member or a person of the programme.")])
        }
        return ActionDraft(owner: owner, marking: values.text("marking"), isShared: values.isOn("shared"))
    }

    private static func page(_ visit: Visit, _ id: Action.ID, _ state: FormState) async throws -> Answer {
        try await visit.read { try ActionPage(visit, id, state, $0).answer }
    }

    private static func form(_ visit: Visit, _ programme: Programme.ID?, _ id: Action.ID?, _ state: FormState?)
        async throws -> Answer
    {
        try await visit.read { try ActionFormPage(visit, programme, id, state, $0).answer }
    }
}
