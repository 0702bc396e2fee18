import Domain
import Storage
import Web

/// The draft of an event's agenda, block by block.
enum AgendaOperations {
    static let most = 500

    /// - Parameter key: what a device calls the sending: the same again is answered with the first result.
    static func add(_ visit: Visit, _ event: Event.ID, _ draft: AgendaDraft, key: String? = nil) async throws
        -> AgendaBlock.ID
    {
        let (cleaned, language) = (draft.cleaned, visit.language)
        return try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            return try Language.$current.withValue(language) {
                let work = Work(tx, visit)
                var new: AgendaBlock.ID = SendingKey.id(key, by: work.actor, work.environment)
                if let isRemoved = try AgendaStore(tx).isRemoved(new) {
                    guard isRemoved else { return new }
                    new = work.environment.id()
                }
                let record = try EventStore(tx).event(event)
                guard try AgendaStore(tx).count(of: event) < most else {
                    throw Refusal.tooMany(L("The agenda has \(most) blocks, which is as many as it takes."))
                }
                let (draft, times) = try cleaned.checked(record, tx)
                let id = try addIn(work, record, draft, times, as: new)
                try work.record(.event(event), "block:\(id)", "agenda.change", ["what": .text("addition")])
                return id
            }
        }
    }

    static func addIn(
        _ work: Work, _ event: EventRecord, _ draft: AgendaDraft, _ times: AgendaTimes, as wanted: AgendaBlock.ID? = nil
    ) throws -> AgendaBlock.ID {
        let id = wanted ?? work.environment.id()
        let session = try session(for: draft.fields, of: nil, in: event.id, work)
        try AgendaWriting.insert(id, in: event, session, draft, times, now: work.now, work.tx)
        try setPeople(draft.people, of: id, work)
        return id
    }

    static func change(_ visit: Visit, _ event: Event.ID, _ id: AgendaBlock.ID, _ draft: AgendaDraft) async throws {
        let (cleaned, language) = (draft.cleaned, visit.language)
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            try Language.$current.withValue(language) {
                let (record, stored) = (try EventStore(tx).event(event), try AgendaStore(tx).block(id, of: event))
                let (draft, times) = try cleaned.checked(record, tx)
                let work = Work(tx, visit)
                try changeIn(work, record, stored, draft, times)
                try work.record(.event(event), "block:\(id)", "agenda.change", ["what": .text("change")])
            }
        }
    }

    static func changeIn(
        _ work: Work, _ event: EventRecord, _ stored: AgendaContent.Block, _ draft: AgendaDraft, _ times: AgendaTimes
    ) throws {
        guard let id = AgendaBlock.ID(stored.id) else { throw Refusal.notFound }
        let session = try session(for: draft.fields, of: AgendaSession.ID(stored.session), in: event.id, work)
        try AgendaWriting.update(id, in: event, session, draft, times, now: work.now, work.tx)
        try setPeople(draft.people, of: id, work)
    }

    /// Gone from the draft. What was released stays until the next release, which cancels it.
    static func remove(_ visit: Visit, _ event: Event.ID, _ id: AgendaBlock.ID) async throws {
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            _ = try AgendaStore(tx).block(id, of: event)
            try AgendaWriting.remove(id, now: visit.now, tx)
            try Work(tx, visit).record(.event(event), "block:\(id)", "agenda.change", ["what": .text("removal")])
        }
    }

    /// Blocks with the same title are one session: a title that is there joins it, another renames the block's own session, or begins one
    /// where that has other blocks.
    private static func session(
        for fields: AgendaBlockFields, of own: AgendaSession.ID?, in event: Event.ID, _ work: Work
    ) throws -> AgendaSession.ID {
        let store = AgendaStore(work.tx)
        var found = try store.session(titled: fields.title, of: event)
        if found == nil, let own, try store.countBlocks(of: own) == 1 { found = own }
        if let found {
            try AgendaWriting.updateSession(found, fields, now: work.now, work.tx)
            return found
        }
        let id: AgendaSession.ID = work.environment.id()
        try AgendaWriting.insertSession(id, in: event, fields, now: work.now, work.tx)
        return id
    }

    private static func setPeople(_ people: [AgendaPersonFields], of block: AgendaBlock.ID, _ work: Work) throws {
        try AgendaWriting.setPeople(people, of: block, ids: people.map { _ in work.environment.id() }, work.tx)
    }

    // MARK: Choosing

    /// A participant says that they come to a block, or no longer do. The room is as large as it is.
    static func choose(_ visit: Visit, _ event: Event.ID, _ id: AgendaBlock.ID, _ isChosen: Bool) async throws {
        try await visit.database.write { tx in
            try visit.require(.contribute, in: event, tx)
            let membership = try visit.membership(in: event, tx)
            guard let seat = membership.places.first(where: { $0.role.contributes && $0.isApproved })?.seat else {
                throw Refusal.noSeat(visit.visitor)
            }
            let store = AgendaStore(tx)
            guard let block = try store.last(of: event)?.content.blocks.first(where: { $0.id == id.description }),
                block.seats != nil
            else { throw Refusal.notFound }
            guard isChosen else { return try AgendaWriting.unchoose(id, seat, tx) }
            if try store.chosen(by: [seat]).contains(block.id) { return }
            let taken = try store.choices(of: event)[block.id] ?? 0
            guard taken < block.seats ?? 0 else { throw Refusal.blockIsFull }
            try AgendaWriting.choose(id, seat, at: visit.now, tx)
        }
    }
}

extension Cleaned<AgendaDraft> {
    /// Held against the event: its days, its steps and its people.
    func checked(_ event: EventRecord, _ reading: any Reading) throws -> (AgendaDraft, AgendaTimes) {
        let people = try EventStore(reading).participants(of: event.id)
        let byName = Dictionary(grouping: people) { Folded.text($0.name) }
        let (seats, steps) = (
            Set(people.map(\.id)), Set(try StepStore(reading).steps(of: event.id).map(\.id))
        )
        var times: AgendaTimes?
        let draft = try checked { draft, check in
            if let step = draft.step, !steps.contains(step) { check.fail("step", L("There is no such step.")) }
            times = AgendaTimes(draft.fields, event, &check)
            draft.people = draft.people.map { person in
                var person = person
                if let seat = person.participant {
                    if !seats.contains(seat) { check.fail("person", L("There is no such person in this event.")) }
                } else if let found = byName[Folded.text(person.name)], found.count == 1 {
                    person.participant = found[0].id
                }
                return person
            }
        }
        guard let times else { throw Refusal.notFound }
        return (draft, times)
    }
}
