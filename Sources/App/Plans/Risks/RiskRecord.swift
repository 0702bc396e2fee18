import Domain
import Storage
import Web

/// A scenario as stored.
@dynamicMemberLookup
struct RiskRecord: Sendable, Hashable {
    let id: RiskScenario.ID
    let programme: Programme.ID
    let fields: RiskScenarioFields
    let draft: RiskDraft
    let area: Area.ID?
    let state: RiskState
    /// What the room agreed on; nothing before.
    let agreed: RiskAgreementFields?
    let agreedBy: String?
    let agreedAt: Int64?
    /// Nothing before it is said.
    let treatment: RiskTreatmentFields?
    let outcome: String
    let createdBy: String?
    let createdAt: Int64
    let changedAt: Int64

    init(_ row: Row) throws {
        id = try row.get("id")
        programme = try row.get("programme_id")
        fields = try RiskScenarioFields(row)
        area = try row.get("area_id")
        var draft = RiskDraft(place: RiskPlace(region: try row.get("region_id"), country: try row.get("country")))
        draft.area = area?.description ?? ""
        draft.hazards = Self.words(try row.get("hazards"))
        draft.sectors = Self.words(try row.get("sectors"))
        draft.indicators = Self.words(try row.get("indicators"))
        draft.source = try row.get("source")
        draft.marking = try row.get("marking")
        draft.isShared = try row.get("is_shared")
        self.draft = draft
        state = RiskState(rawValue: try row.get("state")) ?? .draft
        let likelihood: Int? = try row.get("likelihood")
        agreed =
            likelihood == nil
            ? nil
            : RiskAgreementFields(likelihood: likelihood, impact: try row.get("impact"), reason: try row.get("reason"))
        agreedBy = try row.get("agreed_by")
        agreedAt = try row.moment("agreed_at")
        let treatment: String = try row.get("treatment")
        self.treatment = treatment.isEmpty ? nil : try RiskTreatmentFields(row)
        outcome = try row.get("outcome")
        createdBy = try row.get("created_by")
        createdAt = try row.get("created_at")
        changedAt = try row.get("changed_at")
    }

    private static func words(_ text: String) -> [String] { text.split(separator: " ").map { String($0) } }

    subscript<Value>(dynamicMember path: KeyPath<RiskScenarioFields, Value>) -> Value { fields[keyPath: path] }

    var place: RiskPlace { draft.place }

    /// Whether these words are its own: what a sector judges.
    func says(_ fields: RiskScenarioFields, _ told: RiskDraft, _ area: Area.ID?) -> Bool {
        fields.title == self.fields.title && fields.story == self.fields.story && area == self.area
            && Set(told.hazards) == Set(draft.hazards) && Set(told.sectors) == Set(draft.sectors)
    }
    var marking: String { draft.marking }

    /// Codes of the sectors that are asked.
    /// - Parameter all: those in use.
    func asked(of all: [String]) -> [String] { draft.sectors.isEmpty ? all : draft.sectors }

    func band(_ table: RiskTable) -> RiskBand? {
        guard let likelihood = agreed?.likelihood, let impact = agreed?.impact else { return nil }
        return table.band(likelihood: likelihood, impact: impact)
    }

    func residual(_ table: RiskTable) -> RiskBand? {
        guard let likelihood = treatment?.residualLikelihood, let impact = treatment?.residualImpact else { return nil }
        return table.band(likelihood: likelihood, impact: impact)
    }

    /// The account of who told it.
    var author: Account.ID? {
        guard let createdBy, case .account(let id) = EventActor(createdBy) else { return nil }
        return id
    }

    /// - Parameter countries: at home in its region.
    func readable(_ countries: Set<String>) -> Readable {
        let members: Set<MemberRef> =
            switch place {
            case .programme: []
            case .region(let id): Set(countries.map { .country($0) } + [.region(id)])
            case .country(let code): [.country(code)]
            }
        return Readable(
            marking: draft.isShared ? marking : TLP.stricter(marking, "AMBER"), programme: programme,
            audience: draft.isShared ? .programme : .members(members), originators: members, owner: author)
    }
}

/// One opening of its judgement.
struct RiskRoundRecord: Sendable, Hashable {
    let id: RiskRound.ID
    let risk: RiskScenario.ID
    let number: Int
    let openedAt: Int64
    let closedAt: Int64?

    init(_ row: Row) throws {
        id = try row.get("id")
        risk = try row.get("risk_id")
        number = try row.get("number")
        openedAt = try row.get("opened_at")
        closedAt = try row.get("closed_at")
    }

    var isOpen: Bool { closedAt == nil }
}

/// What was said in a round.
struct RiskJudgements: Sendable {
    struct Signed: Sendable {
        let view: RiskView
        /// As the journal names people.
        let by: String?
    }

    var views: [String: [RiskView]] = [:]
    /// Of each author, where it is known.
    var own: [String: RiskJudgementFields] = [:]
    var signed: [String: Signed] = [:]

    func panel(_ sectors: [String]) -> RiskPanel {
        RiskPanel(sectors, views: views, signed: signed.mapValues(\.view))
    }
}

struct RiskReportRecord: Sendable {
    let id: String
    let words: String
    let at: Int64
    let isSettled: Bool
}
