import Domain
import Storage
import Web

/// # Plans
///
/// What a country, a region or the programme has decided to do, action by action, and how far it is.
///
/// - `/programmes/P/plans` lists those that somebody reads; `/plans/P` is one, as a table, in time, by priority, owner, element or quarter.
/// - `/plan-items/I` is an action in its plan: milestones, what it waits for, what it gathers of others'. The action itself is the Actions
///   room's: its owner says yes, begins, and says that it is done.
/// - `POST /plans/P/stage` gives it for review, adopts and closes it; `/plans/P/adoption` is who agreed to what.
/// - `/plans/P/table/csv` is the table that `roundtable progress` counts, with `?version=1` as it was adopted; `…/files/report.pdf` the paper.
enum PlanRoutes {
    static let all: [Route] = plans + items

    private static let plans: [Route] = [
        .get(PlanPaths.plans, .seeProgramme) { visit, programme in
            try await visit.read { try PlanListPage(visit, programme, $0).answer }
        },
        .get(PlanPaths.newPlan, .seeProgramme) { visit, programme in try await form(visit, programme, nil, nil) },
        .post(PlanPaths.plans, .seeProgramme) { visit, programme in
            let values = try visit.inbound.form()
            do {
                let plan = try await PlanOperations.begin(
                    visit, in: programme, try PlanRecordFields(values), draft(values), key: visit.sendingName(values))
                return .redirect(to: Done.added.at(PlanPaths.plan(plan.id)))
            } catch {
                return try await form(visit, programme, nil, .refused(values, error))
            }
        },
        .get(PlanPaths.plan, .account) { visit, id in try await page(visit, id) },
        .get(PlanPaths.editing, .account) { visit, id in try await form(visit, nil, id, nil) },
        .post(PlanPaths.plan, .account) { visit, id in
            let values = try visit.inbound.form()
            do {
                guard let sharing = PlanSharing(rawValue: values.text("sharing")) else { throw Refusal.malformedForm }
                _ = try await PlanOperations.change(
                    visit, id, try PlanRecordFields(values), marking: values.text("marking"), sharing: sharing,
                    since: Int64(values.text("changed")))
                return .redirect(to: Done.saved.at(PlanPaths.plan(id)))
            } catch {
                return try await form(visit, nil, id, .refused(values, error))
            }
        },
        .post(PlanPaths.stage, .account) { visit, id in
            let values = try visit.inbound.form()
            do {
                switch values.text("act") {
                case "review":
                    try await PlanOperations.review(
                        visit, id, answerBy: values.text("answer-by"), silenceAgrees: values.isOn("silence"))
                case "reopen": try await PlanOperations.reopen(visit, id)
                case "adopt": try await PlanOperations.adopt(visit, id)
                case "close": try await PlanOperations.close(visit, id)
                default: throw Refusal.malformedForm
                }
                return .redirect(to: Done.saved.at(PlanPaths.plan(id)))
            } catch {
                return try await page(visit, id, ["review": .refused(values, error)])
            }
        },
        .get(PlanPaths.stands, .account) { visit, id in
            try await visit.read { try PlanStandsPage(visit, id, nil, $0).answer }
        },
        .post(PlanPaths.stands, .account) { visit, id in try await state(visit, id) },
        .post(PlanPaths.settling, .account) { visit, id in
            let values = try visit.inbound.form()
            guard let member = MemberRef(values.text("member")), ["confirm", "take-back"].contains(values.text("act"))
            else { throw Refusal.malformedForm }
            try await PlanOperations.settle(visit, id, for: member, isConfirmed: values.text("act") == "confirm")
            return .redirect(to: Done.saved.at(PlanPaths.stands(id)))
        },
        .get(PlanPaths.wall, .account) { visit, id in try await visit.read { try PlanWallPage(visit, id, $0).answer } },
        .get(PlanPaths.wallLive, .account) { visit, id in try await PlanWallPage.listen(visit, id) },
        .get(PlanPaths.table, .account) { visit, id, name in try await PlanFiles.table(visit, id, name) },
        .get(PlanPaths.file, .account) { visit, id, name in try await PlanFiles.answer(visit, id, name) },
        .get(PlanPaths.importing, .account) { visit, id in try await importing(visit, id, FormState()) },
        .post(PlanPaths.importing, .account, limit: Route.fileLimit) { visit, id in
            let values = try visit.inbound.form()
            do {
                let upload = try TableUpload(values)
                let counts = try await PlanImport.take(visit, id, upload)
                return .redirect(
                    to: FieldImportSection.done(counts, isTrial: upload.isTrial, at: PlanPaths.importing(id)))
            } catch {
                return try await importing(visit, id, .refused(values, error))
            }
        },
    ]

