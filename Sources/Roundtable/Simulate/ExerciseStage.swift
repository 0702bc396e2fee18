import Foundation
import Synchronization
import Web

/// Somebody of an exercise whom the simulation plays.
struct PlayedSeat: Sendable {
    let name: String
    /// player, evaluator or observer.
    let role: String
    /// Of a player.
    let cell: PlayedCell?
    let speaks: Bool
    /// From 0, among those of their cell who do not speak for it.
    let place: Int
    /// The token of the personal link.
    let token: String
}

struct PlayedCell: Sendable, Decodable, Hashable {
    let id: String
    /// The same in each copy of a story, as its id is not.
    let code: String
    let number: Int
    let kind: String
}

/// Who is played, in which exercise.
struct ExerciseCast: Sendable {
    let cast: Casting.Cast
    let people: [PlayedSeat]

    /// Those in which somebody plays.
    var cells: [PlayedCell] { Set(people.compactMap(\.cell)).sorted { $0.number < $1.number } }
    var evaluators: Int { people.count { $0.role == "evaluator" } }
}

extension Casting {
    private struct Event: Decodable {
        let id: String
        let title: String
        let code: String
    }

    private struct State: Decodable { let state: String }

    private struct Seat: Decodable {
        let participant: String
        let role: String
        let cell: String?
        let isSpokesperson: Bool?
    }

    /// - Parameter sparesPlayer: the one who speaks for the first cell is left to a person.
    func exercise(mayReplaceLinks: Bool, sparesPlayer: Bool) throws -> ExerciseCast {
        let home = try client.get("/").body
        let demo = Self.first(in: home, "/sign-in/links/(\(Self.token))")
        guard let director = Self.first(in: path, "/sign-in/links/(\(Self.token))") ?? demo else {
            throw Failure("Give the sign-in link of the exercise’s director as --url, in quotation marks.", .noInput)
        }
        guard demo != nil || mayReplaceLinks else {
            throw Failure(
                "This is no demo: its people would be played in their names. Say --replace-links if that is what you want.",
                .badData)
        }
        let event = try playable(director)
        let people = try people(of: event.id, director, sparesPlayer)
        guard !people.isEmpty else {
            throw Failure(
                "“\(event.title)” has no player, evaluator or observer whom the simulation could play.", .noInput)
        }
        return ExerciseCast(
            cast: Cast(
                base: base, event: event.id, code: event.code, title: event.title, seats: [], facilitator: director),
            people: people)
    }

    /// The one that runs; else the first that is paused or ready.
    private func playable(_ director: String) throws -> Event {
        let reply = try client.call("GET", "/api/v1/events?limit=200", token: director)
        guard reply.status != 401 else { throw Failure("The sign-in link of --url is not valid any more.", .noInput) }
        guard reply.status == 200 else {
            throw Failure("The server refused the list of events with status \(reply.status).", .unavailable)
        }
        let events = try JSONCoding.value(reply.body, as: SimulatedPage<Event>.self).items
        let found = try events.compactMap { event -> (event: Event, state: String)? in
            let reply = try client.call("GET", "/api/v1/events/\(event.id)/exercise", token: director)
            guard reply.status == 200 else { return nil }
            return (event, try JSONCoding.value(reply.body, as: State.self).state)
        }
        for state in ["running", "paused", "ready"] {
            if let one = found.first(where: { $0.state == state }) { return one.event }
        }
        guard let other = found.first else {
            throw Failure("Whoever this link belongs to runs no exercise.", .noInput)
        }
        throw Failure(
            "No exercise is ready or running: “\(other.event.title)” is \(other.state == "draft" ? "a draft" : other.state).",
            .noInput)
    }

    private func people(of event: String, _ director: String, _ sparesPlayer: Bool) throws -> [PlayedSeat] {
        let seats: SimulatedPage<Seat> = try read("/api/v1/events/\(event)/exercise/seats", director)
        let known = Dictionary(try participants(event, director).map { ($0.id, $0) }) { first, _ in first }
        let all: SimulatedPage<PlayedCell> = try read("/api/v1/events/\(event)/exercise/cells", director)
        let cells = Dictionary(all.items.map { ($0.id, $0) }) { first, _ in first }
        let roles = ["player", "evaluator", "observer"]
        let played = seats.items.filter { roles.contains($0.role) && known[$0.participant] != nil }
        // In a cell for which nobody speaks, its first player does.
        let speakers = Dictionary(grouping: played.filter { $0.role == "player" }) { $0.cell ?? "" }.mapValues { own in
            (own.first { $0.isSpokesperson ?? false } ?? own[0]).participant
        }
        let first = all.items.filter { $0.kind == "players" }.min { $0.number < $1.number }?.id
        var counts: [String: Int] = [:]
        return try played.compactMap { seat in
            guard let person = known[seat.participant] else { return nil }
            let speaks = seat.role == "player" && speakers[seat.cell ?? ""] == seat.participant
            if sparesPlayer, speaks, seat.cell == first { return nil }
            let place = counts[seat.cell ?? "", default: 0]
            if !speaks { counts[seat.cell ?? ""] = place + 1 }
            return PlayedSeat(
                name: person.name, role: seat.role, cell: seat.role == "player" ? seat.cell.flatMap { cells[$0] } : nil,
                speaks: speaks, place: place, token: try link(of: person, in: event, director))
        }
    }
}

/// What all who are played share: where the exercise stands.
final class ExerciseStage: Sendable {
    struct Standing: Decodable, Sendable {
        let state: String
        let elapsed: Int64
        let mark: Int
        let isRehearsal: Bool
    }

    let cast: ExerciseCast
    let theatre: Theatre
    private let present = Mutex<Standing?>(nil)
    private let rated = Atomic(0)

    init(_ cast: ExerciseCast, _ theatre: Theatre) {
        self.cast = cast
        self.theatre = theatre
    }

    /// ready, running, paused, halted, ended …
    var state: String { present.withLock { $0?.state ?? "" } }
    var elapsed: Int64 { present.withLock { $0?.elapsed ?? 0 } }
    var event: String { cast.cast.event }
    var hasEnded: Bool { ["ended", "reviewed", "closed", "cancelled"].contains(state) }

    /// An evaluator has nothing more to do.
    func hasRated() { rated.add(1, ordering: .relaxed) }

    func take(_ standing: Standing) { present.withLock { $0 = standing } }

    /// Asks once a second where the exercise stands. Returns when it is over and all have rated, or when the time is up.
    func direct() throws {
        let client = WebClient(base: cast.cast.base)
        var (failures, said, over) = (0, "", 0)
        while !theatre.isOver {
            do {
                let reply = try client.call("GET", "/api/v1/events/\(event)/exercise", token: cast.cast.facilitator)
                guard reply.status == 200 else { throw WebClient.Unreachable(description: "status \(reply.status)") }
                let standing = try JSONCoding.value(reply.body, as: Standing.self)
                take(standing)
                if standing.state != said {
                    said = standing.state
                    theatre.tell("The exercise is \(said), minute \(standing.elapsed / 60_000).")
                }
                failures = 0
            } catch {
                failures += 1
                if failures == 1 { theatre.tell("The server does not answer (\(error)); trying again.") }
                if failures > 60 {
                    throw Failure("The server has not answered for a minute; the play is over.", .unavailable)
                }
            }
            // Three more looks, in which players see that it has ended.
            if hasEnded, rated.load(ordering: .relaxed) >= cast.evaluators { over += 1 }
            if over > 3 { return }
            Thread.sleep(forTimeInterval: 1)
        }
    }
}
