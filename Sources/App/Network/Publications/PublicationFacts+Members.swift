import Storage
import Web

/// On the page of a member: what it writes and wrote.
extension PublicationFacts: MemberSectionFeature {
    static var memberSection: (order: Int, title: Message) { (10, L("Publications")) }

    static func things(of member: MemberRef, in programmes: [Programme.ID], _ visit: Visit, _ reading: any Reading)
        throws -> [MemberThing]
    {
        let sight = try PublicationSight(visit, reading)
        return try sight.seen(PublicationStore(reading).publications(of: programmes)).filter {
            $0.members.contains(member)
        }.map { one in
            MemberThing(
                title: one.record.title, path: PublicationPaths.one(one.record.id), marking: one.record.marking,
                note: one.record.state.label)
        }
    }
}

/// On the page of a country: what others released.
extension PublicationFacts: CountryThingFeature {
    static func offers(to member: MemberRef, in programmes: [Programme.ID], _ visit: Visit, _ reading: any Reading)
        throws -> [CountryThing]
    {
        let released = try PublicationStore(reading).publications(of: programmes).filter(\.isReleased)
        return try PublicationSight(visit, reading).seen(released).filter { !$0.members.contains(member) }.map { one in
            CountryThing(
                thing: MemberThing(
                    title: one.record.title, path: PublicationPaths.one(one.record.id), marking: one.record.marking,
                    note: one.record.releasedOn.map { L("released on \(DateText.day($0))") }), from: nil,
                at: one.record.changedAt)
        }
    }
}
