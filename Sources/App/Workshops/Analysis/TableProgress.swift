import Domain
import Storage
import Web

/// How far a group is.
struct TableProgress: Sendable {
    let group: BreakoutGroupRecord
    let issues: [IssueRecord]
    /// None withdrawn.
    let aspects: [AspectRecord]

    var unfounded: Int { aspects.count { $0.isUnfounded } }
    /// Epoch milliseconds.
    var lastChange: Int64? { aspects.map(\.changedAt).max() }
    /// Members who have come in.
    var present: Int { group.members.count { $0.state == .present } }

    func count(_ direction: AspectDirection) -> Int { aspects.count { $0.direction == direction } }

    /// Of the groups in use, by number.
    static func all(of event: Event.ID, _ reading: any Reading) throws -> [TableProgress] {
        let groups = try GroupStore(reading).groups(of: event)
        let aspects = Dictionary(grouping: try AspectStore(reading).aspects(of: event), by: \.group)
        let issues = Dictionary(
            uniqueKeysWithValues: try IssueStore(reading).issues(Array(Set(groups.flatMap(\.priorities)))).map {
                ($0.id, $0)
            })
        return groups.map { group in
            TableProgress(
                group: group, issues: group.priorities.compactMap { issues[$0] }, aspects: aspects[group.id] ?? [])
        }
    }
}
