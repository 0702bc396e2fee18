import Domain
import Storage
import Web

/// Issues stand in the thread, with what was joined into them.
extension IssueFacts: ThreadFeature {
    static let threadKinds: [ThreadKind] = [.issue]

    static func tellThread(_ asked: ThreadAsked, _ reading: any Reading, _ material: inout ThreadMaterial) throws {
        try IssueStore(reading).tellThread(asked.events, &material)
    }

    static func threadHome(of id: String) -> SQL { IssueStore.threadHome(of: id) }

    static func threadPage(of item: ThreadItem) -> String? { item.page(Paths.issue) }
}
