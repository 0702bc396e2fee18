import Domain
import HTTPTypes
import Markup
import Storage
import Web

/// The result of a round, once revealed, for everybody in the room: `/events/E/rounds/R`, its pictures and its files.
/// Ratings of feasibility by `?criterion=feasibility`.
enum ResultRoutes {
    static let all: [Route] = [
        .get(RoundPaths.result, .attend, page),
        .get(ResultPaths.ballotsCSV, .attend) { visit, event, round in
            try await file(visit, event, round, "ballots", "csv") { try $0.ballotsCSV() }
        },
        .get(ResultPaths.ballotsJSON, .attend) { visit, event, round in
            try await file(visit, event, round, "ballots", "json") { try $0.ballotsJSON() }
        },
        .get(ResultPaths.countsCSV, .attend) { visit, event, round in
            try await file(visit, event, round, "counts", "csv") { try $0.countsCSV() }
        },
        .get(ResultPaths.tallyCSV, .attend) { visit, event, round in
            try await file(visit, event, round, "tally", "csv") { $0.tallyCSV }
        },
        .get(ResultPaths.tallyJSON, .attend) { visit, event, round in
            try await file(visit, event, round, "tally", "json") { try $0.tallyJSON() }
        },
        .get(ResultPaths.slopeSVG, .attend) { visit, event, round in
            let (svg, name) = try await picture(visit, event, round)
            return .download(Array(svg.text.utf8), type: "image/svg+xml", name: "\(name).svg")
        },
        .get(ResultPaths.slopePNG, .attend) { visit, event, round in
            let (svg, name) = try await picture(visit, event, round)
            return .download(try await ChartPicture.png(svg.text), type: "image/png", name: "\(name).png")
        },
    ]

    /// What a visitor may see: a revealed round of the event.
    static func revealed(_ visit: Visit, _ event: Event.ID, _ id: Round.ID, _ reading: any Reading) throws
        -> RoundResult
    {
        try visit.require(.attend, in: event, reading)
        let round = try RoundStore(reading).round(id, in: event)
        guard round.state != .draft else { throw Refusal.notFound }
        guard round.state == .revealed, let result = try ResultCache.shared.result(of: round, reading) else {
            throw Refusal.resultSealed
        }
        return result
    }

    private static func page(_ visit: Visit, _ event: Event.ID, _ id: Round.ID) async throws -> Answer {
        let page = try await visit.remember("result", event.description, id.description) { reading in
            let result = try revealed(visit, event, id, reading)
            let earlier = try RoundStore(reading).roundsOnSameIssues(as: result.round).compactMap {
                try ResultCache.shared.result(of: $0, reading)
            }
            let frame = try EventFrame(visit, event, reading)
            return KeptPage(
                try ResultPage(
                    event: frame.event, topics: try EventStore(reading).topics(of: event),
                    result: result, others: earlier, names: try DirectoryNames(reading), frame: frame
                ).document)
        }
        return page.answer(visit)
    }

    static func file(
        _ visit: Visit, _ event: Event.ID, _ id: Round.ID, _ name: String, _ format: String,
        _ text: @escaping @Sendable (ResultExport) throws -> String
    ) async throws -> Answer {
        let asked = visit.inbound.query.text("criterion")
        guard let criterion = asked.isEmpty ? .importance : RatingCriterion(rawValue: asked) else {
            throw Refusal.notFound
        }
        let separator = try CSVSeparator.asked(visit.inbound.query)
        return try await visit.read { reading in
            let result = try revealed(visit, event, id, reading)
            let content = try text(ResultExport(result, criterion))
            let bytes = format == "csv" ? try CSVTable.file(content, separator) : Array(content.utf8)
            let suffix = criterion == .importance ? "" : "-\(criterion.rawValue)"
            let type = format == "csv" ? "text/csv; charset=utf-8" : "application/json"
            return .download(
                bytes, type: type, name: "round-\(result.round.number)-\(name)\(suffix).\(format)")
        }
    }

    private static func picture(_ visit: Visit, _ event: Event.ID, _ id: Round.ID) async throws -> (HTML, name: String)
    {
        try await visit.read { reading in
            let result = try revealed(visit, event, id, reading)
            let words = ResultWords(result, result.main, try DirectoryNames(reading))
            guard result.isShown else { throw Refusal.tooFewBallots }
            // One reading alone is no picture.
            guard let chart = words.slope(id: "slope") else { throw Refusal.notFound }
            return (chart.svg(.file), "round-\(result.round.number)-readings")
        }
    }
}
