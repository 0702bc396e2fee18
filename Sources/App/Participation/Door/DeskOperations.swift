import Domain
import Storage
import Web

/// What a device at the door notes of one person.
struct DeskTick: Codable, Sendable {
    /// What the device calls it: 32 hexadecimal digits, made once.
    let nonce: String
    /// The line on its list that was pressed.
    let participant: Participant.ID?
    /// What was read from a name card, where the list does not know it.
    let code: String?
    /// Epoch milliseconds by the device's own clock, which may be wrong.
    let at: Int64
    /// Taken back: the note of this name, or `all` that were made of the person on that day until then.
    let undoes: String?

    static let all = "all"
}

/// Ticks as a device hands them in.
struct DeskQueue: Codable, Sendable {
    /// Epoch milliseconds by the same clock, now: by the difference its times are put right.
    let sentAt: Int64
    /// ISO 8601: the day that the list is of.
    let day: String
    let ticks: [DeskTick]
    /// The part of the agenda that it is of; absent for the whole day.
    var block: AgendaBlock.ID?
}

/// Of what a desk notes: a day, or a part of the agenda on it.
struct DeskPlace: Sendable, Hashable {
    /// ISO 8601, in the event's zone.
    let day: String
    var block: AgendaBlock.ID?

    /// - Throws: where the event has no such day, or the link is of another.
    init(_ day: String, _ block: AgendaBlock.ID?, _ access: DeskAccess, _ reading: any Reading) throws {
        // A link that was made for a day stands for it also where the event moved meanwhile: else its notes would never arrive.
        guard access.pass.map({ $0.day == day }) ?? EventDays.has(day, access.event) else {
            throw Refusal.invalid(["day": L("Choose one of the days of the event.")])
        }
        self.day = day
        // A part that was taken out of the agenda meanwhile: what was noted of it is a note of the day.
        let isKnown = try block.map { block in
            let clock = MomentWords(access.event.timeZone)
            return try AgendaStore(reading).draft(of: access.event.id).contains {
                $0.id == block.description && clock.wallClock($0.startsAt).date == day
            }
        }
        self.block = isKnown == true ? block : nil
    }

    /// The parts of the agenda that begin on the day.
    static func blocks(on day: String, of event: EventRecord, _ reading: any Reading) throws -> [AgendaContent.Block] {
        let clock = MomentWords(event.timeZone)
        return try AgendaStore(reading).draft(of: event.id).filter { block in
            clock.wallClock(block.startsAt).date == day && (block.kind == .plenary || block.kind == .parallel)
        }
    }

    /// What a device dates before it, by a clock that is wrong, happened then at the earliest.
    func earliest(_ access: DeskAccess) -> Int64 {
        if let pass = access.pass { return pass.opensAt }
        let noon = EventClock(zone: access.event.timeZone).milliseconds("\(day)T12:00") ?? 0
        return noon - EpochTime.day
    }

    func holds(_ note: AttendanceRecord) -> Bool { note.day == day && note.block == block }
}

/// What became of one tick.
struct DeskResult: Codable, Sendable, Hashable {
    enum State: String, Codable, Sendable, CaseIterable {
        /// Noted.
        case noted
        /// It was sent before: nothing was done twice.
        case known
        /// Noted; somebody had noted it already. A second tick is a note, not an error.
        case again
        /// Taken back.
        case undone
        /// There is nobody to note: they were removed, or the card is of another event.
        case unknown
        case elsewhere
        /// Noted when the device's link was no longer good: not taken, and kept by the device.
        case ended
    }

    let nonce: String
    let state: State
    /// Who it is of, where that is known.
    let participant: Participant.ID?
}

/// Who is here on a day, as devices show it.
struct DeskState: Codable, Sendable {
    struct Here: Codable, Sendable {
        let participant: Participant.ID
        /// Epoch milliseconds of the first note.
        let at: Int64
        /// As the event's clock shows it.
        let clock: String
        /// How many notes there are.
        let count: Int
    }

    let results: [DeskResult]
    /// Epoch milliseconds by the server's clock: a device learns from it how wrong its own is.
    let now: Int64
    let here: [Here]
    let expected: Int
    /// Another where the list of people has changed.
    let list: String
}

enum DeskOperations {
    /// Ticks in one sending: an afternoon of a large hall.
    static let most = 1_000
    /// Of one person, of a day or a part of the agenda; those taken back, too.
    static let mostNotes = 200

