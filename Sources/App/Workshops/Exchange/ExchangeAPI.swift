import Domain
import Storage
import Web

/// The exchange as JSON, on the same operations as the pages.
enum ExchangeAPI {
    struct ShownBody: Codable, Sendable {
        let view: ExchangeView
        /// Absent until one was chosen, and while its country has taken it back.
        let sheet: EnvisionSheet.ID?
    }

    struct ViewInput: Codable, Sendable {
        let view: ExchangeView
        /// Absent keeps the one shown last.
        let sheet: EnvisionSheet.ID?
    }

    struct QuestionInput: Codable, Sendable {
        let sheet: EnvisionSheet.ID
        let intervention: Intervention.ID?
        let text: String
        /// BCP 47; English by default.
        let language: String?
        /// Names this sending: the same key again is answered with the first result.
        let key: String?
    }

    struct QuestionBody: Codable, Sendable {
        let id: ExchangeQuestion.ID
        let sheet: EnvisionSheet.ID
        let intervention: Intervention.ID?
        let text: String
        let language: String
        let country: String?
        let sector: String?
        let isAnswered: Bool
        let isHidden: Bool

        init(_ question: QuestionRecord) {
            id = question.id
            sheet = question.sheet
            intervention = question.intervention
            text = question.text
            language = question.language
            country = question.country
            sector = question.sector
            isAnswered = question.answeredAt != nil
            isHidden = question.hiddenAt != nil
        }
    }

    struct DecisionInput: Codable, Sendable {
        let decision: AdoptionRecord.Decision
        /// How it is adapted, or why it is declined: required for these two.
        let note: String?
    }

    struct ProgressInput: Codable, Sendable {
        let progress: AdoptionRecord.Progress
        let note: String?
    }

    struct DecisionBody: Codable, Sendable {
        let id: Adoption.ID
        let intervention: Intervention.ID
        let country: String
        let decision: AdoptionRecord.Decision
        let note: String
        let progress: AdoptionRecord.Progress
        let progressNote: String
        /// Who decided as head of the delegation; absent for what was decided before delegations had heads.
        let head: String?

        init(_ adoption: AdoptionRecord) {
            id = adoption.id
            intervention = adoption.intervention
            country = adoption.country
            decision = adoption.decision
            note = adoption.note
            progress = adoption.progress
            progressNote = adoption.progressNote
            head = adoption.isByHead ? adoption.decider : nil
        }
    }

    /// What somebody of one's own delegation proposes to its head.
    struct ProposalBody: Codable, Sendable {
        let intervention: Intervention.ID
        let participant: Participant.ID
        let name: String
        let country: String
        let decision: AdoptionRecord.Decision
        let note: String
        /// Epoch milliseconds.
        let proposedAt: Int

        init(_ proposal: ProposalRecord) {
            intervention = proposal.intervention
            participant = proposal.participant
            name = proposal.name
            country = proposal.country
            decision = proposal.decision
            note = proposal.note
            proposedAt = Int(proposal.proposedAt)
        }
    }

    struct StandingInput: Codable, Sendable {
        let state: StandingRecord.State
        let note: String?
    }

    struct MatrixBody: Codable, Sendable {
        let country: String
        let issue: Issue.ID
        let planned: Int
        let adopted: Int
        let actedOn: Int
        let blockers: Int
        let solved: Int
    }

    struct BlockerBody: Codable, Sendable {
        let number: Int
        /// What groups linked as the same.
        let aspects: [Aspect.ID]
        let text: String
        let language: String
        let present: [String]
        let solved: [String]
    }

    struct VisitBody: Codable, Sendable {
        let first: String
        let second: String
        /// Numbers of blockers.
        let firstLearns: [Int]
        let secondLearns: [Int]
    }

    struct SharedBody: Codable, Sendable {
        let blockers: [BlockerBody]
        let visits: [VisitBody]
        /// Numbers of blockers that some have and nobody has solved.
        let unsolved: [Int]
    }

    static let routes: [APIRoute] = gallery + questions + decisions

