import Domain
import Storage
import Web

enum ProgrammeOperations {
    /// Administrators begin programmes; whoever does becomes the first organiser.
    static func create(_ visit: Visit, _ fields: ProgrammeFields) async throws -> Programme.ID {
        let fields = fields.cleaned
        return try await visit.database.write { tx in
            try Policy.require(.administer, visitor: visit.visitor, roles: [])
            guard let account = visit.visitor.account else { throw Refusal.signInNeeded }
            return try createIn(Work(tx, visit), fields, organiser: account.id)
        }
    }

    static func createIn(_ work: Work, _ fields: Cleaned<ProgrammeFields>, organiser: Account.ID) throws -> Programme.ID
    {
        let fields = try fields.checked()
        let id = work.environment.id(Programme.ID.self)
        try ProgrammeStore(work.tx).insert(id, fields, now: work.now, work.tx)
        try ProgrammeStore(work.tx).insertOrganiser(organiser, of: id, work.tx)
        try work.record(.programme(id), "programme:\(id)", "programme.creation", ["title": .text(fields.title)])
        return id
    }

    static func change(_ visit: Visit, _ id: Programme.ID, _ fields: ProgrammeFields) async throws {
        let fields = fields.cleaned
        try await visit.database.write { tx in
            try Policy.require(.organiseProgramme, in: id, visitor: visit.visitor, tx)
            let fields = try fields.checked()
            let before = try ProgrammeStore(tx).programme(id).fields
            try ProgrammeStore(tx).update(id, fields, tx)
            var facts: [String: JSONValue] = ["title": .text(fields.title)]
            for field in ProgrammeFields.fields
            where field.value(before) != field.value(fields) && field.json != "title" {
                facts[field.json] = .object([
                    "from": JSONValue(field.value(before).word), "to": JSONValue(field.value(fields).word),
                ])
            }
            try Work(tx, visit).record(.programme(id), "programme:\(id)", "programme.change", facts)
        }
    }

    /// It becomes a part of another one, or stands alone: by who organises both.
    static func setParent(_ visit: Visit, _ id: Programme.ID, _ parent: Programme.ID?) async throws {
        try await visit.database.write { tx in
            try Policy.require(.organiseProgramme, in: id, visitor: visit.visitor, tx)
            let store = ProgrammeStore(tx)
            let before = try store.programme(id).parent
            if let before, before != parent, try !SeenProgrammesStore(tx).organises(visit.visitor, before) {
                throw Refusal.parentOfOthers
            }
            if let parent {
                guard try SeenProgrammesStore(tx).organises(visit.visitor, parent) else { throw Refusal.parentOfOthers }
                var above: Programme.ID? = parent
                while let one = above {
                    if one == id { throw Refusal.parentOfItself }
                    above = try store.programme(one).parent
                }
            }
            guard parent != before else { return }
            try store.setParent(parent, of: id, tx)
            try Work(tx, visit).record(
                .programme(id), "programme:\(id)", "programme.parent",
                [
                    "parent": .object([
                        "from": JSONValue(before?.description), "to": JSONValue(parent?.description),
                    ])
                ])
        }
    }

    /// Whether strangers see what it is and who belongs to it.
    static func setPublicPage(_ visit: Visit, _ id: Programme.ID, _ isPublic: Bool) async throws {
        try await visit.database.write { tx in
            try Policy.require(.organiseProgramme, in: id, visitor: visit.visitor, tx)
            guard try ProgrammeStore(tx).programme(id).hasPublicPage != isPublic else { return }
            try ProgrammeStore(tx).setPublicPage(isPublic, of: id, tx)
            try Work(tx, visit).record(
                .programme(id), "programme:\(id)", "programme.public-page",
                ["public": .object(["from": .flag(!isPublic), "to": .flag(isPublic)])])
        }
    }

    /// - Parameter email: of an account that exists.
    static func addOrganiser(_ visit: Visit, _ id: Programme.ID, email: String) async throws {
        let email = EventOperations.address(email)
        try await visit.database.write { tx in
            try Policy.require(.organiseProgramme, in: id, visitor: visit.visitor, tx)
            let account = try EventOperations.account(email: email, tx)
            try ProgrammeStore(tx).insertOrganiser(account.id, of: id, tx)
            try Work(tx, visit).record(.programme(id), "account:\(account.id)", "programme.organiser")
        }
    }

