import Domain
import Storage
import Web

/// An idea as it is put before a funder: a text that its members write together.
public enum IdeaProposal { public typealias ID = Identifier<IdeaProposal> }

enum IdeaProposalState: String, CaseIterable, Sendable, Codable, ChoiceType, SQLBindable, SQLDecodable {
    case draft, reviewed, submitted, accepted, returned, rejected

    var label: Message {
        switch self {
        case .draft: L("draft", context: "proposal")
        case .reviewed: L("reviewed", context: "proposal")
        case .submitted: L("submitted", context: "proposal")
        case .accepted: L("accepted", context: "proposal")
        case .returned: L("returned", context: "proposal")
        case .rejected: L("rejected", context: "proposal")
        }
    }

    var tone: String {
        switch self {
        case .draft: ""
        case .reviewed, .submitted: " open"
        case .accepted: " good"
        case .returned: " warn"
        case .rejected: " bad"
        }
    }

    /// What becomes of it next.
    var next: [IdeaProposalState] {
        switch self {
        case .draft: [.reviewed]
        case .reviewed: [.submitted, .draft]
        case .submitted: [.accepted, .returned, .rejected]
        case .returned: [.draft]
        case .accepted, .rejected: []
        }
    }

    /// What a funder said.
    var isDecision: Bool { [.accepted, .returned, .rejected].contains(self) }
}

struct IdeaProposalRecord: Sendable, Hashable {
    let id: IdeaProposal.ID
    let idea: ProjectIdea.ID
    let programme: Programme.ID
    /// Where it is written.
    let publication: Publication.ID
    let state: IdeaProposalState
    /// From 1; one more after each return.
    let version: Int
    /// Of the last decision.
    let words: String
    let decidedAt: Int64?
    let createdAt: Int64
    let changedAt: Int64

    init(_ row: Row) throws {
        id = try row.get("id")
        idea = try row.get("idea_id")
        programme = try row.get("programme_id")
        publication = try row.get("publication_id")
        state = try row.get("state")
        version = try row.get("version")
        words = try row.get("words")
        decidedAt = try row.get("decided_at")
        createdAt = try row.get("created_at")
        changedAt = try row.get("changed_at")
    }

    var subject: String { "proposal:\(id)" }
}

/// Proposals: begun for what is supported, written together, put before a funder, decided.
enum IdeaProposalOperations {
    /// Opens a writing room for the sponsor and the countries that support the idea.
    static func begin(_ visit: Visit, _ id: ProjectIdea.ID) async throws -> IdeaProposal.ID {
        try await visit.database.write { tx in
            let (idea, sight) = try IdeaOperations.edited(visit, id, tx)
            let work = Work(tx, visit)
            let before = try IdeaProposalStore(tx).proposals(of: id)
            // Pressed twice, it is one.
            if let open = before.first(where: { $0.state != .rejected }) { return open.id }
            guard idea.state == .developing || idea.support(sight.rule).isSupported && idea.state == .shared else {
                throw Refusal.ideaNotSupported
            }
            let members = Set(
                try MemberStore(tx).members(of: idea.programme, on: sight.standing.today).map(\.ref))
            let supporting = idea.support(sight.rule).supporting.map { MemberRef.country($0) }
            let leads = ([idea.sponsor].compactMap { $0 } + supporting.filter { $0 != idea.sponsor })
                .filter(members.contains).prefix(PublicationPlan.mostLeads)
            var plan = PublicationPlan()
            (plan.title, plan.marking, plan.structure) = (idea.title, idea.marking, .proposal)
            plan.languages = [idea.language]
            plan.leads = leads.map { PublicationLead(member: $0, account: nil) }
            let publication = try PublicationOperations.planIn(work, in: idea.programme, plan.cleaned)
            if !leads.isEmpty {
                try PublicationRoom.openIn(work, SeenPublication.known(publication, now: work.now, tx))
            }
            let made: IdeaProposal.ID = work.environment.id()
            try IdeaProposalStore.insert(made, idea, publication, work)
            try IdeaStore.set(.developing, of: idea, work)
            try work.record(
                .programme(idea.programme), "proposal:\(made)", "proposal.creation", ["idea": .text(id.description)])
            return made
        }
    }

    /// - Parameter words: what the funder said; asked for where it is not accepted.
    static func move(_ visit: Visit, _ id: IdeaProposal.ID, to state: IdeaProposalState, words: String) async throws {
        var check = FieldCheck()
        let words = check.lines(
            "words", words, limit: 2_000, isRequired: state == .returned || state == .rejected)
        try check.finish()
        try await visit.database.write { tx in
            let (proposal, idea, sight) = try seen(visit, id, tx)
            // What a funder said is told by who coordinates.
            guard state.isDecision ? sight.standing.coordinates : sight.edits(idea) else { throw Refusal.forbidden }
            if proposal.state == state { return }
            guard proposal.state.next.contains(state) else {
                throw Refusal.proposalState(proposal.state.label, state.label)
            }
            let work = Work(tx, visit)
            try IdeaProposalStore.set(state, of: proposal, words: words, work)
            try work.record(
                .programme(proposal.programme), proposal.subject,
                state.isDecision ? "proposal.decision" : "proposal.change",
                ["state": .object(["from": .text(proposal.state.rawValue), "to": .text(state.rawValue)])])
            if state.isDecision { try IdeaMails(work, idea, visit.settings).tell(state, of: proposal) }
        }
    }

    /// - Throws: ``Refusal/notFound`` also for whose idea they may not know of.
    static func seen(_ visit: Visit, _ id: IdeaProposal.ID, _ reading: any Reading) throws -> (
        IdeaProposalRecord, IdeaRecord, IdeaSight
    ) {
        let proposal = try IdeaProposalStore(reading).proposal(id)
        let (idea, sight) = try IdeaSight.seen(visit, proposal.idea, reading)
        return (proposal, idea, sight)
    }
}
