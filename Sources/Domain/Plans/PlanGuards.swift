/// What becomes of an action of a plan, and why not.
public enum PlanLineMove {
    public enum Refusal: Error, Sendable, Hashable {
        /// From one state to the other there is no way.
        case noWay
        case noOwner, noDue
        /// A milestone is neither done nor waived.
        case openMilestones
        /// It is dropped with a reason.
        case noReason
        /// Only a later exercise shows it.
        case notShown
    }

    /// What is known of an action that is to become something else.
    public struct Facts: Sendable, Hashable {
        public var hasOwner: Bool
        public var hasDue: Bool
        public var openMilestones: Int
        public var hasReason: Bool
        /// A later exercise rated the linked objective as performed.
        public var isShown: Bool

        public init(
            hasOwner: Bool = true, hasDue: Bool = true, openMilestones: Int = 0, hasReason: Bool = false,
            isShown: Bool = false
        ) {
            self.hasOwner = hasOwner
            self.hasDue = hasDue
            self.openMilestones = openMilestones
            self.hasReason = hasReason
            self.isShown = isShown
        }
    }

    public static func refusal(from: PlanLineState, to: PlanLineState, _ facts: Facts) -> Refusal? {
        switch (from, to) {
        case (.proposed, .agreed):
            if !facts.hasOwner { return .noOwner }
            return facts.hasDue ? nil : .noDue
        case (.agreed, .underWay), (.done, .underWay): return nil
        case (.agreed, .done), (.underWay, .done): return facts.openMilestones == 0 ? nil : .openMilestones
        case (.done, .proven): return facts.isShown ? nil : .notShown
        case (.proven, _), (.dropped, _): return .noWay
        case (_, .dropped): return facts.hasReason ? nil : .noReason
        default: return .noWay
        }
    }

    /// What an action becomes when its milestones are others: begun with the first, open again when one of a done action is undone.
    public static func follows(_ state: PlanLineState, done: Int, open: Int) -> PlanLineState {
        switch state {
        case .agreed where done > 0: .underWay
        case .done where open > 0: .underWay
        default: state
        }
    }
}

/// How a plan as a whole stands.
public enum PlanStage: String, Sendable, Hashable, CaseIterable {
    case draft
    case inReview = "in_review"
    case adopted, closed

    /// What it may become next: from review back to draft, and an adopted plan is written anew as its next version.
    public var next: [PlanStage] {
        switch self {
        case .draft: [.inReview]
        case .inReview: [.adopted, .draft]
        case .adopted: [.closed, .draft]
        case .closed: []
        }
    }
}
