import Domain
import Storage
import Web

/// The parts of an event.
enum EventPartOperations {
    static func add(_ visit: Visit, _ event: Event.ID, kind: String, title: String = "") async throws -> EventPart.ID {
        let words = Cleaned(title) { $0 = $1.line("title", $0, limit: 200) }
        let language = Language.current
        return try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            let start = EventPartStart(title: try words.checked())
            guard EventParts.feature(of: kind) != nil else {
                throw Refusal.invalid(["kind": L("Choose one of the kinds of parts.")])
            }
            // Addresses below an event lead to one workshop so far.
            guard try !EventPartStore(tx).parts(of: event).contains(where: { $0.kind == kind }) else {
                throw Refusal.partIsThere
            }
            return try Language.$current.withValue(language) {
                _ = try EventOperations.meeting(event, tx)
                let part = try addIn(Work(tx, visit), kind, to: event, start)
                try Work(tx, visit).record(.event(event), "part:\(part)", "part.creation", ["kind": .text(kind)])
                return part
            }
        }
    }

    /// - Parameter kind: of a part that a feature tells of.
    static func addIn(_ work: Work, _ kind: String, to event: Event.ID, _ start: EventPartStart) throws -> EventPart.ID
    {
        guard let feature = EventParts.feature(of: kind) else { throw Refusal.notFound }
        let id: EventPart.ID = work.environment.id()
        try EventPartStore.insert(id, in: event, kind: kind, title: start.title, now: work.now, work.tx)
        try feature.begin(id, in: event, start, work)
        return id
    }

    /// Takes out a part in which nothing has been done, and with which events of the kind do not begin.
    static func remove(_ visit: Visit, _ event: Event.ID, _ id: EventPart.ID) async throws {
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            guard let part = try EventPartStore(tx).parts(of: event).first(where: { $0.id == id }),
                let feature = EventParts.feature(of: part.kind)
            else { throw Refusal.notFound }
            let kind = EventKind.named(try EventStore(tx).event(event).kind)
            guard kind?.parts.contains(part.kind) != true else { throw Refusal.partOfKind }
            if let obstacle = try feature.obstacle(part, tx) { throw Refusal.partInUse(obstacle) }
            try feature.end(part, tx)
            try EventPartStore.delete(part, tx)
            try Work(tx, visit).record(.event(event), "part:\(id)", "part.removal", ["kind": .text(part.kind)])
        }
    }
}
