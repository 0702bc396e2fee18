import Domain
import Storage
import Web

/// Scenarios, by who reads them.
extension RiskFacts: SearchFeature {
    private static let kind = SearchKind("risk", order: 91, L("Risks"))

    static var searchKinds: [SearchKind] { [kind] }

    static func tellSearch(_ asked: SearchAsked, _ reading: any Reading) throws -> [SearchEntry] {
        let programmes = asked.programmes.keys.sorted()
        let all = try programmes.isEmpty ? [] : RiskStore(reading).risks(of: programmes)
        guard !all.isEmpty else { return [] }
        var standings: [Programme.ID: PlansStanding] = [:]
        for programme in Set(all.map(\.programme)) {
            standings[programme] = try PlansStanding(asked.visit, programme, reading)
        }
        return all.filter { standings[$0.programme]?.reads($0) ?? false }.map { risk in
            var entry = SearchEntry(
                kind, risk.id, SearchText(risk.title, in: risk.language), in: .programme(risk.programme),
                path: RiskPaths.risk(risk.programme, risk.id))
            entry.texts = [SearchText(risk.story, in: risk.language)]
            entry.details = [risk.state.label]
            entry.marking = risk.marking
            return entry
        }
    }
}
