import Domain
import Storage
import Web

/// Desired situations and interventions stand in the thread, as far as their sheet may be seen.
extension EnvisionFacts: ThreadFeature {
    static let threadKinds: [ThreadKind] = [.situation, .intervention]

    static func tellThread(_ asked: ThreadAsked, _ reading: any Reading, _ material: inout ThreadMaterial) throws {
        try InterventionStore(reading).tellThread(asked.events, asked.visitor, &material)
    }

    static func threadHome(of id: String) -> SQL { InterventionStore.threadHome(of: id) }

    static func threadPage(of item: ThreadItem) -> String? {
        item.kind == .situation ? item.page(Paths.situation) : item.page(Paths.intervention)
    }
}