    /// Takes what a device noted: each tick once, as having happened when it did, in the order in which it happened.
    static func take(_ visit: Visit, _ event: Event.ID, _ queue: DeskQueue) async throws -> DeskState {
        guard queue.ticks.count <= most else {
            throw Refusal.invalid(["ticks": L("Send at most \(most) at once.")])
        }
        return try await visit.database.write { tx in
            let access = try DeskAccess.require(visit, event, sendsTicks: true, tx)
            let place = try DeskPlace(queue.day, queue.block, access, tx)
            let work = Work(tx, visit.environment, actor: access.actor)
            // How far the device's clock is behind.
            let (behind, overflows) = work.now.subtractingReportingOverflow(EpochTime.bounded(queue.sentAt))
            let first = place.earliest(access)
            let sorted = queue.ticks.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
            let results = try sorted.map { _, tick in
                let at = EpochTime.adding(EpochTime.bounded(tick.at), milliseconds: overflows ? 0 : behind)
                return try note(tick, at: min(max(at, first), work.now), place, access, work)
            }
            let state = try state(access, place, results, now: work.now, tx)
            if access.pass.map({ $0.isOpen(at: work.now) }) ?? true { return state }
            // A link that was ended hands in what was noted with it, and shows nobody any more.
            return DeskState(
                results: results, now: work.now, here: [], expected: state.expected, list: state.list)
        }
    }

    /// Who is here, for a device that only looks.
    static func state(
        _ access: DeskAccess, _ place: DeskPlace, _ results: [DeskResult], now: Int64, _ reading: any Reading
    ) throws -> DeskState {
        let people = try AttendanceStore(reading).people(of: access.event.id)
        let notes = Dictionary(
            grouping: try AttendanceStore(reading).notes(of: access.event.id, day: place.day).filter(place.holds),
            by: \.participant)
        let clock = MomentWords(access.event.timeZone)
        let here = people.compactMap { person in
            notes[person.id].flatMap { notes in
                notes.first.map {
                    DeskState.Here(
                        participant: person.id, at: $0.at, clock: clock.plain($0.at, .time), count: notes.count)
                }
            }
        }
        return DeskState(results: results, now: now, here: here, expected: people.count, list: version(people))
    }

    /// Changes with the list: a device that holds an older one fetches it.
    static func version(_ people: [DeskPerson]) -> String {
        let words = people.map { "\($0.id)\n\($0.person.name)\n\($0.person.organisation)\n\($0.cardCode ?? "")" }
        return String(Secret.hex(Sodium.hash(words.joined(separator: "\n\n").utf8)).prefix(16))
    }

    /// - Throws: only where the database fails: a tick that cannot be noted is answered, so that the others are.
    static func note(_ tick: DeskTick, at: Int64, _ place: DeskPlace, _ access: DeskAccess, _ work: Work)
        throws -> DeskResult
    {
        let store = AttendanceStore(work.tx)
        guard isNonce(tick.nonce) else {
            return DeskResult(nonce: String(tick.nonce.prefix(64)), state: .unknown, participant: nil)
        }
        if let known = try store.note(nonce: tick.nonce) {
            let isHere = known.event == access.event.id
            return DeskResult(
                nonce: tick.nonce, state: isHere ? .known : .unknown, participant: isHere ? known.participant : nil)
        }
        if let pass = access.pass, at >= pass.lastTick {
            return DeskResult(nonce: tick.nonce, state: .ended, participant: tick.participant)
        }
        if let undone = tick.undoes {
            let notes =
                undone == DeskTick.all
                ? try tick.participant.map {
                    try store.notes(of: try store.present($0), in: access.event.id, day: place.day).filter(place.holds)
                } ?? []
                : try store.note(nonce: undone, of: access.event.id).map { [$0] } ?? []
            // What another device noted later is not taken back by what was pressed before.
            let before = notes.filter { $0.at <= at && $0.day == place.day }
            for note in before { try undoIn(work, access.event.id, note, pass: access.pass?.id) }
            return DeskResult(
                nonce: tick.nonce, state: before.isEmpty ? .known : .undone, participant: before.first?.participant)
        }
        switch try person(tick, of: access.event.id, store) {
        case .success(let person):
            let known = try store.count(of: person.id, in: access.event.id, day: place.day, block: place.block)
            let isAgain = known.standing > 0
            // More of one person says nothing more: a device that is stuck fills no table.
            if known.all >= mostNotes {
                return DeskResult(nonce: tick.nonce, state: .again, participant: person.id)
            }
            try noteIn(
                work, access.event.id,
                .init(
                    participant: person.id, day: place.day, at: at, via: tick.code == nil ? .desk : .scan,
                    device: access.device, nonce: tick.nonce, block: place.block), pass: access.pass?.id)
            return DeskResult(nonce: tick.nonce, state: isAgain ? .again : .noted, participant: person.id)
        case .failure(let stranger):
            return DeskResult(nonce: tick.nonce, state: stranger.isElsewhere ? .elsewhere : .unknown, participant: nil)
        }
    }

