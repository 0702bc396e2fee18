import Domain
import Storage
import Web

/// What the members of a programme are called in it, also those that have left.
struct PublicationNames: Sendable {
    private let names: [MemberRef: String]
    /// Those of today, by name.
    let members: [MemberRecord]

    init(_ programme: Programme.ID, _ reading: any Reading, now: Int64) throws {
        let all = try MemberStore(reading).members(of: programme, on: nil)
        names = Dictionary(all.sorted { $0.since < $1.since }.map { ($0.ref, $0.name) }) { _, later in later }
        let day = CalendarDate.today(now)
        members = all.filter { $0.holds(on: day) }
    }

    func name(_ member: MemberRef) -> String { names[member] ?? member.ref }

    func names(_ leads: [PublicationLead]) -> [String] { leads.map { name($0.member) }.sorted() }
}
