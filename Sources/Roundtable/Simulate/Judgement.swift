import App
import Domain

/// How a simulated person fills in a ballot: by what their sector leans to, and by a taste of their own.
struct Judgement {
    let sector: String?
    let settings: SimulatedRound
    var chance: Chance

    /// How much each item matters to the person, in the order of the items.
    private mutating func pulls() -> [Double] {
        settings.items.map { item in
            Double(DemoVoices.pull(of: item.title, for: sector ?? "")) + Double.random(in: -3...3, using: &chance)
        }
    }

    /// The ballot as the API takes it: item → value. Cannot judge is null.
    mutating func ballot() -> [String: BallotValue] {
        let pulls = pulls()
        let best = pulls.indices.sorted { (pulls[$1], $0) < (pulls[$0], $1) }
        switch settings.method {
        case .multivote: return dots(best)
        case .approval:
            let threshold = max(1, Int((Double(best.count) * Double.random(in: 0.2...0.45, using: &chance)).rounded()))
            return values(best.prefix(threshold)) { _ in .one(1) }
        case .ranking:
            return values(best.prefix(settings.maximumRanked)) { place in .one(place + 1) }
        case .rating: return ratings(pulls)
        }
    }

    /// Most people put two dots on what they care for most, and spread the rest.
    private mutating func dots(_ best: [Int]) -> [String: BallotValue] {
        var left = settings.dots
        var result: [String: BallotValue] = [:]
        for index in best where left > 0 {
            let wish = chance.happens(0.4) ? settings.maxPerIssue : 1
            let given = min(left, min(wish, settings.maxPerIssue))
            result[settings.items[index].id] = .one(given)
            left -= given
        }
        return result
    }

    private mutating func ratings(_ pulls: [Double]) -> [String: BallotValue] {
        var result: [String: BallotValue] = [:]
        for (item, pull) in zip(settings.items, pulls) {
            if chance.happens(0.04) { continue }
            let importance = min(9, max(1, Int((5.2 + pull * 0.45).rounded())))
            let feasibility = min(
                9, max(1, Int((5.5 - pull * 0.15 + Double.random(in: -2...2, using: &chance)).rounded())))
            result[item.id] = .criteria(
                importance: importance, feasibility: settings.criteria.contains("feasibility") ? feasibility : nil)
        }
        return result
    }

    private func values(_ order: ArraySlice<Int>, _ value: (Int) -> BallotValue) -> [String: BallotValue] {
        var result: [String: BallotValue] = [:]
        for (place, index) in order.enumerated() { result[settings.items[index].id] = value(place) }
        return result
    }
}

/// What a ballot says of one item.
enum BallotValue: Sendable, Equatable {
    case one(Int)
    case criteria(importance: Int, feasibility: Int?)
}
