import Domain
import Web

/// The designs that ship with the product. Each has a known source; the words are in the language of the task.
enum ShippedDesign: String, CaseIterable, Sendable {
    /// The workshop of JA TERROR, work package 6 (Zagreb, 29–30 November 2023): key issues per topic from national experience, plenary
    /// vote, analysis of past events, desired situations and interventions, exchange, outline of a guiding document.
    case zagreb
    /// Delbecq, Van de Ven and Gustafson 1975, *Group Techniques for Program Planning*: silent writing, round robin, talk for clarity,
    /// private ranking. At most seven things are ranked.
    case nominalGroup = "nominal-group"
    /// A bridging workshop between sectors, after the National Bridging Workshops of WHO and WOAH for human and animal health (Belot
    /// et al. 2021, doi 10.1371/journal.pone.0245312): shared issues, mixed groups that find what joins and what parts the sectors, a
    /// joint road map.
    case bridging
    /// The Delphi method (Dalkey and Helmer 1963, *An experimental application of the Delphi method to the use of experts*, Management
    /// Science 9(3); Diamond et al. 2014, doi 10.1016/j.jclinepi.2013.12.002): rating in two rounds with the first result shown between
    /// them, by everybody in their own time; the thresholds are set before.
    case delphi
    /// A meeting by video of an hour and a half with one vote. Our own short form of the nominal group technique, whose four stages
    /// (silent generation, round robin, clarification, voting) McMillan, King and Tully 2016 describe (doi 10.1007/s11096-016-0257-x).
    case virtual = "virtual-90"

    var title: Message {
        switch self {
        case .zagreb: L("The Zagreb flow: from issues to a guide")
        case .nominalGroup: L("Nominal group technique")
        case .bridging: L("Bridging workshop of several sectors")
        case .delphi: L("Two-round Delphi, online between meetings")
        case .virtual: L("Virtual meeting of 90 minutes with a vote")
        }
    }

    var summary: Message {
        switch self {
        case .zagreb:
            L("Two days: issues on all topics, merge, vote, groups that analyse and plan, exchange, outline and guide.")
        case .nominalGroup:
            L("Two hours: everybody writes in silence, the issues are read out and merged, then ranked in private.")
        case .bridging:
            L("One day: what divides and what unites the sectors, topic by topic, and what each will do about it.")
        case .delphi:
            L(
                "Three weeks online: issues, a first rating, its result to think about, and a second rating of the same issues."
            )
        case .virtual: L("An hour and a half by video: issues, merge, one vote with dots, and what follows from it.")
        }
    }

    var steps: [DesignStep] {
        switch self {
        case .zagreb: WorkshopStage.allCases.map { DesignStep($0, minutes: Self.zagrebMinutes[$0]) }
        case .nominalGroup: Self.nominalGroupSteps
        case .bridging: Self.bridgingSteps
        case .delphi: Self.delphiSteps
        case .virtual: Self.virtualSteps
        }
    }

    private static let zagrebMinutes: [WorkshopStage: Int] = [
        .collect: 60, .merge: 45, .vote: 30, .groups: 15, .analyse: 120, .envision: 120, .exchange: 90, .outline: 60,
        .guide: 60,
    ]

    private static var nominalGroupSteps: [DesignStep] {
        [
            DesignStep(.collect, title: L("Write in silence").string(), minutes: 20),
            DesignStep(.merge, title: L("Read out, clarify and merge").string(), minutes: 45, isPerTopic: true),
            DesignStep(
                .vote, title: L("First choice").string(), minutes: 15, isPerTopic: true,
                settings: StepSettings(method: .multivote, dots: 5, seats: 7)),
            DesignStep(
                .vote, title: L("Rank what is left").string(), minutes: 15, isPerTopic: true,
                settings: StepSettings(method: .ranking, seats: 5)),
        ]
    }

    private static var bridgingSteps: [DesignStep] {
        [
            DesignStep(.collect, title: L("What gets between our sectors").string(), minutes: 45),
            DesignStep(.merge, minutes: 30),
            DesignStep(.vote, minutes: 20, settings: StepSettings(method: .rating, seats: 5, ratesFeasibility: true)),
            DesignStep(.groups, title: L("Groups across the sectors").string(), minutes: 15),
            DesignStep(.analyse, title: L("What unites and what divides us").string(), minutes: 75),
            DesignStep(
                .envision, title: L("Joint road map").string(), minutes: 75, settings: StepSettings(envisionBy: "group")
            ),
            DesignStep(.exchange, minutes: 60),
        ]
    }

    private static var delphiSteps: [DesignStep] {
        let (morning, evening) = (9 * 60, 18 * 60)
        return [
            DesignStep(
                .collect, title: L("Issues from everybody").string(), opens: DesignMoment(day: 1, minute: morning),
                closes: DesignMoment(day: 5, minute: evening)),
            DesignStep(.merge, title: L("Merging, by the facilitator").string()),
            DesignStep(
                .vote, title: L("First round").string(),
                settings: StepSettings(method: .rating, seats: 7, ratesFeasibility: true),
                opens: DesignMoment(day: 8, minute: morning), closes: DesignMoment(day: 12, minute: evening)),
            DesignStep(
                .vote, title: L("Second round, with the first result in view").string(),
                settings: StepSettings(method: .rating, seats: 7, ratesFeasibility: true, repeatsRound: true),
                opens: DesignMoment(day: 15, minute: morning), closes: DesignMoment(day: 19, minute: evening)),
            DesignStep(.outline, title: L("What follows").string()),
        ]
    }

    private static var virtualSteps: [DesignStep] {
        [
            DesignStep(.collect, title: L("Write issues").string(), minutes: 20),
            DesignStep(.merge, minutes: 20),
            DesignStep(.vote, minutes: 10, settings: StepSettings(method: .multivote, dots: 3, seats: 3)),
            DesignStep(.outline, title: L("What follows from it").string(), minutes: 30),
        ]
    }
}
