import Domain
import Storage
import Web

/// The working groups of a programme on a day, with who is in them and which countries they cover.
struct GroupRoster: Sendable {
    let day: String
    /// By title.
    let groups: [WorkingGroupRecord]
    /// Those who are in each on that day: chairs first, then by country and name.
    let people: [WorkingGroup.ID: [SeenMandate]]
    /// Proposed, and not yet confirmed.
    let proposed: [WorkingGroup.ID: [SeenMandate]]
    /// Whose cells the map has: countries that belong to the programme; where none does, those of who is in its groups.
    let countries: [String]
    let tree: AreaTree
    let names: DirectoryNames

    init(_ programme: Programme.ID, on day: String, _ visit: Visit, _ reading: any Reading) throws {
        self.day = day
        let groups = try WorkingGroupStore(reading).groups(of: programme, on: day)
        self.groups = groups
        let mandates = try MandateSight(visit, reading).named(
            MandateStore(reading).mandatesOfGroups(in: programme).filter { $0.lasts(from: day) }, in: programme)
        let given = mandates.filter { $0.mandate.holds(on: day) }
        names = try DirectoryNames(reading)
        tree = try AreaTree(reading)
        people = Self.sorted(given)
        proposed = Self.sorted(mandates.filter { $0.mandate.state == .proposed })
        let members = try MemberStore(reading).members(of: programme, on: day).compactMap(\.ref.country)
        let known = members.isEmpty ? given.compactMap(\.mandate.country) : members
        countries = Self.sorted(known, names)
    }

    private static func sorted(_ countries: [String], _ names: DirectoryNames) -> [String] {
        Folded.ordered(Array(Set(countries))) { names.country($0) ?? $0 }
    }

    private static func sorted(_ mandates: [SeenMandate]) -> [WorkingGroup.ID: [SeenMandate]] {
        var byGroup: [WorkingGroup.ID: [SeenMandate]] = [:]
        for one in mandates {
            if let group = one.holder.group { byGroup[group, default: []].append(one) }
        }
        return byGroup.mapValues { group in
            group.sorted { one, other in key(one) < key(other) }
        }
    }

    private static func key(_ seen: SeenMandate) -> (Int, String, String, String) {
        (seen.role == .groupChair ? 0 : 1, seen.mandate.country ?? "~", seen.name ?? "~", seen.id.description)
    }

    var coverage: CoverageMap<WorkingGroup.ID, String> {
        let held = groups.flatMap { group in
            (people[group.id] ?? []).compactMap { seen in
                seen.mandate.country.map { CoverageMap<WorkingGroup.ID, String>.Cell(group.id, $0) }
            }
        }
        return CoverageMap(lines: groups.map(\.id), columns: countries, held: held)
    }

    func group(_ id: WorkingGroup.ID) -> WorkingGroupRecord? { groups.first { $0.id == id } }

    func country(_ code: String) -> String { names.country(code) ?? code }
}
