import Domain
import Storage
import Web

/// What a needs assessment says of the indicators with which a scenario is linked: it stands beside the risk, and is not counted into it (K3).
/// Of a country only its own people see it; of a region only what its published picture shows.
struct RiskCoping: Sendable {
    struct Item: Sendable {
        let code: String
        let title: String
        /// 1 to 5; nothing where nobody said it, or where it may not be told.
        let level: Int?
    }

    let items: [Item]

    var lowest: Int? { items.compactMap(\.level).min() }

    /// - Returns: nil where the scenario is linked with none that is still asked.
    init?(_ risk: RiskRecord, _ standing: PlansStanding, _ reading: any Reading) throws {
        guard !risk.draft.indicators.isEmpty else { return nil }
        let store = NeedsStore(reading)
        let cycles = try store.cycles(of: risk.programme).filter { $0.region == nil || $0.region == risk.place.region }
        var found: (cycle: NeedsCycleRecord, content: FrameworkContent)?
        for cycle in cycles.prefix(5) where found == nil {
            let content = try FrameworkStore(reading).content(cycle.framework, version: cycle.version)
            if risk.draft.indicators.contains(where: { content.indicator($0) != nil }) { found = (cycle, content) }
        }
        guard let (cycle, content) = found else { return nil }
        let levels = try Self.levels(risk, cycle, standing, reading)
        items = risk.draft.indicators.compactMap { code in
            content.indicator(code).map {
                Item(
                    code: code, title: $0.question.words.text(in: Language.current.rawValue)?.text ?? code,
                    level: levels[code])
            }
        }
    }

    private static func levels(
        _ risk: RiskRecord, _ cycle: NeedsCycleRecord, _ standing: PlansStanding, _ reading: any Reading
    ) throws -> [String: Int] {
        let store = NeedsStore(reading)
        if let country = risk.place.country {
            guard standing.isFocal(of: country),
                let one = try store.assessments(of: [cycle.id]).first(where: { $0.country == country })
            else { return [:] }
            let values = try store.submissions(of: [one.id])[one.id] ?? []
            return values.reduce(into: [:]) { if $1.kind == .value { $0[$1.indicator] = $1.value } }
        }
        guard let record = try store.latestRollups(of: [cycle.id])[cycle.id] else { return [:] }
        let picture: NeedsPicture = try JSONCoding.value(record.cells)
        let name: String? =
            risk.place.region == nil
            ? Rollup.whole
            : cycle.groups.groups.first { $0.regions.contains { $0 == risk.place.region } }?.name
        guard let group = picture.seen(cycle, standing).first(where: { $0.name == name }) else { return [:] }
        return zip(picture.indicators, group.cells).reduce(into: [:]) { levels, cell in
            levels[cell.0] = cell.1.median
        }
    }

    /// Codes of indicators that a programme asks, of all its frameworks.
    static func known(in programme: Programme.ID, _ reading: any Reading) throws -> Set<String> {
        let store = FrameworkStore(reading)
        return try store.frameworks(of: programme).reduce(into: []) { codes, framework in
            codes.formUnion(try store.content(framework.id, version: framework.version).asked.map(\.code))
        }
    }
}
