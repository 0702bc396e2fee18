import Domain
import Storage
import Web

/// What somebody may do with the risks and priorities of a programme: where they organise, which region they head, and for which country
/// they speak.
struct RiskVoice: Sendable {
    let visitor: Visitor
    let programme: Programme.ID
    let roster: NetworkRoster
    let homes: HomeRegions
    let now: Int64

    /// In a write the mandates are those of its moment.
    init(_ visit: Visit, _ programme: Programme.ID, _ reading: any Reading) throws {
        try self.init(visit.visitor, programme, reading, now: visit.now)
    }

    init(_ visitor: Visitor, _ programme: Programme.ID, _ reading: any Reading, now: Int64) throws {
        let visitor = try visitor.renewed(reading)
        self.visitor = visitor
        self.programme = programme
        self.now = now
        roster = try NetworkRoster.read(visitor, reading, now: now)
        homes = try HomeRegions(on: CalendarDate.today(now), reading)
    }

    var account: Account.ID? { visitor.account?.id }
    var organises: Bool { roster.organises.contains(programme) }
    var isOf: Bool { roster.isOf(programme) }

    private var acting: [ActiveMandate] { visitor.mandates.filter { $0.mayAct && $0.holds(in: programme) } }

    /// Regions whose secretariat they head.
    var regions: Set<App.Region.ID> { Set(acting.filter(\.role.headsRegion).compactMap(\.holder.region)) }

    /// Countries of which they are the focal point or an alternate.
    var countries: Set<String> { Set(acting.filter(\.role.nominates).compactMap(\.holder.country)) }

    func keeps(_ place: RiskPlace) -> Bool {
        switch place {
        case .programme: organises
        case .region(let id): organises || regions.contains(id)
        case .country(let code): countries.contains(code)
        }
    }

    /// Who changes it, opens its judgement and writes down what was agreed.
    func keeps(_ risk: RiskRecord) -> Bool { isOf && keeps(risk.place) }

    /// A country's own is read by nobody else before the country shares it, organisers included.
    func reads(_ risk: RiskRecord) -> Bool {
        if keeps(risk) { return true }
        guard risk.draft.isShared || risk.place.country == nil else { return false }
        let countries = risk.place.region.map { homes.countries(of: $0) } ?? []
        return mayRead(risk.readable(countries), visitor, roster, now: now).isAllowed
    }

    /// Whether they tell scenarios at all.
    var proposes: Bool { isOf && (organises || !regions.isEmpty || !countries.isEmpty) }

    /// The sector that they stand for, as the directory has it.
    func sector(_ reading: any Reading) throws -> String? {
        guard let account, let person = try AccountStore(reading).account(account).person else { return nil }
        return try PersonStore(reading).person(person).sector
    }
}
