import Domain
import Markup
import Storage
import Web

/// A need that an event studies stands in its thread, above the topic that it became.
extension SharingFacts: ThreadFeature {
    static let threadKinds: [ThreadKind] = [.need]

    static func tellThread(_ asked: ThreadAsked, _ reading: any Reading, _ material: inout ThreadMaterial) throws {
        try SharedNeedStore(reading).tellThread(asked.events, &material)
    }

    static func threadHome(of id: String) -> SQL { SharedNeedStore.threadHome(of: id) }
}

/// From the page of an item: it becomes a need, by who acts for a member.
extension SharingFacts: ThreadActFeature {
    static func act(
        on item: ThreadItem, in programme: Programme.ID, _ visit: Visit, _ reading: any Reading
    ) throws -> HTML {
        if item.kind == .need, let id = SharedNeed.ID(item.id) {
            let isSeen = try SharedReading(visit, reading).sees(SharedNeedStore(reading).need(id))
            return isSeen ? "<p><a href=\"\(Paths.sharedNeed(programme, id))\">\(L("Open its page"))</a></p>" : .empty
        }
        guard visit.visitor.account != nil, NeedSource.kinds.contains(item.kind), !item.isWithdrawn,
            try MemberVoice(visit, programme, reading).speaks
        else { return .empty }
        let query = QueryText.of([("source", NeedSource(item: item).reference)])
        return """
            <p><a href="\(Paths.newSharedNeed(programme))\(query)">\(L("Name it as a need that members may share"))</a></p>
            """
    }
}