    private static let items: [Route] = [
        .get(PlanPaths.newItem, .account) { visit, id in try await itemForm(visit, id, nil, nil) },
        .post(PlanPaths.items, .account) { visit, id in try await add(visit, id) },
        .post(PlanPaths.taking, .account) { visit, id in
            guard let action = Action.ID(try visit.inbound.form().text("action")) else { throw Refusal.malformedForm }
            let item = try await PlanItemOperations.take(visit, id, action)
            return .redirect(to: Done.added.at(PlanPaths.item(item)))
        },
        .post(PlanPaths.paste, .account) { visit, id in
            let values = try visit.inbound.form()
            do {
                _ = try await PlanPaste.take(visit, id, values["lines"] ?? "", key: visit.sendingName(values))
                return .redirect(to: Done.added.at(PlanPaths.plan(id)))
            } catch {
                return try await page(visit, id, ["paste": .refused(values, error)])
            }
        },
        .get(PlanPaths.item, .account) { visit, id in try await item(visit, id) },
        .get(PlanPaths.itemEditing, .account) { visit, id in try await itemForm(visit, nil, id, nil) },
        .post(PlanPaths.item, .account) { visit, id in
            let values = try visit.inbound.form()
            do {
                try await PlanItemOperations.change(
                    visit, id, try ActionFields(values), try PlanItemFields(values), try itemDraft(values))
                return .redirect(to: Done.saved.at(PlanPaths.item(id)))
            } catch {
                return try await itemForm(visit, nil, id, .refused(values, error))
            }
        },
        .post(PlanPaths.itemState, .account) { visit, id in
            let values = try visit.inbound.form()
            guard let move = ActionMove(rawValue: values.text("move")) else { throw Refusal.malformedForm }
            do {
                let action = try await visit.read { try PlanItemOperations.seen(visit, id, $0).0.action }
                _ = try await ActionOperations.move(visit, action, move, values["words"] ?? "")
                return .redirect(to: Done.saved.at(PlanPaths.item(id)))
            } catch {
                return try await item(visit, id, [move.rawValue: .refused(values, error)])
            }
        },
        .post(PlanPaths.steps, .account) { visit, id in
            let values = try visit.inbound.form()
            do {
                _ = try await PlanStepOperations.add(
                    visit, id, title: values["step"] ?? "", due: values.text("step-due"),
                    key: visit.sendingName(values))
                return .redirect(to: Done.added.at(PlanPaths.item(id)) + "#milestones")
            } catch {
                return try await item(visit, id, ["steps": .refused(values, error)])
            }
        },
        .post(PlanPaths.step, .account) { visit, id, step in
            let values = try visit.inbound.form()
            guard let act = PlanStepAct(rawValue: values.text("act")) else { throw Refusal.malformedForm }
            do {
                try await PlanStepOperations.act(visit, id, step, act, reason: values["reason"] ?? "")
                return .redirect(to: Done.saved.at(PlanPaths.item(id)) + "#milestones")
            } catch {
                return try await item(visit, id, ["step-\(step)": .refused(values, error)])
            }
        },
        .post(PlanPaths.blocking, .account) { visit, id in
            let values = try visit.inbound.form()
            do {
                try await PlanItemOperations.block(visit, id, values["reason"] ?? "")
                return .redirect(to: Done.saved.at(PlanPaths.item(id)))
            } catch {
                return try await item(visit, id, ["blocking": .refused(values, error)])
            }
        },
        .post(PlanPaths.comments, .account) { visit, id in
            let values = try visit.inbound.form()
            do {
                let comment = try await PlanCommentOperations.add(
                    visit, id, values["comment"] ?? "", key: visit.sendingName(values))
                return .redirect(to: Done.added.at(PlanPaths.item(id)) + "#comment-\(comment)")
            } catch {
                return try await item(visit, id, ["comment": .refused(values, error)])
            }
        },
        .post(PlanPaths.commentRemoval, .account) { visit, id, comment in
            try await PlanCommentOperations.remove(visit, id, comment)
            return .redirect(to: Done.removed.at(PlanPaths.item(id)) + "#comments")
        },
        .post(PlanPaths.gathering, .account) { visit, id in
            let values = try visit.inbound.form()
            guard let other = PlanItem.ID(values.text("gathered")) else { throw Refusal.malformedForm }
            if values.text("act") == "let-go" {
                try await PlanItemOperations.letGo(visit, id, other)
            } else {
                try await PlanItemOperations.gather(visit, id, other)
            }
            return .redirect(to: Done.saved.at(PlanPaths.item(id)) + "#from-others")
        },
    ]

    // MARK: Forms

    private static func draft(_ values: FormValues) throws -> PlanDraft {
        guard let kind = PlanKind(rawValue: values.text("kind")),
            let sharing = PlanSharing(rawValue: values.text("sharing"))
        else {
            throw Refusal.invalid(["kind": L("You cannot begin a plan of this kind.")])
        }
        let owner = kind.owner == nil ? nil : MemberRef(values.text("owner"))
        return PlanDraft(
            kind: kind, owner: owner, marking: values.text("marking"), sharing: sharing)
    }

