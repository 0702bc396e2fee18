import Domain
import Storage
import Web

/// From what a priority comes, as somebody may see it.
struct PlanPrioritySource: Sendable {
    /// `issue:ID`, as it is stored.
    let reference: String
    let label: Message
    let title: String
    var language: String?
    let path: String?

    /// - Returns: nil for what there is not, or what the visitor does not see.
    static func find(_ reference: String, _ visit: Visit, _ programme: Programme.ID, _ reading: any Reading) throws
        -> PlanPrioritySource?
    {
        let sides = reference.split(separator: ":", maxSplits: 1).map { String($0) }
        guard sides.count == 2 else { return nil }
        do {
            switch sides[0] {
            case "risk":
                guard let id = RiskScenario.ID(sides[1]) else { return nil }
                let risk = try RiskOperations.seen(visit, programme, id, reading).0
                return PlanPrioritySource(
                    reference: reference, label: L("Risk"), title: risk.title, language: risk.language,
                    path: RiskPaths.risk(programme, id))
            case "shared-need":
                guard let id = SharedNeed.ID(sides[1]) else { return nil }
                let need = try SharedNeedOperations.seen(visit, programme, id, reading).0
                return PlanPrioritySource(
                    reference: reference, label: L("Shared need"), title: need.title, language: need.language,
                    path: Paths.sharedNeed(programme, id))
            case "priority":
                guard let id = PlanPriority.ID(sides[1]) else { return nil }
                let priority = try PlanPriorityOperations.seen(visit, programme, id, reading).0
                return PlanPrioritySource(
                    reference: reference, label: L("Earlier priority"), title: priority.statement,
                    language: priority.language, path: PlanPriorityPaths.priority(programme, id))
            case "indicator": return try indicator(sides[1], visit, programme, reading)
            case "finding", "lesson":
                return try ThreadReference(reference).flatMap { try shown($0, visit, programme, reading) }
            default:
                guard let item = try RiskSource.item(reference, visit, programme, reading) else { return nil }
                return PlanPrioritySource(
                    reference: reference, label: ThreadWords(names: try DirectoryNames(reading)).kind(item.kind),
                    title: item.title,
                    language: item.language, path: ThreadPaths.address(item))
            }
        } catch let refusal as Refusal where refusal.status == .notFound {
            return nil
        }
    }

    /// What a form offers: risks, shared needs, gaps, findings and lessons that the visitor reads, the latest first.
    static func offers(_ visit: Visit, _ programme: Programme.ID, _ standing: PlansStanding, _ reading: any Reading)
        throws -> [PlanPrioritySource]
    {
        let risks = try RiskStore(reading).risks(of: [programme]).filter { $0.state != .closed && standing.reads($0) }
        let needs = try SharedReading(visit, reading).seen(SharedNeedStore(reading).needs(of: programme)).filter {
            $0.state != .closed
        }
        return try risks.reversed().prefix(20).map { risk in
            PlanPrioritySource(
                reference: "risk:\(risk.id)", label: L("Risk"), title: risk.title, language: risk.language,
                path: RiskPaths.risk(programme, risk.id))
        }
            + needs.prefix(20).map { need in
                PlanPrioritySource(
                    reference: "shared-need:\(need.id)", label: L("Shared need"), title: need.title,
                    language: need.language, path: Paths.sharedNeed(programme, need.id))
            } + gapOffers(visit, programme, reading) + shownOffers(visit, programme, reading)
    }
}
