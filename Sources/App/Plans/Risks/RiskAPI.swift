import Domain
import Storage
import Web

extension Numbers {
    /// Of likelihood and impact.
    enum RiskLevel: NumberLimits { static let range = RiskTable.levels }
}

/// Risks as JSON, on the same operations as the pages. What single people judged is told to nobody.
enum RiskAPI {
    struct More: Codable, Sendable {
        /// `region:ID` or `country:KZ`; left out for the programme's.
        let place: String?
        /// Code, id or name.
        let area: String?
        /// Of C, B, R, N.
        let hazards: [String]?
        /// Codes of those that are asked; all, where none is named.
        let sectors: [String]?
        /// Codes of indicators that say how it could be coped with.
        let indicators: [String]?
        /// An item of the thread from which it comes: `issue:ID`. Stays as it was told first.
        let source: String?
        /// A TLP 2.0 label without "TLP:"; AMBER unless told.
        let marking: String?
        /// Everybody of the programme reads it, as its marking says; else those whose it is.
        let shared: Bool?
    }

    struct SectorView: Codable, Sendable {
        let sector: String
        let judgements: Int
        /// Of the median the lower and the upper middle; absent where too few judged.
        let likelihood: [Int]?
        let impact: [Int]?
        let confidence: RiskView.Confidence?
        let isSigned: Bool
    }

    struct Facts: Codable, Sendable {
        let id: RiskScenario.ID
        let programme: Programme.ID
        let place: String
        let area: Area.ID?
        let hazards: [String]
        let sectors: [String]
        let indicators: [String]
        /// The lowest level of these, as far as you may see it; not told in a list.
        let copingLevel: Int?
        let source: String
        let marking: String
        let shared: Bool
        let state: RiskState
        /// low, medium, high or very_high; absent before the room agreed.
        let band: String?
        let agreedLikelihood: Int?
        let agreedImpact: Int?
        let reason: String?
        let treatment: RiskTreatment?
        let acceptor: String?
        let reviewOn: String?
        let residualBand: String?
        /// Whether it is judged at the moment.
        let isOpen: Bool
        /// By sector, how many have judged in the round that is open.
        let heard: [String: Int]
        /// Of the last round that is closed.
        let views: [SectorView]
        let isDissent: Bool
    }

    typealias Input = FieldSending<RiskScenarioFields, More>
    typealias Body = FieldBody<RiskScenarioFields, Facts>

    struct RoundInput: Codable, Sendable {
        /// Opens the judgement, or closes it.
        let open: Bool
    }

    struct JudgementInput: Codable, Sendable {
        let sector: String
        let likelihood: Whole<Numbers.RiskLevel>
        let impact: Whole<Numbers.RiskLevel>
        let confidence: RiskView.Confidence
        /// For the whole sector, signed; else one's own.
        let forSector: Bool?
    }

    struct AgreementInput: Codable, Sendable {
        let likelihood: Whole<Numbers.RiskLevel>
        let impact: Whole<Numbers.RiskLevel>
        let reason: String
    }

    struct TreatmentInput: Codable, Sendable {
        let treatment: RiskTreatment
        let note: String?
        /// Who accepts it, with `accept`.
        let acceptor: String?
        let reviewOn: String?
        let residualLikelihood: Whole<Numbers.RiskLevel>?
        let residualImpact: Whole<Numbers.RiskLevel>?
    }

