internal import Synchronization

/// Values that were made from the database, kept for as long as nothing is committed, on whatever node.
///
/// Each commit counts up one number in the database. Who reads that number in the same view as everything else knows whether a value that
/// was kept is still what he would make: no rule about what depends on what, and nothing to forget.
final class Memory: Sendable {
    private struct State {
        var number: Int64 = -1
        var values: [String: any Sendable] = [:]
    }

    /// A page of a large room is a hundred kilobytes.
    static let mostValues = 512
    private let state = Mutex(State())

    func value<Value: Sendable>(_ key: String, at number: Int64) -> Value? {
        state.withLock { state in
            // Not `as?` of the lookup itself: what is missing would pass for an optional value that is nothing.
            guard state.number == number, let kept = state.values[key] else { return nil }
            return kept as? Value
        }
    }

    /// What was made from an older view is not kept, and what is older than this value goes.
    func keep(_ value: some Sendable, _ key: String, at number: Int64) {
        state.withLock { state in
            guard number >= state.number else { return }
            if number > state.number || state.values.count >= Self.mostValues { state.values = [:] }
            state.number = number
            state.values[key] = value
        }
    }

    static func count(on connection: any Connection) throws {
        try connection.send(
            """
            INSERT INTO commit_number (id, number) VALUES (1, 1)
            ON CONFLICT (id) DO UPDATE SET number = commit_number.number + 1
            """)
    }
}

/// Values that the bodies of one batch have read: between them nobody else writes.
///
/// A value goes as soon as a statement writes to one of its tables, and all go where more than one table may be written to, or what was
/// written is undone.
final class BatchMemory {
    private var values: [String: (value: Any, tables: Set<String>)] = [:]

    func value<Value>(_ key: String) -> Value? {
        guard let kept = values[key] else { return nil }
        return kept.value as? Value
    }

    func keep(_ value: Any, _ key: String, _ tables: Set<String>) { values[key] = (value, tables) }

    func forget(_ change: SQL.Change) {
        switch change {
        case .any: values = [:]
        case .table(let name):
            for (key, kept) in values where kept.tables.contains(name) { values[key] = nil }
        }
    }
}

extension Reading {
    /// Which of its commits the database stands at: another number after each.
    public func commitNumber() throws -> Int64 { try readCommitNumber() }

    func readCommitNumber() throws -> Int64 {
        try value("SELECT number FROM commit_number WHERE id = 1") ?? 0
    }

    /// In a write nothing is remembered: it sees what nobody else sees yet.
    public func remember<Value: Sendable>(_ key: String, _ make: () throws -> Value) throws -> Value { try make() }
}

extension Database {
    /// What ``Reading/remember(_:_:)`` has kept since a commit number that was read in this very request; nil if something was
    /// committed since.
    public func remembered<Value: Sendable>(_ key: String, at number: Int64) -> Value? {
        memory.value(key, at: number)
    }
}
