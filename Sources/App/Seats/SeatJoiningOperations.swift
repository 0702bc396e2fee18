import Domain
import Storage
import Web

/// Joining two seats of one person.
enum SeatJoiningOperations {
    /// Everything of the joined seat becomes the kept one's; in an open round one ballot is left, in a closed one both stay.
    ///
    /// Where the joined seat is signed in, and its link, go on as the kept one only where that lets nobody into a seat that is somebody's
    /// already: it has not been taken yet, or an organiser joins, who may show its link anyway; and never while it has a ballot in an open
    /// round, which would be seen. Else they end, and the person opens the kept seat's link.
    static func join(
        _ visit: Visit, _ event: Event.ID, kept: Participant.ID, joined: Participant.ID
    ) async throws -> SeatJoining.ID {
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            guard kept != joined else { throw Refusal.invalid(["joined": L("Choose two different seats.")]) }
            let keptSeat = try JoiningOperations.seat(kept, of: event, tx)
            let isTaken = keptSeat.state == .present || keptSeat.account != nil
            guard try JoiningOperations.seat(joined, of: event, tx).account == nil else { throw Refusal.seatOfAccount }
            let work = Work(tx, visit)
            let (store, id) = (SeatJoiningStore(tx), work.environment.id(SeatJoining.ID.self))
            guard try !store.hasVotedAlone(joined, kept) else { throw Refusal.seatHasVoted }
            let mayShow = try Policy.allows(
                .organise, visitor: visit.visitor, roles: visit.membership(in: event, tx).roles)
            // Nobody comes to the rights of who runs the room by being joined.
            let goesOn =
                try !keptSeat.role.runsTheRoom && !JoiningStore(tx).hasOpenBallot(kept) && (!isTaken || mayShow)
            let moved = try store.move(joined, into: kept, access: goesOn)
            try store.insert(id, event, kept: kept, joined: joined, moved, now: work.now)
            try JoiningStore.letTogether(SeatPair(kept, joined), tx)
            try work.record(
                .event(event), "participant:\(joined)", "participant.joining",
                ["into": .text(kept.description), "votesGone": .whole(moved.votesGone)])
            return id
        }
    }

    /// Remembers that two seats are two people's, so that they are not shown as likely doubles again. Joining them all the same ends that.
    static func keepApart(_ visit: Visit, _ event: Event.ID, _ one: Participant.ID, _ other: Participant.ID)
        async throws
    {
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            guard one != other else { throw Refusal.invalid(["second": L("Choose two different seats.")]) }
            for seat in [one, other] { _ = try JoiningOperations.seat(seat, of: event, tx) }
            let pair = SeatPair(one, other)
            guard try !JoiningStore(tx).keptApart(in: event).contains(pair) else { return }
            let work = Work(tx, visit)
            try JoiningStore.keepApart(pair, in: event, now: work.now, tx)
            try work.record(
                .event(event), "participant:\(pair.first)", "participant.distinction",
                ["from": .text(pair.second.description)])
        }
    }

    /// Two seats again, each with what it had. A vote that gave way in an open round does not come back.
    static func part(_ visit: Visit, _ event: Event.ID, _ id: SeatJoining.ID) async throws {
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            let (store, work) = (SeatJoiningStore(tx), Work(tx, visit))
            let (kept, joined, moved) = try store.moved(by: id, in: event)
            try store.moveBack(id, moved, kept: kept, joined: joined, now: work.now)
            try work.record(
                .event(event), "participant:\(joined)", "participant.parting", ["from": .text(kept.description)])
        }
    }
}
