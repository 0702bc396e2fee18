import Domain
import Markup
import Storage
import Web

/// # How long people stay in the directory
///
/// One setting of the whole organisation, on a page of the directory that administrators see.
enum DirectoryRetentionRoutes {
    static let all: [Route] = [
        .get(Paths.directoryRetention, .administer) { visit in try await page(visit, nil) },
        .post(Paths.directoryRetention, .administer) { visit in
            let form = try visit.inbound.form()
            do {
                try await DirectoryRetention.set(visit, years: try years(form.text("years")))
                return .redirect(to: Done.saved.at(Paths.directoryRetention()))
            } catch let refusal as Refusal where refusal.fields["years"] != nil {
                return try await page(visit, try FormState.refused(form, refusal))
            }
        },
    ]

    struct Body: Codable, Sendable {
        /// After how many years in nothing people go: 1, 2, 3, 5 or 10; 0 is no rule.
        let years: Int
    }

    struct StateBody: Codable, Sendable {
        let years: Int
        let due: [DueBody]
    }

    struct DueBody: Codable, Sendable {
        let years: Int
        /// How many people would go now.
        let people: Int
    }

    static let api: [APIRoute] = [
        .get(
            Paths.apiDirectoryRetention, .administer, "Directory",
            "How long people stay whom nothing needs, and how many would go now."
        ) { visit in try await body(visit) },
        .send(
            .put, Paths.apiDirectoryRetention, .administer, "Directory", "Sets how long people stay whom nothing needs."
        ) { (visit: Visit, input: Body) in
            try await DirectoryRetention.set(visit, years: input.years == 0 ? nil : input.years)
            return try await body(visit)
        },
    ]

    private static func years(_ text: String) throws -> Int? {
        if text.isEmpty || text == "0" { return nil }
        // What is no number is none of the choices.
        return WholeText.read(text, in: 0...1_000) ?? -1
    }

    private static func body(_ visit: Visit) async throws -> StateBody {
        let state = try await DirectoryRetention.state(visit)
        return StateBody(
            years: state.years ?? 0, due: state.due.map { DueBody(years: $0.years, people: $0.people) })
    }

    private static func page(_ visit: Visit, _ form: FormState?) async throws -> Answer {
        DirectoryRetentionPage(visit: visit, state: try await DirectoryRetention.state(visit), form: form).answer
    }
}
