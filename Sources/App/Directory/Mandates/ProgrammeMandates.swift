import Domain
import Storage
import Web

/// What is held in a programme: by its own mandates, and by those that hold everywhere for who belongs to it at that time.
enum ProgrammeMandates {
    /// - Parameter day: those that hold on it, for who belongs to it on it; nothing for all that were ever given.
    static func all(of programme: Programme.ID, on day: String?, _ reading: any Reading) throws -> [MandateRecord] {
        let times = Dictionary(grouping: try MemberStore(reading).members(of: programme, on: day), by: \.ref)
        return try MandateStore(reading).mandates(in: programme).filter { mandate in
            guard mandate.isGiven, day.map({ mandate.holds(on: $0) }) ?? true else { return false }
            if mandate.programme == programme { return true }
            guard let ref = MemberRef(mandate.holder) else { return false }
            let held = MemberInterval(since: mandate.since, until: mandate.until)
            return times[ref]?.contains { $0.interval.overlaps(held) } ?? false
        }
    }
}
