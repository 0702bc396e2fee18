import Domain
import Storage
import Web

/// Those who were taken out of an event under People: what stood in their calendar goes. Of a seat that goes with its registration the mails
/// about registrations tell (``PostPerson``).
enum AgendaLeavers {
    /// - Parameter kept: how long back is looked, in milliseconds: a server that stood still for longer tells no more.
    static func tell(_ services: Services, noticedFor kept: Int64) async throws {
        let until = services.environment.now() - services.settings.mailPause
        let left = try await services.database.read { try SeatTurnStore($0).left(from: until - kept, to: until) }
        for one in left {
            let isTold = try await services.database.read { try PostStore($0).isReminded(key(one)) }
            guard !isTold else { continue }
            try await services.database.write { tx in
                try tellIn(Work(tx, services.environment), one, services.settings)
            }
        }
    }

    private static func key(_ left: SeatTurnStore.Left) -> String { "seat:\(left.seat):left:\(left.turns)" }

    private static func tellIn(_ work: Work, _ left: SeatTurnStore.Left, _ settings: Settings) throws {
        let store = AgendaMailStore(work.tx)
        guard try PostStore.remind(key(left), of: left.event, now: work.now, work.tx),
            try !store.isToldByRegistration(left.seat)
        else { return }
        let event = try EventStore(work.tx).event(left.event)
        guard event.isMeeting, event.standing == .planned, let reader = try store.leaver(left.seat, of: event) else {
            return
        }
        let hasEntry = try store.seated(in: event.id).contains(left.seat.description)
        let own = try CalendarFeatures.own(left.seat, in: event.id, work.tx)
        guard hasEntry || !own.isEmpty else { return }
        let replyTo = try PostStore(work.tx).setting(of: event.id).replyTo
        let file =
            try hasEntry
            ? CalendarOperations.invitation(
                to: event.id, for: reader.attendee, hasSeat: false, turns: left.turns, own: own, replyTo: replyTo,
                at: work.now, settings: settings, language: reader.language, work.tx)
            : CalendarOperations.message(
                .cancel, of: own.map { $0.cancelled(at: work.now).turned(left.turns) }, for: reader.attendee,
                replyTo: replyTo, at: work.now, settings: settings, language: reader.language, work.tx)
        let words = AgendaMailWords(event: event, reader: reader, settings: settings, seat: left.seat.description)
        let programme = try ProgrammeStore(work.tx).programme(event.programme).title
        try AgendaMails.write(
            work, event, reader, words.left(programme), file, key: "agenda:\(key(left))", replyTo)
    }
}
