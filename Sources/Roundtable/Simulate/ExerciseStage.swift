import Foundation
import Synchronization
import Web

/// Somebody of an exercise whom the simulation plays.
struct PlayedSeat: Sendable {
    let name: String
    /// player, evaluator or observer.
    let role: String
    /// Of a player.
    let cell: String?
    let speaks: Bool
    /// From 0, among those of their cell.
    let place: Int
    /// The token of the personal link.
    let token: String
}

/// Who is played, in which exercise.
struct ExerciseCast: Sendable {
    let cast: Casting.Cast
    let people: [PlayedSeat]

    /// Those in which somebody plays.
    var cells: [String] { Set(people.compactMap(\.cell)).sorted() }
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
        let events: SimulatedPage<Event> = try read("/api/v1/events?limit=200", director)
        let event = events.items.first { event in
            let found: State? = try? read("/api/v1/events/\(event.id)/exercise", director)
            return found.map { ["ready", "running", "paused"].contains($0.state) } ?? false
        }
        guard let event else { throw Failure("No exercise is ready or running.", .noInput) }
        let people = try people(of: event.id, director, sparesPlayer)
        return ExerciseCast(
            cast: Cast(
                base: base, event: event.id, code: event.code, title: event.title, seats: [], facilitator: director),
            people: people)
    }

    private func people(of event: String, _ director: String, _ sparesPlayer: Bool) throws -> [PlayedSeat] {
        let seats: SimulatedPage<Seat> = try read("/api/v1/events/\(event)/exercise/seats", director)
        let known = Dictionary(try participants(event, director).map { ($0.id, $0) }) { first, _ in first }
        var counts: [String: Int] = [:]
        let first = seats.items.first { $0.role == "player" }?.cell
        return try seats.items.compactMap { seat in
            guard ["player", "evaluator", "observer"].contains(seat.role), let person = known[seat.participant] else {
                return nil
            }
            let place = counts[seat.cell ?? "", default: 0]
            counts[seat.cell ?? ""] = place + 1
            let speaks = seat.isSpokesperson ?? false
            if sparesPlayer, speaks, seat.cell == first { return nil }
            return PlayedSeat(
                name: person.name, role: seat.role, cell: seat.cell, speaks: speaks, place: place,
                token: try link(of: person, in: event, director))
        }
    }
}

/// What all who are played share: where the exercise stands.
final class ExerciseStage: Sendable {
    let cast: ExerciseCast
    let theatre: Theatre
    private let present = Mutex("")

    init(_ cast: ExerciseCast, _ theatre: Theatre) {
        self.cast = cast
        self.theatre = theatre
    }

    /// ready, running, paused, halted, ended …
    var state: String { present.withLock { $0 } }
    var event: String { cast.cast.event }

    private struct Standing: Decodable {
        let state: String
        let elapsed: Int64
    }

    /// Asks once a second where the exercise stands. Returns when the play is over.
    func direct() throws {
        let client = WebClient(base: cast.cast.base)
        var (failures, said) = (0, "")
        while !theatre.isOver {
            do {
                let reply = try client.call(
                    "GET", "/api/v1/events/\(event)/exercise", token: cast.cast.facilitator)
                guard reply.status == 200 else { throw WebClient.Unreachable(description: "status \(reply.status)") }
                let standing = try JSONCoding.value(reply.body, as: Standing.self)
                present.withLock { $0 = standing.state }
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
            Thread.sleep(forTimeInterval: 1)
        }
    }
}
