import Domain
import Storage
import Web

/// Sections of the guide stand in the thread, under what they cite.
extension GuideFacts: ThreadFeature {
    static let threadKinds: [ThreadKind] = [.section]

    static func tellThread(_ asked: ThreadAsked, _ reading: any Reading, _ material: inout ThreadMaterial) throws {
        try GuideStore(reading).tellThread(asked.events, &material)
    }

    static func threadHome(of id: String) -> SQL { GuideStore.threadHome(of: id) }

    static func threadPage(of item: ThreadItem) -> String? { item.page(Paths.guideSection) }
}
