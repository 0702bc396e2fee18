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
        state.withLock { $0.number == number ? $0.values[key] as? Value : nil }
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
        _ = try connection.change(
            """
            INSERT INTO commit_number (id, number) VALUES (1, 1)
            ON CONFLICT (id) DO UPDATE SET number = commit_number.number + 1
            """)
    }
}

extension Reading {
    /// Which of its commits the database stands at: another number after each.
    public func commitNumber() throws -> Int64 {
        try value("SELECT number FROM commit_number WHERE id = 1") ?? 0
    }

    /// In a write nothing is remembered: it sees what nobody else sees yet.
    public func remember<Value: Sendable>(_ key: String, _ make: () throws -> Value) throws -> Value { try make() }
}

extension Database {
    /// What ``Reading/remember(_:_:)`` has kept since a commit number that was read in this very request; nothing where something was
    /// committed since.
    public func remembered<Value: Sendable>(_ key: String, at number: Int64) -> Value? {
        memory.value(key, at: number)
    }
}
