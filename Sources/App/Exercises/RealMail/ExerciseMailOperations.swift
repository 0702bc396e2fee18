import Domain
import Storage
import Web

/// Real mail of an exercise is turned on by its director, who types its name, and off by whoever runs it; players choose for themselves.
enum ExerciseMailOperations {
    /// - Parameter name: of the exercise, as its director types it.
    static func turnOn(_ visit: Visit, _ event: Event.ID, name: String) async throws {
        let typed = FieldCheck.line(String(name.prefix(400)))
        let settings = visit.settings
        try await visit.database.write { tx in
            let play = try excon(visit, event, tx)
            guard try ExerciseStanding(visit, event, tx).isDirector else { throw Refusal.forbidden }
            guard !play.exercise.state.isOver, play.exercise.state != .cancelled else { throw Refusal.exerciseHasEnded }
            guard typed == play.plan.msel.title else {
                throw Refusal.invalid(["name": L("Type the name of the exercise as it is: \(play.plan.msel.title)")])
            }
            guard settings.mail != nil else { throw Refusal.noMail }
            guard !settings.exerciseMailDomains.isEmpty else { throw Refusal.exerciseMailHasNoDomain }
            guard try ExerciseMailStore(tx).onSince(event) == nil else { return }
            try ExerciseMailStore.set(play.now, of: event, play.work)
            try play.record("exercise:\(event)", "exercise-mail.start")
        }
    }

    /// What waits is not sent any more.
    static func turnOff(_ visit: Visit, _ event: Event.ID) async throws {
        try await visit.database.write { tx in
            let play = try excon(visit, event, tx)
            guard try ExerciseMailStore(tx).onSince(event) != nil else { return }
            try ExerciseMailStore.set(nil, of: event, play.work)
            try play.record("exercise:\(event)", "exercise-mail.stop")
        }
    }

    private static func excon(_ visit: Visit, _ event: Event.ID, _ tx: Transaction) throws -> PlayWork {
        let standing = try ExerciseStanding(visit, event, tx)
        try standing.require(standing.isExcon)
        return try PlayWork(event, Work(tx, visit))
    }

    /// A player wants mail of the exercise, or none.
    static func choose(_ visit: Visit, _ event: Event.ID, _ isWanted: Bool) async throws {
        let settings = visit.settings
        try await visit.database.write { tx in
            let player = try PlayerSeat(visit, event, tx)
            let work = player.work(visit, tx)
            let choice = try ExerciseMailChoice(player, settings, tx)
            if isWanted {
                guard !player.exercise.state.isOver else { throw Refusal.exerciseHasEnded }
                guard let address = choice.address, choice.isAllowed else {
                    throw Refusal.invalid(["wanted": choice.fault ?? L("This value is not one of those allowed.")])
                }
                guard !choice.isWanted else { return }
                try ExerciseOutbox.allow(address, tx)
            } else if !choice.isChosen {
                return
            }
            try ExerciseMailStore.choose(isWanted, player.seat.participant, in: event, work)
            try work.record(
                .part(event, ExercisePlaces.excon), "exercise-seat:\(player.seat.id)", "exercise-mail.choice",
                ["wanted": .flag(isWanted)])
        }
    }
}

/// Whether a player gets mail of the exercise, and where.
struct ExerciseMailChoice: Sendable {
    /// Asked for, and not stopped since by a link in a mail.
    let isWanted: Bool
    let isChosen: Bool
    let isOn: Bool
    /// Of their invitation; nothing where none is known.
    let address: String?
    let isAllowed: Bool

    init(_ player: PlayerSeat, _ settings: Settings, _ reading: any Reading) throws {
        let event = player.event.id
        address = try ReminderStore(reading).readers(of: event).first { $0.participant == player.seat.participant }?
            .address
        isAllowed = address.map { ExerciseMailing.isAllowed($0, settings) } ?? false
        isOn = try ExerciseMailStore(reading).onSince(event) != nil
        let isAsked = try ExerciseMailStore(reading).choices(of: event)[player.seat.participant] != nil
        let isStopped = try address.map { try !ExerciseOutbox.stopped([$0], reading).isEmpty } ?? false
        isChosen = isAsked
        isWanted = isAsked && !isStopped
    }

    /// Why none can come.
    var fault: Message? {
        guard address != nil else { return L("No e-mail address is known from your invitation.") }
        return isAllowed ? nil : L("The domain of your address is not on this server’s list for exercises.")
    }
}