    private static func itemDraft(_ values: FormValues) throws -> PlanItemDraft {
        let told = values.text("owner")
        let owner = ActionOwner(told)
        if owner == nil, !told.isEmpty {
            throw Refusal.invalid(["owner": L("Choose a country, a member or a person of the programme.")])
        }
        let regions = values.all("region").prefix(PlanRegions.most + 1).compactMap { App.Region.ID($0) }
        return PlanItemDraft(
            owner: owner, regions: regions, isSecured: values.isOn("secured"), isHeldBack: values.isOn("held-back"))
    }

    /// By one line under the table, or by the whole form.
    private static func add(_ visit: Visit, _ id: ProgrammePlan.ID) async throws -> Answer {
        let values = try visit.inbound.form()
        let isQuick = values.isOn("quick")
        do {
            var (fields, draft) = (try ActionFields(values), PlanItemDraft())
            if isQuick {
                let plan = try await visit.read { try PlanOperations.seen(visit, id, $0).0 }
                fields.language = plan.language
                draft.owner = plan.owner.map { .member($0) }
            } else {
                draft = try itemDraft(values)
            }
            let item = try await PlanItemOperations.add(
                visit, id, fields, try PlanItemFields(values), draft, key: visit.sendingName(values))
            return .redirect(to: Done.added.at(isQuick ? PlanPaths.plan(id) : PlanPaths.item(item)))
        } catch {
            let state = try FormState.refused(values, error)
            return isQuick ? try await page(visit, id, ["quick": state]) : try await itemForm(visit, id, nil, state)
        }
    }

    private static func state(_ visit: Visit, _ id: ProgrammePlan.ID) async throws -> Answer {
        let values = try visit.inbound.form()
        do {
            guard let member = MemberRef(values.text("member")) else { throw Refusal.malformedForm }
            let (items, known) = try await visit.read { reading in
                let (plan, voice) = try PlanOperations.seen(visit, id, reading)
                let items = voice.visible(try PlanItemStore(reading).items(of: [id]), in: [plan]).map(\.id)
                let stands = try PlanRecordStore(reading).stands(of: id).filter { $0.member == member }
                return (items, Set(stands.map(\.item)))
            }
            var said: [PlanItem.ID: (kind: PlanStandKind, words: String)] = [:]
            for item in items {
                let told = values["stand-\(item)"]
                if let kind = told.flatMap({ PlanStandKind(rawValue: $0) }) {
                    said[item] = (kind, values["words-\(item)"] ?? "")
                } else if let told, !told.isEmpty {
                    throw Refusal.malformedForm
                } else if values.isOn("all"), told != nil || !known.contains(item) {
                    // What was said on another page of the form stays.
                    said[item] = (.agrees, "")
                }
            }
            try await PlanOperations.state(visit, id, for: member, said)
            return .redirect(
                to: Done.saved.at(
                    PlanStandsPage.path(id, member, values.wish("from", in: 0...PlanOperations.mostItems) ?? 0)))
        } catch {
            let state = try FormState.refused(values, error)
            return try await visit.read { try PlanStandsPage(visit, id, state, $0).answer }
        }
    }

    // MARK: Pages

    private static func page(_ visit: Visit, _ id: ProgrammePlan.ID, _ states: [String: FormState] = [:]) async throws
        -> Answer
    {
        try await visit.read { try PlanPage(visit, id, states, $0).answer }
    }

    private static func item(_ visit: Visit, _ id: PlanItem.ID, _ states: [String: FormState] = [:]) async throws
        -> Answer
    {
        try await visit.read { try PlanItemPage(visit, id, states, $0).answer }
    }

    private static func form(_ visit: Visit, _ programme: Programme.ID?, _ id: ProgrammePlan.ID?, _ state: FormState?)
        async throws -> Answer
    {
        try await visit.read { try PlanFormPage(visit, programme, id, state, $0).answer }
    }

    private static func itemForm(_ visit: Visit, _ id: ProgrammePlan.ID?, _ item: PlanItem.ID?, _ state: FormState?)
        async throws -> Answer
    {
        try await visit.read { try PlanItemFormPage(visit, id, item, state, $0).answer }
    }

    private static func importing(_ visit: Visit, _ id: ProgrammePlan.ID, _ state: FormState) async throws -> Answer {
        try await visit.read { reading in
            let plan = try PlanRecordStore(reading).plan(id)
            let voice = try PlanVoice(visit, plan.programme, reading)
            guard voice.reads(plan) else { throw Refusal.notFound }
            guard voice.edits(plan) else { throw Refusal.forbidden }
            let section = FieldImportSection(
                state: state, path: PlanPaths.importing(id), list: PlanPaths.plan(id),
                workbook: PlanPaths.table(id, "xlsx"), query: visit.inbound.query)
            return try PlansFrame(visit, plan.programme, reading).answer(
                PlanFacts.tab, FieldImportSection.title, path: PlanPaths.importing(id),
                between: [
                    .init(L("Plans"), PlanPaths.plans(plan.programme)),
                    .init(.verbatim(plan.title), PlanPaths.plan(id)),
                ], status: section.isWrong ? .wrong : .ok, section.html)
        }
    }
}
