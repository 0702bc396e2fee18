import Domain
import Storage
import Web

/// What a country, or a region, says of an item before the plan is adopted.
enum PlanStandKind: String, CaseIterable, Sendable, Codable, SQLBindable, SQLDecodable, ChoiceType {
    case agrees
    case agreesWith = "agrees_with_words"
    case reserves

    var label: Message {
        switch self {
        case .agrees: L("agrees", context: "plan")
        case .agreesWith: L("agrees, with words", context: "plan")
        case .reserves: L("reserves", context: "plan")
        }
    }
}

struct PlanStandRecord: Sendable, Hashable {
    let plan: ProgrammePlan.ID
    let item: PlanItem.ID
    let member: MemberRef
    let kind: PlanStandKind
    let words: String
    /// Said in the room by the head of a delegation: it waits for the focal point.
    let isProvisional: Bool
    let at: Int64

    init?(_ row: Row) throws {
        guard let member = try row.member("member_kind", "member") else { return nil }
        self.member = member
        plan = try row.get("plan_id")
        item = try row.get("item_id")
        kind = PlanStandKind(rawValue: try row.get("stand")) ?? .reserves
        words = try row.get("words")
        isProvisional = try row.get("provisional")
        at = try row.get("at")
    }
}

/// A plan as it was adopted.
struct PlanVersionRecord: Sendable, Hashable {
    let plan: ProgrammePlan.ID
    let version: Int
    let adoptedAt: Int64
    let adoptedBy: String?
    /// The plan as a table, from which its progress is counted again.
    let table: String
    /// Who agreed and who reserved, as JSON.
    let stands: String

    init(_ row: Row) throws {
        plan = try row.get("plan_id")
        version = try row.get("version")
        adoptedAt = try row.get("adopted_at")
        adoptedBy = try row.get("adopted_by")
        table = try row.get("content")
        stands = try row.get("stands")
    }
}
