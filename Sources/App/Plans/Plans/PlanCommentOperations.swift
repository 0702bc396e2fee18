import Domain
import Storage
import Web

/// What somebody says of an action of a plan, to all who read it there.
public enum PlanComment { public typealias ID = Identifier<PlanComment> }

struct PlanCommentRecord: Sendable, Hashable {
    let id: PlanComment.ID
    let item: PlanItem.ID
    /// For whom it was said; nothing for the programme.
    let member: MemberRef?
    /// Who wrote it; nothing where they were erased.
    let author: Account.ID?
    let text: String
    /// BCP 47.
    let language: String
    let at: Int64

    init(_ row: Row) throws {
        id = try row.get("id")
        item = try row.get("item_id")
        member = try row.member("member_kind", "member")
        author = try row.get("account_id")
        text = try row.get("text")
        language = try row.get("language")
        at = try row.get("at")
    }
}

enum PlanCommentOperations {
    static let most = 500

    static func add(_ visit: Visit, _ id: PlanItem.ID, _ text: String, key: String? = nil) async throws
        -> PlanComment.ID
    {
        var check = FieldCheck()
        let text = check.lines("comment", text, limit: 1_000, isRequired: true)
        try check.finish()
        return try await visit.database.write { tx in
            let (item, plan, voice) = try PlanItemOperations.seen(visit, id, tx)
            guard let account = voice.standing.account, voice.standing.isOf else { throw Refusal.forbidden }
            let work = Work(tx, visit)
            let comment: PlanComment.ID = SendingKey.id(key, by: work.actor, work.environment)
            let all = try PlanItemStore(tx).comments(of: id)
            if all.contains(where: { $0.id == comment }) { return comment }
            guard all.count < most else {
                throw Refusal.tooMany(L("The action has \(most) comments, the maximum."))
            }
            try PlanItemStore.insert(
                comment, id, voice.speaks(in: plan), account, text, language: Language.current.rawValue, work)
            try work.record(
                .programme(plan.programme), "action:\(item.action)", "action.comment",
                ["comment": .text(comment.description)])
            return comment
        }
    }

    /// By its author, or who writes the plan.
    static func remove(_ visit: Visit, _ id: PlanItem.ID, _ comment: PlanComment.ID) async throws {
        try await visit.database.write { tx in
            let (item, plan, voice) = try PlanItemOperations.seen(visit, id, tx)
            guard let found = try PlanItemStore(tx).comments(of: id).first(where: { $0.id == comment }) else {
                throw Refusal.notFound
            }
            guard voice.mayRemove(found, in: plan) else { throw Refusal.forbidden }
            let work = Work(tx, visit)
            try PlanItemStore.remove(comment, tx)
            try work.record(
                .programme(plan.programme), "action:\(item.action)", "action.comment-removal",
                ["comment": .text(comment.description)])
        }
    }
}

extension PlanVoice {
    /// For whom somebody speaks who writes a comment: whose plan it is, if they act for it, else a member for which they act.
    func speaks(in plan: PlanRecord) -> MemberRef? {
        if let owner = plan.owner, standing.mandate(for: owner) != nil { return owner }
        return standing.organises ? nil : standing.members.first ?? standing.roster.belongs[plan.programme]?.min()
    }

    func mayRemove(_ comment: PlanCommentRecord, in plan: PlanRecord) -> Bool {
        edits(plan) || standing.account != nil && comment.author == standing.account
    }
}
