import Domain
import Storage
import Web

/// On the page of a member, and of a country: the actions that it owns.
extension ActionFacts: MemberSectionFeature {
    static var memberSection: (order: Int, title: Message) { (order: 45, title: L("Actions")) }

    static func things(of member: MemberRef, in programmes: [Programme.ID], _ visit: Visit, _ reading: any Reading)
        throws -> [MemberThing]
    {
        let voice = try ActionVoice(visit, reading)
        let own = try ActionStore(reading).actions(of: programmes).filter {
            $0.owner == .member(member) && $0.state != .dropped && voice.reads($0)
        }
        let proofs = try ActionProofs(own, reading)
        return own.map { one in
            MemberThing(
                title: one.title, path: Paths.action(one.id), marking: one.marking,
                note: proofs.standing(one, for: voice).label)
        }
    }
}
