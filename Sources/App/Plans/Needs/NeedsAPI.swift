import Domain
import Storage
import Web

/// Assessments and pictures as JSON, on the same operations as the pages. A country's values are told to its focal point alone.
enum NeedsAPI {
    struct CycleInput: Codable, Sendable {
        let framework: Framework.ID
        /// Left out for the whole programme.
        let region: App.Region.ID?
    }

    struct CycleKnown: Codable, Sendable {
        let id: NeedsCycle.ID
        let framework: Framework.ID
        let version: Int
        let region: App.Region.ID?
        let isOpen: Bool
        let assessments: [AssessmentKnown]
    }

    /// Who has answered is told by name; values are not.
    struct AssessmentKnown: Codable, Sendable, NamedType {
        static var schemaName: String { "NeedsAssessmentState" }

        let id: NeedsAssessment.ID
        let country: String
        let state: NeedsState
        /// How often it was submitted.
        let version: Int
    }

    typealias CycleBody = FieldBody<NeedsCycleFields, CycleKnown>
    typealias CycleSending = FieldSending<NeedsCycleFields, CycleInput>

    struct AssessmentBody: Codable, Sendable, NamedType {
        static var schemaName: String { "NeedsAssessment" }

        let id: NeedsAssessment.ID
        let country: String
        let state: NeedsState
        let version: Int
        let sharing: NeedsSharing
        /// With which it was returned.
        let questions: String
        /// CSV: country, framework, indicator, sector, value and so on; without a sector the national value.
        let scores: String
    }

    struct ScoresInput: Codable, Sendable {
        /// CSV with the same columns.
        let scores: String
    }

    struct RollupInput: Codable, Sendable {
        let cycle: NeedsCycle.ID
    }

    struct RollupBody: Codable, Sendable, NamedType {
        static var schemaName: String { "NeedsPicture" }

        let cycle: NeedsCycle.ID
        /// Of the cycle, from 1.
        let snapshot: Int
        let takenAt: Int64
        /// Codes, in the order of the cells.
        let indicators: [String]
        let groups: [NeedsPicture.Group]
    }

    static let routes: [APIRoute] = [
        .get(
            NeedsPaths.apiAssessments, .seeProgramme, "Needs assessments",
            "Cycles with who has answered, newest first. Values are told to nobody here."
        ) { visit, programme in
            try await visit.read { reading -> [CycleBody] in
                let frame = try PlansFrame(visit, programme, reading)
                let cycles = try NeedsStore(reading).cycles(of: frame.programme)
                return try bodies(cycles, reading)
            }
        },
        .send(
            .post, NeedsPaths.apiAssessments, .seeProgramme, "Needs assessments",
            "Opens a cycle, which asks each country once: who heads the region, or coordinates.", success: .created
        ) { (visit, input: CycleSending, programme) in
            let made = try await NeedsCycleOperations.open(
                visit, programme,
                NeedsCycleOperations.Draft(
                    fields: input.told.fields(), framework: input.more.framework, region: input.more.region),
                key: input.told.key)
            return try await visit.read { try bodies([made], $0)[0] }
        },
        .get(
            NeedsPaths.apiAssessment, .seeProgramme, "Needs assessments",
            "A country's assessment with its values: for its focal point alone."
        ) { visit, programme, id in try await visit.read { try body(visit, programme, id, $0) } },
        .send(
            .put, NeedsPaths.apiAssessment, .seeProgramme, "Needs assessments",
            "Takes in scores of a country: its focal point."
        ) { (visit, input: ScoresInput, programme, id) in
            try await NeedsScoreOperations.take(visit, programme, id, input.scores)
            return try await visit.read { try body(visit, programme, id, $0) }
        },
        .send(
            .post, NeedsPaths.apiSubmission, .seeProgramme, "Needs assessments",
            "Submits a country's assessment: its focal point."
        ) { (visit, _: EmptyBody, programme, id) in
            try await NeedsCountryOperations.submit(visit, programme, id)
            return try await visit.read { try body(visit, programme, id, $0) }
        },
        .get(
            NeedsPaths.apiRollups, .seeProgramme, "Needs assessments",
            "The latest picture of each cycle: your region's, or all for who coordinates."
        ) { visit, programme in
            try await visit.read { reading -> [RollupBody] in
                let frame = try PlansFrame(visit, programme, reading)
                let store = NeedsStore(reading)
                let cycles = try store.cycles(of: frame.programme)
                let latest = try store.latestRollups(of: cycles.map(\.id))
                return try cycles.compactMap { cycle in
                    try latest[cycle.id].map { try rollup($0, cycle, frame.standing) }
                }
            }
        },
        .send(
            .post, NeedsPaths.apiRollups, .seeProgramme, "Needs assessments",
            "Takes a picture of a cycle: who heads the region, or coordinates.", success: .created
        ) { (visit, input: RollupInput, programme) in
            let made = try await NeedsRollupOperations.take(visit, programme, input.cycle)
            return try await visit.read { reading in
                let cycle = try NeedsStore(reading).cycle(input.cycle, of: programme)
                return try rollup(made, cycle, PlansStanding(visit, programme, reading))
            }
        },
    ]

    private static func bodies(_ cycles: [NeedsCycleRecord], _ reading: any Reading) throws -> [CycleBody] {
        let all = Dictionary(grouping: try NeedsStore(reading).assessments(of: cycles.map(\.id)), by: \.cycle)
        return cycles.map { cycle in
            CycleBody(
                CycleKnown(
                    id: cycle.id, framework: cycle.framework, version: cycle.version, region: cycle.region,
                    isOpen: cycle.isOpen,
                    assessments: (all[cycle.id] ?? []).map {
                        AssessmentKnown(id: $0.id, country: $0.country, state: $0.state, version: $0.version)
                    }), cycle.fields)
        }
    }

    private static func body(
        _ visit: Visit, _ programme: Programme.ID, _ id: NeedsAssessment.ID, _ reading: any Reading
    ) throws -> AssessmentBody {
        let one = try NeedsStanding(visit, programme, id, reading).assessment
        return AssessmentBody(
            id: one.id, country: one.country, state: one.state, version: one.version, sharing: one.sharing,
            questions: one.questions, scores: try NeedsScoreOperations.write(visit, programme, id, reading))
    }

    private static func rollup(
        _ record: NeedsRollupRecord, _ cycle: NeedsCycleRecord, _ standing: PlansStanding
    ) throws -> RollupBody {
        let picture: NeedsPicture = try JSONCoding.value(record.cells)
        return RollupBody(
            cycle: cycle.id, snapshot: record.snapshot, takenAt: record.takenAt, indicators: picture.indicators,
            groups: picture.seen(cycle, standing))
    }
}
