import Domain
import Storage
import Web

/// The outline as JSON, on the same operations as the pages.
enum OutlineAPI {
    struct StatementInput: Codable, Sendable {
        let part: OutlinePart
        let text: String
        /// BCP 47; English by default.
        let language: String?
        /// Names this sending: the same key again is answered with the first result.
        let key: String?
    }

    struct SectorBody: Codable, Sendable {
        let sector: String
        let consensus: ConsensusState
    }

    struct StatementBody: Codable, Sendable {
        let id: OutlineStatement.ID
        let part: OutlinePart
        let position: Int
        let text: String
        let language: String
        let state: StatementState
        /// Of the text; a rating is of one revision.
        let revision: Int
        /// How many have rated the present wording, "cannot judge" included.
        let answered: Int
        /// How many have rated an earlier wording only.
        let ofEarlierWording: Int
        /// Absent below five ratings.
        let consensus: ConsensusState?
        /// Only sectors that may be shown.
        let sectors: [SectorBody]
        /// Of 1, 2, … 9; only once it is decided, and never below five.
        let histogram: [Int]?

        init(_ statement: OutlineStatementRecord, _ outline: Outline) {
            let reading = outline.readings[statement.id]
            id = statement.id
            part = statement.part
            position = statement.position
            text = statement.text
            language = statement.language
            state = statement.state
            revision = statement.revision
            answered = reading?.answered ?? 0
            ofEarlierWording = reading?.ofEarlierWording ?? 0
            consensus = reading?.state
            sectors = reading?.sectors.map { SectorBody(sector: $0.sector, consensus: $0.state) } ?? []
            histogram = reading?.figures?.histogram
        }
    }

    struct RatingInput: Codable, Sendable {
        /// 1 to 9; absent or null for "cannot judge".
        let rating: Whole<Numbers.Rating>?
        /// The revision of the text that was rated.
        let revision: Whole<Numbers.Revision>
    }

    struct StateInput: Codable, Sendable {
        let state: StatementState
        /// The revision that is agreed; without it the present one.
        let revision: Whole<Numbers.Revision>?
    }

    static let routes: [APIRoute] = [
        .get(
            Paths.apiOutline, .attend, "Outline", "The statements of the outline, by part and position.",
            query: Cursor.parameters
        ) { visit, event in
            let found = try await visit.read { reading in
                let outline = try Outline(try Room(event, reading), reading)
                return outline.statements.map { StatementBody($0, outline) }
            }
            return try Cursor(visit).page(of: found) { $0.id.description }
        },
        .send(.post, Paths.apiOutline, .attend, "Outline", "Proposes a statement.", success: .created) {
            (visit, input: StatementInput, event) in
            let statement = try await OutlineOperations.propose(
                visit, event,
                StatementProposal(
                    part: input.part.rawValue, text: input.text, language: input.language ?? "en", key: input.key))
            return try await body(statement.id, event, visit)
        },
        .get(Paths.apiStatement, .attend, "Outline", "One statement.") { visit, event, id in
            try await body(id, event, visit)
        },
        .send(
            .put, Paths.apiStatementRating, .attend, "Outline",
            "Rates a statement as one has read it. The last rating counts; sent twice it counts once."
        ) { (visit, input: RatingInput, event, id) in
            try await OutlineOperations.rate(
                visit, event,
                [StatementAnswer(statement: id, rating: input.rating?.value, revision: input.revision.value)])
            return EmptyBody()
        },
        .send(.put, Paths.apiStatementState, .facilitate, "Outline", "Agrees, drops, or opens a statement again.") {
            (visit, input: StateInput, event, id) in
            try await OutlineOperations.decide(visit, event, id, input.state, revision: input.revision?.value)
            return try await body(id, event, visit)
        },
    ]

    private static func body(_ id: OutlineStatement.ID, _ event: Event.ID, _ visit: Visit) async throws -> StatementBody
    {
        try await visit.read { reading in
            let statement = try OutlineStore(reading).statement(id, in: event)
            return StatementBody(statement, try Outline(try Room(event, reading), reading))
        }
    }
}

extension OutlinePart: ChoiceType {}
extension StatementState: ChoiceType {}
extension ConsensusState: Codable, ChoiceType {}
