import Domain
import Storage
import Web

/// Priorities and polls as JSON, on the same operations as the pages.
enum PlanPriorityAPI {
    struct More: Codable, Sendable {
        /// Left out for the whole programme; stays as it was told first.
        let region: Region.ID?
        /// Code, id or name.
        let area: String?
        /// From what it comes: `issue:ID`, `risk:ID`, `shared-need:ID`.
        let sources: [String]?
        /// A TLP 2.0 label without "TLP:"; GREEN unless told.
        let marking: String?
        /// The meeting that adopted it already; of a new one alone.
        let event: Event.ID?
    }

    struct Facts: Codable, Sendable {
        let id: PlanPriority.ID
        let programme: Programme.ID
        let region: Region.ID?
        let number: Int
        let area: Area.ID?
        /// Those that you see; none where it was entered directly.
        let sources: [String]
        let marking: String
        let state: PlanPriorityState
        /// The meeting that adopted it.
        let event: Event.ID?
        let adoptedAt: Int64?
        let words: String
        let successor: PlanPriority.ID?
    }

    typealias Input = FieldSending<PlanPriorityFields, More>
    typealias Body = FieldBody<PlanPriorityFields, Facts>

    struct DecisionInput: Codable, Sendable {
        let state: PlanPriorityState
        /// Why; a must where it is dropped.
        let words: String?
        /// The meeting, of this programme.
        let event: Event.ID?
    }

    struct PollInput: Codable, Sendable {
        /// Left out for all countries of the programme.
        let region: Region.ID?
        /// The last day, `2027-03-01`.
        let closesOn: String
        /// How answers are shown; a region of fewer than five is asked by country.
        let shown: ValidityShown
        let note: String?
        /// All that are adopted there, where none is named.
        let priorities: [PlanPriority.ID]?
    }

    struct PollItem: Codable, Sendable {
        let priority: PlanPriority.ID
        /// What the rule proposes; absent before the poll is closed.
        let outcome: PriorityPoll.Outcome?
        /// Of a poll by country alone: what each said.
        let answers: [String: PriorityPoll.Stance]
        /// Without countries.
        let words: [String]
    }

    struct PollBody: Codable, Sendable {
        let id: ValidityPoll.ID
        let programme: Programme.ID
        let region: Region.ID?
        let closesOn: String
        let named: Bool
        let isOpen: Bool
        let countries: [String]
        /// Who has answered, which is named in any poll.
        let answered: [String]
        let items: [PollItem]
        /// Of the countries for which you speak, what was answered.
        let own: [String: [String: PriorityPoll.Stance]]
    }

    struct AnswerItem: Codable, Sendable {
        let priority: PlanPriority.ID
        let stance: PriorityPoll.Stance
        let words: String?
    }

    struct AnswerInput: Codable, Sendable {
        /// ISO 3166-1 alpha-2.
        let country: String
        let answers: [AnswerItem]
        /// To be shown by name, where fewer than five are asked.
        let agrees: Bool?
    }

    static let routes: [APIRoute] = priorities + polls

    private static let priorities: [APIRoute] = [
        .get(
            PlanPriorityPaths.apiPriorities, .seeProgramme, "Priorities",
            "Priorities of a programme that you may read.",
            query: Cursor.parameters
        ) { visit, programme in
            let cursor = try Cursor(visit)
            return try await visit.read { reading in
                let standing = try PlansStanding(visit, programme, reading)
                let seen = try PlanPriorityStore(reading).priorities(of: [programme]).filter(standing.reads)
                let page = try cursor.cut(seen) { $0.id.description }
                let known = try PlanPrioritySource.known(page.items.flatMap(\.sources), visit, programme, reading)
                let ids = Set(seen.map(\.id))
                return ListBody(items: page.items.map { body($0, known, ids) }, next: page.next)
            }
        },
        .send(
            .post, PlanPriorityPaths.apiPriorities, .seeProgramme, "Priorities", "Proposes a priority.",
            success: .created
        ) { (visit, input: Input, programme) in
            let priority = try await PlanPriorityOperations.propose(
                visit, in: programme, input.told.fields(), draft(input.more, PlanPriorityDraft()), key: input.told.key)
            return try await visit.read { try body(priority, visit, $0) }
        },
        .get(PlanPriorityPaths.apiPriority, .seeProgramme, "Priorities", "One priority.") { visit, programme, id in
            try await body(visit, programme, id)
        },
        .send(
            .put, PlanPriorityPaths.apiPriority, .seeProgramme, "Priorities",
            "Changes a priority, as long as no poll asks about it."
        ) { (visit, input: Input, programme, id) in
            let more = input.more
            _ = try await PlanPriorityOperations.change(visit, programme, id, input.told.fields()) { before in
                draft(
                    more,
                    PlanPriorityDraft(
                        region: before.region, area: before.area?.description ?? "", sources: before.sources,
                        marking: before.marking))
            }
            return try await body(visit, programme, id)
        },
        .send(.put, PlanPriorityPaths.apiDecision, .seeProgramme, "Priorities", "What a meeting decided of a priority.")
        {
            (visit, input: DecisionInput, programme, id) in
            _ = try await PlanPriorityOperations.decide(
                visit, programme, id, input.state, words: input.words ?? "", at: input.event)
            return try await body(visit, programme, id)
        },
    ]