    private static let gallery: [APIRoute] = [
        .get(Paths.apiExchange, .attend, "Exchange", "What the room sees of the exchange.") { visit, event in
            try await shown(visit, event)
        },
        .send(
            .put, Paths.apiExchange, .facilitate, "Exchange",
            "Puts a sheet, the matrix or the shared blockers before the room."
        ) {
            (visit, input: ViewInput, event) in
            try await ExchangeOperations.show(visit, event, input.view, sheet: input.sheet)
            return try await shown(visit, event)
        },
        .act(.put, Paths.apiEndorsement, .contribute, "Exchange", "Endorses an intervention.") { visit, event, id in
            try await ExchangeOperations.endorse(visit, event, id, true)
            return EmptyBody()
        },
        .act(.delete, Paths.apiEndorsement, .contribute, "Exchange", "Takes one's endorsement back.") {
            visit, event, id in
            try await ExchangeOperations.endorse(visit, event, id, false)
            return EmptyBody()
        },
        .get(
            Paths.apiMatrix, .attend, "Exchange",
            "Countries and priorities: what is planned, taken up, in the way and solved. Empty cells are left out."
        ) { visit, event in
            let matrix = try await visit.read {
                try ExchangeMatrix(event, for: try SheetViewer(visit, in: event, $0), $0)
            }
            let cells = matrix.countries.flatMap { country in
                matrix.priorities.compactMap { priority -> MatrixBody? in
                    let cell = matrix.cell(country, priority.issue)
                    guard !cell.isEmpty else { return nil }
                    return MatrixBody(
                        country: country, issue: priority.issue, planned: cell.planned, adopted: cell.adopted,
                        actedOn: cell.actedOn, blockers: cell.present, solved: cell.solved)
                }
            }
            return ListBody(items: cells, next: nil)
        },
        .get(
            Paths.apiSharedBlockers, .attend, "Exchange",
            "Blockers that countries share, and which countries should visit each other."
        ) { visit, event in
            let shared = try await visit.read { try SharedBlockers(event, $0) }
            return SharedBody(
                blockers: shared.blockers.map {
                    BlockerBody(
                        number: $0.number, aspects: $0.aspects.map(\.id), text: $0.first?.text ?? "",
                        language: $0.first?.language ?? "en", present: $0.present, solved: $0.solved)
                },
                visits: shared.visits.pairs.map {
                    VisitBody(
                        first: $0.first, second: $0.second, firstLearns: $0.firstLearns, secondLearns: $0.secondLearns)
                }, unsolved: shared.visits.unsolved)
        },
    ]

    private static let questions: [APIRoute] = [
        .get(
            Paths.apiQuestions, .attend, "Exchange",
            "Questions to sheets, newest first. Hidden ones only for who asked and who runs the room.",
            query: Cursor.parameters
        ) { visit, event in
            let found = try await visit.read { reading in
                let viewer = try SheetViewer(visit, in: event, reading)
                let seen = Set(
                    try SheetStore(reading).sheets(of: event).filter { SheetAccess.visible($0, to: viewer) != .hidden }
                        .map(
                            \.id))
                return try ExchangeStore(reading).questions(of: event).filter {
                    seen.contains($0.sheet)
                        && ($0.hiddenAt == nil || viewer.runsTheRoom || viewer.seats.contains($0.participant))
                }.map(QuestionBody.init)
            }
            return try Cursor(visit).page(of: found) { $0.id.description }
        },
        .send(.post, Paths.apiQuestions, .contribute, "Exchange", "Asks a question.", success: .created) {
            (visit, input: QuestionInput, event) in
            QuestionBody(
                try await ExchangeOperations.ask(
                    visit, event,
                    ExchangeOperations.Question(
                        sheet: input.sheet, intervention: input.intervention, text: input.text,
                        language: input.language ?? "en", key: input.key)))
        },
        .act(.put, Paths.apiQuestionAnswer, .facilitate, "Exchange", "Marks a question as answered.") {
            visit, event, id in
            try await ExchangeOperations.setAnswered(visit, event, id, true)
            return EmptyBody()
        },
        .act(.delete, Paths.apiQuestionAnswer, .facilitate, "Exchange", "Opens a question again.") { visit, event, id in
            try await ExchangeOperations.setAnswered(visit, event, id, false)
            return EmptyBody()
        },
        .act(.put, Paths.apiQuestionHiding, .facilitate, "Exchange", "Hides a question from the room.") {
            visit, event, id in
            try await ExchangeOperations.setHidden(visit, event, id, true)
            return EmptyBody()
        },
        .act(.delete, Paths.apiQuestionHiding, .facilitate, "Exchange", "Shows a hidden question again.") {
            visit, event, id in
            try await ExchangeOperations.setHidden(visit, event, id, false)
            return EmptyBody()
        },
    ]

