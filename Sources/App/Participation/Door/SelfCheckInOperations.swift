import Domain
import Storage
import Web

public enum SelfCheckIn { public typealias ID = Identifier<SelfCheckIn> }

/// While it is open, people say by their own page that they are there: whoever is in the room sees the code.
struct SelfCheckInRecord: Sendable {
    let id: SelfCheckIn.ID
    let event: Event.ID
    /// ISO 8601, in the event's zone.
    let day: String
    /// Of a part of the agenda; nothing is the day.
    let block: AgendaBlock.ID?
    let code: String
    let openedAt: Int64
    let closedAt: Int64?

    fileprivate init(_ row: Row) throws {
        id = try row.get("id")
        event = try row.get("event_id")
        day = try row.get("day")
        block = try row.get("block_id")
        code = try row.get("code")
        openedAt = try row.moment("opened_at") ?? 0
        closedAt = try row.moment("closed_at")
    }
}

/// The SQL of codes that are shown in a room.
struct SelfCheckInStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// Those that are open, the last opened first.
    func open(in event: Event.ID) throws -> [SelfCheckInRecord] {
        try reading.all(
            "SELECT * FROM self_check_in WHERE event_id = \(event) AND closed_at IS NULL ORDER BY opened_at DESC, id DESC"
        ).map(SelfCheckInRecord.init)
    }

    func one(_ id: SelfCheckIn.ID, of event: Event.ID) throws -> SelfCheckInRecord {
        guard let row = try reading.first("SELECT * FROM self_check_in WHERE id = \(id) AND event_id = \(event)") else {
            throw Refusal.notFound
        }
        return try SelfCheckInRecord(row)
    }

    static func insert(_ id: SelfCheckIn.ID, _ event: Event.ID, _ place: DeskPlace, code: String, _ work: Work) throws {
        try work.tx.execute(
            """
            INSERT INTO self_check_in (id, event_id, day, block_id, code, opened_by, opened_at)
            VALUES (\(id), \(event), \(place.day), \(place.block), \(code), \(work.actor), \(work.now))
            """)
    }

    static func close(_ id: SelfCheckIn.ID, now: Int64, _ tx: Transaction) throws {
        try tx.execute("UPDATE self_check_in SET closed_at = \(now) WHERE id = \(id)")
    }
}

enum SelfCheckInOperations {
    /// A code that nobody closed ends by itself: who is told of it by others later is not in the room.
    static let lasts: Int64 = 2 * EpochTime.hour

    static func isOpen(_ record: SelfCheckInRecord, at now: Int64) -> Bool {
        record.closedAt == nil && now < EpochTime.adding(record.openedAt, milliseconds: lasts)
    }

    /// Opens one for a day or a part of the agenda; the one that is open for it ends.
    static func open(_ visit: Visit, _ event: Event.ID, day: String, block: AgendaBlock.ID?) async throws
        -> SelfCheckIn.ID
    {
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            let work = Work(tx, visit)
            let access = DeskAccess(
                event: try EventStore(tx).event(event), pass: nil, actor: work.actor, device: "")
            let place = try DeskPlace(day, block, access, tx)
            for old in try SelfCheckInStore(tx).open(in: event) where old.day == place.day && old.block == place.block {
                try SelfCheckInStore.close(old.id, now: work.now, tx)
            }
            let id: SelfCheckIn.ID = work.environment.id()
            // Six digits are typed on a phone; who tries them out is stopped after few.
            let number = work.environment.random(4).reduce(0) { ($0 << 8 | Int($1)) } % 1_000_000
            let digits = "\(number)"
            let code = String(repeating: "0", count: 6 - digits.count) + digits
            try SelfCheckInStore.insert(id, event, place, code: code, work)
            try work.record(
                .event(event), "self-check-in:\(id)", "self-check-in.opening", ["day": .text(place.day)])
            return id
        }
    }

    static func close(_ visit: Visit, _ event: Event.ID, _ id: SelfCheckIn.ID) async throws {
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            guard try SelfCheckInStore(tx).one(id, of: event).closedAt == nil else { return }
            let work = Work(tx, visit)
            try SelfCheckInStore.close(id, now: work.now, tx)
            try work.record(.event(event), "self-check-in:\(id)", "self-check-in.closing")
        }
    }

    /// Whose page it is, and whether a code is asked for now.
    static func asked(_ visit: Visit, code: String, _ reading: any Reading) throws -> (
        event: EventRecord, seat: Participant.ID, open: [SelfCheckInRecord]
    ) {
        guard let event = try EventStore(reading).event(code: code) else { throw Refusal.notFound }
        let places = try visit.membership(in: event.id, reading).places.filter { $0.isApproved }
        guard let place = places.first(where: { !$0.isOfAccount }) ?? places.first else {
            throw Refusal.noSeat(visit.visitor)
        }
        let open = try SelfCheckInStore(reading).open(in: event.id).filter { isOpen($0, at: visit.now) }
        return (event, place.seat, open)
    }

    /// "I am here": once for each part, however often it is said. Wrong codes are counted as tries of the seat.
    static func come(_ visit: Visit, code: String, typed: String) async throws {
        let digits = typed.prefix(40).filter { $0.isNumber }.compactMap(\.wholeNumberValue).map(String.init).joined()
        let nonce = Secret.hex(visit.environment.random(16))
        let seat = try await visit.read { try asked(visit, code: code, $0).seat }
        try await visit.services.limits.signIn.tried(
            "self-check-in:\(seat)", now: visit.now, failingAs: [.wrongRoomCode]
        ) {
            try await visit.database.write { tx in
                let (event, seat, open) = try asked(visit, code: code, tx)
                guard let found = open.first(where: { $0.code == digits }) else { throw Refusal.wrongRoomCode }
                let store = AttendanceStore(tx)
                let isNoted = try store.notes(of: seat, in: event.id, day: found.day).contains {
                    $0.block == found.block && $0.via != .list
                }
                guard !isNoted else { return }
                let work = Work(tx, visit.environment, actor: "participant:\(seat)")
                try DeskOperations.noteIn(
                    work, event.id,
                    .init(
                        participant: seat, day: found.day, at: work.now, via: .own, device: "", nonce: nonce,
                        block: found.block))
            }
        }
    }
}
