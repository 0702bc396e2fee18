import Domain
import Storage
import Web

/// What the tables hold of the thread of some events. What may be seen of it is decided after, but for sheets, of which their feature says it.
struct ThreadMaterial: Sendable {
    struct Event: Sendable {
        let id: App.Event.ID
        let programme: Programme.ID
        let stage: WorkshopStage?
        let namesShown: Bool
        let issuesVisible: Bool
    }

    struct Issue: Sendable {
        var item: ThreadItem
        let topic: String
        let participant: Participant.ID?
        let mergedInto: String?
    }

    struct Aspect: Sendable {
        let item: ThreadItem
        let issue: String
    }

    /// A desired situation or an intervention.
    struct Written: Sendable {
        let item: ThreadItem
        let sheet: String
        let issue: String
        /// How who asks sees it.
        let sight: Sight
    }

    enum Sight: Sendable {
        case named
        /// Without its country.
        case anonymous
        case hidden
    }

    struct Round: Sendable {
        enum State: Sendable { case draft, open, closed, revealed }

        let item: ThreadItem
        let topic: String?
        let state: State

        var number: Int { item.number ?? 0 }
    }

    struct Pair: Sendable, Hashable {
        let upper: String
        let lower: String
    }

    struct Priority: Sendable {
        let issue: String
        let round: String?
    }

    struct Statement: Sendable {
        let item: ThreadItem
        let state: String
    }

    struct Section: Sendable {
        let item: ThreadItem
        let guideState: String
    }

    /// What was said of the guide's version under review in the name of a sector: signed where nobody of it objected.
    struct SignOff: Sendable {
        let sector: String
        let isSigned: Bool
    }

    struct Adoption: Sendable {
        let item: ThreadItem
        let intervention: String
        let note: String
    }

    var events: [App.Event.ID: Event] = [:]
    /// To a consultation; those that the visitor may read.
    var answers: [ThreadItem] = []
    /// Of members, which an event studies.
    var needs: [ThreadItem] = []
    var objectives: [ThreadItem] = []
    /// Answer → objective.
    var groundings: [Pair] = []
    /// Objective or need → topic.
    var services: [Pair] = []
    var topics: [ThreadItem] = []
    var issues: [Issue] = []
    var rounds: [Round] = []
    var ballotItems: [Pair] = []
    /// By round and issue, of revealed rounds that may be shown.
    var ranks: [Pair: ThreadRank] = [:]
    var priorities: [Priority] = []
    /// By issue: the names of the groups that work on it.
    var groups: [String: [String]] = [:]
    var cases: [ThreadItem] = []
    var aspects: [Aspect] = []
    /// Case → aspect.
    var caseUses: [Pair] = []
    var sameAspects: [Pair] = []
    var situations: [Written] = []
    var interventions: [Written] = []
    /// Aspect → intervention.
    var removals: [Pair] = []
    var adoptions: [Adoption] = []
    var statements: [Statement] = []
    var sections: [Section] = []
    /// In the order of the sectors.
    var signOffs: [App.Event.ID: [SignOff]] = [:]
    /// Statement → section.
    var outlined: [Pair] = []
    /// What is cited → section.
    var citations: [Pair] = []
    /// Objectives of exercises, tasks, injects, observations, findings, actions, lessons; those that the visitor may read.
    var exercised: [ThreadItem] = []
    /// From each of them to what follows, and to objectives from what they rest on.
    var exercising: [Pair] = []
    /// What an exercise tested → action.
    var actionSources: [Pair] = []
    /// What a programme plans, as far as the visitor reads it.
    var planned: [ThreadItem] = []
    /// What leads to it, and from it on.
    var planning: [ThreadGraph.Edge] = []
    /// Asked for an item of a programme: all that it plans stands there; else what hangs together with the events.
    var tellsAllPlanned = false
}

extension ThreadMaterial.Pair {
    /// Of rows with the columns `upper` and `lower`.
    static func all(_ sql: SQL, _ reading: any Reading) throws -> [Self] {
        try reading.all(sql).map { Self(upper: try $0.get("upper"), lower: try $0.get("lower")) }
    }
}

extension ThreadItem {
    /// An item whose words are a card's: of a row with `id`, `event_id`, `text`, `language` and `withdrawn_at`.
    init(_ kind: ThreadKind, written row: Row) throws {
        self.init(
            kind: kind, id: try row.get("id"), event: try row.get("event_id"), title: try row.get("text"),
            language: try row.get("language"))
        isWithdrawn = try row.get("withdrawn_at", as: Int64?.self) != nil
    }
}
