import Domain

extension PlanFacts: StoredFeature {
    static var tables: [TableFacts] { [plan, item, step, gathering, stand, version, mail, comment] }

    private static let here = "what a programme plans belongs to its server"

    private static let plan = TableFacts(
        "programme_plan", search: .found(["title", "text"]), person: .rows(560, [.actor("created_by")]),
        erasure: .blanked(["created_by": .nothing]), texts: ["title", "text"], seats: [.actor("created_by")],
        lookalikes: ["answer_by"], file: .stays(here))

    private static let item = TableFacts(
        "plan_item", search: .left("found by its action"),
        texts: ["sectors", "priority", "gap", "sources", "partners", "funded_by", "blocked"],
        lookalikes: ["funded_by"], file: .stays(here))

    private static let step = TableFacts(
        "plan_step", search: .left("stands on the page of its action"), texts: ["title", "waived"], file: .stays(here))

    private static let gathering = TableFacts(
        "plan_gathering", search: .left("stands on the page of an action"), file: .stays(here))

    private static let stand = TableFacts(
        "plan_stand", search: .left("stands on the page of the adoption"), person: .rows(561, [.actor("stated_by")]),
        erasure: .blanked(["stated_by": .nothing]), texts: ["words"],
        seats: [.actor("stated_by", by: ["item_id", "member_kind", "member"])], file: .stays(here))

    private static let version = TableFacts(
        "plan_version", search: .left("a plan as it was adopted"),
        person: .rows(
            562, [.actor("adopted_by")], ["plan_id", "version", "adopted_at"]),
        erasure: .blanked(["adopted_by": .nothing]), texts: ["content", "stands"],
        seats: [.actor("adopted_by", by: ["plan_id", "version"])],
        file: .stays(here))

    private static let mail = TableFacts(
        "plan_mail", search: .left("only which mails were written"), file: .stays(here))

    private static let comment = TableFacts(
        "plan_comment", search: .left("stands on the page of its action"), person: .rows(563, [.account("account_id")]),
        erasure: .blanked(["account_id": .nothing]), texts: ["text"], file: .stays(here))
}
