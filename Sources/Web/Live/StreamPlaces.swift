import Synchronization

/// Counts the live streams that each has open on this node, so that nobody takes all of them.
///
/// Who opens one too many loses the oldest, not the newest: a phone whose network comes and goes leaves streams behind that nobody
/// reads and that the server learns of late.
public final class StreamPlaces: Sendable {
    /// By key: the open streams, the oldest first.
    private let open = Mutex<[String: [Entry]]>([:])

    public init() {}

    private struct Entry: Sendable {
        let number: ObjectIdentifier
        let line: EventLine
    }

    /// One open stream: given back when nobody holds it any more.
    public final class Place: Sendable {
        private let places: StreamPlaces
        private let key: String

        fileprivate init(_ places: StreamPlaces, _ key: String) {
            self.places = places
            self.key = key
        }

        deinit { places.giveBack(key, ObjectIdentifier(self)) }
    }

    /// A place for one more stream; the oldest of the key ends where there are as many as may be, comes back after a while, and
    /// takes the place of the one that is the oldest then.
    public func take(_ key: String, limit: Int, _ line: EventLine) -> Place {
        let place = Place(self, key)
        let oldest = open.withLock { open in
            var entries = open[key] ?? []
            let gone = entries.count >= limit ? entries.removeFirst() : nil
            entries.append(Entry(number: ObjectIdentifier(place), line: line))
            open[key] = entries
            return gone
        }
        oldest?.line.end(ServerEvent("retry", "30000"))
        return place
    }

    /// To every page that a person has open on this node.
    public func tell(_ key: String, _ event: ServerEvent) {
        let lines = open.withLock { $0[key]?.map(\.line) ?? [] }
        EventLine.send(event, to: lines)
    }

    /// How many are open.
    public func taken(_ key: String) -> Int { open.withLock { $0[key]?.count ?? 0 } }

    private func giveBack(_ key: String, _ number: ObjectIdentifier) {
        open.withLock { open in
            open[key]?.removeAll { $0.number == number }
            if open[key]?.isEmpty == true { open[key] = nil }
        }
    }
}