    private struct Stranger: Error { let isElsewhere: Bool }

    /// Whom a tick is of: somebody who may be checked in here.
    private static func person(_ tick: DeskTick, of event: Event.ID, _ store: AttendanceStore) throws -> Result<
        ParticipantRecord, Stranger
    > {
        var wanted = tick.participant
        if wanted == nil, let code = tick.code?.trimmed, code.utf8.count <= 64 {
            if let card = try store.person(card: code.uppercased()) {
                guard card.event == event else { return .failure(Stranger(isElsewhere: true)) }
                wanted = card.id
            } else if let link = try JoiningStore(store.reading).seat(link: Secret.digest(code)) {
                guard link.event == event else { return .failure(Stranger(isElsewhere: true)) }
                wanted = link.id
            }
        }
        // Two seats of one person may have been merged while the device had no connection.
        wanted = try wanted.map(store.present)
        guard let wanted, let home = try JoiningStore(store.reading).event(of: wanted) else {
            return .failure(Stranger(isElsewhere: false))
        }
        guard home == event else { return .failure(Stranger(isElsewhere: true)) }
        let person = try EventStore(store.reading).participant(wanted)
        guard person.hasCome || person.isMissing else { return .failure(Stranger(isElsewhere: false)) }
        return .success(person)
    }

    private static func isNonce(_ text: String) -> Bool {
        (16...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { (48...57).contains($0) || (97...122).contains($0) || $0 == 45 }
    }

    /// Notes that somebody was there; who had not come has come then.
    static func noteIn(_ work: Work, _ event: Event.ID, _ note: AttendanceStore.Draft, pass: DeskPass.ID? = nil) throws
    {
        var note = note
        note.brought = try !EventStore(work.tx).participant(note.participant).hasCome
        let id = try AttendanceStore.insert(note, in: event, work)
        if note.brought {
            try Presence.arrive(note.participant, now: note.at, work.tx)
            try work.record(
                .event(event), "participant:\(note.participant)", "participant.arrival", ["by": "desk"])
        }
        var facts: [String: JSONValue] = [
            "participant": .text("\(note.participant)"), "day": .text(note.day), "via": .text(note.via.rawValue),
        ]
        if let pass { facts["pass"] = .text("\(pass)") }
        try work.record(.event(event), "attendance:\(id)", "attendance.tick", facts)
    }

    /// Takes a note back. Who had not come before it, of whom no other note speaks, and who has not been in the room since, is invited
    /// again.
    static func undoIn(_ work: Work, _ event: Event.ID, _ note: AttendanceRecord, pass: DeskPass.ID? = nil) throws {
        try AttendanceStore.undo(note.id, now: work.now, work.tx)
        var isBack = false
        if note.brought, try AttendanceStore(work.tx).notes(of: note.participant, in: event).isEmpty {
            isBack = try Presence.retract(note.participant, work.tx)
        }
        var facts: [String: JSONValue] = [
            "participant": .text("\(note.participant)"), "day": .text(note.day), "absent": .flag(isBack),
        ]
        if let pass { facts["pass"] = .text("\(pass)") }
        try work.record(.event(event), "attendance:\(note.id)", "attendance.undo", facts)
    }

    /// A tick of a page without the client module: the line that was pressed.
    static func tick(
        _ visit: Visit, _ event: Event.ID, day: String, block: AgendaBlock.ID? = nil, _ participant: Participant.ID,
        undoes: Bool
    ) async throws {
        let now = visit.now
        let nonce = Secret.hex(visit.environment.random(16))
        try await visit.database.write { tx in
            let access = try DeskAccess.require(visit, event, tx)
            let place = try DeskPlace(day, block, access, tx)
            _ = try EventOperations.seat(participant, of: event, tx)
            let work = Work(tx, visit.environment, actor: access.actor)
            let notes = try AttendanceStore(tx).notes(of: participant, in: event, day: day).filter(place.holds)
            if undoes {
                for note in notes { try undoIn(work, event, note, pass: access.pass?.id) }
            } else if notes.isEmpty {
                let tick = DeskTick(nonce: nonce, participant: participant, code: nil, at: now, undoes: nil)
                _ = try self.note(tick, at: now, place, access, work)
            }
        }
    }

    /// Takes one note back, from the list of who was there.
    static func undo(_ visit: Visit, _ event: Event.ID, _ id: Attendance.ID) async throws {
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            guard let note = try AttendanceStore(tx).note(id, of: event) else { throw Refusal.notFound }
            try undoIn(Work(tx, visit), event, note)
        }
    }
}
