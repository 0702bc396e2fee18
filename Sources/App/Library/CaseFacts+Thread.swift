import Domain
import Storage
import Web

/// Cases stand in the thread, over what rests on them.
extension CaseFacts: ThreadFeature {
    static let threadKinds: [ThreadKind] = [.pastCase]

    static func tellThread(_ asked: ThreadAsked, _ reading: any Reading, _ material: inout ThreadMaterial) throws {
        material.cases = try CaseStore(reading).threadItems(of: asked.events, and: asked.pastCase)
    }

    static func threadHome(of id: String) -> SQL { CaseStore.threadHome(of: id) }

    static func threadPage(of item: ThreadItem) -> String? { item.page(Paths.eventCase) }
}
