/// How an action of a plan stands. That it is proven is never typed where a later exercise can be asked; a file says what was told.
public enum PlanLineState: String, Sendable, Hashable, CaseIterable {
    case proposed, agreed
    case underWay = "under way"
    case done, proven, dropped

    /// Whether it counts in the progress of its plan.
    public var isCounted: Bool {
        switch self {
        case .agreed, .underWay, .done, .proven: true
        case .proposed, .dropped: false
        }
    }

    public var isDone: Bool { self == .done || self == .proven }

    /// Whether something is still to be done.
    public var isOpen: Bool { self != .dropped && !isDone }
}

/// A step of an action that can be seen to be done.
public struct PlanMilestone: Sendable, Hashable {
    public let title: String
    public let due: CalendarDate?
    public let doneOn: CalendarDate?
    /// Left out with a reason: it counts neither as done nor as to be done.
    public let isWaived: Bool

    public init(_ title: String, due: CalendarDate? = nil, doneOn: CalendarDate? = nil, isWaived: Bool = false) {
        self.title = title
        self.due = due
        self.doneOn = doneOn
        self.isWaived = isWaived
    }

    /// What is marked as done on a later day is not done yet.
    public func isDone(on today: CalendarDate) -> Bool {
        doneOn.map { $0.daysSince1970 <= today.daysSince1970 } ?? false
    }
}

/// What an action costs, and whether somebody has said yes to paying it.
public struct PlanCost: Sendable, Hashable {
    public let amount: Money
    public let isSecured: Bool

    public init(_ amount: Money, isSecured: Bool) {
        self.amount = amount
        self.isSecured = isSecured
    }
}

/// An action of a plan, as far as its progress and its days are counted.
public struct PlanLine: Sendable, Hashable {
    /// By which others name it.
    public let number: String
    public var title: String
    public var state: PlanLineState
    public var starts: CalendarDate?
    public var due: CalendarDate?
    /// 1 to 5.
    public var weight: Int
    public var cost: PlanCost?
    /// Numbers of those that must be finished before it.
    public var dependsOn: [String]
    public var milestones: [PlanMilestone]
    /// When it was done, where that is known.
    public var doneOn: CalendarDate?

    public static let weights: ClosedRange<Int> = 1...5

    public init(
        _ number: String, title: String = "", _ state: PlanLineState, weight: Int = 1, starts: CalendarDate? = nil,
        due: CalendarDate? = nil, cost: PlanCost? = nil, dependsOn: [String] = [], milestones: [PlanMilestone] = [],
        doneOn: CalendarDate? = nil
    ) {
        self.number = number
        self.title = title
        self.state = state
        self.weight = min(max(weight, Self.weights.lowerBound), Self.weights.upperBound)
        self.starts = starts
        self.due = due
        self.cost = cost
        self.dependsOn = dependsOn
        self.milestones = milestones
        self.doneOn = doneOn
    }

    /// Those that count.
    public var steps: [PlanMilestone] { milestones.filter { !$0.isWaived } }

    /// Milestones done of milestones; without milestones 1 when it is done, else 0.
    public func share(on today: CalendarDate) -> Rational {
        let steps = steps
        guard !steps.isEmpty else { return state.isDone ? .one : .zero }
        return Rational(steps.filter { $0.isDone(on: today) }.count, steps.count)
    }

    /// The day by which it is to be done: its own, else that of its last milestone.
    public var deadline: CalendarDate? {
        if let due { return due }
        return steps.compactMap(\.due).max { $0.daysSince1970 < $1.daysSince1970 }
    }

    /// The day on which it was finished: that of its last milestone, or as told.
    public var finishedOn: CalendarDate? {
        guard state.isDone else { return nil }
        return steps.compactMap(\.doneOn).max { $0.daysSince1970 < $1.daysSince1970 } ?? doneOn
    }

    /// Open after its day, or done after it.
    public func isLate(on today: CalendarDate) -> Bool {
        guard let deadline else { return false }
        if state.isDone { return finishedOn.map { $0.daysSince1970 > deadline.daysSince1970 } ?? false }
        return state.isOpen && deadline.daysSince1970 < today.daysSince1970
    }
}
