import Foundation
import Web

/// One person of an exercise, on a thread of their own. Who speaks for a cell decides, the next answers requests, the third asks and keeps the
/// picture; evaluators rate once it is over; observers look on.
final class ExercisePerson {
    private let stage: ExerciseStage
    private let role: PlayedSeat
    private let client: WebClient
    private var ear: LiveEar?
    private var chance: Chance
    private var decided: Set<String> = []
    private var answered: Set<String> = []
    private var hasRated = false
    /// When they next do something of their own.
    private var nextVoice: Double?

    init(_ stage: ExerciseStage, _ number: Int) {
        self.stage = stage
        role = stage.cast.people[number]
        client = WebClient(base: stage.cast.cast.base)
        chance = Chance(seed: stage.theatre.seed, "exercise", String(number))
    }

    private var theatre: Theatre { stage.theatre }
    private var pages: String { "/events/\(stage.event)/exercise" }

    func play() {
        theatre.wait(chance.thought(0...20))
        arrive()
        while !theatre.isOver {
            do {
                try act()
            } catch {
                theatre.tell("\(role.name) cannot reach the server (\(error)); trying again.")
            }
            theatre.wait(chance.thought(4...12))
        }
        ear?.stop()
    }

    private func arrive() {
        do {
            let page = try client.open("/i/\(role.token)")
            if let path = Casting.first(in: page.body, #"data-live="([^"]+)""#) { ear = client.listen(path) }
            theatre.tell("\(role.name) is here (\(role.role)).")
        } catch {
            theatre.tell("\(role.name) cannot open the page: \(error)")
        }
    }

    private func act() throws {
        switch role.role {
        case "player" where stage.state == "running":
            if role.speaks { return try decide() }
            try role.place == 0 ? answer() : speak()
        case "evaluator" where stage.state == "ended" && !hasRated: try rate()
        case "observer": _ = try client.get("\(pages)/observe")
        default: return
        }
    }

    // MARK: Decisions

    private func decide() throws {
        var page = try client.get("\(pages)/play")
        if page.body.contains("data-stage=\"startex\"") {
            page = try client.send("\(pages)/play/confirmation", [])
            theatre.tell("\(role.name) knows that the exercise begins.")
        }
        guard
            let point = Self.all(in: page.body, "/play/questions/([0-9a-f-]{36})").first(where: {
                !decided.contains($0)
            })
        else { return }
        theatre.wait(chance.thought(20...180))
        let path = "\(pages)/play/questions/\(point)"
        let question = try client.get(path)
        decided.insert(point)
        guard question.status == 200, !question.body.contains("id=\"deciding\"") else { return }
        let options = Self.all(in: question.body, #"name="option-code" value="([^"]+)""#).filter { $0 != "other" }
        let option = options.randomElement(using: &chance)
        var fields = [
            ("option-code", option ?? "other"), ("rationale", "As our plan says, with what we know now."),
            ("confidence", String(Int.random(in: 2...5, using: &chance))), ("basis", "0"),
            ("late-reason", "We waited for a neighbour."),
        ]
        if option == nil { fields.append(("other", "We test the duty list every month.")) }
        let reply = try client.send(path, fields)
        theatre.tell(
            reply.status < 400
                ? "\(role.name) decides\(option.map { ": \($0)" } ?? " in words")."
                : "\(role.name) could not decide (status \(reply.status)).")
    }

    // MARK: Requests

    private struct Request: Decodable {
        let id: String
        let to: String
        let state: String
    }

    private func answer() throws {
        let reply = try client.call("GET", "/api/v1/events/\(stage.event)/requests", token: role.token)
        guard reply.status == 200, let cell = role.cell else { return }
        let page = try JSONCoding.value(reply.body, as: SimulatedPage<Request>.self)
        let open = page.items.first {
            $0.to == "cell:\(cell)" && ["sent", "acknowledged"].contains($0.state) && !answered.contains($0.id)
        }
        guard let open else { return }
        theatre.wait(chance.thought(10...120))
        if open.state == "sent" {
            try post("requests/\(open.id)/steps", ["kind": "acknowledged"])
            guard !chance.happens(0.3) else { return theatre.tell("\(role.name) acknowledges a request.") }
            theatre.wait(chance.thought(20...240))
        }
        answered.insert(open.id)
        let kind = ["agreed", "agreed", "agreed", "partly", "declined"].randomElement(using: &chance) ?? "agreed"
        try post("requests/\(open.id)/steps", ["kind": kind, "text": "We have looked at what we can spare."])
        theatre.tell("\(role.name) answers a request: \(kind).")
    }

    private func speak() throws {
        let moment = nextVoice ?? theatre.time + chance.thought(60...400)
        nextVoice = moment
        guard theatre.time >= moment else { return }
        nextVoice = theatre.time + chance.thought(200...900)
        let others = stage.cast.cells.filter { $0 != role.cell }
        guard let other = others.randomElement(using: &chance) else { return }
        if chance.happens(0.4) {
            try post(
                "picture",
                [
                    "topic": "people", "text": "Nobody is in danger, as far as we know.", "standing": "unconfirmed",
                    "shownTo": "all",
                ])
            return theatre.tell("\(role.name) adds a line to the picture.")
        }
        let type = ["information", "assistance", "notification"].randomElement(using: &chance) ?? "information"
        try post(
            "requests",
            ["type": type, "text": "What do you know, and what can you spare?", "allowed": 20, "to": ["cell:\(other)"]])
        theatre.tell("\(role.name) asks another cell (\(type)).")
    }

    // MARK: Ratings

    private struct Unit: Decodable {
        let task: String
        let cell: String
    }

    private func rate() throws {
        hasRated = true
        theatre.wait(chance.thought(10...60))
        let reply = try client.call("GET", "/api/v1/events/\(stage.event)/ratings", token: role.token)
        guard reply.status == 200 else { return }
        let units = try JSONCoding.value(reply.body, as: SimulatedPage<Unit>.self).items
        var count = 0
        for unit in units {
            let value = ["P", "P", "S", "M"].randomElement(using: &chance) ?? "P"
            let body = ["task": unit.task, "cell": unit.cell, "value": value, "reason": "As I saw it from the table."]
            let answer = try client.call(
                "PUT", "/api/v1/events/\(stage.event)/ratings", token: role.token, json: Self.json(body))
            if answer.status < 300 { count += 1 }
        }
        _ = try client.send("\(pages)/evaluate/submission", [])
        theatre.tell("\(role.name) has rated \(count) tasks.")
    }

    // MARK: Sending

    private func post(_ path: String, _ body: [String: Any]) throws {
        let reply = try client.call(
            "POST", "/api/v1/events/\(stage.event)/\(path)", token: role.token, json: Self.json(body))
        if reply.status >= 400 { theatre.tell("\(role.name) was refused (status \(reply.status), \(path.prefix(8))).") }
    }

    private static func json(_ value: [String: Any]) -> String {
        let data = try? JSONSerialization.data(withJSONObject: value, options: [.sortedKeys])
        return String(decoding: data ?? Data("{}".utf8), as: UTF8.self)
    }

    private static func all(in text: String, _ pattern: String) -> [String] {
        guard let regex = try? Regex(pattern) else { return [] }
        return text.matches(of: regex).compactMap {
            $0.output.count > 1 ? $0.output[1].substring.map(String.init) : nil
        }
    }
}
