import Domain
import Storage
import Web

/// Scenarios that were told, treated and closed.
enum SinceRiskFacts: SinceFeature {
    static let sinceOrder = 50
    static var sinceNoun: (kind: String, label: Message) { ("risk", L("Scenario")) }
    static let sinceKinds: [String] = ["risk.agreement", "risk.end", "risk.telling", "risk.treatment"]

    static func sinceChange(_ entry: SinceEntry) -> SinceChange.What? {
        switch entry.kind {
        case "risk.telling": .came
        // The first agreement is what assesses it.
        case "risk.agreement":
            entry.move("band").flatMap {
                $0.from.isEmpty ? .state(from: RiskState.draft.rawValue, to: RiskState.assessed.rawValue) : nil
            }
        default: entry.state
        }
    }

    static func sinceThings(_ ids: Set<String>, _ reader: SinceReader, _ reading: any Reading) throws -> [SinceThing] {
        let standing = reader.standing
        return try RiskStore(reading).risks(ids.sorted().compactMap { RiskScenario.ID($0) }).filter {
            $0.programme == reader.programme && standing.reads($0)
        }.map { risk in
            let region = risk.place.region ?? risk.place.country.flatMap { standing.homes[$0] }
            return SinceThing(
                subject: SinceSubject(sinceNoun.kind, risk.id.description), title: risk.fields.title,
                language: risk.fields.language, marking: risk.marking,
                isShared: risk.draft.isShared, path: RiskPaths.risk(reader.programme, risk.id),
                regions: Set([region].compactMap { $0 }), country: risk.place.country)
        }
    }

    static func sinceState(_ state: String) -> Message { RiskState(rawValue: state)?.label ?? .verbatim(state) }
}
