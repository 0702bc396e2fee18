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
        let ending: Ending
    }

    /// Whether a stream shall end.
    fileprivate final class Ending: Sendable {
        let isOver = Atomic<Bool>(false)
    }

    /// One open stream: given back when nobody holds it any more.
    public final class Place: Sendable {
        private let places: StreamPlaces
        private let key: String
        private let ending: Ending

        fileprivate init(_ places: StreamPlaces, _ key: String, _ ending: Ending) {
            self.places = places
            self.key = key
            self.ending = ending
        }

        /// A newer stream has taken the place: looked at before each event is sent, so at the latest with the next heartbeat.
        public var isOver: Bool { ending.isOver.load(ordering: .relaxed) }

        deinit { places.giveBack(key, ending) }
    }

    /// A place for one more stream; the oldest of the key ends where there are as many as may be.
    public func take(_ key: String, limit: Int) -> Place {
        let ending = Ending()
        let oldest = open.withLock { open in
            var entries = open[key] ?? []
            let gone = entries.count >= limit ? entries.removeFirst() : nil
            entries.append(Entry(number: ObjectIdentifier(ending), ending: ending))
            open[key] = entries
            return gone
        }
        oldest?.ending.isOver.store(true, ordering: .relaxed)
        return Place(self, key, ending)
    }

    /// How many are open.
    public func taken(_ key: String) -> Int { open.withLock { $0[key]?.count ?? 0 } }

    private func giveBack(_ key: String, _ ending: Ending) {
        open.withLock { open in
            open[key]?.removeAll { $0.number == ObjectIdentifier(ending) }
            if open[key]?.isEmpty == true { open[key] = nil }
        }
    }
}
