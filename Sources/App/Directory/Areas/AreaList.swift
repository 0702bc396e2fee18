import Domain
import Storage
import Synchronization
import Web

/// The names of a tree in folded letters, made once, and only where somebody asks by name.
final class FoldedAreaNames: Sendable {
    private let known = Mutex<[String: AreaRecord]?>(nil)

    /// One in use before a retired one of the same name.
    func area(_ folded: String, of all: [AreaRecord]) -> AreaRecord? {
        known.withLock { known in
            if let known { return known[folded] }
            var made: [String: AreaRecord] = [:]
            for area in all {
                for name in area.names.all {
                    let name = Folded.text(name)
                    if let first = made[name], !first.isRetired || area.isRetired { continue }
                    made[name] = area
                }
            }
            known = made
            return made[folded]
        }
    }
}

/// Of which areas a record is, as a form or a body of the API lists them.
enum AreaList {
    static let most = 20

    /// What is too many is looked for no further: whoever sends it is not who pays for it.
    static func read(
        _ told: [String], in tree: AreaTree, at field: String = "area", most: Int = AreaList.most,
        _ check: inout FieldCheck
    ) -> Set<Area.ID> {
        let told = told.filter { !$0.isEmpty }
        guard told.count <= most else {
            check.fail(field, L("At most \(most) areas."))
            return []
        }
        var areas: Set<Area.ID> = []
        for text in told {
            if let area = tree.area(told: text) {
                areas.insert(area.id)
            } else {
                check.fail(field, L("There is no such area."))
            }
        }
        return areas
    }

    /// Of a list that stands by itself. - Throws: ``Refusal/invalid(_:)``.
    static func known(_ told: [String], at field: String = "area", most: Int = AreaList.most, _ reading: any Reading)
        throws -> Set<Area.ID>
    {
        guard !told.isEmpty else { return [] }
        var check = FieldCheck()
        let areas = read(told, in: try AreaTree(reading), at: field, most: most, &check)
        try check.finish()
        return areas
    }
}
