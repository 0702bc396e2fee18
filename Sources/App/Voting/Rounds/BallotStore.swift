import Domain
import Storage
import Web

/// A paper ballot on its way: entered by one person, decided by another.
struct PaperRecord: Sendable {
    enum State: String, Sendable { case waiting, counted, discarded, lapsed }

    let id: PaperBallot.ID
    let round: Round.ID
    let participant: Participant.ID
    /// Nothing once decided.
    let choices: BallotChoices?
    /// As the journal names people: `account:ID` or `participant:ID`.
    let enteredBy: String
    let state: State
    let enteredAt: Int64

    init(_ row: Row) throws {
        id = try row.get("id")
        round = try row.get("round_id")
        participant = try row.get("participant_id")
        choices = try row.get("choices", as: String?.self).map(BallotChoices.init(stored:))
        enteredBy = try row.get("entered_by")
        state = try row.get("state")
        enteredAt = try row.get("entered_at")
    }
}

extension PaperRecord.State: SQLBindable, SQLDecodable {}

/// That somebody has answered a round; never what.
struct Participation: Sendable {
    let participant: Participant.ID
    let isPaper: Bool
    /// Nothing for paper.
    let receipt: String?
}

/// A round with what is on its ballot.
struct OpenBallot: Sendable {
    let round: RoundRecord
    let items: [RoundItem]
    /// Where each of them stands.
    let places: [String: Int]
    /// Destroyed with the closing.
    let key: [UInt8]?
}

/// A voter, and what they have said in a round so far.
struct VoterStanding: Sendable {
    let voter: ParticipantRecord
    let answer: Participation?
    /// What the ballot is found by; nothing once the key is destroyed.
    let name: String?
    /// As stored.
    let choices: String?
    /// Which page sent it, and as its how manieth; nil if it was not told.
    let device: String?
    let deviceNumber: Int?
}

