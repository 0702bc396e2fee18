import Domain
import Storage
import Web

/// Plans of programmes, by who reads them; their actions are found as actions.
extension PlanFacts: SearchFeature {
    private static let kind = SearchKind("plan", order: 89, L("Plans"))

    static var searchKinds: [SearchKind] { [kind] }

    static func tellSearch(_ asked: SearchAsked, _ reading: any Reading) throws -> [SearchEntry] {
        var entries: [SearchEntry] = []
        for programme in asked.programmes.keys.sorted() {
            let plans = try PlanRecordStore(reading).plans(of: programme)
            guard !plans.isEmpty else { continue }
            let voice = try PlanVoice(asked.visit, programme, reading)
            for plan in plans where voice.reads(plan) {
                var entry = SearchEntry(
                    kind, plan.id, SearchText(plan.title, in: plan.language), in: .programme(programme),
                    path: PlanPaths.plan(plan.id))
                entry.texts = [SearchText(plan.text, in: plan.language)]
                entry.details = [plan.kind.label, plan.stage.label]
                entry.marking = plan.marking
                entries.append(entry)
            }
        }
        return entries
    }
}
