import Domain
import Web

/// For whom a record is, besides what its marking says: everybody of its programme, or only those that it names.
enum RecordAudience: Sendable, Hashable {
    case programme
    case members(Set<MemberRef>)
    case accounts(Set<Account.ID>)

    var isProgramme: Bool { self == .programme }
    var members: Set<MemberRef> { if case .members(let members) = self { members } else { [] } }
    var accounts: Set<Account.ID> { if case .accounts(let accounts) = self { accounts } else { [] } }
}

/// What is asked of a record when somebody wants to read it: a case, a practice, a publication, a notice, a need, a route.
struct Readable: Sendable, Hashable {
    /// A TLP 2.0 label without "TLP:"; one that nobody knows counts as RED.
    var marking: String
    /// Whose community reads it; without one only its owner and the accounts that it names do, unless it is CLEAR.
    var programme: Programme.ID?
    var audience: RecordAudience = .programme
    /// The members from whom it comes.
    var originators: Set<MemberRef> = []
    /// The working group from which it comes.
    var group: WorkingGroup.ID?
    /// Who wrote it.
    var owner: Account.ID?
    /// Evidence of workshops: who has a part in an event of the programme is among the recipients of what is AMBER.
    var isAtEvents = false
}

/// Whether somebody reads a record. Where not, they are not told that it exists; the reason is for whoever writes it ("who will see this").
enum RecordSight: Sendable, Hashable {
    case allow
    case deny(Message)

    var isAllowed: Bool { self == .allow }
}

/// Who reads a record: the one function that pages, lists, searches, files, feeds, counts and the API ask, and the preview of its form.
/// A marking says who may, an audience narrows it; what is CLEAR anybody reads.
/// - Parameter now: for what is true on a day only; the roster was read for this moment.
func mayRead(_ record: Readable, _ visitor: Visitor, _ roster: NetworkRoster, now: Int64) -> RecordSight {
    let marking = Marking(rawValue: record.marking) ?? .red
    if marking == .clear { return .allow }
    let account = visitor.account?.id
    if let account, record.audience.accounts.contains(account) { return .allow }
    guard let programme = record.programme, roster.isOf(programme) else {
        // A former member no longer reads what they once wrote for the programme.
        let isOwn = record.programme == nil && account != nil && record.owner == account
        return isOwn ? .allow : .deny(L("It is for the people of its programme."))
    }
    if let account, record.owner == account { return .allow }
    guard marking != .red else { return .deny(L("It is for the persons that it names.")) }
    if roster.organises.contains(programme) { return .allow }
    if case .accounts = record.audience { return .deny(L("It is for the persons that it names.")) }
    if let group = record.group, roster.groups.contains(group) { return .allow }
    let members = roster.belongs[programme] ?? []
    if !members.isDisjoint(with: record.originators.union(record.audience.members)) { return .allow }
    guard record.audience.isProgramme, marking != .amberStrict else {
        return .deny(L("It is for the members that it names."))
    }
    if marking == .amber, roster.belongs[programme] == nil, !record.isAtEvents {
        return .deny(L("It is for the members of its programme."))
    }
    return .allow
}
