import Domain
import Storage
import Web

/// A design as a choice: one that ships, or one of the programme.
struct DesignChoice: Sendable, Hashable {
    /// What forms and the API call it: the key of a shipped design, or an id.
    let key: String
    let title: Message
    let summary: Message
    let steps: [DesignStep]

    init(_ design: ShippedDesign) {
        key = design.rawValue
        title = design.title
        summary = design.summary
        steps = design.steps
    }

    /// Of an event that is planned after another.
    init(steps: [DesignStep]) {
        key = ""
        title = .verbatim("")
        summary = .verbatim("")
        self.steps = steps
    }

    init(_ design: DesignRecord) {
        key = design.id.description
        title = .verbatim(design.title)
        summary = .verbatim(design.summary)
        steps = design.steps
    }

    /// Those that a new event may start from: the programme's own first, as somebody wanted them.
    static func all(in programme: Programme.ID, _ reading: any Reading) throws -> [DesignChoice] {
        let own = try DesignStore(reading).designs(of: programme).filter { $0.retiredAt == nil }
        return own.map { DesignChoice($0) } + ShippedDesign.allCases.map { DesignChoice($0) }
    }

    /// - Parameter key: empty for the default, the Zagreb flow.
    static func find(_ key: String, in programme: Programme.ID, _ reading: any Reading) throws -> DesignChoice {
        if key.isEmpty { return DesignChoice(.zagreb) }
        if let shipped = ShippedDesign(rawValue: key) { return DesignChoice(shipped) }
        guard let id = Design.ID(key),
            let found = try all(in: programme, reading).first(where: { $0.key == id.description })
        else { throw Refusal.invalid(["design": L("Choose a design from the list.")]) }
        return found
    }
}

/// Designs of a programme, and the steps of an event that come from them.
enum DesignOperations {
    static let mostSteps = 120

    /// Gives an event the steps of a design; what it had goes.
    static func applyIn(_ work: Work, _ event: Event.ID, _ design: DesignChoice) throws {
        let record = try EventStore(work.tx).event(event)
        let topics = try EventStore(work.tx).topics(of: event)
        let clock = EventClock(zone: record.timeZone)
        try StepStore.deleteAll(of: event, work.tx)
        for (index, placed) in DesignStep.expand(design.steps, topics: topics.count).prefix(mostSteps).enumerated() {
            var fields = StepFields(placed.step.stage, topic: placed.topic.map { topics[$0].id })
            fields.title = placed.step.title
            fields.minutes = placed.step.minutes
            fields.settings = placed.step.settings
            fields.opensAt = placed.step.opens.flatMap { clock.milliseconds($0, from: record.startsOn) }
            fields.closesAt = placed.step.closes.flatMap { clock.milliseconds($0, from: record.startsOn) }
            try StepStore.insert(work.environment.id(), in: event, fields, position: index + 1, work.tx)
        }
    }

    /// Begins again from another design, before the event has been opened.
    static func replace(_ visit: Visit, _ event: Event.ID, with key: String) async throws {
        let language = visit.language
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            let record = try EventStore(tx).event(event)
            guard record.workshop != nil else { throw Refusal.noWorkshop }
            guard record.stage == nil else { throw Refusal.eventBegun }
            let design = try Language.$current.withValue(language) {
                try DesignChoice.find(key, in: record.programme, tx)
            }
            try applyIn(Work(tx, visit), event, design)
            try visit.record(
                tx, scope: .event(event), subject: "event:\(event)", kind: "event.design", facts: ["design": .text(key)]
            )
        }
    }

    /// Keeps the steps of an event as a design of its programme.
    static func keep(_ visit: Visit, _ event: Event.ID, title: String, summary: String) async throws -> Design.ID {
        let words = Cleaned((title: title, summary: summary)) { words, check in
            words = (
                check.line("title", words.title, limit: 120, isRequired: true),
                check.line("summary", words.summary, limit: 300)
            )
        }
        return try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            return try keepIn(Work(tx, visit), event, words)
        }
    }

    private static func keepIn(_ work: Work, _ event: Event.ID, _ words: Cleaned<(title: String, summary: String)>)
        throws -> Design.ID
    {
        let (title, summary) = try words.checked()
        let record = try EventStore(work.tx).event(event)
        let placed = try steps(of: record, work.tx)
        guard !placed.isEmpty else { throw Refusal.noSteps }
        let id: Design.ID = work.environment.id()
        try DesignStore.insert(
            id, in: record.programme, title: title, summary: summary, steps: DesignStep.collapse(placed), now: work.now,
            work.tx)
        try work.record(.programme(record.programme), "design:\(id)", "design.creation", ["title": .text(title)])
        return id
    }

    /// The steps of an event as a design has them: by the number of their topic, and by the days since its first.
    static func steps(of event: EventRecord, _ reading: any Reading) throws -> [DesignStep.Placed] {
        let topics = try EventStore(reading).topics(of: event.id).map(\.id)
        let clock = EventClock(zone: event.timeZone)
        return try StepStore(reading).steps(of: event.id).map { step in
            DesignStep.Placed(
                DesignStep(
                    step.stage, title: step.title, minutes: step.minutes, settings: step.settings,
                    opens: step.opensAt.flatMap { clock.moment($0, from: event.startsOn) },
                    closes: step.closesAt.flatMap { clock.moment($0, from: event.startsOn) }),
                topic: step.topic.flatMap { topics.firstIndex(of: $0) })
        }
    }

    /// A retired design is no longer offered; events that began from it keep their steps.
    static func retire(_ visit: Visit, _ programme: Programme.ID, _ id: Design.ID, isRetired: Bool) async throws {
        try await visit.database.write { tx in
            try Policy.require(.organiseProgramme, in: programme, visitor: visit.visitor, tx)
            let design = try DesignStore(tx).design(id, in: programme)
            guard (design.retiredAt != nil) != isRetired else { return }
            try DesignStore.retire(id, at: isRetired ? visit.now : nil, tx)
            try visit.record(
                tx, scope: .programme(programme), subject: "design:\(id)",
                kind: isRetired ? "design.retirement" : "design.return")
        }
    }
}

