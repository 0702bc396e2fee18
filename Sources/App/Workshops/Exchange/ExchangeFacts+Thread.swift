import Domain
import Storage
import Web

/// Decisions of countries stand in the thread, which has the only page of each.
extension ExchangeFacts: ThreadFeature {
    static let threadKinds: [ThreadKind] = [.adoption]

    static func tellThread(_ asked: ThreadAsked, _ reading: any Reading, _ material: inout ThreadMaterial) throws {
        try ExchangeStore(reading).tellThread(asked.events, &material)
    }

    static func threadHome(of id: String) -> SQL { ExchangeStore.threadHome(of: id) }
}
