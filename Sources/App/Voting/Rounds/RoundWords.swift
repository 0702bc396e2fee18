import Domain
import Foundation
import Markup
import Web

// The words of rounds and ballots: names of methods, and what the domain's problems are called.

extension VotingMethod {
    var label: Message {
        switch self {
        case .multivote: L("Dots")
        case .rating: L("Rating 1–9")
        case .approval: L("Approval")
        case .ranking: L("Ranking")
        }
    }

    var explanation: Message {
        switch self {
        case .multivote: L("Everyone spends a number of dots. Good for many issues.")
        case .rating: L("Everyone rates each issue. Good for the last twelve; shows where sectors agree.")
        case .approval: L("Everyone ticks what should be kept. Quick.")
        case .ranking: L("Everyone puts at most 7 issues in order.")
        }
    }
}

extension RatingCriterion {
    var label: Message {
        switch self {
        case .importance: L("Importance")
        case .feasibility: L("Feasibility")
        }
    }

    var ends: Message {
        switch self {
        case .importance: L("1 not important · 9 critical")
        case .feasibility: L("1 not feasible · 9 easily done")
        }
    }
}

/// The questions that stand in the form of a new round. Left as they are, they are asked of everybody in their own language.
enum UsualQuestion {
    static func of(_ method: VotingMethod) -> Message {
        method == .rating ? L("How important is each issue?") : L("Which issues matter most?")
    }

    private static let all: [Message] = [of(.rating), of(.multivote)]

    /// Which of them a question is, in whatever language it was asked; nothing for the organiser's own words.
    static func among(_ text: String) -> Message? {
        all.first { question in Language.allCases.contains { question.string(in: $0) == text } }
    }

    /// As it is kept: the same for all languages, so that a later change of a translation leaves it what it is.
    static func kept(_ text: String) -> String { among(text)?.key ?? text }
}

extension RoundRecord {
    /// The question to the room, as its reader sees it.
    var question: Message { UsualQuestion.among(title) ?? .verbatim(title) }

    /// `Round 2`
    var name: Message { L("Round \(number)") }

    /// What the projector says beside the topic: `Round 2 · rating 1–9`.
    var label: Message { L("Round \(number) · \(settings.method.label)") }

    /// What a ballot may hold, in short.
    func rules(issues: Int) -> [Message] {
        switch settings.method {
        case .multivote:
            let dots = settings.dots(issues: issues)
            return [
                L(dots, one: "\(dots) dot each", other: "\(dots) dots each"),
                L("at most \(settings.maxPerIssue) to one issue"),
            ]
        case .rating: return [settings.criteria.count > 1 ? L("importance and feasibility") : L("importance")]
        case .approval, .ranking: return []
        }
    }

    /// The one sentence of instruction under the question.
    func instruction(issues: Int) -> Message {
        switch settings.method {
        case .multivote:
            let dots = settings.dots(issues: issues)
            return L(
                dots,
                one: "Give your \(dots) dot, at most \(settings.maxPerIssue) to one issue. Nobody sees your vote.",
                other: "Give your \(dots) dots, at most \(settings.maxPerIssue) to one issue. Nobody sees your vote.")
        case .rating:
            return settings.criteria.count > 1
                ? L("Rate how important each issue is, and how feasible. Nobody sees your vote.")
                : L("Rate how important each issue is. Nobody sees your vote.")
        case .approval: return L("Tick every issue that should be kept. Nobody sees your vote.")
        case .ranking: return L("Put the issues in order, the most important first. Nobody sees your vote.")
        }
    }
}

extension RoundProblem {
    /// The field of the set-up form that it is about.
    var field: String {
        switch self {
        case .noIssues: "issue"
        case .durationOutOfRange: "minutes"
        case .seatsOutOfRange: "seats"
        case .dotsOutOfRange: "dots"
        case .maxPerIssueOutOfRange: "max"
        case .criteriaMissingOrRepeated: "feasibility"
        case .thresholdsOutOfRange: "in-high"
        case .maximumRankedOutOfRange: "method"
        }
    }

    var words: Message {
        switch self {
        case .noIssues: L("Choose at least one issue.")
        case .durationOutOfRange: L("Enter 1 minute to a month, or leave it empty to close by hand.")
        case .seatsOutOfRange(let issues): L("Choose from 1 to \(max(1, issues)), the number of issues.")
        case .dotsOutOfRange: L("Give at least 1 dot.")
        case .maxPerIssueOutOfRange: L("At least 1, and not more than the dots of one person.")
        case .criteriaMissingOrRepeated: L("Choose what is rated.")
        case .thresholdsOutOfRange: L("Percentages from 0 to 100; “out” must be below “in”.")
        case .maximumRankedOutOfRange: L("A ranking holds from 1 to \(RoundSettings.rankingLimit) issues.")
        }
    }
}

extension BallotProblem {
    /// `item-3` or `ballot`.
    func field(_ items: [RoundItem]) -> String {
        let name: String? =
            switch self {
            case .itemTwice(let item), .negativeDots(let item), .tooManyOnOneItem(let item, _, _),
                .ratingOutOfRange(let item, _),
                .notAnApproval(let item, _), .rankOutOfRange(let item, _):
                item
            default: nil
            }
        return items.first { $0.issue.description == name }.map { "item-\($0.position)" } ?? "ballot"
    }

    var words: Message {
        switch self {
        case .unknownItem: L("An issue on this ballot is not part of the vote.")
        case .itemTwice: L("An issue is on this ballot twice.")
        case .negativeDots: L("A number of dots cannot be below 0.")
        case .tooManyDots(let used, let allowed):
            L(
                allowed, one: "You gave \(used) dots and have \(allowed). Take back \(used - allowed).",
                other: "You gave \(used) dots and have \(allowed). Take back \(used - allowed).")
        case .tooManyOnOneItem(_, let used, let allowed): L("At most \(allowed) to one issue; this one has \(used).")
        case .ratingOutOfRange: L("Rate from 1 to 9, or say that you cannot judge.")
        case .notAnApproval: L("Tick the issue or leave it.")
        case .rankOutOfRange, .rankTwice, .rankSkipped: L("The order has a gap or the same place twice. Send it again.")
        case .tooManyRanked(_, let allowed): L("At most \(allowed) issues can be ranked.")
        }
    }
}

/// What is left, as the room's clock shows it.
enum ClockText {
    /// `2:40`
    static func left(until end: Int64, now: Int64) -> String {
        let seconds = Int(max(0, (end - now + 999) / 1000))
        return "\(seconds / 60):\(twoDigits(seconds % 60))"
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}

/// What is said over and beside a round.
enum RoundWords {
    /// The line over a round: its topic where it has one.
    static func topicLine(_ round: RoundRecord, _ topics: [TopicRecord]) -> Message {
        guard let topic = topics.first(where: { $0.id == round.topic }) else { return L("All topics") }
        return L("Topic \(topic.position) · \(topic.title)")
    }
}
