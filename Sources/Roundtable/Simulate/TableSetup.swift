import Foundation
import Web

/// Finds the groups of an event and gives each some cards; where there are none yet, makes groups of five and opens the analysis.
struct TableSetup {
    private struct Group: Decodable {
        struct Member: Decodable { let id: String }
        let id: String
        let number: Int
        let members: [Member]
        let priorities: [String]
    }

    private struct Plan: Decodable { let id: String }
    private struct Issue: Decodable {
        let id: String?
        let issue: String?
    }
    private struct AspectCard: Decodable { let card: String }

    static let cardsOfATable = 2
    let cast: Casting.Cast
    private let client: WebClient

    init(cast: Casting.Cast) {
        self.cast = cast
        client = WebClient(base: cast.base)
    }

    func tables() throws -> [SimulatedTable] {
        var groups = try groups()
        if groups.isEmpty {
            let count = max(1, min(9, (cast.seats.count + 2) / 5))
            let plan: Plan = try send("POST", "group-plans", #"{"groups":\#(count)}"#)
            _ = try ask("PUT", "group-plans/\(plan.id)/use", "")
            groups = try self.groups()
        }
        let priorities = try priorities()
        _ = try ask("PUT", "stage", #"{"stage":"analyse"}"#)
        let tokens = Dictionary(cast.seats.map { ($0.id, $0.token) }, uniquingKeysWith: { first, _ in first })
        return try groups.compactMap { group in
            let own = group.members.compactMap { tokens[$0.id] }
            guard !own.isEmpty, let issue = group.priorities.first ?? priorities.first else { return nil }
            if group.priorities.isEmpty {
                _ = try ask("PUT", "groups/\(group.id)", #"{"priorities":["\#(issue)"]}"#)
            }
            let cards = try (0..<Self.cardsOfATable).map { number in
                let body =
                    #"{"group":"\#(group.id)","issue":"\#(issue)","direction":"\#(number == 0 ? "facilitating" : "blocking")","#
                    + #""text":"Simulated aspect \#(number + 1).","withoutCase":true}"#
                return try (send("POST", "aspects", body) as AspectCard).card
            }
            return SimulatedTable(number: group.number, group: group.id, tokens: own, cards: cards)
        }
    }

    private func groups() throws -> [Group] { try (send("GET", "groups") as SimulatedPage<Group>).items }

    /// The priority issues; the first standing issues where nobody has chosen yet.
    private func priorities() throws -> [String] {
        let chosen = try (send("GET", "priorities") as SimulatedPage<Issue>).items.compactMap(\.issue)
        guard chosen.isEmpty else { return chosen }
        let issues = try (send("GET", "issues?limit=3") as SimulatedPage<Issue>).items.compactMap(\.id)
        let list = issues.map { "\"\($0)\"" }.joined(separator: ",")
        _ = try ask("PUT", "priorities", #"{"issues":[\#(list)]}"#)
        return issues
    }

    private func send<Body: Decodable>(_ method: String, _ path: String, _ json: String? = nil) throws -> Body {
        try JSONCoding.value(try ask(method, path, json), as: Body.self)
    }

    private func ask(_ method: String, _ path: String, _ json: String?) throws -> String {
        let reply = try client.call(
            method, "/api/v1/events/\(cast.event)/\(path)", token: cast.facilitator,
            json: json?.isEmpty == true ? nil : json)
        guard (200..<300).contains(reply.status) else {
            throw Failure(
                "The server refused \(method) \(path.prefix { $0 != "?" }) with status \(reply.status): \(reply.body.prefix(300))",
                .unavailable)
        }
        return reply.body
    }
}