/// The SQL of ballots, receipts and paper. A ballot knows neither person nor group nor receipt nor time: while the round is open it is found
/// by a keyed hash of the participant, and closing destroys the key.
struct BallotStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// How the person's ballot is found again; nothing once the key is destroyed.
    func voter(_ participant: Participant.ID, in round: Round.ID) throws -> String? {
        try key(of: round).map { Self.voter(participant, key: $0) }
    }

    private func key(of round: Round.ID) throws -> [UInt8]? {
        try reading.first("SELECT ballot_key FROM round WHERE id = \(round)")?.get("ballot_key", as: [UInt8]?.self)
    }

    private static func voter(_ participant: Participant.ID, key: [UInt8]) -> String {
        Secret.hex(Sodium.hash("ballot:\(participant)".utf8, key: key))
    }

    /// What the person has chosen so far; nothing once the round is closed.
    func choices(of participant: Participant.ID, in round: Round.ID) throws -> BallotChoices? {
        guard let voter = try voter(participant, in: round) else { return nil }
        return try stored(of: voter, in: round).map(BallotChoices.init(stored:))
    }

    /// The same as the text of the column, which is the same for the same choices.
    /// - Parameter voter: as ``voter(_:in:)`` names them.
    func stored(of voter: String, in round: Round.ID) throws -> String? {
        try reading.first("SELECT choices FROM ballot WHERE round_id = \(round) AND voter = \(voter)")?.get("choices")
    }

    /// What all ballots of a round have in common.
    func openBallot(_ id: Round.ID) throws -> OpenBallot? {
        let store = RoundStore(reading)
        guard let round = try store.round(id) else { return nil }
        let items = try store.items(of: id)
        return OpenBallot(round: round, items: items, places: RoundItem.places(items), key: try key(of: id))
    }

    /// Where a person stands in a round.
    /// - Parameter key: of the round.
    /// - Throws: ``Refusal/notFound`` where there is no such person.
    func standing(of participant: Participant.ID, in round: Round.ID, key: [UInt8]?) throws -> VoterStanding {
        let name = key.map { Self.voter(participant, key: $0) }
        let row = try reading.first(
            """
            SELECT p.*, a.is_paper AS answered_on_paper, a.receipt AS answer_receipt, a.device, a.device_number,
                b.choices AS ballot_choices
            FROM participant p
            LEFT JOIN participation a ON a.round_id = \(round) AND a.participant_id = p.id
            LEFT JOIN ballot b ON b.round_id = \(round) AND b.voter = \(name)
            WHERE p.id = \(participant)
            """)
        guard let row else { throw Refusal.notFound }
        let answer = try row.get("answered_on_paper", as: Bool?.self).map {
            Participation(participant: participant, isPaper: $0, receipt: try row.get("answer_receipt"))
        }
        return VoterStanding(
            voter: try ParticipantRecord(row), answer: answer, name: name, choices: try row.get("ballot_choices"),
            device: try row.get("device"), deviceNumber: try row.get("device_number"))
    }

    func participation(of participant: Participant.ID, in round: Round.ID) throws -> Participation? {
        try reading.first(
            "SELECT * FROM participation WHERE round_id = \(round) AND participant_id = \(participant)"
        ).map(Self.participation)
    }

    func participations(in round: Round.ID) throws -> [Participation] {
        try reading.all("SELECT * FROM participation WHERE round_id = \(round)").map(Self.participation)
    }

    private static func participation(_ row: Row) throws -> Participation {
        Participation(
            participant: try row.get("participant_id"), isPaper: try row.get("is_paper"),
            receipt: try row.get("receipt"))
    }

    /// The receipts of a closed round, in the order of their text.
    func countedReceipts(of round: Round.ID) throws -> [String] {
        try reading.all("SELECT receipt FROM counted_receipt WHERE round_id = \(round) ORDER BY receipt").map {
            try $0.get("receipt")
        }
    }

    /// The choices of a closed round as they are stored, in the random order of their ids.
    func countedBallots(of round: Round.ID) throws -> [String] {
        try reading.all("SELECT choices FROM ballot WHERE round_id = \(round) ORDER BY id").map {
            try $0.get("choices")
        }
    }

    /// The first of the random ids of a closed round's ballots.
    func anyBallot(of round: Round.ID) throws -> String? {
        try reading.first("SELECT id FROM ballot WHERE round_id = \(round) ORDER BY id LIMIT 1")?.get("id")
    }

    func papers(in round: Round.ID) throws -> [PaperRecord] {
        try reading.all("SELECT * FROM paper_ballot WHERE round_id = \(round) ORDER BY entered_at, id").map(
            PaperRecord.init)
    }

    func paper(_ id: PaperBallot.ID, in round: Round.ID) throws -> PaperRecord {
        guard let row = try reading.first("SELECT * FROM paper_ballot WHERE id = \(id) AND round_id = \(round)") else {
            throw Refusal.notFound
        }
        return try PaperRecord(row)
    }

    /// Stores the ballot in place of an earlier one of the same person.
    /// - Parameters:
    ///   - name: as ``voter(_:in:)`` names the voter.
    ///   - receipt: nothing for paper.
    ///   - sending: which page sent it; never stands with the ballot.
    static func put(
        _ choices: BallotChoices, of voter: ParticipantRecord, named name: String, in round: Round.ID, id: String,
        receipt: String?, sending: BallotSending = BallotSending(), _ tx: Transaction
    ) throws {
        let isPaper = receipt == nil
        try tx.execute(
            """
            INSERT INTO ballot (id, round_id, voter, choices) VALUES (\(id), \(round), \(name), \(choices.stored))
            ON CONFLICT (round_id, voter) DO UPDATE SET choices = excluded.choices
            """)
        try tx.execute(
            """
            INSERT INTO participation (round_id, participant_id, is_paper, receipt, device, device_number)
            VALUES (\(round), \(voter.id), \(isPaper), \(receipt), \(sending.device), \(sending.number))
            ON CONFLICT (round_id, participant_id) DO UPDATE SET is_paper = excluded.is_paper, receipt = excluded.receipt,
                device = excluded.device, device_number = excluded.device_number
            """)
    }

    /// The same ballot was sent again by a newer sending: what was sent between the two must not take its place.
    static func note(_ sending: BallotSending, of voter: Participant.ID, in round: Round.ID, _ tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE participation SET device = \(sending.device), device_number = \(sending.number)
            WHERE round_id = \(round) AND participant_id = \(voter)
            """)
    }

    /// At the close: which page sent a ballot, and how often, is of no use any more.
    static func forgetDevices(in round: Round.ID, _ tx: Transaction) throws {
        try tx.execute("UPDATE participation SET device = NULL, device_number = NULL WHERE round_id = \(round)")
    }

    /// Cuts every link between people and choices: ballots get new ids in a random order, lose their voter and everything that does not
    /// count; what the readings need of sectors and countries becomes numbers; receipts are listed by themselves. To be called before the
    /// key is destroyed.
    ///
    /// - Parameter ids: as many new ids as asked for, which sort in no order of time.
    /// - Returns: how many ballots count.
    static func unlink(_ round: RoundRecord, ids: (_ count: Int) -> [String], _ tx: Transaction) throws -> Int {
        let store = BallotStore(tx)
        let issues = try RoundStore(tx).items(of: round.id).map(\.issue)
        let form = BallotText(round.settings, issues: issues)
        let voters = try store.origins(of: round)
        let rows = try tx.all("SELECT voter, choices FROM ballot WHERE round_id = \(round.id)")
        var (ballots, receipts): ([RoundSums.Ballot], [String]) = ([], [])
        for row in rows {
            let text: String = try row.get("choices")
            let voter = try row.get("voter", as: String?.self).flatMap { voters[$0] }
            ballots.append(
                RoundSums.Ballot(
                    origin: voter?.origin ?? SafeGroups.Origin(sector: nil, country: nil),
                    marks: form.read(text) ?? form.keeping(text)))
            if let receipt = voter?.receipt { receipts.append(receipt) }
        }
        for receipt in receipts.sorted() {
            try tx.execute("INSERT INTO counted_receipt (round_id, receipt) VALUES (\(round.id), \(receipt))")
        }
        try tx.execute("DELETE FROM ballot WHERE round_id = \(round.id)")
        // Rows go in by their new ids, so that their place in the table tells nothing either.
        for (id, ballot) in zip(ids(ballots.count), ballots).sorted(by: { $0.0 < $1.0 }) {
            try tx.execute(
                "INSERT INTO ballot (id, round_id, voter, choices) VALUES (\(id), \(round.id), NULL, \(form.text(ballot.marks)))"
            )
        }
        let sums = RoundSums(ballots, round.settings, issues: issues)
        for statement in sums.statements(round: round.id.description) { try tx.execute(statement) }
        try tx.execute(
            "UPDATE paper_ballot SET choices = NULL, state = 'lapsed' WHERE round_id = \(round.id) AND state = 'waiting'"
        )
        return ballots.count
    }

    /// By the name of a ballot's voter: where they come from, and their receipt. Empty once the key is destroyed.
    private func origins(of record: RoundRecord) throws -> [String: (origin: SafeGroups.Origin, receipt: String?)] {
        let round = record.id
        guard let key = try key(of: round) else { return [:] }
        let told = try VoterOrigins.told(in: record.event, reading)
        let rows = try reading.all(
            """
            SELECT a.participant_id, a.receipt, p.sector, p.country FROM participation a
            JOIN participant p ON p.id = a.participant_id WHERE a.round_id = \(round)
            """)
        var found: [String: (origin: SafeGroups.Origin, receipt: String?)] = [:]
        for row in rows {
            let person: Participant.ID = try row.get("participant_id")
            let own = SafeGroups.Origin(sector: try row.get("sector"), country: try row.get("country"))
            let origin = told.map { $0[person] ?? SafeGroups.Origin(sector: nil, country: nil) } ?? own
            found[Self.voter(person, key: key)] = (origin, try row.get("receipt"))
        }
        return found
    }

    static func insertPaper(
        _ id: PaperBallot.ID, _ choices: BallotChoices, of participant: Participant.ID, in round: Round.ID,
        by name: String,
        at time: Int64, _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO paper_ballot (id, round_id, participant_id, choices, entered_by, state, entered_at)
            VALUES (\(id), \(round), \(participant), \(choices.stored), \(name), 'waiting', \(time))
            """)
    }

    /// The choices are forgotten with the decision.
    static func decidePaper(
        _ id: PaperBallot.ID, _ state: PaperRecord.State, by name: String, at time: Int64, _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            UPDATE paper_ballot SET choices = NULL, state = \(state), confirmed_by = \(name), decided_at = \(time) WHERE id = \(id)
            """)
    }

    /// Everything by which one and the same person acts: the account, the seat, and the seats that belong to the account.
    func names(of visitor: Visitor) throws -> Set<String> {
        var names: Set<String> = []
        var accounts: [Account.ID] = []
        if let account = visitor.account { accounts.append(account.id) }
        if let seat = visitor.seat {
            names.insert("participant:\(seat.id)")
            let row = try reading.first("SELECT account_id FROM participant WHERE id = \(seat.id)")
            if let account: Account.ID? = try row?.get("account_id"), let account { accounts.append(account) }
        }
        for account in accounts {
            names.insert("account:\(account)")
            for row in try reading.all("SELECT id FROM participant WHERE account_id = \(account)") {
                names.insert("participant:\(try row.get("id", as: String.self))")
            }
        }
        return names
    }
}
