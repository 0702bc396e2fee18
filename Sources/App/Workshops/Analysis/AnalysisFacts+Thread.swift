import Domain
import Storage
import Web

/// Aspects stand in the thread, under their issue and their cases.
extension AnalysisFacts: ThreadFeature {
    static let threadKinds: [ThreadKind] = [.aspect]

    static func tellThread(_ asked: ThreadAsked, _ reading: any Reading, _ material: inout ThreadMaterial) throws {
        try AspectStore(reading).tellThread(asked.events, &material)
    }

    static func threadHome(of id: String) -> SQL { AspectStore.threadHome(of: id) }

    static func threadPage(of item: ThreadItem) -> String? { item.page(Paths.aspect) }
}
