import Foundation
import Web

/// One person of an exercise, on a thread of their own. Players confirm, read and agree; who speaks for a cell decides, the next answers
/// requests, the third asks and keeps the picture. Evaluators note what they see and rate once it is over; observers say what they would
/// decide.
final class ExercisePerson {
    private let stage: ExerciseStage
    private let role: PlayedSeat
    private let client: WebClient
    private var ear: LiveEar?
    /// When somebody does something. What they choose has a chance of its own, so that no haste changes it.
    private var chance: Chance
    private var decided: Set<String> = []
    private var answered: Set<String> = []
    private var read: Set<String> = []
    private var agreed: Set<String> = []
    private var hasRated = false
    /// When they next do something of their own, and how often they did.
    private var nextVoice: Double?
    private var voices = 0

    init(_ stage: ExerciseStage, _ number: Int) {
        self.stage = stage
        role = stage.cast.people[number]
        client = WebClient(base: stage.cast.cast.base)
        chance = Chance(seed: stage.theatre.seed, "exercise", role.cell?.code ?? "", role.name)
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
            // However fast they are, a server is asked no more often than it lets one person ask.
            theatre.wait(max(chance.thought(4...12), theatre.speed / 2))
        }
        ear?.stop()
    }

    /// The page on which they stay.
    private var home: String {
        "\(pages)/\(role.role == "player" ? "play" : role.role == "evaluator" ? "evaluate" : "observe")"
    }

    private func arrive() {
        do {
            let first = try client.open("/i/\(role.token)")
            guard first.status < 400 else {
                return theatre.tell("\(role.name) cannot open the page (status \(first.status)).")
            }
            let page = try client.get(home)
            if let path = Casting.first(in: page.body, #"data-live="([^"]+)""#) { ear = client.listen(path) }
            theatre.tell("\(role.name) is here (\(role.role)).")
        } catch {
            theatre.tell("\(role.name) cannot open the page: \(error)")
        }
    }

    private func act() throws {
        switch role.role {
        case "player" where stage.state == "running" || stage.hasEnded: try take()
        case "evaluator" where stage.state == "ended" && !hasRated: try rate()
        case "evaluator" where stage.state == "running": try note()
        case "observer" where stage.state == "running": try look()
        default: return
        }
    }

    // MARK: A player's page

    private func take() throws {
        var page = try client.get(home)
        for (mark, words) in [("startex", "knows that the exercise begins"), ("endex", "knows that it has ended")]
        where page.body.contains("data-stage=\"\(mark)\"") {
            page = try client.send("\(pages)/play/confirmation", [])
            theatre.tell("\(role.name) \(words).")
        }
        guard stage.state == "running" else { return }
        try read(page.body)
        if role.speaks { return try decide(page.body) }
        try agree(page.body)
        try role.place == 0 ? answer() : speak()
    }

    /// Whoever reads a paper says so.
    private func read(_ page: String) throws {
        for paper in Self.all(in: page, "/exercise/papers/([0-9a-f-]{36})") where read.insert(paper).inserted {
            theatre.wait(chance.thought(2...20))
            _ = try client.send("\(pages)/papers/\(paper)/opening", [])
        }
    }

    /// A function that must agree does so.
    private func agree(_ page: String) throws {
        for point in Self.all(in: page, "/play/questions/([0-9a-f-]{36})") where !agreed.contains(point) {
            let question = try client.get("\(pages)/play/questions/\(point)").body
            guard let form = question.range(of: "id=\"consent\"") else { continue }
            guard
                let decision = Casting.first(
                    in: String(question[form.lowerBound...]), #"name="decision" value="([^"]+)""#)
            else { continue }
            agreed.insert(point)
            let reply = try client.send("\(pages)/play/questions/\(point)/consent", [("decision", decision)])
            if reply.status < 400 { theatre.tell("\(role.name) agrees.") }
        }
    }

    // MARK: Decisions

    private func decide(_ page: String) throws {
        let points = Self.all(in: page, "/play/questions/([0-9a-f-]{36})")
        guard let point = points.first(where: { !decided.contains($0) }) else { return }
        theatre.wait(chance.thought(20...180))
        guard stage.state == "running" else { return }
        let path = "\(pages)/play/questions/\(point)"
        let question = try client.get(path)
        decided.insert(point)
        guard question.status == 200, !question.body.contains("id=\"deciding\"") else { return }
        let options = Self.all(in: question.body, #"name="option-code" value="([^"]+)""#).filter { $0 != "other" }
        // Named by its words: ids differ from one copy of a story to the next.
        let words = Casting.first(in: question.body, #"<h1[^>]*>([^<]+)</h1>"#) ?? ""
        var choice = Chance(seed: theatre.seed, "decision", role.cell?.code ?? "", words)
        let option = options.randomElement(using: &choice)
        var fields = [
            ("option-code", option ?? "other"), ("rationale", "As our plan says, with what we know now."),
            ("confidence", String(Int.random(in: 2...5, using: &choice))), ("basis", "0"),
            ("late-reason", "We waited for a neighbour."),
        ]
        if option == nil { fields.append(("other", "We test the duty list every month.")) }
        let reply = try client.send(path, fields)
        let name = "\(role.name) (\(role.cell?.code ?? ""))"
        theatre.tell(
            reply.status < 400
                ? "\(name) decides “\(words)”: \(option ?? "in words")."
                : "\(name) could not decide (status \(reply.status)).")
    }

    // MARK: Who evaluates, who looks on

    private func note() throws {
        let moment = nextVoice ?? theatre.time + chance.thought(200...900)
        nextVoice = moment
        guard theatre.time >= moment else {
            _ = try client.get(home)
            return
        }
        nextVoice = theatre.time + chance.thought(400...1_200)
        let kind = ["strength", "improvement", "neutral"].randomElement(using: &chance) ?? "neutral"
        if try post("observations", ["text": "They asked before they acted.", "kind": kind]) {
            theatre.tell("\(role.name) notes what they see.")
        }
    }

    private func look() throws {
        let page = try client.get(home)
        for point in Self.all(in: page.body, "/observe/questions/([0-9a-f-]{36})") where answered.insert(point).inserted
        {
            let path = "\(pages)/observe/questions/\(point)"
            let question = try client.get(path).body
            let options = Self.all(in: question, #"name="option-code" value="([^"]+)""#)
            let words = Casting.first(in: question, #"<h1[^>]*>([^<]+)</h1>"#) ?? ""
            var choice = Chance(seed: theatre.seed, "observer", role.name, words)
            guard let option = options.randomElement(using: &choice) else { continue }
            let reply = try client.send(path, [("option-code", option)])
            if reply.status < 400 { theatre.tell("\(role.name) would decide: \(option).") }
        }
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
            $0.to == "cell:\(cell.id)" && ["sent", "acknowledged"].contains($0.state) && !answered.contains($0.id)
        }
        guard let open else { return }
        theatre.wait(chance.thought(10...120))
        guard stage.state == "running" else { return }
        if open.state == "sent" {
            guard try post("requests/\(open.id)/steps", ["kind": "acknowledged"]) else { return }
            guard !chance.happens(0.3) else { return theatre.tell("\(role.name) acknowledges a request.") }
            theatre.wait(chance.thought(20...240))
        }
        guard stage.state == "running" else { return }
        answered.insert(open.id)
        let kind = ["agreed", "agreed", "agreed", "partly", "declined"].randomElement(using: &chance) ?? "agreed"
        if try post("requests/\(open.id)/steps", ["kind": kind, "text": "We have looked at what we can spare."]) {
            theatre.tell("\(role.name) answers a request: \(kind).")
        }
    }

    private func speak() throws {
        let moment = nextVoice ?? theatre.time + chance.thought(60...400)
        nextVoice = moment
        guard theatre.time >= moment else { return }
        nextVoice = theatre.time + chance.thought(200...900)
        // What comes first, second … is the same however fast it goes.
        voices += 1
        var choice = Chance(seed: theatre.seed, "voice", role.name, String(voices))
        let others = stage.cast.cells.filter { $0 != role.cell }
        guard let other = others.randomElement(using: &choice) else { return }
        if choice.happens(0.4) {
            let item = [
                "topic": "people", "text": "Nobody is in danger, as far as we know.", "standing": "unconfirmed",
                "shownTo": "all",
            ]
            if try post("picture", item) { theatre.tell("\(role.name) adds a line to the picture.") }
            return
        }
        let type = ["information", "assistance", "notification"].randomElement(using: &choice) ?? "information"
        let request: [String: Any] = [
            "type": type, "text": "What do you know, and what can you spare?", "allowed": 20,
            "to": ["cell:\(other.id)"],
        ]
        if try post("requests", request) { theatre.tell("\(role.name) asks cell \(other.code) (\(type)).") }
    }

    // MARK: Ratings

    private struct Unit: Decodable {
        let task: String
        let cell: String
    }

    private func rate() throws {
        hasRated = true
        defer { stage.hasRated() }
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

    /// - Returns: whether it was taken; a refusal is told.
    private func post(_ path: String, _ body: [String: Any]) throws -> Bool {
        let reply = try client.call(
            "POST", "/api/v1/events/\(stage.event)/\(path)", token: role.token, json: Self.json(body))
        // What comes after ENDEX is refused, and nobody wonders.
        if reply.status >= 400, stage.state == "running" {
            theatre.tell("\(role.name) was refused (status \(reply.status), \(path.prefix(8))).")
        }
        return reply.status < 400
    }

    private static func json(_ value: [String: Any]) -> String {
        let data = try? JSONSerialization.data(withJSONObject: value, options: [.sortedKeys])
        return String(decoding: data ?? Data("{}".utf8), as: UTF8.self)
    }

    private static func all(in text: String, _ pattern: String) -> [String] {
        guard let regex = try? Regex(pattern) else { return [] }
        var seen: Set<String> = []
        return text.matches(of: regex).compactMap {
            $0.output.count > 1 ? $0.output[1].substring.map(String.init) : nil
        }.filter { seen.insert($0).inserted }
    }
}
