import Domain
import Web

/// Who reads a material: it is out, its audience holds, and the stricter of its own marking and the event's does.
enum MaterialReading {
    /// Also where it was withdrawn: who could read it still sees its title.
    static func sees(
        _ material: MaterialRecord, of marking: String, _ membership: Membership, now: Int64
    ) -> Bool {
        if membership.runsTheRoom { return true }
        guard material.state != .draft, (material.releasedAt ?? .max) <= now, !membership.isStranger else {
            return false
        }
        return isMeant(material.fields.whom, membership)
            && membership.reads(TLP.stricter(material.fields.marking, marking))
    }

    /// Whether the file is given out.
    static func opens(_ material: MaterialRecord, of marking: String, _ membership: Membership, now: Int64) -> Bool {
        if membership.runsTheRoom { return true }
        return material.isOut(at: now) && sees(material, of: marking, membership, now: now)
    }

    private static func isMeant(_ audience: MaterialAudience, _ membership: Membership) -> Bool {
        switch audience {
        case .team: membership.roles.contains { $0.runsTheRoom || $0 == .rapporteur }
        case .participants: membership.contributes
        case .everybody: true
        }
    }
}
