/// A column that says whose something is. A test compares this list with the schema, so that none is forgotten when two seats are joined.
struct SeatColumn: Sendable, Hashable {
    enum Kind: Sendable {
        /// The seat's id.
        case seat
        /// As the journal names people: `participant:ID`.
        case actor
    }

    enum Rule: Sendable, Hashable {
        /// What the joined seat has becomes the kept one's.
        case moves
        /// The same; but where the kept seat has one in the same place, that one stays and the other goes.
        case movesOnce(in: String)
        /// Who has voted: ``SeatJoiningStore`` looks at each round.
        case votes
        /// Tells what happened between seats.
        case stays
    }

    let table: String
    let name: String
    /// What the rows of the table are found by.
    let key: [String]
    let kind: Kind
    let rule: Rule

    static let all: [SeatColumn] = seats + actors

    private static func seat(_ table: String, _ name: String, _ key: [String], _ rule: Rule = .moves) -> SeatColumn {
        SeatColumn(table: table, name: name, key: key, kind: .seat, rule: rule)
    }

    private static func actor(_ table: String, _ name: String, _ key: [String] = ["id"]) -> SeatColumn {
        SeatColumn(table: table, name: name, key: key, kind: .actor, rule: .moves)
    }

    private static let seats: [SeatColumn] = [
        seat("session", "participant_id", ["digest"]),
        seat("issue", "participant_id", ["id"]),
        seat("participation", "participant_id", ["round_id"], .votes),
        seat("paper_ballot", "participant_id", ["id"], .votes),
        seat("breakout_group", "facilitator_id", ["id"]),
        seat("breakout_group", "rapporteur_id", ["id"]),
        seat("group_member", "participant_id", ["plan_id"], .movesOnce(in: "plan_id")),
        seat("intervention_vote", "participant_id", ["intervention_id"], .movesOnce(in: "intervention_id")),
        seat("endorsement", "participant_id", ["intervention_id"], .movesOnce(in: "intervention_id")),
        seat("exchange_question", "participant_id", ["id"]),
        seat("standing", "participant_id", ["aspect_id", "country"]),
        seat("outline_statement", "participant_id", ["id"]),
        seat("statement_rating", "participant_id", ["statement_id"], .movesOnce(in: "statement_id")),
        seat("round_voter", "participant_id", ["round_id"], .votes),
        seat("delegation_head", "participant_id", ["event_id", "country"]),
        seat("adoption_proposal", "participant_id", ["intervention_id"], .movesOnce(in: "intervention_id")),
        seat("guide_signer", "participant_id", ["event_id"], .movesOnce(in: "event_id")),
        seat("participant", "claimed_seat", ["id"]),
        seat("participant", "joined_into", ["id"]),
        seat("seat_joining", "kept_id", ["id"], .stays),
        seat("seat_joining", "joined_id", ["id"], .stays),
        seat("seats_kept_apart", "first_seat", ["first_seat", "second_seat"], .stays),
        seat("seats_kept_apart", "second_seat", ["first_seat", "second_seat"], .stays),
    ]

    private static let actors: [SeatColumn] = [
        actor("card", "changed_by"),
        actor("card_revision", "changed_by", ["card_id", "number"]),
        actor("past_case", "created_by"),
        actor("aspect", "created_by"),
        actor("aspect_link", "decided_by", ["first_aspect", "second_aspect"]),
        actor("sheet", "published_by"),
        actor("intervention", "created_by"),
        actor("adoption", "decided_by"),
        actor("outline_statement", "author"),
        actor("guide_comment", "author"),
        actor("guide_comment", "decided_by"),
        actor("guide_version", "created_by"),
        actor("guide_version", "final_by"),
        SeatColumn(
            table: "sign_off", name: "actor", key: ["version_id", "sector"], kind: .actor,
            rule: .movesOnce(in: "version_id, sector")),
        actor("delegation_head", "named_by", ["event_id", "country"]),
        actor("guide_signer", "named_by", ["event_id", "participant_id"]),
        actor("room_move", "asked_by", ["event_id"]),
        actor("paper_ballot", "entered_by"),
        actor("paper_ballot", "confirmed_by"),
    ]

    /// Columns that look as if they named somebody, and do not, or must not change: the journal is the record of what was done.
    static let others: Set<String> = ["journal.actor", "event.envision_by"]
}
