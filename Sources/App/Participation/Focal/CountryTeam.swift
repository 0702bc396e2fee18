import Domain
import Storage
import Web

/// Who is appointed for a country today, and in its name in working groups; whom it has proposed; and for which groups it can propose somebody.
struct CountryTeam: Sendable {
    let country: String
    /// By function, then by name.
    let people: [SeenMandate]
    let proposed: [SeenMandate]
    let groups: [WorkingGroupRecord]

    /// - Parameter holding: mandates of the visitor for the country, or its region: what holds in other programmes is not told.
    init(_ country: String, _ holding: [ActiveMandate], _ visit: Visit, _ reading: any Reading) throws {
        self.country = country
        let today = CalendarDate.today(visit.now)
        let isSeen = { (programme: Programme.ID?) in
            programme.map { programme in holding.contains { $0.holds(in: programme) } } ?? true
        }
        let all = try MandateSight(visit, reading).named(
            MandateStore(reading).mandates(onBehalfOf: country).filter { isSeen($0.programme) })
        let roles: [MandateRole: Int] = Dictionary(uniqueKeysWithValues: zip(MandateRole.allCases, 0...))
        people = all.filter { $0.mandate.holds(on: today) }.sorted { one, other in
            (roles[one.role] ?? 0, one.name ?? "~", one.id.description)
                < (roles[other.role] ?? 0, other.name ?? "~", other.id.description)
        }
        // What would hold in all programmes is told to who stands in all of them.
        let isEverywhere = holding.contains { $0.programme == nil }
        proposed = all.filter { one in
            one.mandate.state == .proposed && one.mandate.lasts(from: today) && (one.programme != nil || isEverywhere)
        }
        var programmes = Set(try MemberStore(reading).programmes(of: .country(country), on: today))
        programmes.formUnion(holding.compactMap(\.programme))
        groups = try WorkingGroupStore(reading).groups().filter { group in
            group.state != .closed && group.isThere(on: today) && programmes.contains(group.programme)
                && isSeen(group.programme)
        }
    }

    func people(_ role: MandateRole) -> [SeenMandate] { people.filter { $0.role == role } }
}
