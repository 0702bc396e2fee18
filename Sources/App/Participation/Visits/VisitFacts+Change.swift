import Domain
import Storage
import Web

/// Stops go along with their event, and into another that is planned like it.
extension VisitFacts: EventChangeFeature, EventCopyFeature {
    static func follow(_ change: EventChange, _ work: Work) throws {
        guard change.days != 0 else { return }
        let (store, event) = (VisitStore(work.tx), change.event.id)
        for stop in try store.stops(of: event) {
            try VisitStore.setDay(stop.id, EventChanges.later(stop.fields.day, days: change.days), work.tx)
        }
        let due = try store.visit(of: event).fields.listDue
        if !due.isEmpty { try VisitStore.moveDue(event, to: EventChanges.later(due, days: change.days), work.tx) }
    }

    static func consequences(of change: EventChange, _ reading: any Reading) throws -> [Message] {
        let store = VisitStore(reading)
        let count = try store.stops(of: change.event.id).count
        guard count > 0 else { return [] }
        var words: [Message] = []
        if change.days != 0 {
            words.append(
                L(
                    count, one: "\(count) stop of the visit goes along, with the day of the access list.",
                    other: "\(count) stops of the visit go along, with the day of the access list."))
        }
        if change.ends || change.goesOnline { words.append(L("The host of the visit is not told: write to it.")) }
        return words
    }

    static var copied: (code: String, order: Int, label: Message) {
        (code: "visit", order: 25, label: L("The host and the stops of the visit, without names"))
    }

    static func copy(_ event: EventRecord, to after: EventRecord, days: Int, _ work: Work) throws {
        let store = VisitStore(work.tx)
        var study = try store.visit(of: event.id)
        if !study.fields.host.isEmpty {
            (study.fields.contact, study.fields.reach, study.fields.listDue) = ("", "", "")
            try VisitStore.keep(
                after.id, study.fields, study.asks, host: study.organisation, now: work.now, work.tx)
        }
        for stop in try store.stops(of: event.id) {
            var fields = stop.fields
            fields.day = EventChanges.later(fields.day, days: days)
            (fields.hostPerson, fields.escort) = ("", "")
            try VisitStore.insert(work.environment.id(), in: after.id, fields, now: work.now, work.tx)
        }
    }
}

/// Cases of the library that were made of observations rest on them.
extension VisitFacts: CitingFeature {
    static func citations(of id: Case.ID, _ reading: any Reading) throws -> [CaseCitation] {
        try StopTalkStore(reading).citations(of: id)
    }

    static func cited(in events: [Event.ID]) -> SQL { StopTalkStore.cited(in: events) }
}
