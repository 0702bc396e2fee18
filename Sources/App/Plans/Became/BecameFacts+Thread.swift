import Domain
import Storage
import Web

/// What a programme plans stands in the thread: between what was said at a meeting and what it has become.
extension BecameFacts: ThreadFeature {
    static let threadKinds: [ThreadKind] = [.indicator, .risk, .priority, .idea, .proposal, .project, .result]

    static func tellThread(_ asked: ThreadAsked, _ reading: any Reading, _ material: inout ThreadMaterial) throws {
        try BecameThread.tell(asked, reading, &material)
    }

    static func threadHome(of id: String) -> SQL { BecameStore.threadHome(of: id) }

    static func threadPage(of item: ThreadItem) -> String? {
        guard let programme = item.programme else { return nil }
        return switch item.kind {
        case .indicator:
            ThreadIndicator(item.id).flatMap { Framework.ID($0.framework) }.map {
                FrameworkPaths.framework(programme, $0)
            }
        case .risk: RiskScenario.ID(item.id).map { RiskPaths.risk(programme, $0) }
        case .priority: PlanPriority.ID(item.id).map { PlanPriorityPaths.priority(programme, $0) }
        case .idea: ProjectIdea.ID(item.id).map { IdeaPaths.one($0) }
        case .proposal: IdeaProposal.ID(item.id).map { IdeaPaths.proposal($0) }
        case .project: ProjectPaths.one(programme)
        case .result: ProjectPaths.one(programme) + "#results"
        default: nil
        }
    }

    static func threadBeside(_ events: [Event.ID], _ reading: any Reading) throws -> [Event.ID] {
        try BecameStore(reading).beside(events)
    }
}
