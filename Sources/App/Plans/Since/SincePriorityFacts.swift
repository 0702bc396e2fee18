import Domain
import Storage
import Web

/// Priorities that were proposed, adopted, confirmed and dropped.
enum SincePriorityFacts: SinceFeature {
    static let sinceOrder = 40
    static var sinceNoun: (kind: String, label: Message) { ("priority", L("Priority")) }
    static let sinceKinds: [String] = [
        "plan-priority.decision", "plan-priority.proposal", "plan-priority.rewording",
    ]

    static func sinceChange(_ entry: SinceEntry) -> SinceChange.What? {
        entry.kind == "plan-priority.proposal" ? .came : entry.state
    }

    static func sinceThings(_ ids: Set<String>, _ reader: SinceReader, _ reading: any Reading) throws -> [SinceThing] {
        let standing = reader.standing
        return try PlanPriorityStore(reading).priorities(ids.sorted().compactMap { PlanPriority.ID($0) }).filter {
            $0.programme == reader.programme && standing.reads($0)
        }.map { priority in
            SinceThing(
                subject: SinceSubject(sinceNoun.kind, priority.id.description), title: priority.statement,
                language: priority.fields.language, marking: priority.marking, isShared: true,
                path: PlanPriorityPaths.priority(reader.programme, priority.id),
                regions: Set([priority.region].compactMap { $0 }))
        }
    }

    static func sinceState(_ state: String) -> Message {
        PlanPriorityState(rawValue: state)?.label ?? .verbatim(state)
    }
}
