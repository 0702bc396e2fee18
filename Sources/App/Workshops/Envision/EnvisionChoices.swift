import Domain
import Storage
import Web

/// Whose sheets an event has.
enum EnvisionBy: String, Sendable, Codable, CaseIterable, ChoiceType, SQLBindable, SQLDecodable {
    case group, country

    var label: Message {
        switch self {
        case .group: L("One sheet per group")
        case .country: L("One sheet per country")
        }
    }
}

/// Who but its own people sees a country's sheet: nobody, everybody without the country, everybody. A group's is always named.
enum SheetPublication: String, Sendable, Codable, CaseIterable, ChoiceType, SQLBindable, SQLDecodable {
    case `private`, anonymous, named

    var label: Message {
        switch self {
        case .private: L("private")
        case .anonymous: L("published without the country's name")
        case .named: L("published with the country's name")
        }
    }
}

/// What an intervention changes (POETE).
enum InterventionElement: String, Sendable, Codable, CaseIterable, ChoiceType, SQLBindable, SQLDecodable {
    case planning, organisation, equipment, training, exercise

    var label: Message {
        switch self {
        case .planning: L("Planning")
        case .organisation: L("Organisation", context: "POETE")
        case .equipment: L("Equipment")
        case .training: L("Training")
        case .exercise: L("Exercise", context: "POETE")
        }
    }
}

/// By when: within a year, within three years, later.
enum InterventionHorizon: String, Sendable, Codable, CaseIterable, ChoiceType, SQLBindable, SQLDecodable {
    case short, medium, long

    var label: Message {
        switch self {
        case .short: L("within a year")
        case .medium: L("within three years")
        case .long: L("later")
        }
    }
}

extension ImpactMatrix.Field {
    var label: Message {
        switch self {
        case .quickWin: L("Quick wins")
        case .project: L("Worth planning")
        case .small: L("If time allows")
        case .costly: L("Hard, with little effect")
        }
    }
}
