import Domain
import Storage
import Web

/// Statements of the outline stand in the thread, which has the only page of each.
extension OutlineFacts: ThreadFeature {
    static let threadKinds: [ThreadKind] = [.statement]

    static func tellThread(_ asked: ThreadAsked, _ reading: any Reading, _ material: inout ThreadMaterial) throws {
        try OutlineStore(reading).tellThread(asked.events, &material)
    }

    static func threadHome(of id: String) -> SQL { OutlineStore.threadHome(of: id) }
}
