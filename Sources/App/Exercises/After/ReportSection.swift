import Web

/// The parts of an after-action report, in their order.
enum ReportSection: String, Sendable, Codable, CaseIterable, ChoiceType {
    case page, overview, happened, objectives, together, said, lessons, plan
    case participants, msel, decisions, requests, methods, sources

    /// Of annexes their letter.
    var number: String {
        switch self {
        case .page: "1"
        case .overview: "2"
        case .happened: "3"
        case .objectives: "4"
        case .together: "5"
        case .said: "6"
        case .lessons: "7"
        case .plan: "8"
        case .participants: "A"
        case .msel: "B"
        case .decisions: "C"
        case .requests: "D"
        case .methods: "E"
        case .sources: "F"
        }
    }

    var isAnnex: Bool { number.first?.isLetter ?? false }

    var title: Message {
        switch self {
        case .page: L("In one page")
        case .overview: L("Overview of the exercise")
        case .happened: L("What happened")
        case .objectives: L("By objective")
        case .together: L("Working together")
        case .said: L("What players said")
        case .lessons: L("Lessons identified")
        case .plan: L("Improvement plan")
        case .participants: L("Who took part")
        case .msel: L("Injects as played")
        case .decisions: L("Decisions")
        case .requests: L("Requests between cells")
        case .methods: L("Methods and limits")
        case .sources: L("Where the objectives come from")
        }
    }
}

/// After which outline the report asks.
enum ReportTemplate: String, Sendable, Codable, CaseIterable, ChoiceType {
    case hseep, who

    var label: Message { self == .hseep ? L("By objective, with an improvement plan") : L("By six questions") }
}
