import Storage
import Web

/// On the page of a member: the practices that it shares.
extension PracticeFacts: MemberSectionFeature {
    static var memberSection: (order: Int, title: Message) { (20, L("Practices")) }

    static func things(of member: MemberRef, in programmes: [Programme.ID], _ visit: Visit, _ reading: any Reading)
        throws -> [MemberThing]
    {
        let store = CaseStore(reading)
        let own = try programmes.flatMap { try store.cases(of: $0) }.filter { $0.owner == member }
        return try CaseReading(visit.visitor, now: visit.now, reading).seen(own).map { one in
            MemberThing(title: one.title, path: Paths.pastCase(one.programme, one.id), marking: one.marking)
        }
    }
}
