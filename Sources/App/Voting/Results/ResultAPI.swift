import Domain
import Web

/// What a revealed round holds, as programs want it: the same files as on the result page.
enum ResultAPI {
    private static let criterion: [APIRoute.QueryParameter] = [
        .init(name: "criterion", meaning: "Of a rating: importance (the default) or feasibility.", schema: .string)
    ]

    private static let separator: APIRoute.QueryParameter = .init(
        name: "separator", meaning: "Between the cells: comma (the default) or semicolon.", schema: .string)

    static let routes: [APIRoute] = [
        .file(
            Paths.apiTally, .attend, "Results", "The tally of a revealed round.", mediaType: "application/json",
            query: criterion
        ) {
            visit, event, round in
            try await ResultRoutes.file(visit, event, round, "tally", "json") { try $0.tallyJSON() }
        },
        .file(
            Paths.apiBallots, .attend, "Results",
            "The anonymous ballots of a revealed round, without sector and country; 409 `ballots-stay` where an earlier round on some of its issues has handed out its own.",
            mediaType: "application/json",
            query: criterion
        ) { visit, event, round in
            try await ResultRoutes.file(visit, event, round, "ballots", "json") { try $0.ballotsJSON() }
        },
        .file(
            Paths.apiCounts, .attend, "Results",
            "What everybody, each sector and countries of about the same size said, in numbers: `roundtable tally` reads it.",
            mediaType: "text/csv", query: criterion
        ) { visit, event, round in
            try await ResultRoutes.file(visit, event, round, "counts", "csv") { try $0.countsCSV() }
        },
        .file(
            Paths.apiBallotFile, .attend, "Results", "The same as the file that `roundtable tally` reads.",
            mediaType: "text/csv",
            query: criterion + [separator]
        ) { visit, event, round in
            try await ResultRoutes.file(visit, event, round, "ballots", "csv") {
                try $0.ballotsCSV()
            }
        },
    ]
}
