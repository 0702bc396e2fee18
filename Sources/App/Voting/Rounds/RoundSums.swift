import Domain
import Storage
import Web

/// What is kept of a closed round beside its ballots: who was counted together, and what each such group said, in numbers.
struct RoundSums: Sendable {
    /// One ballot, with where its voter comes from: only while the round is being closed.
    struct Ballot: Sendable {
        let origin: SafeGroups.Origin
        let marks: BallotMarks
    }

    let counts: [RatingCriterion: RoundCounts]
    private let issues: [Issue.ID]

    /// - Parameter issues: in the order of the ballot.
    init(_ ballots: [Ballot], _ settings: RoundSettings, issues: [Issue.ID]) {
        var voters: [SafeGroups.Origin: Int] = [:]
        for ballot in ballots { voters[ballot.origin, default: 0] += 1 }
        let groups =
            Suppression.mayShow(ballots: ballots.count)
            ? SafeGroups.decide(voters) : SafeGroups(sectors: [], countries: [])
        self.issues = issues
        counts = Dictionary(
            uniqueKeysWithValues: settings.asked.map { criterion in
                (
                    criterion,
                    RoundCounts.make(
                        groups, items: issues.count, isRanking: settings.method == .ranking,
                        ballots.lazy.map { (origin: $0.origin, marks: $0.marks[criterion]) })
                )
            })
    }

    /// As rows of the tables `tally_group` and `tally_count`, in the order of their columns without the round.
    var rows: (groups: [[SQLValue]], counts: [[SQLValue]]) {
        var (groups, numbers): ([[SQLValue]], [[SQLValue]]) = ([], [])
        for (criterion, counts) in counts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            for reading in [TallyReading.sectors, .countries] {
                for (index, group) in counts[reading].enumerated() {
                    let place: [SQLValue] = [.text(reading.rawValue), .integer(Int64(index + 1))]
                    if criterion == .importance {
                        groups.append(place + [.text(Self.members(group.group)), .integer(Int64(group.group.people))])
                    }
                    for (item, values) in group.values.enumerated() {
                        for (value, ballots) in values.sorted(by: { $0.key < $1.key }) {
                            numbers.append(
                                place + [
                                    .text(criterion.rawValue), .text(issues[item].description), .integer(Int64(value)),
                                    .integer(Int64(ballots)),
                                ])
                        }
                    }
                }
            }
        }
        return (groups, numbers)
    }

    private static func members(_ group: SafeGroup) -> String {
        JSONValue(group.names).json
    }

    /// What stores them. Few values in each statement, and few different texts, so that they stay prepared.
    func statements(round: String) -> [SQL] {
        let rows = rows
        return Self.inserts("tally_group (round_id, reading, position, members, people)", round, rows.groups)
            + Self.inserts(
                "tally_count (round_id, reading, position, criterion, issue_id, value, ballots)", round, rows.counts)
    }

    private static func inserts(_ table: StaticString, _ round: String, _ rows: [[SQLValue]]) -> [SQL] {
        var statements: [SQL] = []
        var rest = rows[...]
        while !rest.isEmpty {
            let size = [32, 1].first { $0 <= rest.count } ?? 1
            let values = rest.prefix(size).map { row in
                "(" + ([SQLValue.text(round)] + row).map { "\($0)" as SQL }.joined() + ")" as SQL
            }
            statements.append("INSERT INTO \(SQL(verbatim: "\(table)")) VALUES \(values.joined())")
            rest = rest.dropFirst(size)
        }
        return statements
    }
}