    private static let polls: [APIRoute] = [
        .get(
            PlanPriorityPaths.apiPolls, .seeProgramme, "Priorities", "Polls that ask you, or that you keep.",
            query: Cursor.parameters
        ) { visit, programme in
            let cursor = try Cursor(visit)
            return try await visit.read { reading in
                let standing = try PlansStanding(visit, programme, reading)
                let store = ValidityPollStore(reading)
                let seen = try store.polls(of: [programme]).filter(standing.sees)
                let page = try cursor.cut(seen) { $0.id.description }
                let answers = try store.answers(of: page.items.map(\.id))
                return ListBody(
                    items: page.items.map { pollBody($0, answers[$0.id] ?? [], standing) }, next: page.next)
            }
        },
        .send(
            .post, PlanPriorityPaths.apiPolls, .seeProgramme, "Priorities",
            "Opens a poll; its countries are asked by mail.",
            success: .created
        ) { (visit, input: PollInput, programme) in
            let fields = ValidityPollFields(
                closesOn: input.closesOn, isNamed: input.shown == .named ? "named" : "", note: input.note ?? "")
            let priorities: [PlanPriority.ID]
            if let named = input.priorities {
                priorities = named
            } else {
                priorities = try await visit.read { reading in
                    let standing = try PlansStanding(visit, programme, reading)
                    return try PlanPriorityStore(reading).priorities(of: [programme]).filter {
                        $0.region == input.region && $0.state.isAsked && standing.reads($0)
                    }.map(\.id)
                }
            }
            let poll = try await ValidityPollOperations.open(
                visit, in: programme, of: input.region, fields, about: priorities)
            return try await pollBody(visit, programme, poll.id)
        },
        .get(PlanPriorityPaths.apiPoll, .seeProgramme, "Priorities", "One poll, with what may be told of it.") {
            visit, programme, id in try await pollBody(visit, programme, id)
        },
        .send(
            .put, PlanPriorityPaths.apiPollAnswers, .seeProgramme, "Priorities",
            "The answer of a country, by who speaks for it. The last counts."
        ) { (visit, input: AnswerInput, programme, id) in
            let said = input.answers.map {
                ValidityPollOperations.Said(priority: $0.priority, stance: $0.stance, words: $0.words ?? "")
            }
            try await ValidityPollOperations.answer(
                visit, programme, id, for: input.country, said, agrees: input.agrees)
            return try await pollBody(visit, programme, id)
        },
        .act(.put, PlanPriorityPaths.apiPollClosing, .seeProgramme, "Priorities", "Closes a poll before its day.") {
            visit, programme, id in
            try await ValidityPollOperations.close(visit, programme, id)
            return try await pollBody(visit, programme, id)
        },
    ]

    private static func draft(_ more: More, _ before: PlanPriorityDraft) -> PlanPriorityDraft {
        PlanPriorityDraft(
            region: more.region ?? before.region, area: more.area ?? before.area,
            sources: more.sources ?? before.sources, marking: more.marking ?? before.marking, event: more.event)
    }

    private static func body(_ visit: Visit, _ programme: Programme.ID, _ id: PlanPriority.ID) async throws -> Body {
        try await visit.read { try body(PlanPriorityOperations.seen(visit, programme, id, $0).0, visit, $0) }
    }

    static func body(_ one: PlanPriorityRecord, _ visit: Visit, _ reading: any Reading) throws -> Body {
        let standing = try PlansStanding(visit, one.programme, reading)
        let later = try PlanPriorityStore(reading).priorities(one.successor.map { [$0] } ?? []).filter(standing.reads)
        let known = try PlanPrioritySource.known(one.sources, visit, one.programme, reading)
        return body(one, known, Set(later.map(\.id)))
    }

    /// - Parameters:
    ///   - known: sources that the visitor reads.
    ///   - seen: priorities that they read.
    private static func body(_ one: PlanPriorityRecord, _ known: Set<String>, _ seen: Set<PlanPriority.ID>) -> Body {
        Body(
            Facts(
                id: one.id, programme: one.programme, region: one.region, number: one.number, area: one.area,
                sources: one.sources.filter(known.contains), marking: one.marking, state: one.state, event: one.event,
                adoptedAt: one.adoptedAt,
                words: one.words, successor: one.successor.flatMap { seen.contains($0) ? $0 : nil }), one.fields)
    }

    private static func pollBody(_ visit: Visit, _ programme: Programme.ID, _ id: ValidityPoll.ID) async throws
        -> PollBody
    {
        try await visit.read { reading in
            let (poll, standing) = try ValidityPollOperations.seen(visit, programme, id, reading)
            return pollBody(poll, try ValidityPollStore(reading).answers(of: id), standing)
        }
    }

    private static func pollBody(_ poll: ValidityPollRecord, _ answers: [ValidityAnswer], _ standing: PlansStanding)
        -> PollBody
    {
        let result = ValidityResult(poll, answers, on: standing.today)
        var own: [String: [String: PriorityPoll.Stance]] = [:]
        for answer in answers where standing.isFocal(of: answer.country) {
            own[answer.country, default: [:]][answer.priority.description] = answer.stance
        }
        return PollBody(
            id: poll.id, programme: poll.programme, region: poll.region, closesOn: poll.fields.closesOn,
            named: poll.isNamed, isOpen: poll.isOpen(on: standing.today), countries: poll.countries,
            answered: result.answered,
            items: result.items.map { item in
                PollItem(
                    priority: item.priority, outcome: item.outcome,
                    answers: Dictionary(item.answers.map { ($0.country, $0.stance) }) { first, _ in first },
                    words: item.words)
            }, own: own)
    }
}
