import Domain
import Storage
import Web

/// What could happen, told as the public would see it.
public enum RiskScenario { public typealias ID = Identifier<RiskScenario> }
/// One opening of the judgement of a scenario.
public enum RiskRound { public typealias ID = Identifier<RiskRound> }

/// How far a scenario has come.
enum RiskState: String, CaseIterable, Sendable, Codable, SQLBindable, SQLDecodable, ChoiceType {
    case draft
    /// The room agreed on likelihood and impact.
    case assessed
    /// It is said what is done about it.
    case treated
    case closed

    var label: Message {
        switch self {
        case .draft: L("draft", context: "risk")
        case .assessed: L("assessed", context: "risk")
        case .treated: L("treated", context: "risk")
        case .closed: L("closed", context: "risk")
        }
    }
}

/// What is done about a risk.
enum RiskTreatment: String, CaseIterable, Sendable, Codable, SQLBindable, SQLDecodable, ChoiceType {
    case avoid, reduce, share, accept

    var label: Message {
        switch self {
        case .avoid: L("Avoid it", context: "risk")
        case .reduce: L("Reduce it", context: "risk")
        case .share: L("Share it with others", context: "risk")
        case .accept: L("Accept it", context: "risk")
        }
    }
}

extension RiskView.Confidence: ChoiceType {}

extension RiskView.Confidence {
    var label: Message {
        switch self {
        case .good: L("good", context: "confidence")
        case .fair: L("fair", context: "confidence")
        case .poor: L("poor", context: "confidence")
        }
    }
}

extension RiskBand {
    var label: Message {
        switch self {
        case .low: L("low", context: "risk")
        case .medium: L("medium", context: "risk")
        case .high: L("high", context: "risk")
        case .veryHigh: L("very high", context: "risk")
        }
    }

    /// As the API names it.
    var code: String {
        switch self {
        case .low: "low"
        case .medium: "medium"
        case .high: "high"
        case .veryHigh: "very_high"
        }
    }
}

/// What the levels 1 to 5 mean.
enum RiskLevel {
    static func likelihood(_ level: Int) -> Message {
        switch level {
        case 1: L("1 – hardly conceivable")
        case 2: L("2 – unlikely")
        case 3: L("3 – possible")
        case 4: L("4 – likely")
        default: L("5 – to be expected")
        }
    }

    static func impact(_ level: Int) -> Message {
        switch level {
        case 1: L("1 – everyday means are enough")
        case 2: L("2 – one service is strained")
        case 3: L("3 – several services are strained")
        case 4: L("4 – help from elsewhere is needed")
        default: L("5 – beyond the country's means")
        }
    }

    static func options(_ words: @escaping (Int) -> Message) -> [FieldOption] {
        [(value: "", label: L("Choose"))] + RiskTable.levels.map { (value: String($0), label: words($0)) }
    }
}

/// For whom a scenario is kept: the whole programme, a region or a country.
enum RiskPlace: Sendable, Hashable, CustomStringConvertible {
    case programme
    case region(App.Region.ID)
    case country(String)

    /// Empty, `region:ID` or `country:KZ`.
    init?(_ text: String) {
        guard !text.isEmpty else {
            self = .programme
            return
        }
        guard let member = MemberRef(text) else { return nil }
        switch member.kind {
        case .country: self = .country(member.ref)
        case .region:
            guard let id = App.Region.ID(member.ref) else { return nil }
            self = .region(id)
        case .city, .organisation: return nil
        }
    }

    init(region: App.Region.ID?, country: String?) {
        self = country.map { .country($0) } ?? region.map { .region($0) } ?? .programme
    }

    var region: App.Region.ID? { if case .region(let id) = self { id } else { nil } }
    var country: String? { if case .country(let code) = self { code } else { nil } }

    var description: String {
        switch self {
        case .programme: ""
        case .region(let id): MemberRef.region(id).description
        case .country(let code): MemberRef.country(code).description
        }
    }
}
