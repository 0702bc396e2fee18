import Domain
import Web

extension Membership {
    /// Whether something in the event that is marked so is read: RED by those who are known and have come, AMBER by those who are known
    /// and let in, the rest by everybody in the event; who is not in it reads what is CLEAR.
    func reads(_ marking: String) -> Bool {
        if runsTheRoom { return true }
        guard !isStranger else { return marking == "CLEAR" }
        switch marking {
        case "RED": return places.contains { $0.isKnown && $0.hasCome }
        case "AMBER", "AMBER+STRICT": return places.contains { $0.isKnown && $0.isApproved }
        default: return true
        }
    }
}
