import App
import Domain
import Foundation
import Web

/// One simulated person, on a thread of their own: listens as an open page does, writes a few late issues, answers each round,
/// sometimes thinks again, sometimes loses the connection.
final class Player {
    private let theatre: Theatre
    private let seat: SimulatedSeat
    private let number: Int
    private let client: WebClient
    private var ear: LiveEar?
    private var chance: Chance
    /// The moment of play at which the person wants to say something; nothing until collecting is open.
    private var nextVoice: Double?
    private var voices: [DemoVoice]
    private var answered: Set<String> = []

    init(_ theatre: Theatre, _ number: Int) {
        self.theatre = theatre
        self.number = number
        seat = theatre.cast.seats[number]
        client = WebClient(base: theatre.cast.base)
        chance = Chance(seed: theatre.seed, "person", String(number))
        // The same shuffled pile for all; each takes every n-th sheet.
        var pile = DemoVoices.late
        var shuffler = Chance(seed: theatre.seed, "voices")
        pile.shuffle(using: &shuffler)
        let count = theatre.cast.seats.count
        voices = pile.enumerated().filter { $0.offset % count == number }.map(\.element)
    }

    func play() {
        theatre.wait(chance.thought(0...10))
        arrive()
        while !theatre.isOver {
            act()
            theatre.wait(0.5)
        }
        ear?.stop()
    }

    /// Opens the personal link, as from a name card, and keeps the page open.
    private func arrive() {
        do {
            let page = try client.open("/i/\(seat.token)")
            let path = Casting.first(in: page.body, #"data-live="([^"]+)""#) ?? "/e/\(theatre.cast.code)/live"
            ear = client.listen(path)
            theatre.tell("\(seat.sentence) is here.")
        } catch {
            theatre.tell("\(seat.sentence) cannot open the page: \(error)")
        }
    }

    private func act() {
        guard let activity = theatre.activity else { return }
        if activity.stage == "collect" {
            let moment = nextVoice ?? theatre.time + chance.thought(5...180)
            nextVoice = moment
            if theatre.time >= moment { speak(activity) }
        }
        if let round = activity.openRound, !answered.contains(round.id) {
            answered.insert(round.id)
            answer(round)
        }
    }

    private func speak(_ activity: SimulatedActivity) {
        nextVoice = theatre.time + chance.thought(40...300)
        let open = Set((activity.topic.map { [$0] } ?? activity.topics).map(\.position))
        guard let index = voices.firstIndex(where: { open.contains($0.topic) }),
            let topic = activity.topics.first(where: { $0.position == voices[index].topic })
        else { return }
        let voice = voices.remove(at: index)
        let body = json([
            "topic": topic.id, "title": voice.title, "language": voice.language,
            "key": "simulate-\(theatre.seed)-\(number)-\(voices.count)",
        ])
        if send("POST", "issues", body) {
            theatre.tell("\(seat.sentence) writes on topic \(voice.topic): “\(voice.title)”")
        }
    }

    /// Thinks, votes, and perhaps changes the vote: about one in seven does, and one in ten loses the connection on the way.
    private func answer(_ round: SimulatedRound) {
        var chance = Chance(seed: theatre.seed, "round", String(round.number), String(number))
        let seconds = round.closesAt.flatMap { closes in
            theatre.activity.map { Double(closes - $0.now) / 1000 * theatre.speed }
        }
        let patience = min(90, max(6, (seconds ?? 120) * 0.7))
        guard !chance.happens(0.04) else {
            theatre.tell("\(seat.sentence) does not answer this round.")
            return
        }
        theatre.wait(chance.thought(4...patience))
        var judgement = Judgement(sector: seat.sector, settings: round, chance: chance)
        if chance.happens(0.1) { loseConnection(chance.thought(4...20)) }
        vote(round, judgement.ballot(), "votes")
        if chance.happens(0.15) {
            theatre.wait(chance.thought(4...30))
            vote(round, judgement.ballot(), "has thought again, and changes the ballot")
        }
    }

    private func loseConnection(_ seconds: Double) {
        theatre.tell("\(seat.sentence) loses the connection while voting.")
        ear?.stop()
        theatre.wait(seconds)
        theatre.tell("\(seat.sentence) is connected again; the phone sends the ballot that waited.")
        arriveAgain()
    }

    private func arriveAgain() {
        ear = client.listen("/e/\(theatre.cast.code)/live")
    }

    private func vote(_ round: SimulatedRound, _ ballot: [String: BallotValue], _ what: String) {
        let choices = round.items.compactMap { item in
            ballot[item.id].map { value -> [String: Any] in
                switch value {
                case .one(let number): ["issue": item.id, "value": number]
                case .criteria(let importance, nil): ["issue": item.id, "value": importance]
                case .criteria(let importance, let feasibility?):
                    ["issue": item.id, "value": importance, "feasibility": feasibility]
                }
            }
        }
        guard theatre.activity?.openRound?.id == round.id else {
            theatre.tell("\(seat.sentence) was too late.")
            return
        }
        if send("PUT", "rounds/\(round.id)/ballot", json(["choices": choices, "confirmed": true])) {
            theatre.tell("\(seat.sentence) \(what).")
        }
    }

    /// Sends until it is answered, as the phone does: the same ballot twice counts once.
    private func send(_ method: String, _ path: String, _ body: String) -> Bool {
        for pause in [1.0, 2, 4, 8] {
            do {
                let reply = try client.call(
                    method, "/api/v1/events/\(theatre.cast.event)/\(path)", token: seat.token, json: body)
                if (200..<300).contains(reply.status) { return true }
                if reply.status < 500 && reply.status != 429 {
                    let problem = try? JSONCoding.value(reply.body, as: Problem.self)
                    theatre.tell("\(seat.sentence) is told: \(problem?.title ?? "status \(reply.status)")")
                    return false
                }
            } catch {
                theatre.tell("\(seat.sentence) cannot reach the server (\(error)); trying again.")
            }
            Thread.sleep(forTimeInterval: pause)
        }
        return false
    }

    private struct Problem: Decodable { let title: String }

    private func json(_ value: [String: Any]) -> String {
        let data = try? JSONSerialization.data(withJSONObject: value, options: [.sortedKeys])
        return String(decoding: data ?? Data("{}".utf8), as: UTF8.self)
    }
}
