import Domain
import Storage
import Web

/// A value of a row as JSON.
enum StoredCell: Codable, Sendable {
    case null, flag(Bool), number(Int64), text(String)

    init(_ value: SQLValue) {
        switch value {
        case .null, .blob, .real: self = .null
        case .boolean(let flag): self = .flag(flag)
        case .integer(let number): self = .number(number)
        case .text(let text): self = .text(text)
        }
    }

    var value: SQLValue {
        switch self {
        case .null: .null
        case .flag(let flag): .boolean(flag)
        case .number(let number): .integer(number)
        case .text(let text): .text(text)
        }
    }
}

/// What it takes to undo a joining. Never what anybody voted in a round.
struct MovedRows: Codable, Sendable {
    struct Column: Codable, Sendable {
        let table: String
        let name: String
        let rows: [[String: StoredCell]]
    }
    struct Gone: Codable, Sendable {
        let table: String
        let rows: [[String: StoredCell]]
    }
    struct Seat: Codable, Sendable {
        let state: String
        let arrivedAt: Int64?
        let person: String?
        let link: String?
        let firstLink: String?
        let unverifiedAt: Int64?
        /// Nothing in joinings of before it was kept: as if no link had been ended.
        let generation: Int?
    }

    var columns: [Column] = []
    var gone: [Gone] = []
    /// Rounds that were open, in which the vote of the joined seat gave way.
    var votesGone = 0
    var kept: Seat
    var joined: Seat
}

/// The SQL of joining two seats, over every table that says whose something is (``SeatColumn``).
struct SeatJoiningStore {
    private let tx: Transaction

    init(_ tx: Transaction) { self.tx = tx }

    // MARK: Joining

    /// Whether a round is open in which only the joined seat has answered: its ballot cannot become the other's unseen by who has that.
    func hasVotedAlone(_ joined: Participant.ID, _ kept: Participant.ID) throws -> Bool {
        try tx.first(
            """
            SELECT 1 AS one FROM participation a JOIN round r ON r.id = a.round_id
            WHERE a.participant_id = \(joined) AND r.state = 'open' AND NOT EXISTS
                (SELECT 1 FROM participation k WHERE k.round_id = a.round_id AND k.participant_id = \(kept))
            LIMIT 1
            """) != nil
    }

    /// Everything that is the joined seat's becomes the kept one's.
    /// - Parameter access: also where it is signed in, and its link; else they end.
    func move(_ joined: Participant.ID, into kept: Participant.ID, access: Bool) throws -> MovedRows {
        var moved = MovedRows(kept: try seat(kept), joined: try seat(joined))
        if !access {
            try AccountWriting(tx).deleteSessions(of: joined)
            try tx.execute("UPDATE participant SET link_digest = NULL, first_link_digest = NULL WHERE id = \(joined)")
        }
        for column in SeatColumn.all {
            switch column.rule {
            case .moves: break
            case .movesFreeing(let key): try free(verbatim(key), of: column, joined, kept)
            case .movesOnce(let place):
                let (table, name) = (verbatim(column.table), verbatim(column.name))
                let (place, old) = (verbatim(place), self.name(joined, column.kind))
                let both: SQL = """
                    \(name) = \(old) AND (\(place)) IN
                        (SELECT \(place) FROM \(table) WHERE \(name) = \(self.name(kept, column.kind)))
                    """
                let twice = try rows("SELECT * FROM \(table) WHERE \(both)")
                if !twice.isEmpty { moved.gone.append(.init(table: column.table, rows: twice)) }
                try tx.execute("DELETE FROM \(table) WHERE \(both)")
            case .votes, .stays: continue
            }
            try note(column, from: joined, to: kept, where: "", &moved)
        }
        try moveVotes(joined, into: kept, &moved)
        try mergeSeats(joined, into: kept, moved)
        try Presence.join(joined, into: kept, tx)
        for column in SeatColumn.all where column.rule == .votes && column.table == "round_voter" {
            try note(
                column, from: joined, to: kept,
                where: "AND round_id NOT IN (SELECT round_id FROM round_voter WHERE participant_id = \(kept))", &moved)
        }
        return moved
    }

    /// What two devices called a sending by the same name stays two things.
    private func free(_ key: SQL, of column: SeatColumn, _ joined: Participant.ID, _ kept: Participant.ID) throws {
        let (table, name) = (verbatim(column.table), verbatim(column.name))
        try tx.execute(
            """
            UPDATE \(table) SET \(key) = NULL WHERE \(name) = \(self.name(joined, column.kind))
            AND \(key) IN (SELECT \(key) FROM \(table) WHERE \(name) = \(self.name(kept, column.kind)))
            """)
    }