    static func removeOrganiser(_ visit: Visit, _ id: Programme.ID, _ account: Account.ID) async throws {
        try await visit.database.write { tx in
            try Policy.require(.organiseProgramme, in: id, visitor: visit.visitor, tx)
            guard try ProgrammeStore(tx).organisers(of: id).count > 1 else {
                throw Refusal.lastOrganiser
            }
            try ProgrammeStore(tx).deleteOrganiser(account, of: id, tx)
            try Work(tx, visit).record(.programme(id), "account:\(account)", "programme.organiser-removal")
        }
    }
}

/// The event itself and its topics. Its people are in ``EventOperations`` too, in EventPeopleOperations.swift.
enum EventOperations {
    static func create(_ visit: Visit, in programme: Programme.ID, _ fields: EventFields) async throws -> Event.ID {
        let (language, fields) = (Language.current, fields.cleaned)
        return try await visit.database.write { tx in
            try Policy.require(.organiseProgramme, in: programme, visitor: visit.visitor, tx)
            return try Language.$current.withValue(language) { try createIn(Work(tx, visit), in: programme, fields) }
        }
    }

    static let mostOfProgramme = 1_000

    static func requireRoom(in programme: Programme.ID, _ work: Work) throws {
        guard try EventStore(work.tx).count(in: programme) < mostOfProgramme else {
            throw Refusal.tooMany(L("The programme has \(mostOfProgramme) events, the maximum."))
        }
    }

    static func createIn(_ work: Work, in programme: Programme.ID, _ fields: Cleaned<EventFields>) throws -> Event.ID {
        let fields = try fields.checked()
        try requireRoom(in: programme, work)
        guard let kind = EventKind.named(fields.kind ?? EventKind.usual) else { throw Refusal.notFound }
        let id = work.environment.id(Event.ID.self)
        try EventWriting(work.tx).insert(
            id, in: programme, fields, kind: kind.code, code: try freeCode(work), now: work.now)
        let start = EventPartStart(
            namesShown: fields.namesShown, issuesVisible: fields.issuesVisible, topics: fields.topics,
            design: fields.design)
        for part in kind.parts { _ = try EventPartOperations.addIn(work, part, to: id, start) }
        try work.record(
            .event(id), "event:\(id)", "event.creation",
            [
                "title": .text(fields.title), "programme": .text(programme.description), "kind": .text(kind.code),
            ])
        return id
    }

    /// - Parameter times: what another zone does with the times of the event's steps; on the clock they stay by default.
    /// - Returns: how many steps have times that another zone was said for; 0 where the zone is as it was.
    @discardableResult
    static func change(
        _ visit: Visit, _ id: Event.ID, _ fields: EventFields, times: StepClockTimes.Choice = .clock
    ) async throws -> Int {
        let fields = fields.cleaned
        return try await visit.database.write { try changeIn(visit, id, fields, times: times, $0) }
    }

    /// Of one field alone, as it stands beside all others at this moment.
    static func change(_ visit: Visit, _ id: Event.ID, _ set: @escaping @Sendable (inout EventFields) -> Void)
        async throws
    {
        try await visit.database.write { tx in
            var fields = try EventStore(tx).event(id).fields
            set(&fields)
            _ = try changeIn(visit, id, fields.cleaned, times: .clock, tx)
        }
    }

    private static func changeIn(
        _ visit: Visit, _ id: Event.ID, _ fields: Cleaned<EventFields>, times: StepClockTimes.Choice, _ tx: Transaction
    ) throws -> Int {
        try visit.require(.organise, in: id, tx)
        let fields = try fields.checked()
        let stored = try meeting(id, tx)
        guard fields.kind == nil || fields.kind == stored.kind else {
            throw Refusal.invalid(["kind": L("The kind of an event cannot be changed.")])
        }
        let zone = stored.timeZone
        try EventWriting(tx).update(id, fields, now: visit.now)
        var facts: [String: JSONValue] = ["title": .text(fields.title), "marking": .text(fields.marking)]
        var followed = 0
        if fields.timeZone != zone {
            followed = try StepClockTimes.follow(id, from: zone, to: fields.timeZone, times, now: visit.now, tx)
            facts["time-zone"] = .text(fields.timeZone)
            facts["times"] = .text(times.rawValue)
        }
        let change = EventChange(event: stored, after: EventPlan(fields, stored.standing), times: times)
        if change.after != change.before {
            facts["elsewhere"] = .flag(true)
            try Language.$current.withValue(visit.language) { try EventChanges.follow(change, Work(tx, visit)) }
        }
        try Work(tx, visit).record(.event(id), "event:\(id)", "event.change", facts)
        return followed
    }

