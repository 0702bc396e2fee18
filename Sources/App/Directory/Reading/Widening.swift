import Domain
import Storage
import Web

/// Whether a record comes to be read by somebody who does not read it as it is: asked of ``mayRead`` for every place that somebody can have
/// in its programme, and for the persons that it names.
enum Widening {
    /// - Throws: ``Refusal/moreReaders``.
    static func refuse(from before: Readable, to after: Readable, _ reading: any Reading, now: Int64) throws {
        guard before != after, try isWider(from: before, to: after, reading, now: now) else { return }
        throw Refusal.moreReaders
    }

    static func isWider(from before: Readable, to after: Readable, _ reading: any Reading, now: Int64) throws -> Bool {
        func gains(_ visitor: Visitor, _ roster: NetworkRoster) -> Bool {
            mayRead(after, visitor, roster, now: now).isAllowed && !mayRead(before, visitor, roster, now: now).isAllowed
        }
        if gains(.guest, NetworkRoster()) { return true }
        guard let programme = after.programme else { return false }
        var places = [NetworkRoster(), NetworkRoster()]
        places[0].organises = [programme]
        places[1].attends = [programme]
        // Each member that is named or from which it comes, and one that is neither.
        var members: [Set<MemberRef>] = [[]]
        for record in [before, after] {
            members += record.originators.union(record.audience.members).sorted().map { Set([$0]) }
        }
        for held in members {
            var place = NetworkRoster()
            place.belongs[programme] = held
            places.append(place)
        }
        if places.contains(where: { gains(.guest, $0) }) { return true }
        let added = after.audience.accounts.subtracting(before.audience.accounts)
        return try ReaderStore(reading).readers(of: programme, only: added, now: now).contains {
            gains($0.visitor, $0.roster)
        }
    }
}