    /// - Parameter condition: begins with AND; empty for all rows of the joined seat.
    private func note(
        _ column: SeatColumn, from joined: Participant.ID, to kept: Participant.ID, where condition: SQL,
        _ moved: inout MovedRows
    ) throws {
        let (old, new) = (name(joined, column.kind), name(kept, column.kind))
        let keys = column.key.map(verbatim).joined(", ")
        let found = try rows(
            "SELECT \(keys) FROM \(verbatim(column.table)) WHERE \(verbatim(column.name)) = \(old) \(condition)")
        guard !found.isEmpty else { return }
        try tx.execute(
            "UPDATE \(verbatim(column.table)) SET \(verbatim(column.name)) = \(new) WHERE \(verbatim(column.name)) = \(old) \(condition)"
        )
        moved.columns.append(.init(table: column.table, name: column.name, rows: found))
    }

    /// In an open round one ballot is left: the kept seat's where there is one. In a closed one nobody can tell whose a ballot was: where
    /// both have answered, both stay.
    private func moveVotes(_ joined: Participant.ID, into kept: Participant.ID, _ moved: inout MovedRows) throws {
        let rounds = try tx.all(
            """
            SELECT a.round_id, r.state, (SELECT COUNT(*) FROM participation k WHERE k.round_id = a.round_id
                AND k.participant_id = \(kept)) AS kept_answers
            FROM participation a JOIN round r ON r.id = a.round_id WHERE a.participant_id = \(joined)
            """)
        for column in SeatColumn.all where column.rule == .votes && column.table == "paper_ballot" {
            try note(
                column, from: joined, to: kept,
                where:
                    "AND round_id NOT IN (SELECT a.round_id FROM participation a JOIN participation b ON b.round_id = a.round_id WHERE a.participant_id = \(joined) AND b.participant_id = \(kept))",
                &moved)
        }
        for row in rounds {
            let round: Round.ID = try row.get("round_id")
            let (isOpen, both) = (
                try row.get("state", as: String.self) == "open", try row.get("kept_answers", as: Int.self) > 0
            )
            if isOpen && both {
                try dropVote(of: joined, in: round)
                moved.votesGone += 1
            } else if !both {
                for column in SeatColumn.all where column.rule == .votes && column.table == "participation" {
                    try note(column, from: joined, to: kept, where: "AND round_id = \(round)", &moved)
                }
            }
        }
    }

    private func dropVote(of joined: Participant.ID, in round: Round.ID) throws {
        if let voter = try BallotStore(tx).voter(joined, in: round) {
            try tx.execute("DELETE FROM ballot WHERE round_id = \(round) AND voter = \(voter)")
        }
        try tx.execute("DELETE FROM participation WHERE round_id = \(round) AND participant_id = \(joined)")
        try tx.execute(
            """
            UPDATE paper_ballot SET choices = NULL, state = 'discarded' WHERE round_id = \(round) AND participant_id = \(joined)
            """)
    }

    private func mergeSeats(_ joined: Participant.ID, into kept: Participant.ID, _ moved: MovedRows) throws {
        let states = [moved.kept.state, moved.joined.state]
        let state = ["present", "invited"].first(where: states.contains) ?? "waiting"
        let arrived = [moved.kept.arrivedAt, moved.joined.arrivedAt].compactMap(\.self).min()
        // Who is known to be of one country is not known to be of another that was chosen at the door.
        let isOneCountry =
            try tx.first(
                """
                SELECT 1 AS same FROM participant k JOIN participant j ON COALESCE(j.country, '') = COALESCE(k.country, '')
                WHERE k.id = \(kept) AND j.id = \(joined)
                """) != nil
        let isKnown = moved.kept.unverifiedAt == nil || moved.joined.unverifiedAt == nil && isOneCountry
        // A person of the directory has one seat in an event.
        let person = moved.kept.person == nil ? moved.joined.person : nil
        try tx.execute(
            """
            UPDATE participant SET state = 'removed', joined_into = \(kept), claimed_seat = NULL,
                person_id = CASE WHEN \(person) IS NULL THEN person_id ELSE NULL END
            WHERE id = \(joined)
            """)
        try tx.execute(
            """
            UPDATE participant SET state = \(state), arrived_at = \(arrived), claimed_seat = NULL,
                unverified_at = \(isKnown ? nil : moved.kept.unverifiedAt),
                person_id = COALESCE(person_id, \(person))
            WHERE id = \(kept)
            """)
    }

    func insert(
        _ id: SeatJoining.ID, _ event: Event.ID, kept: Participant.ID, joined: Participant.ID, _ moved: MovedRows,
        now: Int64
    ) throws {
        try tx.execute(
            """
            INSERT INTO seat_joining (id, event_id, kept_id, joined_id, moved, joined_at)
            VALUES (\(id), \(event), \(kept), \(joined), \(try JSONCoding.text(moved)), \(now))
            """)
    }

    // MARK: Undoing

