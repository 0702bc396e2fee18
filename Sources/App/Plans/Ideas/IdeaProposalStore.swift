import Domain
import Storage
import Web

/// The SQL of proposals.
struct IdeaProposalStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// The newest first.
    func proposals(of programme: Programme.ID) throws -> [IdeaProposalRecord] {
        try read("programme_id = \(programme)")
    }

    func proposals(of idea: ProjectIdea.ID) throws -> [IdeaProposalRecord] { try read("idea_id = \(idea)") }

    /// - Throws: ``Refusal/notFound``.
    func proposal(_ id: IdeaProposal.ID) throws -> IdeaProposalRecord {
        guard let found = try read("id = \(id)").first else { throw Refusal.notFound }
        return found
    }

    private func read(_ condition: SQL) throws -> [IdeaProposalRecord] {
        try reading.all("SELECT * FROM idea_proposal WHERE \(condition) ORDER BY created_at DESC, id DESC").map(
            IdeaProposalRecord.init)
    }

    static func insert(_ id: IdeaProposal.ID, _ idea: IdeaRecord, _ publication: Publication.ID, _ work: Work) throws {
        try work.tx.execute(
            """
            INSERT INTO idea_proposal (id, idea_id, programme_id, publication_id, state, version, words, created_by, created_at,
                changed_at)
            VALUES (\(id), \(idea.id), \(idea.programme), \(publication), \(IdeaProposalState.draft), 1, '', \(work.actor), \(work.now),
                \(work.now))
            """)
    }

    static func set(_ state: IdeaProposalState, of one: IdeaProposalRecord, words: String, _ work: Work) throws {
        let version = one.state == .returned && state == .draft ? one.version + 1 : one.version
        let isDecision = state.isDecision
        let actor = isDecision ? work.actor : nil
        let time = isDecision ? work.now : one.decidedAt
        try work.tx.execute(
            """
            UPDATE idea_proposal SET state = \(state), version = \(version), words = \(isDecision ? words : one.words),
                decided_by = COALESCE(\(actor), decided_by), decided_at = \(time), changed_at = \(work.now) WHERE id = \(one.id)
            """)
    }
}
