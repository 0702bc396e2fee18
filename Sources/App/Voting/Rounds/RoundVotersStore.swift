import Domain
import Storage
import Web

/// Who could answer a round: one set, from which both sides of "6 of 9 have answered" are taken. It is frozen when the round is opened,
/// grows by those who come in or are let in while it is open (``Presence/admit(_:_:)``), always holds everybody who answered, and is
/// fixed by the close.
struct RoundVoters: Sendable {
    struct Voter: Sendable, Hashable {
        let id: Participant.ID
        let sector: String?
        let country: String?
        let hasAnswered: Bool
    }

    let all: [Voter]

    var count: Int { all.count }
    var answered: Int { all.count(where: \.hasAnswered) }
    /// Who has answered.
    var heard: Set<Participant.ID> { Set(all.filter(\.hasAnswered).map(\.id)) }

    /// Of a round in preparation: those who are there now.
    init(_ round: RoundRecord, _ reading: any Reading) throws {
        guard round.state != .draft else {
            all = try EventStore(reading).participants(of: round.event).filter(\.isVoice).map {
                Voter(id: $0.id, sector: $0.sector, country: $0.country, hasAnswered: false)
            }
            return
        }
        all = try reading.all(
            """
            SELECT p.id, p.sector, p.country, a.participant_id AS answered FROM participant p
            LEFT JOIN participation a ON a.round_id = \(round.id) AND a.participant_id = p.id
            WHERE p.id IN (SELECT v.participant_id FROM round_voter v WHERE v.round_id = \(round.id)
                UNION SELECT x.participant_id FROM participation x WHERE x.round_id = \(round.id))
            ORDER BY p.id
            """
        ).map {
            Voter(
                id: try $0.get("id"), sector: try $0.get("sector"), country: try $0.get("country"),
                hasAnswered: try $0.get("answered", as: String?.self) != nil)
        }
    }

    /// Everybody who is there and may vote, when the round is opened.
    static func freeze(_ round: Round.ID, in event: Event.ID, _ tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO round_voter (round_id, participant_id)
            SELECT \(round), p.id FROM participant p
            WHERE p.event_id = \(event) AND p.state = 'present' AND p.role IN ('participant', 'rapporteur')
            ON CONFLICT DO NOTHING
            """)
    }

    /// Who answered belongs to the set for good.
    static func fix(_ round: Round.ID, _ tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO round_voter (round_id, participant_id)
            SELECT a.round_id, a.participant_id FROM participation a WHERE a.round_id = \(round)
            ON CONFLICT DO NOTHING
            """)
    }
}

extension RoundVoters {
    /// How many people have two answers in a round, because their seats were joined after it was closed.
    static func answeredTwice(in round: Round.ID, _ reading: any Reading) throws -> Int {
        try reading.value(
            """
            SELECT COUNT(*) FROM participation a JOIN participant p ON p.id = a.participant_id
            WHERE a.round_id = \(round) AND p.joined_into IN (SELECT participant_id FROM participation WHERE round_id = \(round))
            """, as: Int.self) ?? 0
    }
}

extension VotingFacts: PresenceFeature {
    /// Who is there and may vote can answer the votes that are open now.
    static func admit(_ id: Participant.ID, _ tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO round_voter (round_id, participant_id)
            SELECT r.id, p.id FROM participant p JOIN round r ON r.event_id = p.event_id
            WHERE p.id = \(id) AND p.state = 'present' AND p.role IN ('participant', 'rapporteur') AND r.state = 'open'
            ON CONFLICT DO NOTHING
            """)
    }

    static func dismiss(_ id: Participant.ID, _ tx: Transaction) throws {
        try tx.execute(
            """
            DELETE FROM round_voter WHERE participant_id = \(id)
                AND round_id IN (SELECT r.id FROM round r WHERE r.state = 'open')
            """)
    }

    /// In votes that are open they are one voter, the one that is kept.
    static func join(_ gone: Participant.ID, into kept: Participant.ID, _ tx: Transaction) throws {
        try tx.execute(
            """
            DELETE FROM round_voter WHERE participant_id = \(gone)
                AND round_id IN (SELECT r.id FROM round r WHERE r.state = 'open')
            """)
        try admit(kept, tx)
    }

    /// A ballot in a round that is open.
    static func hasSecret(_ id: Participant.ID, _ reading: any Reading) throws -> Bool {
        try reading.first(
            """
            SELECT 1 AS one FROM participation a JOIN round r ON r.id = a.round_id
            WHERE a.participant_id = \(id) AND r.state = 'open' LIMIT 1
            """) != nil
    }
}
