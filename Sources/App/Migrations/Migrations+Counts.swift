import Domain
import Storage

extension Migrations {
    /// Closed rounds keep ballots without sector and country, and beside them the numbers that their readings need (decision 18).
    static let counts = Migration(
        "0015-counts",
        [
            // Whether the round's single ballots are handed out: not where an earlier round on some of its issues has handed out its own.
            "ALTER TABLE round ADD COLUMN shows_ballots BOOLEAN NOT NULL DEFAULT TRUE",
            // A group of voters that a reading (sectors, countries) counts together. members: JSON list of its codes, "" for who names none;
            // people: its ballots. One group alone means that the reading cannot be given.
            """
            CREATE TABLE tally_group (
                round_id TEXT NOT NULL REFERENCES round (id), reading TEXT NOT NULL, position BIGINT NOT NULL, members TEXT NOT NULL,
                people BIGINT NOT NULL, PRIMARY KEY (round_id, reading, position))
            """,
            // How many ballots of such a group gave an issue a value; -k: left out below k ranked ones.
            """
            CREATE TABLE tally_count (
                round_id TEXT NOT NULL REFERENCES round (id), reading TEXT NOT NULL, position BIGINT NOT NULL, criterion TEXT NOT NULL,
                issue_id TEXT NOT NULL REFERENCES issue (id), value BIGINT NOT NULL, ballots BIGINT NOT NULL,
                PRIMARY KEY (round_id, reading, position, criterion, issue_id, value))
            """,
            "CREATE INDEX tally_count_issue ON tally_count (issue_id)",
        ], work: RoundUpgrade.run,
        last: ["ALTER TABLE ballot DROP COLUMN sector", "ALTER TABLE ballot DROP COLUMN country"])
}

/// Brings rounds that an earlier version closed into the present form. With SQL of its own: stores know later columns.
private enum RoundUpgrade {
    @Sendable static func run(_ tx: Transaction) throws {
        // What PostgreSQL drops as a column stays in its rows until they are written anew.
        let rounds = try tx.all("SELECT id, method, settings, state FROM round WHERE state IN ('closed', 'revealed')")
        for round in rounds {
            let id: String = try round.get("id")
            let settings = try RoundSettingsText.decode(try round.get("settings"), method: try round.get("method"))
            let items: [Issue.ID] = try tx.all(
                "SELECT issue_id FROM round_item WHERE round_id = \(id) ORDER BY position"
            )
            .map { try $0.get("issue_id") }
            let form = BallotText(settings, issues: items)
            let ballots = try tx.all("SELECT id, choices, sector, country FROM ballot WHERE round_id = \(id)")
            var counted: [RoundSums.Ballot] = []
            for ballot in ballots {
                let text: String = try ballot.get("choices")
                let marks = form.keeping(text)
                counted.append(
                    RoundSums.Ballot(
                        origin: SafeGroups.Origin(sector: try ballot.get("sector"), country: try ballot.get("country")),
                        marks: marks))
                try tx.execute(
                    """
                    UPDATE ballot SET sector = NULL, country = NULL, choices = \(form.text(marks)) WHERE id = \(try ballot.get("id", as: String.self))
                    """)
            }
            for statement in RoundSums(counted, settings, issues: items).statements(round: id) {
                try tx.execute(statement)
            }
        }
        try tx.execute("UPDATE ballot SET sector = NULL, country = NULL")
        for id in try laterOnes(tx) { try tx.execute("UPDATE round SET shows_ballots = \(false) WHERE id = \(id)") }
    }

    /// Revealed rounds with an issue that an earlier revealed round of the same event had, whose ballots were handed out.
    private static func laterOnes(_ tx: Transaction) throws -> [String] {
        var shown: [String: Set<String>] = [:]
        var later: [String] = []
        for round in try tx.all("SELECT id, event_id FROM round WHERE state = 'revealed' ORDER BY revealed_at, number")
        {
            let (id, event): (String, String) = (try round.get("id"), try round.get("event_id"))
            let issues = Set(
                try tx.all("SELECT issue_id FROM round_item WHERE round_id = \(id)").map {
                    try $0.get("issue_id", as: String.self)
                })
            if shown[event, default: []].isDisjoint(with: issues) {
                shown[event, default: []].formUnion(issues)
            } else {
                later.append(id)
            }
        }
        return later
    }
}
