import Domain
import Storage
import Web

/// Tells one waiting person's page to go on: nothing is shown meanwhile that could change for others, so each follows the journal
/// for the one line about them.
enum JoiningLive {
    static func stream(for seat: Visitor.Seat, _ visit: Visit) -> EventStream {
        let stream = EventStream()
        let line = stream.line
        let database = visit.database
        let reload = ServerEvent("reload", "1")
        let following = Task {
            let notices = database.journalFeed()
            line.send(.heartbeat)
            // Decided between the page and this stream: then the line has passed already.
            if await !isWaiting(seat.id, database) { line.send(reload) }
            for await batch in notices where batch.contains(where: { $0.subject == "participant:\(seat.id)" }) {
                line.send(reload)
            }
            line.end()
        }
        let beating = Task {
            while !Task.isCancelled {
                do { try await Task.sleep(for: .seconds(15)) } catch { return }
                line.send(.heartbeat)
            }
        }
        line.whenOver {
            following.cancel()
            beating.cancel()
        }
        return stream
    }

    /// A database that cannot be asked is not a reason to load the page again.
    private static func isWaiting(_ participant: Participant.ID, _ database: Database) async -> Bool {
        do {
            return try await database.read { try EventStore($0).participant(participant).state == .waiting }
        } catch {
            return true
        }
    }
}
