import Domain
import Storage
import Web

/// Working groups by who sees their programme.
extension WorkingGroupPageFacts: SearchFeature {
    private static let group = SearchKind("working-group", order: 35, L("Working groups"))

    static var searchKinds: [SearchKind] { [group] }

    static func tellSearch(_ asked: SearchAsked, _ reading: any Reading) throws -> [SearchEntry] {
        guard !asked.programmes.isEmpty else { return [] }
        let tree = try AreaTree(reading)
        return try WorkingGroupStore(reading).groups().filter { asked.programmes[$0.programme] != nil }.map { one in
            var entry = SearchEntry(
                group, one.id, SearchText(one.title), in: .programme(one.programme),
                path: Paths.workingGroup(one.programme, one.id))
            let area = tree.area(one.area)
            entry.texts = [SearchText(one.remit)] + (area?.names.all ?? []).map { SearchText($0) }
            entry.details = [area?.label].compactMap { $0 }
            return entry
        }
    }
}
