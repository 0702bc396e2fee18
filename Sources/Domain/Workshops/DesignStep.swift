/// One step of a design: a stage of the workshop with its settings. A **design** is a list of them that can be used again.
public struct DesignStep: Sendable, Hashable, Codable {
    public var stage: WorkshopStage
    /// Empty: the stage's own name.
    public var title: String
    /// How long it is meant to take in the room.
    public var minutes: Int?
    /// Once for each topic; neighbouring ones make a block that is repeated as a whole.
    public var isPerTopic: Bool
    public var settings: StepSettings
    /// For a stage that is open for days: from when until when.
    public var opens: DesignMoment?
    public var closes: DesignMoment?

    public init(
        _ stage: WorkshopStage, title: String = "", minutes: Int? = nil, isPerTopic: Bool = false,
        settings: StepSettings = StepSettings(), opens: DesignMoment? = nil, closes: DesignMoment? = nil
    ) {
        self.stage = stage
        self.title = title
        self.minutes = minutes
        self.isPerTopic = isPerTopic
        self.settings = settings
        self.opens = opens
        self.closes = closes
    }

    /// A step with its topic's place in the list, from 0; nil for all topics or whichever is on the table.
    public struct Placed: Sendable, Hashable {
        public var step: DesignStep
        public var topic: Int?

        public init(_ step: DesignStep, topic: Int? = nil) {
            self.step = step
            self.topic = topic
        }
    }

    /// The steps of an event with so many topics: each block of steps per topic, as often as there are topics.
    public static func expand(_ steps: [DesignStep], topics: Int) -> [Placed] {
        var result: [Placed] = []
        var rest = steps[...]
        while let first = rest.first {
            let block = rest.prefix { $0.isPerTopic }
            guard !block.isEmpty, topics > 0 else {
                result.append(Placed(first))
                rest = rest.dropFirst()
                continue
            }
            for topic in 0..<topics { result += block.map { Placed($0, topic: topic) } }
            rest = rest.dropFirst(block.count)
        }
        return result
    }

    /// The design behind the steps of an event: the way back from ``expand(_:topics:)``. Of neighbouring steps with topics, those of the
    /// first topic stand for all.
    public static func collapse(_ steps: [Placed]) -> [DesignStep] {
        var result: [DesignStep] = []
        var rest = steps[...]
        while let first = rest.first {
            let block = rest.prefix { $0.topic != nil }
            var step = first.step
            step.isPerTopic = false
            guard !block.isEmpty else {
                result.append(step)
                rest = rest.dropFirst()
                continue
            }
            for placed in block where placed.topic == first.topic {
                var step = placed.step
                step.isPerTopic = true
                result.append(step)
            }
            rest = rest.dropFirst(block.count)
        }
        return result
    }
}

/// What a step sets in its stage; nil leaves it to whoever runs the room.
public struct StepSettings: Sendable, Hashable, Codable {
    /// Vote: the method, the dots, how many issues it chooses.
    public var method: VotingMethod?
    public var dots: Int?
    public var seats: Int?
    /// Vote: feasibility is rated as well as importance.
    public var ratesFeasibility: Bool?
    /// Vote: on the issues of the round before, so that the two can be compared.
    public var repeatsRound: Bool?
    /// Envision: `group` or `country`.
    public var envisionBy: String?

    public init(
        method: VotingMethod? = nil, dots: Int? = nil, seats: Int? = nil, ratesFeasibility: Bool? = nil,
        repeatsRound: Bool? = nil, envisionBy: String? = nil
    ) {
        self.method = method
        self.dots = dots
        self.seats = seats
        self.ratesFeasibility = ratesFeasibility
        self.repeatsRound = repeatsRound
        self.envisionBy = envisionBy
    }
}

/// A moment of an event that has no date yet: a day of it, and the time of that day where it takes place.
public struct DesignMoment: Sendable, Hashable, Codable, Comparable {
    /// 1 is the first day; days before it are 0 and below.
    public var day: Int
    /// Since midnight.
    public var minute: Int

    public init(day: Int, minute: Int) {
        self.day = day
        self.minute = minute
    }

    public static func < (left: Self, right: Self) -> Bool { (left.day, left.minute) < (right.day, right.minute) }
}
