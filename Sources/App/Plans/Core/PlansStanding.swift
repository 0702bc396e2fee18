import Domain
import Storage
import Web

/// Who somebody is where a programme plans: by the mandates they hold today, and by what they organise. Nobody is more by being an
/// administrator.
struct PlansStanding: Sendable {
    let programme: Programme.ID
    /// With the mandates of this moment.
    let visitor: Visitor
    let roster: NetworkRoster
    let now: Int64
    /// ISO 3166-1 alpha-2 codes of the countries that are members of the programme today, sorted.
    let countries: [String]
    /// In which region each country is at home today.
    let homes: [String: App.Region.ID]

    /// In a write the mandates are those of its moment.
    init(_ visit: Visit, _ programme: Programme.ID, _ reading: any Reading) throws {
        try self.init(visit.visitor, programme, now: visit.now, reading)
    }

    init(_ visitor: Visitor, _ programme: Programme.ID, now: Int64, _ reading: any Reading) throws {
        self.programme = programme
        self.visitor = try visitor.renewed(reading)
        self.now = now
        roster = try NetworkRoster.read(self.visitor, reading, now: now)
        let today = CalendarDate.today(now)
        countries = try MemberStore(reading).members(of: programme, on: today)
            .filter { $0.ref.kind == .country }.map(\.ref.ref).sorted()
        homes = try HomeRegions(on: today, reading).homes
    }

    var account: Account.ID? { visitor.account?.id }
    /// `YYYY-MM-DD` in UTC.
    var today: String { CalendarDate.today(now) }

    /// Whether they are of the programme's community.
    var isOf: Bool { roster.isOf(programme) }
    /// Runs the programme.
    var organises: Bool { roster.organises.contains(programme) }
    /// The network's coordinator: by mandate, or because they run the programme.
    var coordinates: Bool { organises || roster.coordinates.contains(programme) }

    /// Under which they may act today: none while it is suspended.
    private var acting: [ActiveMandate] {
        visitor.mandates.filter { $0.mayAct && $0.holds(in: programme) }
    }

    /// The mandate under which they may act for a member today.
    func mandate(for member: MemberRef) -> ActiveMandate? {
        acting.first { $0.role.speaks && MemberRef($0.holder) == member }
    }

    /// Members for whom they may act.
    var members: [MemberRef] { Set(acting.filter(\.role.speaks).compactMap { MemberRef($0.holder) }).sorted() }

    // MARK: Of a country

    /// Countries of the programme whose focal point, or alternate, they are.
    var focal: Set<String> { nominating { $0.nominates } }
    /// Whose focal point they are, no alternate.
    var focalPointOf: Set<String> { nominating { $0 == .focalPoint } }

    private func nominating(_ holds: (MandateRole) -> Bool) -> Set<String> {
        Set(acting.filter { holds($0.role) }.compactMap(\.holder.country)).intersection(countries)
    }

    func isFocal(of country: String) -> Bool { focal.contains(country) }

    // MARK: Of a region

    /// Regions whose secretariat they head, or for whose head they stand in.
    var heads: Set<App.Region.ID> { Set(acting.filter { $0.role.headsRegion }.compactMap(\.holder.region)) }
    /// Regions whose secretariat they work in.
    var regionsRead: Set<App.Region.ID> { Set(acting.filter { $0.role.readsRegion }.compactMap(\.holder.region)) }

    func heads(_ region: App.Region.ID) -> Bool { heads.contains(region) }

    /// The programme's countries that are at home in a region, sorted.
    func countries(of region: App.Region.ID) -> [String] { countries.filter { homes[$0] == region } }

    /// Regions in which a country of the programme is at home.
    var regions: Set<App.Region.ID> { Set(countries.compactMap { homes[$0] }) }

    /// Who keeps what a region plans, a poll or a cycle: its head; who coordinates does so for any region, and for the whole (nil).
    func keeps(_ region: App.Region.ID?) -> Bool { coordinates || region.map { heads($0) } ?? false }

    /// - Throws: ``Refusal/notFound``: who has no business in it is not told that it exists.
    func require(_ isAllowed: Bool) throws {
        guard isAllowed else { throw Refusal.notFound }
    }
}
