import Domain
import Storage
import Web

// lint: tables mandate because in whose name somebody acts is asked with every request, together with who they are.

/// In what function somebody acts for a country, a region or another member of a network.
public enum MandateRole: String, CaseIterable, Sendable, Codable, SQLBindable, SQLDecodable {
    case focalPoint = "focal-point"
    case alternate
    case nationalTeam = "national-team"
    /// Of a regional secretariat: acts for no country, and answers what those of the region propose.
    case head
    case deputy
    case regionalCoordinator = "regional-coordinator"
    case onSiteExpert = "on-site-expert"
    case groupChair = "working-group-chair"
    case groupMember = "working-group-member"
    /// Of a city, or of an organisation that is a partner.
    case contact = "city-contact"
    case programmeOfficer = "programme-officer"
    case networkCoordinator = "network-coordinator"

    /// Whether people are nominated under it.
    var nominates: Bool { self == .focalPoint || self == .alternate }

    /// Whether it speaks for a member of a network. An expert or a member of a team works for it.
    var speaks: Bool {
        switch self {
        case .focalPoint, .alternate, .head, .deputy, .regionalCoordinator, .contact, .programmeOfficer: true
        case .nationalTeam, .onSiteExpert, .groupChair, .groupMember, .networkCoordinator: false
        }
    }

    /// Whether it heads a region's secretariat, or stands in for who does: answers what its countries propose, and sees their people.
    var headsRegion: Bool { self == .head || self == .deputy }

    /// Whether it reads what the countries of a region do.
    var readsRegion: Bool { headsRegion || self == .regionalCoordinator }

    /// Whether one person alone holds it on a day: a new one ends the mandate of the one before.
    var hasOneHolder: Bool { self == .focalPoint || self == .head }

    /// For what it can be held.
    var holders: [MandateHolder.Kind] {
        switch self {
        case .focalPoint, .alternate, .nationalTeam: [.country]
        case .head, .deputy, .regionalCoordinator: [.region]
        case .onSiteExpert: [.country, .region, .programme]
        case .groupChair, .groupMember: [.group]
        case .contact: [.city, .organisation]
        case .programmeOfficer: [.programme, .organisation]
        case .networkCoordinator: [.programme]
        }
    }
}

/// For what somebody holds a mandate.
public enum MandateHolder: Sendable, Hashable {
    /// As the table `mandate` and the file `mandates` write it.
    public enum Kind: String, CaseIterable, Sendable, Codable {
        case country, region, city, organisation, programme
        case group = "working-group"
    }

    /// By its code, ISO 3166-1 alpha-2.
    case country(String)
    case region(Region.ID)
    case city(City.ID)
    case organisation(Organisation.ID)
    case programme(Programme.ID)
    /// A working group of a programme.
    case group(WorkingGroup.ID)

    init?(kind: String, _ holder: String) {
        guard let kind = Kind(rawValue: kind) else { return nil }
        switch kind {
        case .country: self = .country(holder)
        case .region:
            guard let id = Region.ID(holder) else { return nil }
            self = .region(id)
        case .city:
            guard let id = City.ID(holder) else { return nil }
            self = .city(id)
        case .organisation:
            guard let id = Organisation.ID(holder) else { return nil }
            self = .organisation(id)
        case .programme:
            guard let id = Programme.ID(holder) else { return nil }
            self = .programme(id)
        case .group:
            guard let id = WorkingGroup.ID(holder) else { return nil }
            self = .group(id)
        }
    }

    /// As ``description`` writes it.
    init?(_ text: String) {
        let sides = text.split(separator: ":", maxSplits: 1).map { String($0) }
        guard sides.count == 2 else { return nil }
        self.init(kind: sides[0], sides[1])
    }

    var kind: Kind {
        switch self {
        case .country: .country
        case .region: .region
        case .city: .city
        case .organisation: .organisation
        case .programme: .programme
        case .group: .group
        }
    }

    /// As it is stored: the country's code, the id of anything else.
    var holder: String {
        switch self {
        case .country(let code): code
        case .region(let id): id.description
        case .city(let id): id.description
        case .organisation(let id): id.description
        case .programme(let id): id.description
        case .group(let id): id.description
        }
    }

    /// `country:KZ`, `region:ID`.
    var description: String { "\(kind.rawValue):\(holder)" }

    var country: String? { if case .country(let code) = self { code } else { nil } }
    var region: Region.ID? { if case .region(let id) = self { id } else { nil } }
    var group: WorkingGroup.ID? { if case .group(let id) = self { id } else { nil } }
    var programme: Programme.ID? { if case .programme(let id) = self { id } else { nil } }
}

