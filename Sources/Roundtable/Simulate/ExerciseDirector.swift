import Foundation
import Web

/// Plays the director of an exercise, where nobody else does: STARTEX, each move and each inject when it is planned, ENDEX at the end of the
/// last move. An exercise in earnest keeps its own clock; its injects then come as much earlier as the people are faster.
final class ExerciseDirector {
    private let stage: ExerciseStage
    private let client: WebClient
    private let browser: WebClient
    /// Where the exercise stood when the play began.
    private var begin: Int64?
    /// As they were planned when the play began: a move that is opened earlier takes its injects along.
    private var planned: [String: Planned] = [:]
    private var sent: Set<String> = []

    init(_ stage: ExerciseStage) {
        self.stage = stage
        client = WebClient(base: stage.cast.cast.base)
        browser = WebClient(base: stage.cast.cast.base)
    }

    private var theatre: Theatre { stage.theatre }
    private var token: String { stage.cast.cast.facilitator }
    private var api: String { "/api/v1/events/\(stage.event)" }
    private var pages: String { "/events/\(stage.event)/exercise" }

    func play() {
        do {
            _ = try browser.open("/sign-in/links/\(token)")
        } catch {
            theatre.tell("The director cannot open the console: \(error)")
        }
        while !theatre.isOver, !stage.hasEnded {
            do {
                try act()
            } catch {
                theatre.tell("The director cannot reach the server (\(error)); trying again.")
            }
            // However fast the people are, a server is asked no more often than it lets one account ask.
            theatre.wait(max(5, theatre.speed))
        }
    }

    private func act() throws {
        switch stage.state {
        case "ready": try turn("start", "STARTEX.")
        case "paused" where begin == nil: try turn("resume", "The director resumes.")
        case "running": try run()
        default: return
        }
    }

    /// Milliseconds of the exercise's clock, as the people who are played live them.
    private var played: Int64 {
        let first = begin ?? stage.elapsed - Int64(theatre.time * 1_000)
        begin = first
        return max(stage.elapsed, first + Int64(theatre.time * 1_000))
    }

    // MARK: Moves and injects

    private struct Move: Decodable {
        let id: String
        let number: Int
        let plannedStart: Int64
        let plannedLength: Int64
        let state: String
    }

    private struct Release: Decodable {
        let inject: String
        let label: String
        let title: String
        let status: String
        let dueElapsed: Int64?
        let isHeld: Bool
        let sent: [String]
        let open: [String]
    }

    private struct Problem: Decodable { let type: String? }

    private struct Planned: Decodable {
        let id: String
        let dueElapsed: Int64?
        let rule: Rule?

        struct Rule: Decodable {}
    }

    private func run() throws {
        let now = played
        let moves = try list("exercise/moves", of: Move.self)
        if let move = moves.last(where: { $0.plannedStart <= now }), move.state == "planned" {
            let reply = try browser.send("\(pages)/moves/\(move.id)/opening", [("left", "keep")])
            theatre.tell(
                reply.status < 400 ? "Move \(move.number) is open." : "Move \(move.number) could not be opened.")
        }
        try release(now)
        let end = moves.map { $0.plannedStart + $0.plannedLength }.max()
        if let end, now >= end { try turn("end", "ENDEX.") }
    }

    /// What is due as it was planned, in its order; what a hand or a rule decides comes with what stands before it, or when it is due.
    private func release(_ now: Int64) throws {
        if planned.isEmpty {
            planned = Dictionary(try list("injects", of: Planned.self).map { ($0.id, $0) }) { first, _ in first }
        }
        var last: Int64 = 0
        for one in try list("releases", of: Release.self) {
            let plan = planned[one.inject]
            let due = plan?.rule == nil ? plan?.dueElapsed : one.dueElapsed
            last = max(last, due ?? last)
            guard one.status == "approved", !one.isHeld, !one.open.isEmpty, due ?? last <= now else { continue }
            guard due != nil || plan?.rule == nil else { continue }
            try send(one)
        }
    }

    private func send(_ one: Release) throws {
        guard sent.insert(one.inject).inserted else { return }
        let reply = try client.call(
            "POST", "\(api)/releases", token: token, json: #"{"inject":"\#(one.inject)","acceptsGaps":true}"#)
        if reply.status == 409, try JSONCoding.value(reply.body, as: Problem.self).type?.hasSuffix("is-spoken") == true
        {
            for cell in one.open {
                _ = try browser.send("\(pages)/injects/\(one.inject)/call", [("cell", cell), ("reach", "reached")])
            }
            return theatre.tell("A controller says #\(one.label) to \(one.open.count) cells.")
        }
        // What the clock released in the meantime is refused as well.
        guard reply.status < 400 else { return }
        theatre.tell("#\(one.label) “\(one.title)” is released to \(one.open.count) cells.")
    }

    // MARK: Asking

    private func turn(_ act: String, _ words: String) throws {
        let reply = try client.call("POST", "\(api)/exercise/clock", token: token, json: #"{"act":"\#(act)"}"#)
        guard reply.status < 400 else {
            return theatre.tell("The director was refused (status \(reply.status), \(act)).")
        }
        stage.take(try JSONCoding.value(reply.body, as: ExerciseStage.Standing.self))
        theatre.tell(words)
    }

    private func list<Item: Decodable>(_ path: String, of: Item.Type) throws -> [Item] {
        var (items, query) = ([Item](), "")
        while true {
            let reply = try client.call("GET", "\(api)/\(path)\(query)", token: token)
            guard reply.status == 200 else { throw WebClient.Unreachable(description: "status \(reply.status)") }
            let page = try JSONCoding.value(reply.body, as: SimulatedPage<Item>.self)
            items += page.items
            guard let next = page.next else { return items }
            query = "?cursor=\(WebClient.encode(next))"
        }
    }
}
