import Domain
import Storage
import Web

/// Rounds stand in the thread, with the issues on their ballots and the places that these had.
extension VotingFacts: ThreadFeature {
    static let threadKinds: [ThreadKind] = [.round]

    static func tellThread(_ asked: ThreadAsked, _ reading: any Reading, _ material: inout ThreadMaterial) throws {
        try RoundStore(reading).tellThread(asked.events, &material)
    }

    static func threadHome(of id: String) -> SQL { RoundStore.threadHome(of: id) }

    static func threadPage(of item: ThreadItem) -> String? { item.isRevealed ? item.page(RoundPaths.result) : nil }
}
