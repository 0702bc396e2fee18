import Domain
import Storage
import Web

/// Registration goes along with its event: deadlines to other days, people online, offers to an end, and rule and quotas into an event that is
/// planned like it. Offers that are out keep their ends; while there is no date their time stands still.
extension RegistrationFacts: EventChangeFeature, EventCopyFeature {
    static func follow(_ change: EventChange, _ work: Work) throws {
        let (event, store) = (change.event.id, RegistrationStore(work.tx))
        guard let known = try store.rule(of: event) else { return }
        // What came while there was no date did not come: it moves along too.
        let since = stood(change).map { min($0, work.now) } ?? work.now
        var rule = known.moved(by: change.days, zone: change.after.timeZone, after: since)
        if isCancelled(change) {
            let end = TypedTime(at: work.now, zone: change.after.timeZone)
            func ended(_ time: TypedTime?) -> TypedTime { time.map { $0.at < end.at ? $0 : end } ?? end }
            (rule.closes, rule.offerLast) = (ended(rule.closes), ended(rule.offerLast))
            rule.nominationsClose = rule.nominationsClose.map { ended($0) }
        }
        rule = inZone(rule, change, now: work.now)
        if change.isAct, change.goesOnline { rule.mode = .online }
        if rule != known {
            try RegistrationStore.keep(rule, of: event, now: work.now, work.tx)
            try work.record(.event(event), "event:\(event)", "registration-rule.change")
        }
        if isCancelled(change) {
            try endOffers(event, work)
        } else if let since = stood(change) {
            try prolongOffers(event, since: since, work)
        }
        try moveGuarantees(change, work)
        if change.isAct, change.goesOnline { try goOnline(event, work) }
    }

    private static func isCancelled(_ change: EventChange) -> Bool {
        change.before.standing != .cancelled && change.after.standing == .cancelled
    }

    /// Since when the time of offers stands still, where an act is done on an event without a date.
    private static func stood(_ change: EventChange) -> Int64? {
        change.isAct && change.before.standing == .postponed ? change.event.standingAt : nil
    }

    /// Each offer has as much time left as it had when the event lost its date; what was offered since has all of it.
    private static func prolongOffers(_ event: Event.ID, since: Int64, _ work: Work) throws {
        for record in try RegistrationStore(work.tx).active(in: event) {
            guard let until = record.offeredUntil, record.isOffered else { continue }
            var prolonged = record
            prolonged.offeredUntil = EpochTime.adding(
                until, milliseconds: max(0, work.now - max(since, record.stateSince)))
            guard let later = prolonged.offeredUntil, later > until else { continue }
            try RegistrationStore.update(prolonged, now: work.now, work.tx)
            try work.record(
                .event(event), "registration:\(record.id)", "registration.offer",
                ["until": .whole(later), "before": .whole(until)])
        }
    }

    /// Whoever was asked waits again; nobody else is asked, since the last day of offers is now.
    private static func endOffers(_ event: Event.ID, _ work: Work) throws {
        for record in try RegistrationStore(work.tx).active(in: event) where record.isOffered {
            var lapsed = record
            (lapsed.offeredUntil, lapsed.stateSince) = (nil, work.now)
            try RegistrationStore.update(lapsed, now: work.now, work.tx)
            try work.record(.event(event), "registration:\(record.id)", "registration.lapse", ["event": "cancelled"])
        }
    }

    /// The room's places count no more: who waited for one may move up (E11).
    private static func goOnline(_ event: Event.ID, _ work: Work) throws {
        for record in try RegistrationStore(work.tx).active(in: event) where record.mode == .inPerson {
            var online = record
            online.mode = .online
            try RegistrationStore.update(online, now: work.now, work.tx)
            try work.record(.event(event), "registration:\(record.id)", "registration.change", ["mode": "online"])
        }
        try Promotion.run(event, work, work.tx)
    }

    static func consequences(of change: EventChange, _ reading: any Reading) throws -> [Message] {
        let store = RegistrationStore(reading)
        guard try store.rule(of: change.event.id) != nil else { return [] }
        let active = try store.active(in: change.event.id)
        var words: [Message] = []
        let offers = active.count { $0.isOffered }
        if offers > 0, change.after.standing == .postponed, change.before.standing == .planned {
            words.append(
                L(
                    offers, one: "\(offers) open offer stays open; its time stands still until there is a date.",
                    other: "\(offers) open offers stay open; their time stands still until there is a date."))
        }
        if offers > 0, change.after.standing == .planned, change.before.standing == .postponed {
            words.append(
                L(
                    offers, one: "The time of \(offers) open offer goes on, with as much left as there was.",
                    other: "The time of \(offers) open offers goes on, with as much left as there was."))
        }
        if change.days != 0 { words.append(L("Deadlines of registration that are to come move along.")) }
        if isCancelled(change) {
            words.append(L("Registration closes."))
            if offers > 0 {
                words.append(L(offers, one: "\(offers) open offer ends.", other: "\(offers) open offers end."))
            }
        }
        let count = active.count { $0.mode == .inPerson }
        if change.goesOnline, count > 0 {
            words.append(
                L(
                    count, one: "\(count) person who was to come takes part online.",
                    other: "\(count) people who were to come take part online."))
        }
        return words
    }

    static var copied: (code: String, order: Int, label: Message) {
        (code: "registration", order: 30, label: L("The rule of registration with its deadlines, and the quotas"))
    }

    /// The lot is drawn anew, and nobody is asked yet.
    static func copy(_ event: EventRecord, to after: EventRecord, days: Int, _ work: Work) throws {
        guard var rule = try RegistrationStore(work.tx).rule(of: event.id) else { return }
        rule = rule.moved(by: days, zone: after.timeZone, after: .min)
        (rule.seed, rule.seedAt, rule.allocatedAt) = (nil, nil, nil)
        try RegistrationStore.keep(rule, of: after.id, now: work.now, work.tx)
        let quotas = try QuotaStore(work.tx).quotas(of: event.id).map { record in
            let until = record.until.map { $0.later(days: days, zone: after.timeZone) }
            var quota = record.quota
            quota.until = until?.at
            return QuotaRecord(work.environment.id(), quota, until: until)
        }
        try QuotaStore.keep(quotas, of: after.id, now: work.now, work.tx)
    }
}

extension RegistrationRule {
    /// With what is to come so many days later, on the same clock; what is over stays.
    fileprivate func moved(by days: Int, zone: String, after now: Int64) -> RegistrationRule {
        guard days != 0 else { return self }
        var rule = self
        func later(_ time: TypedTime?) -> TypedTime? {
            time.map { $0.at > now ? $0.later(days: days, zone: zone) : $0 }
        }
        (rule.opens, rule.nominationsClose, rule.closes) = (later(opens), later(nominationsClose), later(closes))
        (rule.freeze, rule.offerLast) = (later(freeze), later(offerLast))
        rule.needsErasedOn = needsErasedOn.map { EventChanges.later($0, days: days) }
        return rule
    }
}

extension TypedTime {
    fileprivate func later(days: Int, zone: String) -> TypedTime {
        let text = EventChanges.later(String(local.prefix(10)), days: days) + local.dropFirst(10)
        return TypedTime(text, zone: zone) ?? self
    }
}
