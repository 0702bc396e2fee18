import Domain
import Storage
import Web

struct ObjectiveInput: Sendable {
    var text = ""
    var language = "en"
    /// Ids.
    var answers: [String] = []
    var topics: [String] = []
}

/// What an event is to achieve: written by its organisers, seen by everybody in it.
enum ObjectiveOperations {
    static let most = 40
    static let limit = 600

    /// - Parameter key: what a device calls the sending: the same again is answered with the first result.
    static func add(_ visit: Visit, _ event: Event.ID, _ input: ObjectiveInput, key: String? = nil) async throws
        -> ObjectiveRecord
    {
        let checked = Result { try cleaned(input) }
        return try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            let input = try checked.get()
            let there = try ObjectiveStore(tx).objectives(of: [event])
            let work = Work(tx, visit)
            let id: Objective.ID = SendingKey.id(key, by: "\(work.actor ?? "")\n\(event)", work.environment)
            if let first = there.first(where: { $0.id == id }) { return first }
            guard there.count < most else {
                throw Refusal.tooMany(L("There are \(most) objectives, which is as many as it takes."))
            }
            try ObjectiveStore.insert(id, event, position: there.count + 1, now: work.now, tx)
            try write(work, event, id, input)
            try work.record(.event(event), "objective:\(id)", "objective.creation")
            return try ObjectiveStore(tx).objective(event, id)
        }
    }

    static func change(_ visit: Visit, _ event: Event.ID, _ id: Objective.ID, _ input: ObjectiveInput) async throws
        -> ObjectiveRecord
    {
        let checked = Result { try cleaned(input) }
        return try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            _ = try ObjectiveStore(tx).objective(event, id)
            try write(Work(tx, visit), event, id, try checked.get())
            try Work(tx, visit).record(.event(event), "objective:\(id)", "objective.change")
            return try ObjectiveStore(tx).objective(event, id)
        }
    }

    static func remove(_ visit: Visit, _ event: Event.ID, _ id: Objective.ID) async throws {
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            _ = try ObjectiveStore(tx).objective(event, id)
            try ObjectiveStore.remove(id, tx)
            try ObjectiveStore.place(try ObjectiveStore(tx).objectives(of: [event]).map(\.id), tx)
            try Work(tx, visit).record(.event(event), "objective:\(id)", "objective.removal")
        }
    }

    static func move(_ visit: Visit, _ event: Event.ID, _ id: Objective.ID, by places: Int) async throws {
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            var ids = try ObjectiveStore(tx).objectives(of: [event]).map(\.id)
            guard let index = ids.firstIndex(of: id) else { throw Refusal.notFound }
            let target = index + places.signum()
            guard ids.indices.contains(target), target != index else { return }
            ids.swapAt(index, target)
            try ObjectiveStore.place(ids, tx)
            try Work(tx, visit).record(.event(event), "objective:\(id)", "objective.order")
        }
    }

    private static func cleaned(_ input: ObjectiveInput) throws -> ObjectiveInput {
        var (check, input) = (FieldCheck(), input)
        input.text = check.line("text", input.text, limit: limit, isRequired: true)
        if let fault = ContributionLanguage.fault(input.language) { check.fail("language", fault) }
        try check.finish()
        return input
    }

    private static func write(_ work: Work, _ event: Event.ID, _ id: Objective.ID, _ input: ObjectiveInput) throws {
        let known = Set(try ObjectiveStore(work.tx).answers(of: [event]).map(\.id))
        let topics = Set(try EventStore(work.tx).topics(of: event).map(\.id.description))
        try ObjectiveStore.write(
            id, text: input.text, language: input.language, answers: known.intersection(input.answers),
            topics: topics.intersection(input.topics), now: work.now, work.tx)
    }
}
