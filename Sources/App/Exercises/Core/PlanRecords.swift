import Domain
import Storage
import Web

/// The frame of a plan: a scenario of the library, or what one exercise plays.
struct MselRecord: Sendable {
    enum Kind: String, Sendable, Codable, CaseIterable, ChoiceType, SQLBindable, SQLDecodable {
        case scenario, exercise
    }

    let id: Msel.ID
    let programme: Programme.ID
    let kind: Kind
    let title: String
    let overview: String
    /// Of the story: an IANA name.
    let zone: String
    /// The story's first instant, epoch milliseconds.
    let storyStart: Int64
    /// In which its texts are written, the first one first.
    let languages: [String]
    let marking: String
    let extraColumns: [String]
    let copiedFrom: Msel.ID?

    init(_ row: Row) throws {
        id = try row.get("id")
        programme = try row.get("programme_id")
        kind = try row.get("kind")
        title = try row.get("title")
        overview = try row.get("overview")
        zone = try row.get("zone")
        storyStart = try row.get("story_start")
        languages = try JSONCoding.value(try row.get("languages"))
        marking = try row.get("marking")
        extraColumns = try JSONCoding.value(try row.get("extra_columns"))
        copiedFrom = try row.get("copied_from")
    }
}

struct BreakRecord: Sendable {
    let id: Identifier<PlannedBreak>
    let elapsed: Int64
    let length: Int64
    let title: String

    init(_ row: Row) throws {
        id = try row.get("id")
        elapsed = try row.get("elapsed")
        length = try row.get("length_ms")
        title = try row.get("title")
    }

    var planned: PlannedBreak { PlannedBreak(elapsed: elapsed, length: length) }
}

struct MoveRecord: Sendable {
    let id: ExerciseMove.ID
    let number: Int
    let title: String
    let plannedStart: Int64
    let plannedLength: Int64
    /// Where the story jumps to when it opens; nothing where it goes on.
    let storyAt: Int64?
    let rate: Speed
    let briefing: String
    let state: MoveState
    let openedElapsed: Int64?
    let closedElapsed: Int64?

    init(_ row: Row) throws {
        id = try row.get("id")
        number = try row.get("number")
        title = try row.get("title")
        plannedStart = try row.get("planned_start")
        plannedLength = try row.get("planned_length")
        storyAt = try row.get("story_at")
        rate = Speed(try row.get("rate_num"), try row.get("rate_den"))
        briefing = try row.get("briefing")
        state = try row.get("state")
        openedElapsed = try row.get("opened_elapsed")
        closedElapsed = try row.get("closed_elapsed")
    }

    /// From here on its injects are counted.
    var start: Int64 { openedElapsed ?? plannedStart }
    var plannedEnd: Int64 { EpochTime.adding(plannedStart, milliseconds: plannedLength) }
}

struct CellRecord: Sendable, Hashable {
    let id: ExerciseCell.ID
    let number: Int
    /// A letter or two.
    let code: String
    let name: String
    /// ISO 3166-1; nothing where it is no delegation.
    let country: String?
    /// Whom it plays in the story.
    let plays: String
    let zone: String
    let language: String
    let kind: CellKind
    /// How its own results may be shown.
    let publication: Comparison

    init(_ row: Row) throws {
        id = try row.get("id")
        number = try row.get("number")
        code = try row.get("code")
        name = try row.get("name")
        country = try row.get("country")
        plays = try row.get("plays")
        zone = try row.get("zone")
        language = try row.get("language")
        kind = try row.get("kind")
        publication = try row.get("publication")
    }
}

struct FunctionRecord: Sendable, Hashable {
    let id: ExerciseFunction.ID
    let code: String
    let name: String

    init(_ row: Row) throws {
        id = try row.get("id")
        code = try row.get("code")
        name = try row.get("name")
    }
}

