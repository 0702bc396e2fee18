import Synchronization

/// The last answers of a function that depends on nothing but what it is given. They cannot become wrong, so nothing clears them; only
/// their number is bounded, and the oldest goes first.
///
/// It is one of the two ways in which this house remembers. What is made from the database goes through ``Storage/Reading/remember(_:_:)``
/// (in a write ``Storage/Transaction/remember(_:from:_:)``), and the next commit clears it; so it is with what one visit knows of itself
/// (``MembershipMemory``). There is no third rule to know.
final class Remembered<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct State {
        var answers: [Key: Value] = [:]
        var order: [Key] = []
    }

    private let most: Int
    private let state = Mutex(State())

    init(most: Int) { self.most = most }

    func value(_ key: Key, _ make: () throws -> Value) rethrows -> Value {
        if let known = known(key) { return known }
        let value = try make()
        keep(value, for: key)
        return value
    }

    func known(_ key: Key) -> Value? { state.withLock { $0.answers[key] } }

    func keep(_ value: Value, for key: Key) {
        state.withLock { state in
            if state.answers.updateValue(value, forKey: key) == nil { state.order.append(key) }
            if state.order.count > most { state.answers[state.order.removeFirst()] = nil }
        }
    }
}