    static let routes: [APIRoute] = [
        .get(
            RiskPaths.apiRisks, .seeProgramme, "Risks", "Scenarios of a programme that you may read.",
            query: Cursor.parameters
        ) { visit, programme in
            let cursor = try Cursor(visit)
            return try await visit.read { reading in
                let standing = try PlansStanding(visit, programme, reading)
                let seen = try RiskStore(reading).risks(of: [programme]).filter(standing.reads)
                let page = try cursor.cut(seen) { $0.id.description }
                let book = try RiskBook(page.items, of: programme, reading)
                return ListBody(items: try page.items.map { try body($0, book, visit, reading) }, next: page.next)
            }
        },
        .send(
            .post, RiskPaths.apiRisks, .seeProgramme, "Risks",
            "Tells a scenario. Texts with quantities or names of the organisers' list are refused.", success: .created
        ) { (visit, input: Input, programme) in
            let risk = try await RiskOperations.tell(
                visit, in: programme, input.told.fields(), try draft(input.more, RiskDraft()), key: input.told.key)
            return try await body(visit, programme, risk.id)
        },
        .file(RiskPaths.apiFile, .seeProgramme, "Risks", "The file `risks`.", mediaType: "text/csv") {
            visit, programme in
            let rows = try await visit.read { try RiskFiles.rows(visit, programme, $0) }
            return try TableFormat.csv.answer(name: "risks", header: RiskFiles.header, rows: rows)
        },
        .send(
            .post, RiskPaths.apiFile, .seeProgramme, "Risks", "Takes scenarios from a table: all rows, or none.",
            limit: TableUpload.bodyLimit
        ) { (visit, input: TableInput, programme) in
            try await RiskFiles.take(visit, programme, try TableUpload(input))
        },
        .get(RiskPaths.apiRisk, .seeProgramme, "Risks", "One scenario.") { visit, programme, id in
            try await body(visit, programme, id)
        },
        .send(.put, RiskPaths.apiRisk, .seeProgramme, "Risks", "Changes a scenario, as long as it is not judged.") {
            (visit, input: Input, programme, id) in
            let more = input.more
            _ = try await RiskOperations.change(visit, programme, id, input.told.fields()) { try draft(more, $0) }
            return try await body(visit, programme, id)
        },
        .send(.put, RiskPaths.apiRound, .seeProgramme, "Risks", "Opens or closes the judgement of a scenario.") {
            (visit, input: RoundInput, programme, id) in
            if input.open {
                try await RiskRoundOperations.open(visit, programme, id)
            } else {
                try await RiskRoundOperations.close(visit, programme, id)
            }
            return try await body(visit, programme, id)
        },
        .send(
            .put, RiskPaths.apiJudgement, .seeProgramme, "Risks",
            "Judges a scenario for a sector. The last word counts."
        ) { (visit, input: JudgementInput, programme, id) in
            let fields = RiskJudgementFields(
                sector: input.sector, likelihood: input.likelihood.value, impact: input.impact.value,
                confidence: input.confidence.rawValue)
            if input.forSector ?? false {
                try await RiskRoundOperations.sign(visit, programme, id, fields)
            } else {
                try await RiskRoundOperations.judge(visit, programme, id, fields)
            }
            return try await body(visit, programme, id)
        },
        .send(.put, RiskPaths.apiAgreement, .seeProgramme, "Risks", "What the room agreed on, with the reason.") {
            (visit, input: AgreementInput, programme, id) in
            _ = try await RiskRoundOperations.agree(
                visit, programme, id,
                RiskAgreementFields(
                    likelihood: input.likelihood.value, impact: input.impact.value, reason: input.reason))
            return try await body(visit, programme, id)
        },
        .send(
            .put, RiskPaths.apiTreatment, .seeProgramme, "Risks",
            "What is done about a risk. An accepted one has a name and a day."
        ) { (visit, input: TreatmentInput, programme, id) in
            _ = try await RiskRoundOperations.treat(
                visit, programme, id,
                RiskTreatmentFields(
                    treatment: input.treatment.rawValue, note: input.note ?? "", acceptor: input.acceptor ?? "",
                    reviewOn: input.reviewOn ?? "", residualLikelihood: input.residualLikelihood?.value,
                    residualImpact: input.residualImpact?.value))
            return try await body(visit, programme, id)
        },
    ]

    private static func draft(_ more: More, _ before: RiskDraft) throws -> RiskDraft {
        var draft = before
        if let told = more.place {
            guard let place = RiskPlace(told) else {
                throw Refusal.invalid(["place": L("Choose a region or a country for which you act.")])
            }
            draft.place = place
        }
        draft.area = more.area ?? before.area
        draft.hazards = more.hazards ?? before.hazards
        draft.sectors = more.sectors ?? before.sectors
        draft.indicators = more.indicators ?? before.indicators
        draft.source = more.source ?? before.source
        draft.marking = more.marking ?? before.marking
        draft.isShared = more.shared ?? before.isShared
        return draft
    }

    private static func body(_ visit: Visit, _ programme: Programme.ID, _ id: RiskScenario.ID) async throws -> Body {
        try await visit.read { reading in
            let (risk, standing) = try RiskOperations.seen(visit, programme, id, reading)
            let coping = try RiskCoping(risk, standing, reading)?.lowest
            return try body(risk, RiskBook([risk], of: programme, reading), coping: coping, visit, reading)
        }
    }

    private static func body(
        _ risk: RiskRecord, _ book: RiskBook, coping: Int? = nil, _ visit: Visit, _ reading: any Reading
    ) throws -> Body {
        let view = RiskReading(risk, actor: nil, book)
        let source = try RiskSource.item(risk.draft.source, visit, risk.programme, reading)
        let views = (view.panel?.sectors ?? []).map { sector in
            SectorView(
                sector: sector.code, judgements: sector.judgements,
                likelihood: sector.likelihood.map { [$0.lower, $0.upper] },
                impact: sector.impact.map { [$0.lower, $0.upper] }, confidence: sector.confidence,
                isSigned: sector.standing == .signed)
        }
        return Body(
            Facts(
                id: risk.id, programme: risk.programme, place: risk.place.description, area: risk.area,
                hazards: risk.draft.hazards, sectors: view.asked, indicators: risk.draft.indicators,
                copingLevel: coping, source: source == nil ? "" : risk.draft.source,
                marking: risk.marking, shared: risk.draft.isShared, state: risk.state, band: view.band?.code,
                agreedLikelihood: risk.agreed?.likelihood, agreedImpact: risk.agreed?.impact,
                reason: risk.agreed?.reason,
                treatment: risk.treatment.flatMap { RiskTreatment(rawValue: $0.treatment) },
                acceptor: risk.treatment?.acceptor, reviewOn: risk.treatment?.reviewOn,
                residualBand: view.residual?.code, isOpen: view.isOpen, heard: view.judging, views: views,
                isDissent: view.panel?.isDissent ?? false), risk.fields)
    }
}
