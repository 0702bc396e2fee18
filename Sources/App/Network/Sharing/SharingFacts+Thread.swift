import Domain
import Markup
import Storage
import Web

/// From the page of an item: it becomes a need, by who acts for a member.
extension SharingFacts: ThreadActFeature {
    static func act(
        on item: ThreadItem, in programme: Programme.ID, _ visit: Visit, _ reading: any Reading
    ) throws -> HTML {
        guard visit.visitor.account != nil, NeedSource.kinds.contains(item.kind), !item.isWithdrawn,
            try MemberVoice(visit, programme, reading).speaks
        else { return .empty }
        let query = QueryText.of([("source", NeedSource(item: item).reference)])
        return """
            <p><a href="\(Paths.newSharedNeed(programme))\(query)">\(L("Name it as a need that members may share"))</a></p>
            """
    }
}
