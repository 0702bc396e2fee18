import Domain
import Storage
import Web

/// Something that somebody has to do, with the owner's own word that it will be done.
public enum Action { public typealias ID = Identifier<Action> }

/// POETE: what an action changes.
enum ActionElement: String, CaseIterable, Sendable, Codable, ChoiceType {
    case planning, organisation, equipment, training, exercise

    var label: Message {
        switch self {
        case .planning: L("Planning")
        case .organisation: L("Organisation")
        case .equipment: L("Equipment")
        case .training: L("Training")
        case .exercise: L("Exercise")
        }
    }
}

/// How far an action has come, as it is stored.
enum ActionState: String, CaseIterable, Sendable, Codable, SQLBindable, SQLDecodable, ChoiceType {
    case proposed
    /// Its owner said yes.
    case agreed
    case inProgress = "in_progress"
    case done
    case dropped
}

/// How it stands: what is stored, with what a later exercise has shown. The last two are never typed.
enum ActionStanding: String, CaseIterable, Sendable, Codable, ChoiceType {
    case proposed, agreed
    case inProgress = "in_progress"
    case done, dropped
    case proven
    case notProven = "not_proven"

    var label: Message {
        switch self {
        case .proposed: L("proposed", context: "action")
        case .agreed: L("agreed", context: "action")
        case .inProgress: L("in progress", context: "action")
        case .done: L("done", context: "action")
        case .dropped: L("dropped", context: "action")
        case .proven: L("proven", context: "action")
        case .notProven: L("not proven", context: "action")
        }
    }

    /// Whether something is still to be done.
    var isOpen: Bool {
        switch self {
        case .proposed, .agreed, .inProgress, .notProven: true
        case .done, .dropped, .proven: false
        }
    }
}

/// What is told of an action.
struct ActionFields: FieldRecord {
    var title = ""
    var text = ""
    var element = ""
    var body = ""
    var startsOn = ""
    var dueOn = ""
    var evidence = ""
    /// BCP 47.
    var language = "en"

    static let isSentWithKey = true

    static let fields: [Field<ActionFields>] = [
        .line(
            "title", \.title, L("What is to be done?"), hint: L("One sentence that says when it is finished."),
            limit: 300, isRequired: true),
        .lines("text", \.text, L("How, and why"), limit: 2_000),
        .choice(
            "element", \.element, L("What does it change?"), .choice([""] + ActionElement.allCases.map(\.rawValue)),
            options: {
                [(value: "", label: L("Not said yet"))]
                    + ActionElement.allCases.map { (value: $0.rawValue, label: $0.label) }
            },
            fault: {
                $0.isEmpty || ActionElement(rawValue: $0) != nil
                    ? nil : L("This value is not one of those allowed.")
            }),
        .line(
            "body", \.body, L("Body responsible"), hint: L("The office that does it, in words; no names."), limit: 200),
        .date("starts_on", \.startsOn, L("Start"), isRequired: false),
        .date("due_on", \.dueOn, L("Due"), isRequired: false, isBeside: true),
        .lines("evidence", \.evidence, L("What will show that it is done?"), limit: 1_000),
        .choice(
            "language", \.language, L("Written in"), .language, options: { ContributionLanguage.options },
            fault: ContributionLanguage.fault),
    ]

    /// Cleaned, with its days in order.
    var ordered: Cleaned<ActionFields> {
        Cleaned(self) { fields, check in
            fields.clean(&check)
            if !fields.startsOn.isEmpty, !fields.dueOn.isEmpty, fields.dueOn < fields.startsOn {
                check.fail("due-on", L("It is due before it starts."))
            }
        }
    }
}

/// Whose an action is: a country, city, organisation or region, or one person with an account.
enum ActionOwner: Sendable, Hashable, CustomStringConvertible {
    case member(MemberRef)
    case account(Account.ID)

    /// Reads `country:KZ`, `organisation:ID`, `account:ID`.
    init?(_ text: String) {
        if let member = MemberRef(text) {
            self = .member(member)
        } else if text.hasPrefix("account:"), let account = Account.ID(String(text.dropFirst(8))) {
            self = .account(account)
        } else {
            return nil
        }
    }

    var description: String {
        switch self {
        case .member(let member): member.description
        case .account(let account): "account:\(account)"
        }
    }

    var member: MemberRef? { if case .member(let member) = self { member } else { nil } }
    var account: Account.ID? { if case .account(let account) = self { account } else { nil } }
}

/// From what an action comes: `finding` and its id.
struct ActionOrigin: Sendable, Hashable {
    let kind: String
    let id: String
}

/// An action as stored.
@dynamicMemberLookup
struct ActionRecord: Sendable, Hashable {
    let id: Action.ID
    let programme: Programme.ID
    let fields: ActionFields
    let owner: ActionOwner?
    let state: ActionState
    let agreedBy: String?
    let agreedAt: Int64?
    let doneAt: Int64?
    let outcome: String
    let origin: ActionOrigin?
    let marking: String
    let isShared: Bool
    let createdBy: String?
    let createdAt: Int64
    let changedAt: Int64

    init(_ row: Row) throws {
        id = try row.get("id")
        programme = try row.get("programme_id")
        fields = try ActionFields(row)
        let account: Account.ID? = try row.get("owner_account")
        owner = try account.map { .account($0) } ?? row.member("owner_kind", "owner").map { .member($0) }
        state = ActionState(rawValue: try row.get("state")) ?? .proposed
        agreedBy = try row.get("agreed_by")
        agreedAt = try row.get("agreed_at")
        doneAt = try row.get("done_at")
        outcome = try row.get("outcome")
        let kind: String = try row.get("origin_kind")
        origin = kind.isEmpty ? nil : ActionOrigin(kind: kind, id: try row.get("origin_id"))
        marking = try row.get("marking")
        isShared = try row.get("is_shared")
        createdBy = try row.get("created_by")
        createdAt = try row.get("created_at")
        changedAt = try row.get("changed_at")
    }

    subscript<Value>(dynamicMember path: KeyPath<ActionFields, Value>) -> Value { fields[keyPath: path] }

    /// What an improvement plan asks of every action, and this one does not say.
    var missing: [Message] {
        var missing: [Message] = []
        if fields.element.isEmpty { missing.append(L("what it changes")) }
        if owner == nil { missing.append(L("who owns it")) }
        if fields.dueOn.isEmpty { missing.append(L("when it is due")) }
        if fields.evidence.isEmpty { missing.append(L("what will show that it is done")) }
        return missing
    }

    func isOverdue(on today: String, _ standing: ActionStanding) -> Bool {
        standing.isOpen && !fields.dueOn.isEmpty && fields.dueOn < today
    }

    var readable: Readable {
        let members = Set([owner?.member].compactMap { $0 })
        let accounts = Set([owner?.account].compactMap { $0 })
        let audience: RecordAudience =
            isShared ? .programme : accounts.isEmpty ? .members(members) : .accounts(accounts)
        return Readable(
            marking: isShared ? marking : TLP.stricter(marking, "AMBER"), programme: programme, audience: audience,
            originators: members, owner: ownAuthor)
    }

    /// Its author, where it is nobody's or their own: whoever wrote it for a member acts by the mandate of the day.
    var ownAuthor: Account.ID? {
        owner == nil || owner?.account == author ? author : nil
    }

    /// The account of who proposed it.
    var author: Account.ID? {
        guard let createdBy, case .account(let id) = EventActor(createdBy) else { return nil }
        return id
    }
}
