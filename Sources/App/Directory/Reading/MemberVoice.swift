import Domain
import Storage
import Web

/// For whom a visitor speaks in a programme: for the members whose mandates they hold and may act under today; organisers, for all.
struct MemberVoice: Sendable {
    let programme: Programme.ID
    let roster: NetworkRoster
    /// By member, the mandate under which they act.
    let mandates: [MemberRef: ActiveMandate]
    /// The working groups in which they may act today, of any programme.
    let groups: Set<WorkingGroup.ID>

    /// Roles in which somebody speaks for a member. An expert or a member of a team works for it.
    static let speaking: Set<MandateRole> = [
        .focalPoint, .alternate, .head, .deputy, .regionalCoordinator, .contact, .programmeOfficer,
    ]

    /// In a write the mandates are those of its moment: one may have ended while the request waited its turn.
    init(_ visit: Visit, _ programme: Programme.ID, _ reading: any Reading) throws {
        try self.init(visit.visitor.renewed(reading), programme, reading, now: visit.now)
    }

    init(_ visitor: Visitor, _ programme: Programme.ID, _ reading: any Reading, now: Int64) throws {
        self.init(visitor, programme, try NetworkRoster.read(visitor, reading, now: now))
    }

    /// Where it was read already.
    init(_ visitor: Visitor, _ programme: Programme.ID, _ roster: NetworkRoster) {
        self.programme = programme
        self.roster = roster
        let members = roster.belongs[programme] ?? []
        var mandates: [MemberRef: ActiveMandate] = [:]
        for mandate in visitor.mandates
        where mandate.mayAct && Self.speaking.contains(mandate.role) && mandate.holds(in: programme) {
            guard let ref = MemberRef(mandate.holder), members.contains(ref), mandates[ref] == nil else { continue }
            mandates[ref] = mandate
        }
        self.mandates = mandates
        groups = Set(visitor.mandates.filter(\.mayAct).compactMap(\.holder.group))
    }

    var organises: Bool { roster.organises.contains(programme) }
    /// Whether they write here at all.
    var speaks: Bool { organises || !mandates.isEmpty }
    var members: Set<MemberRef> { Set(mandates.keys) }

    /// The members of a day for which they hold a mandate under which they may act.
    func spoken(on day: String, _ reading: any Reading) throws -> [MemberRecord] {
        guard !mandates.isEmpty else { return [] }
        return try MemberStore(reading).members(of: programme, on: day).filter { mandates[$0.ref] != nil }
    }

    func speaks(for member: MemberRef?) -> Bool {
        member.map { organises || mandates[$0] != nil } ?? organises
    }

    /// - Throws: ``Refusal/notFound`` for who is not of the programme's community.
    func requireSpeaking() throws {
        guard roster.isOf(programme) else { throw Refusal.notFound }
        guard speaks else { throw Refusal.needsMandate }
    }
}
