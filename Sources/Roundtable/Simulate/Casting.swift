import Foundation
import Web

/// Finds the event and the seats that the simulation may play.
struct Casting {
    /// Who plays, in which event.
    struct Cast: Sendable {
        let base: String
        let event: String
        let code: String
        let title: String
        let seats: [SimulatedSeat]
        /// The token of who runs the room.
        let facilitator: String
    }

    let client: WebClient
    let base: String

    /// - Parameter url: the base URL of a demo, or a facilitator's sign-in link.
    init(url: String) throws {
        guard let parts = URLComponents(string: url), let scheme = parts.scheme, let host = parts.host, !host.isEmpty
        else {
            throw Failure("--url must be an address such as http://127.0.0.1:8080, but is “\(url)”.", .badData)
        }
        let name = host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host
        base = "\(scheme)://\(name)" + (parts.port.map { ":\($0)" } ?? "")
        client = WebClient(base: base)
        path = parts.path
    }

    let path: String
    static let token = "[0-9a-hjkmnp-tv-z]{26}"

    /// - Parameters:
    ///   - mayReplaceLinks: playing a seat writes and votes in its owner's name. In a demo that harms nobody; elsewhere it
    ///   must be wished.
    ///   - addsPeople: makes a demo fuller, up to the count.
    func cast(_ count: Int, mayReplaceLinks: Bool, addsPeople: Bool = true) throws -> Cast {
        let home = try client.get("/").body
        let demoToken = Self.first(in: home, "/sign-in/links/(\(Self.token))")
        let given = Self.first(in: path, "/sign-in/links/(\(Self.token))")
        guard let facilitator = given ?? demoToken else {
            throw Failure(
                "\(base) shows no demo on its first page. Give the facilitator's sign-in link as --url, in quotation marks.",
                .noInput)
        }
        guard facilitator == demoToken || mayReplaceLinks else {
            throw Failure(
                "This is no demo: playing its participants would write and vote in their names. "
                    + "Say --replace-links if that is what you want.", .badData)
        }
        let event = try event(facilitator)
        var taken: Set<String> = []
        if let newcomer = Self.first(in: home, "/i/(\(Self.token))") {
            let me: SimulatedMe? = try? read("/api/v1/me", newcomer)
            if let seat = me?.seat { taken.insert(seat.participant) }
        }
        var free = try participants(event.id, facilitator).filter { participant in
            !taken.contains(participant.id) && ["participant", "rapporteur"].contains(participant.role)
                && ["present", "invited"].contains(participant.state)
        }
        if facilitator == demoToken, addsPeople {
            free += try extras(max(0, count - free.count), like: free, in: event.id, facilitator)
        }
        guard !free.isEmpty else {
            throw Failure("“\(event.title)” has no participant whom the simulation could play.", .noInput)
        }
        let seats = try free.prefix(count).map { participant in
            SimulatedSeat(
                id: participant.id, name: participant.name, country: participant.country, sector: participant.sector,
                token: try link(of: participant, in: event.id, facilitator))
        }
        return Cast(
            base: base, event: event.id, code: event.code, title: event.title, seats: seats,
            facilitator: facilitator)
    }

    /// The one that is under way; else the first.
    private func event(_ token: String) throws -> SimulatedEvent {
        let page: SimulatedPage<SimulatedEvent> = try read("/api/v1/events", token)
        guard let event = page.items.first(where: { $0.stage != nil }) ?? page.items.first else {
            throw Failure("Whoever this link belongs to has a part in no event.", .noInput)
        }
        return event
    }

    func participants(_ event: String, _ token: String) throws -> [SimulatedParticipant] {
        var all: [SimulatedParticipant] = []
        var query = "?limit=200"
        while true {
            let page: SimulatedPage<SimulatedParticipant> = try read(
                "/api/v1/events/\(event)/participants\(query)", token)
            all += page.items
            guard let next = page.next else { return all }
            query = "?limit=200&cursor=\(WebClient.encode(next))"
        }
    }

    /// More people for a demo that shall be fuller than its 45 experts.
    private func extras(
        _ count: Int, like people: [SimulatedParticipant], in event: String, _ token: String
    ) throws -> [SimulatedParticipant] {
        try (0..<(people.isEmpty ? 0 : count)).map { number in
            let model = people[number % people.count]
            let fields = ["name": "Extra Guest \(number + 1)", "country": model.country, "sector": model.sector]
                .compactMapValues(\.self)
            let body = try JSONCoding.text(fields)
            let reply = try client.call("POST", "/api/v1/events/\(event)/participants", token: token, json: body)
            guard reply.status == 201 else {
                throw Failure("The server made no seat for a further guest (status \(reply.status)).", .unavailable)
            }
            return try JSONCoding.value(reply.body, as: SimulatedParticipant.self)
        }
    }

    func link(of participant: SimulatedParticipant, in event: String, _ token: String) throws -> String {
        let reply = try client.call("POST", "/api/v1/events/\(event)/participants/\(participant.id)/link", token: token)
        guard (200..<300).contains(reply.status), let link = Self.first(in: reply.body, "(\(Self.token))") else {
            throw Failure(
                "The server gave no personal link for \(participant.name) (status \(reply.status)).", .unavailable)
        }
        return link
    }

    func read<Body: Decodable>(_ path: String, _ token: String) throws -> Body {
        let reply = try client.call("GET", path, token: token)
        guard reply.status == 200 else {
            throw Failure("The server refused \(path.prefix { $0 != "?" }) with status \(reply.status).", .unavailable)
        }
        return try JSONCoding.value(reply.body, as: Body.self)
    }

    static func first(in text: String, _ pattern: String) -> String? {
        guard let regex = try? Regex(pattern), let match = text.firstMatch(of: regex), match.output.count > 1 else {
            return nil
        }
        return match.output[1].substring.map(String.init)
    }
}