    func moved(by id: SeatJoining.ID, in event: Event.ID) throws -> (
        kept: Participant.ID, joined: Participant.ID, moved: MovedRows
    ) {
        let row = try tx.first(
            """
            SELECT j.* FROM seat_joining j JOIN participant p ON p.id = j.joined_id
            WHERE j.id = \(id) AND j.event_id = \(event) AND j.undone_at IS NULL AND j.moved <> ''
                AND p.joined_into = j.kept_id
            """)
        guard let row else { throw Refusal.notFound }
        return (try row.get("kept_id"), try row.get("joined_id"), try JSONCoding.value(try row.get("moved")))
    }

    func moveBack(_ id: SeatJoining.ID, _ moved: MovedRows, kept: Participant.ID, joined: Participant.ID, now: Int64)
        throws
    {
        let (present, former) = (try seat(kept), try seat(joined))
        // Who was taken out since stays out, with both seats.
        guard present.state != "removed" else { throw Refusal.notFound }
        // Who has come or voted on the kept seat since keeps their place in the room.
        let staysCome = try JoiningStore(tx).hasOpenBallot(kept)
        // A link that was ended since does not come back.
        let isLinkWhole = former.generation == moved.joined.generation ?? 0
        for column in moved.columns.reversed() {
            guard let known = SeatColumn.all.first(where: { $0.table == column.table && $0.name == column.name }) else {
                continue
            }
            for row in column.rows { try moveBack(row, known, kept: kept, joined: joined) }
        }
        for gone in moved.gone {
            for row in gone.rows {
                let names = row.keys.sorted()
                let values = names.map { SQL("\(row[$0]?.value ?? .null)") }
                try tx.execute(
                    "INSERT INTO \(verbatim(gone.table)) (\(names.map(verbatim).joined(", "))) VALUES (\(values.joined(", "))) ON CONFLICT DO NOTHING"
                )
            }
        }
        if moved.kept.person == nil, moved.joined.person != nil {
            try tx.execute("UPDATE participant SET person_id = NULL WHERE id = \(kept)")
        }
        try tx.execute(
            """
            UPDATE participant SET state = \(moved.joined.state), arrived_at = \(moved.joined.arrivedAt), joined_into = NULL,
                person_id = \(moved.joined.person), link_digest = \(isLinkWhole ? moved.joined.link : nil),
                first_link_digest = \(isLinkWhole ? moved.joined.firstLink : nil)
            WHERE id = \(joined)
            """)
        try tx.execute(
            """
            UPDATE participant SET state = \(staysCome ? present.state : moved.kept.state),
                arrived_at = \(staysCome ? present.arrivedAt : moved.kept.arrivedAt), unverified_at = \(moved.kept.unverifiedAt)
            WHERE id = \(kept)
            """)
        if moved.joined.link != nil || moved.joined.firstLink != nil {
            // Since the joining the other's link opened the kept seat: whoever came in by it opens their own again.
            try tx.execute(
                """
                DELETE FROM session WHERE participant_id = \(kept)
                    AND created_at > (SELECT joined_at FROM seat_joining WHERE id = \(id))
                """)
        }
        try Presence.admit(joined, tx)
        try tx.execute("UPDATE seat_joining SET undone_at = \(now), moved = '' WHERE id = \(id)")
    }

    private func moveBack(
        _ row: [String: StoredCell], _ column: SeatColumn, kept: Participant.ID, joined: Participant.ID
    ) throws {
        let conditions = column.key.map { SQL("\(verbatim($0)) = \(row[$0]?.value ?? .null)") }
        try tx.execute(
            "UPDATE \(verbatim(column.table)) SET \(verbatim(column.name)) = \(name(joined, column.kind)) WHERE \(verbatim(column.name)) = \(name(kept, column.kind)) AND \(conditions.joined(" AND "))"
        )
    }

    // MARK: In common

    private func seat(_ id: Participant.ID) throws -> MovedRows.Seat {
        guard let row = try tx.first("SELECT * FROM participant WHERE id = \(id)") else { throw Refusal.notFound }
        return MovedRows.Seat(
            state: try row.get("state"), arrivedAt: try row.get("arrived_at"), person: try row.get("person_id"),
            link: try row.get("link_digest"), firstLink: try row.get("first_link_digest"),
            unverifiedAt: try row.get("unverified_at"), generation: try row.get("link_generation"))
    }

    private func rows(_ sql: SQL) throws -> [[String: StoredCell]] {
        try tx.all(sql).map { row in
            Dictionary(
                uniqueKeysWithValues: try row.columns.map {
                    ($0, StoredCell(try row.get($0, as: SQLValue.self)))
                })
        }
    }

    private func name(_ seat: Participant.ID, _ kind: SeatFact.Kind) -> String {
        kind == .seat ? seat.description : "participant:\(seat)"
    }

    /// Names of our own schema only.
    private func verbatim(_ name: String) -> SQL { SQL(verbatim: name) }
}
