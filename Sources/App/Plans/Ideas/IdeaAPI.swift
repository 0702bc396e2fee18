import Domain
import Storage
import Web

/// Ideas and proposals as JSON, on the same operations as the pages.
enum IdeaAPI {
    /// What is left out is empty.
    struct More: Codable, Sendable {
        /// ISO codes.
        let countries: [String]?
        /// Ids of regions.
        let regions: [String]?
        /// Codes or names of areas.
        let areas: [String]?
        /// From what it comes: `need:ID`, `finding:ID` …
        let sources: [String]?
        /// It comes from nothing that stands here.
        let direct: Bool?
        /// `country:KZ`, `organisation:ID` …
        let sponsor: String?
        /// A TLP 2.0 label without "TLP:"; left out for the programme's.
        let marking: String?
        /// When it was last changed, as you read it: if it was changed since, nothing is.
        let changedAt: Int64?
    }

    struct Facts: Codable, Sendable {
        let id: ProjectIdea.ID
        let programme: Programme.ID
        /// That it is supported follows from what countries say.
        let state: IdeaStanding
        let countries: [String]
        let regions: [App.Region.ID]
        let areas: [String]
        let sources: [String]
        let direct: Bool
        let sponsor: String?
        let marking: String
        let endorsements: [EndorsementBody]
        /// So many more countries would have to support it.
        let missing: Int
        let joinedInto: ProjectIdea.ID?
        /// When it is looked at again; a day or empty.
        let parkedUntil: String
        let outcome: String
        let changedAt: Int64
    }

    struct EndorsementBody: Codable, Sendable, NamedType {
        static var schemaName: String { "IdeaEndorsement" }

        let country: String
        let stance: IdeaSupport.Stance
        let words: String
        let saidAt: Int64
    }

    struct EndorsementInput: Codable, Sendable, NamedType {
        static var schemaName: String { "IdeaEndorsementInput" }

        let stance: IdeaSupport.Stance
        let words: String?
    }

    struct StateInput: Codable, Sendable, NamedType {
        static var schemaName: String { "IdeaStateInput" }

        let move: IdeaMove
        /// When what is parked is looked at again.
        let day: String?
        /// Why it is parked or closed.
        let words: String?
    }

    struct ProposalInput: Codable, Sendable, NamedType {
        static var schemaName: String { "IdeaProposalInput" }

        let idea: ProjectIdea.ID
    }

    struct DecisionInput: Codable, Sendable, NamedType {
        static var schemaName: String { "IdeaProposalDecision" }

        let state: IdeaProposalState
        /// What the funder said.
        let words: String?
    }

    struct ProposalBody: Codable, Sendable, NamedType {
        static var schemaName: String { "IdeaProposal" }

        let id: IdeaProposal.ID
        let idea: ProjectIdea.ID
        /// Where its text is written.
        let publication: Publication.ID
        let state: IdeaProposalState
        let version: Int
        let words: String

        init(_ record: IdeaProposalRecord) {
            (id, idea, publication) = (record.id, record.idea, record.publication)
            (state, version, words) = (record.state, record.version, record.words)
        }
    }

    typealias Input = FieldSending<IdeaFields, More>
    typealias Body = FieldBody<IdeaFields, Facts>

    private static let tag = "Ideas"

    static let routes: [APIRoute] = ideas + proposals

    private static let ideas: [APIRoute] = [
        .get(
            IdeaPaths.apiBoard, .seeProgramme, tag, "Ideas of a programme that you may read, the newest first.",
            query: Cursor.parameters
        ) { visit, programme in
            let cursor = try Cursor(visit)
            return try await visit.read { reading in
                let sight = try IdeaSight(visit, programme, reading)
                let page = try cursor.cut(try sight.ideas) { $0.id.description }
                let tree = try AreaTree(reading)
                var seen = IdeaSourcesSeen()
                return ListBody(
                    items: try page.items.map { body($0, sight, tree, try seen.sources($0, sight, visit, reading)) },
                    next: page.next)
            }
        },
        .send(
            .post, IdeaPaths.apiBoard, .seeProgramme, tag, "Writes an idea: a draft until it is shared.",
            success: .created
        ) { (visit, input: Input, programme) in
            let standard = try await ProgrammeMarking.standard(of: programme, among: IdeaDraft.markings, visit)
            let idea = try await IdeaOperations.propose(
                visit, in: programme, input.told.fields(), draft(input.more, standard), key: input.told.key)
            return try await body(idea.id, visit)
        },
        .send(
            .post, IdeaPaths.apiImport, .seeProgramme, tag,
            "Takes ideas as a workbook or CSV: a row with the code of one changes it, every other begins a draft; all rows, or none.",
            limit: TableUpload.bodyLimit
        ) { (visit, input: TableInput, programme) in
            try await IdeaImport.take(visit, programme, try TableUpload(input))
        },
        .get(IdeaPaths.apiOne, .account, tag, "One idea.") { visit, id in try await body(id, visit) },
        .send(
            .put, IdeaPaths.apiOne, .account, tag, "Changes an idea; what the body leaves out is emptied."
        ) { (visit, input: Input, id) in
            try await IdeaOperations.change(visit, id, input.told.fields(), since: input.more.changedAt) { idea in
                try draft(input.more, idea.marking)
            }
            return try await body(id, visit)
        },
        .send(.put, IdeaPaths.apiState, .account, tag, "Shares, parks or closes an idea.") {
            (visit, input: StateInput, id) in
            try await IdeaOperations.move(visit, id, input.move, day: input.day ?? "", words: input.words ?? "")
            return try await body(id, visit)
        },
        .send(
            .put, IdeaPaths.apiEndorsement, .account, tag,
            "Says what a country thinks of an idea: by its focal point alone. The last word counts."
        ) { (visit, input: EndorsementInput, id, country) in
            try await IdeaOperations.endorse(visit, id, country, input.stance, input.words ?? "")
            return try await body(id, visit)
        },
        .act(.delete, IdeaPaths.apiEndorsement, .account, tag, "Takes back what a country has said.") {
            visit, id, country in
            try await IdeaOperations.takeBack(visit, id, country)
            return try await body(id, visit)
        },
    ]

