import Domain
import Storage
import Web

/// The agenda goes along with its event: to other days and zones, online, away, and into another event that is planned like it.
extension AgendaFacts: EventChangeFeature, EventCopyFeature {
    static func follow(_ change: EventChange, _ work: Work) throws {
        let (store, id) = (AgendaStore(work.tx), change.event.id)
        let (draft, last) = (try store.draft(of: id), try store.last(of: id))
        for block in draft {
            let moved = moved(block, change)
            try AgendaWriting.setTimes(moved, zone: change.after.timeZone, now: work.now, work.tx)
            if moved.place != block.place {
                try AgendaWriting.setPlace(
                    block.id, place: moved.place, link: moved.link, now: work.now, work.tx)
            }
        }
        guard let last else { return }
        let told = change.after.standing == .planned ? last.content.blocks.map { moved($0, change) } : []
        try AgendaReleases.releaseIn(work, id, told, after: last, note: "", isFollowing: true)
    }

    /// As the change leaves it: the clock stays, the day goes along.
    private static func moved(_ block: AgendaContent.Block, _ change: EventChange) -> AgendaContent.Block {
        let after = EventClock(zone: change.after.timeZone)
        var block = block
        func later(_ local: String) -> String {
            EventChanges.later(String(local.prefix(10)), days: change.days) + local.dropFirst(10)
        }
        if change.times == .moment, change.before.timeZone != change.after.timeZone {
            let day = Int64(change.days) * EpochTime.day
            (block.startsAt, block.endsAt) = (block.startsAt + day, block.endsAt + day)
            (block.startsLocal, block.endsLocal) = (after.text(block.startsAt), after.text(block.endsAt))
        } else {
            (block.startsLocal, block.endsLocal) = (later(block.startsLocal), later(block.endsLocal))
            block.startsAt = after.milliseconds(block.startsLocal) ?? block.startsAt
            block.endsAt = after.milliseconds(block.endsLocal) ?? block.endsAt
        }
        if change.isAct, change.goesOnline, !block.place.isEmpty, block.kind != .travel, block.kind != .social {
            (block.place, block.link) = ("", block.link.isEmpty ? change.after.link : block.link)
        }
        return block
    }

    static func consequences(of change: EventChange, _ reading: any Reading) throws -> [Message] {
        let store = AgendaStore(reading)
        let (count, last) = (try store.count(of: change.event.id), try store.last(of: change.event.id))
        guard count > 0 else { return [] }
        var words: [Message] = []
        if change.days != 0 {
            words.append(
                L(
                    count, one: "\(count) block of the agenda goes along, at the same time of the day.",
                    other: "\(count) blocks of the agenda go along, at the same time of the day."))
        }
        if change.goesOnline {
            words.append(L("Rooms leave the agenda; sessions without a link of their own get this one."))
        }
        if let last {
            words.append(
                change.after.standing == .planned
                    ? L("The agenda is released anew, as release \(last.number + 1).")
                    : L("The released agenda is taken back; the draft stays."))
        }
        return words
    }

    static var copied: (code: String, order: Int, label: Message) {
        (code: "agenda", order: 20, label: L("The agenda, as a draft and without its people"))
    }

    static func copy(_ event: EventRecord, to after: EventRecord, days: Int, _ work: Work) throws {
        let clock = EventClock(zone: after.timeZone)
        for block in try AgendaStore(work.tx).draft(of: event.id) {
            var draft = AgendaDraft(fields: block.fields)
            draft.fields.day = EventChanges.later(draft.fields.day, days: days)
            var check = FieldCheck()
            let times = AgendaTimes(draft.fields, after, &check)
            guard clock.milliseconds(times.startsLocal) != nil else { continue }
            _ = try AgendaOperations.addIn(work, after, draft, times)
        }
    }
}

extension AgendaContent.Block {
    /// As a form begins with it.
    var fields: AgendaBlockFields {
        AgendaBlockFields(
            title: title, kind: kind.rawValue, day: String(startsLocal.prefix(10)),
            starts: String(startsLocal.dropFirst(11).prefix(5)), ends: String(endsLocal.dropFirst(11).prefix(5)),
            place: place, link: link, seats: seats, marking: marking ?? "", summary: summary)
    }
}