    private static let decisions: [APIRoute] = [
        .get(
            Paths.apiDecisions, .attend, "Exchange",
            "What countries decided on interventions; of an exercise, what its cells decided.",
            query: Cursor.parameters, instead: { try await EventDecisions.answer($0, $1) },
            also: EventDecisions.features.map { $0.decisionSchema }
        ) { visit, event in
            let found = try await visit.read { reading in
                try ExchangeStore(reading).visibleAdoptions(
                    of: event, for: try SheetViewer(visit, in: event, reading)
                ).map(DecisionBody.init)
            }
            return try Cursor(visit).page(of: found) { $0.id.description }
        },
        .send(
            .put, Paths.apiDecision, .contribute, "Exchange",
            "Adopts, adapts or declines a published intervention for one's country, as head of its delegation."
        ) { (visit, input: DecisionInput, event, id) in
            DecisionBody(
                try await DecisionOperations.decide(visit, event, id, input.decision, note: input.note ?? ""))
        },
        .get(
            Paths.apiProposals, .contribute, "Exchange",
            "What one's own delegation proposes to its head, oldest first.",
            query: Cursor.parameters
        ) { visit, event in
            let found = try await visit.read { reading in
                let viewer = try SheetViewer(visit, in: event, reading)
                return try viewer.countries.sorted().flatMap {
                    try ExchangeStore(reading).proposals(of: $0, in: event).map(ProposalBody.init)
                }
            }
            return try Cursor(visit).page(of: found) { "\($0.intervention) \($0.participant)" }
        },
        .send(
            .put, Paths.apiProposal, .contribute, "Exchange",
            "Proposes to the head of one's delegation what to do with a published intervention."
        ) { (visit, input: DecisionInput, event, id) in
            try await ProposalOperations.propose(visit, event, id, input.decision, note: input.note ?? "")
            return EmptyBody()
        },
        .act(.delete, Paths.apiProposal, .contribute, "Exchange", "Takes one's proposal back.") { visit, event, id in
            try await ProposalOperations.withdraw(visit, event, id)
            return EmptyBody()
        },
        .send(.put, Paths.apiProgress, .contribute, "Exchange", "Tells how it goes with what one's country took up.") {
            (visit, input: ProgressInput, event, id) in
            DecisionBody(
                try await DecisionOperations.progress(visit, event, id, input.progress, note: input.note ?? ""))
        },
        .send(
            .put, Paths.apiStanding, .contribute, "Exchange", "Says where one's country stands with a blocking aspect."
        ) {
            (visit, input: StandingInput, event, aspect) in
            try await DecisionOperations.tell(visit, event, aspect, input.state, note: input.note ?? "")
            return EmptyBody()
        },
        .act(
            .delete, Paths.apiStanding, .contribute, "Exchange",
            "Takes back what one's country said of a blocking aspect."
        ) {
            visit, event, aspect in
            try await DecisionOperations.tell(visit, event, aspect, nil)
            return EmptyBody()
        },
    ]

    private static func shown(_ visit: Visit, _ event: Event.ID) async throws -> ShownBody {
        try await visit.read { reading in
            let (view, sheet) = try ExchangeStore(reading).shown(in: event)
            let isSeen = try sheet.map {
                SheetAccess.visible(try SheetStore(reading).sheet($0, in: event), to: .room) != .hidden
            }
            return ShownBody(view: view, sheet: isSeen == true ? sheet : nil)
        }
    }
}

extension ExchangeStore {
    /// Decisions on interventions that the viewer sees.
    func visibleAdoptions(of event: Event.ID, for viewer: SheetViewer) throws -> [AdoptionRecord] {
        let seen = Set(
            try SheetStore(reading).sheets(of: event).filter { SheetAccess.visible($0, to: viewer) != .hidden }.map(
                \.id))
        let sheets = Dictionary(
            uniqueKeysWithValues: try InterventionStore(reading).interventions(of: event, includeWithdrawn: true).map {
                ($0.id, $0.sheet)
            })
        return try adoptions(of: event).filter { sheets[$0.intervention].map(seen.contains) ?? false }
    }
}

/// A feature whose events have decisions of another kind, which stand at the same address.
protocol EventDecisionFeature: Feature {
    /// Nothing where the event has none of this kind.
    static func decisions(_ visit: Visit, _ event: Event.ID) async throws -> Answer?
    static var decisionSchema: JSONSchema { get }
}

enum EventDecisions {
    static let features: [any EventDecisionFeature.Type] = Features.all { $0 as? any EventDecisionFeature.Type }

    static func answer(_ visit: Visit, _ event: Event.ID) async throws -> Answer? {
        for feature in features {
            if let answer = try await feature.decisions(visit, event) { return answer }
        }
        return nil
    }
}