    /// - Throws: ``Refusal/notAMeeting`` for a room in which a text is written.
    static func meeting(_ id: Event.ID, _ reading: any Reading) throws -> EventRecord {
        let event = try EventStore(reading).event(id)
        guard event.isMeeting else { throw Refusal.notAMeeting }
        return event
    }

    /// Gives the event another short address; the one before leads nowhere from now on.
    static func renewCode(_ visit: Visit, _ id: Event.ID) async throws {
        try await visit.database.write { tx in
            try visit.require(.organise, in: id, tx)
            _ = try meeting(id, tx)
            try EventWriting(tx).setCode(try freeCode(Work(tx, visit)), of: id, now: visit.now)
            try Work(tx, visit).record(.event(id), "event:\(id)", "event.code")
        }
    }

    /// Older projector links stop working.
    static func renewProjector(_ visit: Visit, _ id: Event.ID) async throws {
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: id, tx)
            try EventWriting(tx).raiseProjectorGeneration(of: id, now: visit.now)
            try Work(tx, visit).record(.event(id), "event:\(id)", "event.projector-link")
        }
    }

    /// Four characters of an alphabet without look-alikes, not in use by another event.
    static func freeCode(_ work: Work) throws -> String {
        while true {
            let code = Secret.code(4, random: work.environment.random)
            if try EventStore(work.tx).event(code: code) == nil { return code }
        }
    }

    // MARK: Topics

    static func addTopic(_ visit: Visit, _ event: Event.ID, _ fields: TopicFields) async throws -> Topic.ID {
        let fields = fields.cleaned
        return try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            return try addTopicIn(Work(tx, visit), event, fields)
        }
    }

    /// The same without asking who adds it.
    @discardableResult
    static func addTopicIn(_ work: Work, _ event: Event.ID, _ fields: Cleaned<TopicFields>) throws -> Topic.ID {
        let fields = try fields.checked()
        try EventPartStore(work.tx).requireWorkshop(in: event)
        let count = try EventStore(work.tx).topics(of: event).count
        guard count < 20 else { throw Refusal.invalid(["title": L("At most 20 topics.")]) }
        let id = work.environment.id(Topic.ID.self)
        try EventWriting(work.tx).insert(id, in: event, fields, position: count + 1)
        try work.record(.event(event), "topic:\(id)", "topic.creation", ["title": .text(fields.title)])
        return id
    }

    static func changeTopic(_ visit: Visit, _ event: Event.ID, _ topic: Topic.ID, _ fields: TopicFields) async throws {
        let fields = fields.cleaned
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            let stored = try stored(topic, of: event, tx)
            let fields = try fields.checked()
            try EventWriting(tx).update(topic, fields)
            try Work(tx, visit).record(
                .event(event), "topic:\(topic)", "topic.change",
                ["title": .text(fields.title), "before": .text(stored.title)])
        }
    }

    /// - Parameter places: -1 for one place up, 1 for one place down.
    static func moveTopic(_ visit: Visit, _ event: Event.ID, _ topic: Topic.ID, by places: Int) async throws {
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            var order = try EventStore(tx).topics(of: event).map(\.id)
            guard let index = order.firstIndex(of: topic) else { throw Refusal.notFound }
            let target = min(max(index + places, 0), order.count - 1)
            order.remove(at: index)
            order.insert(topic, at: target)
            try EventWriting(tx).setOrder(order)
            try Work(tx, visit).record(
                .event(event), "topic:\(topic)", "topic.order", ["position": .whole(target + 1)])
        }
    }

    static func removeTopic(_ visit: Visit, _ event: Event.ID, _ topic: Topic.ID) async throws {
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            let stored = try stored(topic, of: event, tx)
            let store = EventWriting(tx)
            guard try !store.isUsed(topic) else {
                throw Refusal.topicInUse(stored.title)
            }
            try StepStore.deleteSteps(of: topic, tx)
            try store.delete(topic)
            try store.setOrder(try EventStore(tx).topics(of: event).map(\.id))
            try Work(tx, visit).record(.event(event), "topic:\(topic)", "topic.removal", ["title": .text(stored.title)])
        }
    }

    private static func stored(_ topic: Topic.ID, of event: Event.ID, _ reading: any Reading) throws -> TopicRecord {
        guard let stored = try EventStore(reading).topics(of: event).first(where: { $0.id == topic }) else {
            throw Refusal.notFound
        }
        return stored
    }
}
