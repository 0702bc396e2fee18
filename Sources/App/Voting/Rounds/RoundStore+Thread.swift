import Domain
import Storage
import Web

/// What the thread is told of rounds.
extension RoundStore {
    func tellThread(_ events: [Event.ID], _ facts: inout ThreadMaterial) throws {
        let rounds = try reading.all("SELECT * FROM round WHERE event_id IN \(in: events) ORDER BY number, id").map(
            RoundRecord.init)
        facts.rounds = rounds.map(ThreadMaterial.Round.init)
        facts.ballotItems = try ThreadMaterial.Pair.all(
            """
            SELECT t.issue_id AS upper, t.round_id AS lower FROM round_item t JOIN round r ON r.id = t.round_id
            WHERE r.event_id IN \(in: events) ORDER BY r.number, t.position
            """, reading)
        for round in rounds where round.state == .revealed {
            guard let result = try ResultCache.shared.result(of: round, reading), result.isShown,
                let people = result.main.tally.people
            else { continue }
            for (index, item) in result.items.enumerated() {
                let pair = ThreadMaterial.Pair(upper: item.issue.description, lower: round.id.description)
                facts.ranks[pair] = ThreadRank(
                    rank: people.ranks[index], isTied: result.main.isTied(index, in: people), of: result.items.count)
            }
        }
    }

    static func threadHome(of id: String) -> SQL {
        "SELECT 'round' AS kind, event_id AS home FROM round WHERE id = \(id)"
    }
}

extension ThreadMaterial.Round {
    fileprivate init(_ round: RoundRecord) {
        var item = ThreadItem(
            kind: .round, id: round.id.description, event: round.event, title: round.question.string(),
            number: round.number)
        item.isRevealed = round.state == .revealed
        let state: State =
            switch round.state {
            case .draft: .draft
            case .open: .open
            case .closed: .closed
            case .revealed: .revealed
            }
        self.init(item: item, topic: round.topic?.description, state: state)
    }
}
