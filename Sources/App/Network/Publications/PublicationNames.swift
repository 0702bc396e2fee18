import Domain
import Storage
import Web

/// What the members of a programme are called in it, also those that have left.
struct PublicationNames: Sendable {
    private let names: MemberNames
    /// Those of today, by name.
    let members: [MemberRecord]

    init(_ programme: Programme.ID, _ reading: any Reading, now: Int64) throws {
        let all = try MemberStore(reading).members(of: programme, on: nil)
        names = try MemberNames(all.map(\.ref), reading)
        let day = CalendarDate.today(now)
        members = all.filter { $0.holds(on: day) }
    }

    func name(_ member: MemberRef) -> String { names.name(member).string() }

    func names(_ leads: [PublicationLead]) -> [String] { leads.map { name($0.member) }.sorted() }
}
