import Domain
import Storage
import Web

// lint: tables mandate because in whose name somebody acts is asked with every request, together with who they are.

/// In what function somebody acts for a country or a region.
public enum MandateRole: String, CaseIterable, Sendable, Codable, SQLBindable, SQLDecodable {
    case focalPoint = "focal-point"
    case alternate
    /// Of a regional secretariat: reads, and acts for no country.
    case head

    /// Whether people are nominated under it.
    var nominates: Bool { self != .head }
}

/// For what somebody holds a mandate.
public enum MandateHolder: Sendable, Hashable {
    /// By its code, ISO 3166-1 alpha-2.
    case country(String)
    case region(Region.ID)

    init?(kind: String, _ holder: String) {
        switch kind {
        case "country": self = .country(holder)
        case "region":
            guard let id = Region.ID(holder) else { return nil }
            self = .region(id)
        default: return nil
        }
    }

    /// As ``description`` writes it.
    init?(_ text: String) {
        let sides = text.split(separator: ":", maxSplits: 1).map { String($0) }
        guard sides.count == 2 else { return nil }
        self.init(kind: sides[0], sides[1])
    }

    var kind: String {
        switch self {
        case .country: "country"
        case .region: "region"
        }
    }

    /// As it is stored: the country's code, the region's id.
    var holder: String {
        switch self {
        case .country(let code): code
        case .region(let id): id.description
        }
    }

    /// `country:KZ`, `region:ID`.
    var description: String { "\(kind):\(holder)" }

    var country: String? { if case .country(let code) = self { code } else { nil } }
    var region: Region.ID? { if case .region(let id) = self { id } else { nil } }
}

/// A mandate that an account holds today, as far as requests ask for it. The register of all is `Directory/Mandates`.
public struct ActiveMandate: Sendable, Hashable {
    let id: Mandate.ID
    let role: MandateRole
    let holder: MandateHolder
    /// Where it holds; nothing is everywhere.
    let programme: Programme.ID?
    /// False while it is suspended: then it reads, and does nothing.
    let mayAct: Bool
    /// The day for which it was found.
    let on: String

    func holds(in programme: Programme.ID) -> Bool { self.programme == nil || self.programme == programme }
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

    /// - Parameter now: the day that it is in UTC counts.
    func mandates(of person: Person.ID?, now: Int64) throws -> [ActiveMandate] {
        guard let person else { return [] }
        let day = CalendarDate.today(now)
        let rows = try reading.all(
            """
            SELECT id, role, holder_kind, holder, programme_id, state FROM mandate
            WHERE person_id = \(person) AND state IN ('active', 'suspended') AND since <= \(day)
                AND (until IS NULL OR until > \(day)) ORDER BY since, id
            """)
        return try rows.compactMap { row in
            guard let role = MandateRole(rawValue: try row.get("role")),
                let holder = MandateHolder(kind: try row.get("holder_kind"), try row.get("holder"))
            else { return nil }
            return ActiveMandate(
                id: try row.get("id"), role: role, holder: holder, programme: try row.get("programme_id"),
                mayAct: try row.get("state", as: String.self) == "active", on: day)
        }
    }
}
