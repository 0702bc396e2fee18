import Domain
import Storage
import Web

/// What somebody may do with actions: whose owner they are, and where they organise.
struct ActionVoice: Sendable {
    let visitor: Visitor
    let roster: NetworkRoster
    let now: Int64

    /// In a write the mandates are those of its moment.
    init(_ visit: Visit, _ reading: any Reading) throws { try self.init(visit.visitor, now: visit.now, reading) }

    init(_ visitor: Visitor, now: Int64, _ reading: any Reading) throws {
        self.visitor = try visitor.renewed(reading)
        self.now = now
        roster = try NetworkRoster.read(self.visitor, reading, now: now)
    }

    var account: Account.ID? { visitor.account?.id }

    func organises(_ programme: Programme.ID) -> Bool { roster.organises.contains(programme) }

    /// Members for which they act in a programme, or in any.
    func members(in programme: Programme.ID?) -> [MemberRef] {
        visitor.mandates.filter { mandate in
            mandate.mayAct && MemberVoice.speaking.contains(mandate.role)
                && (programme.map { mandate.holds(in: $0) } ?? true)
        }.compactMap { MemberRef($0.holder) }
    }

    /// Whether a click of theirs is the owner's own.
    func owns(_ action: ActionRecord) -> Bool {
        switch action.owner {
        case .account(let id): account == id
        case .member(let member): members(in: action.programme).contains(member)
        case nil: false
        }
    }

    func reads(_ action: ActionRecord) -> Bool {
        owns(action) || mayRead(action.readable, visitor, roster, now: now).isAllowed
    }

    /// Its words and days.
    func edits(_ action: ActionRecord) -> Bool {
        if organises(action.programme) || owns(action) { return true }
        return account != nil && action.ownAuthor == account && roster.isOf(action.programme)
    }

    /// Organisers for anybody, who acts for a member for that member.
    func proposes(in programme: Programme.ID) -> Bool {
        organises(programme) || roster.isOf(programme) && !members(in: programme).isEmpty
    }
}
