import Domain
import Storage
import Web

/// A paper as a cell has it: its own, or one that another cell passed on.
struct CellPaper: Sendable, Hashable {
    struct Passing: Sendable, Hashable {
        let from: ExerciseCell.ID
        let elapsed: Int64
        let note: String
    }

    let paper: ExercisePaper
    /// From whom, where it is another cell's.
    var passed: Passing?
    /// The paper that strikes this one, as far as the cell has it.
    var correctedBy: Paper.ID?

    var id: Paper.ID { paper.id }
    /// What lists call it: a post has no subject.
    var title: String { paper.subject.isEmpty ? paper.sender : paper.subject }
    /// When this cell got it.
    var elapsed: Int64 { passed?.elapsed ?? paper.elapsed }
}

/// The only way by which pages of players read papers: it begins with the cell, so that none of another comes along.
struct PlayerStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// What a cell has before it, newest first: its own papers, what was passed to it, and corrections of either. A call that nobody took
    /// is not among them.
    func papers(of cell: ExerciseCell.ID, in event: Event.ID) throws -> [CellPaper] {
        let own = try reading.all("SELECT * FROM paper WHERE cell_id = \(cell) AND event_id = \(event)").map {
            CellPaper(paper: try ExercisePaper($0))
        }
        var known = Set(own.map(\.id))
        let passed = try reading.all(
            """
            SELECT p.*, x.from_cell, x.elapsed AS passed_elapsed, x.note FROM paper_passing x JOIN paper p ON p.id = x.paper_id
            WHERE x.to_cell = \(cell) AND p.event_id = \(event) ORDER BY x.at, x.from_cell
            """
        ).map { row in
            CellPaper(
                paper: try ExercisePaper(row),
                passed: CellPaper.Passing(
                    from: try row.get("from_cell"), elapsed: try row.get("passed_elapsed"), note: try row.get("note")))
        }.filter { known.insert($0.id).inserted }
        // What corrects a paper goes to whoever has it.
        let corrections = try reading.all(
            """
            SELECT c.*, x.from_cell, x.note FROM paper_passing x JOIN paper c ON c.corrects = x.paper_id
            WHERE x.to_cell = \(cell) AND c.event_id = \(event) ORDER BY c.elapsed, c.id
            """
        ).map { row in
            let paper = try ExercisePaper(row)
            return CellPaper(
                paper: paper,
                passed: CellPaper.Passing(from: try row.get("from_cell"), elapsed: paper.elapsed, note: ""))
        }.filter { known.insert($0.id).inserted }
        return Self.struck((own + passed + corrections).filter(\.paper.isDelivered)).sorted {
            ($0.elapsed, $0.paper.wall, $0.id.description) > ($1.elapsed, $1.paper.wall, $1.id.description)
        }
    }

    private static func struck(_ papers: [CellPaper]) -> [CellPaper] {
        let corrections = Dictionary(
            papers.compactMap { paper in paper.paper.corrects.map { ($0, paper) } },
            uniquingKeysWith: { $0.elapsed > $1.elapsed ? $0 : $1 })
        return papers.map { paper in
            var paper = paper
            paper.correctedBy = corrections[paper.id]?.id
            return paper
        }
    }

    /// One of them.
    /// - Throws: ``Refusal/notFound`` for a paper of another cell as for one that there is not.
    func paper(_ id: Paper.ID, of cell: ExerciseCell.ID, in event: Event.ID) throws -> CellPaper {
        guard let paper = try papers(of: cell, in: event).first(where: { $0.id == id }) else { throw Refusal.notFound }
        return paper
    }

    /// What somebody has opened of an event's papers.
    func opened(by participant: Participant.ID, in event: Event.ID) throws -> Set<Paper.ID> {
        Set(
            try reading.all(
                """
                SELECT o.paper_id FROM paper_opening o JOIN paper p ON p.id = o.paper_id
                WHERE o.participant_id = \(participant) AND p.event_id = \(event)
                """
            ).map { try $0.get("paper_id", as: Paper.ID.self) })
    }

    /// To which cells a cell has passed a paper.
    func passed(_ paper: Paper.ID, by cell: ExerciseCell.ID) throws -> Set<ExerciseCell.ID> {
        Set(
            try reading.all("SELECT to_cell FROM paper_passing WHERE paper_id = \(paper) AND from_cell = \(cell)").map {
                try $0.get("to_cell", as: ExerciseCell.ID.self)
            })
    }

    /// Cells of a country in exercises that were begun, the newest first.
    func cells(playing country: String) throws -> [(Event.ID, ExerciseCell.ID)] {
        try reading.all(
            """
            SELECT e.event_id, c.id FROM exercise_cell c JOIN exercise e ON e.msel_id = c.msel_id
            WHERE c.country = \(country) AND e.state NOT IN ('draft', 'ready', 'cancelled') ORDER BY e.created_at DESC, c.number, c.id
            """
        ).map { (try $0.get("event_id"), try $0.get("id")) }
    }

    // MARK: Writing

    /// - Returns: whether that is new: what was opened stays opened then.
    static func open(_ paper: Paper.ID, by participant: Participant.ID, elapsed: Int64, _ work: Work) throws -> Bool {
        let known = try work.tx.value(
            "SELECT COUNT(*) FROM paper_opening WHERE paper_id = \(paper) AND participant_id = \(participant)",
            as: Int.self)
        guard known == 0 else { return false }
        try work.tx.execute(
            """
            INSERT INTO paper_opening (paper_id, participant_id, at, elapsed)
            VALUES (\(paper), \(participant), \(work.now), \(elapsed)) ON CONFLICT DO NOTHING
            """)
        return true
    }

    /// - Returns: whether that is new.
    static func pass(
        _ paper: Paper.ID, from: ExerciseCell.ID, to: ExerciseCell.ID, note: String, elapsed: Int64, _ work: Work
    ) throws
        -> Bool
    {
        guard try !PlayerStore(work.tx).passed(paper, by: from).contains(to) else { return false }
        try work.tx.execute(
            """
            INSERT INTO paper_passing (paper_id, from_cell, to_cell, actor, at, elapsed, note)
            VALUES (\(paper), \(from), \(to), \(work.actor), \(work.now), \(elapsed), \(note)) ON CONFLICT DO NOTHING
            """)
        return true
    }

    static func confirmStartex(_ seat: ExerciseSeat.ID, now: Int64, _ tx: Transaction) throws {
        try tx.execute("UPDATE exercise_seat SET startex_at = \(now) WHERE id = \(seat) AND startex_at IS NULL")
    }

    static func confirmEndex(_ seat: ExerciseSeat.ID, now: Int64, _ tx: Transaction) throws {
        try tx.execute("UPDATE exercise_seat SET endex_at = \(now) WHERE id = \(seat) AND endex_at IS NULL")
    }
}
