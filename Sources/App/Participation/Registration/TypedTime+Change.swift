import Storage
import Web

extension TypedTime {
    /// With its event: so many days later, and in a new zone the same on the clock, unless it was said that moments stay. What is over stays.
    func following(_ change: EventChange, now: Int64) -> TypedTime {
        guard at > now else { return self }
        let zone = change.after.timeZone
        if change.days == 0, zone == change.before.timeZone { return self }
        if change.days == 0, change.times == .moment { return TypedTime(at: at, zone: zone) }
        let text = EventChanges.later(String(local.prefix(10)), days: change.days) + local.dropFirst(10)
        return TypedTime(text, zone: zone) ?? self
    }
}

extension RegistrationFacts {
    /// In another zone on the same days: ``follow(_:_:)`` moves what goes to other days.
    static func inZone(_ rule: RegistrationRule, _ change: EventChange, now: Int64) -> RegistrationRule {
        guard change.days == 0 else { return rule }
        var rule = rule
        rule.opens = rule.opens?.following(change, now: now)
        rule.nominationsClose = rule.nominationsClose?.following(change, now: now)
        rule.closes = rule.closes?.following(change, now: now)
        rule.freeze = rule.freeze?.following(change, now: now)
        rule.offerLast = rule.offerLast?.following(change, now: now)
        return rule
    }

    /// The ends of guarantees.
    static func moveGuarantees(_ change: EventChange, _ work: Work) throws {
        let event = change.event.id
        let quotas = try QuotaStore(work.tx).quotas(of: event)
        let moved = quotas.map { record in
            var moved = record
            guard record.endedAt == nil else { return moved }
            moved.until = record.until?.following(change, now: work.now)
            moved.quota.until = moved.until?.at
            return moved
        }
        let changed = zip(quotas, moved).filter { $0.until != $1.until }.map(\.1)
        guard !changed.isEmpty else { return }
        try QuotaStore.keep(moved, of: event, now: work.now, work.tx)
        for record in changed {
            try work.record(.event(event), "quota:\(record.id)", "quota.change", ["moved": true])
        }
    }
}
