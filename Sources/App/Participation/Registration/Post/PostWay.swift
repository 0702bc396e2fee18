import Domain
import Storage
import Web

/// Where somebody acts who speaks for a country, a city, an organisation or a group: its page of the event, for who can sign in; for everybody
/// else the link at which they choose a password first, made from their entry of the directory, and which leads there.
struct PostWay: Sendable, Hashable {
    /// Of this server.
    let path: String
    /// Until when the link works; nothing for the page itself.
    let until: Int64?

    private static let least = 30 * EpochTime.day
    private static let most = 180 * EpochTime.day

    /// The page where its people are named (Focal).
    static func page(of behalf: Behalf, in event: Event.ID) -> String {
        "/my-countries/\(PercentCoding.encode(behalf.segment))/events/\(event)"
    }

    /// The page of who heads a secretariat (Focal).
    static func page(of region: App.Region.ID) -> String { "/my-regions/\(region)" }

    /// Whether a mail to them has to bring the way to an account. Who is signed in, be it by a link of an administrator, has one.
    static func needsAccount(_ reader: PostReader, now: Int64, _ reading: any Reading) throws -> Bool {
        guard let id = reader.account, let account = try AccountStore(reading).known(id) else { return true }
        guard try !AccountOperations.canSignIn(account, reading) else { return false }
        return try account.isDisabled || AccountStore(reading).sessions(of: id, now: now).isEmpty
    }

    /// The way of one reader; the account is made where there is none. The link is as secret as a password: it stands in mail to its owner, and
    /// is shown to administrators alone.
    static func open(_ reader: PostReader, for behalf: Behalf, in event: EventRecord, _ work: Work) throws -> PostWay? {
        guard behalf.holder != nil else { return nil }
        return try open(reader, to: page(of: behalf, in: event.id), in: event, work)
    }

    /// The same to any page.
    static func open(_ reader: PostReader, to page: String, in event: EventRecord, _ work: Work) throws -> PostWay? {
        guard let person = reader.person else { return nil }
        guard try needsAccount(reader, now: work.now, work.tx) else { return PostWay(path: page, until: nil) }
        let end = EventClock(zone: event.timeZone).milliseconds("\(event.endsOn)T23:59") ?? work.now
        let until = min(max(work.now + least, end), work.now + most)
        let link = try AccountOperations.invitePersonIn(
            work, InvitationOrigin(person, back: page), email: reader.address, name: reader.name, until: until)
        return link.map { PostWay(path: $0, until: until) }
    }
}

/// Whom an invitation reaches, before it goes out.
struct InvitationReach: Sendable {
    /// Who is asked for somebody.
    let readers: [PostReader]
    /// Who is told in place of a country for which nobody can be asked.
    let heads: [PostReader]
    /// Those of the first whose account is made by it.
    let newcomers: [PostReader]

    init(_ invitation: InvitationRecord, in event: EventRecord, now: Int64, _ reading: any Reading) throws {
        let store = PostStore(reading)
        if invitation.target.kind == .person {
            let person = Person.ID(invitation.target.code)
            readers = try person.flatMap { try store.reader(of: $0, invitation.language, in: event) }.map { [$0] } ?? []
            (heads, newcomers) = ([], [])
            return
        }
        let day = CalendarDate.today(now, timeZone: event.timeZone)
        let found = try store.holders(of: invitation.target, in: event, on: day)
        readers = found
        heads = try found.isEmpty ? store.heads(for: invitation.target, in: event, on: day)?.readers ?? [] : []
        newcomers = try found.filter { try PostWay.needsAccount($0, now: now, reading) }
    }
}
