import Domain
import Storage
import Web

/// Governments change their clocks: what was told for 9:00 stays at 9:00, which is another moment then (R7). Calendars and people follow by a
/// release of their own.
enum AgendaZoneWatch {
    static func watch(_ services: Services) async {
        await services.again(
            every: .seconds(3_600), failing: "Agendas could not be held against the rules of time zones"
        ) {
            try await refresh(services)
        }
    }

    static func refresh(_ services: Services) async throws {
        let now = services.environment.now()
        let wanting = try await services.database.read { reading in
            try AgendaStore(reading).eventsToCome(at: now).filter { event in
                let zone = try EventStore(reading).event(event).timeZone
                return try AgendaStore(reading).draft(of: event).contains { isStale($0, zone, now) }
            }
        }
        guard !wanting.isEmpty else { return }
        try await services.database.write { tx in
            let work = Work(tx, services.environment)
            for event in wanting { try refreshIn(work, event) }
        }
    }

    static func refreshIn(_ work: Work, _ event: Event.ID) throws {
        let store = AgendaStore(work.tx)
        let zone = try EventStore(work.tx).event(event).timeZone
        for block in try store.draft(of: event) where isStale(block, zone, work.now) {
            try AgendaWriting.setTimes(fresh(block, zone), zone: zone, now: work.now, work.tx)
        }
        guard let last = try store.last(of: event) else { return }
        let told = last.content.blocks.map { isStale($0, zone, work.now) ? fresh($0, zone) : $0 }
        try AgendaReleases.releaseIn(work, event, told, after: last, note: "")
    }

    private static func isStale(_ block: AgendaContent.Block, _ zone: String, _ now: Int64) -> Bool {
        guard block.endsAt > now else { return false }
        let clock = EventClock(zone: zone)
        return clock.text(block.startsAt) != block.startsLocal && fresh(block, zone).startsAt != block.startsAt
            || clock.text(block.endsAt) != block.endsLocal && fresh(block, zone).endsAt != block.endsAt
    }

    private static func fresh(_ block: AgendaContent.Block, _ zone: String) -> AgendaContent.Block {
        let clock = EventClock(zone: zone)
        var block = block
        block.startsAt = clock.milliseconds(block.startsLocal) ?? block.startsAt
        block.endsAt = clock.milliseconds(block.endsLocal) ?? block.endsAt
        return block
    }
}
