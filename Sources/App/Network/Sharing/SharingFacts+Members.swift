import Storage
import Web

/// On the page of a member: what it needs, with others.
extension SharingFacts: MemberSectionFeature {
    static var memberSection: (order: Int, title: Message) { (30, L("Needs", context: "of members")) }

    static func things(of member: MemberRef, in programmes: [Programme.ID], _ visit: Visit, _ reading: any Reading)
        throws -> [MemberThing]
    {
        let needs = try SharedNeedStore(reading).needs(of: programmes).filter { $0.members.contains(member) }
        return try SharedReading(visit, reading).seen(needs).map { one in
            MemberThing(
                title: one.title, path: Paths.sharedNeed(one.programme, one.id), marking: one.marking,
                note: one.state.label)
        }
    }
}
