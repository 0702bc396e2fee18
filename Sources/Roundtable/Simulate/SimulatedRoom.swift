import Domain
import Foundation

// What the simulation reads of the server's JSON: as any client would, it knows only what it needs.

struct SimulatedTopic: Decodable, Sendable {
    let id: String
    /// From 1.
    let position: Int
    let title: String
}

struct SimulatedRound: Decodable, Sendable {
    struct Item: Decodable, Sendable {
        let id: String
        let title: String

        enum CodingKeys: String, CodingKey { case id = "issue", title }
    }

    struct Settings: Decodable, Sendable {
        let method: String
        let dots: Int?
        let maxPerIssue: Int?
        let criteria: [String]?
        let maximumRanked: Int?
    }

    let id: String
    let number: Int
    let title: String
    /// draft, open, closed, revealed.
    let state: String
    let settings: Settings
    let items: [Item]
    /// Epoch milliseconds of the server's clock.
    let closesAt: Int64?
    let answered: Int
    let present: Int

    var method: VotingMethod { VotingMethod(rawValue: settings.method) ?? .approval }
    var dots: Int { settings.dots ?? RoundSettings.defaultDots(issues: items.count) }
    var maxPerIssue: Int { settings.maxPerIssue ?? 1 }
    var maximumRanked: Int { settings.maximumRanked ?? RoundSettings.rankingLimit }
    var criteria: [String] { settings.criteria ?? [] }
}

/// What the room does now.
struct SimulatedActivity: Decodable, Sendable {
    let stage: String?
    let topic: SimulatedTopic?
    let topics: [SimulatedTopic]
    let round: SimulatedRound?
    let now: Int64

    /// The open round, where there is one.
    var openRound: SimulatedRound? { stage == "vote" && round?.state == "open" ? round : nil }

    /// In one line, for whoever reads along.
    var sentence: String {
        let topic = topic.map { " on topic \($0.position)" } ?? ""
        guard stage == "vote", let round else {
            return stage.map { "The room is in the stage “\($0)”\(topic)." } ?? "The room waits."
        }
        return switch round.state {
        case "open": "Round \(round.number) is open\(topic): \(round.settings.method) on \(round.items.count) issues."
        case "closed": "Round \(round.number) is closed: \(round.answered) of \(round.present) have answered."
        case "revealed": "The result of round \(round.number) is shown."
        default: "Round \(round.number) is being prepared."
        }
    }
}

/// A seat that the simulation plays.
struct SimulatedSeat: Sendable {
    let id: String
    let name: String
    let country: String?
    let sector: String?
    /// The token of the personal link.
    let token: String

    var sentence: String { "\(name) (\([country, sector].compactMap(\.self).joined(separator: ", ")))" }
}

struct SimulatedPage<Item: Decodable>: Decodable {
    let items: [Item]
    let next: String?
}

struct SimulatedParticipant: Decodable {
    let id: String
    let name: String
    let country: String?
    let sector: String?
    let role: String
    let state: String
}

struct SimulatedEvent: Decodable {
    let id: String
    let title: String
    let code: String
    let stage: String?
}

struct SimulatedMe: Decodable {
    struct Seat: Decodable { let participant: String }
    let seat: Seat?
}
