import Domain
import Storage
import Web

/// Who is at home where, as it was when a cycle was opened: one table of groups for all its snapshots.
struct NeedsGroups: Codable, Sendable, Hashable {
    struct Group: Codable, Sendable, Hashable {
        /// The code of a region, or of several with +.
        let name: String
        let regions: [App.Region.ID]
        let countries: [String]
    }

    let groups: [Group]

    var table: RollupTable {
        let countries = groups.flatMap(\.countries).sorted()
        let places = Dictionary(countries.enumerated().map { ($1, $0) }) { first, _ in first }
        return RollupTable(
            countries: countries,
            groups: groups.map { group in
                RollupTable.Group(name: group.name, members: group.countries.compactMap { places[$0] }.sorted())
            })
    }
}

@dynamicMemberLookup
struct NeedsCycleRecord: Sendable, Hashable {
    let id: NeedsCycle.ID
    let programme: Programme.ID
    let region: App.Region.ID?
    let fields: NeedsCycleFields
    let framework: Framework.ID
    let version: Int
    let groups: NeedsGroups
    let isOpen: Bool
    let closedAt: Int64?

    init(_ row: Row) throws {
        id = try row.get("id")
        programme = try row.get("programme_id")
        region = try row.get("region_id")
        fields = try NeedsCycleFields(row)
        framework = try row.get("framework_id")
        version = try row.get("version")
        groups = try JSONCoding.value(try row.get("home_groups"))
        isOpen = try row.get("state", as: String.self) == "open"
        closedAt = try row.get("closed_at")
    }

    subscript<Value>(dynamicMember path: KeyPath<NeedsCycleFields, Value>) -> Value { fields[keyPath: path] }
}

struct NeedsAssessmentRecord: Sendable, Hashable {
    let id: NeedsAssessment.ID
    let cycle: NeedsCycle.ID
    let country: String
    let state: NeedsState
    let sharing: NeedsSharing
    /// Whether others ever saw it by name.
    let wasNamed: Bool
    let version: Int
    let questions: String
    let alternateSubmits: Bool

    init(_ row: Row) throws {
        id = try row.get("id")
        cycle = try row.get("cycle_id")
        country = try row.get("country")
        state = NeedsState(rawValue: try row.get("state")) ?? .invited
        sharing = NeedsSharing(rawValue: try row.get("sharing")) ?? .closed
        wasNamed = try row.get("was_named")
        version = try row.get("version")
        questions = try row.get("questions")
        alternateSubmits = try row.get("alternate_submits")
    }
}

struct NeedsRespondentRecord: Sendable, Hashable {
    let assessment: NeedsAssessment.ID
    let sector: String
    let account: Account.ID
    let name: String
}

struct NeedsAnswerDraft: Sendable, Hashable {
    var value = ""
    var isNotApplicable = false
    var note = ""
    var evidenceKind = NeedsEvidence.none
    var evidence = ""
}

struct NeedsAnswerRecord: Sendable, Hashable {
    let indicator: String
    let sector: String
    let draft: NeedsAnswerDraft
    /// Nothing once their account was erased.
    let by: String?
    let at: Int64

    init(_ row: Row) throws {
        indicator = try row.get("indicator")
        sector = try row.get("sector")
        draft = NeedsAnswerDraft(
            value: try row.get("value"), isNotApplicable: try row.get("not_applicable"), note: try row.get("note"),
            evidenceKind: NeedsEvidence(rawValue: try row.get("evidence_kind")) ?? .none,
            evidence: try row.get("evidence"))
        by = try row.get("answered_by")
        at = try row.get("answered_at")
    }

    /// On a scale.
    var level: Int? { draft.isNotApplicable ? nil : Int(draft.value).flatMap { (1...5).contains($0) ? $0 : nil } }
}

/// A country's own value.
struct NeedsValueRecord: Codable, Sendable, Hashable {
    enum Kind: String, Codable, Sendable { case value, notApplicable = "not-applicable", notAnswered = "not-answered" }

    let indicator: String
    var kind = Kind.value
    var value: Int?
    var reason = ""
    var target: Int?
    var targetOn = ""
}

struct NeedsRollupRecord: Sendable {
    let id: NeedsRollup.ID
    let snapshot: Int
    let cells: String
    let chain: String
    let takenAt: Int64

    init(_ row: Row) throws {
        id = try row.get("id")
        snapshot = try row.get("snapshot")
        cells = try row.get("cells")
        chain = try row.get("chain")
        takenAt = try row.get("taken_at")
    }
}
