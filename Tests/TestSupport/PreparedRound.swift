import Domain
import Storage
import Web

@testable import App

extension World {
    /// A multivote on four issues of the third topic.
    public func preparedRound(
        _ settings: RoundSettings = RoundSettings(method: .multivote, dots: 3, seats: 2)
    ) async throws -> Round.ID {
        let titles = [
            "=1+1 is no title", "Duty contact lists are out of date", "No shared secure channel",
            "Different words for one alert",
        ]
        let now = site.clock.now
        let issues = titles.map { _ in site.environment.id(Issue.ID.self) }
        try await site.database.write { tx in
            for (index, issue) in issues.enumerated() {
                try tx.execute(
                    """
                    INSERT INTO issue (id, event_id, topic_id, participant_id, kind, language, title, explanation, country, sector, created_at, changed_at)
                    VALUES (\(issue), \(event), \(topics[2]), \(member.id), 'contributed', 'en', \(titles[index]), '', 'HR', 'health',
                        \(now + Int64(index)), \(now))
                    """)
            }
        }
        let draft = RoundDraft(title: "Which issues matter most?", settings: settings, issues: issues)
        return try await RoundOperations.create(try await visit(facilitator), in: event, draft)
    }
}
