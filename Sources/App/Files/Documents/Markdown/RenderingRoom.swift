import Dispatch
import Markup
import Storage
import Synchronization
import Web

/// Where texts in Markdown become markup: two threads beside those that read the database and those that answer requests, so that a
/// long guide makes only the next guide wait.
enum RenderingRoom {
    static let places = 2
    /// Waiting and at work; more are told to come again.
    static let most = 400
    /// What one page may take; texts that come after it are shown as they were typed.
    static let timePerPage: Duration = .seconds(4)

    private struct State {
        var jobs = [Int](repeating: 0, count: places)
    }

    private static let state = Mutex(State())
    private static let queues = (0..<places).map { DispatchQueue(label: "roundtable.rendering.\($0)") }

    /// Runs `body` on the thread with fewer jobs, in the language of the page.
    /// - Throws: ``Refusal/renderingBusy``, or what `body` throws.
    static func run<Value: Sendable>(
        in language: Language, _ body: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        let place = state.withLock { state -> Int? in
            guard state.jobs.reduce(0, +) < most else { return nil }
            let place = state.jobs.indices.min { state.jobs[$0] < state.jobs[$1] } ?? 0
            state.jobs[place] += 1
            return place
        }
        guard let place else { throw Refusal.renderingBusy }
        defer { state.withLock { $0.jobs[place] -= 1 } }
        return try await withCheckedThrowingContinuation { continuation in
            queues[place].async {
                continuation.resume(
                    with: Result {
                        try Language.$current.withValue(language) {
                            try MarkdownText.$deadline.withValue(ContinuousClock.now + timePerPage, operation: body)
                        }
                    })
            }
        }
    }
}

extension Visit {
    /// Reads what a page shows in the database, and makes the page in the ``RenderingRoom``: for pages that show Markdown.
    func render<Page: Sendable>(
        _ read: @escaping @Sendable (any Reading) throws -> Page, _ page: @escaping @Sendable (Page) throws -> HTML
    ) async throws -> HTML {
        let content = try await self.read(read)
        return try await RenderingRoom.run(in: language) { try page(content) }
    }
}