/// The steps of an event, changed one by one.
enum StepOperations {
    static func add(_ visit: Visit, _ event: Event.ID, _ fields: StepFields, perTopic: Bool = false) async throws {
        let fields = fields.cleaned
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            try addIn(Work(tx, visit), event, fields, perTopic: perTopic)
        }
    }

    /// - Parameter perTopic: one for each topic, instead of the topic of the fields.
    private static func addIn(
        _ work: Work, _ event: Event.ID, _ fields: Cleaned<StepFields>, perTopic: Bool
    ) throws {
        try EventPartStore(work.tx).requireWorkshop(in: event)
        let topics = try EventStore(work.tx).topics(of: event)
        let fields = try fields.checked(topics: topics, event: try EventStore(work.tx).event(event))
        try materialise(work, event)
        let count = try StepStore(work.tx).steps(of: event).count
        let places: [Topic.ID?] = perTopic && !topics.isEmpty ? topics.map(\.id) : [fields.topic]
        guard count + places.count <= DesignOperations.mostSteps else {
            throw Refusal.invalid(["stage": L("At most \(DesignOperations.mostSteps) steps.")])
        }
        for (index, topic) in places.enumerated() {
            var own = fields
            own.topic = topic
            try StepStore.insert(work.environment.id(), in: event, own, position: count + index + 1, work.tx)
        }
        try work.record(
            .event(event), "event:\(event)", "step.creation",
            ["stage": .text(fields.stage.rawValue), "count": .whole(places.count)])
    }

    /// An event that followed no design gets the whole flow as steps of its own before the first change.
    private static func materialise(_ work: Work, _ event: Event.ID) throws {
        guard try StepStore(work.tx).steps(of: event).isEmpty else { return }
        for (index, stage) in WorkshopStage.allCases.enumerated() {
            try StepStore.insert(work.environment.id(), in: event, StepFields(stage), position: index + 1, work.tx)
        }
        let record = try EventStore(work.tx).event(event)
        if let stage = record.stage, let step = try StepStore(work.tx).match(stage, record.topic, in: event) {
            try StepStore.enter(step.id, in: event, now: work.now, work.tx)
        }
    }

    static func change(_ visit: Visit, _ event: Event.ID, _ id: EventStep.ID, _ fields: StepFields) async throws {
        let fields = fields.cleaned
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            let step = try StepStore(tx).step(id, in: event)
            let fields = try fields.checked(
                topics: try EventStore(tx).topics(of: event), event: try EventStore(tx).event(event),
                known: StepFields(step))
            guard fields != StepFields(step) else { return }
            if try EventStore(tx).event(event).step == id, fields.stage != step.stage || fields.topic != step.topic {
                throw Refusal.stepIsPresent
            }
            try StepStore.update(id, fields, now: visit.now, tx)
            try visit.record(
                tx, scope: .event(event), subject: "step:\(id)", kind: "step.change",
                facts: ["stage": .text(fields.stage.rawValue)])
        }
    }

    /// - Parameter places: negative is up.
    static func move(_ visit: Visit, _ event: Event.ID, _ id: EventStep.ID, by places: Int) async throws {
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            var order = try StepStore(tx).steps(of: event).map(\.id)
            guard let index = order.firstIndex(of: id) else { throw Refusal.notFound }
            // Any number may come from outside.
            let target = min(max(index + min(max(places, -order.count), order.count), 0), order.count - 1)
            order.remove(at: index)
            order.insert(id, at: target)
            try StepStore.setOrder(order, tx)
            try visit.record(
                tx, scope: .event(event), subject: "step:\(id)", kind: "step.order",
                facts: ["position": .whole(target + 1)])
        }
    }

    /// Leaves a step out. What was written in its stage stays.
    static func remove(_ visit: Visit, _ event: Event.ID, _ id: EventStep.ID) async throws {
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            let steps = try StepStore(tx).steps(of: event)
            guard let step = steps.first(where: { $0.id == id }) else { throw Refusal.notFound }
            guard try EventStore(tx).event(event).step != id else { throw Refusal.stepIsPresent }
            guard steps.count > 1 else { throw Refusal.lastStep }
            try StepStore.delete(id, tx)
            try StepStore.setOrder(steps.map(\.id).filter { $0 != id }, tx)
            try visit.record(
                tx, scope: .event(event), subject: "step:\(id)", kind: "step.withdrawal",
                facts: ["stage": .text(step.stage.rawValue)])
        }
    }
}
