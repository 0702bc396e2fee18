import Domain

/// The file `working-groups`: each person in each group on a day, and a row for a group without anybody.
enum WorkingGroupTable {
    static let header = ["group", "area", "state", "role", "country", "name", "since", "until"]

    static func rows(_ roster: GroupRoster) -> [[String]] {
        roster.groups.flatMap { group -> [[String]] in
            let start = [group.title, roster.tree.area(group.area)?.code ?? "", group.state.rawValue]
            let people = roster.people[group.id] ?? []
            guard !people.isEmpty else { return [start + ["", "", "", group.since, group.until ?? ""]] }
            return people.map { seen in
                let mandate = seen.mandate
                return start + [
                    mandate.role.rawValue, mandate.country ?? "", seen.name ?? "", mandate.since, mandate.until ?? "",
                ]
            }
        }
    }
}