/// A mandate that an account holds today, as far as requests ask for it. The register of all is `Directory/Mandates`.
public struct ActiveMandate: Sendable, Hashable {
    let id: Mandate.ID
    let role: MandateRole
    let holder: MandateHolder
    /// Where it holds; nothing is everywhere.
    let programme: Programme.ID?
    /// On whose behalf it is held in a working group; of a country's own mandates the country itself.
    let country: String?
    /// False while it is suspended: then it reads, and does nothing.
    let mayAct: Bool
    /// The day for which it was found.
    let on: String

    func holds(in programme: Programme.ID) -> Bool { self.programme == nil || self.programme == programme }
}

extension ActiveMandate {
    /// Of the columns ``columns``; nothing for a role or a holder that a later release may have written.
    init?(_ row: Row, on day: String) throws {
        guard let role = MandateRole(rawValue: try row.get("role")),
            let holder = MandateHolder(kind: try row.get("holder_kind"), try row.get("holder"))
        else { return nil }
        id = try row.get("id")
        self.role = role
        self.holder = holder
        programme = try row.get("programme_id")
        country = try row.get("country", as: String?.self) ?? holder.country
        mayAct = try row.get("state", as: String.self) == "active"
        on = day
    }

    static var columns: SQL { "id, role, holder_kind, holder, programme_id, country, state" }

    /// That one holds on a day: of a table of mandates without a name.
    static func isHeld(on day: String) -> SQL {
        "state IN ('active', 'suspended') AND since <= \(day) AND (until IS NULL OR until > \(day))"
    }
}

extension Visitor {
    /// Those of the account that hold today; a seat in a room has none.
    var mandates: [ActiveMandate] { account?.mandates ?? [] }

    /// Under which the visitor speaks for a country in a programme: a focal point's before an alternate's, one that acts before one that
    /// is suspended, one of the programme before one that holds everywhere.
    func mandate(for country: String, in programme: Programme.ID) -> ActiveMandate? {
        mandates.filter { $0.role.nominates && $0.holder == .country(country) && $0.holds(in: programme) }
            .min { Self.order($0) < Self.order($1) }
    }

    /// With their mandates as a transaction finds them: one that ended, or was suspended, while a write waited for its turn gives nothing more.
    func renewed(_ reading: any Reading) throws -> Visitor {
        guard let own = account?.mandates, !own.isEmpty else { return self }
        var visitor = self
        visitor.account?.mandates = try ActiveMandateStore(reading).still(own)
        return visitor
    }

    /// Countries for which the visitor speaks in some programme, also while that is suspended.
    var countries: [String] {
        Set(mandates.filter(\.role.nominates).compactMap(\.holder.country)).sorted()
    }

    private static func order(_ mandate: ActiveMandate) -> (Int, Int, Int) {
        (mandate.mayAct ? 0 : 1, mandate.role == .focalPoint ? 0 : 1, mandate.programme == nil ? 1 : 0)
    }
}

/// The SQL of mandates that hold on a day.
struct ActiveMandateStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// Those of them that hold still on their day, each as it is now.
    func still(_ mandates: [ActiveMandate]) throws -> [ActiveMandate] {
        guard let day = mandates.first?.on else { return [] }
        let rows = try reading.all(
            """
            SELECT id, state FROM mandate WHERE id IN \(in: mandates.map(\.id)) AND person_id IS NOT NULL
                AND state IN ('active', 'suspended') AND since <= \(day) AND (until IS NULL OR until > \(day))
            """)
        let states = Dictionary(
            uniqueKeysWithValues: try rows.map {
                (try $0.get("id", as: Mandate.ID.self), try $0.get("state", as: String.self))
            })
        return mandates.compactMap { mandate in
            states[mandate.id].map { state in
                ActiveMandate(
                    id: mandate.id, role: mandate.role, holder: mandate.holder, programme: mandate.programme,
                    country: mandate.country, mayAct: state == "active", on: mandate.on)
            }
        }
    }

    /// - Parameter now: the day that it is in UTC counts.
    func mandates(of person: Person.ID?, now: Int64) throws -> [ActiveMandate] {
        guard let person else { return [] }
        let day = CalendarDate.today(now)
        return try reading.all(
            """
            SELECT \(ActiveMandate.columns) FROM mandate
            WHERE person_id = \(person) AND \(ActiveMandate.isHeld(on: day)) ORDER BY since, id
            """
        ).compactMap { try ActiveMandate($0, on: day) }
    }
}

extension Visit {
    /// See ``Visitor/renewed(_:)``: what acts under a mandate begins its transaction with it.
    func renewed(_ reading: any Reading) throws -> Visit {
        var visit = self
        visit.visitor = try visitor.renewed(reading)
        return visit
    }
}
