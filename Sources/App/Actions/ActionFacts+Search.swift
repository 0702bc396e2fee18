import Domain
import Storage
import Web

/// Actions of programmes, by who reads them.
extension ActionFacts: SearchFeature {
    private static let kind = SearchKind("action", order: 86, L("Actions"))

    static var searchKinds: [SearchKind] { [kind] }

    static func tellSearch(_ asked: SearchAsked, _ reading: any Reading) throws -> [SearchEntry] {
        let programmes = asked.programmes.keys.sorted()
        guard !programmes.isEmpty else { return [] }
        let voice = try ActionVoice(asked.visit, reading)
        let seen = try ActionStore(reading).actions(of: programmes).filter(voice.reads)
        let proofs = try ActionProofs(seen, reading)
        return seen.map { action in
            var entry = SearchEntry(
                kind, action.id, SearchText(action.title, in: action.language), in: .programme(action.programme),
                path: Paths.action(action.id))
            entry.texts = [SearchText(action.text, in: action.language)]
            entry.details = [proofs.standing(action, for: voice).label]
            entry.marking = action.marking
            return entry
        }
    }
}