struct ActorRecord: Sendable, Hashable {
    let id: Actor.ID
    let name: String
    let kind: ActorKind
    let address: String

    init(_ row: Row) throws {
        id = try row.get("id")
        name = try row.get("name")
        kind = try row.get("kind")
        address = try row.get("address")
    }
}

struct StorylineRecord: Sendable, Hashable {
    let id: Storyline.ID
    let position: Int
    let title: String

    init(_ row: Row) throws {
        id = try row.get("id")
        position = try row.get("position")
        title = try row.get("title")
    }
}

struct ExerciseObjectiveRecord: Sendable, Hashable {
    let id: ExerciseObjective.ID
    let number: Int
    let text: String
    /// Of the programme's list, by its code or in words.
    let capability: String
    let priority: Int
    /// How many injects are wanted for it.
    let wanted: Int

    init(_ row: Row) throws {
        id = try row.get("id")
        number = try row.get("number")
        text = try row.get("text")
        capability = try row.get("capability")
        priority = try row.get("priority")
        wanted = try row.get("wanted")
    }

    var code: String { "O\(number)" }
}

struct TaskRecord: Sendable, Hashable {
    let id: CriticalTask.ID
    let objective: ExerciseObjective.ID
    let number: Int
    let text: String
    let target: String
    let standard: String
    /// Within which it is to be done, in milliseconds of the exercise's clock.
    let threshold: Int64?
    let measure: String

    init(_ row: Row) throws {
        id = try row.get("id")
        objective = try row.get("objective_id")
        number = try row.get("number")
        text = try row.get("text")
        target = try row.get("target")
        standard = try row.get("standard")
        threshold = try row.get("threshold_ms")
        measure = try row.get("measure")
    }

    var code: String { "T\(number)" }
}

/// Where an objective comes from.
struct ObjectiveSource: Sendable, Hashable {
    let objective: ExerciseObjective.ID
    let kind: String
    let source: String
    let event: Event.ID?

    init(_ row: Row) throws {
        objective = try row.get("objective_id")
        kind = try row.get("kind")
        source = try row.get("source_id")
        event = try row.get("event_id")
    }
}

struct PointRecord: Sendable {
    struct Option: Sendable, Hashable {
        let id: DecisionOption.ID
        let code: String
        let text: LocalTexts
    }

    let id: DecisionPoint.ID
    let inject: Inject.ID
    let number: Int
    let question: LocalTexts
    /// After the release, of the exercise's clock.
    let deadline: Int64?
    /// Codes of functions that must agree before a decision counts.
    let consent: [String]
    let allowsOther: Bool
    var options: [Option] = []
    /// Pairs of codes that do not go together in neighbouring cells.
    var incompatible: [(String, String)] = []

    init(_ row: Row) throws {
        id = try row.get("id")
        inject = try row.get("inject_id")
        number = try row.get("number")
        question = try JSONCoding.value(try row.get("question"))
        deadline = try row.get("deadline_ms")
        consent = try JSONCoding.value(try row.get("consent"))
        allowsOther = try row.get("allows_other")
    }

    func isIncompatible(_ one: String, _ other: String) -> Bool {
        incompatible.contains { ($0.0 == one && $0.1 == other) || ($0.0 == other && $0.1 == one) }
    }
}

struct RuleRecord: Sendable {
    struct Condition: Sendable, Hashable {
        let event: RuleEvent
        let subject: String
        let value: String
        let after: Int64?
    }

    let id: InjectRule.ID
    let inject: Inject.ID
    let scope: RuleScope
    let count: Int?
    let match: RuleMatch
    let delay: Int64
    let effect: RuleEffect
    var conditions: [Condition] = []

    init(_ row: Row) throws {
        id = try row.get("id")
        inject = try row.get("inject_id")
        scope = try row.get("scope")
        count = try row.get("k")
        match = try row.get("match")
        delay = try row.get("delay_ms")
        effect = try row.get("effect")
    }
}