    private static let proposals: [APIRoute] = [
        .get(
            IdeaPaths.apiProposals, .seeProgramme, tag, "Proposals whose ideas you may read, the newest first.",
            query: Cursor.parameters
        ) { visit, programme in
            let cursor = try Cursor(visit)
            return try await visit.read { reading in
                let known = Set(try IdeaSight(visit, programme, reading).ideas.map(\.id))
                let all = try IdeaProposalStore(reading).proposals(of: programme).filter { known.contains($0.idea) }
                return try cursor.page(of: all.map(ProposalBody.init)) { $0.id.description }
            }
        },
        .send(
            .post, IdeaPaths.apiProposals, .seeProgramme, tag,
            "Begins the proposal of an idea that is supported; begun already, that one is answered.",
            success: .created
        ) { (visit, input: ProposalInput, programme) in
            let idea = try await visit.read { try IdeaSight.seen(visit, input.idea, $0).0 }
            guard idea.programme == programme else { throw Refusal.notFound }
            let id = try await IdeaProposalOperations.begin(visit, input.idea)
            return try await visit.read { ProposalBody(try IdeaProposalStore($0).proposal(id)) }
        },
        .get(IdeaPaths.apiProposal, .account, tag, "One proposal.") { visit, id in
            try await visit.read { ProposalBody(try IdeaProposalOperations.seen(visit, id, $0).0) }
        },
        .send(.put, IdeaPaths.apiProposalState, .account, tag, "Says how far a proposal is, or what was decided.") {
            (visit, input: DecisionInput, id) in
            try await IdeaProposalOperations.move(visit, id, to: input.state, words: input.words ?? "")
            return try await visit.read { ProposalBody(try IdeaProposalStore($0).proposal(id)) }
        },
    ]

    private static func draft(_ more: More, _ marking: String) throws -> IdeaDraft {
        var draft = IdeaDraft(marking: more.marking ?? marking)
        draft.countries = Set((more.countries ?? []).map { $0.uppercased() })
        draft.regions = Set(
            try (more.regions ?? []).map { text in
                guard let id = App.Region.ID(text) else {
                    throw Refusal.invalid(["region": L("Choose regions that are known here.")])
                }
                return id
            })
        (draft.areas, draft.sources) = (more.areas ?? [], Set(more.sources ?? []))
        draft.isDirect = more.direct ?? false
        draft.sponsor = try IdeaRoutes.sponsor(more.sponsor ?? "")
        return draft
    }

    private static func body(_ id: ProjectIdea.ID, _ visit: Visit) async throws -> Body {
        try await visit.read { reading in
            let (idea, sight) = try IdeaSight.seen(visit, id, reading)
            var seen = IdeaSourcesSeen()
            return body(idea, sight, try AreaTree(reading), try seen.sources(idea, sight, visit, reading))
        }
    }

    /// - Parameter sources: those that they see.
    private static func body(_ idea: IdeaRecord, _ sight: IdeaSight, _ tree: AreaTree, _ sources: Set<String>) -> Body {
        Body(
            Facts(
                id: idea.id, programme: idea.programme, state: sight.standing(idea),
                countries: idea.countries.sorted(), regions: idea.regions.sorted(),
                areas: idea.areas.compactMap { tree.area($0)?.code }.sorted(), sources: sources.sorted(),
                direct: idea.isDirect, sponsor: idea.sponsor?.description, marking: idea.marking,
                endorsements: idea.endorsements.map {
                    EndorsementBody(country: $0.country, stance: $0.stance, words: $0.words, saidAt: $0.saidAt)
                }, missing: idea.support(sight.rule).missing, joinedInto: idea.joinedInto,
                parkedUntil: idea.parkedUntil, outcome: idea.outcome, changedAt: idea.changedAt), idea.fields)
    }
}
