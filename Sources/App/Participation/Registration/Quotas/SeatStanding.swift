import Domain
import Storage
import Web

/// How the seats of an event stand, for pages: what each quota counts, and why each who waits waits.
struct SeatStanding {
    /// What a quota counts: all of it, or one value of a quota of each.
    struct Count: Sendable, Hashable {
        let full: FullQuota
        let name: Message
        let seats: Int
        /// Seated, or held while an approval is waited for.
        let used: Int
        let offered: Int
        /// Who asks and has none.
        let waiting: Int
        /// Whether seats have been given: before, nobody waits.
        let isGiven: Bool

        /// Below nothing where more sit than may.
        var free: Int { seats - used - offered }
        var isFull: Bool { free <= 0 }
    }

    struct Strip: Sendable, Hashable {
        let record: QuotaRecord
        let sentence: Message
        /// One; of a quota of each all values that were met; of a guarantee none.
        let counts: [Count]
        /// Of a guarantee in force: for whom seats are still kept.
        let kept: [Message]
    }

    /// Why somebody waits.
    struct Waiting: Sendable, Hashable {
        /// What is full for them: "all 3 seats of security are taken"; empty where there is room but nobody moves up any more.
        let full: [Message]
        /// 1 and as many as wait ahead for the same full quota; a person is told it where the rule says so.
        let place: Int
    }

    let strips: [Strip]
    /// Of those who wait for a seat to become free, by registration; nobody before an allocation is confirmed.
    let waiting: [Registration.ID: Waiting]
    /// How many ask for a seat.
    let asking: Int

    /// - Parameter hidesOthers: as ``QuotaWords`` has it.
    init(
        _ event: EventRecord, _ rule: RegistrationRule, hidesOthers: Bool = false, now: Int64, _ reading: any Reading
    ) throws {
        let plan = try SeatPlan(event.id, rule, reading)
        let words = try QuotaWords(plan.quotas, hidesOthers: hidesOthers, reading)
        asking = plan.asking
        strips = Self.strips(plan, words, zone: event.timeZone, now: now)
        waiting = Self.waiting(plan, words, now: now)
    }

    private static func strips(_ plan: SeatPlan, _ words: QuotaWords, zone: String, now: Int64) -> [Strip] {
        let rule = plan.rule
        let sitting = plan.ledger(at: now) { $0.holdsSeat(rule) && !$0.isOffered }
        let all = plan.ledger(at: now) { _ in true }
        let (used, offered) = (taken(sitting), taken(plan.ledger(at: now) { $0.isOffered }))
        let asking = taken(plan.ledger(at: now) { !$0.holdsSeat(rule) })
        let held = plan.ledger(at: now) { $0.holdsSeat(rule) }
        return plan.quotas.enumerated().map { index, record in
            let counts = all.counts.filter { $0.full.quota == index }.map { count in
                Count(
                    full: count.full, name: words.name(count.full), seats: count.seats, used: used[count.full] ?? 0,
                    offered: offered[count.full] ?? 0, waiting: asking[count.full] ?? 0,
                    isGiven: rule.seatsAtOnce)
            }
            let isKeeping = record.quota.kind == .guarantee && record.quota.isInForce(at: now)
            let kept = isKeeping ? held.kept(by: index).map { words.value(record.quota.attribute, $0.value) } : []
            return Strip(
                record: record, sentence: words.sentence(record, zone: zone), counts: counts, kept: kept)
        }
    }

    private static func taken(_ ledger: SeatLedger) -> [FullQuota: Int] {
        Dictionary(ledger.counts.map { ($0.full, $0.taken) }) { first, _ in first }
    }

    /// Of everybody who waits for a seat to become free.
    static func waiting(
        in event: Event.ID, _ rule: RegistrationRule, language: Language = .current, now: Int64, _ reading: any Reading
    ) throws -> [Registration.ID: Waiting] {
        let plan = try SeatPlan(event, rule, reading)
        return waiting(plan, try QuotaWords(plan.quotas, language: language, reading), now: now)
    }

    private static func waiting(_ plan: SeatPlan, _ words: QuotaWords, now: Int64) -> [Registration.ID: Waiting] {
        guard plan.rule.seatsAtOnce else { return [:] }
        let allocation = plan.allocation(at: now)
        var waiting: [Registration.ID: Waiting] = [:]
        for (one, place) in zip(allocation.waiting, allocation.allPlaces) {
            guard let record = plan.records[one.id], record.isWaiting else { continue }
            let why = one.blocked.map { words.why($0, allocation.seating) }
            waiting[record.id] = Waiting(full: why, place: place)
        }
        for id in allocation.seated.dropFirst(plan.staying.count) {
            guard let record = plan.records[id], record.isWaiting else { continue }
            waiting[record.id] = Waiting(full: [], place: 1)
        }
        return waiting
    }

    /// What concerns one country: quotas that do not look at countries, and its own line of those that do.
    func strips(of country: String?) -> [Strip] {
        strips.compactMap { strip in
            guard strip.record.quota.attribute == .country else { return strip }
            if strip.record.quota.kind == .guarantee {
                return country.map(strip.record.quota.values.contains) ?? false
                    ? Strip(record: strip.record, sentence: strip.sentence, counts: [], kept: []) : nil
            }
            if let one = strip.record.quota.values.first { return one == country ? strip : nil }
            let own = strip.counts.filter { $0.full.value == country }
            return own.isEmpty ? nil : Strip(record: strip.record, sentence: strip.sentence, counts: own, kept: [])
        }
    }
}
