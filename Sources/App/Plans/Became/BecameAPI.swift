import Domain
import Storage
import Web

/// What became of an event, as JSON.
enum BecameAPI {
    struct StepBody: Codable, Sendable {
        let step: BecameStep
        /// How many things of the kind, as far as whoever asks may see them.
        let items: Int
        /// To how many issues of the event they belong.
        let issues: Int
    }

    struct StandingBody: Codable, Sendable {
        let kind: ThreadKind
        let id: String
        let title: String
        /// Why it goes no further, in words.
        let ending: String?
        let url: String
    }

    struct BecameBody: Codable, Sendable {
        let event: Event.ID
        /// As they stand after joining.
        let issues: Int
        let steps: [StepBody]
        /// What goes no further, with the reason.
        let stands: [StandingBody]
        /// What is proven, and what projects brought about.
        let arrived: [StandingBody]
    }

    static let routes: [APIRoute] = [
        .get(
            BecamePaths.api, .attend, "Thread",
            "What became of an event: how many issues came how far, what stands still and why, what has arrived; as far as whoever asks may see it.",
            became),
        .file(
            BecamePaths.apiFile, .attend, "Thread", "The same on paper: `report.html`, `report.docx`, `report.pdf` …",
            mediaType: "application/octet-stream"
        ) { visit, event, name in try await BecameDocument.answer(visit, event, name) },
    ]

    private static func became(_ visit: Visit, _ event: Event.ID) async throws -> BecameBody {
        try await visit.read { reading in
            let programme = try EventStore(reading).event(event).programme
            let became = try Became(event, programme: programme, visit, reading)
            let words = ThreadWords(names: try DirectoryNames(reading))
            let base = visit.settings.baseURL
            func body(_ item: ThreadItem) -> StandingBody {
                StandingBody(
                    kind: item.kind, id: item.id, title: words.title(item),
                    ending: became.book.ending(of: item.id).map { words.ending($0).string() },
                    url: base + ThreadWords.address(item))
            }
            return BecameBody(
                event: event, issues: became.issues,
                steps: became.counts.map { StepBody(step: $0.step, items: $0.items, issues: $0.issues) },
                stands: became.standing.flatMap { $0.items.map(body) }, arrived: became.arrived.map(body))
        }
    }
}
