import Synchronization

/// Counts the live streams that each has open on this node, so that nobody takes all of them.
public final class StreamPlaces: Sendable {
    private let counts = Mutex<[String: Int]>([:])

    public init() {}

    /// One open stream: given back when nobody holds it any more.
    public final class Place: Sendable {
        private let places: StreamPlaces
        private let key: String

        fileprivate init(_ places: StreamPlaces, _ key: String) {
            self.places = places
            self.key = key
        }

        deinit { places.giveBack(key) }
    }

    /// - Returns: nothing where the key has as many as it may.
    public func take(_ key: String, limit: Int) -> Place? {
        let isFree = counts.withLock { counts in
            guard counts[key, default: 0] < limit else { return false }
            counts[key, default: 0] += 1
            return true
        }
        return isFree ? Place(self, key) : nil
    }

    /// How many are taken.
    public func taken(_ key: String) -> Int { counts.withLock { $0[key, default: 0] } }

    private func giveBack(_ key: String) {
        counts.withLock { counts in
            let rest = counts[key, default: 1] - 1
            counts[key] = rest > 0 ? rest : nil
        }
    }
}
