import Domain
import Storage
import Web

/// How long people stay in the directory whom nothing needs any more. Their names at events have a day of their own (``Retention``).
///
/// A new installation begins with three years; one that was there before begins with no rule, since an upgrade must not delete what
/// nobody was asked about (decision 23).
enum DirectoryRetention {
    static let usualYears = 3

    struct State: Sendable {
        /// Nothing: no rule.
        let years: Int?
        /// For each choice, how many people would go now.
        let due: [(years: Int, people: Int)]
    }

    static func state(_ visit: Visit) async throws -> State {
        try await visit.read { reading in
            let store = DirectoryRetentionStore(reading)
            return State(
                years: try store.years(),
                due: try DirectoryRetentionStore.choices.map { years in
                    (years: years, people: try store.count(before: time(years, before: visit.now)))
                })
        }
    }

    /// - Parameter years: nothing for no rule.
    static func set(_ visit: Visit, years: Int?) async throws {
        if let years, !DirectoryRetentionStore.choices.contains(years) {
            throw Refusal.invalid(["years": L("Choose one of the times that are offered.")])
        }
        try await visit.database.write { tx in
            guard try DirectoryRetentionStore(tx).years() != years else { return }
            try DirectoryRetentionStore.set(years: years, tx)
            try visit.record(
                tx, scope: .directory, subject: "directory", kind: "directory.retention",
                facts: ["years": years.map { .whole($0) } ?? .null])
        }
    }

    /// Takes out who is due. Called by the same watcher that takes names away from events.
    static func run(_ database: Database, _ environment: Web.Environment) async throws {
        let now = environment.now()
        while true {
            let isMore = try await database.write { tx in
                let store = DirectoryRetentionStore(tx)
                guard let years = try store.years() else { return false }
                let people = try store.someDue(before: time(years, before: now))
                guard !people.isEmpty else { return false }
                try RememberedSpellingStore.forget(try store.names(of: people), tx)
                let work = Work(tx, environment)
                for person in people { try MandateOperations.endAllIn(work, of: person) }
                try DirectoryRetentionStore.delete(people, tx)
                for person in people { try work.record(.directory, "person:\(person)", "person.retention") }
                return true
            }
            guard isMore else { return }
        }
    }

    /// Years of 365¼ days: a day more or less matters to nobody here.
    private static func time(_ years: Int, before now: Int64) -> Int64 { now - Int64(years) * 31_557_600_000 }
}
