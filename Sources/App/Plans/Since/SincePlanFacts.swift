import Domain
import Storage
import Web

/// Plans that were begun, adopted and closed.
enum SincePlanFacts: SinceFeature {
    static let sinceOrder = 30
    static var sinceNoun: (kind: String, label: Message) { ("plan", L("Plan")) }
    static let sinceKinds: [String] = [
        "plan.adoption", "plan.closing", "plan.creation", "plan.reopening", "plan.review",
    ]

    static func sinceChange(_ entry: SinceEntry) -> SinceChange.What? {
        switch entry.kind {
        case "plan.creation": .came
        case "plan.review": .state(from: PlanStage.draft.rawValue, to: PlanStage.inReview.rawValue)
        case "plan.reopening": .state(from: PlanStage.inReview.rawValue, to: PlanStage.draft.rawValue)
        case "plan.adoption": .state(from: PlanStage.inReview.rawValue, to: PlanStage.adopted.rawValue)
        case "plan.closing": .state(from: PlanStage.adopted.rawValue, to: PlanStage.closed.rawValue)
        default: nil
        }
    }

    static func sinceThings(_ ids: Set<String>, _ reader: SinceReader, _ reading: any Reading) throws -> [SinceThing] {
        let voice = try PlanVoice(
            reader.standing.visitor, reader.programme, now: reader.standing.now, reading)
        let homes = reader.standing.homes
        return try PlanRecordStore(reading).plans(ids.sorted().compactMap { ProgrammePlan.ID($0) }).filter {
            $0.programme == reader.programme && voice.reads($0)
        }.map { plan in
            let region = plan.region ?? plan.owner?.country.flatMap { homes[$0] }
            return SinceThing(
                subject: SinceSubject(sinceNoun.kind, plan.id.description), title: plan.title,
                language: plan.fields.language, marking: plan.marking, isShared: plan.sharing == .programme,
                path: PlanPaths.plan(plan.id), regions: Set([region].compactMap { $0 }), country: plan.owner?.country)
        }
    }

    static func sinceState(_ state: String) -> Message { PlanStage(rawValue: state)?.label ?? .verbatim(state) }
}
